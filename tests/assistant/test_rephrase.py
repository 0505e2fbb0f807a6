"""A follow-up is completed from the question before it; nothing is added that nobody said."""

from itertools import product

import pytest

from assistant.question import Draft, Intent, Mode, Status, Turn
from assistant.steps.rephrase import Rephrase
from assistant.words import Routing
from knowledge.library import Library
from knowledge.vietnamese import normalise, words

EARLIER = [
    "Trợ lý ảo do cơ quan nào chủ trì?",
    "tro ly ao do ai lam",
    "Sở Giáo dục và Đào tạo chủ trì những nhiệm vụ nào?",
    "Sở GD&ĐT chủ trì nhiệm vụ nào trong quý III/2025?",
    "Chỉ tiêu năm 2025 là gì?",
    "Mã OTP là gì?",
    "Làm sao nộp hồ sơ trên Cổng Dịch vụ công quốc gia, bước nào khó nhất?",
    "Xin chào",
]
FOLLOW_UPS = [
    "Hạn khi nào?",
    "han khi nao",
    "Ai phối hợp?",
    "Thế còn Sở Nội vụ?",
    "còn công an thì sao",
    "Còn năm 2026?",
    "Nhiệm vụ đó kết quả là gì?",
    "Vậy làm sao?",
    "Cái đó là gì",
    "Sở Y tế?",
]
LONG_QUESTIONS = [
    "Người cao tuổi ở xã tôi muốn học cách dùng điện thoại thì đăng ký ở đâu?",
    "Còn nếu tôi muốn học cách nộp hồ sơ trên mạng thì vào trang nào?",
    "Sở Công Thương chủ trì những nhiệm vụ nào trong năm 2026?",
]
OWN_QUESTIONS = [
    "Mã OTP là gì?",
    "VNeID mức 2 là gì?",
    "Sở Nội vụ chủ trì những nhiệm vụ nào?",
    "Thẻ căn cước là gì?",
    "Cài VNeID như thế nào?",
    "Gia đình số do ai chủ trì?",
    "Con tôi nên học gì?",
]


@pytest.fixture(scope="module")
def rephrase(routing: Routing, library: Library) -> Rephrase:
    return Rephrase(routing, library.lexicon, library.settings.max_question_chars)


def completed(rephrase: Rephrase, text: str, *history: str) -> str:
    return rephrase(Turn(text, history)).standalone


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        (
            "Thế còn Sở Nội vụ?",
            "Sở Giáo dục và Đào tạo chủ trì những nhiệm vụ nào?",
            "Sở Nội vụ chủ trì những nhiệm vụ nào?",
        ),
        ("còn sở nội vụ thì sao", "Sở GD&ĐT chủ trì những gì?", "Sở Nội vụ chủ trì những gì?"),
        ("con so noi vu", "Sở Y tế phối hợp những gì?", "Sở Nội vụ phối hợp những gì?"),
        ("Vậy Công an tỉnh?", "Nhiệm vụ của Sở Y tế là gì?", "Nhiệm vụ của Công an tỉnh là gì?"),
        ("Còn UBND xã?", "Tỉnh Đoàn chủ trì mấy nhiệm vụ", "UBND cấp cơ sở chủ trì mấy nhiệm vụ?"),
    ],
)
def test_the_earlier_question_is_asked_of_another_agency(
    text: str, before: str, expected: str, rephrase: Rephrase
) -> None:
    assert expected == completed(rephrase, text, before)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Hạn khi nào?", "Trợ lý ảo do cơ quan nào chủ trì?"),
        ("han khi nao", "tro ly ao do ai lam"),
        ("Ai chủ trì?", "Gia đình số là gì?"),
        ("Nó là gì?", "Mô hình Chợ số"),
        ("Nhiệm vụ đó phối hợp với ai?", "Trợ lý ảo do cơ quan nào chủ trì?"),
        ("Làm thế nào?", "Cài VNeID"),
    ],
)
def test_the_topic_is_carried_over(text: str, before: str, rephrase: Rephrase) -> None:
    assert f"{text.rstrip('?')} ({before.rstrip('?')})?" == completed(rephrase, text, before)


