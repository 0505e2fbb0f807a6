"""Files for the reader tests, made on the spot: no binary file lies in the repository."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pptx
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập, tự do, hạnh phúc"
MOTTO_TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, ®éc lËp, tù do, h¹nh phóc"
MOTTO_VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, ñoäc laäp, töï do, haïnh phuùc"

_LETTERS = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


@cache
def vietnamese_font() -> str:
    """Reportlab's Vera with Vietnamese letters drawn as «a»: a PDF's text is its codes, not its shapes."""
    font = TTFont("Vera-Vietnamese", "Vera.ttf")
    for letter in map(ord, _LETTERS + _LETTERS.upper()):
        font.face.charToGlyph.setdefault(letter, font.face.charToGlyph[ord("a")])
        font.face.charWidths.setdefault(letter, font.face.charWidths[ord("a")])
    pdfmetrics.registerFont(font)
    return str(font.fontName)


def pdf_lines(path: Path, pages: Iterable[Sequence[str]]) -> Path:
    """A PDF with one text line per string; an empty string leaves a line out."""
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        canvas.setFont(vietnamese_font(), 12)
        for number, line in enumerate(page):
            canvas.drawString(60, 780 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return path


def pdf_table(
    path: Path, before: str, rows: Sequence[Sequence[str]], after: str, spans: Sequence[object] = ()
) -> Path:
    """A PDF with a line, a ruled table that flows over the pages, and a line."""
    style = ParagraphStyle("body", fontName=vietnamese_font(), fontSize=11, leading=14)
    cells = [[Paragraph(cell, style) for cell in row] for row in rows]
    table = Table(cells, colWidths=[40, 220, 140], repeatRows=0)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans]))
    SimpleDocTemplate(str(path), pagesize=A4).build(
        [Paragraph(before, style), table, Paragraph(after, style)]
    )
    return path


def pdf_picture(path: Path, captions: Sequence[str]) -> Path:
    """A PDF whose pages are pictures, each with its caption as real text (none where empty)."""
    canvas = Canvas(str(path), pagesize=A4)
    for caption in captions:
        canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "gray")), 0, 0, *A4)
        canvas.setFont(vietnamese_font(), 8)
        for number, line in enumerate(caption.split("\n")):
            canvas.drawString(20, 800 - 10 * number, line)
        canvas.showPage()
    canvas.save()
    return path


def pdf_locked(path: Path, *, user: str, owner: str) -> Path:
    """A PDF encrypted with AES-256; an empty user password opens without asking."""
    writer = PdfWriter(clone_from=PdfReader(pdf_lines(path, [[MOTTO]])))
    writer.encrypt(user_password=user, owner_password=owner, algorithm="AES-256")
    writer.write(path)
    return path


def word(path: Path, *paragraphs: str) -> Path:
    """A Word file of plain paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def slides(path: Path, title: str, *points: str) -> Path:
    """A presentation of one slide: a title and its points."""
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\n".join(points)
    presentation.save(str(path))
    return path


def sheets(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    """A workbook of one sheet called «Nhiệm vụ»."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "Nhiệm vụ"
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    """A zip file of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def changed(path: Path, members: dict[str, bytes]) -> Path:
    """The zip file with members replaced or added."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return zipped(path, kept | members)


def member(path: Path, name: str) -> bytes:
    """One member of a zip file."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def with_text(path: Path, text: str) -> Path:
    """A good file of the family its ending names, saying `text`."""
    make = {
        ".docx": lambda: word(path, text),
        ".pptx": lambda: slides(path, "Tên trang", text),
        ".xlsx": lambda: sheets(path, [["Nội dung"], [text]]),
        ".pdf": lambda: pdf_lines(path, [[text]]),
        ".html": lambda: path.write_text(f"<!DOCTYPE html><html><body><p>{text}</p></body></html>", "utf-8"),
        ".md": lambda: path.write_text(f"# Tên\n\n{text}\n", "utf-8"),
        ".txt": lambda: path.write_text(text, "utf-8"),
    }
    make[path.suffix]()
    return path
