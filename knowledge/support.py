"""How much of what a question is about stands in a source."""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import pairwise

from knowledge.lexicon import Lexicon
from knowledge.spelling import has_diacritics
from knowledge.vietnamese import fold, normalise, words

_LONE, _LONE_FOLDED = 0.4, 0.3
"""What a syllable counts when a neighbour of it carries topic too, but the source never has the two together.

Most Vietnamese words have two syllables: "nước" and "Pháp" apart say nothing of "nước Pháp",
and without diacritics "vang" may be vàng, vắng or vâng.
"""


_ENOUGH = 6
"""So many of the rarest words are as much as a source is asked to hold: people tell whole stories."""

_OTHER_THING = 0.5
"""What remains of a share when the thing the question names is not in the source."""


class Source:
    """The words of some texts, and which stand side by side, with diacritics or without."""

    def __init__(self, texts: Iterable[str], accented: bool) -> None:
        clean = [normalise(text).lower() for text in texts]
        self._folded = [fold(text) for text in clean]
        sequences = [words(text) for text in (clean if accented else self._folded)]
        self.tokens = {token for sequence in sequences for token in sequence}
        self.pairs = {pair for sequence in sequences for pair in pairwise(sequence)}

    def names(self, name: tuple[str, ...]) -> bool:
        """Whether the words of a folded name stand together somewhere."""
        return any(f" {' '.join(name)} " in text for text in self._joined)

    @cached_property
    def _joined(self) -> list[str]:
        return [f" {' '.join(words(text))} " for text in self._folded]


class Support:
    """Measures sources against one question."""

    def __init__(self, question: str, lexicon: Lexicon, rarity: Callable[[str], float]) -> None:
        written = words(normalise(question))
        if question.isupper():  # the caps lock is on: only a known name is told by its capitals
            written = [word if lexicon.full_names(word) else word.lower() for word in written]
        typed = [word.lower() for word in written]
        self._accented = has_diacritics(typed)
        empty = lexicon.empty_words if self._accented else lexicon.folded_empty_words
        self._tokens = typed if self._accented else [fold(word) for word in typed]
        self._full = {
            place: [tuple(fold(part) for part in words(name)) for name in names]
            for place, word in enumerate(written)
            if (names := lexicon.full_names(word))
        }
        self._whole = {place for place, word in enumerate(written) if _stands_alone(word)} | self._full.keys()
        self._topic = [
            place for place, token in enumerate(self._tokens) if token not in empty or place in self._whole
        ]
        self._enough = _ENOUGH * rarity("\0")  # a word that no text holds is the rarest there is
        self._weights = [rarity(fold(self._tokens[place])) for place in self._topic]

    @property
    def topic(self) -> list[str]:
        """The words of the question that carry its topic."""
        return [self._tokens[place] for place in self._topic]

    @property
    def accented(self) -> bool:
        """Whether the question was typed with diacritics; sources are then read with theirs."""
        return self._accented

    def of(self, texts: Iterable[str]) -> float:
        """The share of the topic that the texts hold, see `measure`."""
        return self.measure(Source(texts, self._accented))

    def measure(self, source: Source) -> float:
        """The share (0..1), weighted by rarity, of the topic words that the texts hold; 0 without a topic.

        A named thing (bhyt, OTP) that no text names halves the share: the rest may be about another thing.
        """
        total = min(sum(self._weights), self._enough)
        if not total or not any(_has_letter(self._tokens[place]) for place in self._topic):
            return 0.0
        held = {place: self._held(place, source) for place in self._topic}
        share = sum(weight * held[place] for place, weight in zip(self._topic, self._weights, strict=True))
        missing = any(held[place] == 0 for place in self._full)
        return min(1.0, share / total) * (_OTHER_THING if missing else 1.0)

    def _held(self, place: int, source: Source) -> float:
        if place in self._full:
            return float(any(source.names(name) for name in self._full[place]))
        if self._tokens[place] not in source.tokens:
            return 0.0
        around = (place - 1, place + 1)
        partners = [near for near in around if near in self._topic and near not in self._whole]
        together = any(self._pair(place, near) in source.pairs for near in partners)
        if place in self._whole or not partners or together:
            return 1.0
        return _LONE if self._accented else _LONE_FOLDED

    def _pair(self, place: int, near: int) -> tuple[str, str]:
        first, second = sorted((place, near))
        return self._tokens[first], self._tokens[second]


def _has_letter(token: str) -> bool:
    return any(char.isalpha() for char in token)


def _stands_alone(word: str) -> bool:
    """Whether a word means something by itself: a number, or capitals such as OTP, VNeID, AI (not "ai")."""
    return any(char.isdigit() for char in word) or sum(char.isupper() for char in word) > 1
