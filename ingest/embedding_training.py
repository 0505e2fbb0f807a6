"""Train the shipped static embedding model: `python -m ingest.embedding_training PAIRS.tsv.gz --out DIR`.

Longer than most modules, because the whole recipe is meant to be read on one page:
a vocabulary of syllables and frequent pairs of syllables, with diacritics and without;
one vector for each; a text is the mean of its vectors; a query and its passage are
pulled together and the rest of the batch pushed away. Only this script needs torch.

Sources: InfoNCE, van den Oord et al. 2018 (arXiv 1807.03748); Matryoshka representation
learning, Kusupati et al. 2022 (arXiv 2205.13147).
"""

import argparse
import gzip
import json
import logging
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save as as_safetensors
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from torch.nn.functional import cross_entropy, embedding_bag, normalize

from knowledge.errors import ContentError
from knowledge.vietnamese import fold

log = logging.getLogger(__name__)

Ids = NDArray[np.int64]

_UNKNOWN = "<unk>"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_BREAK = r"\s*[^\p{L}\p{M}\p{N}\s]+\s*"
_PIECE_SCORE = -20.0
_LETTER_SCORE = -25.0
_SHARES = {"words": 0.34, "folded words": 0.14, "pairs": 0.28, "folded pairs": 0.18}
"""Parts of the vocabulary; the rest are pieces of rare words."""

# Wikipedia asks no questions. Put around training queries, these teach the model that the words of
# asking say nothing about the passage that answers.
_OPENINGS = """
ai là, tại sao, vì sao, làm thế nào để, làm sao để, cách, cho em hỏi, cho tôi hỏi, cho tôi biết, xin hỏi,
xin chào, hãy cho biết, em muốn biết, tôi muốn hỏi về, có phải, khi nào, điều gì, nơi nào, theo quy định,
dạ cho em hỏi, những ai, bao giờ, ở đâu, bao nhiêu, thế nào là, muốn, tôi cần
"""
_CLOSINGS = """
là gì, là ai, ở đâu, khi nào, vào năm nào, như thế nào, bao nhiêu, có mấy loại, gồm những gì, có phải không,
tại sao, được không ạ, thế nào, để làm gì, có những quy định gì, do ai, thuộc tỉnh nào, mất bao lâu, ra sao,
bởi ai, là bao nhiêu, cần những gì, làm sao, ạ, vậy ạ, bao nhiêu người, tên là gì, nào, gì
"""


@dataclass(frozen=True)
class Recipe:
    """Every choice of a training run; shares are probabilities for each pair at each step."""

    rows: int = 24_000
    dimensions: int = 256
    epochs: int = 12
    batch: int = 1024
    rate: float = 0.02
    temperature: float = 0.05
    matryoshka: int = 4
    folded_queries: float = 0.3
    folded_passages: float = 0.1
    framed: float = 0.4
    shortened: float = 0.3
    dropped: float = 0.25
    lengthened: float = 0.3
    held_out: int = 1024
    seed: int = 20261122


@dataclass(frozen=True)
class Trained:
    """A finished run: token rows (tokens × dimensions, float32) and the mean loss of each epoch."""

    tokenizer: Tokenizer
    rows: NDArray[np.float32]
    losses: list[float]


# --- the vocabulary ---------------------------------------------------------------------------------------


def build_tokenizer(texts: Iterable[str], rows: int) -> tuple[Tokenizer, NDArray[np.float64]]:
    """A tokenizer of at most `rows` tokens, and how often each was counted.

    A Unigram model over whole phrases: "▁bảo▁hiểm" wins over "▁bảo" "▁hiểm" exactly
    when the two stand together more often than by chance.
    """
    tokenizer = _empty_tokenizer()
    counts, rare = _count(tokenizer, texts, rows)
    total = sum(count for token, count in counts.items() if token.count("▁") == 1)
    scores = {token: math.log(count / total) for token, count in counts.items()}
    for token, count in rare.items():
        scores.setdefault(token, (_PIECE_SCORE if len(token) > 1 else _LETTER_SCORE) + math.log(count) / 20)
    tokenizer.model = models.Unigram([(_UNKNOWN, 0.0), *scores.items()], 0, False)
    known = {**rare, **counts}
    return tokenizer, np.array([total, *(known[token] for token in scores)], dtype=np.float64)


def _empty_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram([(_UNKNOWN, 0.0)], 0, False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]"), ""),
            *_tone_placement(),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            # No pair reaches across a comma or a full stop.
            pre_tokenizers.Split(Regex(_BREAK), "removed"),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False),
        ]
    )
    return tokenizer


