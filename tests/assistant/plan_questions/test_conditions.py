"""The typed question as conditions: every slot that is set must hold of a row, and nothing else."""

from datetime import date
from typing import Any

import pytest

from assistant.dates import Period
from assistant.plan_questions.asked import Asked, Holders, Sign, Time, Timing
from assistant.plan_questions.conditions import conditions
from knowledge.conditions import matching
from knowledge.lexicon import Agency
from knowledge.plan import COORDINATING, LEAD
from knowledge.plan_words import PlanWords
from tests.fakes import RECURRING, a_duty

HEALTH, POLICE = Agency("Sở Y tế"), Agency("Công an tỉnh")
JUNE = {"due_from": date(2025, 6, 1), "due_to": date(2025, 6, 30)}
ROWS = (
    a_duty("1.1", group_id="I", lead=("Sở Y tế",), coordinating=("Công an tỉnh",), name="Lớp cho phụ nữ"),
    a_duty("1.2", group_id="I", lead=("Sở Y tế", "Công an tỉnh"), coordinating=(), **JUNE),
    a_duty("5.1.a", group_id="V", lead=("Công an tỉnh",), result=None, **RECURRING),
    a_duty("5.1.b", group_id="V", lead=(), coordinating=("Sở Y tế", "Công an tỉnh"), **RECURRING),
    a_duty("6.2", group_id="VI", lead=("Tỉnh Đoàn",), **(RECURRING | {"timeline": "Ngày 10/10 hàng năm"})),
)
SEPTEMBER = Period(date(2025, 9, 1), date(2025, 9, 30), "tháng 9/2025")
MAY = Period(date(2025, 5, 1), date(2025, 5, 31), "tháng 5/2025")
TODAY = date(2025, 8, 15)


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({}, ["1.1", "1.2", "5.1.a", "5.1.b", "6.2"]),
        ({"holders": (Holders((HEALTH,), LEAD),)}, ["1.1", "1.2"]),
        ({"holders": (Holders((HEALTH,)),)}, ["1.1", "1.2", "5.1.b"]),
        ({"holders": (Holders((HEALTH, POLICE), LEAD, every=True),)}, ["1.2"]),
        ({"holders": (Holders((HEALTH, POLICE), LEAD, negated=True),)}, ["5.1.b", "6.2"]),
        ({"holders": (Holders((HEALTH,), LEAD), Holders((POLICE,), COORDINATING))}, ["1.1"]),
        ({"holders": (Holders((HEALTH,), LEAD),), "signs": frozenset({Sign.ALONE})}, ["1.1"]),
        ({"signs": frozenset({Sign.SHARED})}, ["1.2"]),
        ({"signs": frozenset({Sign.SHARED}), "role": COORDINATING}, ["5.1.a", "5.1.b", "6.2"]),
        ({"groups": ("I", "VI")}, ["1.1", "1.2", "6.2"]),
        ({"not_groups": ("I", "VI")}, ["5.1.a", "5.1.b"]),
        ({"ids": ("5.1",)}, ["5.1.a", "5.1.b"]),
        ({"ids": ("9.9",)}, []),
        ({"time": Time(Timing.DUE, (SEPTEMBER,), TODAY)}, ["1.1"]),
        ({"time": Time(Timing.DUE, (MAY, SEPTEMBER), TODAY)}, ["1.1"]),
        ({"time": Time(Timing.RUNS, (SEPTEMBER,), TODAY)}, ["1.1"]),
        ({"time": Time(Timing.OVERDUE, (), TODAY)}, ["1.2"]),
        ({"time": Time(Timing.OVERDUE, (), date(2025, 6, 30))}, []),
        ({"time": Time(Timing.OVERDUE, (), date(2025, 7, 1))}, ["1.2"]),
        ({"time": Time(Timing.OVERDUE, (MAY,), TODAY)}, []),
        ({"time": Time(Timing.NOT_YET, (), TODAY)}, ["1.1"]),
        ({"time": Time(Timing.NOT_YET, (), date(2025, 9, 30))}, ["1.1"]),
        ({"time": Time(Timing.NOT_YET, (), date(2025, 10, 1))}, []),
        ({"recurring": True}, ["5.1.a", "5.1.b", "6.2"]),
        ({"recurring": False}, ["1.1", "1.2"]),
        ({"fixed_day": True}, ["6.2"]),
        ({"without": ("lead",)}, ["5.1.b"]),
        ({"without": ("coordinating",)}, ["1.2"]),
        ({"without": ("result", "due")}, ["5.1.a"]),
        ({"filled": ("due",)}, ["1.1", "1.2"]),
        ({"learners": ("phu-nu",)}, ["1.1"]),
        ({"programmes": ("gia-dinh-so",)}, ["6.2"]),
        ({"quoted": ("phụ nữ",)}, ["1.1"]),
        ({"groups": ("I",), "time": Time(Timing.OVERDUE, (), TODAY), "recurring": False}, ["1.2"]),
    ],
)
def test_rows_meet_every_slot_that_is_set(
    slots: dict[str, Any], expected: list[str], words: PlanWords
) -> None:
    found = matching(ROWS, *conditions(Asked(**slots), words, ROWS))

    assert [duty.id for duty in found] == expected
