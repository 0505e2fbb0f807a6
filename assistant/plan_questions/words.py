"""How officers ask, as data: shorthand and cues."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from knowledge.content_files import checked, read_yaml
from knowledge.spelling import Names, has_diacritics, spoken
from knowledge.vietnamese import fold


class _Within(BaseModel):
    """Neighbours that make the letters a part of another word."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class _AskingFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    reviewed_on: object
    shorthand: dict[str, str]
    not_shorthand: dict[str, _Within]
    edges: list[str]
    cues: dict[str, list[str]]


@dataclass(frozen=True)
class AskingWords:
    """Shorthand by word; phrases that belong to the cues they stand for, and the cues' names."""

    shorthand: Mapping[str, str]
    not_shorthand: Mapping[str, _Within]
    edges: frozenset[str]
    cues: Names[str]
    names: frozenset[str]

    def spelled_out(self, text: str) -> str:
        """The text with its shorthand in full words; what follows "Sở" or a point is part of a name."""
        plain = not has_diacritics(spoken(text))  # spelled out as the rest is typed, with marks or without

        def full(match: re.Match[str]) -> str:
            meant = self.shorthand.get(match[0])
            if self._within(text, match):
                return match[0]
            return match[0] if meant is None else fold(meant) if plain else meant

        return _WORD.sub(full, text)

    def _within(self, text: str, match: re.Match[str]) -> bool:
        other = self.not_shorthand.get(match[0])
        if other is None:
            return False
        before, after = _WORD_BEFORE.search(text, 0, match.start()), _WORD_AFTER.match(text, match.end())
        return bool((before and before[1] in other.after) or (after and after[1] in other.before))


_WORD = re.compile(r"(?<![\w&.])(?<!sở )(?<!so )(?<!ubnd )\w+(?![\w&])")


_WORD_BEFORE = re.compile(r"(\w+)\s+$")
_WORD_AFTER = re.compile(r"\s+(\w+)")


def read_asking_words() -> AskingWords:
    """The shipped words. Raises ContentError naming file and field."""
    file = checked(_AskingFile, read_yaml("plan/asking.yaml"), "plan/asking.yaml")
    cues = Names((phrase, name) for name, phrases in file.cues.items() for phrase in phrases)
    return AskingWords(file.shorthand, file.not_shorthand, frozenset(file.edges), cues, frozenset(file.cues))