def test_the_earlier_question_is_asked_of_another_year(rephrase: Rephrase) -> None:
    assert completed(rephrase, "Còn năm 2026?", "Chỉ tiêu năm 2025 là gì?") == "Chỉ tiêu năm 2026 là gì?"


@pytest.mark.parametrize("text", ["Chủ trì những gì?", "Phối hợp những gì?"])
def test_the_agency_is_carried_over(text: str, rephrase: Rephrase) -> None:
    assert completed(rephrase, text, "Sở GD&ĐT làm gì?") == f"Sở Giáo dục và Đào tạo: {text}"


def test_only_the_last_question_is_carried_over(rephrase: Rephrase) -> None:
    assert completed(rephrase, "Ai chủ trì?", "Mã OTP là gì?", "Gia đình số là gì?") == (
        "Ai chủ trì (Gia đình số là gì)?"
    )


@pytest.mark.parametrize(("text", "before"), product([*FOLLOW_UPS, *OWN_QUESTIONS, *LONG_QUESTIONS], EARLIER))
def test_nothing_is_invented(text: str, before: str, rephrase: Rephrase, library: Library) -> None:
    said = {
        word
        for source in (
            text,
            before,
            *(agency.name for agency in library.lexicon.agencies_in(f"{text}. {before}")),
        )
        for word in words(normalise(source).lower())
    }

    assert set(words(normalise(completed(rephrase, text, before)).lower())) <= said


@pytest.mark.parametrize(("text", "before"), product([*LONG_QUESTIONS, *OWN_QUESTIONS], EARLIER))
def test_a_question_that_stands_on_its_own_is_left_alone(text: str, before: str, rephrase: Rephrase) -> None:
    assert text == completed(rephrase, text, before)


@pytest.mark.parametrize("text", [*FOLLOW_UPS, *LONG_QUESTIONS, *OWN_QUESTIONS])
def test_without_earlier_questions_nothing_changes(text: str, rephrase: Rephrase) -> None:
    assert text == completed(rephrase, text)


def test_a_turn_that_has_its_draft_is_left_alone(rephrase: Rephrase) -> None:
    draft = Draft(Status.FIRST_AID, Intent.SCAM_HELP, Mode.CANNED, ())
    turn = Turn("Hạn khi nào?", ("Trợ lý ảo do ai làm?",), draft=draft)

    assert rephrase(turn) == turn.with_(standalone="Hạn khi nào?")


@pytest.mark.parametrize("text", ["Thế giới số là gì?", "Vậy nợ xấu là gì?"])
def test_a_short_question_with_its_own_topic_is_left_alone(text: str, rephrase: Rephrase) -> None:
    assert text == completed(rephrase, text, "Sở Nội vụ chủ trì những nhiệm vụ nào?")


def test_another_agency_takes_the_place_of_two(rephrase: Rephrase) -> None:
    before = "Sở Nội vụ và Sở Công Thương chủ trì những nhiệm vụ nào?"

    assert "Sở Công Thương" not in completed(rephrase, "Còn Công an tỉnh?", before)


def test_another_agency_leaves_the_rest_as_it_was(rephrase: Rephrase) -> None:
    before = "Sở Y tế làm gì trong nhiệm vụ 5.4.d (lớp học)?"

    assert completed(rephrase, "Còn Sở Nội vụ?", before) == "Sở Nội vụ làm gì trong nhiệm vụ 5.4.d (lớp học)?"


@pytest.mark.parametrize("before", ["", "   ", "?"])
def test_an_empty_earlier_question_adds_nothing(before: str, rephrase: Rephrase) -> None:
    assert completed(rephrase, "Nó là gì?", before) == "Nó là gì?"


def test_a_completed_question_stays_within_the_limit(rephrase: Rephrase, library: Library) -> None:
    before = "mã otp là gì " * 400

    assert len(completed(rephrase, "Nó là gì?", before)) <= library.settings.max_question_chars
