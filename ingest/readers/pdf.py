"""PDF pages → lines and ruled tables, in reading order."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError
from pdfplumber.utils.exceptions import PdfminerException

from ingest.blocks import Block, RawDocument
from ingest.readers.pdf_tables import inside, tables_of
from ingest.readers.refusals import called, damaged, too_many_pages
from knowledge.errors import DocumentError, EncryptedDocument, LegacyEncoding, ScannedDocument

_WRITTEN_PAGE = 200  # letters: more than a signature's stamp leaves on a scanned page
_EMPTY_PAGE = 50  # letters a page on average, below which the pictures carry the content
_OUTLINED = 200  # curves on a page: letters drawn as outlines
_UNMAPPED_SHARE = 0.3  # of all letters
_TAIL = 65_536  # bytes some programs leave behind a PDF's end


@dataclass(frozen=True)
class _Page:
    blocks: tuple[Block, ...]
    letters: int
    unmapped: int  # letters of fonts that tell no Unicode
    pictured: bool


def read(path: Path, max_pages: int) -> RawDocument:
    """Every page's lines (a wide gap gives an empty one) and ruled tables.

    Raises ScannedDocument where pages are pictures, LegacyEncoding where fonts
    tell no Unicode, EncryptedDocument, DamagedDocument, DocumentTooLarge.
    """
    _refuse_cut(path)
    pages = _pages(path, max_pages)
    letters = sum(page.letters for page in pages)
    _refuse_scanned(path, pages, letters)
    if sum(page.unmapped for page in pages) > _UNMAPPED_SHARE * letters:
        raise LegacyEncoding(
            f"{called(path)} dùng phông chữ không cho biết mã Unicode, không lấy được chữ.",
            "Hãy tìm bản Word của tài liệu, hoặc nhận dạng chữ (OCR) rồi thử lại.",
        )
    return RawDocument(None, "application/pdf", tuple(block for page in pages for block in page.blocks))


def _refuse_cut(path: Path) -> None:
    """A whole PDF ends in %%EOF; of one cut off the parser would save some pages and say nothing."""
    data = path.read_bytes()
    end = data.rfind(b"%%EOF")
    if end < 0 or len(data) - end > _TAIL:
        raise damaged(path, "bị cắt cụt: thiếu phần cuối của PDF")


def _pages(path: Path, max_pages: int) -> list[_Page]:
    try:
        # One page more than allowed tells that there are too many, without opening them all.
        document = pdfplumber.open(path, pages=list(range(1, max_pages + 2)))
    except PdfminerException as error:
        if any(isinstance(cause, PDFEncryptionError) for cause in error.args):
            raise _locked(path) from error
        raise
    with closing(document.stream):
        if len(document.pages) > max_pages:
            raise too_many_pages(path, "trang", max_pages)
        if not document.pages:
            raise damaged(path, "không còn trang nào đọc được")
        return [_page(page) for page in document.pages]


def _locked(path: Path) -> DocumentError:
    return EncryptedDocument(f"{called(path)} có mật khẩu.", "Hãy gỡ mật khẩu của PDF rồi thử lại.")


def _page(page: Any) -> _Page:
    letters = [char["text"] for char in page.chars if not char["text"].isspace()]
    found = _Page(
        blocks=tuple(_blocks(page)),
        letters=len(letters),
        unmapped=sum(letter.startswith("(cid:") for letter in letters),
        pictured=bool(page.images) or len(page.curves) > _OUTLINED,
    )
    page.close()  # else the letters of every page stay in memory
    return found


def _blocks(page: Any) -> Iterator[Block]:
    tables = tables_of(page)
    # Text set beside the page is there to be found, not to be read: it is left out.
    rest = page.filter(
        lambda thing: inside(thing, page.bbox) and not any(table.covers(thing) for table in tables)
    )
    lines = rest.extract_text_lines(return_chars=False) if rest.chars else []
    things = [*lines, *({"top": table.top, "bottom": table.box[3], "rows": table.rows} for table in tables)]
    above: Any = None
    for thing in sorted(things, key=lambda each: each["top"]):
        if above is not None and thing["top"] - above["bottom"] > above["bottom"] - above["top"]:
            yield Block("line", page=page.page_number)
        if "rows" in thing:
            yield Block("table", rows=thing["rows"], page=page.page_number)
        else:
            yield Block("line", thing["text"], page=page.page_number)
        above = thing


def _refuse_scanned(path: Path, pages: list[_Page], letters: int) -> None:
    """Pictures and next to no text: a scan; one page with real text makes it a mixed PDF, which is read."""
    written = any(page.letters >= _WRITTEN_PAGE for page in pages)
    if any(page.pictured for page in pages) and not written and letters < _EMPTY_PAGE * len(pages):
        raise ScannedDocument(
            f"{called(path)} là ảnh quét các trang giấy, không có chữ để đọc.",
            "Hãy nhận dạng chữ (OCR) rồi thử lại, hoặc dùng bản Word của tài liệu.",
        )
