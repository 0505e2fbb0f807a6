"""Duties as JSON, as CSV, and as a table for a terminal."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date

from knowledge.plan import Duty
from ui.duty_exports.rows import COLUMNS, agencies, machine_row, person_row, visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def json_text(duties: Sequence[Duty]) -> str:
    """The duties as a JSON list of rows."""
    rows = [machine_row(duty).model_dump(mode="json") for duty in duties]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def csv_text(duties: Sequence[Duty]) -> str:
    """The duties as CSV (RFC 4180) under Vietnamese headings; dates as ISO 8601, no cell a formula."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in person_row(duty)] for duty in duties)
    return lines.getvalue()


def harmless(cell: str | date | None) -> str:
    """A cell that no spreadsheet runs: an apostrophe makes text of it (OWASP, CSV injection)."""
    text = cell.isoformat() if isinstance(cell, date) else cell or ""
    return f"'{text}" if text.startswith(_FORMULA) else text


def table(duties: Sequence[Duty], total: int, width: int) -> str:
    """How many of how many duties, and a table of them `width` characters wide; no cell is cut short."""
    count = f"{len(duties)}/{total} nhiệm vụ\n"
    return f"{count}\n{_drawn(duties, width)}" if duties else count


def _drawn(duties: Sequence[Duty], width: int) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table("Mục", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", box=box.SIMPLE, show_lines=True)
    for column, share in zip(grid.columns, (None, 5, 3, 3, 2), strict=True):
        column.ratio, column.no_wrap = share, share is None
    grid.expand = True
    for duty in duties:
        cells = (duty.id, duty.name, agencies(duty.lead), agencies(duty.coordinating), duty.timeline)
        grid.add_row(*(Text(visible(cell), overflow="fold") for cell in cells))
    page = io.StringIO()
    Console(file=page, width=width, color_system=None, force_terminal=False, legacy_windows=False).print(grid)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines() if line.strip())
