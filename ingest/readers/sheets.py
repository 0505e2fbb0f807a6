"""Excel workbooks → one heading and one table per sheet; hidden sheets are left out."""

from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ingest.blocks import Block, RawDocument
from ingest.readers.refusals import too_many_pages

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read(path: Path, max_pages: int) -> RawDocument:
    """The values as shown: formulas by their last result, dates as dd/mm/yyyy, percentages with %."""
    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        if len(workbook.worksheets) > max_pages:
            raise too_many_pages(path, "trang tính", max_pages)
        blocks: list[Block] = []
        for sheet in workbook.worksheets:
            if sheet.sheet_state == "visible" and (rows := _rows(sheet)):
                blocks += [Block("heading", sheet.title, level=1), Block("table", rows=rows)]
    finally:
        workbook.close()
    return RawDocument(None, MEDIA_TYPE, tuple(blocks))


def _rows(sheet: Any) -> tuple[tuple[str, ...], ...]:
    """The rows that hold something, cut and padded to the width of the widest."""
    # The size a file states may be wrong by millions of rows: walk what is there.
    sheet.reset_dimensions()
    rows = [cells for row in sheet.iter_rows() if (cells := _filled(row))]
    width = max(map(len, rows), default=0)
    return tuple(tuple(row + [""] * (width - len(row))) for row in rows)


def _filled(row: Iterable[Any]) -> list[str]:
    cells = [_shown(cell.value, cell.number_format or "") if cell.value is not None else "" for cell in row]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _shown(value: Any, number_format: str) -> str:
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M" if value.time() != time() else "%d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, float):
        return f"{value * 100:.10g}%" if "%" in number_format else f"{value:.15g}"
    if isinstance(value, int) and not isinstance(value, bool) and "%" in number_format:
        return f"{value * 100}%"
    return str(value)
