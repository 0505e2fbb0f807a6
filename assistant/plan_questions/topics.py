"""Rows by what they are about: how much of the words that no slot understood each row holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.plan_questions.asked import Asked
from knowledge.plan import Duty
from knowledge.plan_words import PlanWords
from knowledge.search import Search
from knowledge.spelling import has_diacritics, spoken
from knowledge.support import Source
from knowledge.vietnamese import fold

_RUN = 0.3
"""What the longest run of the topic's words, standing together in a row, adds to its score."""

_NEAR = 0.3
"""A row that holds less of a topic than this is never taken for one about it."""

_OPENING = 0.1
"""What a name adds whose first sentence holds the topic: a row's first sentence says what is to be done."""


@dataclass(frozen=True)
class About:
    """A row and how much of a topic it holds.

    `support`: the share (0..1) of its weighted words; `run`: the share of its words that stand together
    in the row as they do in the topic; `opening`: the support of the first sentence of its name alone.
    """

    duty: Duty
    support: float
    run: float
    opening: float

    @property
    def score(self) -> float:
        """What orders the rows: support, of equal support the longer run, then what the name opens with."""
        return self.support + _RUN * self.run + _OPENING * self.opening


Run = tuple[str, ...]
"""Words of a topic that stood side by side."""


def rows_about(rows: Sequence[Duty], topic: Sequence[Run], search: Search) -> list[About]:
    """The rows with how much of a topic they hold, in the plan's order."""
    accented = has_diacritics([word for run in topic for word in run])
    wanted = [run if accented else tuple(map(fold, run)) for run in topic]
    # Runs that stood apart stay apart, so that no pair of words is invented.
    support = search.support((" là " if accented else " la ").join(" ".join(run) for run in wanted))
    length = max(1, sum(map(len, wanted)))
    found = []
    for duty in rows:
        share = support.measure(_source(_text(duty), support.accented))
        if share < _NEAR:  # most rows: nothing more is worth knowing of them
            found.append(About(duty, share, 0.0, 0.0))
            continue
        text = _padded(_text(duty), support.accented)
        opening = support.measure(_source(duty.name.partition(". ")[0], support.accented))
        found.append(About(duty, share, sum(_longest_run(run, text) for run in wanted) / length, opening))
    return found


def topic_of(asked: Asked, words: PlanWords) -> list[Run]:
    """The topic with the learners' name and what was quoted."""
    typed = [word for run in asked.topic for word in run]
    plain = bool(typed) and not has_diacritics(typed)
    names = [words.learners[one].says[0] for one in asked.learners] + list(asked.quoted)
    return [*asked.topic, *(tuple(spoken(fold(name) if plain else name)) for name in names)]


def _text(duty: Duty) -> str:
    return f"{duty.name}. {duty.result or ''}. {duty.section or ''}"


@lru_cache(maxsize=10_000)  # 34 provinces' plans are some 2,000 rows, each with marks and without
def _source(text: str, accented: bool) -> Source:
    return Source([text], accented)


@lru_cache(maxsize=10_000)
def _padded(text: str, accented: bool) -> str:
    words = spoken(text)
    return f" {' '.join(words if accented else map(fold, words))} "


def _longest_run(wanted: Sequence[str], text: str) -> int:
    """How many of the topic's words stand together in the text as they do in the question."""
    best = 0
    for start in range(len(wanted)):
        while start + best < len(wanted) and f" {' '.join(wanted[start : start + best + 1])} " in text:
            best += 1
    return best
