"""A report is on exactly one duty or target: what is none, or more than one, is named."""

from dataclasses import replace

import pytest

from knowledge.errors import QueryError
from knowledge.library import Library
from knowledge.plan import PlanRows
from knowledge.progress_subject import Subject, find_duty, find_target, one_plan

PLAN = "kh-long-an-2025"


@pytest.fixture(scope="module")
def rows(library: Library) -> PlanRows:
    return library.plan()


@pytest.fixture(scope="module")
def two_plans(rows: PlanRows) -> PlanRows:
    """The province's plan, and the same rows as another's."""
    duties = tuple(replace(duty, document_id="kh-khac") for duty in rows.duties)
    targets = tuple(replace(target, document_id="kh-khac") for target in rows.targets)
    return PlanRows(rows.duties + duties, rows.targets + targets)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("4.4", "4.4"), (" 4.4 ", "4.4"), ("5.1.a", "5.1.a"), ("5.1a", "5.1.a"), ("5.1 A", "5.1.a")],
)
def test_a_duty_is_found_however_its_id_is_typed(typed: str, found: str, rows: PlanRows) -> None:
    assert find_duty(rows, typed) == Subject(PLAN, found)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9.4", "Phụ lục của Kế hoạch không có mục «9.4». Gần giống nhất: «1.4», «4.4», «6.4»."),
        ("", "Phụ lục của Kế hoạch không có mục «»."),
        (
            "5.2",
            "«5.2» là mục cha, không phải một nhiệm vụ. Hãy nêu từng mục con: 5.2.a, 5.2.b, 5.2.c, 5.2.d.",
        ),
        ("5.2'; DROP TABLE progress", "Phụ lục của Kế hoạch không có mục"),
    ],
)
def test_what_is_no_duty_is_refused(typed: str, said: str, rows: PlanRows) -> None:
    with pytest.raises(QueryError) as told:
        find_duty(rows, typed)
    assert str(told.value).startswith(said)


def test_a_duty_of_two_plans_asks_which_plan(two_plans: PlanRows) -> None:
    with pytest.raises(QueryError, match=r"«4\.4» có trong 2 kế hoạch.*kh-khac, kh-long-an-2025"):
        find_duty(two_plans, "4.4")
    with pytest.raises(QueryError, match=r"«2025\.4» có trong 2 kế hoạch"):
        find_target(two_plans, "2025.4")

    assert find_duty(two_plans, "4.4", "kh-khac") == Subject("kh-khac", "4.4")
    assert find_target(two_plans, "2025.4", "kh-khac") == Subject("kh-khac", "2025.4")


def test_an_unknown_plan_is_named_with_those_that_are_known(rows: PlanRows) -> None:
    for find in (lambda: find_duty(rows, "4.4", "kh-x"), lambda: one_plan(rows, "kh-x")):
        with pytest.raises(QueryError, match=f"Không có kế hoạch «kh-x».*{PLAN}"):
            find()


def test_one_plan_of_several_is_taken_by_its_id_alone(rows: PlanRows, two_plans: PlanRows) -> None:
    assert one_plan(rows) == (rows, PLAN)
    chosen, plan = one_plan(two_plans, "kh-khac")
    assert (plan, len(chosen.duties), len(chosen.targets)) == ("kh-khac", 39, 10)
    assert {row.document_id for row in (*chosen.duties, *chosen.targets)} == {"kh-khac"}
    with pytest.raises(QueryError, match="Kho có 2 kế hoạch"):
        one_plan(two_plans)


def test_an_unknown_target_is_named_with_those_that_are_known(rows: PlanRows) -> None:
    assert find_target(rows, "2025.4") == Subject(PLAN, "2025.4")
    with pytest.raises(QueryError, match=r"không có chỉ tiêu «2027\.1».*2025\.1, 2025\.2"):
        find_target(rows, "2027.1")
