"""Days as officers write them, “quý III”, “tháng 9”, “30/9/2025” → the text that the filters read."""

from datetime import date

from assistant.dates import named, times_in
from knowledge.duty_filter import parse_due
from knowledge.errors import QueryError
from knowledge.periods import Days
from knowledge.vietnamese import fold


def written_due(typed: str, today: date) -> str:
    """The text as `parse_due` knows it: “quý iii” → 2025-Q3. Raises QueryError, as `parse_due` says it.

    A text goes on into links, so it must name a year, a quarter, a month or a day: half a year has no form.
    """
    try:
        parse_due(typed)
    except QueryError:
        if (days := _days_in(typed, today)) and (text := _text_of(days)):
            return text
        raise
    return typed


def written_day(typed: str, today: date) -> str:
    """A day such as 2025-09-30; what names no single day stays as it is, for its reader to refuse."""
    days = _days_in(typed, today)
    return days[0].isoformat() if days and days[0] == days[1] else typed


def understood(typed: str, written: str) -> str:
    """How a text was taken where it was not as the filters read it; empty where it was."""
    return "" if written == typed else f"«{typed}» được hiểu là {named(parse_due(written))}."


def _days_in(typed: str, today: date) -> Days | None:
    """The days of the one period that is the whole text: a word left over may turn its meaning."""
    times = times_in(typed, today)
    if len(times.periods) != 1:
        return None
    [(start, end)] = times.places
    folded = fold(typed)
    if (folded[:start] + folded[end:]).strip():
        return None
    return times.periods[0].first, times.periods[0].last


def _text_of(days: Days) -> str | None:
    """How the days are written where they are a whole year, quarter, month or day."""
    first = days[0]
    year = f"{first.year:04}"
    forms = (year, f"{year}-Q{(first.month + 2) // 3}", f"{year}-{first.month:02}", first.isoformat())
    return next((text for text in forms if parse_due(text) == days), None)
