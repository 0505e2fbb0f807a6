"""What reads a question about the plan's table, as it ships, and officers who ask."""

from collections.abc import Callable
from datetime import date

import pytest

from assistant.plan_questions.asked import Asked
from assistant.plan_questions.reading import Reader
from assistant.plan_questions.words import AskingWords, read_asking_words
from assistant.question import Answer, Audience
from knowledge.lexicon import Lexicon, read_lexicon
from knowledge.library import Library
from knowledge.plan import Duty
from knowledge.plan_words import PlanWords, read_plan_words

TODAY = date(2025, 8, 15)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    return read_lexicon()


@pytest.fixture(scope="session")
def asking() -> AskingWords:
    """The shipped words of asking."""
    return read_asking_words()


@pytest.fixture(scope="session")
def words() -> PlanWords:
    """The shipped learners, programmes and other bodies."""
    return read_plan_words()


@pytest.fixture(scope="session")
def rows(library: Library) -> tuple[Duty, ...]:
    """The plan's rows as the library holds them."""
    return library.plan().duties


@pytest.fixture(scope="session")
def read(
    lexicon: Lexicon, words: PlanWords, asking: AskingWords, rows: tuple[Duty, ...]
) -> Callable[[str], Asked]:
    """Read one question on 15 August 2025."""
    reader = Reader(lexicon, words, asking)
    return lambda text: reader.read(text, TODAY, rows)


@pytest.fixture(scope="session")
def officer_asks(ask: Callable[..., Answer]) -> Callable[..., Answer]:
    """Ask as an officer; further arguments are the same person's earlier questions, oldest first."""
    return lambda question, *history: ask(question, *history, audience=Audience.OFFICER)
