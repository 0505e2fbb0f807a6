"""“Tôi nên học gì?” → the first lessons, safety first, each with a true reason."""

from dataclasses import dataclass

from assistant.lesson_cards import card
from assistant.question import Draft, Intent, LessonCard, Line, Mode, Status, Turn
from knowledge.passage import Document, PassageKind
from knowledge.store import Store

_SAFETY = "e"
_COUNT = 5


@dataclass(frozen=True)
class SuggestLesson:
    """Drafts an answer to a question about what to learn."""

    store: Store

    def __call__(self, turn: Turn) -> Turn:
        if turn.draft or turn.intent != Intent.RECOMMEND:
            return turn
        lessons = sorted(
            (document for document in self.store.documents() if document.kind == "lesson"), key=_order
        )[:_COUNT]
        cards = tuple(card(lesson, _reason(lesson)) for lesson in lessons)
        lines = [Line("Bài nên học trước, an toàn trên mạng đứng đầu:")]
        lines += [self._line(lesson, one) for lesson, one in zip(lessons, cards, strict=True)]
        draft = Draft(
            Status.ANSWERED,
            Intent.RECOMMEND,
            Mode.RECORD,
            tuple(lines),
            lessons=cards,
            suggestions=tuple(lesson.meta["name"] + "?" for lesson in lessons[:2]),
        )
        return turn.with_(draft=draft)

    def _line(self, lesson: Document, one: LessonCard) -> Line:
        answer = self.store.passages_of(lesson.id, PassageKind.LESSON_ANSWER)[0]
        return Line(
            f"- **Bài {one.id}. {one.title}** ({lesson.meta['minutes']} phút): {one.reason}", answer.id
        )


def _order(lesson: Document) -> tuple[bool, bool, str, int, str]:
    """Lessons that need nothing before them first, safety before all, then easy before hard."""
    meta = lesson.meta
    return (
        bool(meta["prerequisites"]) and meta["skill"] != _SAFETY,
        meta["skill"] != _SAFETY,
        meta["level"],
        meta["skill_order"],
        lesson.id,
    )


def _reason(lesson: Document) -> str:
    outcome = lesson.meta["outcome"].rstrip(".")
    why = (
        "an toàn là việc học trước tiên"
        if lesson.meta["skill"] == _SAFETY
        else "bài cơ bản, ai cũng bắt đầu được"
    )
    return f"{why}. {outcome}."
