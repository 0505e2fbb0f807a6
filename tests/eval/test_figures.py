"""Figures beside their targets; a crowd of passages that a seed repeats. No time is asserted anywhere."""

from random import Random

from eval.crowd import crowd
from eval.figures import Figure, cells, spread
from eval.machine import machine
from eval.speed import evenly

SENTENCES = [f"Câu số {number} nói một điều." for number in range(40)]


def _dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311  # nothing secret is drawn


def test_a_figure_says_whether_its_target_is_met() -> None:
    figures = [Figure("a", 3, "s", 3), Figure("b", 3.2, "s", 3, "three runs"), Figure("c", 0.123, "ms")]

    assert [one.verdict for one in figures] == ["met", "MISSED", ""]
    assert cells(figures) == [
        ("a", "3.0 s", "≤ 3 s", "met", ""),
        ("b", "3.2 s", "≤ 3 s", "MISSED", "three runs"),
        ("c", "0.12 ms", "", "", ""),
    ]


def test_times_become_a_median_and_a_percentile_that_carries_the_target() -> None:
    middle, late = spread("question", [1.0, 2.0, 3.0], 10, "three questions")

    assert middle == Figure("question, p50", 2.0, "ms", None, "three questions")
    assert (late.name, late.target, round(late.value, 6)) == ("question, p95", 10, 2.9)


def test_a_crowd_is_as_large_as_asked_and_the_same_for_the_same_seed() -> None:
    one, other = (crowd(SENTENCES, 500, _dice(7)) for _ in range(2))

    assert one == other
    assert len({passage.id for passage in one.passages}) == 500
    assert all(set(passage.text.split("\n")) <= set(SENTENCES) for passage in one.passages)
    assert crowd(SENTENCES, 500, _dice(8)) != one


def test_questions_are_taken_evenly_and_never_twice() -> None:
    assert evenly(["a", "b", "c", "d", "e", "f"], 3) == ["a", "c", "e"]
    assert evenly(["a", "b"], 5) == ["a", "b"]


def test_the_machine_is_named() -> None:
    assert "cores" in machine()
    assert "Python" in machine()
