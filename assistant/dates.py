"""“quý III”, “tháng 5, 6/2025”, “trước 1/7”, “30 ngày tới” → date ranges; the clock is an argument."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge import periods
from knowledge.periods import Days
from knowledge.vietnamese import fold

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMERAL = r"(?:iv|iii|ii|i|vii+|v|x|\d{1,3})\b"
_YEAR = r"20\d\d\b"
_OF_YEAR = (
    rf"(?:\s*(?:/|-|nam|trong nam|cua nam)?\s*(?P<year>{_YEAR})"
    r"|\s+(?:cua\s+)?nam\s+(?P<said>nay|sau|toi|ngoai|truoc)\b)?"
)
_JOINED = re.compile(r"\s*(?P<join>,|va\b|hoac\b|hay\b|den het\b|den\b|toi\b|-|–)\s*")
_ATOMS: dict[str, re.Pattern[str]] = {
    "day": re.compile(
        r"(?:ngay\s*)?\b(?P<day>\d{1,2})\s*(?:/|-|thang)\s*(?P<month>\d{1,2})\b(?!\s*/\s*\d{1,3}\b)"
        rf"(?:\s*(?:/|-|nam)\s*(?P<year>{_YEAR}))?"
    ),
    "half": re.compile(rf"\b(?:6|sau)\s*thang\s*(?P<number>dau|cuoi)\s*(?:cua\s*)?(?:nam\b)?{_OF_YEAR}"),
    "half_year": re.compile(rf"\bnua\s*(?P<number>dau|cuoi)\s*nam{_OF_YEAR}"),
    "quarter": re.compile(rf"\b(?:quy\s*|q)(?P<number>{_NUMERAL}){_OF_YEAR}"),
    "month": re.compile(
        rf"\b(?:thang\s*|t(?=\d{{1,2}}\s*/\s*20))(?P<number>\d{{1,3}})\b(?!\s*(?:ngay|tuan|toi|nua|sau)){_OF_YEAR}"
    ),
    "year": re.compile(rf"\b(?:nam\s*)?(?P<number>{_YEAR})"),
}
_BARE = {
    "quarter": re.compile(rf"(?:quy\s*)?(?P<number>{_NUMERAL}){_OF_YEAR}"),
    "month": re.compile(rf"(?:thang\s*)?(?P<number>\d{{1,2}})\b(?!\s*/\s*\d{{1,2}}\b){_OF_YEAR}"),
    "year": re.compile(rf"(?:nam\s*)?(?P<number>{_YEAR})"),
}
"""What may go on a list without repeating its word: “tháng 5, 6/2025”."""

_BOUND = re.compile(
    r"\b(?P<bound>truoc|cham nhat(?: la)?|muon nhat(?: la)?|den het|toi het|tu|ke tu|sau)"
    r"(?:\s+(?:ngay|dau|cuoi|thoi diem))?\s*$"
)
_FROM_ON = re.compile(r"\b(?:tu|ke tu)(?:\s+(?:ngay|dau))?\s*$")
_RELATIVE = re.compile(
    r"\b(?P<unit>tuan|thang|quy|nam)\s*(?P<which>nay|hien tai|sau|toi|ke tiep|truoc|vua roi|vua qua)\b"
    r"|\bnam\s*(?P<past>ngoai)\b|\b(?P<next>sang)\s*nam\b"
    r"|(?<!den )(?<!toi )(?<!tinh )(?<!tu )\b(?P<day>hom nay|bua nay|ngay mai)\b"
    r"|\b(?P<count>\d{1,3})\s*(?P<of>ngay|tuan|thang)\s*(?:toi|nua|sap toi|tiep theo|sau)\b"
    r"|\b(?P<rest>tu (?:nay|bay gio|hom nay|bua nay) (?:den|toi)|den|toi)\s*(?:het |cuoi )"
    r"(?P<end>nam|thang|quy)\b(?: nay)?(?:(?<=nam)\s+(?P<until>20\d\d)\b)?(?!\s*(?:\d|[ivx]+\b))"
)
_MONTHS_OF = {"thang": 1, "quy": 3, "nam": 12}


@dataclass(frozen=True)
class Period:
    """A span of days, both ends in it, and what a person would call it."""

    first: date
    last: date
    name: str


@dataclass(frozen=True)
class Times:
    """The periods a text names, apart where a gap lies between them, and where they stand (characters).

    `unknown` is a quarter, month or day that no calendar has, as it was written.
    """

    periods: tuple[Period, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    unknown: str | None = None


@dataclass(frozen=True)
class _Atom:
    """One period as written: its kind, its number, its year where one stands there."""

    kind: str
    match: re.Match[str]

    def year(self, today: date) -> int | None:
        """The year written with it; “năm nay” and “năm sau” count from today."""
        if self.kind == "year":
            return int(self.match["number"])
        if said := self.match.groupdict().get("said"):
            return today.year + {"nay": 0, "sau": 1, "toi": 1}.get(said, -1)
        return int(self.match["year"]) if self.match["year"] else None

    def days(self, year: int) -> Days:
        """Its days in a year. Raises ValueError where the calendar has no such day."""
        if self.kind == "day":
            day = date(year, int(self.match["month"]), int(self.match["day"]))
            return day, day
        number = self.match["number"]
        if self.kind in ("half", "half_year"):
            return periods.half(year, 1 if number == "dau" else 2)
        if self.kind == "year":
            return periods.year(year)
        counted = _ROMAN.get(number) or (int(number) if number.isdigit() else 0)
        if not 1 <= counted <= (4 if self.kind == "quarter" else 12):
            raise ValueError(number)
        return (periods.quarter if self.kind == "quarter" else periods.month)(year, counted)


def times_in(text: str, today: date, default_year: int | None = None) -> Times:
    """Every period a text names; a quarter or month without a year is of `default_year` or today's.

    Of periods that are not joined (“năm 2026, tháng 5”) the finest counts: the others only tell its year.
    """
    folded = fold(text)
    relative = _relative(folded, today)
    chains = [] if relative else _chains(folded)
    if not chains:
        return relative or Times()
    chain = min(chains, key=lambda one: (_FINENESS.index(one[0][0].kind), one[0][0].match.start()))
    return _of_chain(folded, chain, today, default_year or today.year)


def period_in(text: str, today: date, default_year: int | None = None) -> Period | None:
    """The first period a text names, or None."""
    found = times_in(text, today, default_year).periods
    return found[0] if found else None


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


def named(days: Days) -> str:
    """What a person calls a span of days: a quarter, a month, a year, or its ends."""
    first, last = days
    if first == date.min:
        return f"đến hết ngày {last:%d/%m/%Y}"
    if last == date.max:
        return f"từ ngày {first:%d/%m/%Y}"
    for name, of in _NAMES:
        if days == of(first):
            return name(first)
    return f"ngày {first:%d/%m/%Y}" if first == last else f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"


_FINENESS = ("day", "half", "half_year", "quarter", "month", "year")
_NAMES: tuple[tuple[Callable[[date], str], Callable[[date], Days]], ...] = (
    (lambda day: f"năm {day.year}", lambda day: periods.year(day.year)),
    (
        lambda day: f"6 tháng {'đầu' if day.month < 7 else 'cuối'} năm {day.year}",
        lambda day: periods.half(day.year, 1 if day.month < 7 else 2),
    ),
    (
        lambda day: f"quý {('I', 'II', 'III', 'IV')[_quarter_of(day) - 1]}/{day.year}",
        lambda day: periods.quarter(day.year, _quarter_of(day)),
    ),
    (lambda day: f"tháng {day.month}/{day.year}", lambda day: periods.month(day.year, day.month)),
)


def _quarter_of(day: date) -> int:
    return (day.month + 2) // 3


Chain = list[tuple[_Atom, str]]
"""Atoms with the word that joins each to the one before; the first has none."""


def _chains(folded: str) -> list[Chain]:
    found: list[Chain] = []
    place = 0
    while atom := _next_atom(folded, place):
        chain: Chain = [(atom, "")]
        place = atom.match.end()
        while (joined := _JOINED.match(folded, place)) and (
            follower := _atom_at(folded, joined.end(), chain[-1][0].kind)
        ):
            if joined["join"] == "," and follower.kind != chain[-1][0].kind:
                break
            chain.append((follower, joined["join"]))
            place = follower.match.end()
        found.append(chain)
    return found


def _next_atom(folded: str, place: int) -> _Atom | None:
    matches = [
        _Atom(kind, match) for kind, pattern in _ATOMS.items() if (match := pattern.search(folded, place))
    ]
    return min(matches, key=lambda one: (one.match.start(), -one.match.end()), default=None)


def _atom_at(folded: str, place: int, kind: str) -> _Atom | None:
    """The period that begins right there; one of the same kind may leave its word out."""
    for name, pattern in _ATOMS.items():
        if match := pattern.match(folded, place):
            return _Atom(name, match)
    bare = _BARE.get(kind)
    match = bare.match(folded, place) if bare else None
    return _Atom(kind, match) if match else None


def _of_chain(folded: str, chain: Chain, today: date, default_year: int) -> Times:
    """The days of joined periods: ranges filled, neighbours made one, a bound before them heeded."""
    places = ((chain[0][0].match.start(), chain[-1][0].match.end()),)
    spans: list[Days] = []
    for number, (atom, join) in enumerate(chain):
        after = (one.year(today) for one, _ in chain[number:])
        before = (one.year(today) for one, _ in reversed(chain[:number]))
        year = next((one for one in (*after, *before) if one), default_year)
        try:
            days = atom.days(year)
        except ValueError:
            return Times((), places, atom.match[0].strip())
        if join in ("den", "den het", "toi", "-", "–"):
            spans[-1] = (spans[-1][0], max(days[1], spans[-1][1]))
        else:
            spans.append(days)
    bound = _BOUND.search(folded, 0, places[0][0])
    if len(spans) == 1 and bound and not (len(chain) > 1 and bound["bound"] in ("tu", "ke tu")):
        return Times((_bounded(bound["bound"], spans[0]),), ((bound.start(), places[0][1]),))
    if bound and _FROM_ON.search(folded, 0, places[0][0]):
        places = ((bound.start(), places[0][1]),)
    return Times(tuple(Period(first, last, named((first, last))) for first, last in _merged(spans)), places)


def _bounded(bound: str, days: Days) -> Period:
    """“trước tháng 9” ends the day before; “đến hết” on its last day; “từ”, “sau” are open."""
    first, last = days
    whole = named(days)
    if bound == "truoc":
        return Period(date.min, first - timedelta(days=1), f"trước {whole}")
    if bound == "sau":
        return Period(last + timedelta(days=1), date.max, f"sau {whole}")
    if bound in ("tu", "ke tu"):
        return Period(first, date.max, f"từ {whole}")
    return Period(date.min, last, f"đến hết {whole}")


def _merged(spans: Sequence[Days]) -> list[Days]:
    """The spans in order, those that touch made one."""
    merged: list[Days] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _relative(folded: str, today: date) -> Times | None:
    """What is told from today: “tháng này”, “quý sau”, “30 ngày tới”, “đến cuối năm”."""
    match = _RELATIVE.search(folded)
    if match is None:
        return None
    days = _relative_days(match, today)
    return Times((Period(*days, named(days)),), (match.span(),))


def _relative_days(match: re.Match[str], today: date) -> Days:
    if match["count"]:
        count = int(match["count"])
        if match["of"] == "thang":
            return today, _months_on(today, count)
        return today, today + timedelta(days=count * (7 if match["of"] == "tuan" else 1))
    if match["day"]:
        day = today + timedelta(days=int(match["day"] == "ngay mai"))
        return day, day
    if match["rest"]:
        ends = periods.year(int(match["until"])) if match["until"] else _unit(match["end"], today, 0)
        return (date.min if match["until"] and not match["rest"].startswith("tu") else today), ends[1]
    which = match["which"] or ("sau" if match["next"] else "truoc")
    step = 0 if which in ("nay", "hien tai") else -1 if which in ("truoc", "vua roi", "vua qua") else 1
    return _unit(match["unit"] or "nam", today, step)


def _unit(unit: str, today: date, step: int) -> Days:
    """The week, month, quarter or year that lies `step` of them from today's."""
    if unit == "tuan":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    size = _MONTHS_OF[unit]
    first = (today.year * 12 + today.month - 1) // size * size + step * size
    return periods.months(first // 12, first % 12 + 1, first % 12 + size)


def _months_on(today: date, count: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    number = today.year * 12 + today.month - 1 + count
    return min(
        date(number // 12, number % 12 + 1, 1) + timedelta(days=today.day - 1),
        periods.month(number // 12, number % 12 + 1)[1],
    )
