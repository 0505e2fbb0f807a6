"""Markdown → blocks, by way of the HTML it stands for."""

import re
from pathlib import Path

from markdown_it import MarkdownIt

from ingest.blocks import RawDocument
from ingest.readers.encoding import read_text
from ingest.readers.web import parse

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<fields>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(?P<title>.+?)[\"']?[ \t]*\r?$", re.MULTILINE)


def read(path: Path, max_pages: int) -> RawDocument:  # noqa: ARG001 — every reader takes the same arguments
    """The headings, paragraphs, items, tables and code of a CommonMark file; front matter gives the title."""
    text = read_text(path)
    front = _FRONT_MATTER.match(text)
    title = _TITLE.search(front["fields"]) if front else None
    # Raw HTML inside Markdown may hide text too: one walk over the rendered page drops it.
    html = MarkdownIt("commonmark").enable("table").render(text[front.end() :] if front else text)
    return RawDocument(title["title"] if title else None, "text/markdown", parse(html).blocks)