def _tone_placement() -> list[normalizers.Replace]:
    """The rule of knowledge.vietnamese.normalise ("hoà" → "hòa"), inside tokenizer.json for every reader."""
    return [
        normalizers.Replace(
            Regex(before + first + unicodedata.normalize("NFC", second + tone) + r"(?![\p{L}\p{M}])"),
            unicodedata.normalize("NFC", first + tone) + second,
        )
        for before, first, second in (("", "o", "a"), ("", "o", "e"), ("(?<!q)", "u", "y"))
        for tone in _TONES
    ]


def _count(tokenizer: Tokenizer, texts: Iterable[str], rows: int) -> tuple[dict[str, int], dict[str, int]]:
    """Tokens that stand for words and pairs, and the pieces of the words left out, with their counts."""
    phrases = list(_phrases(tokenizer, texts))
    words, pairs = _words_and_pairs(phrases)
    folded_words, folded_pairs = _words_and_pairs([fold(phrase) for phrase in phrases])
    counts: dict[str, int] = {}
    for share, ranked in (
        ("words", words.most_common()),
        ("folded words", folded_words.most_common()),
        ("pairs", _by_attraction(pairs, words)),
        ("folded pairs", _by_attraction(folded_pairs, folded_words)),
    ):
        room = int(_SHARES[share] * rows)
        fresh = [(token, count) for token, count in ranked if token not in counts and count > 1]
        counts.update(fresh[:room])
    rare = {word: count for word, count in words.items() if word not in counts}
    return counts, _pieces({**words, **folded_words}, rare, rows - len(counts) - 1)


def _phrases(tokenizer: Tokenizer, texts: Iterable[str]) -> Iterable[str]:
    """Normalised runs of words between marks; a sentence that several passages share counts once."""
    seen: set[str] = set()
    breaks = re.compile(r"[^\w\s]+|_")
    for text in texts:
        for sentence in re.split(r"(?<=[.!?])\s", text):
            if sentence not in seen:
                seen.add(sentence)
                yield from breaks.split(tokenizer.normalizer.normalize_str(sentence))


