"""A document's blocks → its tables of assigned tasks, and what stands around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from ingest.agency_lists import AgencyLists
from ingest.blocks import Block
from ingest.flat_text import NEW_PAGE, is_appendix_head, is_page_number, without_furniture
from ingest.plan_counting import NUMERALS
from ingest.plan_flat import read_flat
from ingest.plan_rows import ReadTable
from ingest.plan_ruled import RuledReader, has_head
from ingest.plan_table import PlanTable, plan_table

_NUMERAL = re.compile(r"^\s*PHỤ LỤC\s+(?:SỐ\s+)?(?P<name>[IVX]{1,5}|\d{1,2}|[A-H])\b")

Part = list[Block] | PlanTable


@dataclass(frozen=True)
class _Found:
    """A table and the head of the appendix it stands in, as printed."""

    table: ReadTable
    head: str


def parts_of(blocks: Sequence[Block], agencies: AgencyLists) -> list[Part]:
    """The blocks in order, each table of assigned tasks in its place as one part.

    Of several tables each is named by its appendix, so that two rows never share a number.
    """
    found = list(_found(blocks, agencies))
    heads = [part.head for part in found if isinstance(part, _Found)]
    names = iter(_names(heads))
    return [
        _named(plan_table(part.table, agencies), next(names)) if isinstance(part, _Found) else part
        for part in found
    ]


def _found(blocks: Sequence[Block], agencies: AgencyLists) -> Iterator[list[Block] | _Found]:
    for part in _Ruled().split(blocks):
        if isinstance(part, _Found):
            yield part
            continue
        for flat, run in groupby(part, key=lambda block: block.kind == "line"):
            blocks_of_one_kind = list(run)
            yield from _from_lines(blocks_of_one_kind, agencies) if flat else [blocks_of_one_kind]


def _from_lines(run: Sequence[Block], agencies: AgencyLists) -> Iterator[list[Block] | _Found]:
    """Lines of flat text; what follows the head of an appendix may be a flattened table."""
    lines = list(without_furniture(_with_page_ends(run), rows=True))
    heads = [number for number, line in enumerate(lines) if number and is_appendix_head(line)]
    for start, end in pairwise([0, *heads, len(lines)]):
        some = lines[start:end]
        table = read_flat(some, agencies) if some and is_appendix_head(some[0]) else None
        if table:
            yield _Found(table, some[0])
        elif some:
            yield [Block("line", line) for line in some]


def _with_page_ends(run: Sequence[Block]) -> Iterator[str]:
    page = run[0].page
    for block in run:
        if block.page != page:
            yield NEW_PAGE
        page = block.page
        yield block.text


@dataclass
class _Ruled:
    """Finds the ruled tables of assigned tasks; one that a page cuts is one table."""

    _reader: RuledReader | None = None
    _head: str = ""
    _between: list[Block] = field(default_factory=list)
    _after: list[Block] = field(default_factory=list)

    def split(self, blocks: Sequence[Block]) -> Iterator[list[Block] | _Found]:
        for block in blocks:
            if block.kind != "table":
                self._between.append(block)
            elif self._reader and self._goes_on(self._reader, block):
                self._reader.add(block)
                self._after += filter(_says, self._between)  # a page's own head or foot
                self._between = []
            elif has_head(block):
                yield from self._close()
                self._reader = RuledReader()
                self._reader.add(block)
            else:
                self._between.append(block)
        yield from self._close()

    def _goes_on(self, reader: RuledReader, table: Block) -> bool:
        return not any(map(_is_appendix_head, self._between)) and reader.goes_on(table)

    def _close(self) -> Iterator[list[Block] | _Found]:
        """The table that is open, then what stood on its pages and after it."""
        if self._reader is not None:
            yield _Found(self._reader.table(), self._head)
        rest = [*self._after, *self._between]
        self._head = next((block.text for block in reversed(rest) if _is_appendix_head(block)), "")
        self._reader, self._after, self._between = None, [], []
        if rest:
            yield rest


def _is_appendix_head(block: Block) -> bool:
    return is_appendix_head(block.text)


def _says(block: Block) -> bool:
    """Whether a block says more than a page's number."""
    return block.kind == "table" or bool(block.text.strip() and not is_page_number(block.text))


def _names(heads: Sequence[str]) -> list[str]:
    """What to call the appendices: nothing for a single one, else their own numbers or their places."""
    if len(heads) < 2:
        return [""] * len(heads)
    printed = [match["name"] if (match := _NUMERAL.match(head)) else "" for head in heads]
    return printed if all(printed) and len(set(printed)) == len(printed) else list(NUMERALS[: len(heads)])


def _named(table: PlanTable, name: str) -> PlanTable:
    """The table with its rows' numbers behind the appendix's name: “II/1.1”."""
    if not name:
        return table
    rows = [
        replace(
            row, id=f"{name}/{row.id}", duty=replace(row.duty, id=f"{name}/{row.id}") if row.duty else None
        )
        for row in table.rows
    ]
    problems = tuple(f"Phụ lục {name}: {problem}" for problem in table.problems)
    return replace(table, rows=tuple(rows), problems=problems)
