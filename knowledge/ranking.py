"""Putting scored lists together: pure functions."""

from collections.abc import Iterable, Mapping

Scores = Mapping[str, float]


def best_per_owner(scored: Iterable[tuple[str, float]], owner: Mapping[str, str]) -> dict[str, float]:
    """Each owner's highest score among the entries that belong to it."""
    best: dict[str, float] = {}
    for entry, score in scored:
        name = owner[entry]
        if score > best.get(name, float("-inf")):
            best[name] = score
    return best


def scaled(scores: Scores) -> dict[str, float]:
    """Scores moved onto 0..1 by their lowest and highest value; all 1.0 when they are equal."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {name: (score - low) / (high - low) for name, score in scores.items()}


def fuse(lexical: Scores, dense: Scores, weight: float) -> dict[str, float]:
    """(1 - weight) · lexical + weight · dense over the scaled lists; a missing score counts as 0.

    Source: score fusion beats rank fusion in every published Vietnamese comparison
    we found (ViRE, Findings of EACL 2026) and in our own trial.
    """
    left, right = scaled(lexical), scaled(dense)
    names = left.keys() | right.keys()
    return {name: (1 - weight) * left.get(name, 0.0) + weight * right.get(name, 0.0) for name in names}


def highest(scores: Scores, count: int) -> list[tuple[str, float]]:
    """The `count` best, highest first; equal scores in the order of their names, so runs repeat."""
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:count]
