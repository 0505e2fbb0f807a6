"""Who reports on what: the agency with its name of today and its collective names, the plan as a paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict

from knowledge.content_files import checked, read_yaml
from knowledge.duty_query import agency_names
from knowledge.errors import QueryError
from knowledge.library import Library
from knowledge.passage import Document
from knowledge.plan import PlanRows


@dataclass(frozen=True)
class Body:
    """An agency: its name in the plan, its name of the day, the collective names that cover it."""

    name: str
    today: str
    collectives: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanPaper:
    """The plan as a paper: what a report's heading and first lines say of it."""

    title: str
    issuer: str | None
    number: str | None
    signed_on: date | None
    reports_to: str | None


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Reporting(_Row):
    to: str
    through: str


class _Paper(_Row):
    id: str
    title: str
    reporting: _Reporting


def find_body(library: Library, rows: PlanRows, typed: str, today: date) -> Body:
    """The one agency that was typed. Raises QueryError for an unknown one, and for several."""
    names = agency_names(rows.duties, library.lexicon, typed)
    if len(names) > 1:
        raise QueryError(
            f"«{typed}» là {len(names)} cơ quan: {', '.join(names)}.",
            "Mỗi báo cáo là của một cơ quan: hãy chạy lại cho từng cơ quan.",
        )
    collectives = tuple(one.name for one in library.lexicon.collectives_of(names[0]))
    return Body(names[0], name_of_today(library, names[0], today), collectives)


def name_of_today(library: Library, name: str, today: date) -> str:
    """The name of the body that carries on an agency's work on a day."""
    agency = library.lexicon.agency(name)
    if agency is None or agency.since is None or today < agency.since:
        return name
    return agency.successor or name


def plan_paper(library: Library, plan_id: str, today: date) -> PlanPaper:
    """What is known of the plan as a paper; where it reports to is known of the shipped plan only."""
    shipped, document = _paper(), library.store.document(plan_id)
    ours = shipped.id == plan_id
    meta: Mapping[str, Any] = document.meta if document else {}
    signed = meta.get("signed_on")
    return PlanPaper(
        title=shipped.title if ours else _title(document, plan_id),
        issuer=meta.get("issuer"),
        number=document.number if document else None,
        signed_on=date.fromisoformat(signed) if signed else None,
        reports_to=_addressee(library, shipped.reporting, today) if ours else None,
    )


def _title(document: Document | None, plan_id: str) -> str:
    return document.title if document else plan_id


def _addressee(library: Library, reporting: _Reporting, today: date) -> str:
    to, through = (name_of_today(library, name, today) for name in (reporting.to, reporting.through))
    return f"{to} (thông qua {through})"


def _paper() -> _Paper:
    name = "plan/document.yaml"
    return checked(_Paper, read_yaml(name), name)
