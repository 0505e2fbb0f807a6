"""Every measure against values worked out by hand."""

from math import log2

import pytest

from eval.metrics import f1, median, ndcg_at, percentile, precision, recall, recall_at, reciprocal_rank

RANKED = ["a", "b", "c", "d"]


def test_ndcg_discounts_by_the_logarithm_of_the_rank() -> None:
    # DCG = 3/log2(2) + 0 + 1/log2(4) = 3.5; ideal = 3/log2(2) + 2/log2(3) + 1/log2(4) = 4.761859…
    gains = {"a": 3.0, "c": 1.0, "z": 2.0}

    assert ndcg_at(10, RANKED, gains) == pytest.approx(3.5 / (3 + 2 / log2(3) + 0.5))
    assert ndcg_at(10, RANKED, gains) == pytest.approx(0.735007, abs=1e-6)


@pytest.mark.parametrize(
    ("ranked", "gains", "expected"),
    [
        (["a", "b"], {"a": 1.0}, 1.0),
        (["b", "a"], {"a": 1.0}, 0.6309298),  # 1 / log2(3)
        (["b", "c"], {"a": 1.0}, 0.0),
        ([], {"a": 1.0}, 0.0),
        (["a"], {}, 0.0),
    ],
)
def test_ndcg_of_one_relevant_name(ranked: list[str], gains: dict[str, float], expected: float) -> None:
    assert ndcg_at(10, ranked, gains) == pytest.approx(expected)


def test_ndcg_looks_no_further_than_its_count_and_neither_does_its_ideal() -> None:
    assert ndcg_at(1, ["b", "a"], {"a": 1.0}) == 0.0
    assert ndcg_at(1, ["a"], {"a": 1.0, "b": 1.0, "c": 1.0}) == 1.0


@pytest.mark.parametrize(("count", "expected"), [(1, 0.0), (2, 1 / 3), (4, 2 / 3)])
def test_recall_counts_the_relevant_names_in_the_first_places(count: int, expected: float) -> None:
    assert recall_at(count, RANKED, {"b", "d", "x"}) == pytest.approx(expected)


def test_recall_of_nothing_relevant_is_zero() -> None:
    assert recall_at(10, RANKED, set()) == 0.0


@pytest.mark.parametrize(("relevant", "expected"), [({"a"}, 1.0), ({"c", "d"}, 1 / 3), ({"x"}, 0.0)])
def test_reciprocal_rank_is_of_the_first_hit(relevant: set[str], expected: float) -> None:
    assert reciprocal_rank(RANKED, relevant) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("found", "expected", "right", "whole", "mean"),
    [
        ({"a", "b", "c", "d"}, {"a", "b", "x"}, 2 / 4, 2 / 3, 4 / 7),
        ({"a"}, {"a"}, 1.0, 1.0, 1.0),
        ({"a"}, {"b"}, 0.0, 0.0, 0.0),
        ({"a"}, set(), 0.0, 0.0, 0.0),
        (set(), {"a"}, 0.0, 0.0, 0.0),
        (set(), set(), 1.0, 1.0, 1.0),
    ],
)
def test_sets_by_precision_recall_and_f1(
    found: set[str], expected: set[str], right: float, whole: float, mean: float
) -> None:
    assert precision(found, expected) == pytest.approx(right)
    assert recall(found, expected) == pytest.approx(whole)
    assert f1(found, expected) == pytest.approx(mean)


@pytest.mark.parametrize(("percent", "expected"), [(0, 10.0), (50, 25.0), (95, 38.5), (100, 40.0)])
def test_percentile_lies_between_neighbours(percent: float, expected: float) -> None:
    assert percentile([40.0, 10.0, 20.0, 30.0], percent) == pytest.approx(expected)


def test_median_of_an_odd_and_an_even_count() -> None:
    assert median([5.0, 1.0, 3.0]) == 3.0
    assert median([4.0, 1.0]) == 2.5


def test_a_percentile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 50)
