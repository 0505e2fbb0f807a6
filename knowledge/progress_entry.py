"""A record of progress as it is typed → a Progress; whatever is wrong is named, and nothing is stored."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from knowledge.errors import ProgressError
from knowledge.progress import Progress, progress_words
from knowledge.progress_subject import Subject
from knowledge.spelling import spoken
from knowledge.vietnamese import fold

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SAID_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_UNSEEN = ("Cc", "Cs", "Zl", "Zp")
"""Unicode's categories of control characters, halves of characters, and line and paragraph separators."""

_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing: what is read is not what is stored."""


@dataclass(frozen=True)
class Entry:
    """A report as typed; `on` is a day such as 2025-09-30, today where it is left out."""

    status: str
    figure: str | None = None
    note: str | None = None
    evidence: str | None = None
    on: str | None = None


@dataclass(frozen=True)
class Frame:
    """What a report is checked against: who writes, when, the plan's first day, what hides personal data."""

    by: str
    now: datetime
    signed_on: date | None
    masked: Callable[[str], str]


def read_entry(subject: Subject, entry: Entry, frame: Frame) -> Progress:
    """The record to store, personal numbers masked. Raises ProgressError saying what is wrong."""
    figure = _text("Số liệu", "figure", entry.figure, frame)
    if figure is not None and not any(char.isdigit() for char in figure):
        raise ProgressError(
            f"Số liệu «{figure}» không có con số nào.", "Hãy viết số kèm đơn vị, như «45 lớp»."
        )
    return Progress(
        plan_id=subject.plan_id,
        duty_id=subject.id,
        status=_status(entry.status),
        figure=figure,
        note=_text("Ghi chú", "note", entry.note, frame),
        evidence=_link(entry.evidence),
        reported_on=_day(entry.on, frame),
        by=frame.by,
        recorded_at=frame.now,
    )


def _status(typed: str) -> str:
    statuses = progress_words().statuses
    wanted = fold(" ".join(spoken(typed)))
    for name, label in statuses.items():
        if typed.strip().lower() == name or wanted == fold(" ".join(spoken(label))):
            return name
    known = ", ".join(f"{name} ({label.lower()})" for name, label in statuses.items())
    raise ProgressError(f"Tình trạng «{_short(typed)}» không có.", f"Hãy chọn một trong: {known}.")


def _day(typed: str | None, frame: Frame) -> date:
    """The day reported on: not after today, not before the plan was signed."""
    today = frame.now.date()
    day = today if typed is None else _read_day(typed)
    if day > today:
        raise ProgressError(
            f"Ngày báo cáo {day:%d/%m/%Y} ở sau hôm nay ({today:%d/%m/%Y}).",
            "Hãy ghi ngày đã qua hoặc hôm nay.",
        )
    if frame.signed_on and day < frame.signed_on:
        raise ProgressError(
            f"Ngày báo cáo {day:%d/%m/%Y} ở trước ngày ký Kế hoạch ({frame.signed_on:%d/%m/%Y}).",
            "Hãy ghi ngày từ đó trở đi.",
        )
    return day


def _read_day(typed: str) -> date:
    try:
        if _DAY.fullmatch(typed.strip()):
            return date.fromisoformat(typed.strip())
        if match := _SAID_DAY.fullmatch(typed.strip()):
            day, month, year = map(int, match.groups())
            return date(year, month, day)
    except ValueError:  # a 30 February
        pass
    raise ProgressError(
        f"Không hiểu ngày báo cáo «{_short(typed)}».", "Hãy viết như 30/9/2025 hoặc 2025-09-30."
    )


def _text(what: str, name: str, typed: str | None, frame: Frame) -> str | None:
    """A text as typed, its ends trimmed and personal numbers masked; None where it is empty."""
    text = unicodedata.normalize("NFC", typed or "").replace("\r\n", "\n").strip()
    _refuse_controls(what, text, allowed="\n" if name == "note" else "")
    _refuse_long(what, name, text)
    return frame.masked(text) or None


def _link(typed: str | None) -> str | None:
    """An http(s) address without a password in it."""
    text = (typed or "").strip()
    if not text:
        return None
    _refuse_controls("Liên kết minh chứng", text)
    _refuse_long("Liên kết minh chứng", "evidence", text)
    try:
        parts = urlsplit(text)
        well = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port or an IPv6 address that is none
        well = False
    if not well or any(char.isspace() for char in text) or any(char in text for char in '<>"\\'):
        raise ProgressError(
            f"Liên kết minh chứng «{_short(text)}» không dùng được.",
            "Hãy ghi địa chỉ đầy đủ bắt đầu bằng http:// hoặc https://, không có dấu cách.",
        )
    if "@" in parts.netloc:
        raise ProgressError(
            "Liên kết minh chứng có tên đăng nhập hoặc mật khẩu.", "Hãy bỏ phần đứng trước dấu @."
        )
    return text


def _refuse_controls(what: str, text: str, allowed: str = "") -> None:
    for char in text:
        hidden = unicodedata.category(char) in _UNSEEN or char in _DIRECTIONS or ord(char) & 0xFFFE == 0xFFFE
        if hidden and char not in allowed:
            raise ProgressError(f"{what} có ký tự điều khiển (U+{ord(char):04X}).", "Hãy gõ lại phần chữ đó.")


def _refuse_long(what: str, name: str, text: str) -> None:
    limit = progress_words().limits[name]
    if len(text) > limit:
        raise ProgressError(f"{what} dài {len(text)} ký tự, quá {limit}.", "Hãy viết gọn lại.")


def _short(text: str) -> str:
    """What was typed, as far as an error repeats it."""
    return text if len(text) <= 80 else f"{text[:80]}…"
