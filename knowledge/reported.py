"""What was reported on duties: the latest record of each; where many bodies each do it, how many reported."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge.lexicon import Lexicon
from knowledge.plan import Duty
from knowledge.progress import DONE, Progress, ProgressBook


@dataclass(frozen=True)
class Bodies:
    """How many offices reported on a duty that many bodies each do, and how many of them that it is done.

    How many bodies there are is not in the plan, so no count of them makes the duty done.
    """

    reported: int = 0
    done: int = 0

    @property
    def said(self) -> str:
        """The count for a person: "1 đơn vị đã báo xong", "3 đơn vị đã báo, 1 đơn vị báo xong"."""
        if self.reported and self.reported == self.done:
            return f"{self.done} đơn vị đã báo xong"
        done = f"{self.done} đơn vị báo xong" if self.done else "chưa đơn vị nào xong"
        return f"{self.reported} đơn vị đã báo, {done}"


@dataclass(frozen=True)
class Latest(Mapping[Duty, Progress]):
    """The latest record of each duty that has one, of whatever office, as of some day.

    `bodies` has every duty led by a collective name ("UBND cấp cơ sở"), without a report too.
    """

    newest: Mapping[Duty, Progress]
    bodies: Mapping[Duty, Bodies] = field(default_factory=dict)

    def __getitem__(self, duty: Duty) -> Progress:
        return self.newest[duty]

    def __iter__(self) -> Iterator[Duty]:
        return iter(self.newest)

    def __len__(self) -> int:
        return len(self.newest)

    def is_done(self, duty: Duty) -> bool:
        """Whether the latest record says it is done; never of a duty that many bodies each do."""
        return duty in self and duty not in self.bodies and self[duty].status == DONE

    def label(self, duty: Duty) -> str | None:
        """How the duty stands in Vietnamese, None without a record."""
        return state_label(self[duty], self.bodies.get(duty)) if duty in self else None


def state_label(latest: Progress, bodies: Bodies | None) -> str:
    """The latest record's status in Vietnamese, after the bodies' count where many each do the duty."""
    return f"{bodies.said}; mới nhất: {latest.label.lower()}" if bodies else latest.label


def led_by_many(lexicon: Lexicon) -> Callable[[Duty], bool]:
    """Whether a duty's lead cell holds a collective name, whose bodies each do it."""
    collective = {agency.name for agency in lexicon.agencies if agency.collective}
    return lambda duty: not collective.isdisjoint(duty.lead)


def latest_of(
    book: ProgressBook, duties: Iterable[Duty], many: Callable[[Duty], bool], until: date | None = None
) -> Latest:
    """The latest record of each duty, whatever plans they are of; `many` bodies each do some of them."""
    rows = list(duties)
    plans = {duty.document_id for duty in rows}
    books = {plan: book.latest(plan, until) for plan in plans}
    each = {plan: book.latest_by(plan, until) for plan in plans}
    found = ((duty, books[duty.document_id].get(duty.id)) for duty in rows)
    return Latest(
        {duty: progress for duty, progress in found if progress},
        {duty: _bodies(each[duty.document_id].get(duty.id, {})) for duty in rows if many(duty)},
    )


def _bodies(by_office: Mapping[str, Progress]) -> Bodies:
    return Bodies(len(by_office), sum(one.status == DONE for one in by_office.values()))
