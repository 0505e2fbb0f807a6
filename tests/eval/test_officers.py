"""The golden set of officers' questions: exactly the right rows, every one, at every change."""

from pathlib import Path

import pytest

from eval.case import CaseFile, read_cases
from eval.plan import OFFICERS, measure_plan
from knowledge.library import Library
from knowledge.spelling import has_diacritics, spoken


@pytest.fixture(scope="module")
def officers() -> CaseFile:
    return read_cases(Path(OFFICERS))


def test_every_question_names_exactly_its_rows(officers: CaseFile, library: Library) -> None:
    rows = measure_plan(officers, library)

    assert {row.case.id: row.problems for row in rows if not row.passed} == {}
    assert not any(case.known_gap for case in officers.cases)


def test_the_set_is_as_wide_as_officers_ask(officers: CaseFile) -> None:
    cases = officers.cases
    plain = [case for case in cases if not has_diacritics(spoken(case.question))]
    follow_ups = [case for case in cases if case.history]
    empty = [case for case in cases if case.expect.duties == frozenset()]

    assert len(cases) >= 150
    assert len(plain) >= 0.4 * len(cases)
    assert len(follow_ups) >= 0.2 * len(cases)
    assert len(empty) >= 0.15 * len(cases)
