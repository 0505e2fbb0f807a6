"""What a duty can be asked to be like: small typed conditions, combined by all, any and not."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal, Protocol

from knowledge.plan import LEAD, Duty, Role, has_role
from knowledge.spelling import has_diacritics, spoken
from knowledge.vietnamese import fold

Cell = Literal["lead", "coordinating", "result", "due"]
"""A cell of a row that may be empty."""


class Condition(Protocol):
    """Something that holds of a duty or does not."""

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""


@dataclass(frozen=True)
class HeldBy:
    """Any of the agencies (every one of them, where `every`) stands in the role; names are official."""

    agencies: tuple[str, ...]
    role: Role
    every: bool = False

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        found = (has_role(name, self.role)(duty) for name in self.agencies)
        return all(found) if self.every else any(found)


@dataclass(frozen=True)
class SoleHolder:
    """One body alone stands in the role."""

    role: Role

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return len(duty.lead if self.role == LEAD else duty.coordinating) == 1


@dataclass(frozen=True)
class IsRow:
    """The row is one of these ids."""

    ids: frozenset[str]

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return duty.id in self.ids


@dataclass(frozen=True)
class InGroup:
    """The row stands in one of these groups ("IV")."""

    groups: frozenset[str]

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return duty.group_id in self.groups


@dataclass(frozen=True)
class DueIn:
    """The last day falls between these days, both included."""

    first: date
    last: date

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return duty.due_to is not None and self.first <= duty.due_to <= self.last


@dataclass(frozen=True)
class RunsIn:
    """Some day of the row's own period lies between these days, both included."""

    first: date
    last: date

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        if duty.due_from is None or duty.due_to is None:
            return False
        return duty.due_from <= self.last and duty.due_to >= self.first


@dataclass(frozen=True)
class StartsIn:
    """The first day falls between these days, both included."""

    first: date
    last: date

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return duty.due_from is not None and self.first <= duty.due_from <= self.last


@dataclass(frozen=True)
class RecursOn:
    """The row recurs on that day of the year, as its timeline names it."""

    day: int
    month: int

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return duty.recurring and bool(re.search(rf"\b0?{self.day}/0?{self.month}\b", duty.timeline))


@dataclass(frozen=True)
class Recurs:
    """The row is done again and again."""

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return duty.recurring


@dataclass(frozen=True)
class OnFixedDay:
    """The row recurs on a day that its timeline names ("Ngày 10/10 hàng năm")."""

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return duty.recurring and bool(_DAY.search(duty.timeline))


_DAY = re.compile(r"\b\d{1,2}/\d{1,2}\b")


@dataclass(frozen=True)
class Lacks:
    """The cell is empty; `due` is empty where the timeline names no last day."""

    cell: Cell

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return _EMPTY[self.cell](duty)


_EMPTY: dict[Cell, Callable[[Duty], bool]] = {
    "lead": lambda duty: not duty.lead,
    "coordinating": lambda duty: not duty.coordinating,
    "result": lambda duty: not duty.result,
    "due": lambda duty: duty.due_to is None,
}


@dataclass(frozen=True)
class Says:
    """One of the phrases stands, word by word, in the name, the result or the section heading.

    Typed without diacritics a phrase stands for all its readings. A phrase inside one of `inside` (the name
    of an association, say) does not count.
    """

    phrases: tuple[str, ...]
    inside: tuple[str, ...] = ()
    heading: bool = False

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        cells = (duty.name, duty.result or "", duty.section or "" if self.heading else "")
        return any(self._stands(cell) for cell in cells if cell)

    def _stands(self, cell: str) -> bool:
        for phrase, exact, masks in _sought(self.phrases, self.inside):
            text = readable(cell, exact)
            for mask in masks:
                text = text.replace(mask, " … ")
            if phrase in text:
                return True
        return False


@lru_cache(maxsize=1_000)  # the same phrases are held against every row
def _sought(
    phrases: tuple[str, ...], inside: tuple[str, ...]
) -> tuple[tuple[str, bool, tuple[str, ...]], ...]:
    """Each phrase as it is looked for, whether with its marks, and what does not count, likewise."""
    exact = [(phrase, has_diacritics(spoken(phrase))) for phrase in phrases]
    return tuple(
        (readable(phrase, marks), marks, tuple(readable(mask, marks) for mask in inside))
        for phrase, marks in exact
    )


@lru_cache(maxsize=20_000)  # the cells of 34 provinces' plans are read once, not at every question
def readable(text: str, exact: bool) -> str:
    """The words of a text, a space on either side of each, so that only whole words are found."""
    words = spoken(text)
    return f" {' '.join(words if exact else map(fold, words))} "


@dataclass(frozen=True)
class AllOf:
    """Every condition holds."""

    conditions: tuple[Condition, ...]

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return all(condition.holds(duty) for condition in self.conditions)


@dataclass(frozen=True)
class AnyOf:
    """At least one condition holds."""

    conditions: tuple[Condition, ...]

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return any(condition.holds(duty) for condition in self.conditions)


@dataclass(frozen=True)
class Not:
    """The condition does not hold."""

    condition: Condition

    def holds(self, duty: Duty) -> bool:
        """Whether it holds."""
        return not self.condition.holds(duty)


def matching(rows: Sequence[Duty], *conditions: Condition) -> list[Duty]:
    """Every row that meets all conditions, in the plan's order."""
    return [duty for duty in rows if all(condition.holds(duty) for condition in conditions)]
