"""A duty as a row of values: for machines by field, for people by column."""

import re
from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

from knowledge.plan import Duty

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class DutyView(BaseModel):
    """One duty for a machine; agencies by their whole official names, dates as ISO 8601 or null."""

    id: str
    group: str
    name: str
    lead: list[str]
    coordinating: list[str]
    result: str | None
    timeline: str
    due_from: date | None
    due_to: date | None
    recurring: bool
    locator: str


def machine_row(duty: Duty) -> DutyView:
    """The duty for a machine."""
    return DutyView(
        id=duty.id,
        group=duty.group_id,
        name=duty.name,
        lead=list(duty.lead),
        coordinating=list(duty.coordinating),
        result=duty.result,
        timeline=duty.timeline,
        due_from=duty.due_from,
        due_to=duty.due_to,
        recurring=duty.recurring,
        locator=duty.locator,
    )


COLUMNS = {
    "Mục": 8,
    "Nhóm": 32,
    "Nhiệm vụ": 60,
    "Cơ quan chủ trì": 34,
    "Cơ quan phối hợp": 34,
    "Kết quả dự kiến": 48,
    "Thời gian thực hiện": 24,
    "Từ ngày": 13,
    "Đến ngày": 13,
    "Thường xuyên": 14,
    "Vị trí": 20,
}
"""The heading of each column for people, with its width in characters."""


def person_row(duty: Duty) -> list[str | date | None]:
    """The duty for a person, in the order of COLUMNS; no control characters."""
    cells = [
        duty.id,
        f"{duty.group_id}. {duty.group_heading}",
        duty.name,
        agencies(duty.lead),
        agencies(duty.coordinating),
        duty.result,
        duty.timeline,
        duty.due_from,
        duty.due_to,
        "có" if duty.recurring else "không",
        duty.locator,
    ]
    return [visible(cell) if isinstance(cell, str) else cell for cell in cells]


def agencies(names: Sequence[str]) -> str:
    """Names in one cell; their own commas stay theirs."""
    return "; ".join(names)


def visible(text: str) -> str:
    """Text without the control characters that XLSX and ICS forbid."""
    return _CONTROL.sub("", text)
