"""Making passages: normalised text with its sentences marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.passage import Passage, PassageKind
from knowledge.vietnamese import normalise, sentence_spans


@dataclass(frozen=True)
class Record:
    """What stands behind a passage: its kind, and the id of a lesson, duty, term…"""

    kind: PassageKind = PassageKind.SECTION
    ref: str = ""


class PassageMaker:
    """Makes the passages of one document."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id

    def make(
        self,
        locator: str,
        heading: str,
        text: str,
        record: Record = Record(),
        questions: Iterable[str] = (),
    ) -> Passage:
        """One passage; `questions` are ways people ask for it."""
        clean = normalise(text)
        return Passage(
            document_id=self._document_id,
            kind=record.kind,
            locator=locator,
            heading=normalise(heading),
            text=clean,
            ref=record.ref,
            questions=tuple(normalise(question) for question in questions),
            sentences=tuple(sentence_spans(clean)),
        )
