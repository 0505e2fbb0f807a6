"""A question → the passages that may answer it, with every score that led there."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from knowledge import ranking
from knowledge.embedding import Embedder
from knowledge.index import OpenIndex
from knowledge.lexicon import Lexicon
from knowledge.passage import Field, Passage, PassageKind, split_entry_id
from knowledge.settings import Settings
from knowledge.store import Store
from knowledge.support import Source, Support
from knowledge.vietnamese import search_tokens, syllables, words

CANDIDATES = 100
"""Entries taken from each list before fusion."""

_SUPPORT_BASE = 0.25
"""Order is score × (this + support): of two close passages the one that holds more of the question leads."""

LOOKED_AT = 50
"""Passages read after fusion; what ranks lower never becomes an answer."""

_SHELF_SIZE = 2000
"""Passages kept in memory; some ten kilobytes each."""

_COPY_SHARE = 0.8
"""Two texts of one place that share this much of the shorter one's words say the same."""

_FIELD_WEIGHT = {Field.QUESTION: 1.0, Field.TITLE: 0.9, Field.BODY: 1.0}


@dataclass(frozen=True)
class Found:
    """A passage with its scores: fused (0..1), lexical (BM25), dense (cosine), support (0..1)."""

    passage: Passage
    score: float
    lexical: float
    dense: float
    support: float


@dataclass(frozen=True)
class Retrieved:
    """What a search kept and what it rejected, best first; rejected ones lack support."""

    kept: tuple[Found, ...]
    rejected: tuple[Found, ...]


@dataclass(frozen=True)
class Candidates:
    """What both lists say of a question: scores by passage id, the passages, and a measure of support."""

    lexical: Mapping[str, float]
    dense: Mapping[str, float]
    fused: Mapping[str, float]
    passages: Mapping[str, Passage]
    support: Support


class _Shelf:
    """Passages of one index version that were looked at before: they cannot change, so they are read once."""

    def __init__(self, version: str, store: Store) -> None:
        self.version = version
        self._store = store
        self._passages: dict[str, Passage] = {}
        self._sources: dict[tuple[str, bool], Source] = {}

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """The passages with these ids."""
        missing = [name for name in ids if name not in self._passages]
        if len(self._passages) > _SHELF_SIZE:
            self._passages = {}
            missing = list(ids)
        held = self._passages
        held.update(self._store.passages(missing) if missing else {})
        return {name: held[name] for name in ids if name in held}

    def sources(self, ids: Sequence[str], accented: bool) -> dict[str, Source]:
        """What each passage says by all the texts it is found by."""
        if len(self._sources) > _SHELF_SIZE:
            self._sources = {}
        held = self._sources
        missing = [name for name in ids if (name, accented) not in held]
        for name, texts in (self._store.entry_texts(missing) if missing else {}).items():
            held[name, accented] = Source(texts, accented)
        return {name: held[name, accented] for name in ids}


class Search:
    """Finds passages by word and by meaning."""

    def __init__(
        self,
        index: Callable[[], OpenIndex],
        store: Store,
        embedder: Embedder,
        lexicon: Lexicon,
        settings: Settings,
    ) -> None:
        self._index = index
        self._store = store
        self._embedder = embedder
        self._lexicon = lexicon
        self._dense_weight = settings.dense_weight
        self._floor = settings.support_floor
        self._shelf = _Shelf("", store)

    def find(self, question: str, count: int = 10, kinds: Collection[PassageKind] | None = None) -> Retrieved:
        """The best `count` passages (of these kinds) for a question, split by whether they support it."""
        return self.pick(self.candidates(question), count, kinds)

    def candidates(self, question: str) -> Candidates:
        """Every passage that either list names, scored."""
        index = self._index()
        lexical, dense = self._lexical(index, question), self._dense(index, question)
        fused = ranking.fuse(lexical, dense, self._dense_weight)
        shelf = self._shelf
        if shelf.version != index.version.id:
            shelf = self._shelf = _Shelf(index.version.id, self._store)
        passages = shelf.passages([name for name, _ in ranking.highest(fused, LOOKED_AT)])
        return Candidates(lexical, dense, fused, passages, self.support(question))

    def pick(
        self,
        candidates: Candidates,
        count: int = 10,
        kinds: Collection[PassageKind] | None = None,
        without: Collection[str] = (),
    ) -> Retrieved:
        """The best `count` candidates (of these kinds), split by whether they support the question.

        `without`: documents that are not asked about.
        """
        passages = candidates.passages
        wanted = {
            name: candidates.fused[name]
            for name, passage in passages.items()
            if (kinds is None or passage.kind in kinds) and passage.document_id not in without
        }
        best = _without_copies(ranking.highest(wanted, 2 * count), passages)[:count]
        sources = self._shelf.sources([name for name, _ in best], candidates.support.accented)
        found = [
            Found(
                passages[name],
                score,
                candidates.lexical.get(name, 0.0),
                candidates.dense.get(name, 0.0),
                candidates.support.measure(sources[name]),
            )
            for name, score in best
        ]
        found.sort(key=lambda one: -one.score * (_SUPPORT_BASE + one.support))
        return Retrieved(
            tuple(one for one in found if one.support >= self._floor),
            tuple(one for one in found if one.support < self._floor),
        )

    def support(self, question: str) -> Support:
        """A measure of how much of a question a text holds."""
        return Support(question, self._lexicon, self._index().keywords.rarity)

    def _lexical(self, index: OpenIndex, question: str) -> dict[str, float]:
        spelled = [names[0] for word in words(question) if (names := self._lexicon.full_names(word))]
        tokens = [token for text in (question, *spelled) for token in search_tokens(text)]
        scored = index.keywords.nearest(tokens, CANDIDATES)
        return _per_passage(scored)

    def _dense(self, index: OpenIndex, question: str) -> dict[str, float]:
        # Vectors of another model are in another space: then words alone must do.
        if self._dense_weight == 0 or index.version.model != self._embedder.name:
            return {}
        vector = self._embedder.embed([question])[0]
        if not vector.any():
            return {}
        return _per_passage(index.vectors.nearest(vector, CANDIDATES))


def _without_copies(
    ranked: Sequence[tuple[str, float]], passages: Mapping[str, Passage]
) -> list[tuple[str, float]]:
    """The ranking without passages that repeat a better one from the same place of another document.

    A curated record and the ingested original of one row are such copies; the record stands for both.
    """
    kept: list[tuple[str, float]] = []
    for name, score in ranked:
        passage = passages[name]
        twin = next((n for n, (other, _) in enumerate(kept) if _is_copy(passage, passages[other])), None)
        if twin is None:
            kept.append((name, score))
        elif passage.kind != PassageKind.SECTION:
            kept[twin] = (name, kept[twin][1])
    return kept


def _is_copy(one: Passage, other: Passage) -> bool:
    if one.document_id == other.document_id or _place(one) != _place(other):
        return False
    left, right = set(syllables(one.text)), set(syllables(other.text))
    return len(left & right) >= _COPY_SHARE * min(len(left), len(right))


def _place(passage: Passage) -> str:
    """The locator without the counting of what stands there: "Phần III.4, ý 2" → "Phần III.4"."""
    return passage.locator.partition(", ý ")[0]


def _per_passage(scored: Sequence[tuple[str, float]]) -> dict[str, float]:
    """Each passage's best entry score, entries weighted by their field."""
    parts = {entry: split_entry_id(entry) for entry, _ in scored}
    weighted = [(entry, score * _FIELD_WEIGHT[parts[entry][1]]) for entry, score in scored]
    return ranking.best_per_owner(weighted, {entry: owner for entry, (owner, _) in parts.items()})
