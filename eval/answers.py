"""Cases through the assistant: the answers, what is wrong with them, and how many are right."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.bootstrap import build_assistant
from assistant.question import Answer, Intent, Mode, Status
from eval.case import Case, CaseFile
from eval.checks import StoredText, problems
from ingest.pipeline import ingest_paths, ingest_shipped
from knowledge.errors import QuestionError
from knowledge.library import Library, open_library
from knowledge.settings import read_settings

Ask = Callable[[Case], Answer]


@dataclass(frozen=True)
class Row:
    """A case, its answer, and everything that is wrong with it, in words."""

    case: Case
    answer: Answer
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


@dataclass(frozen=True)
class Summary:
    """Rows counted; a case with a known gap counts apart, whether it fails (`gaps`) or passes (`closed`)."""

    passed: int
    failed: int
    gaps: int
    closed: int

    @property
    def share(self) -> float:
        """The share (0..1) of the cases without a known gap that passed; 1 where there are none."""
        counted = self.passed + self.failed
        return self.passed / counted if counted else 1.0


class DatedAssistant:
    """The assistant over a library, asked on the day a case names."""

    def __init__(self, library: Library, today: date) -> None:
        self._today = self._day = today
        self._assistant = build_assistant(library, clock=lambda: self._day)

    def __call__(self, case: Case) -> Answer:
        """The answer to a case; one refused at the door becomes status `error`."""
        self._day = case.today or self._today
        try:
            return self._assistant.ask(case.question, case.history, case.audience, case.id)
        except QuestionError as error:
            return Answer(Status.ERROR, Intent.OTHER, Mode.CANNED, str(error), id=case.id)


def run_cases(cases: Iterable[Case], ask: Ask, stored: StoredText) -> list[Row]:
    """Every case with its answer and what is wrong with it, in order."""
    answered = ((case, ask(case)) for case in cases)
    return [Row(case, answer, tuple(problems(case.expect, answer, stored))) for case, answer in answered]


def summarise(rows: Iterable[Row]) -> Summary:
    """The rows counted."""
    counts = Counter((row.case.known_gap is not None, row.passed) for row in rows)
    return Summary(counts[False, True], counts[False, False], counts[True, False], counts[True, True])


def measure_answers(file: CaseFile, library: Library) -> list[Row]:
    """Every case of a file, asked of the assistant over a library."""

    def stored(passage_id: str) -> str | None:
        passage = library.store.passages([passage_id]).get(passage_id)
        return passage.text if passage else None

    return run_cases(file.cases, DatedAssistant(library, file.today), stored)


@contextmanager
def shipped_library(also: Sequence[Path] = ()) -> Iterator[Library]:
    """A library in a temporary folder: the shipped content, and these files where any are named."""
    # Never the database of the settings: it may be a real one.
    with (
        TemporaryDirectory(prefix="bdhvs-eval-") as folder,
        open_library(read_settings(data_dir=Path(folder), database_url=None)) as library,
    ):
        ingest_shipped(library)
        if also:
            ingest_paths(library, also)
        yield library
