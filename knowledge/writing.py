"""Writing the rows of the truth inside somebody's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, update

from knowledge.database import DocumentRow, DutyRow, EntryRow, PassageRow, TargetRow
from knowledge.passage import Passage
from knowledge.store import Contents, StoredEntry


def write_document(
    connection: Connection,
    contents: Contents,
    fresh: Sequence[Passage],
    vanished: Sequence[str],
    by_passage: Mapping[str, Sequence[StoredEntry]],
) -> None:
    """Write a document's row, its plan rows, and the passages that differ."""
    document = contents.document
    row = {**vars(document), "updated_at": datetime.now(UTC)}
    updated = connection.execute(update(DocumentRow).where(DocumentRow.id == document.id).values(**row))
    if not updated.rowcount:
        connection.execute(insert(DocumentRow).values(**row))
    connection.execute(delete(PassageRow).where(PassageRow.id.in_(vanished)))
    _write_passages(connection, contents, {passage.id for passage in fresh}, by_passage)
    _write_plan_rows(connection, contents)


def _write_passages(
    connection: Connection,
    contents: Contents,
    fresh: set[str],
    by_passage: Mapping[str, Sequence[StoredEntry]],
) -> None:
    # A document may say the same thing twice in one place: once is enough.
    unique = {passage.id: passage for passage in contents.passages}
    for position, (name, passage) in enumerate(unique.items()):
        if name not in fresh:
            connection.execute(update(PassageRow).where(PassageRow.id == name).values(position=position))
            continue
        values = {**vars(passage), "id": name, "position": position}
        connection.execute(insert(PassageRow).values(**values))
        rows = [
            {**vars(stored.entry), "embedding": stored.embedding, "model": stored.model}
            for stored in by_passage.get(name, [])
        ]
        if rows:
            connection.execute(insert(EntryRow), rows)


def write_vectors(connection: Connection, entries: Sequence[StoredEntry]) -> None:
    """After a change of model: every entry's vector anew."""
    for stored in entries:
        values = {"embedding": stored.embedding, "model": stored.model}
        connection.execute(update(EntryRow).where(EntryRow.id == stored.entry.id).values(**values))


def _write_plan_rows(connection: Connection, contents: Contents) -> None:
    name = contents.document.id
    connection.execute(delete(DutyRow).where(DutyRow.document_id == name))
    connection.execute(delete(TargetRow).where(TargetRow.document_id == name))
    for position, duty in enumerate(contents.duties):
        values = vars(replace(duty, document_id=name))
        connection.execute(insert(DutyRow).values(**values, position=position))
    for target in contents.targets:
        connection.execute(insert(TargetRow).values(**vars(replace(target, document_id=name))))