def _words_and_pairs(phrases: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for phrase in phrases:
        tokens = ["▁" + word for word in phrase.split()]
        words.update(tokens)
        pairs.update(left + right for left, right in pairwise(tokens))
    return words, pairs


def _by_attraction(pairs: Counter[str], words: Counter[str]) -> list[tuple[str, int]]:
    """Pairs by count × pointwise mutual information: frequent, and more often together than by chance."""
    total = sum(words.values())

    def attraction(pair: str) -> float:
        _, left, right = pair.split("▁")
        return pairs[pair] * math.log(pairs[pair] * total / (words["▁" + left] * words["▁" + right]))

    return [(pair, pairs[pair]) for pair in sorted(pairs, key=lambda pair: (-attraction(pair), pair))]


def _pieces(words: dict[str, int], rare: dict[str, int], room: int) -> dict[str, int]:
    """Letters of any word, then the parts that save most letters of rare words; `room` of them."""
    letters: Counter[str] = Counter()
    parts: Counter[str] = Counter()
    for word, count in words.items():
        letters.update(dict.fromkeys(word, count))
    for word, count in rare.items():
        for length in range(2, 6):
            for start in range(len(word) - length + 1):
                parts[word[start : start + length]] += count
    chosen = dict(letters.most_common(min(room, 300)))
    ranked = sorted(parts, key=lambda part: (-parts[part] * (len(part) - 1), part))
    chosen.update((part, parts[part]) for part in ranked[: room - len(chosen)])
    return chosen


# --- the pairs --------------------------------------------------------------------------------------------


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Pairs of a gzipped file: query, tab, passage, one pair a line. Raises ContentError naming the line."""
    pairs: list[tuple[str, str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            query, tab, passage = line.rstrip("\n").partition("\t")
            if not tab or "\t" in passage:
                raise ContentError(
                    f"Dòng {number} của {path} không có đúng hai cột: «{line[:80].rstrip()}».",
                    "Mỗi dòng cần một câu hỏi, một dấu tab, một đoạn văn.",
                )
            pairs.append((query, passage))
    return pairs


class _Texts:
    """Token ids of many texts, written with and without diacritics."""

    def __init__(self, tokenizer: Tokenizer, texts: Sequence[str]) -> None:
        self._plain = _encode(tokenizer, texts)
        self._folded = _encode(tokenizer, [fold(text) for text in texts])

    def __len__(self) -> int:
        return len(self._plain)

    def take(self, place: int, folded: bool) -> Ids:
        return self._folded[place] if folded else self._plain[place]


def _encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    return [
        np.array(encoding.ids, dtype=np.int64)
        for start in range(0, len(texts), 4096)
        for encoding in tokenizer.encode_batch_fast(
            list(texts[start : start + 4096]), add_special_tokens=False
        )
    ]


@dataclass(frozen=True)
class _Bags:
    """Several texts as one row of ids, and where each begins."""

    ids: torch.Tensor
    starts: torch.Tensor

    @classmethod
    def of(cls, texts: Sequence[Ids]) -> "_Bags":
        lengths = np.array([len(text) for text in texts])
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        return cls(torch.from_numpy(np.concatenate(texts)), torch.from_numpy(starts))


class _Varied:
    """Training queries and passages, each time a little different."""

    def __init__(self, tokenizer: Tokenizer, recipe: Recipe, rng: np.random.Generator) -> None:
        self._recipe = recipe
        self._rng = rng
        self._openings = _Texts(tokenizer, _OPENINGS.split(","))
        self._closings = _Texts(tokenizer, _CLOSINGS.split(","))

    def query(self, texts: _Texts, place: int) -> Ids:
        folded, shortened, framed = self._rng.random(3) < (
            self._recipe.folded_queries,
            self._recipe.shortened,
            self._recipe.framed,
        )
        ids = texts.take(place, folded)
        if shortened and len(ids) > 3:
            length = int(self._rng.integers(2, min(9, len(ids))))
            start = int(self._rng.integers(0, len(ids) - length + 1))
            ids = ids[start : start + length]
        ids = self._drop(ids)
        return self._frame(ids, folded) if framed else ids

    def passage(self, texts: _Texts, place: int) -> Ids:
        folded, lengthened = self._rng.random(2) < (self._recipe.folded_passages, self._recipe.lengthened)
        ids = texts.take(place, folded)
        if lengthened and place > 0:
            # The line before is mostly of the same article: documents are longer than these passages.
            ids = np.concatenate([texts.take(place - 1, folded), ids])
        return self._drop(ids)

    def _drop(self, ids: Ids) -> Ids:
        kept = ids[self._rng.random(len(ids)) >= self._recipe.dropped]
        return kept if len(kept) else ids

    def _frame(self, ids: Ids, folded: bool) -> Ids:
        opening, closing = self._rng.random(2) < 0.6
        parts = [ids]
        if opening:
            parts.insert(0, self._openings.take(int(self._rng.integers(len(self._openings))), folded))
        if closing:
            parts.append(self._closings.take(int(self._rng.integers(len(self._closings))), folded))
        return np.concatenate(parts)


# --- the model --------------------------------------------------------------------------------------------


class _Rows(torch.nn.Module):
    """A row for each token: its own, plus half of the rows it is made of.

    "▁bảo▁hiểm" begins near "▁bảo", "▁hiểm" and "▁bao▁hiem", so rare tokens and unaccented
    typing profit from what frequent and accented tokens learn. Folded into plain rows at the end.
    """

    def __init__(self, tokenizer: Tokenizer, counts: NDArray[np.float64], recipe: Recipe) -> None:
        super().__init__()
        # Rare tokens start long, frequent ones short: the mean of such rows is tf-idf, randomly projected.
        weight = torch.from_numpy(np.log(counts.max() / counts) / np.log(counts.max())).float()
        own = torch.randn(len(counts), recipe.dimensions) * weight[:, None] / math.sqrt(recipe.dimensions)
        self.own = torch.nn.Parameter(own)
        self.parts = _parts(tokenizer)

    def forward(self) -> torch.Tensor:
        table: torch.Tensor = self.own + torch.sparse.mm(self.parts, self.own)
        return table


def _parts(tokenizer: Tokenizer) -> torch.Tensor:
    """A sparse matrix, tokens × tokens: one half where the column's token is a part of the row's token."""
    vocabulary = tokenizer.get_vocab(with_added_tokens=False)
    places: list[tuple[int, int]] = []
    for token, row in sorted(vocabulary.items(), key=lambda item: item[1]):
        syllables = ["▁" + syllable for syllable in token.split("▁")[1:]] if token.count("▁") > 1 else []
        unmarked = [fold(token)] if token.startswith("▁") else []
        made_of = {vocabulary[part] for part in (*syllables, *unmarked) if part in vocabulary} - {row}
        places.extend((row, column) for column in sorted(made_of))
    index = torch.tensor(places, dtype=torch.long).T.reshape(2, -1)
    size = (len(vocabulary), len(vocabulary))
    halves = torch.full((index.shape[1],), 0.5)
    return torch.sparse_coo_tensor(index, halves, size, check_invariants=True).coalesce()


def _loss(queries: torch.Tensor, passages: torch.Tensor, recipe: Recipe) -> torch.Tensor:
    """InfoNCE both ways over the batch, at all dimensions and again at the first quarter."""
    right = torch.arange(len(queries))
    total = torch.zeros(())
    for width in (recipe.dimensions, recipe.dimensions // recipe.matryoshka):
        left = normalize(queries[:, :width], dim=1)
        logits = left @ normalize(passages[:, :width], dim=1).T / recipe.temperature
        total = total + (cross_entropy(logits, right) + cross_entropy(logits.T, right)) / 2
    return total


def train(pairs: Sequence[tuple[str, str]], recipe: Recipe) -> Trained:
    """Train on (query, passage) pairs; the last ones are held out to show overfitting.

    Deterministic by `recipe.seed` for the same number of threads. Raises ContentError
    when there are too few pairs for one step.
    """
    # The file keeps an article's pairs together: only its end gives articles never seen in training.
    end = len(pairs) - 8 * recipe.held_out
    if end < recipe.batch:
        raise ContentError(
            f"Chỉ có {len(pairs)} cặp câu.",
            f"Cần ít nhất {recipe.batch + 8 * recipe.held_out} cặp để huấn luyện.",
        )
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    tokenizer, counts = build_tokenizer((text for pair in pairs for text in pair), recipe.rows)
    log.info("%d tokens", len(counts))
    queries, passages = (_Texts(tokenizer, side) for side in zip(*pairs, strict=True))
    varied = _Varied(tokenizer, recipe, rng)
    rows = _Rows(tokenizer, counts, recipe)
    optimizer = torch.optim.Adam(rows.parameters(), lr=recipe.rate, fused=True)
    steps = end // recipe.batch
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=steps * recipe.epochs, pct_start=0.05, cycle_momentum=False
    )
    losses: list[float] = []
    for epoch in range(recipe.epochs):
        order = rng.permutation(end)
        sums = 0.0
        for step in range(steps):
            places = order[step * recipe.batch : (step + 1) * recipe.batch]
            asked = _Bags.of([varied.query(queries, int(place)) for place in places])
            found = _Bags.of([varied.passage(passages, int(place)) for place in places])
            table = rows()
            loss = _loss(_mean(asked, table), _mean(found, table), recipe)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it without types
            optimizer.step()
            schedule.step()
            sums += loss.item()
        losses.append(sums / steps)
        log.info("epoch %d: loss %.3f; %s", epoch + 1, losses[-1], _held_out(queries, passages, rows, end))
    return Trained(tokenizer, _scaled(rows), losses)


def _mean(bags: _Bags, table: torch.Tensor) -> torch.Tensor:
    return embedding_bag(bags.ids, table, bags.starts, mode="mean")


def _held_out(queries: _Texts, passages: _Texts, rows: _Rows, end: int) -> str:
    """How often an unseen query finds its own passage first, among the held-out ones."""
    places = range(end, len(queries), 8)
    if not places:
        return "nothing held out"
    with torch.no_grad():
        table = rows()
        found = normalize(_mean(_Bags.of([passages.take(place, False) for place in places]), table), dim=1)
        shares = []
        for folded in (False, True):
            asked = normalize(
                _mean(_Bags.of([queries.take(place, folded) for place in places]), table), dim=1
            )
            best = (asked @ found.T).argmax(dim=1)
            shares.append((best == torch.arange(len(places))).float().mean().item())
    return f"held out, first: {shares[0]:.3f}, without diacritics {shares[1]:.3f}"


def _scaled(rows: _Rows) -> NDArray[np.float32]:
    """The rows at a mean length of 1, for float16's sake; the unknown token says nothing."""
    with torch.no_grad():
        table = rows()
        table[0] = 0
        table /= table.norm(dim=1).mean()
    return np.asarray(table.numpy(), dtype=np.float32)


# --- the files --------------------------------------------------------------------------------------------


def save(trained: Trained, folder: Path) -> None:
    """Write the folder that sentence-transformers reads: float16 rows, tokenizer, and what joins them."""
    (folder / "0_StaticEmbedding").mkdir(parents=True, exist_ok=True)
    (folder / "1_Normalize").mkdir(exist_ok=True)
    inner = folder / "0_StaticEmbedding"
    weights = as_safetensors({"embedding.weight": trained.rows.astype(np.float16)})
    (inner / "model.safetensors").write_bytes(weights)
    (inner / "tokenizer.json").write_text(trained.tokenizer.to_str(), encoding="utf-8")
    module = "sentence_transformers.models."
    _write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "0_StaticEmbedding", "type": module + "StaticEmbedding"},
            {"idx": 1, "name": "1", "path": "1_Normalize", "type": module + "Normalize"},
        ],
    )
    _write_json(folder / "1_Normalize" / "config.json", {})
    _write_json(
        folder / "config_sentence_transformers.json",
        {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"},
    )


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Read the pairs, train, write the model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, help="gzipped lines: query, tab, passage")
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    for name in ("rows", "dimensions", "epochs", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Recipe, name))
    arguments = vars(parser.parse_args())
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(2)
    pairs, out = read_pairs(arguments.pop("pairs")), arguments.pop("out")
    save(train(pairs, replace(Recipe(), **arguments)), out)


if __name__ == "__main__":
    main()
