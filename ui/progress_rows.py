"""Progress as rows: for machines by field, for people as a table or CSV."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date, datetime

from pydantic import BaseModel, Field

from knowledge.clock import VIETNAM
from knowledge.plan import Duty
from knowledge.progress import Progress
from knowledge.reported import Latest
from ui.duty_exports.rows import DutyView, agencies, machine_row, visible
from ui.duty_exports.text import harmless


class ProgressView(BaseModel):
    """One report."""

    id: str = Field(description="Mục của nhiệm vụ hoặc chỉ tiêu", examples=["4.4"])
    status: str = Field(description="Tình trạng", examples=["in_progress"])
    label: str = Field(description="Tình trạng bằng tiếng Việt", examples=["Đang thực hiện"])
    figure: str | None = Field(description="Số liệu, nguyên văn", examples=["45 lớp"])
    note: str | None = Field(description="Ghi chú; số của cá nhân đã được che")
    evidence: str | None = Field(description="Liên kết minh chứng")
    reported_on: date = Field(description="Ngày báo cáo")
    by: str = Field(description="Cơ quan báo cáo: nhãn của khóa", examples=["so-khcn"])
    recorded_at: datetime = Field(description="Lúc ghi vào máy")


class RecordedView(ProgressView):
    """A report that was just recorded."""

    warning: str | None = Field(description="Điều cần kiểm tra lại; báo cáo vẫn được ghi")


class BodiesView(BaseModel):
    """How many offices reported on a duty that many bodies each do."""

    reported: int = Field(description="Số đơn vị đã báo cáo")
    done: int = Field(description="Số đơn vị có lần báo cáo mới nhất là đã hoàn thành")


class StandingView(DutyView):
    """A duty with its latest report."""

    progress: ProgressView | None = Field(description="Lần báo cáo mới nhất; null là chưa có báo cáo")
    bodies: BodiesView | None = Field(
        description="Với nhiệm vụ giao chung cho nhiều đơn vị, không coi là xong theo báo cáo của một "
        "đơn vị; null: nhiệm vụ không giao chung"
    )


COLUMNS = (
    "Mục", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện", "Đến ngày",
    "Tình trạng", "Số liệu", "Ghi chú", "Minh chứng", "Ngày báo cáo", "Cơ quan báo cáo",
)  # fmt: skip
NO_REPORT = "Chưa có báo cáo"


def view(progress: Progress) -> ProgressView:
    """The report for a machine."""
    return ProgressView(
        id=progress.duty_id,
        status=progress.status,
        label=progress.label,
        figure=progress.figure,
        note=progress.note,
        evidence=progress.evidence,
        reported_on=progress.reported_on,
        by=progress.by,
        recorded_at=progress.recorded_at,
    )


def standing_rows(duties: Sequence[Duty], latest: Latest) -> list[StandingView]:
    """The duties with their latest reports, for a machine."""
    return [_standing_row(duty, latest) for duty in duties]


def _standing_row(duty: Duty, latest: Latest) -> StandingView:
    bodies = latest.bodies.get(duty)
    return StandingView(
        **vars(machine_row(duty)),
        progress=view(latest[duty]) if duty in latest else None,
        bodies=BodiesView(reported=bodies.reported, done=bodies.done) if bodies else None,
    )


def json_text(duties: Sequence[Duty], latest: Latest) -> str:
    """The same rows as JSON."""
    rows = [row.model_dump(mode="json") for row in standing_rows(duties, latest)]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def csv_text(duties: Sequence[Duty], latest: Latest) -> str:
    """The same rows as CSV under Vietnamese headings; dates as ISO 8601, no cell a formula."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    writer.writerows(
        [harmless(visible(cell) if isinstance(cell, str) else cell) for cell in _cells(duty, latest)]
        for duty in duties
    )
    return lines.getvalue()


def _cells(duty: Duty, latest: Latest) -> list[str | date | None]:
    known = latest.get(duty)
    told: list[str | date | None] = [NO_REPORT, *[None] * 5]
    if known:
        told = [latest.label(duty), known.figure, known.note, known.evidence, known.reported_on, known.by]
    place = [duty.id, duty.name, agencies(duty.lead), agencies(duty.coordinating), duty.timeline, duty.due_to]
    return [*place, *told]


def recorded(made: Progress) -> str:
    """What is said once a report is stored."""
    return f"Đã ghi {made.duty_id}: {made.label}, ngày {made.reported_on:%d/%m/%Y}, {made.by}."


def table(duties: Sequence[Duty], latest: Latest, total: int, width: int) -> str:
    """How many of how many duties, and a table of them `width` characters wide; no cell is cut short."""
    reported = sum(duty in latest for duty in duties)
    count = f"{len(duties)}/{total} nhiệm vụ, {reported} có báo cáo\n"
    rows = [(duty.id, duty.name, agencies(duty.lead), duty.timeline, _state(duty, latest)) for duty in duties]
    heads = ("Mục", "Nhiệm vụ", "Chủ trì", "Thời gian", "Tình trạng")
    return f"{count}\n{_drawn(heads, rows, (0, 5, 3, 2, 4), width)}" if rows else count


def history_table(history: Sequence[Progress], width: int) -> str:
    """Every report on one duty, the latest first."""
    rows = [(f"{one.reported_on:%d/%m/%Y}", one.by, _told(one), _recorded(one)) for one in history]
    heads = ("Ngày báo cáo", "Cơ quan", "Tình trạng", "Ghi lúc")
    return f"{len(rows)} lần báo cáo\n" + (f"\n{_drawn(heads, rows, (0, 2, 6, 0), width)}" if rows else "")


def _recorded(progress: Progress) -> str:
    return f"{progress.recorded_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def _state(duty: Duty, latest: Latest) -> str:
    """How a duty stands, in one cell."""
    return _told(latest[duty], latest.label(duty)) if duty in latest else NO_REPORT


def _told(known: Progress, label: str | None = None) -> str:
    """A report in one cell, under its own label or another."""
    parts = [known.figure, known.note, known.evidence, f"({known.by}, {known.reported_on:%d/%m/%Y})"]
    return "\n".join([label or known.label, *(part for part in parts if part)])


def _drawn(heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int], width: int) -> str:
    """A table whose columns share the width; a share of 0 is as wide as it must be."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(*heads, box=box.SIMPLE, show_lines=True, expand=True)
    for column, share in zip(grid.columns, shares, strict=True):
        column.ratio, column.no_wrap = share or None, not share
    for row in rows:
        grid.add_row(*(Text(visible(cell), overflow="fold") for cell in row))
    page = io.StringIO()
    Console(file=page, width=width, color_system=None, force_terminal=False, legacy_windows=False).print(grid)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines() if line.strip())
