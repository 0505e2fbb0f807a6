"""Blocks of a document → units with the place a person would name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block
from ingest.flat_text import MARKER, paragraphs, without_furniture
from ingest.plan_table import appendix_rows, is_appendix_head

_LEAD_IN = "Phần mở đầu"
_CLOSING = re.compile(r"^Trên đây là\b")
_SENTENCE_LENGTH = 160
"""A numbered line longer than this, or with a full stop at its end, is a paragraph, not a heading."""


@dataclass(frozen=True)
class Unit:
    """A piece of text and where it stands: `locator` for people, `headings` from the outermost in."""

    locator: str
    headings: tuple[str, ...]
    text: str


@dataclass
class _Place:
    """Where the reader of a document is now."""

    part: str = ""
    numbers: str = ""
    closing: bool = False
    named: list[tuple[int, str]] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)

    @property
    def locator(self) -> str:
        if self.closing:
            return "Phần kết"
        if self.part or self.numbers:
            return ".".join(piece for piece in (self.part, self.numbers) if piece)
        return f"Mục “{self.named[-1][1]}”" if self.named else _LEAD_IN

    @property
    def path(self) -> tuple[str, ...]:
        named = tuple(name for _, name in self.named)
        return named + tuple(self.headings[depth] for depth in sorted(self.headings))


def units(blocks: Sequence[Block]) -> list[Unit]:
    """The units of a document in reading order; headings become places, not units."""
    place = _Place()
    found: list[Unit] = []
    for kind, run in _runs(blocks):
        if kind == "line":
            found += _from_lines(place, [block.text for block in run])
        elif kind == "table":
            tables = sum(unit.locator.startswith("Bảng") for unit in found)
            found += _from_tables(place, run, tables)
        else:
            found += [unit for block in run for unit in _from_block(place, block)]
    return [unit for unit in found if unit.text.strip()]


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Neighbouring blocks of a kind that is read together."""
    run: list[Block] = []
    for block in blocks:
        if run and (block.kind != run[-1].kind or block.kind not in ("line", "table")):
            yield run[-1].kind, run
            run = []
        run.append(block)
    if run:
        yield run[-1].kind, run


def _from_lines(place: _Place, lines: Sequence[str]) -> list[Unit]:
    """Lines of flat text; a flattened appendix table at the end is read row by row."""
    clean = list(without_furniture(lines))
    head = next((number for number, line in enumerate(clean) if is_appendix_head(line)), len(clean))
    found = [unit for text in paragraphs(clean[:head]) for unit in _from_paragraph(place, text)]
    return found + [
        Unit(f"Phụ lục, mục {row.id}", row.headings, row.text) for row in appendix_rows(clean[head:])
    ]


def _from_paragraph(place: _Place, text: str) -> list[Unit]:
    marker = MARKER.match(text)
    if _CLOSING.match(text):
        place.closing = True
    if marker is None or marker["bullet"] or marker["letter"]:
        said = text[marker.end() :] if marker and marker["bullet"] else text
        return [Unit(place.locator, place.path, said)]
    _enter(place, marker, text)
    rest = text[marker.end() :]
    is_heading = len(text) <= _SENTENCE_LENGTH and not rest.endswith((".", ";"))
    if is_heading:
        return []
    place.headings = {depth: name for depth, name in place.headings.items() if name != rest}
    return [Unit(place.locator, place.path, text)]


def _enter(place: _Place, marker: re.Match[str], text: str) -> None:
    """Move to the place a numbered line opens."""
    rest = text[marker.end() :]
    if marker["part"]:
        place.part, place.numbers, depth = f"Phần {marker['part']}", "", 0
    elif marker["article"]:
        place.part, place.numbers, depth = marker["article"], "", 0
    else:
        place.numbers = marker["number"]
        depth = marker["number"].count(".") + 1
    place.closing = False
    place.headings = {d: name for d, name in place.headings.items() if d < depth}
    if rest:
        place.headings[depth] = rest


def _from_block(place: _Place, block: Block) -> list[Unit]:
    """A block of a format that names its own headings."""
    if block.kind != "heading":
        # An item that Word numbers by itself ("II.", "1.") opens a place like any numbered line.
        is_plain_item = block.kind == "item" and not MARKER.match(block.text)
        return _from_paragraph(place, f"- {block.text}" if is_plain_item else block.text)
    if (marker := MARKER.match(block.text)) and not marker["bullet"] and not marker["letter"]:
        _enter(place, marker, block.text)
        return []
    place.part, place.numbers, place.closing, place.headings = "", "", False, {}
    place.named = [(level, name) for level, name in place.named if level < block.level]
    place.named.append((block.level, block.text))
    return []


def _from_tables(place: _Place, tables: Sequence[Block], before: int) -> list[Unit]:
    """Table rows as sentences: the head's names go with every row. A continued table keeps its head."""
    found: list[Unit] = []
    head: tuple[str, ...] = ()
    for number, table in enumerate(tables, start=before + 1):
        rows = [tuple(" ".join(cell.split()) for cell in row) for row in table.rows]
        if rows and (len(rows[0]) != len(head) or rows[0] == head):
            head, rows = rows[0], rows[1:]
        for line, row in enumerate(rows, start=1):
            found.append(Unit(_row_locator(row, number, line), place.path, _row_text(head, row)))
    return found


def _row_locator(row: tuple[str, ...], table: int, line: int) -> str:
    name = row[0].rstrip(".") if row else ""
    if re.fullmatch(r"\d{1,2}(\.\d{1,2})*(\.[a-zđ])?", name):
        return f"Phụ lục, mục {name}"
    return f"Bảng {table}, dòng {line}"


def _row_text(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    """“Head: cell” for every filled cell; a value spread over merged cells is said once."""
    said: list[str] = []
    for name, cell in zip(head, row, strict=False):
        statement = f"{name}: {cell}" if name else cell
        if cell and statement not in said:
            said.append(statement)
    return ". ".join(said)
