"""Measures of rankings, of sets and of timings: pure functions."""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from math import floor, log2


def ndcg_at(count: int, ranked: Sequence[str], gains: Mapping[str, float]) -> float:
    """Normalised discounted cumulative gain (0..1) of the first `count` names; 0 where nothing has a gain.

    Source: Järvelin & Kekäläinen 2002, with the gain taken as it is, as trec_eval and MTEB do.
    """
    best = sorted(gains.values(), reverse=True)
    ideal = _discounted(best[:count])
    return _discounted([gains.get(name, 0.0) for name in ranked[:count]]) / ideal if ideal else 0.0


def recall_at(count: int, ranked: Sequence[str], relevant: Collection[str]) -> float:
    """The share (0..1) of the relevant names that stand among the first `count`; 0 where none is relevant."""
    return len(set(ranked[:count]) & set(relevant)) / len(set(relevant)) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """1 / the rank of the first relevant name, counted from 1; 0 where none is found."""
    hits = (1 / rank for rank, name in enumerate(ranked, start=1) if name in relevant)
    return next(islice(hits, 1), 0.0)


def precision(found: Collection[str], expected: Collection[str]) -> float:
    """The share (0..1) of what was found that was expected; finding nothing is right where nothing was."""
    return _share(found, expected)


def recall(found: Collection[str], expected: Collection[str]) -> float:
    """The share (0..1) of what was expected that was found."""
    return _share(expected, found)


def f1(found: Collection[str], expected: Collection[str]) -> float:
    """The harmonic mean (0..1) of precision and recall."""
    right, whole = precision(found, expected), recall(found, expected)
    return 2 * right * whole / (right + whole) if right + whole else 0.0


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that `percent` (0..100) of the values do not exceed.

    Between two neighbours by a straight line: Hyndman & Fan 1996, definition 7, NumPy's default.
    Raises ValueError for no values.
    """
    if not values:
        raise ValueError("a percentile of no values")
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def median(values: Sequence[float]) -> float:
    """The middle value. Raises ValueError for no values."""
    return percentile(values, 50)


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _share(part: Collection[str], whole: Collection[str]) -> float:
    """The share of `part` that lies in `whole`; an empty part lies wholly in an empty whole only."""
    if not part:
        return 0.0 if whole else 1.0
    return len(set(part) & set(whole)) / len(set(part))
