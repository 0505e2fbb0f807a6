"""What a report is on: a duty or a target of one plan, found as it is typed."""

import re
from dataclasses import dataclass

from knowledge.duty_filter import DutyFilter, select_duties
from knowledge.duty_query import agency_names
from knowledge.errors import QueryError
from knowledge.lexicon import Lexicon
from knowledge.plan import PlanRows

_PARTING = re.compile(r"[\s.]")


@dataclass(frozen=True)
class Subject:
    """What is reported on: a duty of a plan, or one of its targets."""

    plan_id: str
    id: str


def one_plan(rows: PlanRows, plan: str | None = None) -> tuple[PlanRows, str]:
    """The rows of one plan with its id. Raises QueryError where there are several and none is named."""
    plans = sorted({duty.document_id for duty in rows.duties})
    if plan is None and len(plans) > 1:
        raise QueryError(f"Kho có {len(plans)} kế hoạch.", f"Hãy nêu một trong: {', '.join(plans)}.")
    chosen = plan or "".join(plans)
    if chosen not in plans:
        raise _no_plan(rows, chosen)
    duties = tuple(duty for duty in rows.duties if duty.document_id == chosen)
    return PlanRows(duties, tuple(one for one in rows.targets if one.document_id == chosen)), chosen


def find_duty(rows: PlanRows, typed: str, plan: str | None = None) -> Subject:
    """The duty that was typed. Raises QueryError: no such duty, a heading with rows under it, two plans."""
    duties = [duty for duty in rows.duties if plan is None or duty.document_id == plan]
    if plan is not None and not duties:
        raise _no_plan(rows, plan)
    found = select_duties(duties, DutyFilter(ids=(typed,)))
    if any(_squeezed(duty.id) != _squeezed(typed) for duty in found):
        under = ", ".join(dict.fromkeys(duty.id for duty in found))
        raise QueryError(f"«{typed}» là mục cha, không phải một nhiệm vụ.", f"Hãy nêu từng mục con: {under}.")
    return _only([Subject(duty.document_id, duty.id) for duty in found])


def find_target(rows: PlanRows, typed: str, plan: str | None = None) -> Subject:
    """The target that was typed, such as 2025.4. Raises QueryError."""
    targets = [target for target in rows.targets if plan is None or target.document_id == plan]
    found = [Subject(one.document_id, one.id) for one in targets if one.id == typed.strip()]
    if not found:
        known = ", ".join(dict.fromkeys(one.id for one in targets)) or "chưa có"
        raise QueryError(f"Kế hoạch không có chỉ tiêu «{typed}».", f"Các chỉ tiêu hiện có: {known}.")
    return _only(found)


def unnamed(rows: PlanRows, lexicon: Lexicon, subject: Subject, office: str) -> bool:
    """Whether an office's label (“so-noi-vu”) names a known agency that the duty does not.

    A collective name that leads stands for its members; one that only helps (nearly every duty) does not.
    """
    duties = [one for one in rows.duties if (one.document_id, one.id) == (subject.plan_id, subject.id)]
    try:
        names = agency_names(rows.duties, lexicon, office)
    except QueryError:  # a label may be any word: nothing is known of this one
        return False
    shared = {one.name for name in names for one in lexicon.collectives_of(name)}
    return any(
        {*duty.lead, *duty.coordinating}.isdisjoint(names) and shared.isdisjoint(duty.lead) for duty in duties
    )


def _only(found: list[Subject]) -> Subject:
    plans = sorted({one.plan_id for one in found})
    if len(plans) > 1:
        raise QueryError(
            f"Mục «{found[0].id}» có trong {len(plans)} kế hoạch.",
            f"Hãy nêu thêm kế hoạch, một trong: {', '.join(plans)}.",
        )
    return found[0]


def _no_plan(rows: PlanRows, plan: str) -> QueryError:
    known = ", ".join(sorted({duty.document_id for duty in rows.duties})) or "chưa có"
    return QueryError(f"Không có kế hoạch «{plan}».", f"Các kế hoạch hiện có: {known}.")


def _squeezed(name: str) -> str:
    return _PARTING.sub("", name).lower()
