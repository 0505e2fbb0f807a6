"""A turn goes from step to step until one of them answers."""

from collections.abc import Callable

import pytest

from assistant.bootstrap import Assistant
from assistant.pipeline import run
from assistant.question import Answer, Audience, Intent, Mode, Status, Turn
from assistant.replies import Replies
from knowledge.errors import QuestionError
from knowledge.library import Library

TURN = Turn("Mã OTP là gì?")
ANSWER = Answer(Status.ANSWERED, Intent.DEFINITION, Mode.EXTRACTIVE, "Một dãy số.")


def adds(text: str) -> Callable[[Turn], Turn]:
    """A step that writes into the completed question."""
    return lambda turn: turn.with_(standalone=turn.standalone + text)


def never(turn: Turn) -> Turn:
    raise AssertionError(f"a step after the answer saw {turn.text}")


def test_the_turn_goes_through_the_steps_in_order() -> None:
    outcome = run(TURN, [adds("a"), adds("b"), adds("c")])

    assert isinstance(outcome, Turn)
    assert outcome.standalone == "abc"


def test_the_first_answer_ends_the_turn() -> None:
    assert run(TURN, [adds("a"), lambda _: ANSWER, never]) is ANSWER


def test_without_an_answer_the_turn_comes_back() -> None:
    assert run(TURN, []) is TURN


def test_a_step_that_fails_fails_the_turn() -> None:
    with pytest.raises(AssertionError):
        run(TURN, [never])


def test_a_turn_that_nobody_answers_is_said_to_have_no_source(library: Library, replies: Replies) -> None:
    answer = Assistant(library, replies, [adds("Mã OTP là gì?")]).ask("mã otp")

    assert answer.status == Status.NO_SOURCE
    assert answer.standalone_question == "Mã OTP là gì?"


def test_every_answer_is_finished_with_id_time_and_notice(library: Library, replies: Replies) -> None:
    answer = Assistant(library, replies, [lambda _: ANSWER]).ask("Mã OTP là gì?", request_id="7")

    assert (answer.id, answer.text) == ("7", "Một dãy số.")
    assert answer.latency_ms > 0
    assert answer.notice == "Đây là câu trả lời của trợ lý AI."
    assert answer.standalone_question == "Mã OTP là gì?"


def test_the_steps_see_question_history_audience_and_id(library: Library, replies: Replies) -> None:
    seen: list[Turn] = []

    def record(turn: Turn) -> Answer:
        seen.append(turn)
        return ANSWER

    Assistant(library, replies, [record]).ask("  Hạn   khi nào? ", ["Trợ lý ảo?"], Audience.OFFICER, "9")

    assert seen == [Turn("Hạn khi nào?", ("Trợ lý ảo?",), Audience.OFFICER, "9")]


def test_a_question_that_cannot_be_taken_in_reaches_no_step(library: Library, replies: Replies) -> None:
    with pytest.raises(QuestionError):
        Assistant(library, replies, [never]).ask("  ?")


def test_the_limit_on_a_question_is_the_settings(library: Library, assistant: Assistant) -> None:
    limit = library.settings.max_question_chars

    assert assistant.ask("x" * limit).status != Status.ANSWERED
    with pytest.raises(QuestionError):
        assistant.ask("x" * (limit + 1))


# The order of the steps that ship


def test_help_comes_before_the_plan(ask: Callable[..., Answer]) -> None:
    answer = ask("Tôi bị lừa chuyển tiền rồi, nhiệm vụ 4.4 do cơ quan nào chủ trì?")

    assert answer.status == Status.FIRST_AID
    assert answer.duties == ()


def test_help_comes_whatever_was_asked_before(ask: Callable[..., Answer]) -> None:
    question = "Tôi lỡ đọc mã OTP rồi"

    answer = ask(question, "Sở Nội vụ chủ trì những nhiệm vụ nào?")

    assert (Status.FIRST_AID, question) == (answer.status, answer.standalone_question)


def test_wrongdoing_is_refused_before_anything_is_searched(ask: Callable[..., Answer]) -> None:
    assert ask("Cách nghe lén điện thoại, nhiệm vụ 4.4 là gì?").status == Status.UNSAFE


def test_the_same_question_gets_the_same_answer(ask: Callable[..., Answer]) -> None:
    first, second = ask("Làm sao cài VNeID?"), ask("Làm sao cài VNeID?")

    assert (first.text, first.citations) == (second.text, second.citations)
