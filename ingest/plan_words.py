"""The words by which a plan is read, as data: column titles, heads of agency names, groups of people."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from knowledge.content_files import checked, parse_yaml

_FILE = Path(__file__).with_name("plan_words.yaml")


class PlanWords(BaseModel):
    """The words, as `plan_words.yaml` explains them."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    titles: dict[str, tuple[str, ...]]
    bodies: tuple[str, ...]
    timeline_openings: frozenset[str]
    dangling: frozenset[str]
    target_verbs: tuple[str, ...]
    target_groups: dict[str, tuple[str, ...]]


@cache
def plan_words() -> PlanWords:
    """The words, read once. Raises ContentError naming the field that is wrong."""
    return checked(PlanWords, parse_yaml(_FILE.read_text(encoding="utf-8"), _FILE.name), _FILE.name)
