"""Duties as a calendar (RFC 5545): one all-day event on the last day of each dated duty."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from knowledge.errors import QueryError
from knowledge.plan import Duty
from ui.duty_exports.rows import agencies, visible

_MAX_OCTETS = 75
"""Of a line without its end (RFC 5545 §3.1)."""

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def dated(duties: Sequence[Duty]) -> list[Duty]:
    """The duties that have a last day and are not done for ever."""
    return [duty for duty in duties if duty.due_to and not duty.recurring]


def ics(duties: Sequence[Duty], now: datetime) -> bytes:
    """The dated duties as a calendar, written at `now` (with a time zone).

    Raises QueryError where none is dated: a calendar holds at least one event (RFC 5545 §3.6).
    """
    chosen = dated(duties)
    if not chosen:
        raise QueryError(
            f"Trong {len(duties)} nhiệm vụ được chọn, không nhiệm vụ nào có thời hạn để ghi vào lịch.",
            "Hãy nới điều kiện lọc, hoặc xuất dạng json, csv, xlsx.",
        )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bdhvs//Nhiem vu//VI", "CALSCALE:GREGORIAN"]
    lines += ["X-WR-CALNAME:Hạn nhiệm vụ Bình dân học vụ số"]
    lines += [line for duty in chosen for line in _event(duty, now)]
    return "".join(f"{fold_line(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _event(duty: Duty, now: datetime) -> Iterator[str]:
    """The lines of one event; the day after its last day ends it, as the standard counts."""
    last = duty.due_to or date.max
    yield "BEGIN:VEVENT"
    yield f"UID:{escape(f'{duty.document_id}/{duty.id}@bdhvs')}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{last:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escape(f'{duty.id} {duty.name}')}"
    yield f"DESCRIPTION:{escape(_description(duty))}"
    yield "TRANSP:TRANSPARENT"  # a deadline keeps nobody's day busy
    yield "END:VEVENT"


def _description(duty: Duty) -> str:
    said = {
        "Chủ trì": agencies(duty.lead),
        "Phối hợp": agencies(duty.coordinating),
        "Kết quả dự kiến": duty.result,
        "Thời gian thực hiện": duty.timeline,
        "Nguồn": duty.locator,
    }
    return "\n".join(f"{name}: {value}" for name, value in said.items() if value)


def escape(text: str) -> str:
    """A value of type TEXT (RFC 5545 §3.3.11)."""
    return visible(text).translate(_ESCAPES)


def fold_line(line: str) -> str:
    """A content line of at most 75 octets a piece; no letter is broken apart (RFC 5545 §3.1)."""
    pieces, size = [""], 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _MAX_OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += octets
    return "\r\n".join(pieces)
