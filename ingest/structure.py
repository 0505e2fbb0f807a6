"""Blocks of a document → units with the place a person would name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.agency_lists import shipped_lists
from ingest.blocks import Block
from ingest.flat_text import CLOSING, MARKER, is_appendix_head, paragraphs, without_furniture
from ingest.plan_parts import Part, parts_of
from ingest.plan_table import PlanTable
from knowledge.plan import Duty, appendix_locator

_LEAD_IN = "Phần mở đầu"
_OUTERMOST = -1
_SENTENCE_LENGTH = 160
"""A numbered line longer than this, or with a full stop at its end, is a paragraph, not a heading."""


@dataclass(frozen=True)
class Unit:
    """A piece of text and where it stands: `locator` for people, `headings` from the outermost in.

    `duty` is the row of assigned tasks that the text is, if it is one.
    """

    locator: str
    headings: tuple[str, ...]
    text: str
    duty: Duty | None = None


@dataclass
class _Place:
    """Where the reader of a document is now."""

    part: str = ""
    numbers: str = ""
    closing: bool = False
    named: list[tuple[int, str]] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)
    bare: tuple[int, Unit] | None = None
    """The last heading and its depth, as long as nothing stands below it."""

    @property
    def locator(self) -> str:
        if self.closing:
            return "Phần kết"
        if self.part:
            return f"{self.part}.{self.numbers}" if self.numbers else self.part
        named = f"Mục “{self.named[-1][1]}”" if self.named else ""
        if self.numbers:
            return f"{named}, số {self.numbers}" if named else f"Mục {self.numbers}"
        return named or _LEAD_IN

    @property
    def path(self) -> tuple[str, ...]:
        numbered = () if self.closing else tuple(self.headings[depth] for depth in sorted(self.headings))
        return tuple(name for _, name in self.named) + numbered

    def leave(self, depth: int) -> list[Unit]:
        """The last heading as a unit, if nothing can stand below it any more: it was all there is to say."""
        bare, self.bare = self.bare, None
        return [bare[1]] if bare and depth <= bare[0] else []


def units(blocks: Sequence[Block]) -> list[Unit]:
    """The units of a document in reading order; headings become places, not units."""
    return units_of(parts_of(blocks, shipped_lists()))


def units_of(parts: Iterable[Part]) -> list[Unit]:
    """The units of a document whose tables of assigned tasks were read already."""
    place = _Place()
    found: list[Unit] = []
    for part in parts:
        if isinstance(part, PlanTable):
            found += [*place.leave(_OUTERMOST), *_from_plan_table(part)]
        else:
            for kind, run in _runs(part):
                tables = sum(unit.locator.startswith("Bảng") for unit in found)
                found += _from_run(place, kind, run, tables)
    found += place.leave(_OUTERMOST)
    return [unit for unit in found if unit.text.strip()]


def _from_run(place: _Place, kind: str, run: Sequence[Block], tables: int) -> list[Unit]:
    """Neighbouring blocks of one kind; `tables` rows of tables stand before them."""
    if kind == "line":
        return _from_lines(place, [block.text for block in run])
    if kind == "table":
        return _from_tables(place, run, tables)
    return [unit for block in run for unit in _from_block(place, block)]


def _from_plan_table(table: PlanTable) -> list[Unit]:
    """Each row at its number; what stands between the rows at the appendix."""
    rows = [Unit(appendix_locator(row.id), row.headings, row.text, row.duty) for row in table.rows]
    return [*rows, *(Unit("Phụ lục", (), text) for text in table.stray)]


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
    """Lines of flat text; an appendix is a place of its own."""
    found: list[Unit] = []
    for run in _appendices(list(without_furniture(lines))):
        if is_appendix_head(run[0]):
            found += place.leave(_OUTERMOST)
            place.part, place.numbers, place.closing, place.headings = "Phụ lục", "", False, {}
        found += [unit for text in paragraphs(run) for unit in _from_paragraph(place, text)]
    return found


def _appendices(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """The lines before the first appendix, then each appendix."""
    heads = [number for number, line in enumerate(lines) if number and is_appendix_head(line)]
    for start, end in pairwise([0, *heads, len(lines)]):
        if lines[start:end]:
            yield lines[start:end]


def _from_paragraph(place: _Place, text: str) -> list[Unit]:
    marker = MARKER.match(text)
    if marker is None or marker["bullet"] or marker["letter"]:
        place.closing = place.closing or bool(CLOSING.match(text))
        left = place.leave(_OUTERMOST) if place.closing else []
        place.bare = None
        said = text[marker.end() :] if marker and marker["bullet"] else text
        return [*left, Unit(place.locator, place.path, said)]
    left = _enter(place, marker, text)
    rest = text[marker.end() :]
    is_heading = len(text) <= _SENTENCE_LENGTH and not rest.endswith((".", ";"))
    if is_heading:
        return left
    place.bare = None
    place.headings = {depth: name for depth, name in place.headings.items() if name != rest}
    return [*left, Unit(place.locator, place.path, text)]


def _enter(place: _Place, marker: re.Match[str], text: str) -> list[Unit]:
    """Move to the place a numbered line opens; what is left to say of the place before."""
    rest, depth = text[marker.end() :], _depth(marker)
    left = place.leave(depth)
    if marker["number"]:
        place.numbers = marker["number"]
    else:
        place.part, place.numbers = marker["article"] or f"Phần {marker['part']}", ""
    place.closing = False
    place.headings = {d: name for d, name in place.headings.items() if d < depth}
    if rest:
        place.bare = (depth, Unit(place.locator, place.path, text))
        place.headings[depth] = rest
    return left


def _depth(marker: re.Match[str]) -> int:
    """How deep a numbered line stands: Chương, then Điều or I., then 1., then 1.1."""
    if marker["number"]:
        return marker["number"].count(".") + 1
    return _OUTERMOST if marker["article"] and not marker["article"].startswith("Điều") else 0


def _from_block(place: _Place, block: Block) -> list[Unit]:
    """A block of a format that names its own headings."""
    if block.kind != "heading":
        # An item that Word numbers by itself ("II.", "1.") opens a place like any numbered line.
        is_plain_item = block.kind == "item" and not MARKER.match(block.text)
        return _from_paragraph(place, f"- {block.text}" if is_plain_item else block.text)
    if (marker := MARKER.match(block.text)) and not marker["bullet"] and not marker["letter"]:
        place.named = [(level, name) for level, name in place.named if level < block.level]
        return _enter(place, marker, block.text)
    left = place.leave(_OUTERMOST)
    place.part, place.numbers, place.closing, place.headings = "", "", False, {}
    place.named = [(level, name) for level, name in place.named if level < block.level]
    place.named.append((block.level, block.text))
    return left


def _from_tables(place: _Place, tables: Sequence[Block], before: int) -> list[Unit]:
    """Table rows as sentences: the head's names go with every row. A continued table keeps its head."""
    place.bare = None
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
        return appendix_locator(name)
    return f"Bảng {table}, dòng {line}"


def _row_text(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    """“Head: cell” for every filled cell; a value spread over merged cells is said once."""
    said: list[str] = []
    for name, cell in zip(head, row, strict=False):
        statement = f"{name}: {cell}" if name else cell
        if cell and statement not in said:
            said.append(statement)
    return ". ".join(said)
