"""HTML → blocks: what a visitor of the page would see, in order."""

import re
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from ingest.blocks import Block, BlockKind, RawDocument
from ingest.readers.encoding import read_text
from ingest.readers.refusals import called
from ingest.readers.web_hidden import drop_hidden_by_sheets, is_hidden
from ingest.readers.web_tables import rows_of
from knowledge.errors import UnsupportedDocument

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q ruby rt rp "
    "s samp small span strike strong sub sup time tt u var wbr"
)
_INLINE_TAGS = set(_INLINE.split())
_ENTITY_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*\[.*?<!ENTITY", re.IGNORECASE | re.DOTALL)


class Page(NamedTuple):
    """A page's title, if it has one, and its blocks."""

    title: str | None
    blocks: tuple[Block, ...]


def read(path: Path, max_pages: int) -> RawDocument:  # noqa: ARG001 — every reader takes the same arguments
    """The headings, paragraphs, items and tables of a page, without scripts, navigation and hidden text."""
    html = read_text(path)
    if _ENTITY_DOCTYPE.search(html):
        raise UnsupportedDocument(
            f"{called(path)} khai báo thực thể XML (ENTITY) nên không được đọc, vì lý do an toàn.",
            "Hãy xóa khai báo đó hoặc lưu lại trang web từ trình duyệt.",
        )
    page = parse(html)
    return RawDocument(page.title, "text/html", page.blocks)


def parse(html: str) -> Page:
    """The title and the visible blocks of an HTML text."""
    soup = BeautifulSoup(html, "lxml")
    title = soup.title.get_text() if soup.title else None
    drop_hidden_by_sheets(soup)
    return Page(title, _walk(soup))


def _walk(tag: Tag) -> tuple[Block, ...]:
    walk = _Walk()
    walk.visit(tag)
    walk.flush()
    return tuple(walk.blocks)


def _cell_text(cell: Tag) -> str:
    return "\n".join(block.text.strip() for block in _walk(cell))


class _Walk:
    """One pass over the tree: text gathers until a block-level tag ends the block."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._gathered: list[str] = []
        self._lists: list[int | None] = []  # per open list, its next number; None for bullets
        self._item: str | None = None  # the label of an item whose text has not come yet

    def visit(self, node: Tag) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                self._enter(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._gathered.append(str(child) if child.find_parent("pre") else _collapse(child))

    def flush(self, kind: BlockKind = "paragraph", level: int = 0) -> None:
        """End the block being gathered."""
        text = "".join(self._gathered)
        self._gathered.clear()
        if not text.strip():
            return
        if self._item is not None and kind == "paragraph":
            kind, level, text = "item", max(len(self._lists), 1), self._item + text.lstrip()
            self._item = None
        self.blocks.append(Block(kind, text, level=level))

    def _enter(self, tag: Tag) -> None:
        if is_hidden(tag):
            return
        if tag.name == "br":
            self._gathered.append("\n")
        elif tag.name in _INLINE_TAGS:
            self.visit(tag)
        else:
            self.flush()
            self._block(tag)

    def _block(self, tag: Tag) -> None:
        if tag.name in _HEADINGS:
            self.visit(tag)
            self.flush("heading", _HEADINGS[tag.name])
        elif tag.name in {"ul", "ol", "menu"}:
            self._list(tag)
        elif tag.name == "li":
            self._start_item(tag)
        elif tag.name == "table":
            self._table(tag)
        else:
            self.visit(tag)
            self.flush()

    def _list(self, tag: Tag) -> None:
        start = str(tag.get("start", "1"))
        self._lists.append((int(start) if start.isdecimal() else 1) if tag.name == "ol" else None)
        self.visit(tag)
        self.flush()
        self._lists.pop()

    def _start_item(self, tag: Tag) -> None:
        number = self._lists[-1] if self._lists else None
        self._item = ""
        if number is not None:
            # The page shows the number, and people cite it: «bước 2».
            self._item, self._lists[-1] = f"{number}. ", number + 1
        self.visit(tag)
        self.flush()
        self._item = None

    def _table(self, tag: Tag) -> None:
        rows = rows_of(tag, _cell_text)
        if not rows or len(rows[0]) < 2 or tag.find("table"):
            # One column, or tables in tables: a frame for layout, not data.
            self.visit(tag)
            self.flush()
            return
        for caption in tag.find_all("caption", recursive=False):
            self.visit(caption)
            self.flush()
        self.blocks.append(Block("table", rows=rows))


def _collapse(text: str) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text)
