"""What a turn is about; turns outside the domain, and turns that want a person, end here."""

from collections.abc import Callable

import pytest

from assistant.question import Answer, Draft, Intent, Mode, Status, Turn
from assistant.replies import Replies
from assistant.steps.route import Route
from assistant.words import Phrases, Routing
from knowledge.content_files import CONTENT, parse_yaml, read_yaml
from knowledge.spelling import spoken
from knowledge.vietnamese import fold

INTENTS = {
    "Mã OTP là gì?": Intent.DEFINITION,
    "Chuyển đổi số nghĩa là gì?": Intent.DEFINITION,
    "Khung năng lực số gồm mấy nhóm?": Intent.DEFINITION,
    "Làm sao cài VNeID?": Intent.HOW_TO,
    "Hướng dẫn nộp hồ sơ trực tuyến": Intent.HOW_TO,
    "Quên mật khẩu thì phải làm gì?": Intent.HOW_TO,
    "Tổng đài VNeID số mấy?": Intent.CONTACT,
    "Lừa đảo thì báo ở đâu?": Intent.CONTACT,
    "Sở Nội vụ chủ trì việc nào?": Intent.PLAN,
    "Chỉ tiêu năm 2026": Intent.PLAN,
    "Tôi nên học gì trước?": Intent.RECOMMEND,
    "Có những bài học nào?": Intent.RECOMMEND,
    "Bắt đầu từ đâu?": Intent.RECOMMEND,
    "Căn cước điện tử": Intent.OTHER,
}
OUT_OF_SCOPE = [
    "Giá vàng hôm nay bao nhiêu?",
    "Tỷ giá đô la",
    "Kết quả xổ số hôm qua",
    "Dự báo thời tiết ngày mai",
    "Lịch thi đấu bóng đá tối nay",
    "Kể chuyện cười đi",
    "Bị đau đầu uống thuốc gì?",
    "Huyết áp cao thì sao?",
    "Thủ tục ly hôn",
    "Tôi nên đầu tư gì?",
    "Mua cổ phiếu nào lời?",
    "Ai là tổng bí thư?",
]
SOUNDS_LIKE_OUT_OF_SCOPE = [
    "Kiến thức chung về chuyển đổi số là gì?",  # kiến, not kiện
    "Điều kiện lên VNeID mức 2 là gì?",
    "Lớp bồi dưỡng kỹ năng số cho cán bộ do ai tổ chức?",  # bồi, not bói
    "Học kỹ năng số để làm gì?",  # số để, not số đề
    "chuyen doi so de lam gi",
    "Nêu một số đề án của Chính phủ",
    "Người yếu thế được hỗ trợ gì?",  # yếu, not yêu
    "Giá vàng tăng, có người mời đầu tư, có phải lừa đảo không?",
    "Đặt lịch khám bệnh trên ứng dụng nào?",
    "Sổ sức khỏe điện tử xem huyết áp ở đâu?",
    "Tải nhạc, lời bài hát có vi phạm bản quyền không?",
]


@pytest.fixture(scope="module")
def route(routing: Routing, replies: Replies) -> Route:
    return Route(routing, replies)


def intent_of(outcome: Turn | Answer) -> Intent:
    assert isinstance(outcome, Turn)
    return outcome.intent


@pytest.mark.parametrize(("question", "intent"), INTENTS.items())
def test_the_intent_is_named_with_and_without_marks(question: str, intent: Intent, route: Route) -> None:
    assert [intent, intent] == [intent_of(route(Turn(text))) for text in (question, fold(question))]


def test_the_intent_is_that_of_the_completed_question(route: Route) -> None:
    assert intent_of(route(Turn("Hạn khi nào?", standalone="Hạn khi nào (nhiệm vụ 4.4)?"))) == Intent.PLAN


@pytest.mark.parametrize("question", OUT_OF_SCOPE)
def test_what_is_outside_the_domain_ends_here(question: str, route: Route) -> None:
    for typed in (question, fold(question)):
        outcome = route(Turn(typed))

        assert isinstance(outcome, Answer)
        assert (outcome.status, outcome.citations) == (Status.OUT_OF_SCOPE, ())


