"""Filtering duties: what is asked for as a typed record, and every row that meets it, in the plan's order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge import periods
from knowledge.conditions import (
    Condition,
    DueIn,
    HeldBy,
    InGroup,
    IsRow,
    Lacks,
    Not,
    Recurs,
    Says,
    matching,
)
from knowledge.errors import QueryError
from knowledge.nearest import nearest
from knowledge.periods import Days
from knowledge.plan import EITHER, Duty, Role, by_id
from knowledge.spelling import spoken

Missing = Literal["coordinating", "result", "due"]

_DUE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?", re.ASCII | re.IGNORECASE)
_SAID = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})", re.ASCII)
"""A day or a month as people and every file here write it: 30/9/2025, 9/2025."""

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
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
    return matching(rows, *_conditions(rows, wanted))


def parse_due(typed: str) -> Days:
    """The days of "2025", "2025-Q3", "2025-06", "2025-09-30", "9/2025" or "30/9/2025". Raises QueryError."""
    try:
        if match := _DUE.fullmatch(typed.strip()):
            return _days(*_numbers(match))
        if match := _SAID.fullmatch(typed.strip()):
            day, month, year = _numbers(match)
            return _days(year, None, month, day)
    except ValueError:  # a thirteenth month, a 30 February, a year 0
        pass
    raise QueryError(
        f"Không hiểu thời hạn «{typed}».",
        "Hãy viết năm, quý, tháng hoặc ngày, như 2025, 2025-Q3, 2025-06, 2025-09-30, 9/2025, 30/9/2025.",
    )


def _numbers(match: re.Match[str]) -> list[int | None]:
    return [int(part) if part else None for part in match.groups()]


def _days(typed_year: int | None, quarter: int | None, month: int | None, day: int | None) -> Days:
    """The days of a year, or of the part of it that is named. Raises ValueError where there is none."""
    year = typed_year or 0
    if day is not None:
        return date(year, month or 0, day), date(year, month or 0, day)
    if quarter is not None:
        return periods.quarter(year, quarter)
    return periods.year(year) if month is None else periods.month(year, month)


def _conditions(rows: Sequence[Duty], wanted: DutyFilter) -> Iterator[Condition]:
    if wanted.agency:
        yield HeldBy(wanted.agency, wanted.role)
    if wanted.group is not None:
        yield InGroup(frozenset({_known_group(rows, wanted.group)}))
    if wanted.ids:
        yield IsRow(frozenset(duty.id for typed in wanted.ids for duty in _known_rows(rows, typed)))
    if wanted.due is not None:
        yield DueIn(*wanted.due)
    if wanted.recurring is not None:
        yield Recurs() if wanted.recurring else Not(Recurs())
    yield from map(Lacks, wanted.without)
    if wanted.text is not None:
        if not spoken(wanted.text):
            raise QueryError(f"Phần chữ cần tìm «{wanted.text}» không có chữ nào.", "Hãy gõ ít nhất một từ.")
        yield Says((wanted.text,))


def _known_group(rows: Sequence[Duty], typed: str) -> str:
    """The group, "6" read as "VI"."""
    groups = list(dict.fromkeys(duty.group_id for duty in rows))
    counted = {str(number): numeral for number, numeral in enumerate(_NUMERALS, start=1)}
    wanted = typed.strip().upper()
    for group in (wanted, counted.get(wanted)):
        if group in groups:
            return group
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
