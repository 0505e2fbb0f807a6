"""Taking a report in and giving the state out: what the command and the HTTP way have in common."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from assistant.privacy import MASK, masked
from knowledge.duty_filter import parse_due, select_duties
from knowledge.duty_query import choose, read_filter
from knowledge.errors import AccessError, AccessOff, QueryError
from knowledge.library import Library
from knowledge.periods import Days
from knowledge.plan import EITHER, Duty
from knowledge.progress import Progress
from knowledge.progress_entry import Entry, Frame, read_entry
from knowledge.progress_subject import Subject, unnamed
from knowledge.reported import Latest, latest_of, led_by_many
from knowledge.standing import STANDINGS, Moment, next_days

_WITHIN = 30
"""Days ahead in which a duty is due, where nobody says how many."""

_MOST_DAYS = 3650
_SHOW_KEY = (
    "Trên trang: gõ vào ô «Khóa cán bộ». Gọi API: gửi «Authorization: Bearer <khóa>»; "
    "gõ lệnh: đặt khóa trong BDHVS_OFFICER_KEY."
)
_GAP = r"[\s.\-]?"
_PHONE = re.compile(rf"(?<!\d)(?:\+?84{_GAP}|0)[235789](?:{_GAP}\d){{8,9}}(?!\d)")
"""A Vietnamese telephone number: nine or ten digits after the 0 or +84; hotlines are shorter and stay."""

_NAMED_ID = re.compile(
    r"(?i)((?:cmnd|cccd|căn cước|can cuoc|định danh|dinh danh|hộ chiếu)\D{0,20})[a-z]?\d{7,12}"
)
_MONEY = re.compile(r"(?i)((?<![\d.])[1-9]\d{0,2}(?:\.\d{3})+\s?(?:đồng|vnđ|vnd|đ)\b)")
"""A sum in đồng: as long as an account's number, and nobody's."""

_CODE = re.compile(r"(?i)\b(otp|mã pin|mật khẩu)(\s*[:=]?\s*)(?=\S*\d)[^\s,.;]{4,}")


@dataclass(frozen=True)
class Asked:
    """Which duties to show, as typed; `within` is a number of days."""

    standing: str | None = None
    agency: Sequence[str] = ()
    role: str = EITHER
    period: str | None = None
    within: str | None = None


@dataclass(frozen=True)
class Shown:
    """The duties that were asked for with their state, and of how many."""

    duties: Sequence[Duty]
    latest: Latest
    total: int


def impersonal(text: str) -> str:
    """The text without numbers that belong to a person: ids, accounts, one-time codes, telephones."""
    pieces = _MONEY.split(text)
    return "".join(piece if place % 2 else _hidden(piece) for place, piece in enumerate(pieces))


def _hidden(text: str) -> str:
    named = _NAMED_ID.sub(lambda match: f"{match[1]}{MASK}", masked(text))
    return _PHONE.sub(MASK, _CODE.sub(lambda match: f"{match[1]}{match[2]}{MASK}", named))


def office_of(library: Library, presented: str | None) -> str:
    """The office whose key was presented. Raises AccessOff where none is set, AccessError."""
    keys = library.settings.keys
    if not keys:
        raise AccessOff(
            "Máy này chưa đặt khóa cán bộ, nên chưa ghi được tiến độ.",
            "Hãy nhờ người quản trị đặt BDHVS_OFFICER_KEYS.",
        )
    if not presented:
        raise AccessError("Việc này cần khóa cán bộ.", _SHOW_KEY)
    office = keys.office(presented)
    if office is None:
        raise AccessError("Khóa cán bộ không đúng.", "Hãy hỏi lại đơn vị quản trị.")
    return office


def check_reader(library: Library, presented: str | None) -> None:
    """Refuse who may not read progress. Raises AccessOff, AccessError."""
    if not library.settings.progress_public:
        office_of(library, presented)


def take_in(library: Library, subject: Subject, entry: Entry, office: str, now: datetime) -> Progress:
    """Check the report and append it. Raises ProgressError, StorageError."""
    frame = Frame(office, now, _signed_on(library, subject.plan_id), impersonal)
    progress = read_entry(subject, entry, frame)
    library.progress.record(progress)
    return progress


def warning(library: Library, made: Progress) -> str | None:
    """What the officer who recorded it should look at: that the duty does not name the key's agency."""
    subject = Subject(made.plan_id, made.duty_id)
    if not unnamed(library.plan(), library.lexicon, subject, made.by):
        return None
    return f"Cơ quan {made.by} không có tên trong nhiệm vụ {made.duty_id}; đã ghi, hãy kiểm tra lại."


def show(library: Library, asked: Asked, today: date) -> Shown:
    """The duties of a standing, with their state. Raises QueryError."""
    rows = library.plan().duties
    wanted = read_filter(rows, library.lexicon, agency=asked.agency, role=asked.role)
    moment = Moment(today, _days(asked, today))
    duties = select_duties(rows, wanted)
    latest = latest_of(library.progress, duties, led_by_many(library.lexicon), moment.as_of)
    if asked.standing is not None:
        standing = choose("Tình hình", asked.standing, tuple(STANDINGS))
        duties = STANDINGS[standing](duties, latest, moment)
    return Shown(duties, latest, len(rows))


def _days(asked: Asked, today: date) -> Days | None:
    """The days in question: the period, or those next to come."""
    if asked.within is not None and (asked.period is not None or asked.standing != "due"):
        raise QueryError(
            "Điều kiện within (trong bao nhiêu ngày tới) chỉ đi với standing=due và không đi cùng period.",
            "Hãy bỏ bớt một điều kiện.",
        )
    if asked.period is not None:
        return parse_due(asked.period)
    return next_days(today, _count(asked.within)) if asked.standing == "due" else None


def _count(typed: str | None) -> int:
    if typed is None:
        return _WITHIN
    if not re.fullmatch(r"\s*\d{1,4}\s*", typed, re.ASCII) or int(typed) > _MOST_DAYS:
        raise QueryError(f"Số ngày «{typed[:20]}» không dùng được.", f"Hãy ghi số từ 0 đến {_MOST_DAYS}.")
    return int(typed)


def _signed_on(library: Library, plan_id: str) -> date | None:
    """The day the plan was signed, where its document says."""
    document = library.store.document(plan_id)
    told = document.meta.get("signed_on") if document else None
    return date.fromisoformat(told) if told else None
