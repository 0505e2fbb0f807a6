"""Duties as an XLSX workbook; the one place that writes with openpyxl."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from knowledge.plan import Duty
from ui.duty_exports.rows import COLUMNS, person_row

_DATE = "DD/MM/YYYY"


def xlsx(duties: Sequence[Duty], now: datetime) -> bytes:
    """A workbook of one sheet: a frozen heading row, a row for each duty, dates as dates, text as text."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = now.replace(tzinfo=None)
    book.properties.creator = "bdhvs"
    sheet = book.active
    sheet.title = "Nhiệm vụ"
    _head(sheet)
    for number, duty in enumerate(duties, start=2):
        _write_row(sheet, number, person_row(duty))
    sheet.auto_filter.ref = sheet.dimensions
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _head(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font

    for number, (heading, width) in enumerate(COLUMNS.items(), start=1):
        cell = sheet.cell(1, number, heading)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _write_row(sheet: Any, number: int, values: Sequence[str | date | None]) -> None:
    from openpyxl.styles import Alignment

    for column, value in enumerate(values, start=1):
        cell = sheet.cell(number, column, value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(value, date):
            cell.number_format = _DATE
        elif value is not None:
            cell.data_type = "s"  # openpyxl would make a formula of "=…"
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
