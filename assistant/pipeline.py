"""The heart: a turn goes from step to step until one of them answers."""

from collections.abc import Callable, Sequence

from assistant.question import Answer, Turn

Step = Callable[[Turn], Turn | Answer]


def run(turn: Turn, steps: Sequence[Step]) -> Turn | Answer:
    """Pass the turn from step to step until one of them answers."""
    for step in steps:
        outcome = step(turn)
        if isinstance(outcome, Answer):
            return outcome
        turn = outcome
    return turn
