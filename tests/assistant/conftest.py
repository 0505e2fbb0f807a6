"""The assistant over the shipped content on a fixed day, and what the content files themselves say."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.bootstrap import Assistant, build_assistant
from assistant.question import Answer, Audience
from assistant.replies import Replies, read_replies
from assistant.words import Routing, read_routing
from knowledge.content_files import read_yaml
from knowledge.library import Library

TODAY = date(2025, 8, 15)


@pytest.fixture(scope="session")
def assistant(library: Library) -> Assistant:
    """The assistant as it ships, on 15 August 2025."""
    return build_assistant(library, clock=lambda: TODAY)


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Callable[..., Answer]:
    """Ask a question; further arguments are the same person's earlier questions, oldest first."""

    def asked(question: str, *history: str, audience: Audience = Audience.CITIZEN) -> Answer:
        return assistant.ask(question, history, audience)

    return asked


@pytest.fixture(scope="session")
def routing() -> Routing:
    """The shipped routing."""
    return read_routing()


@pytest.fixture(scope="session")
def replies(library: Library) -> Replies:
    """The shipped replies."""
    return read_replies(library.store)


@pytest.fixture(scope="session")
def duty_rows() -> list[dict[str, Any]]:
    """The plan's duties as their file tells them, in its order."""
    return [
        {**duty, "group": group["id"]}
        for group in read_yaml("plan/duties.yaml")["groups"]
        for duty in group["duties"]
    ]
