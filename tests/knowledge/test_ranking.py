"""Scores put together, by hand-worked values."""

import pytest

from knowledge.ranking import best_per_owner, fuse, highest, scaled


def test_an_owner_has_the_score_of_its_best_entry() -> None:
    scored = [("a1", 1.0), ("b1", 3.0), ("a2", 2.0), ("a3", -1.0)]
    assert best_per_owner(scored, {"a1": "a", "a2": "a", "a3": "a", "b1": "b"}) == {"a": 2.0, "b": 3.0}


def test_a_score_below_zero_is_better_than_none() -> None:
    assert best_per_owner([("a1", -0.5)], {"a1": "a"}) == {"a": -0.5}


def test_scores_are_moved_onto_zero_to_one() -> None:
    # (2 - 2) / 8, (6 - 2) / 8, (10 - 2) / 8
    assert scaled({"a": 2.0, "b": 6.0, "c": 10.0}) == {"a": 0.0, "b": 0.5, "c": 1.0}


@pytest.mark.parametrize(("scores", "expected"), [({}, {}), ({"a": 3.0, "b": 3.0}, {"a": 1.0, "b": 1.0})])
def test_equal_scores_are_all_the_best(scores: dict[str, float], expected: dict[str, float]) -> None:
    assert scaled(scores) == expected


def test_fusion_weighs_both_lists_and_counts_a_missing_score_as_nothing() -> None:
    # scaled: lexical a 1, b 0; dense b 1, c 0.5, d 0
    lexical, dense = {"a": 8.0, "b": 4.0}, {"b": 0.9, "c": 0.7, "d": 0.5}
    assert fuse(lexical, dense, 0.2) == pytest.approx({"a": 0.8, "b": 0.2, "c": 0.1, "d": 0.0})


@pytest.mark.parametrize(("weight", "expected"), [(0.0, {"a": 1.0, "b": 0.0}), (1.0, {"a": 0.0, "b": 1.0})])
def test_all_the_weight_on_one_list_is_that_list(weight: float, expected: dict[str, float]) -> None:
    assert fuse({"a": 2.0, "b": 1.0}, {"b": 0.9, "a": 0.1}, weight) == expected


def test_the_highest_come_first_and_equals_in_the_order_of_their_names() -> None:
    assert highest({"c": 0.5, "a": 0.1, "b": 0.5, "d": 0.9}, 3) == [("d", 0.9), ("b", 0.5), ("c", 0.5)]
