"""What a question about a plan may name besides its agencies: learners, programmes, bodies it never names."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from knowledge.conditions import Says
from knowledge.content_files import checked, read_yaml
from knowledge.spelling import Names, spoken


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Learners(_Row):
    """A group of people: what it is called, and what stands in a row that reaches it."""

    id: str
    label: str
    names: tuple[str, ...]
    says: tuple[str, ...]
    inside: tuple[str, ...] = ()

    @property
    def condition(self) -> Says:
        """What a row that reaches them says."""
        return Says(self.says, self.inside, heading=True)


class Programme(BaseModel):
    """A model, movement or programme, and the row that assigns it."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str
    name: str
    duty: str
    aliases: tuple[str, ...] = ()


class Vague(_Row):
    """A name that may mean several bodies, and what to ask back."""

    id: str
    names: tuple[str, ...]
    ask: str
    choices: tuple[str, ...]


class _Head(_Row):
    head: str
    fields: tuple[str, ...]


class _LearnersFile(_Row):
    reviewed_on: object
    learners: tuple[Learners, ...]


class _ProgrammesFile(BaseModel):
    programmes: tuple[Programme, ...]


class _BodiesFile(_Row):
    reviewed_on: object
    heads: tuple[_Head, ...]
    names: tuple[str, ...]
    vague: tuple[Vague, ...]


class _ProvincesFile(_Row):
    reviewed_on: object
    home: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class PlanWords:
    """The words, read once; each `…_named` finds where the words of a text name one."""

    learners: Mapping[str, Learners]
    programmes: Mapping[str, Programme]
    vague: tuple[Vague, ...]
    learners_named: Names[Learners]
    programmes_named: Names[Programme]
    strangers_named: Names[str]
    vague_named: Names[Vague]
    provinces_named: Names[str]


def read_plan_words() -> PlanWords:
    """The shipped words. Raises ContentError naming file and field."""
    learners = checked(_LearnersFile, read_yaml("plan/learners.yaml"), "plan/learners.yaml").learners
    programmes = checked(
        _ProgrammesFile, read_yaml("plan/programmes.yaml"), "plan/programmes.yaml"
    ).programmes
    bodies = checked(_BodiesFile, read_yaml("plan/other_bodies.yaml"), "plan/other_bodies.yaml")
    provinces = checked(_ProvincesFile, read_yaml("plan/provinces.yaml"), "plan/provinces.yaml")
    return PlanWords(
        {one.id: one for one in learners},
        {one.id: one for one in programmes},
        bodies.vague,
        Names((name, one) for one in learners for name in one.names),
        Names((name, one) for one in programmes for name in (_spoken_name(one.name), *one.aliases)),
        Names((name, name) for name in _strangers(bodies)),
        Names((name, one) for one in bodies.vague for name in one.names),
        Names((name, name) for name in provinces.others),
    )


def _spoken_name(name: str) -> str:
    return " ".join(spoken(name))


def _strangers(bodies: _BodiesFile) -> list[str]:
    headed = [f"{head.head} {field}" for head in bodies.heads for field in head.fields]
    return [*headed, *bodies.names]
