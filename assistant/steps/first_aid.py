"""A person who was just cheated gets ordered help before anything else."""

from dataclasses import dataclass

from assistant.question import Answer, Intent, Turn
from assistant.replies import Replies
from assistant.words import Routing
from knowledge.spelling import spoken


@dataclass(frozen=True)
class FirstAid:
    """Recognises an emergency and drafts what to do now; Cite sends it."""

    routing: Routing
    replies: Replies

    def __call__(self, turn: Turn) -> Turn | Answer:
        tokens = spoken(turn.text)
        for situation in self.routing.first_aid:
            if situation.holds(tokens):
                draft = self.replies.first_aid(situation.id, turn)
                return turn.with_(draft=draft, intent=Intent.SCAM_HELP, standalone=turn.text)
        return turn
