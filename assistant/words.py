"""Routing as data: phrases that tell what a question is about, matched on whole syllables."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from knowledge.content_files import checked, read_yaml
from knowledge.spelling import Names


class Phrases:
    """A set of phrases to look for."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._names = Names((phrase, phrase) for phrase in phrases)

    def within(self, typed: Sequence[str]) -> bool:
        """Whether any phrase stands in the words."""
        return next(self._names.places(typed), None) is not None

    def ranges(self, typed: Sequence[str]) -> list[range]:
        """Where each phrase stands, the longest of those that share a word, in order."""
        return [places for places, _ in self._names.longest(typed)]

    def places(self, typed: Sequence[str]) -> set[int]:
        """The positions of all words that belong to a phrase."""
        return {place for places, _ in self._names.places(typed) for place in places}


@dataclass(frozen=True)
class Situation:
    """A thing that happened to a person, told by one phrase of each group and none of the exceptions."""

    id: str
    groups: tuple[Phrases, ...]
    unless: Phrases

    def holds(self, tokens: Sequence[str]) -> bool:
        """Whether the tokens tell of it."""
        return all(group.within(tokens) for group in self.groups) and not self.unless.within(tokens)


class _SituationRow(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    all_of: list[list[str]]
    unless: list[str] = []


class _AnswerTypeRow(BaseModel):
    model_config = ConfigDict(extra="forbid")
    asks: list[str]
    needs: str


class _RoutingFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    reviewed_on: object
    refuse: dict[str, list[_SituationRow]]
    first_aid: list[_SituationRow]
    answer_types: list[_AnswerTypeRow]
    cues: dict[str, list[str]]


@dataclass(frozen=True)
class Routing:
    """All routing data: refusals by status, first-aid situations, and cue words by name."""

    refuse: Mapping[str, tuple[Situation, ...]]
    first_aid: tuple[Situation, ...]
    answer_types: tuple[tuple[Phrases, re.Pattern[str]], ...]
    cues: Mapping[str, Phrases]

    def is_kind_asked_for(self, typed: Sequence[str], text: str) -> bool:
        """Whether a text states the kind of thing the question asks for (a count of people, say)."""
        needed = [pattern for phrases, pattern in self.answer_types if phrases.within(typed)]
        return all(pattern.search(text) for pattern in needed)

    def has(self, cue: str, tokens: Sequence[str]) -> bool:
        """Whether a cue stands in the tokens."""
        return self.cues[cue].within(tokens)


def read_routing() -> Routing:
    """The shipped routing. Raises ContentError naming file and field."""
    file = checked(_RoutingFile, read_yaml("routing.yaml"), "routing.yaml")
    return Routing(
        {status: tuple(map(_situation, rows)) for status, rows in file.refuse.items()},
        tuple(map(_situation, file.first_aid)),
        tuple((Phrases(row.asks), re.compile(row.needs)) for row in file.answer_types),
        {name: Phrases(phrases) for name, phrases in file.cues.items()},
    )


def _situation(row: _SituationRow) -> Situation:
    return Situation(row.id, tuple(map(Phrases, row.all_of)), Phrases(row.unless))
