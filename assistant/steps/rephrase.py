"""A question that leans on the one before it is completed; nothing is added that nobody said."""

import re
from dataclasses import dataclass

from assistant.question import Turn
from assistant.words import Routing
from knowledge.lexicon import Lexicon
from knowledge.spelling import has_diacritics, spoken
from knowledge.vietnamese import fold, normalise

_SHORT, _LONG = 7, 10
"""A follow-up is short: at most so many words, or so many when it opens with a word that points back."""

_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class Rephrase:
    """Carries the earlier question's agency, or its topic, over into a follow-up."""

    routing: Routing
    lexicon: Lexicon
    max_chars: int

    def __call__(self, turn: Turn) -> Turn:
        if turn.draft or not turn.history:
            return turn.with_(standalone=turn.standalone or turn.text)
        before = turn.history[-1]
        if not any(char.isalnum() for char in before):
            return turn.with_(standalone=turn.text)
        completed = self._completed(turn.text, before)
        return turn.with_(standalone=completed if len(completed) <= self.max_chars else turn.text)

    def _completed(self, text: str, before: str) -> str:
        tokens = spoken(text)
        leans = self._leans(tokens)
        own = self._own_words(text)
        if len(tokens) > (_LONG if leans else _SHORT) or (own and not leans):
            return text
        if self._asks_by_itself(tokens, own):
            return text
        if (year := _YEAR.search(text)) and _YEAR.search(before):
            return _YEAR.sub(year[0], before)
        here, there = self.lexicon.agencies_in(text), self.lexicon.agencies_in(before)
        if here and there:
            return _with_agency(before, self.lexicon, here[0].name)
        if there and any(self.routing.has(cue, tokens) for cue in ("lead", "coordinating", "duty_list")):
            return f"{' và '.join(agency.name for agency in there)}: {text}"
        return f"{text.rstrip(' ?.!')} ({before.rstrip(' ?.!')})?"

    def _leans(self, tokens: list[str]) -> bool:
        """Whether the question opens with a word that points back."""
        return 0 in self.routing.cues["follow_up"].places(tokens)

    def _asks_by_itself(self, tokens: list[str], own: list[str]) -> bool:
        """“Vậy nợ xấu là gì?”: a topic of its own, and what it wants to know of it."""
        points = any(self.routing.has(cue, tokens) for cue in ("points_back", "plan"))
        asks = any(self.routing.has(cue, tokens) for cue in ("definition", "how_to"))
        return len(own) > 1 and asks and not points

    def _own_words(self, text: str) -> list[str]:
        """The words that carry a topic of their own: no empty words, no "hạn", "chủ trì"…"""
        typed = spoken(text)
        asked = {
            place
            for cue in ("who", "when", "result", "lead", "coordinating", "how_to")
            for place in self.routing.cues[cue].places(typed)
        }
        exact = has_diacritics(typed)
        empty = self.lexicon.empty_words if exact else self.lexicon.folded_empty_words
        left = (word for place, word in enumerate(typed) if place not in asked)
        return [word for word in left if (word if exact else fold(word)) not in empty]


def _with_agency(before: str, lexicon: Lexicon, name: str) -> str:
    """The earlier question, asked of another agency: the first name is exchanged, the others go."""
    spans = list(re.finditer(r"\w+", normalise(before)))
    places = lexicon.agency_places(before).values()
    first, *others = [(spans[min(one)].start(), spans[max(one)].end()) for one in places]
    text = normalise(before)
    for start, end in sorted(others, reverse=True):
        text = re.sub(r"(?:,|;|\bvà|\bhoặc|\bva|\bhoac)?\s*$", "", text[:start]) + text[end:]
    return f"{text[: first[0]]}{name}{text[first[1] :]}".rstrip(" ?.!") + "?"
