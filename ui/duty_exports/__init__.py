"""Duties as files: JSON, CSV, XLSX, ICS; and as a table for a terminal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knowledge.duty_query import choose
from knowledge.plan import Duty
from ui.duty_exports.calendar import dated, ics
from ui.duty_exports.sheet import xlsx
from ui.duty_exports.text import csv_text, json_text


class Format(StrEnum):
    """A kind of file that duties can be taken away in."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"

    @property
    def media_type(self) -> str:
        """What HTTP calls it."""
        return _MEDIA_TYPES[self]

    @property
    def file_name(self) -> str:
        """The name of a file nobody named."""
        return f"nhiem-vu.{self}"


@dataclass(frozen=True)
class Export:
    """A file's bytes, and how many of the duties are not in it."""

    content: bytes
    left_out: int = 0

    @property
    def note(self) -> str:
        """What a person should know about the duties left out; empty where all are in."""
        if not self.left_out:
            return ""
        return f"Không đưa vào lịch {self.left_out} nhiệm vụ thường xuyên hoặc không ghi thời hạn."


def export(duties: Sequence[Duty], wanted: Format, now: datetime) -> Export:
    """The duties as a file; `now` carries a time zone. Raises QueryError for a calendar without a day."""
    left_out = len(duties) - len(dated(duties)) if wanted == Format.ICS else 0
    return Export(_WRITERS[wanted](duties, now), left_out)


def choose_format(typed: str) -> Format:
    """The format that was typed. Raises QueryError."""
    return choose("Định dạng", typed, list(Format))


_MEDIA_TYPES = {
    Format.JSON: "application/json",
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.ICS: "text/calendar; charset=utf-8",
}
_WRITERS: dict[Format, Callable[[Sequence[Duty], datetime], bytes]] = {
    Format.JSON: lambda duties, _now: json_text(duties).encode(),
    Format.CSV: lambda duties, _now: csv_text(duties).encode("utf-8-sig"),
    Format.XLSX: xlsx,
    Format.ICS: ics,
}
