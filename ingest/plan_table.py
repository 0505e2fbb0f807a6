"""An appendix of assigned tasks, ruled or flattened → duties; what cannot be read is named."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.agency_lists import AgencyLists, shipped_lists
from ingest.flat_text import is_appendix_head
from ingest.plan_columns import NAMES, Column, missing
from ingest.plan_flat import read_flat
from ingest.plan_rows import ReadRow, ReadTable, is_heading
from ingest.timelines import is_impossible, is_timeline, read_timeline
from knowledge.plan import Duty

__all__ = ["AppendixRow", "PlanTable", "TableRow", "appendix_rows", "is_appendix_head", "plan_table"]


@dataclass(frozen=True)
class AppendixRow:
    """A row as printed: its full number, the headings above it, and its cells' text in reading order."""

    id: str
    headings: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class TableRow:
    """A row under its headings, and the duty it is; None where its cells could not be told apart."""

    id: str
    headings: tuple[str, ...]
    text: str
    duty: Duty | None = None


@dataclass(frozen=True)
class PlanTable:
    """A table of assigned tasks, in order; in words, what could not be read; the text that is in no row."""

    rows: tuple[TableRow, ...]
    problems: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The rows that were read."""
        return tuple(row.duty for row in self.rows if row.duty)


def appendix_rows(lines: Sequence[str]) -> list[AppendixRow]:
    """The rows of a flattened appendix as printed; headings are no rows of their own."""
    read = read_flat(lines, shipped_lists())
    rows = plan_table(read, shipped_lists()).rows if read else ()
    return [AppendixRow(row.id, row.headings, row.text) for row in rows]


def plan_table(read: ReadTable, agencies: AgencyLists) -> PlanTable:
    """The duties of a table; none at all where its columns or numbers cannot be relied on."""
    return _Maker(read, agencies).make()


class _Maker:
    """Makes duties of one table's rows and collects what is wrong with them."""

    def __init__(self, read: ReadTable, agencies: AgencyLists) -> None:
        self._read = read
        self._agencies = agencies
        self._problems: list[str] = []
        numbers = [row.number for row in read.rows]
        self._heads = [is_heading(place, numbers) for place in range(len(numbers))]

    def make(self) -> PlanTable:
        rows = self._rows()
        if fault := self._fault(rows):
            return PlanTable(tuple(replace(row, duty=None) for row in rows), (fault,), self._read.stray)
        said = [f"Dòng không có số thứ tự trong bảng: «{text}»." for text in self._read.stray]
        return PlanTable(tuple(rows), (*self._jumps(), *self._problems, *said), self._read.stray)

    def _rows(self) -> list[TableRow]:
        """Every row that is no heading; numbers that begin anew in each group carry the group's."""
        plain = [row.number.id for row, head in zip(self._read.rows, self._heads, strict=True) if not head]
        restarts = len(set(plain)) < len(plain) and self._has_groups
        above: dict[str, ReadRow] = {}
        rows: list[TableRow] = []
        for row, head in zip(self._read.rows, self._heads, strict=True):
            number = row.number
            if number.is_group:
                above = {}
            if head:
                above[number.id] = row
                continue
            name = f"{number.group}.{number.id}" if restarts and number.group else number.id
            over = [above[one] for one in (number.group, number.id.rpartition(".")[0]) if one in above]
            rows.append(
                TableRow(name, tuple(one.title for one in over), row.text, self._duty(name, row, over))
            )
        return rows

    @property
    def _has_groups(self) -> bool:
        return any(row.number.group for row in self._read.rows)

    def _fault(self, rows: Sequence[TableRow]) -> str | None:
        """What is wrong with the table as a whole, in words."""
        if not self._read.columns:
            return f"Phụ lục có {len(rows)} mục nhưng không thấy đầu bảng nhiệm vụ: {_KEPT}"
        if absent := missing((Column.ID, *self._read.columns)):
            return f"Bảng phân công thiếu cột {', '.join(NAMES[one] for one in absent)}: {_KEPT}"
        if twice := [name for name, times in Counter(row.id for row in rows).items() if times > 1]:
            said = "; ".join(f"{row.id} «{row.text}»" for row in rows if row.id in twice)
            return (
                f"Bảng phân công có số thứ tự trùng nhau ({', '.join(twice)}): {_KEPT} Các mục trùng: {said}."
            )
        return None

    def _jumps(self) -> list[str]:
        pairs = zip(
            ("đầu bảng", *(f"mục {row.number.id}" for row in self._read.rows)), self._read.rows, strict=False
        )
        return [
            f"Số thứ tự nhảy cách: sau {before} là mục {row.number.id}, có thể thiếu dòng."
            for before, row in pairs
            if not row.number.follows
        ]

    def _duty(self, name: str, row: ReadRow, over: Sequence[ReadRow]) -> Duty | None:
        cells = row.cells or {}
        if not cells.get(Column.NAME) or not (cells.get(Column.LEAD) or cells.get(Column.TIMELINE)):
            self._problems.append(f"Không tách được các ô của mục {name}: «{row.text}».")
            return None
        lead, coordinating = (
            self._listed(name, cells.get(one, "")) for one in (Column.LEAD, Column.COORDINATING)
        )
        timeline = cells.get(Column.TIMELINE, "")
        self._check(name, row)
        due = read_timeline(timeline)
        group = next((one for one in over if one.number.is_group), None)
        section = next((one for one in over if not one.number.is_group), None)
        return Duty(
            id=name,
            group_id=row.number.group,
            group_heading=_called(group) or "",
            section=_called(section),
            name=cells[Column.NAME],
            lead=lead,
            coordinating=coordinating,
            result=cells.get(Column.RESULT) or None,
            timeline=timeline,
            due_from=due.due_from,
            due_to=due.due_to,
            recurring=due.recurring,
        )

    def _listed(self, name: str, text: str) -> tuple[str, ...]:
        found = self._agencies.read(tuple(text.split())) if text else ((), 0)
        if found is None:
            self._problems.append(f"Mục {name}: không tách được tên cơ quan trong «{text}»; giữ nguyên cả ô.")
            return (text,)
        return found[0]

    def _check(self, name: str, row: ReadRow) -> None:
        """Say which cells to look at: those empty that seldom are, and a timeline in unknown words."""
        cells = row.cells or {}
        for column in (Column.LEAD, Column.TIMELINE):
            if not cells.get(column):
                self._problems.append(f"Mục {name}: ô {NAMES[column]} trống, hãy đối chiếu: «{row.text}».")
        if not row.certain:
            self._problems.append(
                f"Mục {name}: còn cách tách ô khác cũng hợp lý, hãy đối chiếu với bản gốc: «{row.text}»."
            )
        timeline = cells.get(Column.TIMELINE, "")
        if timeline and not is_timeline(timeline):
            self._problems.append(f"Mục {name}: chưa hiểu thời hạn «{timeline}»; giữ nguyên lời văn.")
        elif is_impossible(timeline):
            self._problems.append(
                f"Mục {name}: thời hạn «{timeline}» không có trong lịch; giữ nguyên lời văn."
            )


_KEPT = "các mục được giữ dạng đoạn văn, chưa thành dòng của bảng nhiệm vụ."


def _called(heading: ReadRow | None) -> str | None:
    """A heading's name without the agencies that stand beside it."""
    if heading is None:
        return None
    return heading.cells[Column.NAME] if heading.cells and heading.cells.get(Column.NAME) else heading.title
