"""A filter as it is typed → a DutyFilter; what is unknown is named, with the nearest known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, get_args

from knowledge.duty_filter import DutyFilter, Missing, parse_due, select_duties
from knowledge.errors import QueryError
from knowledge.lexicon import Agency, Lexicon
from knowledge.nearest import nearest
from knowledge.plan import COORDINATING, EITHER, LEAD, Duty
from knowledge.spelling import spoken
from knowledge.vietnamese import fold

ROLES = (LEAD, COORDINATING, EITHER)
MISSING: tuple[Missing, ...] = get_args(Missing)
Choice = TypeVar("Choice", bound=str)


def read_filter(  # noqa: PLR0913  # one argument for each thing that can be asked for
    rows: Sequence[Duty],
    lexicon: Lexicon,
    *,
    agency: Sequence[str] = (),
    role: str = EITHER,
    group: str | None = None,
    ids: Sequence[str] = (),
    due: str | None = None,
    recurring: bool | None = None,
    without: Sequence[str] = (),
    text: str | None = None,
) -> DutyFilter:
    """The filter that was typed, agencies by any of their names. Raises QueryError."""
    role = choose("Vai trò", role, ROLES)
    if role != EITHER and not agency:
        raise QueryError(f"Vai trò «{role}» chưa nói là của cơ quan nào.", "Hãy nêu thêm cơ quan.")
    return DutyFilter(
        agency=tuple(name for typed in agency for name in agency_names(rows, lexicon, typed)),
        role=role,
        group=group,
        ids=tuple(ids),
        due=None if due is None else parse_due(due),
        recurring=recurring,
        without=tuple(choose("Ô trống", cell, MISSING) for cell in without),
        text=text,
    )


@dataclass(frozen=True)
class SharedRows:
    """Rows beside those asked for, under a collective name that includes agencies that were asked for."""

    collective: Agency
    agencies: tuple[str, ...]
    count: int

    @property
    def said(self) -> str:
        """What a person should know of them, without an end: who shows them says how."""
        named = ", ".join(self.agencies)
        return f"Ngoài ra, {self.count} nhiệm vụ ghi chung “{self.collective.name}” cũng gồm {named}"


def shared_rows(rows: Sequence[Duty], lexicon: Lexicon, wanted: DutyFilter) -> list[SharedRows]:
    """What the same filter finds under the collective names that include its agencies, and it does not find.

    One for each collective name under which there is a row. Raises QueryError as the filter does.
    """
    members: dict[Agency, list[str]] = {}
    for name in wanted.agency:
        for collective in lexicon.collectives_of(name):
            members.setdefault(collective, []).append(name)
    chosen = frozenset(select_duties(rows, wanted))
    found = []
    for collective, names in members.items():
        others = select_duties(rows, replace(wanted, agency=(collective.name,)))
        found.append(SharedRows(collective, tuple(names), len(set(others) - chosen)))
    return [one for one in found if one.count]


def choose(what: str, typed: str, known: Sequence[Choice]) -> Choice:
    """The choice that was typed. Raises QueryError, in which `what` says what was to be chosen."""
    for choice in known:
        if typed.strip().lower() == choice:
            return choice
    raise QueryError(f"{what} «{typed}» không có.", f"Hãy chọn một trong: {', '.join(known)}.")


def agency_names(rows: Sequence[Duty], lexicon: Lexicon, typed: str) -> tuple[str, ...]:
    """The official names of the agencies that a text consists of: "SKHCN", "so noi vu, ca tinh".

    An id is read too. A body of today is taken for the one it carries on ("Sở Y tế tỉnh Tây Ninh"). Raises
    QueryError where a word is left that names no agency: a filter never guesses.
    """
    if known := lexicon.agency(typed.strip()):
        return (known.name,)
    words = spoken(typed)
    places = lexicon.agency_places(typed)
    if words and len(words) == sum(map(len, places.values())):
        return tuple(agency.name for agency in places)
    in_rows = {name: name for duty in rows for name in (*duty.lead, *duty.coordinating)}
    of_today = {agency.successor: agency.name for agency in lexicon.agencies if agency.successor}
    for name, official in {**of_today, **in_rows}.items():
        if words in (spoken(name), spoken(fold(name))):
            return (official,)
    called = {name: agency.name for agency in lexicon.agencies for name in (agency.name, *agency.aliases)}
    raise QueryError(f"Không biết cơ quan «{typed}».", nearest(typed, {**called, **in_rows}))
