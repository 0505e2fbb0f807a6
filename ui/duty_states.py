"""How a duty stands on a day, by its dates alone: whether it was carried out is not in the plan."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from assistant.dates import days_left
from knowledge.plan import Duty


class State(StrEnum):
    """A duty's standing; the value is a name for style sheets."""

    LATE = "late"
    RUNNING = "running"
    COMING = "coming"
    RECURRING = "recurring"
    UNDATED = "undated"

    @property
    def words(self) -> str:
        """What a person calls it."""
        return _WORDS[self]


def state(duty: Duty, today: date) -> State:
    """How the duty stands; one that recurs has no last day to be late for."""
    if duty.recurring:
        return State.RECURRING
    if duty.due_to is None:
        return State.UNDATED
    if duty.due_to < today:
        return State.LATE
    return State.COMING if duty.due_from and duty.due_from > today else State.RUNNING


def remaining(duty: Duty, today: date) -> str:
    """The days that are left, or gone by, as a person says them; the state's words where no day is named."""
    if duty.recurring or duty.due_to is None:
        return state(duty, today).words
    return days_left(duty.due_to, today)


def counted(duties: Sequence[Duty], today: date) -> dict[State, int]:
    """How many duties stand how; only what there is."""
    found = [state(duty, today) for duty in duties]
    return {one: found.count(one) for one in State if one in found}


def said_day(day: date) -> str:
    """A day as it is written here: 5/9/2025."""
    return f"{day.day}/{day.month}/{day.year}"


_WORDS = {
    State.LATE: "đã qua hạn",
    State.RUNNING: "trong thời gian thực hiện",
    State.COMING: "chưa bắt đầu",
    State.RECURRING: "thường xuyên",
    State.UNDATED: "chưa ghi thời hạn",
}
