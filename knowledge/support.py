"""How much of what a question is about stands in a source."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from knowledge.lexicon import Lexicon
from knowledge.vietnamese import fold, normalise, words

_ACCENTED_SHARE = 0.3
"""A question counts as typed with diacritics when this share of its words bears one."""

_LONE, _LONE_FOLDED = 0.4, 0.3
"""What a syllable counts when a neighbour of it carries topic too, but the source never has the two together.

Most Vietnamese words have two syllables: "nước" and "Pháp" apart say nothing of "nước Pháp",
and without diacritics "vang" may be vàng, vắng or vâng.
"""


class Support:
    """Measures sources against one question."""

    def __init__(self, question: str, lexicon: Lexicon, rarity: Callable[[str], float]) -> None:
        written = words(normalise(question))
        typed = [word.lower() for word in written]
        self._accented = _share_accented(typed) >= _ACCENTED_SHARE
        empty = lexicon.empty_words if self._accented else lexicon.folded_empty_words
        self._tokens = typed if self._accented else [fold(word) for word in typed]
        self._whole = {place for place, word in enumerate(written) if _stands_alone(word)}
        self._topic = [
            place for place, token in enumerate(self._tokens) if token not in empty or place in self._whole
        ]
        self._weights = [rarity(fold(self._tokens[place])) for place in self._topic]

    @property
    def topic(self) -> list[str]:
        """The words of the question that carry its topic."""
        return [self._tokens[place] for place in self._topic]

    def of(self, texts: Iterable[str]) -> float:
        """The share (0..1), weighted by rarity, of the topic words that the texts hold; 0 without a topic."""
        tokens: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        for text in texts:
            sequence = self._form(text)
            tokens.update(sequence)
            pairs.update(pairwise(sequence))
        total = sum(self._weights)
        held = (
            weight * self._held(place, tokens, pairs)
            for place, weight in zip(self._topic, self._weights, strict=True)
        )
        return sum(held) / total if total else 0.0

    def _form(self, text: str) -> list[str]:
        return words(normalise(text).lower() if self._accented else fold(normalise(text)))

    def _held(self, place: int, tokens: set[str], pairs: set[tuple[str, str]]) -> float:
        token = self._tokens[place]
        if token not in tokens:
            return 0.0
        partners = [
            near for near in (place - 1, place + 1) if near in self._topic and near not in self._whole
        ]
        if place in self._whole or not partners or any(self._pair(place, near) in pairs for near in partners):
            return 1.0
        return _LONE if self._accented else _LONE_FOLDED

    def _pair(self, place: int, near: int) -> tuple[str, str]:
        first, second = sorted((place, near))
        return self._tokens[first], self._tokens[second]


def _stands_alone(word: str) -> bool:
    """Whether a word means something by itself: a number, or capitals such as OTP, VNeID, AI (not "ai")."""
    return any(char.isdigit() for char in word) or sum(char.isupper() for char in word) > 1


def _share_accented(typed: Sequence[str]) -> float:
    return sum(word != fold(word) for word in typed) / len(typed) if typed else 0.0
