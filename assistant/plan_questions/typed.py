"""A question as typed, and which of its words have been understood."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.plan_questions.words import AskingWords
from knowledge.vietnamese import fold, normalise, word_spans


@dataclass
class Typed:
    """The words of a question, in lower case; `taken` are those that some reading has made its own."""

    text: str
    folded: str
    words: list[str]
    spans: list[tuple[int, int]]
    phrases: Mapping[str, Sequence[range]]
    taken: set[int] = field(default_factory=set)

    def take(self, places: Iterable[int]) -> None:
        """Mark words as understood."""
        self.taken.update(places)

    def take_characters(self, start: int, end: int) -> None:
        """Mark the words between two characters as understood."""
        self.take(self.between(start, end))

    def between(self, start: int, end: int) -> list[int]:
        """The words that share a character with this stretch."""
        return [place for place, (first, last) in enumerate(self.spans) if first < end and last > start]

    def cue(self, name: str, apart_from: Collection[int] = ()) -> list[range]:
        """Where a cue stands, in words: of phrases that share a word the longest, none with those words."""
        kept: list[range] = []
        for places in self.phrases.get(name, ()):
            free = all(places.stop <= other.start or other.stop <= places.start for other in kept)
            if free and not any(place in apart_from for place in places):
                kept.append(places)
        return sorted(kept, key=lambda one: one.start)

    def opening(self, name: str) -> list[range]:
        """Where a cue opens the question or one of its parts."""
        return [one for one in self.cue(name) if self._opens(one.start)]

    def _opens(self, place: int) -> bool:
        before = self.text[: self.spans[place][0]].rstrip()
        return not before or before.endswith((",", ";", ".", "?", "!"))

    def breaks(self, start: int, stop: int) -> bool:
        """Whether a comma or the like stands between two words."""
        between = self.text[self.spans[start][1] : self.spans[stop][0]] if start < stop else ""
        return any(mark in between for mark in ",;:.?!")

    @property
    def clauses(self) -> list[range]:
        """The words between commas, clause by clause."""
        ends = [place for place in range(1, len(self.words)) if self.breaks(place - 1, place)]
        return [range(start, end) for start, end in pairwise([0, *ends, len(self.words)])]

    def has(self, name: str) -> bool:
        """Whether a cue stands in the question."""
        return bool(self.cue(name))

    def takes(self, name: str) -> bool:
        """Whether a cue stands in words that nobody took; it takes them."""
        free = [one for one in self.cue(name) if self.taken.isdisjoint(one)]
        for one in free:
            self.take(one)
        return bool(free)

    @property
    def unread(self) -> str:
        """The text with blanks where words are taken: a number in them means something already."""
        chars = list(self.text)
        for place in self.taken:
            start, end = self.spans[place]
            chars[start:end] = " " * (end - start)
        return "".join(chars)

    def left(self, is_empty: Callable[[str], bool]) -> list[list[int]]:
        """The words nobody took, in runs that stood side by side; runs of empty words alone say nothing."""
        runs: list[list[int]] = []
        for place in range(len(self.words)):
            if place in self.taken:
                continue
            if runs and runs[-1][-1] == place - 1:
                runs[-1].append(place)
            else:
                runs.append([place])
        return [run for run in runs if any(self._tells(place, is_empty) for place in run)]

    def _tells(self, place: int, is_empty: Callable[[str], bool]) -> bool:
        word = self.words[place]
        return word.isalpha() and len(word) > 1 and not is_empty(word)


def read_typed(text: str, asking: AskingWords) -> Typed:
    """A text ready to be read, its shorthand spelled out."""
    clean = asking.spelled_out(_with_ai(normalise(text)).lower())
    folded = fold(clean)
    spans = word_spans(clean)
    # A few foreign letters change their length when folded: then numbers are looked for in the text itself.
    same = len(folded) == len(clean)
    words = [clean[a:b] for a, b in spans]
    return Typed(clean, folded if same else clean, words, spans, _phrases(words, asking))


def _with_ai(text: str) -> str:
    """Capitals tell the machine "AI" from the question "ai", unless everything is in capitals."""
    return text if text.isupper() else _AI.sub("a.i", text)


_AI = re.compile(r"\bAI\b|(?i:(?<=trợ lý )ai\b|(?<=tro ly )ai\b)")


def _phrases(words: Sequence[str], asking: AskingWords) -> dict[str, list[range]]:
    """Where the phrases of every cue stand, the longest first."""
    found: dict[str, list[range]] = {}
    for places, cue in sorted(asking.cues.places(words), key=lambda one: -len(one[0])):
        found.setdefault(cue, []).append(places)
    return found
