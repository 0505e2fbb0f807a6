"""How duties stand on a day: due, overdue, without report, done. Pure functions; no clock, no store."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.periods import Days
from knowledge.plan import Duty
from knowledge.reported import Latest


@dataclass(frozen=True)
class Moment:
    """The day duties are looked at, and the days in question: both ends are in them."""

    today: date
    days: Days | None = None

    @property
    def as_of(self) -> date:
        """The day whose state counts: today, or the last day in question where that has passed."""
        return min(self.today, self.days[1]) if self.days else self.today


def due(duties: Iterable[Duty], latest: Latest, days: Days) -> list[Duty]:
    """The duties whose last day is among the days and that are not done."""
    return [duty for duty in duties if _ends_in(duty, days) and not latest.is_done(duty)]


def overdue(duties: Iterable[Duty], latest: Latest, today: date) -> list[Duty]:
    """The duties whose last day has passed and that are not done."""
    return [duty for duty in duties if duty.due_to and duty.due_to < today and not latest.is_done(duty)]


def unreported(duties: Iterable[Duty], latest: Latest, days: Days | None) -> list[Duty]:
    """The duties without any record; of the recurring, also those whose record is older than the days.

    A duty that many bodies each do is always among them: one body's report is not the others'.
    """

    def silent(duty: Duty) -> bool:
        known = latest.get(duty)
        return (
            known is None
            or duty in latest.bodies
            or (days is not None and duty.recurring and known.reported_on < days[0])
        )

    return [duty for duty in duties if silent(duty)]


def done(duties: Iterable[Duty], latest: Latest, days: Days | None) -> list[Duty]:
    """The duties that are done; where days are given, those reported done no earlier than they begin."""
    return [
        duty
        for duty in duties
        if latest.is_done(duty) and (days is None or latest[duty].reported_on >= days[0])
    ]


def in_period(duties: Iterable[Duty], latest: Latest, days: Days) -> list[Duty]:
    """The duties a report on these days speaks of.

    Those due in them, those recurring, those overdue before their end and not done, and those reported on
    in them.
    """
    return [duty for duty in duties if _belongs(duty, latest, days)]


def next_days(today: date, count: int) -> Days:
    """Today and the `count` days after it."""
    return today, today + timedelta(days=count)


STANDINGS: Mapping[str, Callable[[Sequence[Duty], Latest, Moment], list[Duty]]] = {
    "due": lambda duties, latest, at: due(duties, latest, at.days or (at.today, at.today)),
    "overdue": lambda duties, latest, at: overdue(duties, latest, at.as_of),
    "unreported": lambda duties, latest, at: unreported(duties, latest, at.days),
    "done": lambda duties, latest, at: done(duties, latest, at.days),
}
"""Each standing that can be asked for; `latest` is the state as of the moment's `as_of`."""


def _ends_in(duty: Duty, days: Days) -> bool:
    return duty.due_to is not None and days[0] <= duty.due_to <= days[1]


def _belongs(duty: Duty, latest: Latest, days: Days) -> bool:
    known = latest.get(duty)
    late = duty.due_to is not None and duty.due_to < days[0] and not latest.is_done(duty)
    return (
        duty.recurring or _ends_in(duty, days) or late or (known is not None and known.reported_on >= days[0])
    )