@pytest.mark.parametrize("question", SOUNDS_LIKE_OUT_OF_SCOPE)
def test_what_only_sounds_like_it_goes_on(question: str, route: Route) -> None:
    assert isinstance(route(Turn(question)), Turn)


@pytest.mark.parametrize(
    "question", ["Tôi muốn gặp người thật", "cho toi gap can bo", "Gặp nhân viên được không?"]
)
def test_who_wants_a_person_is_handed_on(question: str, ask: Callable[..., Answer]) -> None:
    answer = ask(question)

    assert (answer.status, answer.mode) == (Status.HAND_OFF, Mode.CANNED)
    assert "1800 1096" in answer.text
    assert "1900 0368" in answer.text


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("Kiểm tra trình độ của tôi", Intent.PLACEMENT),
        ("xep trinh do", Intent.PLACEMENT),
        ("Tôi học tới đâu rồi?", Intent.PROGRESS),
        ("tien do hoc cua toi", Intent.PROGRESS),
    ],
)
def test_what_is_not_there_yet_is_said_not_to_be_there(question: str, intent: Intent, route: Route) -> None:
    outcome = route(Turn(question))

    assert isinstance(outcome, Answer)
    assert (Status.NO_SOURCE, intent) == (outcome.status, outcome.intent)


def test_a_turn_that_has_its_draft_goes_by(route: Route) -> None:
    draft = Draft(Status.FIRST_AID, Intent.SCAM_HELP, Mode.CANNED, ())
    turn = Turn("Giá vàng hôm nay?", draft=draft)

    assert route(turn) is turn


# The content's own questions reach their content


def own_questions() -> list[tuple[str, str]]:
    lessons = [
        (path.stem, question)
        for path in sorted((CONTENT / "lessons").glob("*-*.md"))
        for question in parse_yaml(path.read_text(encoding="utf-8").split("\n---\n")[0], path.name)[
            "questions"
        ]
    ]
    facts = [
        (fact["id"], question)
        for fact in read_yaml("services/facts.yaml")["facts"]
        for question in fact["questions"]
    ]
    plan = [
        (row["locator"], question)
        for row in read_yaml("plan/overview.yaml")["overview"]
        for question in row["questions"]
    ]
    return [*lessons, *facts, *plan]


TURNED_AWAY = {
    "ai tra loi co dung khong": "“ai” without marks and in small letters is not read as AI",
}


@pytest.mark.parametrize(
    ("source", "question"),
    [
        pytest.param(
            *one,
            marks=[pytest.mark.xfail(strict=True, reason=TURNED_AWAY[one[1]])]
            if one[1] in TURNED_AWAY
            else [],
        )
        for one in own_questions()
    ],
)
def test_a_question_that_the_content_lists_is_never_turned_away(
    source: str, question: str, ask: Callable[..., Answer]
) -> None:
    assert ask(question).status in (Status.ANSWERED, Status.FIRST_AID)


# Phrases


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kiện ai", True),
        ("kien ai", True),
        ("điều kiện", True),
        ("kiến thức", False),
        ("KIỆN", True),
        ("kiệnn", False),
        ("", False),
    ],
)
def test_a_phrase_bears_its_own_marks_or_none(typed: str, expected: bool) -> None:
    assert expected == Phrases(["kiện"]).within(spoken(typed))


def test_a_phrase_is_found_wherever_its_words_stand_together() -> None:
    phrases = Phrases(["làm sao", "là gì"])

    assert phrases.places(spoken("làm sao biết OTP là gì, là sao?")) == {0, 1, 4, 5}


@pytest.mark.parametrize("text", ["là", "gì là", "là một gì"])
def test_a_phrase_is_not_found_in_pieces(text: str) -> None:
    assert not Phrases(["là gì"]).within(spoken(text))


def test_every_cue_and_situation_has_words(routing: Routing) -> None:
    rows = read_yaml("routing.yaml")
    phrases = [*rows["cues"].values()]
    for row in [*rows["first_aid"], *(one for many in rows["refuse"].values() for one in many)]:
        phrases += row["all_of"]

    assert all(spoken(phrase) for group in phrases for phrase in group)
    assert set(routing.refuse) == {"unsafe", "personal_data", "out_of_scope"}
