"""Reading the rows of the truth as the dataclasses the rest of the house speaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Engine, Row, func, select
from sqlalchemy.orm import Session

from knowledge.database import DocumentRow, DutyRow, EntryRow, MarkRow, PassageRow, TargetRow
from knowledge.passage import Document, Entry, Field, Passage, PassageKind
from knowledge.plan import Duty, Target
from knowledge.vectors import Vectors

_BATCH = 500
"""Values per IN list: SQLite allows 32,766 variables, PostgreSQL's planner prefers far fewer."""


@dataclass(frozen=True)
class Contents:
    """A document with everything that is stored of it."""

    document: Document
    passages: tuple[Passage, ...]
    duties: tuple[Duty, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True)
class StoredEntry:
    """An entry with its vector as bytes and the name of the model that made it."""

    entry: Entry
    embedding: bytes = field(repr=False)
    model: str


class Store:
    """The rows of the truth."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def documents(self) -> list[Document]:
        """Every document, by id."""
        with Session(self._engine) as session:
            return [_document(row) for row in session.scalars(select(DocumentRow).order_by(DocumentRow.id))]

    def document(self, document_id: str) -> Document | None:
        """One document, or None."""
        with Session(self._engine) as session:
            row = session.get(DocumentRow, document_id)
            return _document(row) if row else None

    def document_id(self, origin: str) -> str | None:
        """The id of the document that came from there, or None."""
        with Session(self._engine) as session:
            return session.scalar(select(DocumentRow.id).where(DocumentRow.origin == origin))

    def duty_holders(self) -> set[str]:
        """The ids of the documents that have duties."""
        with Session(self._engine) as session:
            return set(session.scalars(select(DutyRow.document_id).distinct()))

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids; unknown ids are left out."""
        return dict(self._passages(PassageRow.id.in_(ids[:_BATCH])))

    def passages_of(self, ref: str, kind: PassageKind | None = None) -> list[Passage]:
        """The passages of one record (a lesson, a duty), in reading order."""
        wanted = [PassageRow.ref == ref] + ([PassageRow.kind == kind] if kind else [])
        return [passage for _, passage in self._passages(*wanted)]

    def passage_count(self, document_id: str) -> int:
        """How many passages a document has."""
        query = select(func.count()).select_from(PassageRow).where(PassageRow.document_id == document_id)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar_one()

    def entry_texts(self, passage_ids: Sequence[str]) -> dict[str, list[str]]:
        """For each passage, the texts it is found by."""
        found: dict[str, list[str]] = {name: [] for name in passage_ids}
        query = select(EntryRow.passage_id, EntryRow.text).where(
            EntryRow.passage_id.in_(passage_ids[:_BATCH])
        )
        with self._engine.connect() as connection:
            for name, text in connection.execute(query):
                found[name].append(text)
        return found

    def entries(self) -> list[StoredEntry]:
        """Every entry with its vector, in the order of ids."""
        query = select(EntryRow).order_by(EntryRow.id)
        with Session(self._engine) as session:
            return [
                StoredEntry(
                    Entry(row.id, row.passage_id, Field(row.field), row.text), row.embedding, row.model
                )
                for row in session.scalars(query)
            ]

    def duties(self, document_id: str | None = None) -> list[Duty]:
        """Every duty of every plan (or of one), in the plans' order."""
        query = select(DutyRow).order_by(DutyRow.document_id, DutyRow.position)
        if document_id is not None:
            query = query.where(DutyRow.document_id == document_id)
        with Session(self._engine) as session:
            return [_duty(row) for row in session.scalars(query)]

    def targets(self, document_id: str | None = None) -> list[Target]:
        """Every target of every plan (or of one)."""
        query = select(TargetRow).order_by(TargetRow.document_id, TargetRow.id)
        if document_id is not None:
            query = query.where(TargetRow.document_id == document_id)
        with Session(self._engine) as session:
            return [_target(row) for row in session.scalars(query)]

    def mark(self, name: str) -> str | None:
        """A remembered value, or None."""
        with Session(self._engine) as session:
            row = session.get(MarkRow, name)
            return row.value if row else None

    def set_mark(self, name: str, value: str) -> None:
        """Remember a value."""
        with Session(self._engine) as session, session.begin():
            session.merge(MarkRow(name=name, value=value))

    def _passages(self, *conditions: ColumnElement[bool]) -> Iterator[tuple[str, Passage]]:
        # Plain columns, not mapped objects: this is the question's way, and mapping costs more than reading.
        table = PassageRow.__table__
        query = select(table).where(*conditions).order_by(table.c.document_id, table.c.position)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                yield row.id, _passage(row)


def matrix_of(entries: Sequence[StoredEntry], dimensions: int) -> Vectors:
    """The entries' vectors as one float32 array of shape (entries, dimensions)."""
    if not entries:
        return np.zeros((0, dimensions), dtype=np.float32)
    return np.frombuffer(b"".join(entry.embedding for entry in entries), dtype=np.float32).reshape(
        len(entries), -1
    )


def _document(row: DocumentRow) -> Document:
    return Document(
        row.id, row.kind, row.title, row.origin, row.digest, row.number, row.url, row.media_type, row.meta
    )


def _passage(row: Row[Any]) -> Passage:
    spans = tuple((start, end) for start, end in row.sentences)
    return Passage(
        row.document_id,
        PassageKind(row.kind),
        row.locator,
        row.heading,
        row.text,
        row.ref,
        tuple(row.questions),
        spans,
    )


def _duty(row: DutyRow) -> Duty:
    return Duty(
        id=row.id,
        group_id=row.group_id,
        group_heading=row.group_heading,
        section=row.section,
        name=row.name,
        lead=tuple(row.lead),
        coordinating=tuple(row.coordinating),
        result=row.result,
        timeline=row.timeline,
        due_from=row.due_from,
        due_to=row.due_to,
        recurring=row.recurring,
        document_id=row.document_id,
        passage_id=row.passage_id,
    )


def _target(row: TargetRow) -> Target:
    return Target(
        row.id, row.year, row.percent, row.group, row.group_name, row.measure, row.document_id, row.passage_id
    )
