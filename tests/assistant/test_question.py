"""A question is taken in, in one form, or refused with a sentence a person understands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import Answer, Intent, Mode, Status, Turn, read_question
from knowledge.errors import QuestionError

LIMIT = 1000
CONTROL = [chr(code) for code in (*range(32), 127) if chr(code) not in "\n\r\t"]


def refusal(text: str, limit: int = LIMIT) -> str:
    with pytest.raises(QuestionError) as error:
        read_question(text, limit)
    return str(error.value)


# Nothing to answer


@pytest.mark.parametrize(
    "text",
    ["", " ", "   \t \n\r ", "?", "?!…", "“”", "---", "\u200b\ufeff", "\u00a0", "🙂", "👍🏽 ❤️", "…。，"],
)
def test_a_question_without_a_word_is_refused(text: str) -> None:
    assert refusal(text).startswith("Câu hỏi đang để trống.")


def test_the_refusal_shows_what_to_type() -> None:
    assert "Mã OTP là gì?" in refusal("")


# Too long


@pytest.mark.parametrize("length", [1, 50, LIMIT - 1, LIMIT])
def test_a_question_up_to_the_limit_is_taken_in(length: int) -> None:
    assert read_question("a" * length, LIMIT) == "a" * length


def test_a_question_one_letter_over_the_limit_is_refused_with_both_lengths() -> None:
    said = refusal("a" * (LIMIT + 1))

    assert "1.001 ký tự" in said
    assert "1.000 ký tự" in said


def test_a_question_of_a_hundred_kilobytes_is_refused() -> None:
    assert "100.000 ký tự" in refusal("x" * 100_000)


def test_the_refusal_of_a_long_question_is_one_sentence() -> None:
    assert refusal("x" * 5000).startswith("Câu hỏi dài 5.000 ký tự, vượt quá 1.000 ký tự. ")


def test_length_counts_what_a_person_sees() -> None:
    decomposed = unicodedata.normalize("NFD", "ế" * LIMIT)

    assert read_question(decomposed, LIMIT) == "ế" * LIMIT


def test_spaces_do_not_count() -> None:
    assert read_question(" a " + " " * 5000 + "b", LIMIT) == "a b"


# Control characters


@pytest.mark.parametrize("char", CONTROL, ids=lambda char: f"U+{ord(char):04X}")
def test_a_control_character_is_refused(char: str) -> None:
    assert refusal(f"Mã OTP{char} là gì?").startswith("Câu hỏi có ký tự điều khiển")


@pytest.mark.parametrize("char", ["\x80", "\x9b"], ids=["U+0080", "U+009B"])
def test_a_control_character_of_the_second_block_is_refused(char: str) -> None:
    refusal(f"Mã OTP{char} là gì?")


def test_half_a_surrogate_pair_is_refused() -> None:
    refusal("Mã OTP là gì? \ud800")


def test_an_empty_question_with_a_control_character_is_refused() -> None:
    refusal("\x00")


@pytest.mark.parametrize("char", ["\n", "\r", "\t", "\r\n", "\u00a0", "\u2003", "\u2028"])
def test_breaks_and_wide_spaces_become_one_space(char: str) -> None:
    assert read_question(f"Mã OTP{char}{char}là gì?", LIMIT) == "Mã OTP là gì?"


# One form


def test_a_question_is_put_into_nfc() -> None:
    typed = unicodedata.normalize("NFD", "Trợ lý ảo do cơ quan nào chủ trì?")

    assert read_question(typed, LIMIT) == "Trợ lý ảo do cơ quan nào chủ trì?"


def test_tone_marks_stand_in_one_place() -> None:
    assert read_question("Sở Văn hoá, sức khoẻ, uỷ ban", LIMIT) == "Sở Văn hóa, sức khỏe, ủy ban"


def test_invisible_characters_are_taken_out() -> None:
    assert read_question("M\u200bã\u00ad OTP \ufefflà\u202e gì?", LIMIT) == "Mã OTP là gì?"


@pytest.mark.parametrize("text", ["Mã OTP là gì? 🙂", "👵 học được không?", "❤️ Zalo"])
def test_emoji_beside_words_stay(text: str) -> None:
    assert read_question(text, LIMIT) == text


def test_one_letter_or_one_digit_is_a_question() -> None:
    assert [read_question(text, LIMIT) for text in ("a", "7", "?đ")] == ["a", "7", "?đ"]


def test_a_question_typed_by_an_attacker_stays_text() -> None:
    text = "'; DROP TABLE documents; -- <script>{{fact.x}}</script> %s {you}"

    assert read_question(text, LIMIT) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120))
def test_what_is_taken_in_is_taken_in_again_unchanged(text: str) -> None:
    try:
        taken = read_question(text, 100)
    except QuestionError:
        return

    assert taken == read_question(taken, 100)
    assert len(taken) <= 100
    assert taken == unicodedata.normalize("NFC", taken)


# The turn and the answer


def test_a_turn_goes_a_step_further_without_changing_the_one_before() -> None:
    turn = Turn("Mã OTP là gì?")

    assert turn.with_(intent=Intent.DEFINITION).intent == Intent.DEFINITION
    assert turn.intent == Intent.OTHER


def test_the_question_of_a_turn_is_the_completed_one_where_there_is_one() -> None:
    assert Turn("Hạn khi nào?").question == "Hạn khi nào?"
    assert Turn("Hạn khi nào?", standalone="Trợ lý ảo hạn khi nào?").question == "Trợ lý ảo hạn khi nào?"


def test_an_answer_names_its_id_only_where_the_request_had_one() -> None:
    answer = Answer(Status.ANSWERED, Intent.PLAN, Mode.RECORD, "Có.")

    assert "id" not in answer.as_json()
