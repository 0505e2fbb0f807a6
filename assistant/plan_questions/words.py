"""How officers ask, as data: shorthand and cues."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from knowledge.content_files import checked, read_yaml
from knowledge.spelling import Names, has_diacritics, spoken
from knowledge.vietnamese import fold


class _AskingFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    reviewed_on: object
    shorthand: dict[str, str]
    not_shorthand: dict[str, list[str]]
    cues: dict[str, list[str]]


@dataclass(frozen=True)
class AskingWords:
    """Shorthand by word; phrases that belong to the cues they stand for, and the cues' names."""

    shorthand: Mapping[str, str]
    not_shorthand: Mapping[str, Sequence[str]]
    cues: Names[str]
    names: frozenset[str]

    def spelled_out(self, text: str) -> str:
        """The text with its shorthand in full words; what follows "Sở" or a point is part of a name."""
        plain = not has_diacritics(spoken(text))  # spelled out as the rest is typed, with marks or without

        def full(match: re.Match[str]) -> str:
            meant = self.shorthand.get(match[0])
            after = _WORD_AFTER.match(text, match.end())
            if after and after[1] in self.not_shorthand.get(match[0], ()):
                return match[0]
            return match[0] if meant is None else fold(meant) if plain else meant

        return _WORD.sub(full, text)


_WORD = re.compile(r"(?<![\w&.])(?<!sở )(?<!so )(?<!ubnd )\w+(?![\w&])")


_WORD_AFTER = re.compile(r"\s+(\w+)")


def read_asking_words() -> AskingWords:
    """The shipped words. Raises ContentError naming file and field."""
    file = checked(_AskingFile, read_yaml("plan/asking.yaml"), "plan/asking.yaml")
    cues = Names((phrase, name) for name, phrases in file.cues.items() for phrase in phrases)
    return AskingWords(file.shorthand, file.not_shorthand, cues, frozenset(file.cues))
