"""Speed inside one process: questions through the whole pipeline, and the search among many passages."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random
from typing import TypeVar

from assistant.bootstrap import build_assistant
from eval.case import Case
from eval.crowd import crowd, shipped_sentences
from eval.figures import Figure, spread
from eval.provinces import country
from ingest.pipeline import ingest_shipped
from ingest.register import read_register
from knowledge.index import OpenIndex
from knowledge.library import Library, open_library
from knowledge.search import CANDIDATES
from knowledge.settings import read_settings
from knowledge.store import matrix_of
from knowledge.vectors import ExactVectors, GuardedVectors

PASSES = 3
CROWD, SEED = 10_000, 20_250_528
_One = TypeVar("_One")


def warm(data_dir: Path, cases: Sequence[Case]) -> list[Figure]:
    """Every case asked several times of one assistant, after one question that wakes it."""
    with _open(data_dir) as library:
        assistant = build_assistant(library)
        assistant.ask(cases[0].question)
        times = _milliseconds(
            lambda case: assistant.ask(case.question, case.history, case.audience), [*cases] * PASSES
        )
    return spread("warm question", times, 30, f"{len(cases)} questions × {PASSES}, whole pipeline")


def in_a_country(data_dir: Path, cases: Sequence[Case]) -> list[Figure]:
    """Officers' questions over the rows of 34 provinces as one plan."""
    with _open(data_dir) as library:
        ingest_shipped(library)
        library.publisher.publish([country(read_register())])
        assistant = build_assistant(library)
        assistant.ask(cases[0].question)
        times = _milliseconds(
            lambda case: assistant.ask(case.question, case.history, case.audience), [*cases] * PASSES
        )
        note = f"{len(cases)} questions × {PASSES}, {len(library.plan().duties):,} rows"
    return spread("plan question in a country", times, 40, note)


def in_a_crowd(data_dir: Path, questions: Sequence[str]) -> list[Figure]:
    """Ten thousand made-up passages: publishing them, and finding among them by Chroma and by exact scan."""
    with _open(data_dir) as library:
        ingest_shipped(library)
        contents = crowd(shipped_sentences(library.store), CROWD, Random(SEED))  # noqa: S311  # no secret
        publishing = _milliseconds(lambda one: library.publisher.publish([one]), [contents])[0] / 1000
        index = library.index()
        note = f"{CROWD:,} passages, {index.version.entries:,} entries"
        figures = [Figure("crowd, publishing", publishing, "s", None, note)]
        for name, vectors in {"Chroma": index.vectors, "exact scan": _exact(library)}.items():
            index.vectors = vectors
            figures += _search(library, index, name, questions)
        return figures


def _search(library: Library, index: OpenIndex, name: str, questions: Sequence[str]) -> list[Figure]:
    """The whole search (both lists, fusion, passages, support), and the nearest vectors alone."""
    library.search.find(questions[0])
    whole = _milliseconds(library.search.find, questions)
    rows = library.embedder.embed(questions)
    alone = _milliseconds(lambda row: index.vectors.nearest(row, CANDIDATES), list(rows))
    note = f"{len(questions)} questions among {CROWD:,} passages"
    return [
        *spread(f"crowd, whole search, {name}", whole, 10, note),
        *spread(f"crowd, vectors alone, {name}", alone, None, f"the {CANDIDATES} nearest"),
    ]


def _exact(library: Library) -> GuardedVectors:
    entries = library.store.entries()
    matrix = matrix_of(entries, library.embedder.dimensions)
    exact = ExactVectors([stored.entry.id for stored in entries], matrix)
    return GuardedVectors(lambda: exact, lambda: exact)


def _open(data_dir: Path) -> Library:
    # Never the database of the settings: it may be a real one.
    return open_library(read_settings(data_dir=data_dir, database_url=None))


def _milliseconds(act: Callable[[_One], object], things: Iterable[_One]) -> list[float]:
    """How long the act takes on each of the things."""
    times = []
    for thing in things:
        started = time.perf_counter()
        act(thing)
        times.append((time.perf_counter() - started) * 1000)
    return times
