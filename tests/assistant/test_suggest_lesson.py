"""“Tôi nên học gì?” → the first lessons, safety first, each with a true reason."""

import re
from collections.abc import Callable

import pytest

from assistant.question import Answer, Draft, Intent, Mode, Status, Turn
from assistant.steps.suggest_lesson import SuggestLesson
from assistant.words import Routing
from knowledge.library import Library
from knowledge.passage import Document

QUESTIONS = [
    "Tôi nên học gì trước?",
    "toi nen hoc gi truoc",
    "Bắt đầu từ đâu?",
    "Có những bài học nào?",
    "Gợi ý bài học cho tôi",
]


@pytest.fixture(scope="module")
def step(library: Library, routing: Routing) -> SuggestLesson:
    return SuggestLesson(library.store, library.search, routing)


@pytest.fixture(scope="module")
def answer(ask: Callable[..., Answer]) -> Answer:
    return ask(QUESTIONS[0])


@pytest.fixture(scope="module")
def lessons(answer: Answer, library: Library) -> list[Document]:
    """The stored lessons behind the cards, in their order."""
    stored = {document.id: document for document in library.store.documents()}
    return [stored[card.id] for card in answer.lessons]


@pytest.mark.parametrize("question", QUESTIONS)
def test_who_asks_what_to_learn_gets_five_lessons(question: str, ask: Callable[..., Answer]) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent, answer.mode) == (Status.ANSWERED, Intent.RECOMMEND, Mode.RECORD)
    assert len(answer.lessons) == 5


def test_safety_comes_first(lessons: list[Document]) -> None:
    safe = [lesson.meta["skill"] == "e" for lesson in lessons]

    assert safe[0]
    assert sorted(safe, reverse=True) == safe


def test_every_lesson_about_safety_is_suggested(lessons: list[Document], library: Library) -> None:
    about_safety = {one.id for one in library.store.documents() if one.meta.get("skill") == "e"}

    assert about_safety <= {lesson.id for lesson in lessons}


def test_what_a_lesson_needs_stands_before_it(lessons: list[Document]) -> None:
    order = [lesson.id for lesson in lessons]

    for place, lesson in enumerate(lessons):
        assert set(lesson.meta["prerequisites"]) <= set(order[:place])


def test_beside_safety_easy_lessons_come_before_hard_ones(lessons: list[Document]) -> None:
    levels = [lesson.meta["level"] for lesson in lessons if lesson.meta["skill"] != "e"]

    assert sorted(levels) == levels


def test_every_reason_is_true_of_its_lesson(answer: Answer, lessons: list[Document]) -> None:
    for card, lesson in zip(answer.lessons, lessons, strict=True):
        why, _, outcome = card.reason.partition(". ")

        assert outcome.rstrip(".") == lesson.meta["outcome"].rstrip(".")
        assert why == (
            "an toàn là việc học trước tiên"
            if lesson.meta["skill"] == "e"
            else "bài cơ bản, ai cũng bắt đầu được"
        )
        if "bắt đầu được" in why:
            assert (lesson.meta["prerequisites"], lesson.meta["level"]) == ([], "N0")


def test_every_card_tells_the_lessons_own_title_and_level(answer: Answer, lessons: list[Document]) -> None:
    assert [(one.meta["name"], one.meta["level"]) for one in lessons] == [
        (card.title, card.level) for card in answer.lessons
    ]


def test_every_lesson_is_told_with_its_minutes_and_its_source(
    answer: Answer, lessons: list[Document]
) -> None:
    heading, *told = answer.text.splitlines()

    assert heading == "Bài nên học trước, an toàn trên mạng đứng đầu:"
    for place, (line, lesson) in enumerate(zip(told, lessons, strict=True), start=1):
        start = f"- **Bài {lesson.id}. {lesson.meta['name']}** ({lesson.meta['minutes']} phút): "
        assert line.startswith(start)
        assert re.search(rf"\[{place}\]$", line)
        assert answer.citations[place - 1].locator == f"Bài {lesson.id}, tóm tắt"


def test_no_lesson_is_suggested_twice(answer: Answer) -> None:
    assert len({card.id for card in answer.lessons}) == len(answer.lessons)


def test_what_is_suggested_next_leads_to_those_lessons(answer: Answer, ask: Callable[..., Answer]) -> None:
    for suggestion, card in zip(answer.suggestions, answer.lessons, strict=False):
        assert card.id in {lesson.id for lesson in ask(suggestion).lessons}


@pytest.mark.parametrize(
    ("question", "lesson"),
    [
        ("Tôi muốn học cách gọi video Zalo, nên học bài nào?", "GT-01"),
        ("Có bài nào về VNeID không?", "TB-01"),
        ("Có bài học nào về bản quyền không?", "ND-02"),
        ("co bai nao ve chuyen khoan khong", "GQ-01"),
    ],
)
def test_who_names_a_topic_gets_the_lessons_about_it(
    question: str, lesson: str, ask: Callable[..., Answer], library: Library
) -> None:
    cards = ask(question).lessons
    stored = {document.id: document for document in library.store.documents()}

    assert lesson in [card.id for card in cards]
    for card in cards:
        assert card.reason == f"bài này đúng việc vừa hỏi. {stored[card.id].meta['outcome']}"


@pytest.mark.parametrize("intent", [intent for intent in Intent if intent != Intent.RECOMMEND])
def test_a_turn_about_something_else_goes_by(intent: Intent, step: SuggestLesson) -> None:
    turn = Turn("Mã OTP là gì?", intent=intent)

    assert step(turn) is turn


def test_a_turn_that_has_its_draft_goes_by(step: SuggestLesson) -> None:
    draft = Draft(Status.FIRST_AID, Intent.SCAM_HELP, Mode.CANNED, ())
    turn = Turn("Nên học gì?", intent=Intent.RECOMMEND, draft=draft)

    assert step(turn) is turn
