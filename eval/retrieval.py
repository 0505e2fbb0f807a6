"""How well passages are found on measuring sets: by word, by meaning, and by both.

The sets lie outside the project and are only measured with: each is indexed in a
temporary folder with the product's own parts, asked, and thrown away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from eval.measuring_sets import MeasuringSet
from eval.metrics import ndcg_at, recall_at
from knowledge.embedding import Embedder
from knowledge.keywords import KeywordIndex
from knowledge.ranking import Scores, fuse, highest
from knowledge.search import CANDIDATES
from knowledge.vectors import ChromaVectors, write_chroma
from knowledge.vietnamese import fold, search_tokens

DEPTH = 10
LEXICAL, DENSE = 0.0, 1.0
"""The weights at which one of the two lists counts alone."""

FORMS: dict[str, Callable[[str], str]] = {"as written": str, "stripped": fold}
"""How queries are typed: with their diacritics, and with none."""


@dataclass(frozen=True)
class Score:
    """Means over a set's queries, 0..1: nDCG@10 and recall@10; `weight` is the dense list's part."""

    set_name: str
    form: str
    weight: float
    queries: int
    ndcg: float
    recall: float

    @property
    def method(self) -> str:
        """What was measured, in a word or two."""
        return {LEXICAL: "lexical", DENSE: "dense"}.get(self.weight, f"fused {self.weight:.2f}")


@dataclass(frozen=True)
class _Index:
    """A set's documents by word and by meaning."""

    keywords: KeywordIndex
    vectors: ChromaVectors
    embedder: Embedder

    def lists(self, queries: Sequence[str]) -> list[tuple[Scores, Scores]]:
        """For each query the lexical and the dense scores of its candidates, as the product takes them."""
        rows = self.embedder.embed(queries)
        return [
            (
                dict(self.keywords.nearest(search_tokens(query), CANDIDATES)),
                dict(self.vectors.nearest(row, CANDIDATES)) if row.any() else {},
            )
            for query, row in zip(queries, rows, strict=True)
        ]


def measure(measured: MeasuringSet, embedder: Embedder, weights: Sequence[float]) -> list[Score]:
    """The scores of one set, for every form of its queries and every weight."""
    with TemporaryDirectory(prefix="bdhvs-eval-") as folder:
        index = _indexed(measured, embedder, Path(folder))
        try:
            scores: list[Score] = []
            for form, change in FORMS.items():
                lists = index.lists([change(text) for text in measured.queries.values()])
                scores += [_score(measured, form, weight, lists) for weight in weights]
            return scores
        finally:
            index.vectors.close()


def _indexed(measured: MeasuringSet, embedder: Embedder, folder: Path) -> _Index:
    ids, texts = list(measured.documents), list(measured.documents.values())
    KeywordIndex.build(ids, texts).save(folder / "keywords")
    write_chroma(folder / "vectors", ids, embedder.embed(texts))
    return _Index(
        KeywordIndex.load(folder / "keywords"), ChromaVectors(folder / "vectors", len(ids)), embedder
    )


def _score(measured: MeasuringSet, form: str, weight: float, lists: Sequence[tuple[Scores, Scores]]) -> Score:
    gains = [measured.gains[query] for query in measured.queries]
    rankings = [_ranked(lexical, dense, weight) for lexical, dense in lists]
    pairs = list(zip(rankings, gains, strict=True))
    return Score(
        measured.name,
        form,
        weight,
        len(pairs),
        fmean(ndcg_at(DEPTH, ranked, gain) for ranked, gain in pairs),
        fmean(recall_at(DEPTH, ranked, gain) for ranked, gain in pairs),
    )


def _ranked(lexical: Scores, dense: Scores, weight: float) -> list[str]:
    """The first names; a list that does not count brings in no names either."""
    fused = fuse(lexical if weight < DENSE else {}, dense if weight > LEXICAL else {}, weight)
    return [name for name, _ in highest(fused, DEPTH)]
