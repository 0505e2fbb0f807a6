"""Turns that must not go further: greetings, wrongdoing, other people's data, injected orders."""

from dataclasses import dataclass

from assistant.privacy import MASK
from assistant.question import Answer, Intent, Turn
from assistant.replies import Replies
from assistant.words import Routing
from knowledge.spelling import spoken

_SHORT = 6
"""A greeting longer than this many syllables asks something too."""


@dataclass(frozen=True)
class Guard:
    """Answers what needs no search, refuses what must be refused."""

    routing: Routing
    replies: Replies

    def __call__(self, turn: Turn) -> Turn | Answer:
        if turn.draft:
            return turn
        if MASK in turn.text:
            return self.replies.plain("personal_data", turn)
        tokens = spoken(turn.text)
        for status in ("unsafe", "personal_data"):
            if any(situation.holds(tokens) for situation in self.routing.refuse[status]):
                return self.replies.plain(status, turn)
        return self._small_talk(turn, tokens) or turn

    def _small_talk(self, turn: Turn, tokens: list[str]) -> Answer | None:
        turn = turn.with_(intent=Intent.SMALLTALK)
        if self.routing.has("who_are_you", tokens):
            return self.replies.plain("greeting", turn)
        if len(tokens) > _SHORT:
            return None
        thanked = self.routing.cues["thanks"].places(tokens)
        if thanked and len(tokens) - len(thanked) <= 2:
            return self.replies.plain("thanks", turn)
        greeted = self.routing.cues["greeting"].places(tokens)
        return self.replies.plain("greeting", turn) if greeted and len(tokens) - len(greeted) <= 2 else None
