"""PowerPoint slides → blocks: title, text, tables and notes, slide by slide; hidden slides are left out."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER

from ingest.blocks import Block, RawDocument
from ingest.readers.refusals import too_many_pages

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_FURNITURE = {PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER}
_BULLETED = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY}


def read(path: Path, max_pages: int) -> RawDocument:
    """Per shown slide its title as a heading, then text, tables and notes; `page` is the slide's number."""
    presentation = pptx.Presentation(str(path))
    if len(presentation.slides) > max_pages:
        raise too_many_pages(path, "trang chiếu", max_pages)
    blocks: list[Block] = []
    for number, slide in enumerate(presentation.slides, start=1):
        if slide.element.get("show") not in {"0", "false"}:
            blocks += _slide(slide, number)
    return RawDocument(None, MEDIA_TYPE, tuple(blocks))


def _slide(slide: Any, page: int) -> Iterator[Block]:
    title = slide.shapes.title
    if title is not None:
        yield Block("heading", title.text_frame.text, level=1, page=page)
    for shape in _shown(slide.shapes):
        if title is None or shape.shape_id != title.shape_id:
            yield from _shape(shape, page)
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if notes is not None:
        yield from (Block("paragraph", paragraph.text, page=page) for paragraph in notes.paragraphs)


def _shown(shapes: Iterable[Any]) -> Iterator[Any]:
    """The visible shapes, those within groups too."""
    for shape in shapes:
        properties = shape.element.xpath(".//p:cNvPr")
        if properties and properties[0].get("hidden") in {"1", "true"}:
            continue
        if hasattr(shape, "shapes"):
            yield from _shown(shape.shapes)
        else:
            yield shape


def _shape(shape: Any, page: int) -> Iterator[Block]:
    place = shape.placeholder_format.type if shape.is_placeholder else None
    if place in _FURNITURE:
        return
    if shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            if place in _BULLETED:
                yield Block("item", paragraph.text, level=paragraph.level + 1, page=page)
            else:
                yield Block("paragraph", paragraph.text, page=page)
    elif getattr(shape, "has_table", False):
        yield Block("table", rows=_rows(shape.table), page=page)


def _rows(table: Any) -> tuple[tuple[str, ...], ...]:
    """The table's rows; a merged cell's text stands in every row and column it spans."""
    cells = [[table.cell(y, x) for x in range(len(table.columns))] for y in range(len(table.rows))]
    texts = [[cell.text_frame.text for cell in row] for row in cells]
    for y, row in enumerate(cells):
        for x, cell in enumerate(row):
            if cell.is_merge_origin:
                for down in texts[y : y + cell.span_height]:
                    down[x : x + cell.span_width] = [texts[y][x]] * len(down[x : x + cell.span_width])
    return tuple(map(tuple, texts))
