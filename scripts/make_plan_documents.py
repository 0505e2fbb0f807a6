"""Make the plans of tests/documents from their YAML: Word, ruled PDF, and the PDF's text as extracted.

`python scripts/make_plan_documents.py [FONT.ttf]`; the font needs Vietnamese letters. The flattened text
repeats a cell that is merged over several rows in each: flattening leaves no sign of a merge.
"""

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.enum.section import WD_ORIENT
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path(__file__).parents[1] / "tests" / "documents"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"

_SIZE, _LEADING, _PAD = 9, 12, 3
_WIDTH, _HEIGHT = landscape(A4)
_LEFT, _TOP = 40, _HEIGHT - 45


@dataclass(frozen=True)
class Row:
    """A row as it is drawn: its cells; a heading goes over the whole width, or over all but the number.

    `merged`: its lead cell is drawn once, here (a number) or in a row above (true).
    """

    cells: dict[str, str]
    heading: str | None = None
    merged: int | bool = False


def rows_of(plan: dict[str, Any]) -> Iterator[Row]:
    """The table's rows in order, headings among them."""
    for group in plan["groups"]:
        yield Row({"id": group["number"]}, heading=group["heading"])
        for row in group["rows"]:
            yield from _row(row)


def _row(row: dict[str, Any]) -> Iterator[Row]:
    number = row["id"].rpartition(".")[2]
    if "rows" not in row:
        cells = {name: row[name] or "" for name in ("name", "result", "timeline")}
        cells |= {name: "; ".join(row[name]) for name in ("lead", "coordinating")}
        yield Row({"id": number, **cells}, merged=row.get("merged", False))
        return
    yield Row({"id": number, "name": row["section"], **row.get("agencies", {})})
    for below in row["rows"]:
        yield from _row(below)


# --- PDF --------------------------------------------------------------------------------------------------


