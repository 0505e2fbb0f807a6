"""The composition root: every step, in order, on one screen."""

import time
from collections.abc import Callable, Sequence
from datetime import date

from assistant.pipeline import Step, run
from assistant.plan_questions.agency_notes import AgencyNotes
from assistant.plan_questions.answering import PlanAnswers
from assistant.plan_questions.reading import Reader
from assistant.plan_questions.words import read_asking_words
from assistant.privacy import masked
from assistant.question import Answer, Audience, Turn, read_history, read_question
from assistant.replies import Replies, read_replies
from assistant.steps.cite import Cite
from assistant.steps.compose import Compose
from assistant.steps.first_aid import FirstAid
from assistant.steps.guard import Guard
from assistant.steps.look_up_plan import LookUpPlan
from assistant.steps.rephrase import Rephrase
from assistant.steps.retrieve import Retrieve
from assistant.steps.route import Route
from assistant.steps.suggest_lesson import SuggestLesson
from assistant.words import read_routing
from knowledge.clock import now
from knowledge.library import Library
from knowledge.plan_words import read_plan_words


def today() -> date:
    """The day it is in Vietnam, wherever the server stands."""
    return now().date()


class Assistant:
    """Answers questions over a library."""

    def __init__(self, library: Library, replies: Replies, steps: Sequence[Step]) -> None:
        self._library = library
        self._replies = replies
        self._steps = steps

    def ask(
        self,
        text: str,
        history: Sequence[str] = (),
        audience: Audience = Audience.CITIZEN,
        request_id: str | None = None,
    ) -> Answer:
        """The answer to a question; `history` holds the same person's earlier questions, oldest first.

        Raises QuestionError for a question nobody can answer (empty, too long, control characters).
        """
        started = time.perf_counter()
        limit = self._library.settings.max_question_chars
        turn = Turn(masked(read_question(text, limit)), read_history(history, limit), audience, request_id)
        outcome = run(turn, self._steps)
        answer = outcome if isinstance(outcome, Answer) else self._replies.no_source(outcome)
        return self._replies.finished(answer, turn, (time.perf_counter() - started) * 1000)


def build_assistant(library: Library, clock: Callable[[], date] = today) -> Assistant:
    """The assistant with all its steps."""
    routing, replies = read_routing(), read_replies(library.store)
    steps: list[Step] = [
        FirstAid(routing, replies),
        Guard(routing, replies),
        Rephrase(routing, library.lexicon, library.settings.max_question_chars),
        Route(routing, replies),
        SuggestLesson(library.store, library.search, routing),
        look_up_plan(library, clock),
        Retrieve(library),
        Compose(library, routing, replies),
        Cite(library.store, replies),
    ]
    return Assistant(library, replies, steps)


def look_up_plan(library: Library, clock: Callable[[], date]) -> LookUpPlan:
    """The step for the plan's table, with the words it reads by."""
    words = read_plan_words()
    reader = Reader(library.lexicon, words, read_asking_words())
    return LookUpPlan(library, reader, PlanAnswers(library, words, AgencyNotes(library)), clock)
