"""A plan's table as ruled lines drew it, over as many pages as it fills → its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block
from ingest.plan_cells import Cells
from ingest.plan_columns import AGENCY_COLUMNS, Column, column_of, columns_of
from ingest.plan_counting import Counted, Counting
from ingest.plan_rows import ReadRow, ReadTable

_HEADING = re.compile(r"(?P<id>[IVX]{1,5}|[A-HK-M]|\d{1,2}(?:\.\d{1,2})?)[.):]?\s+(?P<text>\S.*)")
_COLUMN_NUMBER = re.compile(r"\(?\d\)?")


@dataclass
class _Row:
    number: Counted
    cells: Cells


@dataclass
class RuledReader:
    """Reads the parts of one table in order; every page repeats the head or leaves it out."""

    _columns: list[Column | None] = field(default_factory=list)
    _titles: dict[Column, str] = field(default_factory=dict)
    _counting: Counting = field(default_factory=Counting)
    _rows: list[_Row] = field(default_factory=list)
    _stray: list[str] = field(default_factory=list)

    def goes_on(self, table: Block) -> bool:
        """Whether a part that comes after other text continues this table: its first number tells."""
        for row in map(_clean, table.rows):
            columns = columns_of(row) or self._columns
            if not self._is_furniture(row) and len(row) == len(columns):
                heading = _HEADING.fullmatch(row[0]) if len(set(row)) == 1 else None
                typed = heading["id"] if heading else _typed(row, columns)
                following = self._counting.peek(typed, leap=True)
                return not typed or (following is not None and not self._is_known(following))
        return False

    def add(self, table: Block) -> None:
        """Read one part."""
        top = True
        for row in map(_clean, table.rows):
            if head := columns_of(row):
                self._columns = head
                self._titles |= {column: title for column, title in zip(head, row, strict=True) if column}
            elif not self._is_furniture(row):
                self._add_row(row, top and bool(self._rows))
                top = False

    def table(self) -> ReadTable:
        """All that was read."""
        columns = tuple(column for column in self._columns if column)
        rows = [
            ReadRow(row.number, self._text(row), row.cells.get(Column.NAME, ""), row.cells)
            for row in self._rows
        ]
        return ReadTable(columns, tuple(rows), tuple(self._stray))

    def _is_known(self, number: Counted) -> bool:
        return any(row.number == number for row in self._rows)

    def _is_furniture(self, row: Sequence[str]) -> bool:
        """A repeated head, the upper line of a head of two lines, or the columns' own numbers."""
        is_head = bool(columns_of(row)) or column_of(_typed(row, self._columns)) == Column.ID
        return is_head or (len(row) > 2 and all(map(_COLUMN_NUMBER.fullmatch, row)))

    def _add_row(self, row: Sequence[str], after_page: bool) -> None:
        if len(row) != len(self._columns):
            self._stray.append(" ".join(dict.fromkeys(filter(None, row))))
        elif len(set(row)) == 1:
            self._add_merged(row[0])
        else:
            pairs = zip(self._columns, row, strict=True)
            self._add_cells({column: text for column, text in pairs if column and text}, after_page)

    def _add_merged(self, text: str) -> None:
        """A heading merged over the whole width, number and all."""
        match = _HEADING.fullmatch(text)
        number = self._counting.take(match["id"], leap=True) if match else None
        if match and number:
            self._rows.append(_Row(number, {Column.NAME: match["text"]}))
        else:
            self._stray.append(text)

    def _add_cells(self, cells: Cells, after_page: bool) -> None:
        typed = cells.pop(Column.ID, "")
        if not typed and after_page:
            self._go_on(cells, " ")
        elif self._repeats_last(typed, cells):
            self._go_on(cells, "; ")
        elif number := self._counting.take(typed, leap=True):
            if len(set(cells.values())) == 1 and len(cells) > 1:
                cells = {Column.NAME: next(iter(cells.values()))}  # merged over all columns but the number's
            self._rows.append(_Row(number, cells))
        else:
            self._stray.append(" ".join(dict.fromkeys(filter(None, (typed, *cells.values())))))

    def _repeats_last(self, typed: str, cells: Cells) -> bool:
        """Whether the row is the last one's second line: number and name are merged over both."""
        if not self._rows or not typed:
            return False
        last = self._rows[-1]
        number = last.number.id.rpartition(".")[2] if typed.isalpha() else last.number.id
        return typed.strip("().") == number and cells.get(Column.NAME) == last.cells.get(Column.NAME)

    def _go_on(self, cells: Cells, between: str) -> None:
        last = self._rows[-1].cells
        for column, text in cells.items():
            joint = between if column in AGENCY_COLUMNS else " "
            if column not in last:
                last[column] = text
            elif between == " " or text not in last[column]:
                last[column] += joint + text

    def _text(self, row: _Row) -> str:
        """“Title: cell” for every filled cell."""
        pairs = ((self._titles.get(column, ""), text) for column, text in row.cells.items())
        return ". ".join(f"{title}: {text}" for title, text in pairs)


def has_head(table: Block) -> bool:
    """Whether a ruled table is one of assigned tasks."""
    return any(columns_of(_clean(row)) for row in table.rows)


def _clean(row: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in row]


def _typed(row: Sequence[str], columns: Sequence[Column | None]) -> str:
    """What stands in the numbers' column."""
    place = columns.index(Column.ID) if Column.ID in columns else 0
    return row[place] if place < len(row) else ""
