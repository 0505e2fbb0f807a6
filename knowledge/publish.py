"""Making new contents the truth: one builder, one checked index, one transaction.

The index for what will be true is built and checked first; then rows and the
active version change together. A process killed anywhere before that
transaction leaves the old rows with the old index, after it the new with the new.
"""

import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from knowledge.database import DocumentRow, IndexVersionRow, PassageRow, storage_faults, storage_full
from knowledge.embedding import Embedder
from knowledge.errors import BuilderBusy, IndexFault
from knowledge.keywords import KeywordIndex
from knowledge.passage import Entry, Passage, digest, entries_of
from knowledge.store import Contents, Store, StoredEntry, matrix_of
from knowledge.vectors import Vectors, write_chroma
from knowledge.writing import write_document, write_vectors

KEPT_VERSIONS = 2
_EMBED_BATCH = 512
_NO_ROOM = 8 * 1024 * 1024
"""Bytes left on a full disk: Chroma does not always say that a file would have grown beyond them."""

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, what is done and what is to do."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Changes:
    """What publishing did, counted in documents and passages."""

    documents_added: int = 0
    documents_updated: int = 0
    documents_unchanged: int = 0
    documents_removed: int = 0
    passages_added: int = 0
    passages_unchanged: int = 0
    passages_removed: int = 0


@dataclass(frozen=True)
class _Delta:
    """One document's new contents against what is stored."""

    contents: Contents
    known: bool
    fresh: tuple[Passage, ...]
    vanished: tuple[str, ...]


class Publisher:
    """Writes contents and index versions; the only writer of the index folder."""

    def __init__(self, engine: Engine, index_dir: Path, embedder: Embedder) -> None:
        self._engine = engine
        self._index_dir = index_dir
        self._embedder = embedder
        self._store = Store(engine)

    def publish(
        self,
        incoming: Sequence[Contents],
        removed: Sequence[str] = (),
        progress: Progress = silent,
        rebuild: bool = False,
    ) -> Changes:
        """Store `incoming` documents and drop the `removed` ones; nothing changes when nothing differs.

        Raises BuilderBusy, IndexFault, StorageFull or StorageError; then all is as it was before.
        """
        with self._only_builder(), storage_faults():
            active = active_version(self._engine)
            deltas = [self._compare(contents) for contents in incoming]
            changed = [delta for delta in deltas if self._differs(delta)]
            gone = [name for name in removed if self._store.document(name)]
            changes = _count(deltas, changed, gone, self._store)
            if changed or gone or rebuild or not self.is_current(active):
                entries = self._entries_after(changed, gone, progress)
                version = self._build(entries, progress) if entries else None
                try:
                    self._make_true(changed, gone, entries, version, active)
                except Exception:
                    if version is not None:
                        shutil.rmtree(self._index_dir / version.id, ignore_errors=True)
                    raise
            self._sweep()
            return changes

    @contextmanager
    def _only_builder(self) -> Iterator[None]:
        """Hold the builder's lock; the kernel drops it when the process dies."""
        lock = FileLock(self._index_dir / "builder.lock", timeout=0)
        with storage_faults():
            self._index_dir.mkdir(parents=True, exist_ok=True)
            try:
                lock.acquire()
            except Timeout:
                raise BuilderBusy(
                    "Một tiến trình khác đang dựng chỉ mục.", "Hãy đợi tiến trình đó xong rồi chạy lại."
                ) from None
        try:
            yield
        finally:
            lock.release()

    def _compare(self, contents: Contents) -> _Delta:
        stored = self._stored_passages(contents.document.id)
        wanted = {passage.id: passage for passage in contents.passages}
        fresh = tuple(passage for name, passage in wanted.items() if name not in stored)
        vanished = tuple(name for name in stored if name not in wanted)
        return _Delta(contents, self._store.document(contents.document.id) is not None, fresh, vanished)

    def _stored_passages(self, document_id: str) -> set[str]:
        query = select(PassageRow.id).where(PassageRow.document_id == document_id)
        with self._engine.connect() as connection:
            return set(connection.scalars(query))

    def _differs(self, delta: _Delta) -> bool:
        contents, name = delta.contents, delta.contents.document.id
        duties = [replace(duty, document_id=name) for duty in contents.duties]
        targets = sorted(
            (replace(target, document_id=name) for target in contents.targets), key=lambda target: target.id
        )
        return (
            bool(delta.fresh or delta.vanished)
            or self._store.document(name) != contents.document
            or self._store.duties(name) != duties
            or self._store.targets(name) != targets
        )

    def is_current(self, active: IndexVersionRow | None = None) -> bool:
        """Whether the active index was made by today's model and is still on disk."""
        active = active or active_version(self._engine)
        if active is None or active.model != self._embedder.name:
            return False
        return (self._index_dir / active.id).is_dir()

    def _entries_after(
        self, changed: Sequence[_Delta], gone: Sequence[str], progress: Progress
    ) -> list[StoredEntry]:
        """Every entry as it will be true, in the order of ids; only new ones are embedded."""
        vanished = {name for delta in changed for name in delta.vanished}
        vanished |= {name for document in gone for name in self._stored_passages(document)}
        stored = [entry for entry in self._store.entries() if entry.entry.passage_id not in vanished]
        current = [entry for entry in stored if entry.model == self._embedder.name]
        outdated = [entry.entry for entry in stored if entry.model != self._embedder.name]
        fresh = [entry for delta in changed for passage in delta.fresh for entry in entries_of(passage)]
        return sorted(
            [*current, *self._embed([*outdated, *fresh], progress)], key=lambda stored: stored.entry.id
        )

    def _embed(self, entries: Sequence[Entry], progress: Progress) -> list[StoredEntry]:
        embedded: list[StoredEntry] = []
        for start in range(0, len(entries), _EMBED_BATCH):
            batch = entries[start : start + _EMBED_BATCH]
            for entry, vector in zip(
                batch, self._embedder.embed([entry.text for entry in batch]), strict=True
            ):
                embedded.append(StoredEntry(entry, vector.tobytes(), self._embedder.name))
            progress("Tính véc-tơ", len(embedded), len(entries))
        return embedded

    def _build(self, entries: Sequence[StoredEntry], progress: Progress) -> IndexVersionRow:
        """Write and check a new index directory; a failed one is removed."""
        version = uuid.uuid4().hex
        directory = self._index_dir / version
        try:
            write_index(directory, entries, matrix_of(entries, self._embedder.dimensions), progress)
            _check_in_fresh_process(directory)
        except BaseException as error:
            is_full = shutil.disk_usage(self._index_dir).free < _NO_ROOM  # asked before room is given back
            shutil.rmtree(directory, ignore_errors=True)
            if is_full and isinstance(error, Exception):
                raise storage_full() from error
            raise
        return IndexVersionRow(
            id=version,
            state="active",
            entries=len(entries),
            checksum=checksum(entries),
            model=self._embedder.name,
            created_at=datetime.now(UTC),
        )

    def _make_true(
        self,
        changed: Sequence[_Delta],
        gone: Sequence[str],
        entries: Sequence[StoredEntry],
        version: IndexVersionRow | None,
        seen: IndexVersionRow | None,
    ) -> None:
        """Change rows and active version in one transaction."""
        by_passage: dict[str, list[StoredEntry]] = {}
        for stored in entries:
            by_passage.setdefault(stored.entry.passage_id, []).append(stored)
        with Session(self._engine) as session, session.begin():
            self._refuse_if_overtaken(session, seen)
            session.execute(delete(DocumentRow).where(DocumentRow.id.in_(gone)))
            for delta in changed:
                write_document(session.connection(), delta.contents, delta.fresh, delta.vanished, by_passage)
            if seen is not None and seen.model != self._embedder.name:
                write_vectors(session.connection(), entries)
            session.execute(update(IndexVersionRow).values(state="kept"))
            if version is not None:
                session.add(version)

    def _refuse_if_overtaken(self, session: Session, seen: IndexVersionRow | None) -> None:
        """A builder on another machine shares the database but not our lock file."""
        now = session.scalar(select(IndexVersionRow.id).where(IndexVersionRow.state == "active"))
        if now != (seen.id if seen else None):
            raise BuilderBusy(
                "Một máy khác vừa cập nhật cùng cơ sở dữ liệu.", "Hãy chạy lại lệnh nạp tài liệu."
            )

    def _sweep(self) -> None:
        """Forget all but the newest versions, and folders that a killed builder left behind."""
        # The active one first: a clock that was set back must not make it the oldest.
        order = ((IndexVersionRow.state == "active").desc(), IndexVersionRow.created_at.desc())
        newest = select(IndexVersionRow.id).order_by(*order).limit(KEPT_VERSIONS)
        with self._engine.connect() as connection:
            keep = set(connection.scalars(newest))
        # Folders first: on a disk that is nearly full they make room for what the rows need.
        for directory in self._index_dir.iterdir():
            if directory.is_dir() and directory.name not in keep:
                shutil.rmtree(directory, ignore_errors=True)
        with self._engine.begin() as connection:
            connection.execute(delete(IndexVersionRow).where(IndexVersionRow.id.not_in(keep)))


