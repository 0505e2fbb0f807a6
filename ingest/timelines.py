"""A timeline as a plan words it → its first and last day, or that it recurs."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from knowledge.vietnamese import fold, normalise

Span = tuple[date, date]

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_RECURRING = re.compile(
    r"thuong xuyen|hang (?:nam|quy|thang|tuan|ngay)|dinh ky|moi (?:nam|quy|thang)|lien tuc"
)
_UNTIL = re.compile(r"\b(?:truoc|den|cham nhat|hoan thanh|xong)\b")
_BEFORE_A_PERIOD = re.compile(r"\btruoc (?:thang|quy|nam)\b")
_NUMERAL = r"(?:[iv]{1,3}|[1-4])"
_YEAR = r"\s*(?:/|nam )\s*20\d\d"
_DATED = "|".join(
    (
        r"(?P<day>(?:ngay )?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*20\d\d"
        r"|ngay \d{1,2} thang \d{1,2} nam 20\d\d)",
        r"(?P<half>(?:6|sau) thang (?:dau|cuoi)(?: nam)?(?:\s*/)?\s*20\d\d)",
        rf"(?P<months>thang \d{{1,2}}(?:\s*(?:,|-|va|den)\s*(?:thang )?\d{{1,2}})*{_YEAR})",
        rf"(?P<quarters>quy {_NUMERAL}(?:\s*(?:,|-|va|den)\s*(?:quy )?{_NUMERAL})*{_YEAR})",
        r"(?P<years>(?:ca nam |nam |giai doan )?20\d\d(?:\s*[-–]\s*20\d\d)?)",
    )
)
_FINDER = re.compile(_DATED)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _DATED)
_ANY_DAY = r"ngay \d{1,2}/\d{1,2}"
_BEFORE = (
    r"(?:(?:trong|truoc|den|den het|cham nhat|cham nhat trong|hoan thanh|xong|tu|het)\s"
    r"(?:truoc |trong )?(?:ngay )?)?"
)
_AFTER = r"(?: hang nam)?(?: \([^)]*\))?"
_FREE = r"[^.]{0,80}"
_WORDED = re.compile(
    "|".join(
        (
            rf"(?:nhiem vu )?thuong xuyen(?:,? (?:hang (?:nam|quy|thang)|va theo ke hoach|theo) ?{_FREE})?",
            rf"{_BEFORE}(?:{_UNNAMED}|{_ANY_DAY})(?:(?: den| -|,| va) (?:{_UNNAMED}))?{_AFTER}",
            r"(?:thang \d{1,2} |quy [iv]{1,3} )?hang (?:nam|quy|thang|tuan)(?: \([^)]*\))?",
            rf"(?:dinh ky|theo (?:ke hoach|huong dan|lo trinh)|ngay sau khi|sau khi|khi co){_FREE}",
        )
    )
)
"""Every way a whole timeline is worded, folded; plans of the genre use few."""


@dataclass(frozen=True)
class Timeline:
    """First and last day (both None where none is named), and whether the work recurs."""

    due_from: date | None
    due_to: date | None
    recurring: bool


@lru_cache(maxsize=50_000)
def is_timeline(text: str) -> bool:
    """Whether a text is worded like a timeline."""
    return bool(_WORDED.fullmatch(_plain(text)))


def is_impossible(text: str) -> bool:
    """Whether a text names a time there is none of: quý V/2026, tháng 13/2026, 30/02/2026."""
    plain = _plain(text)
    return not _RECURRING.search(plain) and len(list(_spans(plain))) < len(_FINDER.findall(plain))


def read_timeline(text: str) -> Timeline:
    """What a timeline says; recurring work has no first and last day, even where it names a date."""
    plain = _plain(text)
    if _RECURRING.search(plain):
        return Timeline(None, None, True)
    said = re.sub(r"\([^)]*\)", " ", plain)  # “2025-2026 (theo hướng dẫn …)”: an aside dates nothing
    spans = list(_spans(said)) or list(_spans(plain))
    if not spans:
        return Timeline(None, None, False)
    if _BEFORE_A_PERIOD.search(said):
        return Timeline(None, spans[0][0] - timedelta(days=1), False)
    open_start = len(spans) == 1 and _UNTIL.search(said)
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return Timeline(None if open_start else first, last, False)


def _spans(plain: str) -> Iterator[Span]:
    for match in _FINDER.finditer(plain):
        numbers = [int(number) for number in re.findall(r"\d+", match[0])]
        span = _SPANS[match.lastgroup or ""](match[0], numbers)
        if span:
            yield span


def _day(_: str, numbers: list[int]) -> Span | None:
    try:
        day = date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return None
    return day, day


def _half(text: str, numbers: list[int]) -> Span | None:
    return _of_months([7, 12] if "cuoi" in text else [1, 6], numbers[-1])


def _months(_: str, numbers: list[int]) -> Span | None:
    return _of_months(numbers[:-1], numbers[-1])


def _quarters(text: str, numbers: list[int]) -> Span | None:
    named = re.findall(r"\b(?:[iv]{1,3}|[1-4])\b", text)
    quarters = [_ROMAN.get(one) or (int(one) if one.isdigit() else 0) for one in named]
    if not all(quarters):  # a quarter V
        return None
    return _of_months([min(quarters) * 3 - 2, max(quarters) * 3], numbers[-1])


def _years(_: str, numbers: list[int]) -> Span | None:
    return date(min(numbers), 1, 1), date(max(numbers), 12, 31)


_SPANS = {"day": _day, "half": _half, "months": _months, "quarters": _quarters, "years": _years}


def _of_months(months: list[int], year: int) -> Span | None:
    first, last = min(months), max(months)
    if not 1 <= first <= last <= 12:
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _plain(text: str) -> str:
    return " ".join(fold(normalise(text)).split())
