"""What a periodic report says, as data: every duty of the agency, what was reported, what is missing."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product

from knowledge.conditions import HeldBy, matching
from knowledge.periods import Days
from knowledge.plan import COORDINATING, EITHER, LEAD, Duty, PlanRows, Role, Target, has_role
from knowledge.progress import BLOCKED, DONE, Progress, ProgressBook, progress_words
from knowledge.reported import Bodies, Latest, latest_of
from knowledge.standing import in_period
from ui.reports.body import Body, PlanPaper

NO_REPORT, SOME_REPORTED = "Chưa có báo cáo", "Giao chung, đã có đơn vị báo cáo"
_SHARED = {LEAD: "chủ trì", COORDINATING: "phối hợp"}


@dataclass(frozen=True)
class Line:
    """A duty in the report: its state at the end of the period, and what was reported after it."""

    duty: Duty
    state: Progress | None
    later: Progress | None
    bodies: Bodies | None = None
    """Of a duty that many bodies each do: how many reported, by that day."""

    @property
    def label(self) -> str:
        """How the duty stands; where many bodies each do it, that some reported and no more."""
        if self.state is None:
            return NO_REPORT
        return SOME_REPORTED if self.bodies else self.state.label


@dataclass(frozen=True)
class Part:
    """The duties an agency has in one capacity: those of the period, and those that are not of it."""

    title: str
    lines: tuple[Line, ...]
    outside: tuple[Duty, ...]

    @property
    def total(self) -> int:
        """How many duties the plan gives in this capacity."""
        return len(self.lines) + len(self.outside)

    @property
    def tally(self) -> str:
        """How many of the period's duties stand how: "1 đã hoàn thành, 2 chưa có báo cáo"."""
        labels = [*progress_words().statuses.values(), SOME_REPORTED, NO_REPORT]
        found = Counter(line.label for line in self.lines)
        return ", ".join(f"{found[label]} {label.lower()}" for label in labels if found[label])


@dataclass(frozen=True)
class Figure:
    """A target of the period's years, with what was reported on it."""

    target: Target
    state: Progress | None


@dataclass(frozen=True)
class Gap:
    """A kind of gap, with the duties it is found in and what is to be said of each."""

    title: str
    found: tuple[tuple[Duty, str], ...]
    apart: bool = False
    """Whether what is said of each is long enough for a line of its own."""


@dataclass(frozen=True)
class Report:
    """A periodic report; `as_of` is the day whose state counts.

    `lines` and `outside` hold each duty once, in the plan's order, and so do the gaps.
    """

    body: Body
    role: Role
    paper: PlanPaper
    days: Days
    as_of: date
    made_at: datetime
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    outside: tuple[Duty, ...]
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]

    @property
    def total(self) -> int:
        """How many duties the plan gives the agency, in whatever capacity."""
        return len(self.lines) + len(self.outside)


@dataclass(frozen=True)
class Source:
    """What a report is made from: one plan's rows, its paper, the book of progress, whose work is shared."""

    rows: PlanRows
    paper: PlanPaper
    book: ProgressBook
    many: Callable[[Duty], bool]
    """Whether many bodies each do a duty; see `knowledge.reported`."""


def gather(source: Source, body: Body, role: Role, days: Days, now: datetime) -> Report:
    """The report of an agency on some days, made at `now`; what nobody reported is said to be missing."""
    as_of = min(now.date(), days[1])
    state = latest_of(source.book, source.rows.duties, source.many, as_of)
    newest = latest_of(source.book, source.rows.duties, source.many)
    parts = tuple(
        _part(title, duties, (state, newest), days) for title, duties in _capacities(source.rows, body, role)
    )
    lines = {line.duty: line for part in parts for line in part.lines}
    outside = {duty for part in parts for duty in part.outside}
    in_order = tuple(lines[duty] for duty in source.rows.duties if duty in lines)
    return Report(
        body=body,
        role=role,
        paper=source.paper,
        days=days,
        as_of=as_of,
        made_at=now,
        parts=parts,
        lines=in_order,
        outside=tuple(duty for duty in source.rows.duties if duty in outside),
        figures=_figures(source, days, as_of),
        gaps=_gaps(in_order, days),
    )


