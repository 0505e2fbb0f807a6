"""Chroma answers like an exact scan; whatever happens to it, the exact scan goes on."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import IndexFault
from knowledge.vectors import (
    ChromaVectors,
    ExactVectors,
    GuardedVectors,
    Vectors,
    audit_chroma,
    stored_ids,
    write_chroma,
)

COUNT, DIMENSIONS = 1200, 32  # above 1000 Chroma writes its graph to files of its own
IDS = [f"p{number:04}#body-0" for number in range(COUNT)]


def unit_rows(count: int, seed: int) -> Vectors:
    rows = np.random.default_rng(seed).standard_normal((count, DIMENSIONS)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


MATRIX = unit_rows(COUNT, seed=1)
QUERIES = unit_rows(40, seed=2)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chroma") / "vectors"
    write_chroma(folder, IDS, MATRIX)
    return folder


@pytest.fixture
def own(written: Path, tmp_path: Path) -> Path:
    """A copy to spoil: Chroma keeps what it knows of a folder it has opened."""
    return Path(shutil.copytree(written, tmp_path / "vectors"))


def exact() -> ExactVectors:
    return ExactVectors(IDS, MATRIX)


def guarded(folder: Path) -> GuardedVectors:
    return GuardedVectors(lambda: ChromaVectors(folder, COUNT), exact)


def names(index: ExactVectors | ChromaVectors | GuardedVectors, count: int = 10) -> list[list[str]]:
    return [[name for name, _ in index.nearest(query, count)] for query in QUERIES]


def test_the_exact_scan_ranks_by_cosine() -> None:
    matrix = np.array([[1, 0], [0.6, 0.8], [0, 1], [-1, 0]], dtype=np.float32)
    found = ExactVectors(["a", "b", "c", "d"], matrix).nearest(np.array([1, 0], dtype=np.float32), 3)
    assert found == [("a", 1.0), ("b", pytest.approx(0.6)), ("c", 0.0)]


def test_the_exact_scan_of_nothing_finds_nothing() -> None:
    assert ExactVectors([], np.zeros((0, 2), dtype=np.float32)).nearest(QUERIES[0], 5) == []


def test_asking_for_more_than_there_is_gives_all_there_is() -> None:
    assert len(exact().nearest(QUERIES[0], COUNT + 5)) == COUNT


def test_chroma_gives_the_exact_scans_answers_and_scores(own: Path) -> None:
    index = ChromaVectors(own, COUNT)
    assert names(index) == names(exact())
    for query in QUERIES:
        there, here = index.nearest(query, 10), exact().nearest(query, 10)
        assert [score for _, score in there] == pytest.approx([score for _, score in here], abs=1e-5)


def test_a_written_folder_holds_every_entry_and_passes_its_audit(own: Path) -> None:
    audit_chroma(own, COUNT)
    assert stored_ids(own) == set(IDS)


def test_another_count_than_expected_is_a_fault(own: Path) -> None:
    with pytest.raises(IndexFault, match="1200 mục, lẽ ra phải có 1201"):
        ChromaVectors(own, COUNT + 1)


def test_a_missing_folder_is_a_fault_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(IndexFault, match="không có gì"):
        ChromaVectors(tmp_path / "không có gì", COUNT)
    assert list(tmp_path.iterdir()) == []


def test_vectors_that_are_not_found_again_fail_the_audit(tmp_path: Path) -> None:
    write_chroma(tmp_path / "vectors", IDS[:20], MATRIX[:20] / 2)
    with pytest.raises(IndexFault, match="không tìm lại được"):
        audit_chroma(tmp_path / "vectors", 20)


def test_one_id_twice_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(IndexFault, match="Chroma"):
        write_chroma(tmp_path / "vectors", ["a", "a"], MATRIX[:2])


def graph_file(folder: Path, name: str) -> Path:
    return next(folder.glob(f"*/{name}"))


def cut(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def zeroed(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def scrambled(file: Path) -> None:
    file.write_bytes(file.read_bytes()[::-1])


SPOILS: dict[str, Callable[[Path], object]] = {
    "no folder": shutil.rmtree,
    "no database": lambda folder: (folder / "chroma.sqlite3").unlink(),
    "cut database": lambda folder: cut(folder / "chroma.sqlite3"),
    "zeroed database": lambda folder: zeroed(folder / "chroma.sqlite3"),
    # A torn graph is never opened: Chroma would end the process, or answer wrongly.
    "no graph": lambda folder: graph_file(folder, "header.bin").unlink(),
    "no metadata": lambda folder: graph_file(folder, "index_metadata.pickle").unlink(),
    "cut vectors": lambda folder: cut(graph_file(folder, "data_level0.bin")),
    "scrambled vectors": lambda folder: scrambled(graph_file(folder, "data_level0.bin")),
    "zeroed links": lambda folder: zeroed(graph_file(folder, "link_lists.bin")),
    "no seal": lambda folder: (folder / "graph.json").unlink(),
    "cut seal": lambda folder: cut(folder / "graph.json"),
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS.keys())
def test_a_broken_folder_is_logged_and_changes_no_answer(
    own: Path, spoil: Callable[[Path], object], caplog: pytest.LogCaptureFixture
) -> None:
    spoil(own)
    with caplog.at_level(logging.WARNING, logger="knowledge.vectors"):
        index = guarded(own)
        assert names(index) == names(exact())
    assert index.fault
    assert caplog.messages == [f"Chroma failed, exact scan takes over: {index.fault}"]


def test_a_sound_folder_shows_no_fault(own: Path) -> None:
    index = guarded(own)
    assert (names(index), index.fault) == (names(exact()), None)


class Panic(BaseException):
    """What a panic in Chroma's Rust looks like from here: no Exception."""


class FailsLater:
    """A VectorIndex that answers so many questions and then never again."""

    def __init__(self, answers: int, error: BaseException) -> None:
        self._left = answers
        self._error = error

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        if not self._left:
            raise self._error
        self._left -= 1
        return exact().nearest(vector, count)

    def close(self) -> None:
        pass


@pytest.mark.parametrize("error", [RuntimeError("torn"), Panic("unwrap on an Err")], ids=repr)
def test_a_fault_amid_questions_changes_no_answer(error: BaseException) -> None:
    index = GuardedVectors(lambda: FailsLater(7, error), exact)
    assert (names(index), index.fault) == (names(exact()), f"{type(error).__name__}: {error}")


def test_a_fault_on_opening_that_is_no_exception_is_caught_too() -> None:
    def panics() -> ChromaVectors:
        raise Panic("unwrap on an Err")

    assert names(GuardedVectors(panics, exact)) == names(exact())


def test_a_person_who_stops_the_program_is_not_held_back() -> None:
    index = GuardedVectors(lambda: FailsLater(0, KeyboardInterrupt()), exact)
    with pytest.raises(KeyboardInterrupt):
        index.nearest(QUERIES[0], 1)
