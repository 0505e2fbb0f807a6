"""Progress on duties: what offices reported, appended and never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict
from sqlalchemy import ColumnElement, Engine, Row, func, insert, select

from knowledge.content_files import checked, read_yaml
from knowledge.database import ProgressRow, storage_faults

DONE, BLOCKED = "done", "blocked"

_TABLE = ProgressRow.__table__
_LATEST_FIRST = (_TABLE.c.reported_on.desc(), _TABLE.c.number.desc())


@dataclass(frozen=True)
class Progress:
    """How a duty (or a target) stood on a day, as an office reported it.

    `figure` is verbatim ("45 lớp"); `evidence` is a link; `by` is the label of an officer's key: an office,
    never a person's name; `recorded_at` carries a time zone.
    """

    plan_id: str
    duty_id: str
    status: str
    figure: str | None
    note: str | None
    evidence: str | None
    reported_on: date
    by: str
    recorded_at: datetime

    @property
    def label(self) -> str:
        """The status in Vietnamese."""
        return progress_words().statuses[self.status]


@dataclass(frozen=True)
class ProgressWords:
    """The statuses and standings with their Vietnamese labels, and how long a text may be (characters)."""

    statuses: Mapping[str, str]
    standings: Mapping[str, str]
    limits: Mapping[str, int]


class ProgressBook:
    """Every record of progress; none hangs on a document, so ingesting and removing lose nothing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def record(self, progress: Progress) -> None:
        """Append one record, checked before by `knowledge.progress_entry`. Raises StorageError."""
        values = {**vars(progress), "recorded_at": progress.recorded_at.astimezone(UTC)}
        with storage_faults(), self._engine.begin() as connection:
            connection.execute(insert(ProgressRow).values(values))

    def latest(self, plan_id: str, until: date | None = None) -> Mapping[str, Progress]:
        """For each id of a plan that has one, its latest record, reported no later than `until`.

        The latest is the one of the last day reported; of two for one day, the one recorded last.
        """
        return {one.duty_id: one for one in self._firsts(plan_id, until, _TABLE.c.duty_id)}

    def latest_by(self, plan_id: str, until: date | None = None) -> Mapping[str, Mapping[str, Progress]]:
        """For each id of a plan that has a record, the latest record of each office by its label."""
        found: dict[str, dict[str, Progress]] = {}
        for one in self._firsts(plan_id, until, _TABLE.c.duty_id, _TABLE.c.by):
            found.setdefault(one.duty_id, {})[one.by] = one
        return found

    def _firsts(self, plan_id: str, until: date | None, *each: ColumnElement[Any]) -> list[Progress]:
        """The latest record for each value of some columns."""
        place = func.row_number().over(partition_by=each, order_by=_LATEST_FIRST).label("place")
        ranked = select(_TABLE, place).where(_TABLE.c.plan_id == plan_id)
        if until is not None:
            ranked = ranked.where(_TABLE.c.reported_on <= until)
        found = ranked.subquery()
        with self._engine.connect() as connection:
            return [_progress(row) for row in connection.execute(select(found).where(found.c.place == 1))]

    def history(self, plan_id: str, duty_id: str) -> list[Progress]:
        """Every record of one duty, the latest first."""
        query = select(_TABLE).where(_TABLE.c.plan_id == plan_id, _TABLE.c.duty_id == duty_id)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(*_LATEST_FIRST))
            return [_progress(row) for row in rows]


def _progress(row: Row[tuple[object, ...]]) -> Progress:
    at = row.recorded_at
    return Progress(
        row.plan_id,
        row.duty_id,
        row.status,
        row.figure,
        row.note,
        row.evidence,
        row.reported_on,
        row.by,
        # SQLite keeps no zone; what was written is UTC.
        at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC),
    )


class _Word(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    label: str


class _Limits(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    figure: int
    note: int
    evidence: int


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    statuses: list[_Word]
    standings: list[_Word]
    limits: _Limits


@lru_cache(maxsize=1)
def progress_words() -> ProgressWords:
    """The shipped words. Raises ContentError naming file and field."""
    name = "progress/progress.yaml"
    words = checked(_Words, read_yaml(name), name)
    return ProgressWords(
        {one.id: one.label for one in words.statuses},
        {one.id: one.label for one in words.standings},
        words.limits.model_dump(),
    )
