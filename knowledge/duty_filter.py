"""Filtering duties: what is asked for as a typed record, and every row that meets it, in the plan's order."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from knowledge.errors import QueryError
from knowledge.nearest import nearest
from knowledge.plan import EITHER, Duty, Role, by_id, has_role, select
from knowledge.spelling import has_diacritics, spoken
from knowledge.vietnamese import fold

Missing = Literal["coordinating", "result", "due"]
Days = tuple[date, date]
"""A first and a last day, both in it."""

_DUE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?", re.ASCII | re.IGNORECASE)
_ID = re.compile(r"(\d+(?:\.\d+)*)(?:\s*\.?\s*([a-zđ]))?", re.ASCII)


@dataclass(frozen=True)
class DutyFilter:
    """What a duty must be like: every field that is set must hold; one left alone asks for nothing.

    `agency`: official names, any of which holds the `role`; `knowledge.duty_query` reads aliases.
    `group`: "IV". `ids`: "4.4", "5.1.a", or "5.2" for every row under it. `due`: a duty is due on its last
    day. `without`: cells that must all be empty. `text`: words that stand side by side in the name or the
    expected result; typed without diacritics they stand for all their readings.
    """

    agency: tuple[str, ...] = ()
    role: Role = EITHER
    group: str | None = None
    ids: tuple[str, ...] = ()
    due: Days | None = None
    recurring: bool | None = None
    without: tuple[Missing, ...] = ()
    text: str | None = None


def select_duties(rows: Sequence[Duty], wanted: DutyFilter) -> list[Duty]:
    """Every duty that meets the filter. Raises QueryError for an id, a group or a text that cannot be."""
    return select(rows, *_conditions(rows, wanted))


def parse_due(typed: str) -> Days:
    """The days of "2025", "2025-Q3", "2025-06" or "2025-09-30". Raises QueryError."""
    match = _DUE.fullmatch(typed.strip())
    try:
        if match:
            return _days(*(int(part) if part else None for part in match.groups()))
    except ValueError:  # a thirteenth month, a 30 February, a year 0
        pass
    raise QueryError(
        f"Không hiểu thời hạn «{typed}».",
        "Hãy viết năm, quý, tháng hoặc ngày, như 2025, 2025-Q3, 2025-06, 2025-09-30.",
    )


def _days(year: int | None, quarter: int | None, month: int | None, day: int | None) -> Days:
    """The days of a year, or of the part of it that is named. Raises ValueError where there is none."""
    year = year or 0
    if day is not None:
        return date(year, month or 0, day), date(year, month or 0, day)
    if quarter is not None:
        return _months(year, quarter * 3 - 2, quarter * 3)
    return _months(year, 1, 12) if month is None else _months(year, month, month)


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _conditions(rows: Sequence[Duty], wanted: DutyFilter) -> Iterator[Callable[[Duty], bool]]:
    if wanted.agency:
        tests = [has_role(name, wanted.role) for name in wanted.agency]
        yield lambda duty: any(test(duty) for test in tests)
    if wanted.group is not None:
        group = _known_group(rows, wanted.group)
        yield lambda duty: duty.group_id == group
    if wanted.ids:
        named = {duty for typed in wanted.ids for duty in _known_rows(rows, typed)}
        yield lambda duty: duty in named
    if wanted.due is not None:
        first, last = wanted.due
        yield lambda duty: duty.due_to is not None and first <= duty.due_to <= last
    if wanted.recurring is not None:
        yield lambda duty: duty.recurring == wanted.recurring
    for cell in wanted.without:
        yield _EMPTY[cell]
    if wanted.text is not None:
        yield _says(wanted.text)


_EMPTY: dict[Missing, Callable[[Duty], bool]] = {
    "coordinating": lambda duty: not duty.coordinating,
    "result": lambda duty: not duty.result,
    "due": lambda duty: duty.due_to is None,
}


def _known_group(rows: Sequence[Duty], typed: str) -> str:
    groups = list(dict.fromkeys(duty.group_id for duty in rows))
    if typed.strip().upper() in groups:
        return typed.strip().upper()
    raise QueryError(
        f"Phụ lục của Kế hoạch không có nhóm «{typed}».",
        f"Các nhóm hiện có: {', '.join(groups) or 'chưa có'}.",
    )


def _known_rows(rows: Sequence[Duty], typed: str) -> list[Duty]:
    """The rows of an id, "5.1a" and "5.1 A" read as "5.1.a"."""
    match = _ID.fullmatch(typed.strip().lower())
    tidy = ".".join(part for part in match.groups() if part) if match else ""
    if found := by_id(rows, tidy):
        return found
    raise QueryError(
        f"Phụ lục của Kế hoạch không có mục «{typed}».", nearest(typed, {duty.id: duty.id for duty in rows})
    )


def _says(text: str) -> Callable[[Duty], bool]:
    """Whether a duty's name or expected result holds the words, side by side."""
    typed = spoken(text)
    if not typed:
        raise QueryError(f"Phần chữ cần tìm «{text}» không có chữ nào.", "Hãy gõ ít nhất một từ.")
    exact = has_diacritics(typed)
    phrase = _readable(text, exact)
    return lambda duty: any(phrase in _readable(cell or "", exact) for cell in (duty.name, duty.result))


@lru_cache(maxsize=10_000)  # the cells of 34 provinces' plans are read once, not at every question
def _readable(text: str, exact: bool) -> str:
    """The words of a text, a space on either side of each, so that only whole words are found."""
    words = spoken(text)
    return f" {' '.join(words if exact else map(fold, words))} "
