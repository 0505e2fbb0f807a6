"""A plan's table flattened by PDF text extraction → its rows, page by page."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.agency_lists import AgencyLists
from ingest.flat_text import NEW_PAGE, is_page_number
from ingest.plan_cells import Cells, Patience, Split, split_row
from ingest.plan_columns import AGENCY_COLUMNS, Column, columns_in, is_duty_head, missing
from ingest.plan_costs import full_width
from ingest.plan_counting import Counted, Counting
from ingest.plan_rows import ReadRow, ReadTable, is_heading

_HEAD_OPENS = re.compile(r"^\s*(?:STT|TT|Số TT|Số thứ tự)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"^\s*(?P<id>[IVX]{1,5}|[A-HK-M]|\d{1,3}(?:\.\d{1,2}){0,2}|[a-zđ])[.)]?(?:\s+(?P<rest>\S.*))?$"
)
_NUMBERED_COLUMNS = re.compile(r"^\s*\(?1\)?(?:\s+\(?\d\)?){2,}\s*$")
_HEAD_LINES = 25
"""A table's head is over after so many lines, or there is none."""

_LONGEST_HEADING = 60
"""Words."""

_WHOLE = (Column.LEAD, Column.TIMELINE)
"""A row that was read to its end has these."""


@dataclass
class _OpenRow:
    """A row as printed: its number, and its lines on each page it stands on."""

    number: Counted
    fragments: list[list[str]] = field(default_factory=lambda: [[]])

    @property
    def text(self) -> str:
        return " ".join(" ".join(line for lines in self.fragments for line in lines).split())


def read_flat(lines: Sequence[str], agencies: AgencyLists) -> ReadTable | None:
    """The table in some lines that begin with an appendix head; None where there is no table of rows."""
    lines = [line for line in lines if not _NUMBERED_COLUMNS.match(line)]
    head = _head(lines)
    if head is None:
        rows = _open_rows(lines, Counting(grouped=True), lambda *_: True)
        return ReadTable((), tuple(ReadRow(row.number, row.text, row.text) for row in rows)) if rows else None
    columns = tuple(column for column in columns_in(head[0]) if column != Column.ID)
    return _Reader(columns, agencies).read(_body(lines[head[1] :], head[0]))


def _head(lines: Sequence[str]) -> tuple[str, int] | None:
    """The head as it is printed first, and where the rows begin: from its "TT" to the first row's number."""
    opening = next((place for place, line in enumerate(lines) if _HEAD_OPENS.match(line)), len(lines))
    for end in range(opening + 1, min(len(lines), opening + _HEAD_LINES)):
        match = _OPENING.match(lines[end])
        if match and Counting().take(match["id"]):
            head = " ".join(" ".join(lines[opening:end]).split())
            return (head, end) if is_duty_head(columns_in(head)) else None
    return None


def _body(lines: Sequence[str], head: str) -> list[str]:
    """The lines below the first head; where the head is repeated, a new page begins."""
    pattern = re.compile(r"[^\S\n]*" + r"\s+".join(map(re.escape, head.split())) + r"[^\S\n]*")
    return pattern.sub(f"\n{NEW_PAGE}\n", "\n".join(_without_page_numbers(lines))).split("\n")


def _without_page_numbers(lines: Sequence[str]) -> Iterator[str]:
    """The lines without the numbers that end a page or stand above a repeated head: others may be rows'."""
    following = NEW_PAGE
    kept: list[str] = []
    for line in reversed(lines):
        closes = following == NEW_PAGE or bool(_HEAD_OPENS.match(following))
        if not (closes and is_page_number(line)):
            kept.append(line)
        if line.strip() or line == NEW_PAGE:
            following = line
    return reversed(kept)


Accepts = Callable[[_OpenRow, Counted], bool]
"""Whether a row may be over where a number opens the next one."""


