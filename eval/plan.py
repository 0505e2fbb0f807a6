"""Officers' questions about the table of duties: exactly the rows that match, and how long it takes."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.question import Answer, Status
from eval.answers import Ask, DatedAssistant, Row, measure_answers
from eval.case import CASES, Case, CaseFile
from eval.figures import Figure, spread
from eval.metrics import median
from knowledge.library import Library

OFFICERS = CASES.with_name("officers.yaml")
PASSES, TARGET_MS = 3, 15

_MARK = re.compile(r"\[(\d+)\]")
_ROW = re.compile(r"^Phụ lục, mục \d")
_ZERO = re.compile(
    r"\b0(?:/\d+)? nhiệm vụ|\bkhông (?:có|nêu|ghi|giao|thấy|còn|nhiệm vụ|mục|cơ quan)\b|\bchưa có\b", re.I
)
_APART = re.compile(r"ghi chung|gần nhất", re.I)
"""Lines that may name a row where none was asked for: collective rows told apart, the nearest one offered."""


def measure_plan(file: CaseFile, library: Library) -> list[Row]:
    """Every case of a file with what is wrong with it; one that expects no row must hear so, and see none."""
    rows = measure_answers(file, library)
    return [replace(row, problems=(*row.problems, *stand_ins(row.case, row.answer))) for row in rows]


def stand_ins(case: Case, answer: Answer) -> Iterator[str]:
    """Where no row matches: rows shown all the same, and an answer that never says there are none."""
    if case.expect.duties != frozenset():
        return
    yield from (f"shows a row in its place: {locator}" for locator in _rows_shown(answer))
    if answer.status == Status.ANSWERED and not _ZERO.search(answer.text.replace("**", "")):
        yield "does not say that there is none"


def measure_speed(file: CaseFile, library: Library) -> list[Figure]:
    """Milliseconds of a plan question, warm: the spread over the cases of each one's median."""
    times = medians(file.cases, DatedAssistant(library, file.today))
    note = f"{len(times)} questions, warm, whole pipeline; median of {PASSES} each"
    return spread("plan question", times, TARGET_MS, note)


def medians(cases: Sequence[Case], ask: Ask, now: Callable[[], float] = time.perf_counter) -> list[float]:
    """The median milliseconds of every case over several passes, after one question that wakes the assistant.

    `now` tells the time in seconds.
    """
    ask(cases[0])
    passes = [[_milliseconds(case, ask, now) for case in cases] for _ in range(PASSES)]
    return [median(times) for times in zip(*passes, strict=True)]


def _milliseconds(case: Case, ask: Ask, now: Callable[[], float]) -> float:
    started = now()
    ask(case)
    return (now() - started) * 1000


def _rows_shown(answer: Answer) -> Iterator[str]:
    """Where the rows stand that the text cites as an answer, each once."""
    rows = {one.n: one.locator for one in answer.citations if _ROW.match(one.locator)}
    lines = (line for line in answer.text.splitlines() if not _APART.search(line))
    marks = dict.fromkeys(int(mark) for line in lines for mark in _MARK.findall(line))
    return (rows[mark] for mark in marks if mark in rows)
