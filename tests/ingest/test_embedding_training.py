"""A short training run gives a model that loads, that learned, and that a second run repeats."""

import gzip
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding_training import Recipe, Trained, build_tokenizer, read_pairs, save, train
from knowledge.embedding import SentenceTransformerEmbedder, StaticEmbedder
from knowledge.errors import ContentError

SMALL = Recipe(rows=400, dimensions=32, epochs=4, batch=32, held_out=4, seed=7)
TOPICS = {
    "thuế": "thuế thu nhập cá nhân kê khai quyết toán",
    "sức khỏe": "bệnh viện bác sĩ khám chữa bảo hiểm",
    "trường học": "giáo viên học sinh lớp thi tốt nghiệp",
    "nông nghiệp": "lúa nước phân bón thu hoạch ruộng",
}


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    dice = np.random.default_rng(1)
    made = []
    for number in range(400):
        topic, words = list(TOPICS.items())[number % len(TOPICS)]
        asked, told = (" ".join(dice.permutation(words.split())[:count]) for count in (2, 4))
        made.append((f"{topic} {asked}", f"Về {topic}: {told}, số {number}."))
    return made


@pytest.fixture(scope="module")
def trained(pairs: list[tuple[str, str]]) -> Trained:
    return train(pairs, SMALL)


def test_the_loss_falls(trained: Trained) -> None:
    assert len(trained.losses) == SMALL.epochs
    assert trained.losses[-1] < 0.9 * trained.losses[0]


def test_the_saved_model_loads_and_finds_the_topic_with_and_without_diacritics(
    trained: Trained, tmp_path: Path
) -> None:
    save(trained, tmp_path / "nho")

    embedder = StaticEmbedder(tmp_path / "nho")

    passages = embedder.embed(["kê khai thuế thu nhập", "bác sĩ ở bệnh viện", "giáo viên và học sinh"])
    for asked in (["thuế", "sức khỏe", "trường học"], ["thue", "suc khoe", "truong hoc"]):
        assert (embedder.embed(asked) @ passages.T).argmax(axis=1).tolist() == [0, 1, 2]


def test_the_saved_model_loads_in_sentence_transformers_with_the_same_vectors(
    trained: Trained, tmp_path: Path
) -> None:
    save(trained, tmp_path / "nho")
    texts = ["thuế thu nhập", "benh vien", "", "khác hẳn"]

    ours = StaticEmbedder(tmp_path / "nho").embed(texts)

    np.testing.assert_allclose(
        ours, SentenceTransformerEmbedder(str(tmp_path / "nho")).embed(texts), atol=1e-6
    )


def test_the_same_seed_gives_the_same_files(pairs: list[tuple[str, str]], tmp_path: Path) -> None:
    short = replace(SMALL, epochs=1)
    for name in ("one", "two"):
        save(train(pairs, short), tmp_path / name)

    files = sorted(file.relative_to(tmp_path / "one") for file in (tmp_path / "one").rglob("*.*"))
    assert files
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_frequent_pairs_are_tokens_and_unknown_words_fall_back_to_letters() -> None:
    tokenizer, counts = build_tokenizer(
        [f"bảo hiểm y tế {word} zyx" for word in ("a", "b", "c", "d", "e", "f")], 80
    )

    assert tokenizer.encode("Bảo hiểm").tokens == ["▁bảo▁hiểm"]
    assert tokenizer.encode("bao hiem").tokens == ["▁bao▁hiem"]
    assert tokenizer.encode("hiểm, bảo").tokens == ["▁hiểm", "▁bảo"]
    assert "".join(tokenizer.encode("yxz").tokens) == "▁yxz"
    assert len(counts) == tokenizer.get_vocab_size()


def test_pairs_are_read_from_gzipped_lines(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.write("câu hỏi\tđoạn văn\nhai\tba\n")

    assert read_pairs(file) == [("câu hỏi", "đoạn văn"), ("hai", "ba")]


def test_a_line_without_two_columns_is_named(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.write("câu hỏi\tđoạn văn\nchỉ một cột\n")

    with pytest.raises(ContentError, match=r"Dòng 2 .*chỉ một cột"):
        read_pairs(file)


def test_too_few_pairs_are_refused_with_the_number_needed(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(ContentError, match=r"Chỉ có 20 cặp câu\. Cần ít nhất 64 cặp"):
        train(pairs[:20], SMALL)
