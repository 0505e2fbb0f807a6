"""What a turn is about, and the turns that end here: outside the domain, a person wanted."""

from dataclasses import dataclass

from assistant.question import Answer, Intent, Turn
from assistant.replies import Replies
from assistant.words import Routing
from knowledge.spelling import spoken

_BY_CUE = (
    ("placement", Intent.PLACEMENT),
    ("progress", Intent.PROGRESS),
    ("recommend", Intent.RECOMMEND),
    ("definition", Intent.DEFINITION),
    ("contact", Intent.CONTACT),
    ("plan", Intent.PLAN),
    ("how_to", Intent.HOW_TO),
)
"""The first cue that stands in a question names its intent; later steps may know better."""


@dataclass(frozen=True)
class Route:
    """Names the intent; answers what no source is needed for."""

    routing: Routing
    replies: Replies

    def __call__(self, turn: Turn) -> Turn | Answer:
        if turn.draft:
            return turn
        tokens = spoken(turn.question)
        if any(situation.holds(tokens) for situation in self.routing.refuse["out_of_scope"]):
            return self.replies.plain("out_of_scope", turn)
        intent = next((intent for cue, intent in _BY_CUE if self.routing.has(cue, tokens)), Intent.OTHER)
        turn = turn.with_(intent=intent)
        if self.routing.has("hand_off", tokens):
            return turn.with_(draft=self.replies.draft("hand_off", turn))
        if intent in (Intent.PLACEMENT, Intent.PROGRESS):
            return self.replies.plain(intent.value, turn)
        return turn
