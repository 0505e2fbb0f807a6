"""Stand-ins that honour the real protocols, and short ways to make contents: nothing is patched."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.database import open_database
from knowledge.embedding import Embedder, Vectors
from knowledge.lexicon import read_lexicon
from knowledge.library import Library
from knowledge.passage import Document, Passage, PassageKind, digest
from knowledge.plan import Duty
from knowledge.settings import Settings
from knowledge.store import Contents
from knowledge.vietnamese import syllables


class HashEmbedder:
    """An Embedder without a model: every syllable has its own direction, a text is the sum of its own.

    Texts that share words are near each other; `asked` remembers every text in order.
    """

    def __init__(self, name: str = "hash-v1", dimensions: int = 48) -> None:
        self.name = name
        self.dimensions = dimensions
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text; a text without any word gives a row of zeros."""
        self.asked += texts
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for place, text in enumerate(texts):
            for syllable in syllables(text):
                rows[place] += self._direction(syllable)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.divide(rows, lengths, out=rows, where=lengths > 0)

    def _direction(self, syllable: str) -> Vectors:
        seed = hashlib.sha256(f"{self.name} {syllable}".encode()).digest()
        return np.random.default_rng(list(seed)).standard_normal(self.dimensions).astype(np.float32)


class FailingEmbedder(HashEmbedder):
    """A HashEmbedder that raises `error` instead of embedding: a fault amid a build."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self._error = error

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise self._error


def open_fake_library(folder: Path, embedder: Embedder | None = None, **settings: Any) -> Library:
    """A library in `folder` with the shipped lexicon and an embedder that needs no model."""
    chosen = Settings(data_dir=folder, **settings)
    return Library(chosen, open_database(chosen.database), embedder or HashEmbedder(), read_lexicon())


def make_passage(document_id: str, text: str, **values: Any) -> Passage:
    """A passage of a document; its heading is empty unless given."""
    given: dict[str, Any] = {"kind": PassageKind.SECTION, "locator": "Mục 1", "heading": "", **values}
    return Passage(document_id=document_id, text=text, **given)


def make_contents(document_id: str, *passages: str | Passage, **values: Any) -> Contents:
    """A document of these passages; a bare text becomes a passage in a place of its own."""
    made = tuple(
        make_passage(document_id, one, locator=f"Mục {number}") if isinstance(one, str) else one
        for number, one in enumerate(passages, start=1)
    )
    given: dict[str, Any] = {
        "kind": "file",
        "title": f"Tài liệu {document_id}",
        "origin": f"/tai-lieu/{document_id}.txt",
        "digest": digest([passage.id for passage in made]),
        **values,
    }
    return Contents(Document(id=document_id, **given), made)


def a_duty(id_: str = "4.4", **changes: Any) -> Duty:
    """A duty of group IV, due in September 2025, with every cell filled."""
    duty = Duty(
        id=id_,
        group_id="IV",
        group_heading="Triển khai nền tảng",
        name="Hướng dẫn khai thác trợ lý ảo",
        lead=("Sở Khoa học và Công nghệ",),
        coordinating=("Sở, ngành tỉnh", "UBND cấp cơ sở"),
        result="Trợ lý ảo",
        timeline="Tháng 9/2025",
        due_from=date(2025, 9, 1),
        due_to=date(2025, 9, 30),
        recurring=False,
        document_id="ke-hoach",
        passage_id="0" * 32,
    )
    return replace(duty, **changes)


UNDATED: dict[str, Any] = {"due_from": None, "due_to": None, "timeline": "Theo kế hoạch"}
RECURRING: dict[str, Any] = {**UNDATED, "recurring": True, "timeline": "Thường xuyên"}
