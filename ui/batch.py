"""Many questions at once: JSON lines in, one Answer a line out."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.bootstrap import Assistant
from assistant.question import Answer, Audience, Intent, Mode, Status
from knowledge.errors import BdhvsError


class Request(BaseModel):
    """One question as a machine sends it."""

    model_config = ConfigDict(extra="ignore")
    id: str | None = None
    question: str
    history: list[str] = []
    audience: Audience = Audience.CITIZEN


def answer_lines(assistant: Assistant, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An Answer for every line, in order; a line nobody can answer becomes an Answer of status `error`."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answered(assistant, line, number).as_json()


def _answered(assistant: Assistant, line: str, number: int) -> Answer:
    name = None
    try:
        value = json.loads(line)
        name = str(value["id"]) if isinstance(value, dict) and value.get("id") is not None else None
        request = Request.model_validate({**value, "id": name} if isinstance(value, dict) else value)
        return assistant.ask(request.question, request.history, request.audience, request.id)
    except BdhvsError as error:
        return failed(str(error), name)
    except (
        ValueError,
        TypeError,
        RecursionError,
    ):  # no JSON, not a request, nested too deep, a number too long
        said = (
            f"Dòng {number} không đúng dạng. Cần một đối tượng JSON: «question» là chữ, "
            "«history» là danh sách câu hỏi trước, «audience» là citizen hoặc officer."
        )
        return failed(said, name)


def failed(said: str, request_id: str | None = None) -> Answer:
    """An Answer that says what went wrong."""
    return Answer(Status.ERROR, Intent.OTHER, Mode.CANNED, said, id=request_id)
