"""“quý III”, “tháng 6/2025”, “tháng này” → date ranges; the clock is an argument."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from knowledge.vietnamese import fold

_QUARTER = re.compile(r"\bquy\s*(iv|iii|ii|i|[1-4])\b(?:\s*(?:/|-|nam)?\s*(20\d\d))?")
_MONTH = re.compile(r"\bthang\s*(\d{1,2})\b(?:\s*(?:/|-|nam)?\s*(20\d\d))?")
_YEAR = re.compile(r"\b(?:nam\s*)?(20\d\d)\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Period:
    """A span of days, both ends in it, and what a person would call it."""

    first: date
    last: date
    name: str


def period_in(text: str, today: date, default_year: int | None = None) -> Period | None:
    """The period a text names, or None; a quarter or month without a year is of `default_year` or today's."""
    folded = fold(text)
    year = default_year or today.year
    if match := _QUARTER.search(folded):
        number = _ROMAN.get(match[1]) or int(match[1])
        return _quarter(number, int(match[2] or year))
    if match := _MONTH.search(folded):
        return _month(int(match[1]), int(match[2] or year))
    for phrase, make in _RELATIVE.items():
        if phrase in folded:
            return make(today)
    if match := _YEAR.search(folded):
        return Period(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31), f"năm {match[1]}")
    return None


def years_in(text: str, today: date) -> set[int]:
    """Every year a text names; "năm nay" and "năm sau" count from today."""
    folded = fold(text)
    years = {int(year) for year in re.findall(r"\b(20\d\d)\b", folded)}
    years |= {today.year} if "nam nay" in folded else set()
    return years | ({today.year + 1} if re.search(r"\bnam (?:sau|toi)\b", folded) else set())


def days_left(due: date, today: date) -> str:
    """How long until a due day, as a person says it."""
    days = (due - today).days
    if days > 0:
        return f"còn {days} ngày"
    return "hạn là hôm nay" if days == 0 else f"đã qua hạn {-days} ngày"


def _quarter(number: int, year: int) -> Period:
    last_month = number * 3
    last = date(year, last_month, monthrange(year, last_month)[1])
    return Period(date(year, last_month - 2, 1), last, f"quý {('I', 'II', 'III', 'IV')[number - 1]}/{year}")


def _month(number: int, year: int) -> Period | None:
    if not 1 <= number <= 12:
        return None
    return Period(
        date(year, number, 1), date(year, number, monthrange(year, number)[1]), f"tháng {number}/{year}"
    )


_RELATIVE: dict[str, Callable[[date], Period | None]] = {
    "thang nay": lambda today: _month(today.month, today.year),
    "quy nay": lambda today: _quarter((today.month + 2) // 3, today.year),
    "nam nay": lambda today: Period(date(today.year, 1, 1), date(today.year, 12, 31), f"năm {today.year}"),
}
