"""Turns that must not go further: greetings, wrongdoing, other people's data, injected orders."""

import re
from dataclasses import dataclass

from assistant.question import Answer, Intent, Turn
from assistant.replies import Replies
from assistant.words import Routing
from knowledge.spelling import spoken

_ID_NUMBER = re.compile(r"(?<!\d)0\d{2}[0-3]\d{8}(?!\d)")
"""A personal id: three digits of birthplace (they begin with 0), one of century and sex, eight more.

Source: Thông tư 59/2021/TT-BCA on the structure of số định danh cá nhân.
"""

_SHORT = 6
"""A greeting longer than this many syllables asks something too."""


@dataclass(frozen=True)
class Guard:
    """Answers what needs no search, refuses what must be refused."""

    routing: Routing
    replies: Replies

    def __call__(self, turn: Turn) -> Turn | Answer:
        tokens = spoken(turn.text)
        if _ID_NUMBER.search(re.sub(r"(?<=\d)[ .](?=\d)", "", turn.text)):
            hidden = _ID_NUMBER.sub("[đã che]", re.sub(r"(?<=\d)[ .](?=\d)", "", turn.text))
            return self.replies.plain("personal_data", turn.with_(text=hidden))
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
        if self.routing.has("thanks", tokens):
            return self.replies.plain("thanks", turn)
        greeted = self.routing.cues["greeting"].places(tokens)
        return self.replies.plain("greeting", turn) if greeted and len(tokens) - len(greeted) <= 2 else None
