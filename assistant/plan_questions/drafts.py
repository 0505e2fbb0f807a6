"""Rows in words: the count first, then rows readable on a phone, each with its place."""

from collections.abc import Sequence
from datetime import date

from assistant.plan_questions.asked import Asked, Want
from assistant.plan_text import SHOWN, full_row, short_rows
from assistant.question import Draft, Intent, Line, Mode, Status
from knowledge.plan import Duty

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
    return found(rows, [*first, *lines])


def listed(rows: Sequence[Duty], said: str, asked: Asked, more: Sequence[Line] = ()) -> Draft:
    """The count and ten rows of a list, from the page that is asked for."""
    total = len(rows)
    heading = f"**{total}/{total} nhiệm vụ** {said}".strip() if total else f"**0 nhiệm vụ** {said}".strip()
    if not total:
        return nothing(f"{heading}.", *more)
    cells = [cell for want, cell in _CELLS.items() if want in asked.wants and want != Want.WHEN]
    start = min(asked.page, (total - 1) // SHOWN) * SHOWN
    return found(rows, [Line(f"{heading}:"), *short_rows(rows, cells, start), *more])


def found(rows: Sequence[Duty], lines: Sequence[Line], suggestions: Sequence[str] = ()) -> Draft:
    """An answer from rows, with what may be asked next."""
    offered = list(suggestions)
    if len(rows) > SHOWN:
        offered.append("Các nhiệm vụ còn lại là gì?")
    offered += [f"Nhiệm vụ {duty.id} gồm những gì?" for duty in rows[:1] if len(rows) > 1]
    if rows and rows[0].lead:
        offered.append(f"{rows[0].lead[0]} chủ trì những nhiệm vụ nào?")
    ids = tuple(duty.id for duty in rows)
    return Draft(
        Status.ANSWERED,
        Intent.PLAN,
        Mode.RECORD,
        tuple(lines),
        duties=ids,
        suggestions=tuple(dict.fromkeys(offered))[:3],
    )
