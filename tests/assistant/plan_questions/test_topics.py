"""How much of a topic small rows hold, by hand-worked values: every word counts the same here."""

from dataclasses import dataclass
from typing import cast

import pytest

from assistant.plan_questions.asked import Asked
from assistant.plan_questions.topics import Run, rows_about, topic_of
from knowledge.lexicon import Lexicon
from knowledge.plan import Duty
from knowledge.plan_words import PlanWords
from knowledge.search import Search
from knowledge.support import Support
from tests.fakes import a_duty

LEXICON = Lexicon(frozenset({"là", "và", "cho"}))


@dataclass(frozen=True)
class Alike:
    """What a Search measures by, where every word is as rare as any other."""

    def support(self, question: str) -> Support:
        return Support(question, LEXICON, lambda _: 1.0)


SEARCH = cast(Search, Alike())


def a_row(id_: str, name: str, result: str | None = None, section: str | None = None) -> Duty:
    return a_duty(id_, name=name, result=result, section=section)


ASSISTANT = a_row("1", "Hướng dẫn khai thác trợ lý ảo. Bảo đảm an toàn", "Sổ tay học tập")
LESSONS = a_row("2", "Mở lớp cho phụ nữ", None, "Lớp học cộng đồng")
ROWS = (ASSISTANT, LESSONS)


def about(*topic: Run) -> list[tuple[str, float, float, float]]:
    return [
        (one.duty.id, round(one.support, 3), round(one.run, 3), round(one.opening, 3))
        for one in rows_about(ROWS, topic, SEARCH)
    ]


def test_a_row_that_holds_the_whole_topic_together_holds_all_of_it() -> None:
    assert about(("trợ", "lý", "ảo")) == [("1", 1.0, 1.0, 1.0), ("2", 0.0, 0.0, 0.0)]


def test_without_marks_words_stand_for_all_their_readings() -> None:
    assert about(("tro", "ly", "ao")) == [("1", 1.0, 1.0, 1.0), ("2", 0.0, 0.0, 0.0)]


def test_with_marks_other_marks_are_other_words() -> None:
    assert about(("trở", "lỵ", "ao"))[0] == ("1", 0.0, 0.0, 0.0)


def test_what_stands_behind_the_first_sentence_is_no_opening() -> None:
    [(_, support, run, opening), _] = about(("an", "toàn"))

    assert (support, run, opening) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("topic", "row"),
    [(("sổ", "tay"), "1"), (("lớp", "học", "cộng", "đồng"), "2")],
)
def test_the_result_and_the_section_count_like_the_name(topic: Run, row: str) -> None:
    held = {id_: (support, run) for id_, support, run, _ in about(topic)}

    assert held[row] == (1.0, 1.0)


def test_words_that_stand_apart_in_the_row_make_no_long_run() -> None:
    [first, _] = about(("ảo", "khai", "thác"))

    assert first[2] == pytest.approx(2 / 3, abs=0.001)


def test_two_runs_are_looked_for_each_by_itself() -> None:
    [first, _] = about(("trợ", "lý", "ảo"), ("sổ", "tay"))

    assert (first[1], first[2]) == (1.0, 1.0)


def test_rows_are_told_in_the_plans_order_and_scored_by_what_they_hold() -> None:
    scored = rows_about(ROWS, (("mở", "lớp"),), SEARCH)

    assert [one.duty.id for one in scored] == ["1", "2"]
    assert scored[1].score == pytest.approx(1.0 + 0.3 + 0.1)
    assert scored[0].score == 0.0


def test_the_topic_has_the_learners_words_and_what_was_quoted(words: PlanWords) -> None:
    asked = Asked(topic=(("lớp", "học"),), learners=("nguoi-cao-tuoi",), quoted=("VNeID",))

    assert topic_of(asked, words) == [("lớp", "học"), ("người", "cao", "tuổi"), ("vneid",)]


def test_the_learners_words_are_told_as_the_topic_was_typed(words: PlanWords) -> None:
    asked = Asked(topic=(("lop", "hoc"),), learners=("nguoi-cao-tuoi",))

    assert topic_of(asked, words) == [("lop", "hoc"), ("nguoi", "cao", "tuoi")]
