"""What the officers' tab shows for a question: the count, the rows, the picture, the files, or an error."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from knowledge.errors import BdhvsError
from knowledge.library import Library
from knowledge.plan import Duty
from ui.console.due_words import understood, written_due
from ui.console.duty_fields import Offered, offered
from ui.console.duty_links import duty_links
from ui.console.duty_table import Source, duty_table
from ui.duties_api import DutyQuestion, chosen_duties
from ui.duty_states import State, counted, said_day
from ui.timeline_picture import timeline_picture

_BATCH = 500
"""Passages that the store reads at once."""


@dataclass(frozen=True)
class Shown:
    """The parts of the tab, each HTML; all but the heading empty where there is nothing to show."""

    heading: str
    exports: str = ""
    table: str = ""
    picture: str = ""


class DutyDesk:
    """Answers the officers' tab over an open library; `clock` tells the day."""

    def __init__(self, library: Library, clock: Callable[[], date]) -> None:
        self._library = library
        self._clock = clock

    def show(self, asked: DutyQuestion) -> Shown:
        """Every duty that was asked for; an error is its sentence."""
        try:
            today = self._clock()
            wanted = _as_filtered(asked, today)
            duties, total = chosen_duties(self._library, wanted)
            return Shown(
                _heading(duties, total, today, understood(asked.due or "", wanted.due or "")),
                duty_links(wanted, duties),
                duty_table(duties, self._sources(duties), today),
                _framed(duties, today),
            )
        except BdhvsError as error:
            return Shown(f'<p class="problem" role="alert">{escape(str(error))}</p>')

    def offered(self) -> Offered:
        """What there is to choose from; nothing where the plan cannot be read, which `show` then says."""
        try:
            return offered(self._library.plan().duties, self._library.lexicon)
        except BdhvsError:
            return offered((), self._library.lexicon)

    def _sources(self, duties: Sequence[Duty]) -> dict[str, Source]:
        store = self._library.store
        names = {document.id: document.name for document in store.documents()}
        ids = [duty.passage_id for duty in duties]
        batches = [store.passages(ids[start : start + _BATCH]) for start in range(0, len(ids), _BATCH)]
        return {
            id_: Source(names.get(passage.document_id, passage.document_id), passage.text)
            for batch in batches
            for id_, passage in batch.items()
        }


def _as_filtered(asked: DutyQuestion, today: date) -> DutyQuestion:
    """The question with its deadline as the filter reads it. Raises QueryError."""
    return asked.model_copy(update={"due": asked.due and written_due(asked.due, today)})


def _heading(duties: Sequence[Duty], total: int, today: date, note: str) -> str:
    """How many of how many, how a deadline was understood, and how the duties stand today."""
    stand = ", ".join(f"{number} {kind.words}" for kind, number in counted(duties, today).items())
    said = (
        f"Tính đến ngày {said_day(today)}: {stand}." if duties else "Không nhiệm vụ nào đúng mọi điều kiện."
    )
    return f'<div role="status"><h2>{len(duties)}/{total} nhiệm vụ</h2><p>{escape(note)} {said}</p></div>'


def _framed(duties: Sequence[Duty], today: date) -> str:
    """The picture under its name, with the meaning of its bars."""
    if not duties:
        return ""
    drawn = [kind for kind in (State.LATE, State.RUNNING, State.COMING) if kind in counted(duties, today)]
    keys = "".join(f'<li class="{kind}">{kind.words}</li>' for kind in drawn)
    legend = f'<ul class="legend">{keys}</ul>' if keys else ""
    return f'<h2>Biểu đồ thời gian</h2>{legend}<div class="picture">{timeline_picture(duties, today)}</div>'
