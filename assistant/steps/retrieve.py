"""Look for passages that may answer."""

from dataclasses import dataclass

from assistant.question import Turn
from knowledge.library import Library


@dataclass(frozen=True)
class Retrieve:
    """Adds what the search kept and rejected; another province's plan answers only where it is named."""

    library: Library

    def __call__(self, turn: Turn) -> Turn:
        if turn.draft:
            return turn
        search = self.library.search
        candidates = turn.candidates or search.candidates(turn.question)
        others = [one for one in self.library.other_plans() if one != turn.plan]
        return turn.with_(candidates=candidates, retrieved=search.pick(candidates, without=others))
