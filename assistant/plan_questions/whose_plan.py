"""Whose plan a question asks about: the home plan, another province's that is stored, or one that is not."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.plan_words import PlanWords
from knowledge.spelling import Names, spoken
from knowledge.vietnamese import normalise, word_spans

_BEFORE = ("tỉnh", "tinh", "ở", "o", "của", "cua")


@dataclass(frozen=True)
class WhosePlan:
    """Another province that is named (None: none), its plan's document if stored, the text without it."""

    province: str | None
    document_id: str | None
    text: str


def whose_plan(text: str, others: Mapping[str, str | None], words: PlanWords) -> WhosePlan:
    """Whose plan a text asks about; `others` are the stored plans of other provinces with their names."""
    clean = normalise(text)
    typed = spoken(clean)
    stored = Names((name, (name, document)) for document, name in others.items() if name)
    found: list[tuple[range, tuple[str, str | None]]] = list(stored.longest(typed))
    if not found:
        found = [(places, (name, None)) for places, name in words.provinces_named.longest(typed)]
    if not found:
        return WhosePlan(None, None, text)
    places, (name, document) = found[0]
    start = places.start - 1 if places.start and typed[places.start - 1] in _BEFORE else places.start
    spans = word_spans(clean)
    return WhosePlan(name, document, clean[: spans[start][0]] + clean[spans[places.stop - 1][1] :])