def _open_rows(
    lines: Iterable[str], counting: Counting, accepts: Accepts, *, leap: bool = False
) -> list[_OpenRow]:
    rows: list[_OpenRow] = []
    for line in lines:
        if line == NEW_PAGE:
            if rows:
                rows[-1].fragments.append([])
            continue
        opening = _OPENING.match(line)
        number = counting.peek(opening["id"], leap=leap) if opening else None
        if opening and number and (not rows or accepts(rows[-1], number)):
            counting.take(opening["id"], leap=leap)
            rows.append(_OpenRow(number, [[opening["rest"] or ""]]))
        elif rows and not (_is_top_of_page(rows[-1]) and is_page_number(line)):
            rows[-1].fragments[-1].append(line)
    return rows


def _is_top_of_page(row: _OpenRow) -> bool:
    return len(row.fragments) > 1 and not any(line.strip() for line in row.fragments[-1])


class _Reader:
    """Reads a table's rows: a number opens one only where the row before is whole.

    Where that leaves rows unread, or numbers are left out, other readings are tried: the one with
    the fewest unread words holds.
    """

    def __init__(self, columns: tuple[Column, ...], agencies: AgencyLists) -> None:
        self._columns = columns
        self._agencies = agencies
        self._known: dict[tuple[tuple[str, ...], ...], Split | None] = {}
        self._patience = Patience()
        self._widths: dict[Column, float] = {}

    def read(self, lines: Sequence[str]) -> ReadTable:
        readings = [_open_rows(lines, Counting(), self._is_over)]
        if not missing((Column.ID, *self._columns)):
            readings.append(_open_rows(lines, Counting(), self._is_over, leap=True))
        if min(map(self._unread, readings)):
            readings.append(_open_rows(lines, Counting(), lambda *_: True))
        best = min(readings, key=lambda rows: (self._unread(rows), -len(rows)))
        self._learn_widths(best)
        numbers = [row.number for row in best]
        rows = [self._row(row, is_heading(place, numbers)) for place, row in enumerate(best)]
        return ReadTable(self._columns, tuple(rows))

    def _row(self, row: _OpenRow, heading: bool) -> ReadRow:
        cells = None if row.number.is_group else self._cells(row)
        if heading and cells and not any(cells.get(column) for column in AGENCY_COLUMNS):
            cells = None  # without agencies nothing tells its name's end: the whole text is its name
        split = self._split(row) if cells else None
        return ReadRow(row.number, row.text, row.text, cells, split is None or split.certain)

    def _is_over(self, row: _OpenRow, following: Counted) -> bool:
        below = following.id.startswith(f"{row.number.id}.")
        return row.number.is_group or following.is_group or below or self._is_whole(row)

    def _is_whole(self, row: _OpenRow) -> bool:
        cells = self._cells(row) or {}
        return all(cells.get(column) for column in _WHOLE if column in self._columns)

    def _unread(self, rows: Sequence[_OpenRow]) -> int:
        """How many words stand in rows that are not whole, or in headings too long to be any."""
        numbers = [row.number for row in rows]
        unread = 0
        for place, row in enumerate(rows):
            words = len(row.text.split())
            heading = is_heading(place, numbers)
            unread += words if (words > _LONGEST_HEADING if heading else not self._is_whole(row)) else 0
        return unread

    def _cells(self, row: _OpenRow) -> Cells | None:
        split = self._split(row)
        return split.cells if split else None

    def _split(self, row: _OpenRow) -> Split | None:
        key = tuple(tuple(lines) for lines in row.fragments)
        if key not in self._known:
            given = (self._columns, self._agencies, self._widths, self._patience)
            self._known[key] = split_row(row.fragments, *given)
        return self._known[key]

    def _learn_widths(self, rows: Sequence[_OpenRow]) -> None:
        """How wide the columns are, from rows read without knowing it; then they are read again."""
        splits = [split for row in rows if (split := self._split(row))]
        for column in self._columns:
            width = full_width([length for split in splits for length in split.lengths[column]])
            if width:
                self._widths[column] = width
        self._known.clear()
