"""One spelling for every way to write Vietnamese, and sentences cut without losing a letter."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vietnamese import (
    fold,
    normalise,
    search_tokens,
    segmenter,
    sentence_spans,
    syllables,
    with_bigrams,
    words,
)

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u00a0\u00ad\u200b"
OTHERS = " .,;:!?\n\t-()“”0123456789"
texts = st.text(
    st.one_of(st.sampled_from(LETTERS + LETTERS.upper() + MARKS + OTHERS), st.characters()), max_size=60
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hoà bình", "hòa bình"),
        ("Thuỷ lợi, uỷ ban", "Thủy lợi, ủy ban"),
        ("HOÀ, KHOẺ", "HÒA, KHỎE"),
        ("hoè", "hòe"),
        ("quý III", "quý III"),
        ("quà, quỹ", "quà, quỹ"),
        ("hoàn toàn", "hoàn toàn"),
        ("mật\u200b khẩu\ufeff", "mật khẩu"),
        ("dịch\u00ad vụ", "dịch vụ"),
    ],
)
def test_a_syllable_has_one_tone_placement_and_nothing_invisible(typed: str, expected: str) -> None:
    assert normalise(typed) == expected


def test_letters_in_pieces_become_whole_letters() -> None:
    assert normalise(unicodedata.normalize("NFD", "Chuyển đổi số hoà nhập")) == "Chuyển đổi số hòa nhập"


def test_folding_gives_what_is_typed_without_a_vietnamese_keyboard() -> None:
    assert fold("Đường dây nóng ở PHƯỜNG Tân An") == "duong day nong o phuong tan an"


def test_words_are_the_runs_of_letters_and_digits_as_written() -> None:
    assert words("VNeID, 30/6/2025: Sở KH&CN!") == ["VNeID", "30", "6", "2025", "Sở", "KH", "CN"]


def test_bigrams_follow_the_single_tokens() -> None:
    assert with_bigrams(["mat", "khau", "so"]) == ["mat", "khau", "so", "mat khau", "khau so"]


@pytest.mark.parametrize("tokens", [[], ["so"]])
def test_fewer_than_two_tokens_make_no_bigram(tokens: list[str]) -> None:
    assert with_bigrams(tokens) == tokens


def test_a_text_is_found_by_the_same_tokens_however_it_is_typed() -> None:
    expected = ["hoa", "binh", "so", "hoa binh", "binh so"]
    assert [search_tokens(text) for text in ("Hoà bình số", "Hòa bình số", "hoa binh so")] == [expected] * 3


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Vào dichvucong.gov.vn để nộp.", "Sau đó chờ kết quả."],
        ["Tên miền .gov.vn là của nhà nước.", "Hãy nhớ kỹ."],
        ["UBND TP. Tân An mở lớp.", "Ai cũng học được."],
        ["Hạn đến ngày 30.6.2025.", "Xong chưa?", "Rồi!"],
        ["Gửi về so.khcn@longan.gov.vn.", "Hết."],
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_every_list_item_is_a_statement_of_its_own() -> None:
    text = "Mang theo\n- căn cước\n  - sổ hộ khẩu. Nhớ bản chính\n\n"
    assert sentences(text) == ["Mang theo", "- căn cước", "- sổ hộ khẩu.", "Nhớ bản chính"]


def test_nothing_has_no_sentence() -> None:
    assert sentence_spans(" \n\t ") == []


def test_the_segmenter_keeps_the_words_it_was_given_whole() -> None:
    segment = segmenter(["Sở Khoa học và Công nghệ", "dịch vụ công"])
    assert segment("Sở Khoa học và Công nghệ làm dịch vụ công") == "Sở_Khoa_học_và_Công_nghệ làm dịch_vụ_công"


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(texts)
def test_a_text_and_its_normal_form_have_the_same_syllables(text: str) -> None:
    assert syllables(normalise(text)) == syllables(text)


@given(texts)
def test_sentences_stand_inside_the_text_in_order_without_overlap(text: str) -> None:
    ends = 0
    for start, end in sentence_spans(text):
        assert ends <= start < end <= len(text)
        ends = end


@given(texts)
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
