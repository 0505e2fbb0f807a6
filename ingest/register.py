"""The shipped register of the province's plan → its document, passages, duties and targets."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from ingest.passages import PassageMaker, Record
from knowledge.content_files import checked, read_yaml
from knowledge.errors import ContentError
from knowledge.library import HOME_PLAN
from knowledge.passage import Document, Passage, PassageKind, digest
from knowledge.plan import Duty, Target
from knowledge.store import Contents

_FILES = ("document", "overview", "duties", "targets", "programmes", "responsibilities", "sections")


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _DutyRow(_Row):
    id: str
    name: str
    lead: list[str]
    coordinating: list[str]
    result: str | None
    timeline: str
    due_from: date | None
    due_to: date | None
    recurring: bool


class _Section(_Row):
    id: str
    name: str


class _Group(_Row):
    id: str
    heading: str
    sections: list[_Section] = []
    duties: list[_DutyRow]


class _Duties(_Row):
    groups: list[_Group]


class TargetRow(_Row):
    """A target; `text` is the plan's own sentence, `measure` ours."""

    id: str
    year: int
    percent: float
    group: str
    group_name: str
    measure: str
    text: str
    locator: str


class _Targets(_Row):
    targets: list[TargetRow]


class _Programme(_Row):
    id: str
    name: str
    summary: str
    locator: str
    duty: str
    questions: list[str] = []


class _Programmes(_Row):
    programmes: list[_Programme]


class ResponsibilityRow(_Row):
    """What the plan asks of the bodies a heading of Phần V names."""

    id: str
    agencies: list[str]
    heading: str
    items: list[str]
    locator: str


class _Responsibilities(_Row):
    responsibilities: list[ResponsibilityRow]


class _Bullet(_Row):
    heading: str
    text: str
    summary: str | None = None


class _PlanSection(_Row):
    id: str
    locator: str
    heading: str
    summary: str
    questions: list[str]
    bullets: list[_Bullet]


class _Sections(_Row):
    sections: list[_PlanSection]


class _Overview(_Row):
    locator: str
    heading: str
    text: str
    questions: list[str]


class _PlanDocument(_Row):
    id: str
    title: str
    issuer: str
    number: str | None
    signed_on: date


class _Overviews(_Row):
    overview: list[_Overview]


def read_register() -> Contents:
    """The plan as it is shipped. Raises ContentError naming file and field."""
    values = {name: read_yaml(f"plan/{name}.yaml") for name in _FILES}
    plan = checked(_PlanDocument, values["document"], "plan/document.yaml")
    groups = checked(_Duties, values["duties"], "plan/duties.yaml").groups
    targets = read_targets()
    maker = PassageMaker(plan.id)
    duties = {duty.id: (duty, group) for group in groups for duty in group.duties}
    duty_passages = {name: _duty_passage(maker, duty) for name, (duty, _) in duties.items()}
    target_passages = {target.id: _target_passage(maker, target) for target in targets}
    prose = [*_overview(maker, values), *_sections(maker, values), *_programmes(maker, values, duty_passages)]
    return Contents(
        _document(plan, values),
        (*prose, *_responsibilities(maker), *target_passages.values(), *duty_passages.values()),
        tuple(_duty(duty, group, duty_passages[duty.id].id) for duty, group in duties.values()),
        tuple(_target(target, target_passages[target.id].id) for target in targets),
    )


def read_targets() -> list[TargetRow]:
    """The register's targets. Raises ContentError naming file and field."""
    return checked(_Targets, read_yaml("plan/targets.yaml"), "plan/targets.yaml").targets


def read_responsibilities() -> list[ResponsibilityRow]:
    """The register's responsibilities. Raises ContentError naming file and field."""
    name = "plan/responsibilities.yaml"
    return checked(_Responsibilities, read_yaml(name), name).responsibilities


