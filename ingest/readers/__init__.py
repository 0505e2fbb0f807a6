"""Files of seven families → blocks; whatever goes wrong is a DocumentError."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.blocks import Block, RawDocument
from ingest.readers.cleaning import clean, clean_block
from ingest.readers.gate import admit, empty
from ingest.readers.legacy import find_legacy
from ingest.readers.refusals import damaged, old_encoding, out_of_memory
from ingest.readers.sniffing import Kind
from knowledge.errors import DocumentError

MAX_PAGES = 2000
_NO_MEMORY = re.compile("out of memory|memory allocation failed|cannot allocate memory|failed to map segment")
_LIBXML2_NO_MEMORY = 2  # XML_ERR_NO_MEMORY, the `code` of lxml's XMLSyntaxError


def read_file(path: Path, *, max_pages: int = MAX_PAGES) -> RawDocument:
    """Read a txt, md, html, docx, pdf, pptx or xlsx file into cleaned blocks.

    `max_pages` counts PDF pages, slides, sheets and form-feed pages. Every
    failure is a DocumentError. It trusts the file with this process's time and
    memory: `ingest.bounded` does not.
    """
    try:
        kind = admit(path)
        return _finish(path, kind, _reader(kind)(path, max_pages))
    except DocumentError:
        raise
    except Exception as error:
        # Parsers meet broken bytes with errors of every class, seldom with their own.
        raise _explained(path, error) from error


def _explained(path: Path, error: Exception) -> DocumentError:
    """What to tell a person of a parser's error; parsers wrap even MemoryError in errors of their own."""
    causes = [error, error.__cause__, error.__context__]
    if any(map(_says_no_memory, causes)):
        return out_of_memory(path)
    if any(isinstance(cause, RecursionError) for cause in causes):
        return damaged(path, "có cấu trúc lồng nhau quá sâu, không đọc được")
    return damaged(path)


def _says_no_memory(error: BaseException | None) -> bool:
    if isinstance(error, MemoryError) or _NO_MEMORY.search(str(error).lower()):
        return True
    return type(error).__name__ == "XMLSyntaxError" and getattr(error, "code", None) == _LIBXML2_NO_MEMORY


def _reader(kind: Kind) -> Callable[[Path, int], RawDocument]:
    """The family's reader; only its own parser is imported, so that a child process starts quickly."""
    match kind:
        case "text":
            from ingest.readers.plain import read
        case "markdown":
            from ingest.readers.markdown import read
        case "html":
            from ingest.readers.web import read
        case "pdf":
            from ingest.readers.pdf import read
        case "docx":
            from ingest.readers.word import read
        case "pptx":
            from ingest.readers.slides import read
        case "xlsx":
            from ingest.readers.sheets import read
    return read


def _finish(path: Path, kind: Kind, raw: RawDocument) -> RawDocument:
    """Refuse old encodings, clean every text, drop blank blocks (blank lines stay), settle the title."""
    # Before cleaning: the soft hyphen, which cleaning drops, is a letter in TCVN3.
    if found := find_legacy("\n".join(_texts(raw))):
        raise old_encoding(path, found)
    blocks = tuple(
        block for block in map(clean_block, raw.blocks) if block.kind == "line" or _has_text(block)
    )
    if not any(map(_has_text, blocks)):
        raise empty(path)
    title = " ".join(clean(raw.title or "").split()) or _first_heading(kind, blocks)
    return replace(raw, title=title, blocks=blocks)


def _texts(raw: RawDocument) -> Iterator[str]:
    for block in raw.blocks:
        yield block.text
        for row in block.rows:
            yield from row


def _has_text(block: Block) -> bool:
    return bool(block.text.strip()) or any(any(row) for row in block.rows)


def _first_heading(kind: Kind, blocks: tuple[Block, ...]) -> str | None:
    """The first heading of the first level; the name of a workbook's first sheet is no title."""
    tops = (block.text for block in blocks if block.kind == "heading" and block.level == 1)
    return None if kind == "xlsx" else next(tops, None)
