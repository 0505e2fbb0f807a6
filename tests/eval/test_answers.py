"""Cases run through an assistant, counted with known gaps apart."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.question import Answer, Status
from eval.answers import DatedAssistant, Summary, measure_answers, run_cases, shipped_library, summarise
from eval.case import Case, CaseFile
from knowledge.library import Library
from tests.eval.answers_for_tests import answer, case, stored


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with shipped_library() as opened:
        yield opened


def _fake(asked: Case) -> Answer:
    """An assistant that knows one thing."""
    return (
        answer()
        if asked.question == "otp la gi"
        else answer("Tôi chưa rõ.", citations=(), status=Status.CLARIFY)
    )


def test_every_case_gets_its_answer_and_its_problems_in_order() -> None:
    good, bad = case("term-good"), case("term-bad", must_say=["113"])

    rows = run_cases([good, bad], _fake, stored)

    assert [(row.case.id, row.passed, row.problems) for row in rows] == [
        ("term-good", True, ()),
        ("term-bad", False, ("does not say «113»",)),
    ]


def test_known_gaps_are_counted_apart_whether_they_fail_or_pass() -> None:
    cases = [
        case("a-pass"),
        case("a-fail", must_say=["113"]),
        case("a-gap", known_gap="chưa làm", must_say=["113"]),
        case("a-closed", known_gap="chưa làm"),
    ]

    summary = summarise(run_cases(cases, _fake, stored))

    assert summary == Summary(passed=1, failed=1, gaps=1, closed=1)
    assert summary.share == 0.5


def test_no_cases_count_as_all_passed() -> None:
    assert summarise([]).share == 1.0


def test_the_real_assistant_answers_on_the_day_a_case_names(library: Library) -> None:
    ask = DatedAssistant(library, date(2025, 9, 10))
    asked = {"id": "time-left", "question": "Nhiệm vụ 4.4 còn bao lâu?", "expect": {"status": "answered"}}

    assert "còn 20 ngày" in ask(Case.model_validate(asked)).text
    assert "hạn là hôm nay" in ask(Case.model_validate({**asked, "today": "2025-09-30"})).text
    assert "còn 20 ngày" in ask(Case.model_validate(asked)).text


def test_a_question_nobody_can_answer_is_an_answer_of_status_error(library: Library) -> None:
    wordless = Case.model_validate({"id": "talk-none", "question": "?!", "expect": {"status": "error"}})

    (row,) = measure_answers(CaseFile(today=date(2026, 11, 22), cases=(wordless,)), library)

    assert row.passed
    assert "để trống" in row.answer.text


def test_citations_of_the_real_assistant_are_held_against_the_store(library: Library) -> None:
    asked = Case.model_validate(
        {"id": "term-otp", "question": "OTP là gì?", "expect": {"status": "answered"}}
    )

    (row,) = measure_answers(CaseFile(today=date(2026, 11, 22), cases=(asked,)), library)

    assert row.answer.citations
    assert row.problems == ()
