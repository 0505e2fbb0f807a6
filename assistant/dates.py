"""“quý III”, “tháng 5, 6/2025”, “trước 1/7”, “30 ngày tới” → date ranges; the clock is an argument."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.date_words import Chain, chains_in, in_figures
from assistant.relative_dates import told_from_today
from knowledge import periods
from knowledge.periods import Days
from knowledge.vietnamese import fold

_BOUND = re.compile(
    r"\b(?P<bound>truoc|cham nhat(?: la)?|muon nhat(?: la)?|den het|toi het|tu|ke tu|sau)"
    r"(?:\s+(?:ngay|dau|cuoi|thoi diem))?\s*$"
)
_FROM_ON = re.compile(r"\b(?:tu|ke tu)(?:\s+(?:ngay|dau))?\s*$")


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


def times_in(text: str, today: date, default_year: int | None = None) -> Times:
    """Every period a text names; a quarter or month without a year is of `default_year` or today's.

    Of periods that are not joined (“năm 2026, tháng 5”) the finest counts: the others only tell its year.
    """
    plain = in_figures(text)
    folded = fold(plain)
    parts = _parts(folded, today, default_year or today.year)
    if not parts:
        return Times()
    chosen = min(parts, key=lambda one: (one.fineness, one.place[0]))
    if chosen.unknown:
        start, end = chosen.place
        written = text[start:end].strip() if len(folded) == len(text) else chosen.unknown
        return Times((), (chosen.place,), written)
    joined = _joined(parts, parts.index(chosen), folded)
    spans = [(period.first, period.last) for part in joined for period in part.periods]
    places = (joined[0].place[0], joined[-1].place[1])
    if len(joined) == 1:
        return Times(chosen.periods, (places,))
    return Times(
        tuple(Period(first, last, named((first, last))) for first, last in _merged(spans)), (places,)
    )


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


_FINENESS = ("day", "day_dotted", "half", "half_year", "quarter", "month", "year")
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


@dataclass(frozen=True)
class _Part:
    """One period of a text, written or told from today; the finer, the lower its number."""

    place: tuple[int, int]
    fineness: int
    periods: tuple[Period, ...] = ()
    unknown: str | None = None


_TOLD, _WHOLE_YEAR = 6, 7
_AND = re.compile(r"\s*(?:va|hoac|hay|lan|cung nhu)\s*")
_FROM_NOW = re.compile(r"\btu (?:nay|bay gio|hom nay|bua nay)\s*$")


def _parts(folded: str, today: date, default_year: int) -> list[_Part]:
    """Every period, in order; of two that share a word the longer: “quý 4 năm nay”, not “năm nay”."""
    told = [
        _Part(place, _TOLD, (Period(*days, named(days)),)) for days, place in told_from_today(folded, today)
    ]
    found = [*told, *(_written(folded, chain, today, default_year) for chain in chains_in(folded))]
    found.sort(key=lambda one: one.place[0] - one.place[1])
    kept: list[_Part] = []
    for part in found:
        if all(part.place[1] <= other.place[0] or other.place[1] <= part.place[0] for other in kept):
            kept.append(part)
    return sorted(kept, key=lambda one: one.place[0])


def _written(folded: str, chain: Chain, today: date, default_year: int) -> _Part:
    times = _of_chain(folded, chain, today, default_year)
    kind = chain[0][0].kind
    fineness = _WHOLE_YEAR if kind == "year" else _FINENESS.index(kind)
    return _Part(times.places[0], fineness, times.periods, times.unknown)


def _joined(parts: Sequence[_Part], place: int, folded: str) -> Sequence[_Part]:
    """The part there with those that “và”, “hoặc” join to it."""
    first = last = place
    while first and _AND.fullmatch(folded, parts[first - 1].place[1], parts[first].place[0]):
        first -= 1
    while last + 1 < len(parts) and _AND.fullmatch(folded, parts[last].place[1], parts[last + 1].place[0]):
        last += 1
    return [part for part in parts[first : last + 1] if part.periods]


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
            opening = chain[number - 1][0]
            if spans[-1][0] > days[1] and opening.year(today) is None:  # “từ tháng 11 đến tháng 2/2026”
                spans[-1] = opening.days(year - 1)
            spans[-1] = (spans[-1][0], max(days[1], spans[-1][1]))
        else:
            spans.append(days)
    bound = _BOUND.search(folded, 0, places[0][0])
    if len(spans) == 1 and bound and not (len(chain) > 1 and bound["bound"] in ("tu", "ke tu")):
        now = _FROM_NOW.search(folded, 0, bound.start()) if bound["bound"].endswith("het") else None
        if now:
            span = (today, spans[0][1])
            return Times((Period(*span, named(span)),), ((now.start(), places[0][1]),))
        return Times((_bounded(bound["bound"], spans[0]),), ((bound.start(), places[0][1]),))
    if bound and _FROM_ON.search(folded, 0, places[0][0]):
        places = ((bound.start(), places[0][1]),)
    return Times(tuple(Period(first, last, named((first, last))) for first, last in _merged(spans)), places)


def _bounded(bound: str, days: Days) -> Period:
    """“trước tháng 9” ends the day before; “đến hết” on its last day; “từ”, “sau” are open."""
    first, last = days
    whole = named(days)
    if bound == "truoc" and first == last and (last + timedelta(days=1)).day == 1:
        return Period(date.min, last, f"đến hết {whole}")  # “trước 30/6” means by then
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
