"""The plan's rows are filtered and counted by code: every row that matches, in the plan's order."""

from dataclasses import replace

import pytest

from knowledge.library import Library
from knowledge.plan import LEAD, Duty, by_id, has_role

DUTY = Duty("1.1", "I", "Nhóm một", "Mở lớp", ("Sở Nội vụ",), ("Sở Y tế",), None, "2025", None, None, False)
DUTIES = [
    DUTY,
    replace(DUTY, id="1.2", lead=("Sở Y tế", "Sở Nội vụ"), coordinating=()),
    replace(DUTY, id="5.2.a", group_id="V", lead=("Sở Y tế",), coordinating=("Sở Nội vụ",)),
    replace(DUTY, id="5.2.b", group_id="V", lead=("Tỉnh Đoàn",), coordinating=(), recurring=True),
    replace(DUTY, id="15.2.c", group_id="XV", lead=("Tỉnh Đoàn",), coordinating=()),
]


def recurring(duty: Duty) -> bool:
    return duty.recurring


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("1.1", ["1.1"]),
        ("5.2.a", ["5.2.a"]),
        ("5.2", ["5.2.a", "5.2.b"]),
        ("5", ["5.2.a", "5.2.b"]),
        ("V", ["5.2.a", "5.2.b"]),
        ("9.9", []),
    ],
)
def test_a_number_means_a_row_or_the_rows_below_it(wanted: str, expected: list[str]) -> None:
    assert [duty.id for duty in by_id(DUTIES, wanted)] == expected


def test_a_duty_says_where_it_stands() -> None:
    assert DUTY.locator == "Phụ lục, mục 1.1"


@pytest.mark.parametrize(
    ("group", "count"), [("I", 4), ("II", 3), ("III", 2), ("IV", 4), ("VI", 6), ("VII", 7)]
)
def test_the_stored_plan_has_every_row_of_every_group(library: Library, group: str, count: int) -> None:
    assert len(by_id(library.plan().duties, group)) == count


def test_the_stored_plan_counts_what_the_printed_one_does(library: Library) -> None:
    duties = library.plan().duties
    assert (len(duties), len(library.plan().targets)) == (39, 10)
    assert [duty.id for duty in duties if has_role("Công an tỉnh", LEAD)(duty)] == ["4.1", "4.2", "6.4"]
    assert {duty.passage_id for duty in duties} <= library.store.passages(
        [d.passage_id for d in duties]
    ).keys()
