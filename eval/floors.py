"""Floors: what a measure must reach, as data."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from eval.answers import Summary
from eval.retrieval import LEXICAL, Score
from knowledge.content_files import checked, parse_yaml

FLOORS = Path(__file__).parent / "floors.yaml"
Share = Annotated[float, Field(ge=0, le=1)]


class Floors(BaseModel):
    """Shares and means, 0..1: cases passed, officers' cases passed, nDCG@10 of the word index by set."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    answers: Share
    plan: Share
    lexical_ndcg: dict[str, Share]


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors of a file. Raises ContentError naming file and field."""
    return checked(Floors, parse_yaml(path.read_text(encoding="utf-8"), path.name), path.name)


def answers_below(floors: Floors, summary: Summary) -> Iterator[str]:
    """What to say where too few cases passed."""
    return _too_few("answers", floors.answers, summary)


def plan_below(floors: Floors, summary: Summary) -> Iterator[str]:
    """What to say where too few of the officers' cases passed."""
    return _too_few("plan", floors.plan, summary)


def retrieval_below(floors: Floors, scores: Sequence[Score]) -> Iterator[str]:
    """What to say of every set, however its queries are typed, whose word index is below its floor."""
    for one in scores:
        floor = floors.lexical_ndcg.get(one.set_name)
        if one.weight == LEXICAL and floor is not None and one.ndcg < floor:
            yield f"{one.set_name}, {one.form}: lexical nDCG@10 {one.ndcg:.3f}, the floor is {floor:.3f}"


def _too_few(name: str, floor: float, summary: Summary) -> Iterator[str]:
    if summary.share < floor:
        yield f"{name}: {summary.share:.3f} of the cases passed, the floor is {floor:.3f}"
