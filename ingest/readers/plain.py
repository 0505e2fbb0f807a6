"""Plain text → physical lines."""

from collections.abc import Iterator
from pathlib import Path

from ingest.blocks import Block, RawDocument
from ingest.readers.cleaning import split_lines
from ingest.readers.encoding import read_text
from ingest.readers.refusals import too_many_pages


def read(path: Path, max_pages: int) -> RawDocument:
    """Every physical line as a `line` block; form feeds, where there are any, number the pages."""
    pages = read_text(path).split("\f")
    if len(pages) > max_pages:
        raise too_many_pages(path, "trang", max_pages)
    return RawDocument(None, "text/plain", tuple(_lines(pages)))


def _lines(pages: list[str]) -> Iterator[Block]:
    for number, page in enumerate(pages, start=1):
        for line in split_lines(page):
            yield Block("line", line, page=number if len(pages) > 1 else None)
