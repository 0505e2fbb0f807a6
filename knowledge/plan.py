"""A plan's duties and targets as typed rows: filtered and counted by code, never by a ranking."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Duty:
    """One assigned task of a plan's appendix.

    `timeline` is verbatim; `due_from` and `due_to` are its first and last day,
    both None when it recurs or names no date.
    """

    id: str
    group_id: str
    group_heading: str
    name: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    result: str | None
    timeline: str
    due_from: date | None
    due_to: date | None
    recurring: bool
    section: str | None = None
    document_id: str = ""
    passage_id: str = ""

    @property
    def locator(self) -> str:
        """Where the row stands, as a person would say it."""
        return appendix_locator(self.id)


@dataclass(frozen=True)
class Target:
    """A figure to be reached in a year by a group of people; `percent` is of that group."""

    id: str
    year: int
    percent: float
    group: str
    group_name: str
    measure: str
    document_id: str = ""
    passage_id: str = ""


@dataclass(frozen=True)
class PlanRows:
    """Everything a table question is answered from."""

    duties: tuple[Duty, ...]
    targets: tuple[Target, ...]


Role = str
LEAD, COORDINATING, EITHER = "lead", "coordinating", "either"


def appendix_locator(row_id: str) -> str:
    """Where a row stands: “Phụ lục, mục 4.4”; row II/1 of several appendices: “Phụ lục II, mục 1”."""
    appendix, _, number = row_id.rpartition("/")
    return f"Phụ lục {appendix}, mục {number}" if appendix else f"Phụ lục, mục {number}"


def has_role(agency: str, role: Role) -> Callable[[Duty], bool]:
    """Whether a duty names the agency in that role, by its official name."""

    def holds(duty: Duty) -> bool:
        leads = role in (LEAD, EITHER) and agency in duty.lead
        return leads or (role in (COORDINATING, EITHER) and agency in duty.coordinating)

    return holds


def by_id(duties: Sequence[Duty], wanted: str) -> list[Duty]:
    """The duty with that id, or all sub-rows of a heading such as 5.2, or a whole group such as III."""
    exact = [duty for duty in duties if duty.id == wanted]
    return exact or [duty for duty in duties if duty.id.startswith(f"{wanted}.") or duty.group_id == wanted]
