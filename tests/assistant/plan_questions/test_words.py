"""Shorthand is spelled out where it is shorthand; the data of asking fits the code that reads it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant.plan_questions
from assistant.plan_questions.asked import Sign, Want
from assistant.plan_questions.typed import read_typed
from assistant.plan_questions.words import AskingWords, read_asking_words
from knowledge import content_files
from knowledge.errors import ContentError
from knowledge.spelling import spoken
from knowledge.vietnamese import fold

NO_MEANING_OF_THEIR_OWN = {"duty_list", "for", "filler"}
"""Cues whose words are only known to say nothing of a topic."""

ASKED_BY_NAME = {"has", "cue", "takes", "opening"}


# Shorthand


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("sở y tế ct nv nào", "sở y tế chủ trì nhiệm vụ nào"),
        ("nv nao so y te ph", "nhiem vu nao so y te phoi hop"),
        ("ko có cqph", "không có cơ quan phối hợp"),
        ("đv nào ph", "đơn vị nào phối hợp"),
        ("cqct cua muc 4.4", "co quan chu tri cua muc 4.4"),
        ("kqdk của mục 4.4", "kết quả dự kiến của mục 4.4"),
        ("nv, ct; ph?", "nhiem vu, chu tri; phoi hop?"),
        ("", ""),
        ("công an tỉnh", "công an tỉnh"),
    ],
)
def test_shorthand_is_spelled_out_as_the_rest_is_typed(typed: str, full: str, asking: AskingWords) -> None:
    assert asking.spelled_out(typed) == full


@pytest.mark.parametrize(
    "typed", ["sở ct", "so ct", "ubnd kh", "a.ct", "ct&x", "x&ct", "nvx", "10k", "tx2", "kh&cn"]
)
def test_letters_that_are_a_part_of_a_name_stay_as_they_are(typed: str, asking: AskingWords) -> None:
    assert asking.spelled_out(typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "nv ngân hàng hỏi mk",
        "nv ngan hang hoi mk",
        "kh của tỉnh",
        "kh cua tinh",
        "nhiệm vụ",
        "dịch vụ công",
        "sở nội vụ",
        "bình dân học vụ số",
    ],
)
def test_shorthand_beside_a_word_that_makes_it_another_stays_as_it_is(
    typed: str, asking: AskingWords
) -> None:
    assert asking.spelled_out(typed) == typed


def test_every_shorthand_is_spelled_out_with_marks_and_without(asking: AskingWords) -> None:
    for short, full in asking.shorthand.items():
        assert asking.spelled_out(f"mục đó có {short}") == f"mục đó có {full}"
        if fold(short) == short:
            assert asking.spelled_out(f"muc do {short}") == f"muc do {fold(full)}"


def test_words_that_keep_shorthand_as_it_is_are_of_a_known_shorthand(asking: AskingWords) -> None:
    assert set(asking.not_shorthand) <= set(asking.shorthand)


# A question as typed


def test_capitals_tell_the_machine_from_the_question_who(asking: AskingWords) -> None:
    assert not read_typed("Nhiệm vụ nào dùng AI?", asking).has("who")
    assert read_typed("Nhiệm vụ nào do ai làm?", asking).has("who")
    assert read_typed("TRỢ LÝ ẢO AI LÀM?", asking).has("who")


def test_of_phrases_of_one_cue_that_share_a_word_the_longest_stands(asking: AskingWords) -> None:
    typed = read_typed("nhiệm vụ nào không có cơ quan phối hợp", asking)

    assert [" ".join(typed.words[place] for place in one) for one in typed.cue("no_coordinating")] == [
        "không có cơ quan phối hợp"
    ]


def test_a_cue_takes_its_words_only_once(asking: AskingWords) -> None:
    typed = read_typed("nhiệm vụ thường xuyên", asking)

    assert [typed.takes("recurring"), typed.takes("recurring")] == [True, False]
    assert typed.taken == {2, 3}


def test_words_that_were_taken_are_blank_and_the_others_keep_their_places(asking: AskingWords) -> None:
    typed = read_typed("Mục 5.1.a tháng 6", asking)
    typed.take_characters(4, 9)

    assert typed.unread == "mục  . .  tháng 6"


@pytest.mark.parametrize(
    ("text", "opens"),
    [("bỏ nhóm V", True), ("của sở y tế, bỏ nhóm V", True), ("cán bộ bỏ nhóm V", False), ("bo nhom v", True)],
)
def test_a_cue_opens_a_question_or_a_part_of_it(text: str, opens: bool, asking: AskingWords) -> None:
    assert bool(read_typed(text, asking).opening("drops")) is opens


def test_what_nobody_took_is_left_in_runs_that_tell_something(asking: AskingWords) -> None:
    typed = read_typed("trợ lý ảo và nền tảng số là gì", asking)
    typed.take([3])

    runs = typed.left({"là", "gì", "số"}.__contains__)
    assert [[typed.words[place] for place in run] for run in runs] == [
        ["trợ", "lý", "ảo"],
        ["nền", "tảng", "số", "là", "gì"],
    ]


# The data and the code


def _sources() -> Iterator[ast.AST]:
    for path in Path(assistant.plan_questions.__path__[0]).glob("*.py"):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def _asked_for() -> set[str]:
    """Every cue that a module of the room asks for by name."""
    calls = [node for node in _sources() if isinstance(node, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in ASKED_BY_NAME
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def _words_in_code() -> set[str]:
    texts = (node.value for node in _sources() if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str)}


def test_every_cue_that_the_code_asks_for_is_in_the_data(asking: AskingWords) -> None:
    signs = {sign.value for sign in Sign} - {Sign.SHORT.value}
    cells = {f"no_{cell}" for cell in ("lead", "coordinating", "result", "due")}
    wants = {want.value for want in (Want.COUNT, Want.MOST, Want.LEAST, Want.COMPARE, Want.MORE)}

    assert (_asked_for() | signs | cells | wants) - asking.names == set()


def test_every_cue_in_the_data_is_asked_for_or_known_to_mean_nothing(asking: AskingWords) -> None:
    prefixes = ("no_", "has_", "by_")
    in_code = _words_in_code()
    known = {name for name in asking.names if name in in_code}
    known |= {
        name for name in asking.names if name.startswith(prefixes) and name.partition("_")[2] in in_code
    }

    assert asking.names - known == NO_MEANING_OF_THEIR_OWN


def test_no_cue_holds_a_phrase_twice() -> None:
    cues = content_files.read_yaml("plan/asking.yaml")["cues"]
    twice = {
        (name, phrase)
        for name, phrases in cues.items()
        for phrase in phrases
        if [spoken(one) for one in phrases].count(spoken(phrase)) > 1
    }

    assert twice == set()


def test_no_phrase_asks_both_for_what_recurs_and_for_what_does_not() -> None:
    cues = content_files.read_yaml("plan/asking.yaml")["cues"]
    for one, other in (
        ("recurring", "not_recurring"),
        ("overdue", "not_yet"),
        ("lead", "coordinating"),
        ("most", "least"),
        ("no_result", "has_result"),
        ("no_coordinating", "has_coordinating"),
        ("no_due", "has_due"),
    ):
        assert set(cues[one]) & set(cues[other]) == set()


@pytest.mark.parametrize(
    ("was", "becomes", "field"),
    [
        ("reviewed_on:", "reviewed:", "reviewed_on"),
        ("shorthand:\n", "extra: 1\nshorthand:\n", "extra"),
        ("  nv: nhiệm vụ\n", "  nv: [nhiệm vụ]\n", "shorthand.nv"),
    ],
)
def test_a_field_that_does_not_fit_is_named_with_its_file(
    was: str, becomes: str, field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (content_files.CONTENT / "plan" / "asking.yaml").read_text(encoding="utf-8")
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "asking.yaml").write_text(text.replace(was, becomes, 1), encoding="utf-8")
    monkeypatch.setattr(content_files, "CONTENT", tmp_path)

    with pytest.raises(ContentError, match=rf"plan/asking.yaml, trường «{field}» sai"):
        read_asking_words()
