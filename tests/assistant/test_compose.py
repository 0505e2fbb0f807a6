"""Without a language model an answer is made of the sources' own words."""

import re
from collections.abc import Callable

import pytest

from assistant.question import Answer, Draft, Intent, Line, Mode, Status, Turn
from assistant.replies import Replies
from assistant.steps.compose import Compose
from assistant.steps.retrieve import Retrieve
from assistant.words import Routing
from knowledge.library import Library
from knowledge.passage import PassageKind
from knowledge.search import Retrieved

LESSON_QUESTIONS = {
    "Làm sao nộp hồ sơ trên Cổng Dịch vụ công quốc gia?": "TB-02",
    "lam sao cai vneid": "TB-01",
    "Gọi video Zalo cho con như thế nào?": "GT-01",
    "Quét mã QR trả tiền như thế nào cho an toàn?": "GQ-01",
    "Lấy hình trên Google về đăng bán hàng có được không?": "ND-02",
    "Làm sao nhận ra cuộc gọi lừa đảo?": "AT-02",
}


@pytest.fixture(scope="module")
def compose(library: Library, routing: Routing, replies: Replies) -> Compose:
    return Compose(library, routing, replies)


@pytest.fixture(scope="module")
def drafted(compose: Compose, library: Library) -> Callable[..., Draft]:
    """The draft for a question, with the intent that the route would give it."""

    def draft(question: str, intent: Intent = Intent.OTHER) -> Draft:
        outcome = compose(Retrieve(library)(Turn(question, intent=intent)))
        assert isinstance(outcome, Turn)
        assert outcome.draft is not None
        return outcome.draft

    return draft


def unsupported(library: Library, question: str, intent: Intent = Intent.OTHER) -> Turn:
    """A turn whose search kept nothing."""
    return Turn(question, intent=intent, retrieved=Retrieved((), ()))


# A lesson


@pytest.mark.parametrize(("question", "lesson"), LESSON_QUESTIONS.items())
def test_a_lesson_is_told_with_answer_steps_and_cautions(
    question: str, lesson: str, drafted: Callable[..., Draft], library: Library
) -> None:
    draft = drafted(question, Intent.HOW_TO)
    answer, steps, cautions = library.store.passages_of(lesson)

    assert [lesson] == [card.id for card in draft.lessons]
    assert (draft.status, draft.intent, draft.mode) == (Status.ANSWERED, Intent.HOW_TO, Mode.EXTRACTIVE)
    assert [answer.id, steps.id, cautions.id] == list(
        dict.fromkeys(line.passage_id for line in draft.lines if line.passage_id)
    )


@pytest.mark.parametrize("question", LESSON_QUESTIONS)
def test_every_line_of_a_lesson_is_the_lessons_own(
    question: str, drafted: Callable[..., Draft], library: Library
) -> None:
    for line in drafted(question, Intent.HOW_TO).lines:
        if line.passage_id:
            assert line.text == line.quote
            assert line.text in library.store.passages([line.passage_id])[line.passage_id].text
        else:
            assert re.fullmatch(r"\*\*.+\*\*", line.text)  # a heading states no fact


@pytest.mark.parametrize("question", LESSON_QUESTIONS)
def test_no_step_of_a_lesson_is_left_out(
    question: str, drafted: Callable[..., Draft], library: Library
) -> None:
    draft = drafted(question, Intent.HOW_TO)
    [steps] = library.store.passages_of(draft.lessons[0].id, PassageKind.LESSON_STEPS)

    told = [line.text for line in draft.lines if line.passage_id == steps.id]
    assert [line.strip() for line in steps.text.splitlines() if line.strip() and line[0] != "#"] == told


def test_a_lessons_card_says_why_it_is_there(drafted: Callable[..., Draft], library: Library) -> None:
    [card] = drafted("Làm sao cài VNeID?", Intent.HOW_TO).lessons
    document = library.store.document(card.id)

    assert document is not None
    assert (document.meta["name"], document.meta["level"]) == (card.title, card.level)
    assert card.reason == "Bài này trả lời câu vừa hỏi."


# A term, a fact, a section, the plan


@pytest.mark.parametrize("question", ["Mã OTP là gì?", "4T là gì?", "Đại sứ số là gì?", "vneid la gi"])
def test_who_asks_what_something_is_gets_its_definition(
    question: str, drafted: Callable[..., Draft], library: Library
) -> None:
    draft = drafted(question, Intent.DEFINITION)
    kinds = {
        passage.kind
        for passage in library.store.passages(
            [line.passage_id for line in draft.lines if line.passage_id]
        ).values()
    }

    assert (Intent.DEFINITION, {PassageKind.TERM}) == (draft.intent, kinds)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Số điện thoại công an là số mấy?", "113"),
        ("Tổng đài VNeID số mấy?", "1900 0368"),
        ("tong dai dich vu cong quoc gia", "1800 1096"),
        ("Tổng đài bảo vệ trẻ em số mấy?", "111"),
        ("Báo số điện thoại lừa đảo ở đâu?", "156 hoặc 5656"),
    ],
)
def test_who_asks_whom_to_call_gets_the_number_and_how_sure_it_is(
    question: str, value: str, drafted: Callable[..., Draft]
) -> None:
    draft = drafted(question, Intent.CONTACT)
    text = "\n".join(line.text for line in draft.lines)

    assert (draft.intent, draft.mode) == (Intent.CONTACT, Mode.EXTRACTIVE)
    assert value in text
    assert re.search(r"(Đối chiếu|Ghi nhận|Chưa xác nhận)", text)


