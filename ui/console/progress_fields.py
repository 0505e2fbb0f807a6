"""The fields of the progress part: what each offers, and what was set as the desk reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.errors import ProgressError
from knowledge.plan import EITHER, Duty
from knowledge.progress import progress_words
from knowledge.progress_entry import Entry
from ui.console.due_words import written_day, written_due
from ui.console.duty_fields import Choices
from ui.progress_desk import Asked

DUE = "due"
"""The standing that asks for a number of days."""

_SHORT = 70
"""Characters of a duty's name in the list to choose from."""


@dataclass(frozen=True)
class Standing:
    """What was asked for: the conditions as the desk reads them, and the period as it was typed."""

    asked: Asked
    typed_period: str


def standings() -> Choices:
    """Every standing that can be asked for, and none of them."""
    return [*_choices(progress_words().standings), ("Mọi nhiệm vụ", "")]


def statuses() -> Choices:
    """Every status that can be reported."""
    return _choices(progress_words().statuses)


def duty_choices(duties: Sequence[Duty]) -> Choices:
    """Each duty by its id and the beginning of its name."""
    return [(f"{duty.id} · {shortened(duty.name)}", duty.id) for duty in duties]


def read_standing(values: Sequence[Any], today: date) -> Standing:
    """The values in the order standing, agency, role, period, days. Raises QueryError.

    Nothing chosen is None, "" or []. The days count only where duties due are asked for.
    """
    standing, agency, role, period, within = values
    typed = (period or "").strip()
    asked = Asked(
        standing=standing or None,
        agency=agency or (),
        role=role or EITHER,
        period=written_due(typed, today) if typed else None,
        within=(within or None) if standing == DUE else None,
    )
    return Standing(asked, typed)


def read_report(values: Sequence[Any], today: date) -> Entry:
    """The values in the order status, figure, note, evidence, day. Raises ProgressError.

    Nothing typed is None or "".
    """
    status, figure, note, evidence, day = values
    if not status:
        raise ProgressError("Chưa chọn tình trạng.", "Hãy chọn một trong các ô dưới chữ «Tình trạng».")
    on = written_day(day, today) if day and day.strip() else None
    return Entry(status, figure, note, evidence, on)


def shortened(text: str) -> str:
    """The beginning of a text, cut between words."""
    return text if len(text) <= _SHORT else f"{text[:_SHORT].rsplit(' ', 1)[0]}…"


def _choices(words: Mapping[str, str]) -> Choices:
    return [(label, name) for name, label in words.items()]
