"""A measured figure beside its target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.metrics import percentile


@dataclass(frozen=True)
class Figure:
    """What was measured, its value and unit, the target it should not exceed, and how it was taken."""

    name: str
    value: float
    unit: str
    target: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the target is met; empty where there is none."""
        if self.target is None:
            return ""
        return "met" if self.value <= self.target else "MISSED"


HEADS = ("figure", "value", "target", "verdict", "how")


def cells(figures: Iterable[Figure]) -> list[Sequence[str]]:
    """The figures as rows of a table."""
    return [
        (
            one.name,
            f"{_short(one.value)} {one.unit}",
            "" if one.target is None else f"≤ {one.target:g} {one.unit}",
            one.verdict,
            one.note,
        )
        for one in figures
    ]


def spread(name: str, times: Sequence[float], target: float | None = None, note: str = "") -> list[Figure]:
    """The median and the 95th percentile of times in milliseconds; the target is the percentile's."""
    return [
        Figure(f"{name}, p50", percentile(times, 50), "ms", None, note),
        Figure(f"{name}, p95", percentile(times, 95), "ms", target, note),
    ]


def _short(value: float) -> str:
    """Two digits that matter: 0.42, 3.1, 27, 512."""
    if value < 1:
        return f"{value:.2f}"
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"
