"""The case file keeps its own rules, covers what it must, and names only what the content has."""

from datetime import date
from pathlib import Path

import pytest

from assistant.question import Status
from eval.case import CaseFile, read_cases
from knowledge.content_files import CONTENT, read_yaml
from knowledge.errors import ContentError, MissingDocument
from knowledge.vietnamese import fold, words

SHORT = {
    "dvc",
    "cccd",
    "đt",
    "dt",
    "ko",
    "dc",
    "ntn",
    "ck",
    "tk",
    "mk",
    "sđt",
    "gg",
    "fb",
    "z",
    "bdhvs",
    "hs",
    "j",
}


@pytest.fixture(scope="module")
def shipped() -> CaseFile:
    return read_cases()


def _cases(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "cases.yaml"
    path.write_text(f"today: 2026-11-22\ncases:\n{body}", encoding="utf-8")
    return path


def test_a_case_needs_only_an_id_a_question_and_a_status(tmp_path: Path) -> None:
    file = read_cases(
        _cases(tmp_path, "  - {id: term-otp, question: OTP là gì?, expect: {status: answered}}")
    )

    (case,) = file.cases
    assert (file.today, case.group, case.history, case.known_gap) == (date(2026, 11, 22), "term", (), None)
    assert case.expect.status == (Status.ANSWERED,)
    assert case.expect.duties is None


def test_an_expectation_may_allow_several_statuses_and_an_empty_set_of_duties(tmp_path: Path) -> None:
    line = "  - {id: a-b, question: c, expect: {status: [answered, no_source], duties: []}}"

    (case,) = read_cases(_cases(tmp_path, line)).cases

    assert case.expect.status == (Status.ANSWERED, Status.NO_SOURCE)
    assert case.expect.duties == frozenset()


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("  - {id: a-b, question: c, expect: {status: maybe}}", "cases.0.expect.status"),
        ("  - {id: a-b, question: c, expect: {status: answered, must_sey: [x]}}", "cases.0.expect.must_sey"),
        ("  - {id: A, question: c, expect: {status: answered}}", "cases.0.id"),
        ("  - {id: a-b, question: '', expect: {status: answered}}", "cases.0.question"),
    ],
)
def test_a_broken_case_is_named_by_file_and_field(tmp_path: Path, body: str, named: str) -> None:
    with pytest.raises(ContentError, match=r"cases\.yaml") as error:
        read_cases(_cases(tmp_path, body))
    assert named in str(error.value)


def test_two_cases_cannot_share_an_id(tmp_path: Path) -> None:
    line = "  - {id: a-b, question: c, expect: {status: answered}}\n"
    with pytest.raises(ContentError, match="ids used twice: a-b"):
        read_cases(_cases(tmp_path, line * 2))


def test_a_missing_case_file_is_said_in_vietnamese(tmp_path: Path) -> None:
    with pytest.raises(MissingDocument, match="Không đọc được tệp câu hỏi kiểm tra"):
        read_cases(tmp_path / "none.yaml")


def test_there_are_enough_cases_and_enough_of_them_are_typed_without_marks_or_in_short(
    shipped: CaseFile,
) -> None:
    typed = [words(case.question.lower()) for case in shipped.cases]
    hurried = [one for one in typed if all(word == fold(word) for word in one) or SHORT & set(one)]

    assert len(shipped.cases) >= 80
    assert len(hurried) >= 30


def test_every_status_that_a_question_can_end_in_has_a_case(shipped: CaseFile) -> None:
    expected = {status for case in shipped.cases for status in case.expect.status}

    assert expected >= {
        Status.ANSWERED,
        Status.NO_SOURCE,
        Status.OUT_OF_SCOPE,
        Status.UNSAFE,
        Status.PERSONAL_DATA,
        Status.FIRST_AID,
        Status.GREETING,
        Status.HAND_OFF,
    }


def test_every_lesson_is_asked_for(shipped: CaseFile) -> None:
    lessons = {path.stem for path in (CONTENT / "lessons").glob("[A-Z][A-Z]-[0-9][0-9].md")}
    asked = {case.expect.lesson for case in shipped.cases} - {None}

    assert asked == lessons


def test_expected_rows_and_targets_are_rows_and_targets_of_the_plan(shipped: CaseFile) -> None:
    groups = read_yaml("plan/duties.yaml")["groups"]
    duties = {duty["id"] for group in groups for duty in group["duties"]}
    targets = {target["id"] for target in read_yaml("plan/targets.yaml")["targets"]}

    assert {name for case in shipped.cases for name in case.expect.duties or ()} <= duties
    assert {name for case in shipped.cases for name in case.expect.targets or ()} <= targets


def test_follow_ups_have_a_history(shipped: CaseFile) -> None:
    assert all(case.history for case in shipped.cases if case.group == "follow")
