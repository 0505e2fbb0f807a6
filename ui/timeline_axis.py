"""The months under a timeline picture: where a day stands, and which months are named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_STEPS = ((8, 1), (30, 3))
"""Up to so many months, a name every so many; beyond, one a year. A telephone shows ten names in a row."""

_YEAR_GAP = 14
"""Per cent of the width that the name of a year takes on a telephone."""


@dataclass(frozen=True)
class Tick:
    """A month's beginning, at a per cent of the width, with what is written there ("" for nothing)."""

    at: float
    month: str
    year: str


@dataclass(frozen=True)
class Axis:
    """Whole months from `first` up to the day before `end`."""

    first: date
    end: date
    ticks: tuple[Tick, ...] = ()

    def at(self, day: date) -> float:
        """Where a day begins, in per cent; below 0 or above 100 where it is not on the axis."""
        return (day - self.first).days * self.one_day

    @property
    def one_day(self) -> float:
        """A day's width in per cent."""
        return 100 / (self.end - self.first).days


def axis_over(days: Sequence[date], fallback: date) -> Axis:
    """The axis that holds all the days; the fallback's month where there is none."""
    days = days or [fallback]
    first, last = min(days), max(days)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((step for most, step in _STEPS if months <= most), 12)
    begin = _month(first.year, (first.month - 1) // step * step + 1)
    end = _month(last.year, ((last.month - 1) // step + 1) * step + 1)
    bare = Axis(begin, end)
    return Axis(begin, end, tuple(_ticks(bare, step)))


def _ticks(axis: Axis, step: int) -> list[Tick]:
    """A tick every `step` months; a year's name where there is room for it before the next one's."""
    starts = []
    day = axis.first
    while day < axis.end:
        starts.append(day)
        day = _month(day.year, day.month + step)
    years = [day for number, day in enumerate(starts) if number == 0 or day.month == 1]
    named = _with_room(axis, years)
    return [
        Tick(axis.at(day), f"T{day.month}" if step < 12 else "", str(day.year) if day in named else "")
        for day in starts
    ]


def _with_room(axis: Axis, years: Sequence[date]) -> set[date]:
    """The years whose names do not run into the one after, taken from the last backwards."""
    named: list[date] = []
    for day in reversed(years):
        if not named or axis.at(named[-1]) - axis.at(day) >= _YEAR_GAP:
            named.append(day)
    return set(named)


def _month(year: int, month: int) -> date:
    """The first day of a month counted on past December; the calendar's last day past its end."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1) if year <= date.max.year else date.max
