"""BM25 over folded syllables and bigrams, in memory and on disk."""

import math
from pathlib import Path

import pytest

from knowledge.keywords import KeywordIndex
from knowledge.vietnamese import search_tokens

TEXTS = {
    "mat-khau": "Mật khẩu mạnh có chữ hoa, chữ số và ký hiệu.",
    "otp": "Không đưa mã OTP cho ai.",
    "vneid": "Tài khoản VNeID mức 2 dùng để nộp hồ sơ.",
    "trong": "…",
}


@pytest.fixture(scope="module")
def index() -> KeywordIndex:
    return KeywordIndex.build(list(TEXTS), list(TEXTS.values()))


def test_the_entry_that_says_it_is_first_and_others_are_left_out(index: KeywordIndex) -> None:
    assert [name for name, _ in index.nearest(search_tokens("mã otp"), 10)] == ["otp"]


def test_a_question_without_diacritics_scores_the_same(index: KeywordIndex) -> None:
    with_marks = index.nearest(search_tokens("mật khẩu mạnh"), 10)
    assert with_marks == index.nearest(search_tokens("mat khau manh"), 10) != []


def test_no_more_than_the_count_come_back_best_first(index: KeywordIndex) -> None:
    found = index.nearest(search_tokens("chữ số, hồ sơ, mã"), 2)
    assert len(found) == 2
    assert found == sorted(found, key=lambda pair: -pair[1])


@pytest.mark.parametrize("question", ["", "…?", "blockchain"])
def test_words_that_no_entry_has_find_nothing(index: KeywordIndex, question: str) -> None:
    assert index.nearest(search_tokens(question), 10) == []


def test_a_score_is_bm25(index: KeywordIndex) -> None:
    # Lucene's BM25: idf · tf / (tf + k1 · (1 - b + b · length / average)), k1 = 1.2, b = 0.75.
    # "otp": idf = ln(1 + 3.5 / 1.5), tf = 1. Tokens: 11 + 10, 6 + 5, 10 + 9, a blank.
    assert [len(search_tokens(text)) for text in TEXTS.values()] == [21, 11, 19, 0]
    length, average = 11, (21 + 11 + 19 + 1) / 4
    expected = math.log(1 + 3.5 / 1.5) / (1 + 1.2 * (0.25 + 0.75 * length / average))
    assert index.nearest(["otp"], 1) == [("otp", pytest.approx(expected))]


def test_rarity_is_the_inverse_document_frequency(index: KeywordIndex) -> None:
    # "so" (số, sơ) stands in two of four entries, "otp" in one, "blockchain" in none.
    expected = [math.log(1 + (4 - n + 0.5) / (n + 0.5)) for n in (2, 1, 0)]
    assert [index.rarity(token) for token in ("so", "otp", "blockchain")] == pytest.approx(expected)


def test_a_saved_index_answers_like_the_one_in_memory(index: KeywordIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "keywords")
    loaded = KeywordIndex.load(tmp_path / "keywords")
    questions = ["mật khẩu", "OTP", "nộp hồ sơ VNeID mức 2", "không có"]
    assert [loaded.nearest(search_tokens(question), 10) for question in questions] == [
        index.nearest(search_tokens(question), 10) for question in questions
    ]
    assert loaded.rarity("so") == index.rarity("so")
    assert (loaded.ids, len(loaded)) == (list(TEXTS), len(TEXTS))


@pytest.mark.parametrize("texts", [{}, {"a": "", "b": "…"}], ids=["no entry", "no word"])
def test_an_index_without_words_finds_nothing(texts: dict[str, str], tmp_path: Path) -> None:
    built = KeywordIndex.build(list(texts), list(texts.values()))
    built.save(tmp_path / "keywords")
    loaded = KeywordIndex.load(tmp_path / "keywords")
    assert [built.nearest(["so"], 5), loaded.nearest(["so"], 5), loaded.ids] == [[], [], list(texts)]
