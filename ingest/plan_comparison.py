"""A plan as read from a file against the shipped register of the home plan: every differing cell."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from ingest.plan_prose import Prose
from ingest.register import ResponsibilityRow, TargetRow, read_register, read_responsibilities, read_targets
from ingest.structure import Unit
from knowledge.passage import Document
from knowledge.plan import Duty
from knowledge.vietnamese import fold

_PROVINCE = re.compile(r"\btỉnh\s+(\w+\s\w+)")
_DATE = re.compile(r"ngày\s*\d{0,2}\s*tháng\s*(\d{1,2})\s*năm\s*(20\d\d)")
_LETTERHEAD = 8
"""Units in which a plan's date stands."""

_SAME_NAME = 0.8
_SAME_ROWS = 0.75
_FEWEST_ROWS = 5

_DUTY_CELLS = {
    "group_heading": "nhóm nhiệm vụ",
    "section": "tiểu mục",
    "name": "tên nhiệm vụ",
    "lead": "cơ quan chủ trì",
    "coordinating": "cơ quan phối hợp",
    "result": "kết quả dự kiến",
    "timeline": "thời gian thực hiện",
    "due_from": "ngày bắt đầu",
    "due_to": "ngày kết thúc",
    "recurring": "thường xuyên",
}
_TARGET_CELLS = {"year": "năm", "percent": "tỷ lệ %", "group": "nhóm đối tượng", "text": "nội dung"}
_RESPONSIBILITY_CELLS = {"heading": "tên mục", "agencies": "cơ quan", "items": "nhiệm vụ"}


@dataclass(frozen=True)
class Register:
    """The home plan as shipped."""

    document: Document
    duties: tuple[Duty, ...]
    targets: tuple[TargetRow, ...]
    responsibilities: tuple[ResponsibilityRow, ...]


@dataclass(frozen=True)
class Difference:
    """A cell in which what was read and what the register says differ."""

    row: str
    column: str
    read: str
    register: str

    def __str__(self) -> str:
        return f"{self.row}, {self.column}: đọc được «{self.read}», bản đăng ký ghi «{self.register}»."


@dataclass(frozen=True)
class Comparison:
    """How many cells were compared, and those that differ."""

    cells: int
    differences: tuple[Difference, ...]


@cache
def home_register() -> Register:
    """The register, read once."""
    contents = read_register()
    return Register(contents.document, contents.duties, tuple(read_targets()), tuple(read_responsibilities()))


def is_home_plan(duties: Sequence[Duty], units: Sequence[Unit], register: Register) -> bool:
    """Whether a file is the register's own plan: its rows, and no other province or date.

    Provinces copy each other's wording, so equal rows alone tell nothing about the issuer.
    """
    known = {duty.id: duty.name for duty in register.duties}
    same = sum(_alike(duty.name, known.get(duty.id, "")) for duty in duties)
    if same < max(_FEWEST_ROWS, _SAME_ROWS * len(duties)):
        return False
    province = province_of(units)
    if province and fold(province) not in fold(str(register.document.meta["issuer"])):
        return False
    signed = date.fromisoformat(str(register.document.meta["signed_on"]))
    dated = _DATE.search(" ".join(unit.text for unit in units[:_LETTERHEAD]))
    return dated is None or (int(dated[1]), int(dated[2])) == (signed.month, signed.year)


def compare(duties: Sequence[Duty], prose: Prose, register: Register) -> Comparison:
    """Every cell of the register against what was read."""
    return _together(
        _compared("mục", duties, register.duties, _DUTY_CELLS),
        _compared("chỉ tiêu", prose.targets, register.targets, _TARGET_CELLS),
        _compared("trách nhiệm", prose.responsibilities, register.responsibilities, _RESPONSIBILITY_CELLS),
    )


def _compared(kind: str, read: Sequence[Any], known: Sequence[Any], cells: dict[str, str]) -> Comparison:
    by_id = {row.id: row for row in read}
    found: list[Difference] = []
    for row in known:
        name = f"{kind} {row.id}"
        if row.id in by_id:
            found += _differing(name, by_id[row.id], row, cells)
        else:
            found.append(Difference(name, "cả mục", "không có", "có"))
    extra = [row.id for row in read if row.id not in {one.id for one in known}]
    found += [Difference(f"{kind} {name}", "cả mục", "có", "không có") for name in extra]
    return Comparison(len(known) * len(cells), tuple(found))


def _differing(name: str, read: object, known: object, cells: dict[str, str]) -> Iterator[Difference]:
    for field, column in cells.items():
        got, wanted = _said(getattr(read, field)), _said(getattr(known, field))
        if got != wanted:
            yield Difference(name, column, got, wanted)


def _said(value: object) -> str:
    """A cell as one text."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _together(*parts: Comparison) -> Comparison:
    return Comparison(
        sum(part.cells for part in parts), tuple(one for part in parts for one in part.differences)
    )


def _alike(first: str, second: str) -> bool:
    return first == second or SequenceMatcher(None, first.split(), second.split()).ratio() >= _SAME_NAME


def province_of(units: Iterable[Unit]) -> str | None:
    """The province a text names most often; a plan is seldom silent about its own."""
    named = Counter(
        name
        for unit in units
        for name in _PROVINCE.findall(unit.text)
        if all(word.istitle() for word in name.split())
    )
    return named.most_common(1)[0][0] if named else None
