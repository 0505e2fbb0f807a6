"""Duties as a table for the page; the style sheet makes a card of each row on a telephone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from knowledge.plan import Duty
from ui.duty_states import remaining, said_day, state

_COLUMNS = (
    "Mục",
    "Nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Kết quả dự kiến",
    "Thời gian thực hiện",
    "Thời hạn",
)


@dataclass(frozen=True)
class Source:
    """Where a duty was read: the document's name, and the stored passage word for word."""

    document: str
    text: str


def duty_table(duties: Sequence[Duty], sources: Mapping[str, Source], today: date) -> str:
    """The table as HTML, a heading row for each group; `sources` by passage id. Empty where no duty is."""
    if not duties:
        return ""
    # Roles are spelt out: a browser that lays a table out as cards forgets that it is one.
    heads = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in _COLUMNS)
    rows = "".join(_rows(duties, sources, today))
    return (
        '<table class="duties" role="table" aria-label="Các nhiệm vụ">'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _rows(duties: Sequence[Duty], sources: Mapping[str, Source], today: date) -> list[str]:
    rows, group = [], None
    for duty in duties:
        if duty.group_id != group:
            group = duty.group_id
            rows.append(_group_row(duty))
        rows.append(_row(duty, sources.get(duty.passage_id), today))
    return rows


def _group_row(duty: Duty) -> str:
    name = escape(f"{duty.group_id}. {duty.group_heading}")
    return f'<tr role="row" class="group"><th role="rowheader" colspan="{len(_COLUMNS)}">{name}</th></tr>'


def _row(duty: Duty, source: Source | None, today: date) -> str:
    cells = (
        f"<strong>{escape(duty.id)}</strong>",
        _name(duty, source),
        _list(duty.lead),
        _list(duty.coordinating),
        _cell(duty.result),
        _cell(duty.timeline),
        _due(duty, today),
    )
    shown = zip(_COLUMNS, cells, strict=True)
    row = "".join(f'<td role="cell" data-label="{name}"><div>{cell}</div></td>' for name, cell in shown)
    return f'<tr role="row">{row}</tr>'


def _name(duty: Duty, source: Source | None) -> str:
    """The duty's own words under its section's, and its place in the plan, which opens."""
    section = f'<span class="section">{escape(duty.section)}</span>' if duty.section else ""
    return f"{section}{escape(duty.name)}{_place(duty, source)}"


def _place(duty: Duty, source: Source | None) -> str:
    locator = escape(duty.locator)
    if source is None:  # a duty is published with its passage; without one there is nothing to open
        return f'<p class="place">{locator}</p>'
    words = "<br>".join(escape(line) for line in source.text.splitlines() if line.strip())
    quote = f"<blockquote>{words}<footer>{escape(source.document)}</footer></blockquote>"
    return f'<details class="place"><summary>{locator}</summary>{quote}</details>'


def _list(names: Sequence[str]) -> str:
    if not names:
        return _cell(None)
    return f"<ul>{''.join(f'<li>{escape(name)}</li>' for name in names)}</ul>"


def _cell(text: str | None) -> str:
    return escape(text) if text else '<span class="empty">(để trống)</span>'


def _due(duty: Duty, today: date) -> str:
    """The last day, and how long until then."""
    day = f"{said_day(duty.due_to)}<br>" if duty.due_to else ""
    return f'{day}<span class="state {state(duty, today)}">{escape(remaining(duty, today))}</span>'
