"""What the progress part answers: how duties stand, a report taken in, the history of a duty, or an error."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from knowledge.errors import AccessError, AccessOff, BdhvsError, QueryError
from knowledge.library import Library
from knowledge.plan import Duty
from knowledge.progress_subject import Subject, find_duty
from ui.console.due_words import understood
from ui.console.duty_desk import DutyDesk
from ui.console.duty_fields import Choices
from ui.console.progress_fields import duty_choices, read_report, read_standing, standings
from ui.console.progress_views import history_view, problem, sentence, standing_view
from ui.progress_desk import check_reader, office_of, show, take_in, warning
from ui.progress_rows import recorded


@dataclass(frozen=True)
class Taken:
    """What is shown after a report was sent, and whether it was stored."""

    html: str
    stored: bool


class ProgressPage:
    """Answers the progress part over an open library; `clock` tells a time with its zone.

    A key is an argument of each call and is kept nowhere.
    """

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        self._library = library
        self._clock = clock
        self.duties = DutyDesk(library, lambda: clock().date())

    def notice(self) -> str:
        """What an officer must know before filling in: that no key is set, or that reading is open."""
        try:
            office_of(self._library, None)
        except AccessOff as error:
            return problem(str(error))
        except AccessError:  # keys are set, and nobody has shown one yet
            pass
        if self._library.settings.progress_public:
            return sentence("Xem tiến độ không cần khóa; ghi tiến độ cần khóa.")
        return ""

    def choices(self) -> Choices:
        """The duties to report on; none where the plan cannot be read, which every answer then says."""
        try:
            return duty_choices(self._library.plan().duties)
        except BdhvsError:
            return []

    def standing(self, key: str | None, values: Sequence[Any]) -> str:
        """The duties of a standing with their latest report; an error is its sentence."""
        try:
            check_reader(self._library, _tidy(key))
            today = self._clock().date()
            wanted = read_standing(values, today)
            found = show(self._library, wanted.asked, today)
        except BdhvsError as error:
            return problem(str(error))
        called = {name: label for label, name in standings()}[wanted.asked.standing or ""]
        note = understood(wanted.typed_period, wanted.asked.period or "")
        return standing_view(found, called, note, today)

    def record(self, key: str | None, duty: str | None, values: Sequence[Any]) -> Taken:
        """Store a report and show the duty's new state; an error is its sentence, and nothing is stored."""
        try:
            office = office_of(self._library, _tidy(key))
            subject = self._subject(duty)
            now = self._clock()
            made = take_in(self._library, subject, read_report(values, now.date()), office, now)
            look = warning(self._library, made)
            said = sentence(recorded(made)) + (sentence(look) if look else "")
            return Taken(said + self._history(subject), stored=True)
        except BdhvsError as error:
            return Taken(problem(str(error)), stored=False)

    def history(self, key: str | None, duty: str | None) -> str:
        """Every report on a duty; an error is its sentence."""
        try:
            check_reader(self._library, _tidy(key))
            return self._history(self._subject(duty))
        except BdhvsError as error:
            return problem(str(error))

    def _subject(self, duty: str | None) -> Subject:
        if not duty or not duty.strip():
            raise QueryError(
                "Chưa chọn nhiệm vụ.", "Hãy chọn một nhiệm vụ trong danh sách, hoặc gõ mục như 4.4."
            )
        return find_duty(self._library.plan(), duty)

    def _history(self, subject: Subject) -> str:
        return history_view(self._duty(subject), self._library.progress.history(subject.plan_id, subject.id))

    def _duty(self, subject: Subject) -> Duty:
        rows = self._library.plan().duties
        return next(duty for duty in rows if (duty.document_id, duty.id) == (subject.plan_id, subject.id))


def _tidy(key: str | None) -> str | None:
    """The key without the spaces that come along when it is pasted."""
    return key.strip() if key else None
