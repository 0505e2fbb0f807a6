"""Passages by word: BM25 over folded syllables and bigrams; the one door to bm25s."""

import json
import logging
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.vietnamese import search_tokens

K1, B = 1.2, 0.75
"""The parameters every figure in our retrieval measurements was taken with."""


class KeywordIndex:
    """BM25 scores of entries for a question's tokens."""

    def __init__(self, ids: Sequence[str], model: Any) -> None:
        self._ids = list(ids)
        self._model = model

    @classmethod
    def build(cls, ids: Sequence[str], texts: Sequence[str]) -> "KeywordIndex":
        """Index `texts` (one per id)."""
        import bm25s

        # bm25s sets its own logger to DEBUG and would talk on the person's screen.
        logging.getLogger("bm25s").setLevel(logging.WARNING)
        model = bm25s.BM25(k1=K1, b=B)
        # An entry without a single word still needs its place, and bm25s cannot index an empty list.
        model.index([search_tokens(text) or [""] for text in texts] or [[""]], show_progress=False)
        return cls(ids, model)

    @classmethod
    def load(cls, directory: Path) -> "KeywordIndex":
        """Open an index written by `save`."""
        import bm25s

        ids = json.loads((directory / "ids.json").read_text(encoding="utf-8"))
        return cls(ids, bm25s.BM25.load(str(directory)))

    def save(self, directory: Path) -> None:
        """Write the index into a new folder."""
        self._model.save(str(directory), show_progress=False)
        (directory / "ids.json").write_text(json.dumps(self._ids), encoding="utf-8")

    @property
    def ids(self) -> list[str]:
        """The entries it holds."""
        return list(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def nearest(self, tokens: Sequence[str], count: int) -> list[tuple[str, float]]:
        """The `count` entries with the highest positive score: (entry id, BM25 score), best first."""
        known = [token for token in tokens if token in self._model.vocab_dict]
        if not known:
            return []
        scores = self._model.get_scores(known)
        count = min(count, len(scores))
        top = np.argpartition(-scores, count - 1)[:count]
        top = top[np.argsort(-scores[top], kind="stable")]
        return [(self._ids[place], float(scores[place])) for place in top if scores[place] > 0]

    def rarity(self, token: str) -> float:
        """How telling a token is: its inverse document frequency, highest for an unknown one."""
        place = self._model.vocab_dict.get(token)
        indptr = self._model.scores["indptr"]
        frequency = 0 if place is None else int(indptr[place + 1] - indptr[place])
        return math.log(1 + (len(self._ids) - frequency + 0.5) / (frequency + 0.5))
