"""A question that leans on the one before it is completed; nothing is added that nobody said."""

from dataclasses import dataclass

from assistant.question import Turn
from assistant.words import Routing
from knowledge.lexicon import Lexicon
from knowledge.spelling import spoken
from knowledge.vietnamese import fold, normalise, words

_SHORT = 7
"""A follow-up is short: its own words are at most this many."""


@dataclass(frozen=True)
class Rephrase:
    """Carries the earlier question's agency, or its topic, over into a follow-up."""

    routing: Routing
    lexicon: Lexicon

    def __call__(self, turn: Turn) -> Turn:
        if turn.draft or not turn.history:
            return turn.with_(standalone=turn.standalone or turn.text)
        return turn.with_(standalone=self._completed(turn.text, turn.history[-1]))

    def _completed(self, text: str, before: str) -> str:
        tokens = spoken(text)
        if len(tokens) > _SHORT or not (self._leans(tokens) or not self._own_words(text)):
            return text
        here, there = self.lexicon.agencies_in(text), self.lexicon.agencies_in(before)
        if here and there:
            return _with_agency(before, self.lexicon, here[0].name)
        return f"{text.rstrip(' ?.!')} ({before.rstrip(' ?.!')})?"

    def _leans(self, tokens: list[str]) -> bool:
        """Whether the question opens with a word that points back."""
        return 0 in self.routing.cues["follow_up"].places(tokens)

    def _own_words(self, text: str) -> list[str]:
        """The words that carry a topic of their own: no empty words, no "hạn", "chủ trì"…"""
        typed = spoken(text)
        asked = {
            place
            for cue in ("who", "when", "result", "lead", "coordinating", "how_to")
            for place in self.routing.cues[cue].places(typed)
        }
        empty = self.lexicon.folded_empty_words
        return [word for place, word in enumerate(typed) if place not in asked and fold(word) not in empty]


def _with_agency(before: str, lexicon: Lexicon, name: str) -> str:
    """The earlier question, asked of another agency."""
    typed = words(normalise(before))
    places = next(iter(lexicon.agency_places(before).values()))
    kept = [name if place == min(places) else word for place, word in enumerate(typed)]
    return " ".join(word for place, word in enumerate(kept) if place not in places - {min(places)}) + "?"
