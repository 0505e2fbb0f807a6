"""Progress as HTML: duties with their latest report, the history of one, and a sentence said."""

from collections.abc import Sequence
from datetime import date
from html import escape

from knowledge.clock import VIETNAM
from knowledge.plan import Duty
from knowledge.progress import Progress
from knowledge.reported import Latest
from ui.console.progress_fields import shortened
from ui.duty_states import remaining, said_day, state
from ui.progress_desk import Shown
from ui.progress_rows import NO_REPORT

_COLUMNS = ("Mục", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Báo cáo mới nhất")


def problem(said: str) -> str:
    """What went wrong."""
    return f'<p class="problem" role="alert">{escape(said)}</p>'


def sentence(said: str) -> str:
    """What was done."""
    return f'<p class="said" role="status">{escape(said)}</p>'


def standing_view(shown: Shown, called: str, note: str, today: date) -> str:
    """How many of how many duties stand so, and each of them; `called` is the standing's name."""
    reported = sum(duty in shown.latest for duty in shown.duties)
    heading = f"{len(shown.duties)}/{shown.total} nhiệm vụ · {called}"
    told = f"{note} Hôm nay {said_day(today)}. {reported} nhiệm vụ trong bảng đã có báo cáo.".strip()
    status = f'<div role="status"><h2>{escape(heading)}</h2><p>{escape(told)}</p></div>'
    return status + _table(shown.duties, shown.latest, today)


def history_view(duty: Duty, history: Sequence[Progress]) -> str:
    """Every report on one duty, the latest first."""
    heading = (
        f"<h2>Mục {escape(duty.id)}: {len(history)} lần báo cáo</h2><p>{escape(shortened(duty.name))}</p>"
    )
    items = "".join(f"<li>{_report(one)}{_line(_recorded(one))}</li>" for one in history)
    return f'{heading}<ol class="history">{items}</ol>' if items else f"{heading}<p>{NO_REPORT}.</p>"


def _table(duties: Sequence[Duty], latest: Latest, today: date) -> str:
    if not duties:
        return ""
    # Roles are spelt out: a browser that lays a table out as cards forgets that it is one.
    heads = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in _COLUMNS)
    rows = "".join(_row(duty, latest, today) for duty in duties)
    return (
        '<table class="duties standing" role="table" aria-label="Tình hình các nhiệm vụ">'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(duty: Duty, latest: Latest, today: date) -> str:
    known = latest.get(duty)
    cells = (
        f"<strong>{escape(duty.id)}</strong>",
        escape(duty.name),
        f"<ul>{''.join(f'<li>{escape(name)}</li>' for name in duty.lead)}</ul>",
        _due(duty, latest, today),
        _report(known, latest.label(duty)) if known else f'<span class="empty">{NO_REPORT}</span>',
    )
    shown = zip(_COLUMNS, cells, strict=True)
    row = "".join(f'<td role="cell" data-label="{name}"><div>{cell}</div></td>' for name, cell in shown)
    return f'<tr role="row">{row}</tr>'


def _due(duty: Duty, latest: Latest, today: date) -> str:
    """The last day and how long until then; a duty that is done is late for nothing."""
    if latest.is_done(duty):
        return said_day(duty.due_to) if duty.due_to else escape(duty.timeline)
    day = f"{said_day(duty.due_to)}<br>" if duty.due_to else ""
    return f'{day}<span class="state {state(duty, today)}">{escape(remaining(duty, today))}</span>'


def _report(known: Progress, label: str | None = None) -> str:
    """One report: its status (`label`: how the duty stands), figure, note and link, who told it and when."""
    figure = f": {escape(known.figure)}" if known.figure else ""
    note = _line(escape(known.note)) if known.note else ""
    who = _line(f"{escape(known.by)}, ngày {said_day(known.reported_on)}")
    return f"<strong>{escape(label or known.label)}</strong>{figure}{note}{_link(known.evidence)}{who}"


def _link(address: str | None) -> str:
    if not address:
        return ""
    # The page's address is nobody's business where the link leads.
    shown = escape(address)
    return _line(f'<a href="{shown}" target="_blank" rel="noopener noreferrer">Minh chứng: {shown}</a>')


def _line(html: str) -> str:
    return f'<div class="line">{html}</div>'


def _recorded(known: Progress) -> str:
    return f"Ghi lúc {known.recorded_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
