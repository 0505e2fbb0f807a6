"""Documents and passages: the units that are stored, found and cited."""

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class PassageKind(StrEnum):
    """What a passage is, which decides how an answer is made from it."""

    SECTION = "section"
    DUTY = "duty"
    TARGET = "target"
    PROGRAMME = "programme"
    RESPONSIBILITY = "responsibility"
    LESSON_ANSWER = "lesson_answer"
    LESSON_STEPS = "lesson_steps"
    LESSON_CAUTIONS = "lesson_cautions"
    TERM = "term"
    FACT = "fact"
    AGENCY = "agency"


class Field(StrEnum):
    """Which part of a passage a search entry holds."""

    QUESTION = "question"
    TITLE = "title"
    BODY = "body"


@dataclass(frozen=True)
class Passage:
    """A piece of a document that can be cited whole, with the place a person would name.

    `ref` names the record behind it (a lesson, a duty, a term); `questions` are
    ways people ask for it; `sentences` are (start, end) offsets into `text`.
    """

    document_id: str
    kind: PassageKind
    locator: str
    heading: str
    text: str
    ref: str = ""
    questions: tuple[str, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()

    @property
    def id(self) -> str:
        """A digest of everything the passage says: the same content has the same id, always."""
        parts = [
            self.document_id,
            self.kind,
            self.locator,
            self.heading,
            self.text,
            self.ref,
            self.sentences,
            *self.questions,
        ]
        return digest(parts)[:32]

    def statements(self) -> list[str]:
        """The passage's sentences, verbatim; the whole text when none were marked."""
        return [self.text[start:end] for start, end in self.sentences] or [self.text]


@dataclass(frozen=True)
class Entry:
    """One text by which a passage is found."""

    id: str
    passage_id: str
    field: Field
    text: str


@dataclass(frozen=True)
class Document:
    """A source as people know it: a title, perhaps a number, and where it came from."""

    id: str
    kind: str
    title: str
    origin: str
    digest: str
    number: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    meta: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> str:
        """Title and number, as a citation shows them."""
        return f"{self.title} ({self.number})" if self.number else self.title


def entries_of(passage: Passage) -> list[Entry]:
    """The texts a passage is found by: its title, its body, and each question people ask."""
    texts = [(Field.TITLE, passage.heading), (Field.BODY, f"{passage.heading}\n{passage.text}")]
    texts += [(Field.QUESTION, question) for question in passage.questions]
    return [
        Entry(f"{passage.id}#{kind}-{number}", passage.id, kind, text)
        for number, (kind, text) in enumerate(texts)
        if text.strip()
    ]


def split_entry_id(entry_id: str) -> tuple[str, Field]:
    """The passage an entry belongs to and the field it holds, both told by its id."""
    passage_id, _, rest = entry_id.partition("#")
    return passage_id, Field(rest.partition("-")[0])


def digest(value: Any) -> str:
    """SHA-256 of a JSON value, in hexadecimal."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
