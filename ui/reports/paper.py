"""A Word file in the layout of Vietnamese administrative papers; the one place that writes with python-docx.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, Times New Roman 13-14, margins 20-25 mm above and below,
30-35 mm left, 15-20 mm right, page numbers centred at the top from the second page on.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold (XML 1.0 §2.2); texts of ingested plans may."""

_FONT = "Times New Roman"
_PORTRAIT, _LANDSCAPE = (210, 297), (297, 210)
_MARGINS = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
"""Millimetres; a lying page is bound above, so its left margin is narrower."""

_LEFT_LYING = 20


@dataclass(frozen=True)
class Look:
    """How a paragraph looks; sizes and spaces in points, the indent of its first line in millimetres."""

    size: float = 13
    bold: bool = False
    italic: bool = False
    align: str = "JUSTIFY"
    before: float = 0
    after: float = 6
    indent: float = 0
    keep_next: bool = False


BODY = Look(indent=10)
HEADING = Look(bold=True, align="LEFT", before=6, keep_next=True)
CELL = Look(size=11, align="LEFT", after=1)
CELL_HEAD = Look(size=11, bold=True, align="CENTER", after=0)


class Paper:
    """A paper that grows downwards."""

    def __init__(self, title: str, made_at: datetime) -> None:
        import docx

        self._document = docx.Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = _writable(title), "bdhvs", ""
        properties.created = properties.modified = made_at.replace(tzinfo=None)
        _set_fonts(self._document.styles["Normal"])
        section = self._document.sections[0]
        _shape(section, _PORTRAIT)
        section.different_first_page_header_footer = True
        _number_pages(section.header.paragraphs[0])

    def text(self, text: str, look: Look = BODY) -> None:
        """A paragraph."""
        _fill(self._document.add_paragraph(), text, look)

    def bullet(self, text: str) -> None:
        """A paragraph that begins with a dash, as administrative papers list things."""
        self.text(f"- {text}", BODY)

    def dotted(self, lines: int) -> None:
        """Lines to be filled in by hand."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Mm

        for _ in range(lines):
            line = self._document.add_paragraph("\t")
            line.paragraph_format.tab_stops.add_tab_stop(Mm(165), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)

    def rule(self, width: int) -> None:
        """A short line under a title, `width` characters of a narrow font wide."""
        self.text("_" * width, Look(size=6, align="CENTER", after=8))

    def turn(self, landscape: bool) -> None:
        """Go on on a new page, lying or standing."""
        from docx.enum.section import WD_SECTION

        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        _shape(section, _LANDSCAPE if landscape else _PORTRAIT)
        section.different_first_page_header_footer = False

    def columns(
        self, left: Sequence[tuple[str, Look]], right: Sequence[tuple[str, Look]], share: int
    ) -> None:
        """Two columns without lines; `share` is the left one's width in millimetres of 165."""
        grid = self._document.add_table(rows=1, cols=2)
        _fix_widths(grid, (share, 165 - share))
        for cell, lines in zip(grid.rows[0].cells, (left, right), strict=True):
            _fill_cell(cell, lines)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """A ruled table whose head is repeated on every page and whose rows are not split; widths in mm."""
        grid = self._document.add_table(rows=1, cols=len(heads))
        grid.style = "Table Grid"
        for cell, head in zip(grid.rows[0].cells, heads, strict=True):
            _fill_cell(cell, [(head, CELL_HEAD)])
        _mark(grid.rows[0], "w:tblHeader")
        for row in rows:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                _fill_cell(cell, [(line, CELL) for line in text.split("\n")])
        for one in grid.rows:
            _mark(one, "w:cantSplit")
        _fix_widths(grid, widths)
        self.text("", Look(size=6, after=0))

    def content(self) -> bytes:
        """The file's bytes."""
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()


def _set_fonts(style: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = _FONT, Pt(13)
    fonts = style.element.rPr.rFonts
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), _FONT)


def _shape(section: Any, size: tuple[int, int]) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE if size == _LANDSCAPE else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(Mm, size)
    for name, millimetres in _MARGINS.items():
        setattr(section, name, Mm(millimetres))
    if size == _LANDSCAPE:
        section.left_margin = Mm(_LEFT_LYING)
    section.header_distance = Mm(10)


def _fill_cell(cell: Any, lines: Sequence[tuple[str, Look]]) -> None:
    """A cell holds one paragraph from the start."""
    for number, (text, look) in enumerate(lines):
        _fill(cell.add_paragraph() if number else cell.paragraphs[0], text, look)


def _fill(paragraph: Any, text: str, look: Look) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    shape = paragraph.paragraph_format
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.first_line_indent = Mm(look.indent)
    shape.keep_with_next = look.keep_next
    run = paragraph.add_run(_writable(text))
    run.font.size, run.bold, run.italic = Pt(look.size), look.bold, look.italic


def _writable(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _fix_widths(grid: Any, widths: Sequence[int]) -> None:
    """Word reads a width from every cell, other readers from the columns."""
    from docx.shared import Mm

    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # python-docx has no words for these two


def _number_pages(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
