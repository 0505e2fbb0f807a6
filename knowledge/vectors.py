"""Passages by meaning; the one door to chromadb.

Chroma is embedded only (its HTTP server has CVE-2026-45829) and never the only
copy: a directory is written once, checked by a fresh process, and thereafter
only read. Why: docs/decisions/0001-sql-is-the-truth.md.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import IndexFault

log = logging.getLogger(__name__)

COLLECTION = "entries"
_SEAL = "graph.json"
_SELF_SIMILARITY = 0.999
"""A unit vector's similarity to itself, less what float32 may lose."""
# Generous graph parameters: at our sizes a build stays short and a query stays exact in practice.
_GRAPH = {"space": "ip", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}

Vectors = NDArray[np.float32]
_Result = TypeVar("_Result")


class VectorIndex(Protocol):
    """Entries near a vector: (entry id, cosine similarity), best first."""

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]: ...
    def close(self) -> None: ...


class ExactVectors:
    """An exact scan over unit vectors held in memory."""

    def __init__(self, ids: Sequence[str], matrix: Vectors) -> None:
        self._ids = list(ids)
        self._matrix = matrix

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """The `count` most similar entries."""
        if not self._ids:
            return []
        similarity = self._matrix @ vector
        count = min(count, len(similarity))
        top = np.argpartition(-similarity, count - 1)[:count]
        top = top[np.argsort(-similarity[top], kind="stable")]
        return [(self._ids[place], float(similarity[place])) for place in top]

    def close(self) -> None:
        """There is nothing to let go of."""


class ChromaVectors:
    """A written Chroma directory, read only."""

    def __init__(self, directory: Path, expected: int) -> None:
        if not directory.is_dir():  # Chroma would make an empty one
            raise IndexFault(f"Không thấy thư mục chỉ mục {directory}.", "Chạy `bdhvs doctor --repair`.")
        if _graph(directory) != json.loads((directory / _SEAL).read_text(encoding="utf-8")):
            raise IndexFault(f"Tệp chỉ mục trong {directory} bị hỏng.", "Chạy `bdhvs doctor --repair`.")
        self._client = _client(directory)
        self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
        stored = self._collection.count()
        if stored != expected:
            raise IndexFault(
                f"Chỉ mục có {stored} mục, lẽ ra phải có {expected}.", "Chạy `bdhvs doctor --repair`."
            )

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """The `count` most similar entries."""
        found = self._collection.query(
            query_embeddings=[vector], n_results=max(1, count), include=["distances"]
        )
        return [
            (name, 1.0 - distance)
            for name, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]

    def sample(self, count: int) -> list[tuple[str, Vectors]]:
        """Up to `count` stored entries with their vectors, evenly spread over the directory."""
        total = self._collection.count()
        offsets = sorted({round(place) for place in np.linspace(0, max(0, total - 1), num=min(count, total))})
        found: list[tuple[str, Vectors]] = []
        for offset in offsets:
            row = self._collection.get(limit=1, offset=offset, include=["embeddings"])
            found.append((row["ids"][0], np.asarray(row["embeddings"][0], dtype=np.float32)))
        return found

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


class GuardedVectors:
    """Chroma's answers, or an exact scan of the same vectors from the first fault on."""

    def __init__(
        self, open_primary: Callable[[], VectorIndex], open_exact: Callable[[], ExactVectors]
    ) -> None:
        self._open_exact = open_exact
        self._fault: str | None = None
        self._index = self._guard(open_primary) or open_exact()

    @property
    def fault(self) -> str | None:
        """What went wrong with Chroma, or None while it serves."""
        return self._fault

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """The `count` most similar entries; a fault changes where they come from, not what they are."""
        found = self._guard(lambda: self._index.nearest(vector, count))
        if found is None:
            self._index = self._open_exact()
            return self._index.nearest(vector, count)
        return found

    def close(self) -> None:
        """Let go of files and threads."""
        self._guard(self._index.close)

    def _guard(self, attempt: Callable[[], _Result]) -> _Result | None:
        """The attempt's result, or None when Chroma failed; the failure is logged once."""
        try:
            return attempt()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # any kind means: fall back; a panic in Rust is no Exception at all
            self._fault = error.what if isinstance(error, IndexFault) else f"{type(error).__name__}: {error}"
            log.warning("Chroma failed, exact scan takes over: %s", self._fault)
            return None


def write_chroma(
    directory: Path, ids: Sequence[str], matrix: Vectors, progress: Callable[[int], None] = lambda _: None
) -> None:
    """Write vectors into a new Chroma directory, in batches Chroma accepts. Raises IndexFault."""
    client = _client(directory)
    try:
        collection = client.create_collection(
            COLLECTION, configuration={"hnsw": _GRAPH}, embedding_function=None
        )
        step = min(client.get_max_batch_size(), 2000)
        for start in range(0, len(ids), step):
            collection.add(ids=list(ids[start : start + step]), embeddings=matrix[start : start + step])
            progress(min(start + step, len(ids)))
    except Exception as error:  # Chroma raises many unrelated kinds
        raise IndexFault(f"Chroma không ghi được chỉ mục ({error}).", "Hãy chạy lại.") from error
    finally:
        client.close()
    (directory / _SEAL).write_text(json.dumps(_graph(directory)), encoding="utf-8")


def audit_chroma(directory: Path, expected: int, queries: int = 200) -> None:
    """Open a written directory and ask it for its own vectors. Raises IndexFault on any difference."""
    index = ChromaVectors(directory, expected)
    try:
        for name, vector in index.sample(queries):
            best = index.nearest(vector, 1)
            # Equal texts share a vector, so any entry at the same place will do.
            if vector.any() and (not best or best[0][1] < _SELF_SIMILARITY):
                raise IndexFault(f"Chỉ mục không tìm lại được mục {name}.", "Hãy dựng lại chỉ mục.")
    finally:
        index.close()


def stored_ids(directory: Path) -> set[str]:
    """Every entry id in a written directory."""
    client = _client(directory)
    try:
        return set(client.get_collection(COLLECTION, embedding_function=None).get(include=[])["ids"])
    finally:
        client.close()


def _graph(directory: Path) -> dict[str, str]:
    """The digest of every file of the graph: a torn one can kill its reader or make it answer wrongly.

    Chroma writes the metadata with the first thousand vectors; a graph without it is not read at all.
    """
    written = (
        file for metadata in directory.glob("*/index_metadata.pickle") for file in metadata.parent.iterdir()
    )
    return {
        file.relative_to(directory).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(written)
    }


def _client(directory: Path) -> Any:
    """A persistent client on a directory; telemetry would call home, so it is off."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    return chromadb.PersistentClient(str(directory), settings=ChromaSettings(anonymized_telemetry=False))
