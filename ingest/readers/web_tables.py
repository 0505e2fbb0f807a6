"""An HTML table → rows of cells, spanned cells repeated."""

from collections.abc import Callable, Iterator

from bs4 import Tag

from ingest.readers.web_hidden import is_hidden

_MAX_SPAN = 200  # a hostile page may claim millions


def rows_of(table: Tag, text_of: Callable[[Tag], str]) -> tuple[tuple[str, ...], ...]:
    """The table's rows, all of one width; a cell's text is repeated in every row and column it spans."""
    slots: dict[tuple[int, int], str] = {}
    count = 0
    for y, row in enumerate(_rows(table)):
        count, x = y + 1, 0
        for cell in row:
            while (y, x) in slots:
                x += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            text = text_of(cell)
            slots |= {(y + down, x + right): text for down in range(high) for right in range(wide)}
            x += wide
    width = max((x + 1 for _, x in slots), default=0)
    return tuple(tuple(slots.get((y, x), "") for x in range(width)) for y in range(count))


def _rows(table: Tag) -> Iterator[list[Tag]]:
    for part in table.find_all(["thead", "tbody", "tfoot", "tr"], recursive=False):
        for row in [part] if part.name == "tr" else part.find_all("tr", recursive=False):
            if not is_hidden(row):
                yield [cell for cell in row.find_all(["td", "th"], recursive=False) if not is_hidden(cell)]


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdecimal() else 1
