"""How much of a question's topic a text holds, by hand-worked values: every word counts the same here."""

import pytest

from knowledge.lexicon import Lexicon, read_lexicon
from knowledge.support import Support

LEXICON = Lexicon(
    empty_words=frozenset(
        {"là", "gì", "ai", "làm", "sao", "để", "cho", "tôi", "bao", "nhiêu", "có", "không"}
    ),
    short_names={
        "otp": ("Mã OTP", "OTP", "mã xác thực"),
        "bhyt": ("Bảo hiểm y tế", "BHYT"),
        "ai": ("Trí tuệ nhân tạo", "AI"),
    },
)


def alike(_word: str) -> float:
    return 1.0


def support(question: str, *texts: str) -> float:
    return Support(question, LEXICON, alike).of(texts)


def topic(question: str) -> list[str]:
    return Support(question, LEXICON, alike).topic


def test_words_without_a_topic_of_their_own_do_not_count() -> None:
    assert topic("Làm sao để đổi mật khẩu cho tôi?") == ["đổi", "mật", "khẩu"]


def test_without_diacritics_empty_words_are_known_too() -> None:
    assert topic("lam sao de doi mat khau cho toi") == ["doi", "mat", "khau"]


def test_a_text_that_says_all_of_it_supports_all_of_it() -> None:
    assert support("Đổi mật khẩu là gì", "Cách đổi mật khẩu trên máy.") == 1.0


def test_a_text_that_says_none_of_it_supports_nothing() -> None:
    assert support("Đổi mật khẩu", "Xã mở lớp học số.") == 0.0


@pytest.mark.parametrize("question", ["", "là gì", "tôi có không", "12 34", "?!"])
def test_a_question_without_a_topic_is_supported_by_nothing(question: str) -> None:
    assert support(question, "Là gì? Tôi có 12 34.") == 0.0


def test_a_syllable_counts_whole_beside_its_neighbour_and_little_alone() -> None:
    # "nước" and "Pháp" stand apart: 0.4 each of two words
    assert support("nước Pháp", "Nước sạch. Luật Pháp lý.") == pytest.approx(0.4)
    assert support("nước Pháp", "Đi nước Pháp.") == 1.0


def test_a_lone_syllable_counts_less_when_diacritics_are_missing() -> None:
    assert support("nuoc phap", "Nước sạch. Luật Pháp lý.") == pytest.approx(0.3)


def test_diacritics_that_were_typed_must_be_there() -> None:
    assert support("giá vàng", "Giả vờ vắng mặt.") == 0.0
    assert support("gia vang", "Giá vàng hôm nay.") == 1.0


def test_several_texts_support_together_but_neighbours_must_share_one() -> None:
    # mật khẩu 2, đăng nhập: đăng alone 0.4, nhập missing: 2.4 of 4
    assert support("mật khẩu đăng nhập", "mật khẩu", "đăng bài") == pytest.approx(2.4 / 4)


def test_rare_words_weigh_more() -> None:
    def rare(word: str) -> float:
        return 3.0 if word == "vneid" else 1.0

    # VNeID 3 of 3 + 1 + 1
    assert Support("cài VNeID trên", LEXICON, rare).of(["Dùng VNeID."]) == pytest.approx(3 / 5)


@pytest.mark.parametrize(
    "text",
    ["Bảo hiểm y tế chi trả.", "Thẻ BHYT chi trả.", "Bao hiem y te chi tra.", "bảo hiểm Y TẾ, chi trả"],
)
def test_a_short_name_is_held_by_any_name_of_its_thing(text: str) -> None:
    assert support("bhyt chi tra", text) == 1.0


def test_a_named_thing_that_is_missing_halves_what_remains() -> None:
    # "chi trả" 2 of 3, halved: it may be said of another insurance
    assert support("BHYT chi trả", "Bảo hiểm xã hội chi trả.") == pytest.approx(2 / 3 / 2)


def test_ai_in_capitals_is_a_thing_and_in_small_letters_asks_who() -> None:
    assert [topic("AI dạy học"), topic("Ai dạy học")] == [["ai", "dạy", "học"], ["dạy", "học"]]


def test_with_the_caps_lock_on_capitals_say_nothing() -> None:
    assert topic("LÀM SAO ĐỂ ĐỔI MẬT KHẨU") == topic("làm sao để đổi mật khẩu")
    assert topic("BHYT LÀ GÌ") == ["bhyt"]


@pytest.mark.parametrize("question", ["VNeID mức 2", "cấp độ 2", "OTP"])
def test_numbers_and_names_stand_alone(question: str) -> None:
    assert support(question, question) == 1.0


def test_the_shipped_lexicon_finds_the_topic_of_a_citizens_question() -> None:
    found = Support("Dạ cho tôi hỏi cách nộp hồ sơ khai sinh trên mạng?", read_lexicon(), alike).topic
    assert found == ["nộp", "hồ", "sơ", "khai", "sinh", "mạng"]
