"""“Cơ quan nào chủ trì nhiều nhất?”, “Sở A hay Sở B nhiều hơn?”: counts side by side, the winner's rows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.dates import named
from assistant.plan_questions.asked import Asked, Want
from assistant.plan_questions.drafts import found, nothing
from assistant.plan_questions.saying import ROLE_NAMES
from assistant.plan_text import short_rows
from assistant.question import Draft, Line
from knowledge import periods
from knowledge.conditions import DueIn, HeldBy, InGroup, matching
from knowledge.lexicon import Lexicon
from knowledge.plan import COORDINATING, EITHER, LEAD, Duty, Role

_SHOWN = 5
"""So many of the next best are named with their counts."""


@dataclass(frozen=True)
class Pile:
    """The rows that fall to one agency, group or period."""

    name: str
    rows: tuple[Duty, ...]


def superlative(asked: Asked, rows: Sequence[Duty], lexicon: Lexicon) -> Draft | None:
    """The agency, group or period with the most (or least) rows; a tie gives the rows of all that lead."""
    most = Want.MOST in asked.wants
    by, role = asked.counted_by or "agency", _role(asked)
    departments = {agency.name for agency in lexicon.agencies if agency.is_department}
    piles = _piles(by, rows, role, departments)
    if not piles:
        return nothing("Không có nhiệm vụ nào để so.")
    best = (max if most else min)(len(pile.rows) for pile in piles)
    winners = [pile for pile in piles if len(pile.rows) == best]
    chosen = _of_any(winners, rows)
    names = ", ".join(pile.name for pile in winners)
    what = "nhiều nhất" if most else "ít nhất"
    doing = f" {ROLE_NAMES[role]}" if by in ("agency", "department") else ""
    heading = Line(f"**{names}**{doing} {what}: **{best} nhiệm vụ**.")
    others = sorted((pile for pile in piles if pile not in winners), key=lambda one: -len(one.rows))
    after = others[:_SHOWN] if most else others[::-1][:_SHOWN]
    rest = [Line(f"Tiếp theo: {'; '.join(f'{one.name} {len(one.rows)}' for one in after)}.")] if after else []
    return found(chosen, [heading, *short_rows(chosen), *rest], asked)


def versus(asked: Asked, rows: Sequence[Duty]) -> Draft | None:
    """Agencies against each other, or the roles of one: every count, and the rows behind them."""
    piles = _sides(asked, rows)
    if len(piles) < 2:
        return None
    chosen = _of_any(piles, rows)
    counts = [Line(f"- **{pile.name}:** {len(pile.rows)} nhiệm vụ") for pile in piles]
    best = max(len(pile.rows) for pile in piles)
    winners = [pile.name for pile in piles if len(pile.rows) == best]
    verdict = f"**{winners[0]}** nhiều hơn." if len(winners) == 1 else "Hai bên bằng nhau."
    return found(chosen, [Line(verdict), *counts, *short_rows(chosen)], asked)


def _of_any(piles: Sequence[Pile], rows: Sequence[Duty]) -> list[Duty]:
    """The rows of the piles, each once, in the plan's order."""
    wanted = {(duty.document_id, duty.id) for pile in piles for duty in pile.rows}
    return [duty for duty in rows if (duty.document_id, duty.id) in wanted]


def _sides(asked: Asked, rows: Sequence[Duty]) -> list[Pile]:
    agencies = asked.agencies
    if len(agencies) > 1:
        role = _role(asked)
        doing = "" if role == EITHER else f" {ROLE_NAMES[role]}"
        return [
            Pile(f"{agency.name}{doing}", tuple(matching(rows, HeldBy((agency.name,), role))))
            for agency in agencies
        ]
    if len(agencies) == 1:
        name = agencies[0].name
        return [
            Pile(f"{name} {ROLE_NAMES[role]}", tuple(matching(rows, HeldBy((name,), role))))
            for role in (LEAD, COORDINATING)
        ]
    if len(asked.groups) > 1:
        return [Pile(f"Nhóm {one}", tuple(matching(rows, InGroup(frozenset({one}))))) for one in asked.groups]
    return []


def _role(asked: Asked) -> Role:
    said = [one.role for one in asked.holders if one.role and not one.negated]
    return said[0] if said else asked.role or LEAD


def _piles(by: str, rows: Sequence[Duty], role: Role, departments: Collection[str]) -> list[Pile]:
    """The rows by what is compared; “sở nào” means named departments: “Sở, ngành tỉnh” is all of them."""
    if by == "group":
        return _by_group(rows)
    if by in _MONTHS:
        return _by_period(rows, _MONTHS[by])
    piles = _by_agency(rows, role)
    return [pile for pile in piles if by != "department" or pile.name in departments]


def _by_agency(rows: Sequence[Duty], role: Role) -> list[Pile]:
    leads = [] if role == COORDINATING else [name for duty in rows for name in duty.lead]
    helps = [] if role == LEAD else [name for duty in rows for name in duty.coordinating]
    names = dict.fromkeys((*leads, *helps))
    return [Pile(name, tuple(matching(rows, HeldBy((name,), role)))) for name in names]


def _by_group(rows: Sequence[Duty]) -> list[Pile]:
    groups = dict.fromkeys(duty.group_id for duty in rows)
    return [Pile(f"Nhóm {one}", tuple(matching(rows, InGroup(frozenset({one}))))) for one in groups]


def _by_period(rows: Sequence[Duty], size: int) -> list[Pile]:
    days = [duty.due_to for duty in rows if duty.due_to]
    starts = sorted({(day.year, (day.month - 1) // size * size + 1) for day in days})
    spans = [periods.months(year, month, month + size - 1) for year, month in starts]
    return [Pile(named(span), tuple(matching(rows, DueIn(*span)))) for span in spans]


_MONTHS = {"month": 1, "quarter": 3, "year": 12}
