"""The plan's rows as their file tells them, filtered here and not by the conditions under test."""

from collections.abc import Callable
from typing import Any

from knowledge.content_files import read_yaml

Row = dict[str, Any]

DUTIES: list[Row] = [
    {**duty, "group": group["id"]}
    for group in read_yaml("plan/duties.yaml")["groups"]
    for duty in group["duties"]
]
ROLES = {
    "lead": ("lead",),
    "coordinating": ("coordinating",),
    "either": ("lead", "coordinating"),
}
AGENCIES = sorted({name for duty in DUTIES for cell in ROLES["either"] for name in duty[cell]})
REGISTER: list[Row] = read_yaml("plan/agencies.yaml")["agencies"]
GROUPS = list(dict.fromkeys(duty["group"] for duty in DUTIES))


def ids(condition: Callable[[Row], bool]) -> list[str]:
    """The ids of the rows that meet a condition, in the plan's order."""
    return [duty["id"] for duty in DUTIES if condition(duty)]


def names(duty: Row, agency: str, role: str) -> bool:
    """Whether a row names the agency in that role."""
    return any(agency in duty[cell] for cell in ROLES[role])
