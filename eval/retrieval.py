"""How well passages are found on measuring sets: by word, by meaning, and by both.

The sets lie outside the project and are only measured with: an index is built in a temporary
folder, asked, and thrown away.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from eval.metrics import ndcg_at, recall_at
from knowledge.embedding import Embedder, Vectors
from knowledge.errors import ContentError, MissingDocument
from knowledge.keywords import KeywordIndex
from knowledge.ranking import fuse, highest
from knowledge.search import CANDIDATES
from knowledge.vectors import ChromaVectors, VectorIndex, write_chroma
from knowledge.vietnamese import fold, search_tokens

SETS = Path("../shared/data/retrieval")
"""Where the sets lie unless told otherwise: beside the repository."""

DEPTH = 10
LEXICAL, DENSE = 0.0, 1.0
"""The weights at which only one of the two lists counts."""

_FORMS = {"as written": str, "stripped": fold}


@dataclass(frozen=True)
class MeasuringSet:
    """Documents and queries by id, and for each query the gain of every relevant document."""

    name: str
    documents: Mapping[str, str] = field(repr=False)
    queries: Mapping[str, str] = field(repr=False)
    gains: Mapping[str, Mapping[str, float]] = field(repr=False)


@dataclass(frozen=True)
class Score:
    """Means over a set's queries: nDCG@10 and recall@10, 0..1; `weight` is the dense list's part."""

    set_name: str
    form: str
    weight: float
    ndcg: float
    recall: float
    queries: int

    @property
    def method(self) -> str:
        """What was measured, in a word."""
        return {LEXICAL: "lexical", DENSE: "dense"}.get(self.weight, f"fused {self.weight:.2f}")


def read_sets(folder: Path) -> list[MeasuringSet]:
    """Every measuring set of a folder, by name. Raises MissingDocument, or ContentError naming file and line."""
    if not folder.is_dir():
        raise MissingDocument(
            f"Không thấy thư mục bộ đo {folder}.", "Hãy chỉ đúng thư mục bằng --sets (bộ đo không đi kèm mã nguồn)."
        )
    found = [read_set(path.parent) for path in sorted(folder.glob("*/corpus.jsonl"))]
    if not found:
        raise MissingDocument(
            f"Thư mục {folder} không có bộ đo nào.", "Mỗi bộ là một thư mục con có tệp corpus.jsonl."
        )
    return found


def read_set(folder: Path) -> MeasuringSet:
    """One measuring set: corpus.jsonl, queries.jsonl, qrels.tsv; queries without a judgement are left out."""
    gains: dict[str, dict[str, float]] = {}
    for query, document, gain in _judgements(folder / "qrels.tsv"):
        gains.setdefault(query, {})[document] = gain
    documents = {
        row["id"]: "\n".join(part for part in (row.get("title"), row["text"]) if part)
        for row in _rows(folder / "corpus.jsonl")
    }
    queries = {row["id"]: row["text"] for row in _rows(folder / "queries.jsonl") if row["id"] in gains}
    return MeasuringSet(folder.name, documents, queries, gains)


def measure(measured: MeasuringSet, embedder: Embedder, weights: Sequence[float]) -> list[Score]:
    """Index a set with the product's own parts and score every weight on both forms of its queries."""
    with TemporaryDirectory(prefix="bdhvs-eval-") as folder:
        keywords, vectors = _indexed(measured, embedder, Path(folder))
        try:
            return [
                score
                for form, change in _FORMS.items()
                for score in _scores(measured, form, _lists(measured, keywords, vectors, embedder, change), weights)
            ]
        finally:
            vectors.close()


def _indexed(measured: MeasuringSet, embedder: Embedder, folder: Path) -> tuple[KeywordIndex, ChromaVectors]:
    ids, texts = list(measured.documents), list(measured.documents.values())
    KeywordIndex.build(ids, texts).save(folder / "keywords")
    write_chroma(folder / "vectors", ids, embedder.embed(texts))
    return KeywordIndex.load(folder / "keywords"), ChromaVectors(folder / "vectors", len(ids))
