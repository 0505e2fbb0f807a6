"""A case: a question as a person types it, and what its answer must be."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from assistant.question import Audience, Status
from knowledge.content_files import checked, parse_yaml
from knowledge.errors import MissingDocument

CASES = Path(__file__).parent / "cases" / "answers.yaml"


class Expectation(BaseModel):
    """What an answer must be; what is None or empty is not looked at.

    `duties` and `targets` are exact sets; `lesson` is the first lesson shown; `must_say` and
    `must_not_say` are pieces of the text, whatever their case; each of `cites` must stand in the
    document or locator of some citation.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    status: Annotated[tuple[Status, ...], Field(min_length=1)]
    duties: frozenset[str] | None = None
    targets: frozenset[str] | None = None
    lesson: str | None = None
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()

    @field_validator("status", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value


class Case(BaseModel):
    """A question with its expectation; `id` begins with its group; `today` moves the clock.

    `known_gap` says why the case fails today: it is reported apart, and reported too once it passes.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z0-9]+)+$")]
    question: Annotated[str, Field(min_length=1)]
    history: tuple[str, ...] = ()
    audience: Audience = Audience.CITIZEN
    today: date | None = None
    expect: Expectation
    known_gap: str | None = None

    @property
    def group(self) -> str:
        """What the case is about, the first word of its id."""
        return self.id.partition("-")[0]


class CaseFile(BaseModel):
    """Cases with the day on which they are asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    today: date
    cases: tuple[Case, ...]

    @model_validator(mode="after")
    def _distinct(self) -> "CaseFile":
        names = [case.id for case in self.cases]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"ids used twice: {', '.join(twice)}")
        return self


def read_cases(path: Path = CASES) -> CaseFile:
    """The cases of a file. Raises MissingDocument, or ContentError naming file and field."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise MissingDocument(
            f"Không đọc được tệp câu hỏi kiểm tra {path} ({error}).", "Hãy xem lại đường dẫn."
        ) from None
    return checked(CaseFile, parse_yaml(text, path.name), path.name)
