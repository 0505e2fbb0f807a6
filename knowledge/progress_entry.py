"""A record of progress as it is typed → a Progress; whatever is wrong is named, and nothing is stored."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from knowledge.duty_filter import DutyFilter, select_duties
from knowledge.errors import ProgressError, QueryError
from knowledge.plan import PlanRows
from knowledge.progress import Progress, progress_words
from knowledge.spelling import spoken
from knowledge.vietnamese import fold

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PARTING = re.compile(r"[\s.]")
_UNSEEN = ("Cc", "Cs", "Zl", "Zp")
"""Unicode's categories of control characters, halves of characters, and line and paragraph separators."""

_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing: what is read is not what is stored."""


@dataclass(frozen=True)
class Subject:
    """What is reported on: a duty of a plan, or one of its targets."""

    plan_id: str
    id: str


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


def one_plan(rows: PlanRows, plan: str | None = None) -> tuple[PlanRows, str]:
    """The rows of one plan with its id. Raises QueryError where there are several and none is named."""
    plans = sorted({duty.document_id for duty in rows.duties})
    if plan is None and len(plans) > 1:
        raise QueryError(f"Kho có {len(plans)} kế hoạch.", f"Hãy nêu một trong: {', '.join(plans)}.")
    chosen = plan or "".join(plans)
    if chosen not in plans:
        raise _no_plan(rows, chosen)
    duties = tuple(duty for duty in rows.duties if duty.document_id == chosen)
    return PlanRows(duties, tuple(one for one in rows.targets if one.document_id == chosen)), chosen


def find_duty(rows: PlanRows, typed: str, plan: str | None = None) -> Subject:
    """The duty that was typed. Raises QueryError: no such duty, a heading with rows under it, two plans."""
    duties = [duty for duty in rows.duties if plan is None or duty.document_id == plan]
    if plan is not None and not duties:
        raise _no_plan(rows, plan)
    found = select_duties(duties, DutyFilter(ids=(typed,)))
    if any(_squeezed(duty.id) != _squeezed(typed) for duty in found):
        under = ", ".join(dict.fromkeys(duty.id for duty in found))
        raise QueryError(f"«{typed}» là mục cha, không phải một nhiệm vụ.", f"Hãy nêu từng mục con: {under}.")
    return _only([Subject(duty.document_id, duty.id) for duty in found])


def find_target(rows: PlanRows, typed: str, plan: str | None = None) -> Subject:
    """The target that was typed, such as 2025.4. Raises QueryError."""
    targets = [target for target in rows.targets if plan is None or target.document_id == plan]
    found = [Subject(one.document_id, one.id) for one in targets if one.id == typed.strip()]
    if not found:
        known = ", ".join(dict.fromkeys(one.id for one in targets)) or "chưa có"
        raise QueryError(f"Kế hoạch không có chỉ tiêu «{typed}».", f"Các chỉ tiêu hiện có: {known}.")
    return _only(found)


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
    except ValueError:  # a 30 February
        pass
    raise ProgressError(f"Không hiểu ngày báo cáo «{_short(typed)}».", "Hãy viết như 2025-09-30.")


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


def _only(found: list[Subject]) -> Subject:
    plans = sorted({one.plan_id for one in found})
    if len(plans) > 1:
        raise QueryError(
            f"Mục «{found[0].id}» có trong {len(plans)} kế hoạch.",
            f"Hãy nêu thêm kế hoạch, một trong: {', '.join(plans)}.",
        )
    return found[0]


def _no_plan(rows: PlanRows, plan: str) -> QueryError:
    known = ", ".join(sorted({duty.document_id for duty in rows.duties})) or "chưa có"
    return QueryError(f"Không có kế hoạch «{plan}».", f"Các kế hoạch hiện có: {known}.")


def _squeezed(name: str) -> str:
    return _PARTING.sub("", name).lower()


def _short(text: str) -> str:
    """What was typed, as far as an error repeats it."""
    return text if len(text) <= 80 else f"{text[:80]}…"
