"""A file that holds a plan → what is stored of it, and what there is to say about its reading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

from ingest.agency_lists import AgencyLists
from ingest.blocks import Block
from ingest.passages import PassageMaker, Record
from ingest.plan_comparison import Comparison, Register, compare, is_home_plan, province_of
from ingest.plan_parts import parts_of
from ingest.plan_prose import Prose, ReadResponsibility, ReadTarget, read_prose
from ingest.plan_table import PlanTable
from ingest.register import duty_text
from ingest.splitting import passages
from ingest.structure import Unit, units_of
from knowledge.passage import Document, Passage, PassageKind
from knowledge.plan import Duty, Target
from knowledge.store import Contents
from knowledge.vietnamese import normalise


@dataclass(frozen=True)
class PlanReport:
    """What was read of a plan: stored rows of another plan, or the comparison with the register."""

    name: str
    duties: int
    targets: int
    responsibilities: int
    problems: tuple[str, ...]
    comparison: Comparison | None = None

    def lines(self) -> Iterator[str]:
        """The report, a sentence a line."""
        read = f"{self.duties} nhiệm vụ, {self.targets} chỉ tiêu, {self.responsibilities} mục trách nhiệm"
        if self.comparison is None:
            yield f"{self.name}: {read} được ghi thành dòng." if self.duties else f"{self.name}: {_NO_ROWS}"
        else:
            yield f"{self.name}: kế hoạch này đã có bản đăng ký đi kèm; đọc được {read}, không ghi lần nữa."
            yield from _said_of(self.name, self.comparison)
        yield from (f"{self.name}: {problem}" for problem in self.problems)


_LONGEST_TITLE = 250
_NO_ROWS = "không có dòng nào được ghi vào bảng nhiệm vụ."


def _said_of(name: str, comparison: Comparison) -> Iterator[str]:
    if not comparison.differences:
        yield f"{name}: cả {comparison.cells} ô khớp với bản đăng ký."
        return
    yield f"{name}: {len(comparison.differences)} chỗ khác với bản đăng ký, trong {comparison.cells} ô:"
    yield from (f"{name}: {difference}" for difference in comparison.differences)


def read_contents(
    document: Document, blocks: Sequence[Block], agencies: AgencyLists, register: Register
) -> tuple[Contents, PlanReport | None]:
    """What is stored of a document; rows only of a plan that is not the register's own."""
    parts = parts_of(blocks, agencies)
    units = units_of(parts)
    tables = [part for part in parts if isinstance(part, PlanTable)]
    text = Contents(document, tuple(passages(document.id, units)))
    duties = [duty for table in tables for duty in table.duties]
    problems = tuple(problem for table in tables for problem in table.problems)
    name = Path(document.origin).name
    if not duties:
        return text, PlanReport(name, 0, 0, 0, problems) if problems else None
    prose = read_prose(units, agencies)
    report = PlanReport(
        name, len(duties), len(prose.targets), len(prose.responsibilities), (*problems, *prose.problems)
    )
    if is_home_plan(duties, units, register):
        return text, replace(report, comparison=compare(duties, prose, register))
    return _Storing(document, units, prose).contents(tables), report


class _Storing:
    """Makes passages and rows of a plan; every row has a passage of its own."""

    def __init__(self, document: Document, units: Sequence[Unit], prose: Prose) -> None:
        self._document = document
        self._units = units
        self._prose = prose
        self._maker = PassageMaker(document.id)
        self._asked = {one.locator: one for one in prose.responsibilities}

    def contents(self, tables: Sequence[PlanTable]) -> Contents:
        made: list[Passage] = []
        duties: list[Duty] = []
        for (_, asked), run in groupby(
            self._units, key=lambda unit: (unit.duty is not None, self._about(unit))
        ):
            some = list(run)
            if asked:
                made.append(self._responsibility(self._asked[asked]))
            elif some[0].duty:
                for unit in some:
                    passage, duty = self._row(unit)
                    made.append(passage)
                    duties.append(duty)
            else:
                made += passages(self._document.id, some)
        # Whoever counts this plan's rows can tell that some are not among them.
        unread = [row.id for table in tables for row in table.rows if row.duty is None]
        province = province_of(self._units)
        meta = {**({"unread": unread} if unread else {}), **({"province": province} if province else {})}
        document = replace(self._document, title=self._title(), meta=meta)
        targets = tuple(_target(one, made) for one in self._prose.targets)
        return Contents(document, tuple(made), tuple(duties), targets)

    def _title(self) -> str:
        """What the plan calls itself: the words below “KẾ HOẠCH”, not the letterhead above."""
        for opening, following in pairwise(self._units):
            if opening.text == "KẾ HOẠCH" and len(following.text) <= _LONGEST_TITLE:
                return f"Kế hoạch {following.text[:1].lower()}{following.text[1:]}"
        return self._document.title

    def _about(self, unit: Unit) -> str:
        return unit.locator if unit.locator in self._asked and len(unit.headings) > 1 else ""

    def _responsibility(self, asked: ReadResponsibility) -> Passage:
        return self._maker.make(
            asked.locator,
            f"Trách nhiệm của {asked.heading}",
            "\n".join(asked.items),
            Record(PassageKind.RESPONSIBILITY, f"{self._document.id}#{asked.id}"),
        )

    def _row(self, unit: Unit) -> tuple[Passage, Duty]:
        """The row's passage; its `ref` names the document too, for other plans count alike."""
        duty = unit.duty
        assert duty is not None  # noqa: S101  # the caller's run holds nothing else
        ref = f"{self._document.id}#{duty.id}"
        passage = self._maker.make(
            duty.locator, f"Nhiệm vụ {duty.id}", duty_text(duty), Record(PassageKind.DUTY, ref)
        )
        return passage, replace(duty, passage_id=passage.id)


def _target(read: ReadTarget, made: Sequence[Passage]) -> Target:
    """The target and the passage that says it."""
    text = normalise(read.text)
    passage_id = next(
        (one.id for one in made if one.locator.startswith(read.locator) and text in one.text), ""
    )
    return Target(
        read.id, read.year, read.percent, read.group, read.group_name, read.measure, passage_id=passage_id
    )
