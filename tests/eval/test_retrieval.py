"""A tiny set made by hand: read, indexed with the product's parts, and scored as worked out."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from eval.measuring_sets import read_set, read_sets
from eval.retrieval import DENSE, LEXICAL, measure
from knowledge.embedding import Vectors
from knowledge.errors import ContentError, MissingDocument

DOCUMENTS = {
    "d1": {"title": "Mã OTP", "text": "Dãy số dùng một lần, không đọc cho ai."},
    "d2": {"title": "", "text": "Gọi video Zalo cho con cháu."},
    "d3": {"text": "Sao lưu ảnh và danh bạ trên điện thoại."},
}
QUERIES = {"q1": "mã otp là gì", "q2": "gọi zalo cho cháu", "q3": "không ai chấm câu này"}
JUDGED = [("q1", "d1", 1), ("q2", "d2", 1), ("q2", "d3", 1)]


class OneTopic:
    """An embedder for which every text is about the same thing, save those about Zalo."""

    name, dimensions = "one-topic", 2

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.array([[0, 1] if "alo" in text else [1, 0] for text in texts], dtype=np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "sets" / "nho"
    place.mkdir(parents=True)
    _write(place / "corpus.jsonl", [{"id": name, **row} for name, row in DOCUMENTS.items()])
    _write(place / "queries.jsonl", [{"id": name, "text": text} for name, text in QUERIES.items()])
    lines = ["query-id\tdoc-id\tscore", *("\t".join(map(str, row)) for row in JUDGED)]
    (place / "qrels.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def test_a_set_is_read_with_titles_before_texts_and_without_queries_nobody_judged(folder: Path) -> None:
    (found,) = read_sets(folder.parent)

    assert found.name == "nho"
    assert found.documents["d1"] == "Mã OTP\nDãy số dùng một lần, không đọc cho ai."
    assert found.documents["d2"] == "Gọi video Zalo cho con cháu."
    assert set(found.queries) == {"q1", "q2"}
    assert found.gains["q2"] == {"d2": 1.0, "d3": 1.0}


def test_a_text_may_hold_a_line_separator(folder: Path) -> None:
    _write(folder / "corpus.jsonl", [{"id": "d1", "text": "một\u2028hai"}])

    assert read_set(folder).documents == {"d1": "một\u2028hai"}


def test_words_meaning_and_both_are_scored_with_and_without_diacritics(folder: Path) -> None:
    scores = {
        (one.form, one.method): one for one in measure(read_set(folder), OneTopic(), [LEXICAL, 0.2, DENSE])
    }

    # By word: q1 finds d1; q2 finds d2 and, as no word of d3 is asked for, one of its two documents.
    one_of_two = 1 / (1 + 1 / np.log2(3))
    for form in ("as written", "stripped"):
        assert scores[form, "lexical"].ndcg == pytest.approx((1 + one_of_two) / 2)
        assert scores[form, "lexical"].recall == pytest.approx(0.75)
        # By meaning all documents are listed, q2's own first: d2, then d1 and d3 in the order of their names.
        assert scores[form, "dense"].recall == 1.0
        assert scores[form, "fused 0.20"].ndcg >= scores[form, "lexical"].ndcg
        assert scores[form, "fused 0.20"].queries == 2


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("corpus.jsonl", '{"id": "d1"}\n', r"nho/corpus\.jsonl, dòng 1"),
        ("queries.jsonl", '{"id": "q1", "text": "a"}\nkhông phải JSON\n', r"nho/queries\.jsonl, dòng 2"),
        ("qrels.tsv", "query-id\tdoc-id\tscore\nq1\td1\n", r"nho/qrels\.tsv, dòng 2"),
        ("qrels.tsv", "query-id\tdoc-id\tscore\nq1\td1\tnhiều\n", r"nho/qrels\.tsv, dòng 2"),
    ],
)
def test_a_broken_line_is_named_by_file_and_number(folder: Path, name: str, text: str, said: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")

    with pytest.raises(ContentError, match=said):
        read_set(folder)


def test_a_missing_folder_an_empty_one_and_a_missing_file_are_said_in_vietnamese(folder: Path) -> None:
    (folder.parent / "trong").mkdir()
    for place, said in [
        (folder / "none", "Không thấy thư mục bộ đo"),
        (folder.parent / "trong", "không có bộ đo"),
    ]:
        with pytest.raises(MissingDocument, match=said):
            read_sets(place)
    (folder / "qrels.tsv").unlink()
    with pytest.raises(MissingDocument, match=r"qrels\.tsv"):
        read_set(folder)
