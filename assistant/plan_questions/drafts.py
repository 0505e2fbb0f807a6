"""Rows in words: the count first, then rows readable on a phone, each with its place."""

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.plan_questions.asked import Asked, Want
from assistant.plan_text import SHOWN, full_row, short_rows
from assistant.question import Draft, Intent, Line, Mode, Status
from knowledge.plan import COORDINATING, LEAD, Duty

_CELLS = {Want.WHO: "who", Want.WHEN: "when", Want.RESULT: "result", Want.REMAINING: "remaining"}
WHOLE = 2
"""Up to so many rows are told with their cells."""


def nothing(text: str, *more: Line, suggestions: Sequence[str] = ()) -> Draft:
    """An answer that says there is no such row."""
    lines = (Line(text), *more)
    return Draft(Status.NO_SOURCE, Intent.PLAN, Mode.RECORD, lines, suggestions=tuple(suggestions[:3]))


def clarify(question: str, choices: Sequence[str]) -> Draft:
    """A short question back, with choices that can be asked as they stand."""
    lines = (Line(question), *(Line(f"- {choice}") for choice in choices))
    return Draft(Status.CLARIFY, Intent.PLAN, Mode.RECORD, lines, suggestions=tuple(choices[:3]))


def details(rows: Sequence[Duty], asked: Asked, today: date, first: Sequence[Line] = ()) -> Draft:
    """Rows with the cells that were asked for."""
    cells = [cell for want, cell in _CELLS.items() if want in asked.wants]
    lines = [line for duty in rows for line in full_row(duty, today, cells)]
    return found(rows, [*first, *lines], asked=asked)


def listed(rows: Sequence[Duty], said: str, asked: Asked, more: Sequence[Line] = ()) -> Draft:
    """The count and ten rows of a list, from the page that is asked for."""
    total = len(rows)
    heading = f"**{total}/{total} nhiệm vụ** {said}".strip() if total else f"**0 nhiệm vụ** {said}".strip()
    if not total:
        return nothing(f"{heading}.", *more)
    cells = [cell for want, cell in _CELLS.items() if want in asked.wants and want != Want.WHEN]
    start = min(asked.page, (total - 1) // SHOWN) * SHOWN
    return found(rows, [Line(f"{heading}:"), *short_rows(rows, cells, start), *more], asked=asked)


def found(rows: Sequence[Duty], lines: Sequence[Line], asked: Asked) -> Draft:
    """An answer from rows, with what may be asked next."""
    ids = tuple(duty.id for duty in rows)
    return Draft(
        Status.ANSWERED,
        Intent.PLAN,
        Mode.RECORD,
        tuple(lines),
        duties=ids,
        suggestions=tuple(dict.fromkeys(_offered(rows, asked)))[:3],
    )


def _offered(rows: Sequence[Duty], asked: Asked) -> Iterator[str]:
    """What may be asked next: the rest, one row, the agency's other role; never what was just asked."""
    if len(rows) > SHOWN * (asked.page + 1):
        yield "Các nhiệm vụ còn lại là gì?"
    if len(rows) > 1:
        yield f"Nhiệm vụ {rows[0].id} gồm những gì?"
    for one in asked.holders[:1]:
        other = {LEAD: "phối hợp", COORDINATING: "chủ trì"}.get(one.role or "")
        if other and len(one.agencies) == 1 and not one.negated:
            yield f"{one.agencies[0].name} {other} những nhiệm vụ nào?"
    named = {agency.name for agency in asked.agencies}
    if rows and rows[0].lead and rows[0].lead[0] not in named:
        yield f"{rows[0].lead[0]} chủ trì những nhiệm vụ nào?"
