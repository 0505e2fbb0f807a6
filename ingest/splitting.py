"""Units of a document → passages of a size that can be cited; the one door to LangChain's splitters."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ingest.passages import PassageMaker
from ingest.structure import Unit
from knowledge.passage import Passage

TARGET_CHARS = 700
"""Short units of one place are put together up to this size."""

MAX_CHARS = 1500
"""A longer unit is cut at a sentence's end."""


def passages(document_id: str, units: Sequence[Unit]) -> list[Passage]:
    """The document's passages in reading order, each with its locator and sentence offsets."""
    maker = PassageMaker(document_id)
    found: list[Passage] = []
    for (locator, headings), run in groupby(units, key=lambda unit: (unit.locator, unit.headings)):
        pieces = [piece for unit in run for piece in _cut(unit.text)]
        groups = list(_together(pieces))
        for first, texts in groups:
            place = _locator(locator, first, len(texts), len(pieces))
            found.append(maker.make(place, ". ".join(headings[-2:]), "\n".join(texts)))
    return found


def _cut(text: str) -> list[str]:
    if len(text) <= MAX_CHARS:
        return [text]
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=MAX_CHARS,
        chunk_overlap=0,
        separators=["\n", ". ", "; ", ", ", " ", ""],
        keep_separator="end",
    )
    return [piece.strip() for piece in splitter.split_text(text)]


def _together(pieces: Sequence[str]) -> Iterable[tuple[int, list[str]]]:
    """Neighbouring pieces joined up to the target size: (number of the first, texts)."""
    start, texts = 1, list[str]()
    for number, piece in enumerate(pieces, start=1):
        if texts and sum(map(len, texts)) + len(piece) > TARGET_CHARS:
            yield start, texts
            start, texts = number, []
        texts.append(piece)
    if texts:
        yield start, texts


def _locator(place: str, first: int, count: int, total: int) -> str:
    """“Phần III.4, ý 2–3”; the place alone when all of it is in one passage."""
    if count == total:
        return place
    last = first + count - 1
    return f"{place}, ý {first}" if count == 1 else f"{place}, ý {first}–{last}"
