"""What an answer says of its agencies besides their rows: shared rows, Phần V, like names, successors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.plan_questions.asked import Asked, Sign
from assistant.plan_questions.saying import ROLE_NAMES
from assistant.question import Line
from knowledge.conditions import Condition, HeldBy, matching
from knowledge.lexicon import Agency
from knowledge.library import Library
from knowledge.passage import Passage, PassageKind
from knowledge.plan import EITHER, Duty, Role

DEPARTMENTS = "Sở, ngành tỉnh"
_PARTS_OF_FIVE = 20
_FEW = 2
"""Notes on successors are for a question about so many agencies; a longer list would drown its rows."""


@dataclass(frozen=True)
class AgencyNotes:
    """Writes the notes; every one that states a fact cites its place."""

    library: Library
    _charges: dict[str, list[tuple[Passage, list[Agency]]]] = field(default_factory=dict, repr=False)

    def shared(
        self, asked: Asked, rows: Sequence[Duty], chosen: Sequence[Duty], others: Sequence[Condition]
    ) -> Iterator[Line]:
        """What an agency also does as one of a collective (“Sở, ngành tỉnh”), told apart."""
        if asked.says(Sign.ALONE) or any(one.every for one in asked.holders):
            return
        own = {(duty.document_id, duty.id) for duty in chosen}
        for agency in asked.agencies:
            for collective in self.library.lexicon.collectives_of(agency.name):
                duties = matching(rows, HeldBy((collective.name,), self._role(asked)), *others)
                apart = [duty for duty in duties if (duty.document_id, duty.id) not in own]
                own |= {(duty.document_id, duty.id) for duty in apart}
                if apart:
                    ids = ", ".join(duty.id for duty in apart)
                    who = "sở này" if agency.is_department else agency.name
                    shared = f"Ngoài ra, {len(apart)} nhiệm vụ ghi chung “{collective.name}”"
                    yield Line(f"{shared} cũng gồm {who}: {ids}.", apart[0].passage_id)

    def other_role(
        self, asked: Asked, rows: Sequence[Duty], other: Role, others: Sequence[Condition]
    ) -> Iterator[Line]:
        """How many rows the same agencies have in the role that was not asked for."""
        names = tuple(agency.name for agency in asked.agencies)
        count = len(matching(rows, HeldBy(names, other), *others)) if len(names) == 1 else 0
        if count:
            ask = f"{names[0]} {ROLE_NAMES[other]} những nhiệm vụ nào?"
            yield Line(f"Vai trò {ROLE_NAMES[other]}: {count} nhiệm vụ. Hỏi “{ask}” để xem.")

    def alike(self, asked: Asked, rows: Sequence[Duty]) -> Iterator[Line]:
        """Bodies with a name so near that they are taken for each other: “Hội Phụ nữ” of a commune."""
        for agency in asked.agencies:
            for name in agency.see_also:
                other = self.library.lexicon.agency(name)
                count = len(matching(rows, HeldBy((other.name,), self._role(asked)))) if other else 0
                if other and count and other not in asked.agencies:
                    doing = ROLE_NAMES[self._role(asked)]
                    text = f"{agency.name} khác với {other.name} ({doing} {count} nhiệm vụ). "
                    yield Line(f"{text}Hỏi “{other.name} {doing} những nhiệm vụ nào?” để xem.")

    def part_five(self, asked: Asked) -> Iterator[Line]:
        """Where Phần V charges an agency by name: the appendix alone would not tell all it has to do."""
        for agency in asked.agencies:
            for passage, of_all in self.charges(agency):
                count = len(passage.text.splitlines())
                whom = f"các cơ quan, trong đó có {agency.name}," if of_all else agency.name
                said = f"Ngoài Phụ lục, {passage.locator} giao {whom} {count} việc nữa; "
                yield Line(f"{said}hỏi “{agency.name} có trách nhiệm gì?” để xem.", passage.id)

    def charges(self, agency: Agency) -> list[tuple[Passage, bool]]:
        """What Phần V charges an agency with: by its name first, then by a collective name that covers it."""
        covering = set(self.library.lexicon.collectives_of(agency.name))
        named = [(passage, False) for passage, charged in self._charged() if agency in charged]
        known = {passage.id for passage, _ in named}
        shared = [
            (one, True) for one, charged in self._charged() if covering & set(charged) and one.id not in known
        ]
        return [*named, *shared]

    def _charged(self) -> list[tuple[Passage, list[Agency]]]:
        """The passages of Phần V and whom each names; read once for an index version."""
        version = self.library.index().version.id
        if version not in self._charges:
            agencies = self.library.lexicon.agencies_in
            numbers = (str(number) for number in range(1, _PARTS_OF_FIVE + 1))
            kind = PassageKind.RESPONSIBILITY
            passages = [one for number in numbers for one in self.library.store.passages_of(number, kind)]
            self._charges.clear()
            self._charges[version] = [(one, agencies(one.heading)) for one in passages]
        return self._charges[version]

    def formers(self, asked: Asked) -> Iterator[Line]:
        """A body merged before the plan was signed: whose name its work goes by."""
        for former, agency in asked.formers:
            text = f"“{former}” đã nhập vào **{agency.name}** trước khi Kế hoạch ban hành."
            yield Line(text, self._passage(agency))

    def successors(self, asked: Asked, today: date) -> Iterator[Line]:
        """Who carries the work now, where the body as the plan names it is gone."""
        gone = self._gone(asked, today)
        for agency in gone if len(gone) <= _FEW else ():
            whose = f"Từ {agency.since:%d/%m/%Y}, việc của {agency.name} (tỉnh Long An)"
            text = f"{whose} do **{agency.successor}** làm."
            yield Line(text, self._passage(agency))

    def ask_instead(self, asked: Asked, today: date) -> tuple[str, ...]:
        """Where an agency has no row: the same of the body that carries its work, or of one named like it."""
        doing = ROLE_NAMES[self._role(asked)]
        words = self.library.lexicon
        carried = [
            one for gone in self._gone(asked, today) for one in words.agencies_in(gone.successor or "")
        ]
        alike = [words.agency(name) for agency in asked.agencies for name in agency.see_also]
        new = dict.fromkeys(one.name for one in (*carried, *alike) if one and one not in asked.agencies)
        return tuple(f"{name} {doing} những nhiệm vụ nào?" for name in new)[:3]

    def _gone(self, asked: Asked, today: date) -> list[Agency]:
        return [one for one in asked.agencies if one.successor and one.since and one.since <= today]

    def _passage(self, agency: Agency) -> str | None:
        found = self.library.store.passages_of(agency.id, PassageKind.AGENCY)
        return found[0].id if found else None

    def _role(self, asked: Asked) -> Role:
        return next((one.role for one in asked.holders if one.role and not one.negated), EITHER)
