"""How duties stand on a day."""

from datetime import date
from typing import Any

import pytest

from tests.fakes import RECURRING, UNDATED, a_duty
from ui.duty_states import State, counted, remaining, state


@pytest.mark.parametrize(
    ("today", "expected", "said"),
    [
        (date(2025, 8, 31), State.COMING, "còn 30 ngày"),
        (date(2025, 9, 1), State.RUNNING, "còn 29 ngày"),
        (date(2025, 9, 30), State.RUNNING, "hạn là hôm nay"),
        (date(2025, 10, 1), State.LATE, "đã qua hạn 1 ngày"),
    ],
)
def test_a_dated_duty_stands_by_its_days(today: date, expected: State, said: str) -> None:
    assert (state(a_duty(), today), remaining(a_duty(), today)) == (expected, said)


@pytest.mark.parametrize(
    ("changes", "expected", "said"),
    [
        (RECURRING, State.RECURRING, "thường xuyên"),
        (UNDATED, State.UNDATED, "chưa ghi thời hạn"),
        ({"recurring": True}, State.RECURRING, "thường xuyên"),
        ({"due_from": None}, State.RUNNING, "còn 30 ngày"),
    ],
)
def test_a_duty_without_a_day_is_never_late(changes: dict[str, Any], expected: State, said: str) -> None:
    duty, today = a_duty(**changes), date(2025, 8, 31)

    assert (state(duty, today), remaining(duty, today)) == (expected, said)


def test_only_the_standings_there_are_get_counted() -> None:
    duties = [a_duty("1"), a_duty("2"), a_duty("3", **RECURRING)]

    assert counted(duties, date(2025, 10, 1)) == {State.LATE: 2, State.RECURRING: 1}
