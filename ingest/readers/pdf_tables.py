"""The ruled tables of a PDF page → rows of cells, merged cells repeated."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfplumber.utils.text import extract_text

Box = tuple[float, float, float, float]  # x0, top, x1, bottom in points from the page's top left

_SLIVER = 5  # points: a double border, not a column
_POINT = re.compile(r"(?:[-–—+•*▪●○]|\d{1,2}[.)]|[a-zđ]\))\s")


@dataclass(frozen=True)
class RuledTable:
    """A table as drawn: where it stands, and its rows, all of one width."""

    box: Box
    rows: tuple[tuple[str, ...], ...]

    @property
    def top(self) -> float:
        return self.box[1]

    def covers(self, thing: Any) -> bool:
        """Whether the middle of a letter (or line, or picture) lies in the table."""
        return inside(thing, self.box)


def tables_of(page: Any) -> list[RuledTable]:
    """The page's tables of two columns or more; frames around text and empty grids are none."""
    found: list[RuledTable] = []
    # The widest first: a table within a cell is already in that cell's text.
    for table in sorted(page.find_tables(), key=lambda each: -_area(each.bbox)):
        if len(_edges(table.cells, 0)) <= 2 or any(_holds(outer.box, table.bbox) for outer in found):
            continue
        rows = _rows(table.cells, [char for char in page.chars if inside(char, table.bbox)])
        if rows:
            found.append(RuledTable(table.bbox, rows))
    return found


def _rows(cells: list[Box], chars: list[Any]) -> tuple[tuple[str, ...], ...]:
    """The grid that all cell borders together draw; a cell's text stands in every square it covers."""
    columns, lines = _edges(cells, 0), _edges(cells, 1)
    grid = [[""] * (len(columns) - 1) for _ in range(len(lines) - 1)]
    for cell in cells:
        text = _text([char for char in chars if inside(char, cell)])
        for y in _span(lines, cell[1], cell[3]):
            for x in _span(columns, cell[0], cell[2]):
                grid[y][x] = text
    return tuple(tuple(row) for row in grid if any(row))


def _edges(cells: list[Box], axis: int) -> list[float]:
    """Where the borders run along one axis (0: x, 1: y), borders a sliver apart taken as one."""
    edges: list[float] = []
    for edge in sorted({cell[axis] for cell in cells} | {cell[axis + 2] for cell in cells}):
        if not edges or edge - edges[-1] >= _SLIVER:
            edges.append(edge)
    return edges


def _span(edges: list[float], start: float, end: float) -> range:
    """Which squares along the axis a cell from `start` to `end` covers."""
    return range(bisect_right(edges, start) - 1, bisect_right(edges, end - _SLIVER))


def _text(chars: list[Any]) -> str:
    """A cell's text: lines broken by the cell's width are joined, points of a list stay apart."""
    return "".join(_joined(extract_text(chars).split("\n"))) if chars else ""


def _joined(lines: list[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        if index:
            yield "\n" if _POINT.match(line) else " "
        yield line.strip()


def inside(thing: Any, box: Box) -> bool:
    """Whether the middle of a thing on the page lies in the box."""
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
