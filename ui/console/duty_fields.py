"""The fields of the officers' filter: what each offers, and what was set as a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.lexicon import Lexicon
from knowledge.plan import COORDINATING, EITHER, LEAD, Duty
from knowledge.vietnamese import fold
from ui.duties_api import DutyQuestion

Choices = list[tuple[str, str]]
"""What is shown, and what it stands for."""

ROLES: Choices = [("Một trong hai", EITHER), ("Chủ trì", LEAD), ("Phối hợp", COORDINATING)]
RECURRING: Choices = [("Tất cả", ""), ("Chỉ thường xuyên", "true"), ("Trừ thường xuyên", "false")]
EMPTY_CELLS: Choices = [
    ("Chưa ghi thời hạn", "due"),
    ("Không ghi cơ quan phối hợp", "coordinating"),
    ("Không ghi kết quả dự kiến", "result"),
]
_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Offered:
    """What the plan of today gives to choose from."""

    agencies: Choices
    groups: Choices
    dues: Choices


def offered(rows: Sequence[Duty], lexicon: Lexicon) -> Offered:
    """The agencies anyone may name, the groups, and the years, quarters and months that hold a last day."""
    names = {name for duty in rows for name in (*duty.lead, *duty.coordinating)}
    names |= {agency.name for agency in lexicon.agencies}
    groups = {duty.group_id: f"{duty.group_id}. {duty.group_heading}" for duty in rows}
    return Offered(
        [(name, name) for name in sorted(names, key=fold)],
        [("Mọi nhóm", ""), *((heading, id_) for id_, heading in groups.items())],
        [("Bất kỳ lúc nào", ""), *_dues(rows)],
    )


def _dues(rows: Iterable[Duty]) -> Choices:
    days = sorted({duty.due_to for duty in rows if duty.due_to})
    years = {f"Năm {day.year}": f"{day.year}" for day in days}
    quarters = {
        f"Quý {_QUARTERS[number - 1]}/{day.year}": f"{day.year}-Q{number}"
        for day, number in ((day, (day.month + 2) // 3) for day in days)
    }
    months = {f"Tháng {day.month}/{day.year}": f"{day.year}-{day.month:02}" for day in days}
    return [*years.items(), *quarters.items(), *months.items()]


def read_fields(values: Sequence[Any]) -> DutyQuestion:
    """The fields' values, in the order agency, role, due, text, group, recurring, empty cells.

    Nothing chosen is None, "" or []; Gradio sends any of them.
    """
    agency, role, due, text, group, recurring, without = values
    typed = {"agency": agency, "role": role, "due": due, "text": text, "group": group}
    ticked = {"recurring": recurring, "without": without}
    return DutyQuestion.model_validate({name: value for name, value in {**typed, **ticked}.items() if value})
