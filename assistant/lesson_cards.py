"""Lessons as cards."""

from assistant.question import LessonCard
from knowledge.passage import Document


def card(lesson: Document, reason: str) -> LessonCard:
    """A lesson as a card, with the reason why it is shown."""
    return LessonCard(lesson.id, lesson.meta["name"], lesson.meta["level"], reason)
