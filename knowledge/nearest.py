"""The known names nearest to one that is not known: what an error offers in its place."""

from collections.abc import Mapping
from difflib import SequenceMatcher

from knowledge.spelling import spoken
from knowledge.vietnamese import fold

_OFFERED = 3
_ALIKE = 0.5
"""Below this share of equal letters a name is no help."""

_LONGEST = 100
"""Characters looked at: no name is longer, and comparing takes the square of the length."""


def nearest(typed: str, known: Mapping[str, str], alike: float = _ALIKE) -> str:
    """A sentence that offers the nearest names; `known` maps what people type to the name to offer.

    `alike` (0..1): the share of equal letters below which a name is no help.
    """
    wanted, scores = _plain(typed[:_LONGEST]), dict[str, float]()
    for name, offered in known.items():
        score = SequenceMatcher(None, wanted, _plain(name)).ratio()
        scores[offered] = max(score, scores.get(offered, 0.0))
    best = sorted((name for name in scores if scores[name] >= alike), key=lambda name: -scores[name])
    offered = ", ".join(f"«{name}»" for name in best[:_OFFERED])
    return f"Gần giống nhất: {offered}." if offered else "Hãy kiểm tra lại cách viết."


def _plain(text: str) -> str:
    return fold(" ".join(spoken(text)))