def active_version(engine: Engine) -> IndexVersionRow | None:
    """The index version that readers use, or None before the first build."""
    with Session(engine, expire_on_commit=False) as session:
        return session.scalar(select(IndexVersionRow).where(IndexVersionRow.state == "active"))


def checksum(entries: Sequence[StoredEntry]) -> str:
    """What an index holds, in one line: the digest of its entries' ids and models."""
    return digest([[stored.entry.id, stored.model] for stored in entries])


def write_index(
    directory: Path, entries: Sequence[StoredEntry], matrix: Vectors, progress: Progress = silent
) -> None:
    """Write the vector and keyword index of `entries` into a new folder."""
    directory.mkdir(parents=True)
    ids = [stored.entry.id for stored in entries]
    write_chroma(directory / "vectors", ids, matrix, lambda done: progress("Dựng chỉ mục", done, len(ids)))
    KeywordIndex.build(ids, [stored.entry.text for stored in entries]).save(directory / "keywords")


def _check_in_fresh_process(directory: Path) -> None:
    """A torn Chroma file may kill the process that opens it, so another one opens it first."""
    command = [sys.executable, "-m", "knowledge.index_check", str(directory)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own module
    if done.returncode != 0:
        reason = (done.stderr or done.stdout).strip().splitlines()[-1:] or [f"mã {done.returncode}"]
        raise IndexFault(f"Chỉ mục vừa dựng không qua được kiểm tra ({reason[0]}).", "Hãy chạy lại.")


def _count(deltas: Sequence[_Delta], changed: Sequence[_Delta], gone: Sequence[str], store: Store) -> Changes:
    added = sum(len(delta.fresh) for delta in changed)
    total = sum(len({passage.id for passage in delta.contents.passages}) for delta in deltas)
    removed = sum(len(delta.vanished) for delta in changed) + sum(store.passage_count(name) for name in gone)
    return Changes(
        documents_added=sum(not delta.known for delta in changed),
        documents_updated=sum(delta.known for delta in changed),
        documents_unchanged=len(deltas) - len(changed),
        documents_removed=len(gone),
        passages_added=added,
        passages_unchanged=total - added,
        passages_removed=removed,
    )