def test_a_number_that_nobody_confirmed_is_said_to_be_unconfirmed(drafted: Callable[..., Draft]) -> None:
    text = "\n".join(line.text for line in drafted("Tỉnh mình có tổng đài 1022 không?", Intent.CONTACT).lines)

    assert "Chưa xác nhận được" in text


@pytest.mark.parametrize(
    ("question", "locator"),
    [
        ("Kinh phí thực hiện lấy từ đâu?", "Phần IV"),
        ("Ai ký kế hoạch?", "Phần ký"),
        ("Kế hoạch có bao nhiêu nhiệm vụ?", "Phụ lục"),
        ("Báo cáo kết quả gửi về đâu?", "Phần kết"),
        ("Long An sáp nhập vào tỉnh nào?", "Ghi chú của người biên soạn"),
        ("Mục đích của phong trào Bình dân học vụ số là gì?", "Phần I.1"),
    ],
)
def test_the_plans_own_text_is_quoted(
    question: str, locator: str, drafted: Callable[..., Draft], library: Library
) -> None:
    draft = drafted(question)

    assert draft.intent == Intent.PLAN
    for line in draft.lines:
        assert line.passage_id
        passage = library.store.passages([line.passage_id])[line.passage_id]
        assert passage.locator.startswith(locator)
        assert line.quote and line.quote in passage.text


def test_a_programme_is_told_with_who_answers_for_it(drafted: Callable[..., Draft]) -> None:
    draft = drafted("Mô hình Chợ số - Nông thôn số")

    assert draft.duties == ("6.3",)
    assert draft.lines[-1].text == (
        "Trong Phụ lục, nhiệm vụ 6.3 do Sở Công Thương; Sở Nông nghiệp và Môi trường chủ trì, "
        "thời gian: Quý III/2025."
    )


def test_a_row_found_by_search_alone_is_told_as_it_stands(
    drafted: Callable[..., Draft], library: Library
) -> None:
    draft = drafted("tăng cường hạ tầng mạng, ưu đãi gói data học tập số")
    [duty] = [row for row in library.plan().duties if row.id == "7.7"]

    assert (draft.duties, draft.mode) == (("7.7",), Mode.RECORD)
    assert {duty.passage_id} == {line.passage_id for line in draft.lines}


# Nothing to make an answer of


@pytest.mark.parametrize(
    ("question", "intent", "status"),
    [
        ("zzz qqq", Intent.OTHER, Status.OUT_OF_SCOPE),
        ("Cách trồng lan", Intent.HOW_TO, Status.OUT_OF_SCOPE),
        ("Mã OTP bao nhiêu chữ số vậy", Intent.OTHER, Status.NO_SOURCE),
        ("Nhiệm vụ nào tốn tiền nhất?", Intent.PLAN, Status.NO_SOURCE),
    ],
)
def test_without_a_source_a_question_is_refused_by_what_it_is_about(
    question: str, intent: Intent, status: Status, compose: Compose, library: Library
) -> None:
    outcome = compose(unsupported(library, question, intent))

    assert isinstance(outcome, Answer)
    assert (status, ()) == (outcome.status, outcome.citations)


@pytest.mark.parametrize(
    "question",
    ["Thủ đô nước Pháp là gì?", "Ai phát minh ra bóng đèn?", "Cách nuôi cá koi", "viet chuong trinh python"],
)
def test_what_no_source_carries_is_refused_whole(question: str, ask: Callable[..., Answer]) -> None:
    answer = ask(question)

    assert answer.status in (Status.OUT_OF_SCOPE, Status.NO_SOURCE)
    assert answer.citations == answer.duties == answer.lessons == ()


def test_a_turn_without_a_search_goes_by(compose: Compose) -> None:
    turn = Turn("Mã OTP là gì?")

    assert compose(turn) is turn


def test_a_turn_that_has_its_draft_goes_by(compose: Compose) -> None:
    draft = Draft(Status.ANSWERED, Intent.PLAN, Mode.RECORD, (Line("Có."),))
    turn = Turn("Mã OTP là gì?", draft=draft, retrieved=Retrieved((), ()))

    assert compose(turn) is turn


def test_a_turn_that_has_its_draft_is_not_searched(library: Library) -> None:
    turn = Turn("Mã OTP là gì?", draft=Draft(Status.ANSWERED, Intent.PLAN, Mode.RECORD, ()))

    assert Retrieve(library)(turn) is turn
