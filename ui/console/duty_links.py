"""Links that take the shown duties away as files: `GET /api/duties` with the same question."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from knowledge.plan import Duty
from ui.duties_api import DutyQuestion
from ui.duty_exports import Format
from ui.duty_exports.calendar import dated

_NAMES = {Format.XLSX: "Excel (XLSX)", Format.CSV: "CSV", Format.JSON: "JSON", Format.ICS: "Lịch (ICS)"}


def duty_links(asked: DutyQuestion, duties: Sequence[Duty]) -> str:
    """A link for each kind of file as HTML; a calendar only where a duty has a day."""
    in_calendar = len(dated(duties))
    kinds = [kind for kind in _NAMES if kind != Format.ICS or in_calendar]
    links = "".join(f"<li>{_link(asked, kind)}</li>" for kind in kinds) if duties else ""
    if not links:
        return ""
    note = _note(len(duties), in_calendar)
    return f'<nav class="exports" aria-label="Tải về"><span>Tải về:</span><ul>{links}</ul>{note}</nav>'


def address(asked: DutyQuestion, kind: Format) -> str:
    """The question as an address below the page's own, so that it holds behind any front server."""
    conditions = asked.model_dump(exclude={"format"}, exclude_defaults=True)
    return f"api/duties?{urlencode({**conditions, 'format': str(kind)}, doseq=True)}"


def _link(asked: DutyQuestion, kind: Format) -> str:
    href = escape(address(asked, kind))
    return f'<a href="{href}" download="{kind.file_name}">{_NAMES[kind]}</a>'


def _note(total: int, in_calendar: int) -> str:
    if in_calendar == total:
        return ""
    if not in_calendar:
        return "<p>Không nhiệm vụ nào có thời hạn để ghi vào lịch.</p>"
    return f"<p>Lịch chỉ có {in_calendar} nhiệm vụ ghi thời hạn.</p>"
