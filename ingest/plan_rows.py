"""Rows of a plan's table as they were read, whichever format they came in."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.plan_cells import Cells
from ingest.plan_columns import Column
from ingest.plan_counting import Counted


@dataclass(frozen=True)
class ReadRow:
    """A row: its number, all its text in reading order, and its cells where they could be told apart.

    `title` is what it is called where it is a heading over other rows; it is not `certain` where its
    cells might as well end elsewhere.
    """

    number: Counted
    text: str
    title: str
    cells: Cells | None = None
    certain: bool = True


@dataclass(frozen=True)
class ReadTable:
    """A table of assigned tasks: its columns (none where it has no head) and all its rows, headings too."""

    columns: tuple[Column, ...]
    rows: tuple[ReadRow, ...]
    stray: tuple[str, ...] = ()
    """What stands in the table and is no row."""


def is_heading(place: int, numbers: Sequence[Counted]) -> bool:
    """Whether the row at this place is a group, or a section over the rows below it."""
    number = numbers[place]
    following = numbers[place + 1] if place + 1 < len(numbers) else None
    return number.is_group or (following is not None and following.id.startswith(f"{number.id}."))
