"""Look for passages that may answer."""

from dataclasses import dataclass

from assistant.question import Turn
from knowledge.search import Search


@dataclass(frozen=True)
class Retrieve:
    """Adds what the search kept and rejected."""

    search: Search

    def __call__(self, turn: Turn) -> Turn:
        if turn.draft:
            return turn
        candidates = turn.candidates or self.search.candidates(turn.question)
        return turn.with_(candidates=candidates, retrieved=self.search.pick(candidates))
