"""Measuring sets on disk: documents, queries, and which document answers which query."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.errors import ContentError, MissingDocument

SETS = Path("../shared/data/retrieval")
"""Where the sets lie unless told otherwise: beside the repository, never in it."""


@dataclass(frozen=True)
class MeasuringSet:
    """Documents and queries by id, and for each query the gain of every relevant document."""

    name: str
    documents: Mapping[str, str] = field(repr=False)
    queries: Mapping[str, str] = field(repr=False)
    gains: Mapping[str, Mapping[str, float]] = field(repr=False)


def read_sets(folder: Path) -> list[MeasuringSet]:
    """Every set of a folder, by name. Raises MissingDocument, or ContentError naming file and line."""
    if not folder.is_dir():
        raise MissingDocument(
            f"Không thấy thư mục bộ đo {folder}.",
            "Bộ đo không đi kèm mã nguồn; hãy chỉ đúng thư mục bằng --sets.",
        )
    found = [read_set(path.parent) for path in sorted(folder.glob("*/corpus.jsonl"))]
    if not found:
        raise MissingDocument(
            f"Thư mục {folder} không có bộ đo nào.", "Mỗi bộ là một thư mục con có tệp corpus.jsonl."
        )
    return found


def read_set(folder: Path) -> MeasuringSet:
    """One set: corpus.jsonl {id, title?, text}, queries.jsonl {id, text}, qrels.tsv; judged queries only."""
    gains: dict[str, dict[str, float]] = {}
    for query, document, gain in _judgements(folder / "qrels.tsv"):
        gains.setdefault(query, {})[document] = gain
    documents = {
        str(row["id"]): "\n".join(part for part in (row.get("title"), row["text"]) if part)
        for row in _objects(folder / "corpus.jsonl", "text")
    }
    queries = {str(row["id"]): str(row["text"]) for row in _objects(folder / "queries.jsonl", "text")}
    return MeasuringSet(
        folder.name, documents, {name: text for name, text in queries.items() if name in gains}, gains
    )


def _objects(path: Path, *needed: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, one a line, each with an id and the fields needed."""
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            row = None
        if not isinstance(row, dict) or not all(name in row for name in ("id", *needed)):
            raise _wrong(path, number, line, f"một đối tượng JSON có id, {', '.join(needed)}")
        yield row


def _judgements(path: Path) -> Iterator[tuple[str, str, float]]:
    """Query, document and gain; the first line names the columns."""
    for number, line in _lines(path):
        cells = line.split("\t")
        if number == 1:
            continue
        try:
            query, document, gain = cells
            yield query, document, float(gain)
        except ValueError:
            raise _wrong(path, number, line, "ba cột: câu hỏi, tài liệu, điểm") from None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingDocument(
            f"Không đọc được tệp bộ đo {path} ({error}).", "Cần tệp chữ, mã UTF-8."
        ) from None
    # Not splitlines: a text may hold U+2028 and its like, which JSON leaves inside a string.
    return ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def _wrong(path: Path, number: int, line: str, needed: str) -> ContentError:
    return ContentError(
        f"Tệp {path.parent.name}/{path.name}, dòng {number} sai: «{line[:60]}».", f"Cần {needed}."
    )
