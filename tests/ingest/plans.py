"""The invented plans of tests/documents, and what stands in their cells."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingest.agency_lists import shipped_lists
from ingest.plan_parts import parts_of
from ingest.plan_table import PlanTable
from ingest.readers import read_file
from knowledge.plan import Duty

FOLDER = Path(__file__).parents[1] / "documents"
PLANS = ("ke-hoach-an-binh", "ke-hoach-hoa-lac")
ENDINGS = (".txt", ".pdf", ".docx")


@cache
def plan(name: str) -> dict[str, Any]:
    """What a plan says, as data."""
    value: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return value


def duties(name: str) -> list[Duty]:
    """The duties a plan holds."""
    return [
        one
        for group in plan(name)["groups"]
        for row in group["rows"]
        for one in _duties(group["number"], group["heading"], row)
    ]


def _duties(group: str, heading: str, row: dict[str, Any], section: str | None = None) -> Iterator[Duty]:
    for below in row.get("rows", ()):
        yield from _duties(group, heading, below, row["section"])
    if "rows" not in row:
        yield Duty(
            id=row["id"],
            group_id=group,
            group_heading=heading,
            section=section,
            name=row["name"],
            lead=tuple(row["lead"]),
            coordinating=tuple(row["coordinating"]),
            result=row["result"],
            timeline=row["timeline"],
            due_from=row.get("due_from"),
            due_to=row.get("due_to"),
            recurring=row.get("recurring", False),
        )


def tables(path: Path) -> list[PlanTable]:
    """The tables of assigned tasks in a file."""
    return [part for part in parts_of(read_file(path).blocks, shipped_lists()) if isinstance(part, PlanTable)]
