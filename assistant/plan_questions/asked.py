"""The typed question: what an officer asks of the plan's rows, slot by slot."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from assistant.dates import Period
from knowledge.conditions import Cell
from knowledge.lexicon import Agency
from knowledge.plan import Role


class Want(StrEnum):
    """What is to be told of the rows; none said: the list."""

    LIST = "list"
    COUNT = "count"
    WHO = "who"
    WHEN = "when"
    RESULT = "result"
    REMAINING = "remaining"
    MOST = "most"
    LEAST = "least"
    COMPARE = "compare"
    MORE = "more"


class Timing(StrEnum):
    """How a row's days are held against the periods asked for."""

    DUE = "due"
    RUNS = "runs"
    STARTS = "starts"
    OVERDUE = "overdue"
    NOT_YET = "not_yet"
    NOT_IN = "not_in"


class Lean(StrEnum):
    """How a question leans on the one before: not, among its rows, in its place, or adding to it."""

    NOT = "not"
    NARROWS = "narrows"
    REPLACES = "replaces"
    ADDS = "adds"


@dataclass(frozen=True)
class Holders:
    """Agencies that must hold a role (or must not, `negated`): any of them, or `every` one."""

    agencies: tuple[Agency, ...]
    role: Role | None = None
    every: bool = False
    negated: bool = False


@dataclass(frozen=True)
class Time:
    """Periods, any of which the rows' days must meet."""

    timing: Timing
    periods: tuple[Period, ...] = ()
    today: date = date.min


class Sign(StrEnum):
    """What the words of a question tell about it as a whole; each is a cue of asking.yaml."""

    TABLE = "table"
    PLAN = "plan"
    ITEM = "item"
    TARGET = "target"
    MENTIONS = "mentions"
    OF_GROUP = "of_group"
    OBLIGED = "obliged"
    ALONE = "alone"
    EVERYTHING = "everything"
    RESPONSIBILITY = "responsibility"
    REACH = "reach"
    SHARED = "shared"
    TOGETHER = "together"
    AGAIN = "again"
    SHORT = "short"
    PROGRESS = "progress"


@dataclass(frozen=True)
class Asked:
    """What is asked; an empty slot asks for nothing, and every slot that is set must hold.

    `role` is one said without an agency. `topic`: runs of words that no slot understood; `loose` tells
    of each whether nothing introduced it as a topic. `quoted`: names in quotation marks, found word by word.
    `formers`: names of bodies merged into a named agency. `strangers`: bodies the plan never names. `vague`:
    a name that may mean several. `problem`: a time that no calendar has. `counted_by`: what “nhiều nhất”
    compares. `page`: which ten rows. `assumed_role`, `unread`: a role nobody said, words left out.
    """

    holders: tuple[Holders, ...] = ()
    role: Role | None = None
    ids: tuple[str, ...] = ()
    not_ids: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    not_groups: tuple[str, ...] = ()
    time: Time | None = None
    recurring: bool | None = None
    fixed_day: bool = False
    without: tuple[Cell, ...] = ()
    filled: tuple[Cell, ...] = ()
    learners: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    topic: tuple[tuple[str, ...], ...] = ()
    loose: tuple[bool, ...] = ()
    quoted: tuple[str, ...] = ()
    wants: frozenset[Want] = frozenset()
    signs: frozenset[Sign] = frozenset()
    lean: Lean = Lean.NOT
    formers: tuple[tuple[str, Agency], ...] = ()
    strangers: tuple[str, ...] = ()
    vague: str | None = None
    problem: str | None = None
    counted_by: str | None = None
    page: int = 0
    assumed_role: bool = False
    unread: tuple[str, ...] = ()

    def with_(self, **changes: Any) -> "Asked":
        """The same question with other slots."""
        return replace(self, **changes)

    def says(self, *signs: Sign) -> bool:
        """Whether it bears one of the signs."""
        return not self.signs.isdisjoint(signs)

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """Every agency that is to hold a role, each once."""
        named = (agency for one in self.holders if not one.negated for agency in one.agencies)
        return tuple(dict.fromkeys(named))

    @property
    def has_subject(self) -> bool:
        """Whether it names rows by itself: by agency, id, group, programme, learners or topic."""
        return bool(
            self.holders
            or self.ids
            or self.groups
            or self.programmes
            or self.learners
            or self.topic
            or self.quoted
            or self.strangers
        )

    @property
    def has_filter(self) -> bool:
        """Whether it filters by time, by what recurs or by what is missing."""
        slots = (self.time, self.fixed_day, self.without, self.filled, self.not_groups, self.not_ids)
        return any(slots) or self.recurring is not None or self.says(Sign.SHARED)