def duty_text(duty: Duty | _DutyRow) -> str:
    """A duty as running text: what stands in its cells, each named."""
    parts = [
        f"Nhiệm vụ {duty.id}: {duty.name.rstrip('.')}.",
        f"Cơ quan chủ trì: {'; '.join(duty.lead) or 'không ghi'}.",
        f"Cơ quan phối hợp: {'; '.join(duty.coordinating) or 'không ghi'}.",
        f"Kết quả dự kiến: {(duty.result or 'không ghi').rstrip('.')}.",
        f"Thời gian thực hiện: {(duty.timeline or 'không ghi').rstrip('.')}.",
    ]
    return "\n".join(parts)


def _document(plan: _PlanDocument, values: dict[str, Any]) -> Document:
    return Document(
        id=plan.id,
        kind="plan",
        title=f"{plan.title} ({plan.issuer}, {plan.signed_on:%d/%m/%Y})",
        origin=HOME_PLAN,
        digest=digest([str(values[name]) for name in _FILES]),
        number=plan.number,
        media_type="application/yaml",
        meta={"signed_on": plan.signed_on.isoformat(), "issuer": plan.issuer},
    )


def _overview(maker: PassageMaker, values: dict[str, Any]) -> list[Passage]:
    rows = checked(_Overviews, values["overview"], "plan/overview.yaml").overview
    return [maker.make(one.locator, one.heading, one.text, questions=one.questions) for one in rows]


def _sections(maker: PassageMaker, values: dict[str, Any]) -> list[Passage]:
    sections = checked(_Sections, values["sections"], "plan/sections.yaml").sections
    return [
        maker.make(
            one.locator,
            one.heading,
            "\n".join([one.summary, *(bullet.summary or bullet.text for bullet in one.bullets)]),
            questions=one.questions,
        )
        for one in sections
    ]


def _programmes(maker: PassageMaker, values: dict[str, Any], duties: dict[str, Passage]) -> list[Passage]:
    programmes = checked(_Programmes, values["programmes"], "plan/programmes.yaml").programmes
    for one in programmes:
        if one.duty not in duties:
            raise ContentError(
                f"Tệp nội dung plan/programmes.yaml, «{one.id}»: không có nhiệm vụ {one.duty}.",
                "Hãy sửa trường duty.",
            )
    return [
        maker.make(
            one.locator,
            one.name,
            f"{one.name}: {one.summary}",
            Record(PassageKind.PROGRAMME, one.duty),
            questions=one.questions,
        )
        for one in programmes
    ]


def _responsibilities(maker: PassageMaker) -> list[Passage]:
    return [
        maker.make(
            one.locator,
            f"Trách nhiệm của {one.heading}",
            "\n".join(one.items),
            Record(PassageKind.RESPONSIBILITY, one.id),
        )
        for one in read_responsibilities()
    ]


def _duty_passage(maker: PassageMaker, duty: _DutyRow) -> Passage:
    return maker.make(
        f"Phụ lục, mục {duty.id}", f"Nhiệm vụ {duty.id}", duty_text(duty), Record(PassageKind.DUTY, duty.id)
    )


def _target_passage(maker: PassageMaker, target: TargetRow) -> Passage:
    return maker.make(
        target.locator,
        f"Chỉ tiêu năm {target.year}: {target.group_name}",
        f"Năm {target.year}: {target.text}",
        Record(PassageKind.TARGET, target.id),
    )


def _duty(duty: _DutyRow, group: _Group, passage_id: str) -> Duty:
    section = next((one.name for one in group.sections if duty.id.startswith(f"{one.id}.")), None)
    return Duty(
        id=duty.id,
        group_id=group.id,
        group_heading=group.heading,
        section=section,
        name=duty.name,
        lead=tuple(duty.lead),
        coordinating=tuple(duty.coordinating),
        result=duty.result,
        timeline=duty.timeline,
        due_from=duty.due_from,
        due_to=duty.due_to,
        recurring=duty.recurring,
        passage_id=passage_id,
    )


def _target(target: TargetRow, passage_id: str) -> Target:
    return Target(
        target.id,
        target.year,
        target.percent,
        target.group,
        target.group_name,
        target.measure,
        passage_id=passage_id,
    )
