"""“Tôi nên học gì?” → the first lessons, safety first, each with a true reason."""

from dataclasses import dataclass

from assistant.lesson_cards import card
from assistant.question import Draft, Intent, LessonCard, Line, Mode, Status, Turn
from assistant.words import Routing
from knowledge.passage import Document, PassageKind
from knowledge.search import Search
from knowledge.spelling import spoken
from knowledge.store import Store

_SAFETY = "e"
_COUNT = 5


@dataclass(frozen=True)
class SuggestLesson:
    """Drafts an answer to a question about what to learn."""

    store: Store
    search: Search
    routing: Routing

    def __call__(self, turn: Turn) -> Turn:
        if turn.draft or turn.intent != Intent.RECOMMEND:
            return turn
        about = self._about(turn.question)
        lessons = about or sorted(self._all(), key=_order)[:_COUNT]
        reasons = ["bài này đúng việc vừa hỏi" if about else _why(lesson) for lesson in lessons]
        cards = tuple(
            card(lesson, f"{reason}. {lesson.meta['outcome']}")
            for lesson, reason in zip(lessons, reasons, strict=True)
        )
        opening = "Bài học về việc này:" if about else "Bài nên học trước, an toàn trên mạng đứng đầu:"
        lines = [Line(opening), *(self._line(*pair) for pair in zip(lessons, cards, strict=True))]
        suggestions = tuple(f"{lesson.meta['name']}?" for lesson in lessons[:2])
        draft = Draft(
            Status.ANSWERED,
            Intent.RECOMMEND,
            Mode.RECORD,
            tuple(lines),
            lessons=cards,
            suggestions=suggestions,
        )
        return turn.with_(draft=draft)

    def _all(self) -> list[Document]:
        return [document for document in self.store.documents() if document.kind == "lesson"]

    def _about(self, question: str) -> list[Document]:
        """The lessons about what the question names; none when it only asks what to learn."""
        typed = spoken(question)
        asked = self.routing.cues["recommend"].places(typed)
        rest = " ".join(word for place, word in enumerate(typed) if place not in asked)
        if not self.search.support(rest).topic:
            return []
        kept = self.search.find(rest, _COUNT, (PassageKind.LESSON_ANSWER,)).kept
        by_id = {lesson.id: lesson for lesson in self._all()}
        return [by_id[one.passage.ref] for one in kept]

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


def _why(lesson: Document) -> str:
    if lesson.meta["skill"] == _SAFETY:
        return "an toàn là việc học trước tiên"
    return "bài cơ bản, ai cũng bắt đầu được"