def _capacities(rows: PlanRows, body: Body, role: Role) -> list[tuple[str, list[Duty]]]:
    """The agency's duties as lead, as coordinating, and under each collective name that covers it."""
    leads, helps = has_role(body.name, LEAD), has_role(body.name, COORDINATING)
    found = []
    if role in (LEAD, EITHER):
        found.append(("Nhiệm vụ chủ trì", [duty for duty in rows.duties if leads(duty)]))
    if role in (COORDINATING, EITHER):
        found.append(("Nhiệm vụ phối hợp", [duty for duty in rows.duties if helps(duty) and not leads(duty)]))
    rest = [duty for duty in rows.duties if not leads(duty) and not helps(duty)]
    for name, (shared, said) in product(body.collectives, _SHARED.items()):
        if role in (shared, EITHER) and (duties := matching(rest, HeldBy((name,), shared))):
            found.append((f"Nhiệm vụ giao chung «{name}» {said}", duties))
    return found


def _part(title: str, duties: Sequence[Duty], states: tuple[Latest, Latest], days: Days) -> Part:
    state, newest = states
    chosen = in_period(duties, state, days)
    lines = tuple(_line(duty, state, newest.get(duty)) for duty in chosen)
    return Part(title, lines, tuple(duty for duty in duties if duty not in chosen))


def _line(duty: Duty, state: Latest, newest: Progress | None) -> Line:
    known = state.get(duty)
    return Line(duty, known, newest if newest != known else None, state.bodies.get(duty))


def _figures(source: Source, days: Days, as_of: date) -> tuple[Figure, ...]:
    """The targets of the years the days are in, in their order, with the latest report on each."""
    years = range(days[0].year, days[1].year + 1)
    chosen = [target for target in source.rows.targets if target.year in years]
    books = {plan: source.book.latest(plan, as_of) for plan in {target.document_id for target in chosen}}
    return tuple(Figure(target, books[target.document_id].get(target.id)) for target in chosen)


def _gaps(lines: Sequence[Line], days: Days) -> tuple[Gap, ...]:
    ended = [line for line in lines if line.duty.due_to and line.duty.due_to <= days[1]]
    silent = [line for line in lines if line.duty.recurring and _silent(line, days)]
    return (
        _gap("Đến hạn hoặc quá hạn mà chưa có báo cáo", (one for one in ended if not one.state)),
        _gap(
            "Đến hạn hoặc quá hạn, có báo cáo nhưng chưa hoàn thành",
            (one for one in ended if one.state and not _done(one)),
        ),
        Gap("Thường xuyên mà chưa có báo cáo trong kỳ", tuple((one.duty, _counted(one)) for one in silent)),
        Gap("Có vướng mắc", tuple(_blocked(lines)), apart=True),
        Gap("Kế hoạch để trống ô", tuple(_empty_cells(lines))),
    )


def _silent(line: Line, days: Days) -> bool:
    """Whether nobody reported in the days, or, where many bodies each do it, perhaps not all of them."""
    return line.state is None or line.bodies is not None or line.state.reported_on < days[0]


def _done(line: Line) -> bool:
    return line.state is not None and line.state.status == DONE and line.bodies is None


def _counted(line: Line) -> str:
    """How many of the bodies that each do it reported; empty where none did, and of other duties."""
    return line.bodies.said if line.bodies and line.state else ""


def _gap(title: str, lines: Iterable[Line]) -> Gap:
    said = ((one.duty, [one.duty.timeline, _counted(one)]) for one in lines)
    return Gap(title, tuple((duty, "; ".join(part for part in parts if part)) for duty, parts in said))


def _blocked(lines: Iterable[Line]) -> Iterable[tuple[Duty, str]]:
    for line in lines:
        if line.state and line.state.status == BLOCKED:
            yield line.duty, line.state.note or "không ghi lý do"


def _empty_cells(lines: Iterable[Line]) -> Iterable[tuple[Duty, str]]:
    for line in lines:
        cells = {
            "cơ quan chủ trì": line.duty.lead,
            "cơ quan phối hợp": line.duty.coordinating,
            "kết quả dự kiến": line.duty.result,
            "thời gian thực hiện": line.duty.timeline,
        }
        if empty := [name for name, cell in cells.items() if not cell]:
            yield line.duty, ", ".join(empty)
