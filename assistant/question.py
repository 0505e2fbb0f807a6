"""A turn of the conversation on its way to an answer, and the answer itself.

The Answer's fields are a promise to others (contracts: the Answer schema, kept
as tests/answer.schema.json): fields may be added, none dropped or changed in meaning.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from assistant.privacy import masked
from knowledge.errors import QuestionError
from knowledge.search import Candidates, Retrieved
from knowledge.vietnamese import normalise


class Status(StrEnum):
    """How a turn ended; each has its own reply and its own test."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    NO_SOURCE = "no_source"
    OUT_OF_SCOPE = "out_of_scope"
    UNSAFE = "unsafe"
    PERSONAL_DATA = "personal_data"
    FIRST_AID = "first_aid"
    GREETING = "greeting"
    HAND_OFF = "hand_off"
    QUIZ = "quiz"
    ERROR = "error"


class Intent(StrEnum):
    """What a turn is about."""

    PLAN = "plan"
    HOW_TO = "how_to"
    DEFINITION = "definition"
    RECOMMEND = "recommend"
    PLACEMENT = "placement"
    PROGRESS = "progress"
    SCAM_HELP = "scam_help"
    CONTACT = "contact"
    SMALLTALK = "smalltalk"
    OTHER = "other"


class Mode(StrEnum):
    """Where the words come from: plan rows, sentences of sources, a checked model, a fixed reply."""

    RECORD = "record"
    EXTRACTIVE = "extractive"
    GENERATED = "generated"
    CANNED = "canned"


class Audience(StrEnum):
    """Who is asking."""

    CITIZEN = "citizen"
    OFFICER = "officer"


@dataclass(frozen=True)
class Citation:
    """A place in a source; `quote` stands verbatim in the stored passage."""

    n: int
    document: str
    locator: str
    quote: str
    passage_id: str
    url: str | None = None


@dataclass(frozen=True)
class LessonCard:
    """A lesson worth a look, and the true reason why."""

    id: str
    title: str
    level: str
    reason: str


@dataclass(frozen=True)
class Line:
    """One statement of a draft: Markdown text, and the passage it rests on.

    `quote` is the part of the passage that carries the statement; the whole
    passage when None. A line without a passage states no fact.
    """

    text: str
    passage_id: str | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Draft:
    """An answer before its citations are numbered and checked."""

    status: Status
    intent: Intent
    mode: Mode
    lines: tuple[Line, ...]
    duties: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    lessons: tuple[LessonCard, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """A question with everything the steps learned about it so far.

    `plan`: the document of another province's plan, where the question names that province.
    """

    text: str
    history: tuple[str, ...] = ()
    audience: Audience = Audience.CITIZEN
    id: str | None = None
    standalone: str = ""
    intent: Intent = Intent.OTHER
    candidates: Candidates | None = None
    retrieved: Retrieved | None = None
    draft: Draft | None = None
    plan: str | None = None

    def with_(self, **changes: Any) -> "Turn":
        """The same turn, a step further."""
        return replace(self, **changes)

    @property
    def question(self) -> str:
        """The question that stands on its own."""
        return self.standalone or self.text


@dataclass(frozen=True)
class Answer:
    """One answer, the same on every channel."""

    status: Status
    intent: Intent
    mode: Mode
    text: str
    citations: tuple[Citation, ...] = ()
    duties: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    lessons: tuple[LessonCard, ...] = ()
    suggestions: tuple[str, ...] = ()
    standalone_question: str = ""
    latency_ms: float = 0.0
    id: str | None = None
    notice: str = field(default="Đây là câu trả lời của trợ lý AI.")

    def as_json(self) -> dict[str, Any]:
        """The contract's JSON object; `id` only where the request had one."""
        value = {
            **{name: getattr(self, name) for name in _PLAIN},
            "citations": [vars(citation) for citation in self.citations],
            "lessons": [vars(lesson) for lesson in self.lessons],
            "duties": list(self.duties),
            "targets": list(self.targets),
            "suggestions": list(self.suggestions),
        }
        return value if self.id is None else {"id": self.id, **value}


_EARLIER = 5
"""Earlier questions that a follow-up may lean on."""

_PLAIN = ("status", "intent", "mode", "text", "standalone_question", "latency_ms", "notice")


_UNTYPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and halves of surrogate pairs: no keyboard types them."""


def _grouped(number: int) -> str:
    """A number with a dot between its thousands, as Vietnamese writes it."""
    return f"{number:,}".replace(",", ".")


def read_history(questions: Sequence[str], max_chars: int) -> tuple[str, ...]:
    """The latest earlier questions, masked and cut to the length of one; unreadable ones are left out."""
    kept = [masked(" ".join(normalise(text[:max_chars]).split())) for text in questions[-_EARLIER:]]
    return tuple(text for text in kept if any(char.isalnum() for char in text) and not _UNTYPED.search(text))


def read_question(text: str, max_chars: int) -> str:
    """The question as it will be worked on. Raises QuestionError for what nobody can answer.

    Control characters are refused rather than removed: they come from a broken
    program or an attack, never from a keyboard.
    """
    if _UNTYPED.search(text):
        raise QuestionError(
            "Câu hỏi có ký tự điều khiển không đọc được.", "Hãy gõ lại câu hỏi bằng chữ thường dùng."
        )
    clean = " ".join(normalise(text).split())
    if not any(char.isalnum() for char in clean):
        raise QuestionError("Câu hỏi đang để trống.", "Hãy gõ điều cần hỏi, ví dụ: “Mã OTP là gì?”.")
    if len(clean) > max_chars:
        raise QuestionError(
            f"Câu hỏi dài {_grouped(len(clean))} ký tự, vượt quá {_grouped(max_chars)} ký tự.",
            "Hãy hỏi ngắn lại, mỗi lần một việc.",
        )
    return clean
