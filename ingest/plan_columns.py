"""The head of a plan's table → which column holds what."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache

from ingest.plan_words import plan_words
from knowledge.vietnamese import fold, normalise


class Column(StrEnum):
    """What a column of a plan's table holds."""

    ID = "id"
    NAME = "name"
    LEAD = "lead"
    COORDINATING = "coordinating"
    RESULT = "result"
    TIMELINE = "timeline"
    NOTE = "note"


AGENCY_COLUMNS = (Column.LEAD, Column.COORDINATING)
NAMES = {
    Column.ID: "số thứ tự",
    Column.NAME: "tên nhiệm vụ",
    Column.LEAD: "cơ quan chủ trì",
    Column.COORDINATING: "cơ quan phối hợp",
    Column.RESULT: "kết quả dự kiến",
    Column.TIMELINE: "thời gian thực hiện",
    Column.NOTE: "ghi chú",
}
"""What a person calls the columns."""

_NEEDED = (Column.ID, Column.NAME, Column.LEAD, Column.TIMELINE)
_TELLING = {Column.NAME, Column.LEAD}
"""A table with these is one of assigned tasks, well made or not."""
_ENOUGH = 4
"""Named columns that make a head even where the numbers' column has no title."""
_LONGEST_TITLE = 10
"""Words: a longer cell is a duty that happens to hold words of a head."""


def column_of(title: str) -> Column | None:
    """What a column with this title holds, or None."""
    found = columns_in(title)
    return found[0] if found else None


def columns_of(titles: Sequence[str]) -> list[Column | None] | None:
    """The columns of a head's cells; None when the row is no head of a table of duties."""
    if any(len(title.split()) > _LONGEST_TITLE for title in titles):
        return None
    columns = [column_of(title) for title in titles]
    named = set(columns) - {None}
    telling = named >= _TELLING and (Column.ID in named or len(named) >= _ENOUGH)
    return columns if telling else None


def columns_in(head: str) -> list[Column]:
    """The columns that a flattened head names, in their order."""
    plain = " ".join(fold(normalise(head)).split())
    found: dict[Column, int] = {}
    for title, column in _titles():
        match = None if column in found else re.search(rf"(?<!\w){title}(?!\w)", plain)
        if match:
            found[column] = match.start()
            plain = plain[: match.start()] + "#" * len(match[0]) + plain[match.end() :]
    return sorted(found, key=lambda column: found[column])


def is_duty_head(columns: Iterable[Column]) -> bool:
    """Whether these are columns of a table of assigned tasks."""
    return set(columns) >= _TELLING


def missing(columns: Iterable[Column | None]) -> list[Column]:
    """The columns without which a row is no duty."""
    present = set(columns)
    return [column for column in _NEEDED if column not in present]


@cache
def _titles() -> list[tuple[str, Column]]:
    """Every title, folded, the longest first: “thời gian thực hiện” before “thời gian”."""
    pairs = [
        (re.escape(fold(title)), Column(name))
        for name, all_of in plan_words().titles.items()
        for title in all_of
    ]
    return sorted(pairs, key=lambda pair: -len(pair[0]))
