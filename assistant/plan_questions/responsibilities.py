"""“Sở X có trách nhiệm gì?”: every item of Phần V that charges the body, and how many rows it has."""

from collections.abc import Sequence

from assistant.plan_questions.agency_notes import AgencyNotes
from assistant.plan_questions.asked import Asked, Sign
from assistant.question import Draft, Intent, Line, Mode, Status
from knowledge.conditions import HeldBy, matching
from knowledge.plan import COORDINATING, LEAD, Duty


def responsibilities(asked: Asked, notes: AgencyNotes, rows: Sequence[Duty]) -> Draft | None:
    """The items verbatim, each with its place; None where none is asked for, or the plan has none."""
    if not asked.says(Sign.RESPONSIBILITY) or len(asked.agencies) != 1 or asked.ids:
        return None
    if any(one.role for one in asked.holders) or asked.has_filter:  # “chịu trách nhiệm chính” is a role
        return None
    [agency] = asked.agencies
    lines: list[Line] = []
    for passage, of_all in notes.charges(agency):
        items = passage.text.splitlines()
        whom = "các cơ quan, trong đó có " if of_all else ""
        lines.append(Line(f"**{passage.locator} giao {whom}{agency.name} {len(items)} việc:**", passage.id))
        lines += [Line(f"- {item}", passage.id, item) for item in items]
    if not lines:
        return None
    leads, helps = (len(matching(rows, HeldBy((agency.name,), role))) for role in (LEAD, COORDINATING))
    if leads or helps:
        lines.append(Line(f"Trong Phụ lục: chủ trì {leads} nhiệm vụ, phối hợp {helps} nhiệm vụ."))
    asks = (f"{agency.name} chủ trì những nhiệm vụ nào?", f"{agency.name} phối hợp những nhiệm vụ nào?")
    offered = tuple(one for one, count in zip(asks, (leads, helps), strict=True) if count)
    return Draft(Status.ANSWERED, Intent.PLAN, Mode.EXTRACTIVE, tuple(lines), suggestions=offered)
