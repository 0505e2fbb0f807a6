"""The active index as readers see it, and its stand-ins when a directory fails."""

import logging
from pathlib import Path

from knowledge.database import IndexVersionRow
from knowledge.keywords import KeywordIndex
from knowledge.store import Store, matrix_of
from knowledge.vectors import ChromaVectors, ExactVectors, GuardedVectors

log = logging.getLogger(__name__)


class OpenIndex:
    """One index version, open for reading: by word and by meaning."""

    def __init__(self, version: IndexVersionRow, index_dir: Path, store: Store, dimensions: int) -> None:
        directory = index_dir / version.id
        self.version = version
        self.keywords = _open_keywords(directory / "keywords", version.entries, store)
        self.vectors = GuardedVectors(
            lambda: ChromaVectors(directory / "vectors", version.entries),
            lambda: _exact(store, dimensions),
        )

    def close(self) -> None:
        """Let go of files and threads; a question that is still being answered goes on by exact scan."""
        self.vectors.close()


def _open_keywords(directory: Path, expected: int, store: Store) -> KeywordIndex:
    """The written keyword index; rebuilt in memory from the rows when it cannot be read."""
    try:
        index = KeywordIndex.load(directory)
        if len(index) == expected:
            return index
        log.warning("keyword index holds %d of %d entries, rebuilding in memory", len(index), expected)
    except Exception as error:  # whatever a torn file makes NumPy or JSON raise: the rows are the truth
        log.warning("keyword index unreadable, rebuilding in memory: %s", error)
    entries = store.entries()
    return KeywordIndex.build(
        [stored.entry.id for stored in entries], [stored.entry.text for stored in entries]
    )


def _exact(store: Store, dimensions: int) -> ExactVectors:
    entries = store.entries()
    return ExactVectors([stored.entry.id for stored in entries], matrix_of(entries, dimensions))
