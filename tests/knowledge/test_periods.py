"""The calendar a plan speaks in: first and last days, worked out by hand."""

from calendar import isleap
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import periods

YEARS = st.integers(min_value=1, max_value=9999)


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (periods.month(2025, 6), "2025-06-01", "2025-06-30"),
        (periods.month(2024, 2), "2024-02-01", "2024-02-29"),
        (periods.month(2100, 2), "2100-02-01", "2100-02-28"),
        (periods.months(2025, 5, 6), "2025-05-01", "2025-06-30"),
        (periods.quarter(2025, 1), "2025-01-01", "2025-03-31"),
        (periods.quarter(2025, 4), "2025-10-01", "2025-12-31"),
        (periods.half(2026, 1), "2026-01-01", "2026-06-30"),
        (periods.half(2026, 2), "2026-07-01", "2026-12-31"),
        (periods.year(2026), "2026-01-01", "2026-12-31"),
    ],
)
def test_a_period_has_its_first_and_its_last_day(days: periods.Days, first: str, last: str) -> None:
    assert (days[0].isoformat(), days[1].isoformat()) == (first, last)


@pytest.mark.parametrize("number", [0, 13, -1])
def test_a_month_that_does_not_exist_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="month"):
        periods.month(2025, number)


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_quarter_that_does_not_exist_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="month"):
        periods.quarter(2025, number)


@given(YEARS)
def test_months_quarters_and_halves_fill_the_year_without_a_gap(year: int) -> None:
    for parts in (
        [periods.month(year, number) for number in range(1, 13)],
        [periods.quarter(year, number) for number in range(1, 5)],
        [periods.half(year, number) for number in (1, 2)],
    ):
        assert (parts[0][0], parts[-1][1]) == periods.year(year)
        gaps = [(following[0] - part[1]).days for part, following in pairwise(parts)]
        assert gaps == [1] * (len(parts) - 1)


@given(YEARS)
def test_a_year_has_365_days_or_366(year: int) -> None:
    first, last = periods.year(year)

    assert last - first == timedelta(days=364 + isleap(year))
    assert (first, last) == (date(year, 1, 1), date(year, 12, 31))
