"""Word documents → blocks, in the order of the body; hidden and deleted text is left out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from ingest.blocks import Block, RawDocument
from ingest.readers.word_numbering import Numbering
from ingest.readers.word_styles import Style, W, is_hidden, read_styles, refine

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = W + "txbxContent"
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_SKIPPED = {W + name for name in ("pPr", "rPr", "del", "moveFrom")} | {_FALLBACK, _BOX}
_WRITTEN = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_TEMPLATE_TITLE = "Word Document"  # what python-docx invents where a file states no properties


def read(path: Path, max_pages: int) -> RawDocument:  # noqa: ARG001 — a Word file does not know its pages
    """Headings by style, items with their automatic numbers, paragraphs, tables, text boxes, footnotes."""
    document = docx.Document(str(path))
    title = document.core_properties.title
    part = document.part
    walk = _Walk(read_styles(document.styles.element), Numbering(_related(part, RELATIONSHIP_TYPE.NUMBERING)))
    blocks = [*walk.blocks(document.element.body), *walk.notes(_related(part, RELATIONSHIP_TYPE.FOOTNOTES))]
    return RawDocument(title if title != _TEMPLATE_TITLE else None, MEDIA_TYPE, tuple(blocks))


def _related(part: Any, kind: str) -> Any | None:
    """The root element of a related part, if there is one."""
    try:
        return parse_xml(part.part_related_by(kind).blob)
    except KeyError:
        return None


class _Walk:
    """One walk through the document: the numbering counts as it goes."""

    def __init__(self, styles: dict[str, Style], numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def blocks(self, container: Any) -> Iterator[Block]:
        """The blocks of a body, a cell, a text box or a footnote."""
        for child in container:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield Block("table", rows=self._table(child))
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def notes(self, root: Any | None) -> Iterator[Block]:
        """The footnotes, after the body; the lines Word draws above them are typed, real notes are not."""
        for note in root if root is not None else ():
            if note.get(W + "type") is None:
                yield from self.blocks(note)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        style = self._style(paragraph)
        text = "" if style.hidden or style.contents else "".join(self._pieces(paragraph)).strip()
        if text:
            # A number is counted for paragraphs that show one: Word skips none but the hidden.
            label = self._numbering.label(style.list_id, style.depth) if style.list_id else ""
            text = f"{label} {text}".strip()
            if style.heading:
                yield Block("heading", text, level=style.heading)
            elif style.list_id:
                yield Block("item", text, level=style.depth + 1)
            else:
                yield Block("paragraph", text)
        for box in _boxes(paragraph):
            yield from self.blocks(box)

    def _style(self, paragraph: Any) -> Style:
        name = paragraph.find(f"{W}pPr/{W}pStyle")
        return refine(self._style_of(name), paragraph)

    def _style_of(self, name: Any | None) -> Style:
        return self._styles.get(name.get(W + "val"), Style()) if name is not None else Style()

    def _pieces(self, node: Any) -> Iterator[str]:
        for child in node:
            if child.tag in _SKIPPED or (child.tag == W + "r" and self._unseen(child)):
                continue
            if child.tag == W + "t":
                yield child.text or ""
            elif child.tag in _WRITTEN:
                yield _WRITTEN[child.tag]
            else:
                yield from self._pieces(child)

    def _unseen(self, run: Any) -> bool:
        return is_hidden(run) or self._style_of(run.find(f"{W}rPr/{W}rStyle")).hidden

    def _table(self, table: Any) -> tuple[tuple[str, ...], ...]:
        """The rows, all of one width; a merged cell's text stands in every row and column it spans."""
        rows: list[list[str]] = []
        for row in _rows(table):
            above = rows[-1] if rows else []
            rows.append(self._row(row, above))
        width = max(map(len, rows), default=0)
        return tuple(tuple(row + [""] * (width - len(row))) for row in rows)

    def _row(self, row: Any, above: list[str]) -> list[str]:
        cells = [""] * _count(row.find(f"{W}trPr/{W}gridBefore"))
        for cell in _cells(row):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            text = self._cell_text(cell)
            if merge is not None and merge.get(W + "val") != "restart" and len(cells) < len(above):
                text = above[len(cells)]
            cells += [text] * max(_count(cell.find(f"{W}tcPr/{W}gridSpan")), 1)
        return cells

    def _cell_text(self, cell: Any) -> str:
        """The cell's paragraphs, one per line; a table within it gives one line per row."""
        lines = []
        for block in self.blocks(cell):
            lines += [" ".join(filter(None, row)) for row in block.rows] or [block.text]
        return "\n".join(lines)


def _boxes(node: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, each once: a fallback repeats the box for old readers."""
    for child in node:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _boxes(child)


def _rows(table: Any) -> Iterator[Any]:
    return _inside(table, W + "tr")


def _cells(row: Any) -> Iterator[Any]:
    return _inside(row, W + "tc")


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _count(element: Any | None) -> int:
    """A span as stated, at most Word's own 63 columns."""
    value = element.get(W + "val") if element is not None else None
    return min(int(value), 63) if value and value.isdecimal() else 0
