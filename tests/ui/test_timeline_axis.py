"""The months under the picture."""

from datetime import date
from itertools import pairwise

import pytest

from ui.timeline_axis import axis_over

ANY_DAY = date(2025, 8, 15)


def test_an_axis_holds_whole_months_and_places_days_on_them() -> None:
    axis = axis_over([date(2025, 6, 10), date(2025, 7, 5)], ANY_DAY)

    assert (axis.first, axis.end) == (date(2025, 6, 1), date(2025, 8, 1))
    assert axis.at(date(2025, 6, 1)) == 0
    assert axis.at(date(2025, 7, 1)) == pytest.approx(30 / 61 * 100)
    assert axis.at(date(2025, 8, 1)) == pytest.approx(100)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2025, 11, 3), date(2026, 2, 1), [("T11", "2025"), ("T12", ""), ("T1", "2026"), ("T2", "")]),
        (
            date(2025, 12, 1),
            date(2026, 7, 1),
            [("T12", ""), ("T1", "2026"), *((f"T{n}", "") for n in range(2, 8))],
        ),
        (date(2025, 7, 1), date(2025, 9, 30), [("T7", "2025"), ("T8", ""), ("T9", "")]),
        (
            date(2025, 5, 1),
            date(2026, 3, 1),
            [("T4", "2025"), ("T7", ""), ("T10", ""), ("T1", "2026")],
        ),
        (date(2025, 5, 1), date(2028, 3, 1), [("", "2025"), ("", "2026"), ("", "2027"), ("", "2028")]),
    ],
)
def test_as_many_names_as_a_telephone_has_room_for(
    first: date, last: date, expected: list[tuple[str, str]]
) -> None:
    assert [(tick.month, tick.year) for tick in axis_over([first, last], ANY_DAY).ticks] == expected


@pytest.mark.parametrize("years", [1, 2, 7, 40])
def test_names_of_years_never_run_into_each_other(years: int) -> None:
    axis = axis_over([date(2025, 12, 1), date(2025 + years, 1, 1)], ANY_DAY)
    named = [tick.at for tick in axis.ticks if tick.year]

    assert named
    assert all(after - before >= 14 for before, after in pairwise(named))


def test_without_a_day_the_axis_is_the_month_of_the_fallback() -> None:
    axis = axis_over([], ANY_DAY)

    assert (axis.first, axis.end) == (date(2025, 8, 1), date(2025, 9, 1))


def test_the_calendars_last_month_has_an_end() -> None:
    assert axis_over([date(9999, 12, 31)], ANY_DAY).end == date.max