@dataclass
class Page:
    """Draws the plan downwards, a new page whenever one is full; rows are cut where the page ends."""

    plan: dict[str, Any]
    canvas: Canvas
    y: float = _TOP
    bottom: float = 0.0
    widths: dict[str, float] = field(default_factory=dict)

    def draw(self, *, merges: bool) -> None:
        self.bottom = self.plan["bottom"]
        self.widths = {one["column"]: one["width"] for one in self.plan["columns"]}
        self._prose()
        self._new_page()
        for line in (
            self.plan["appendix"],
            "DANH MỤC PHÂN CÔNG NHIỆM VỤ",
            f"(Kèm theo Kế hoạch của {self.plan['issuer']})",
        ):
            self._line(line)
        self.y -= _LEADING
        self._head()
        rows = list(rows_of(self.plan))
        for place, row in enumerate(rows):
            following = rows[place + 1] if place + 1 < len(rows) else None
            self._table_row(
                row,
                opens=merges and row.merged is not True,
                closes=not (merges and following and following.merged is True),
                bare=merges and row.merged is True,
            )
        self.canvas.save()

    def _prose(self) -> None:
        for text in (
            self.plan["issuer"].upper(),
            self.plan["place"],
            "KẾ HOẠCH",
            self.plan["title"],
            "",
            *self.plan["prose"],
        ):
            for line in wrapped(text, _WIDTH - 2 * _LEFT):
                self._line(line)
            if text[:2] == "- " or not text:
                self.y -= _LEADING

    def _line(self, text: str) -> None:
        if self.y < self.bottom + _LEADING:
            self._new_page()
        self.canvas.drawString(_LEFT, self.y, text)
        self.y -= _LEADING

    def _new_page(self) -> None:
        self.canvas.drawString(_WIDTH / 2, 25, str(self.canvas.getPageNumber()))
        self.canvas.showPage()
        self.canvas.setFont("Text", _SIZE)
        self.y = _TOP

    def _head(self) -> None:
        titles = {one["column"]: one["title"] for one in self.plan["columns"]}
        lines = {name: wrapped(title, self.widths[name] - 2 * _PAD) for name, title in titles.items()}
        self._fragment(lines, max(map(len, lines.values())), set(self.widths), set(self.widths))

    def _table_row(self, row: Row, *, opens: bool, closes: bool, bare: bool) -> None:
        if row.heading is not None:
            self._heading(row)
            return
        shown = {name: text for name, text in row.cells.items() if not (bare and name == "lead")}
        lines = {name: wrapped(shown.get(name, ""), self.widths[name] - 2 * _PAD) for name in self.widths}
        above = set(self.widths) - (set() if opens or not bare else {"lead"})
        below = set(self.widths) - (set() if closes else {"lead"})
        while True:
            room = int((self.y - self.bottom) // _LEADING)
            height = max(map(len, lines.values()))
            if height <= room:
                self._fragment(lines, height, above, below)
                return
            if room >= 2:
                self._fragment(
                    {name: some[:room] for name, some in lines.items()}, room, above, set(self.widths)
                )
                lines = {name: some[room:] for name, some in lines.items()}
            self._new_page()
            self._head()
            above = set(self.widths)

    def _heading(self, row: Row) -> None:
        if self.y - self.bottom < 3 * _LEADING:
            self._new_page()
            self._head()
        whole = self.plan["merged_headings"] == "whole"
        first = 0 if whole else self.widths["id"]
        text = f"{row.cells['id']}. {row.heading}" if whole else str(row.heading)
        height = _LEADING + 2 * _PAD
        if not whole:
            self.canvas.rect(_LEFT, self.y + _LEADING - height - _PAD, first, height)
            self.canvas.drawString(_LEFT + _PAD, self.y - _PAD, row.cells["id"])
        self.canvas.rect(
            _LEFT + first, self.y + _LEADING - height - _PAD, sum(self.widths.values()) - first, height
        )
        self.canvas.drawString(_LEFT + first + _PAD, self.y - _PAD, text)
        self.y -= height

    def _fragment(self, lines: dict[str, list[str]], height: int, above: set[str], below: set[str]) -> None:
        """One row's part on this page; rules above and below it only in the columns named."""
        x, top = float(_LEFT), self.y + _LEADING - _PAD
        depth = height * _LEADING + 2 * _PAD
        for name, width in self.widths.items():
            for number, line in enumerate(lines[name]):
                self.canvas.drawString(x + _PAD, self.y - _PAD - number * _LEADING, line)
            for side in (x, x + width):
                self.canvas.line(side, top, side, top - depth)
            if name in above:
                self.canvas.line(x, top, x + width, top)
            if name in below:
                self.canvas.line(x, top - depth, x + width, top - depth)
            x += width
        self.y -= depth


def wrapped(text: str, width: float) -> list[str]:
    """The lines a text fills in a column; an empty text fills none."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and stringWidth(longer, "Text", _SIZE) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def pdf(plan: dict[str, Any], *, merges: bool) -> bytes:
    """The plan as a ruled PDF."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(_WIDTH, _HEIGHT), pageCompression=1, invariant=1)
    canvas.setFont("Text", _SIZE)
    Page(plan, canvas).draw(merges=merges)
    return data.getvalue()


def flattened(plan: dict[str, Any]) -> str:
    """What text extraction gives of the ruled PDF."""
    pages = PdfReader(io.BytesIO(pdf(plan, merges=False))).pages
    return "\f".join(page.extract_text() + "\n" for page in pages)


# --- Word -------------------------------------------------------------------------------------------------


def word(plan: dict[str, Any], path: Path) -> None:
    """The plan as a Word file; merged cells are merged."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = (
        WD_ORIENT.LANDSCAPE,
        section.page_height,
        section.page_width,
    )
    document.core_properties.title = ""
    letterhead = document.add_table(1, 2)
    letterhead.cell(0, 0).text, letterhead.cell(0, 1).text = plan["issuer"].upper(), plan["place"]
    for text in ("KẾ HOẠCH", plan["title"], *plan["prose"], plan["appendix"], "DANH MỤC PHÂN CÔNG NHIỆM VỤ"):
        document.add_paragraph(text)
    columns = [one["column"] for one in plan["columns"]]
    table = document.add_table(1, len(columns), style="Table Grid")
    for cell, one in zip(table.rows[0].cells, plan["columns"], strict=True):
        cell.text = one["title"]
    for row in rows_of(plan):
        _word_row(plan, table, columns, row)
    document.save(str(path))


def _word_row(plan: dict[str, Any], table: Any, columns: list[str], row: Row) -> None:
    cells = table.add_row().cells
    if row.heading is not None:
        whole = plan["merged_headings"] == "whole"
        cells[0].text = "" if whole else row.cells["id"]
        merged = cells[0 if whole else 1].merge(cells[-1])
        merged.text = f"{row.cells['id']}. {row.heading}" if whole else row.heading
        return
    for cell, name in zip(cells, columns, strict=True):
        bare = name == "lead" and row.merged is True
        cell.text = "" if bare else row.cells.get(name, "")
    if row.merged is True:
        place = columns.index("lead")
        above = table.rows[-2].cells[place]
        text = above.text
        above.merge(cells[place]).text = text


def main(font: str = FONT) -> None:
    """Write the three files of every plan."""
    registerFont(TTFont("Text", font))
    for source in sorted(FOLDER.glob("ke-hoach-*.yaml")):
        plan = yaml.safe_load(source.read_text(encoding="utf-8"))
        source.with_suffix(".pdf").write_bytes(pdf(plan, merges=True))
        source.with_suffix(".txt").write_text(flattened(plan), encoding="utf-8")
        word(plan, source.with_suffix(".docx"))


if __name__ == "__main__":
    main(*sys.argv[1:])
