"""Periods that a text names → first and last day, worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.dates import days_left, period_in
from knowledge.vietnamese import fold

TODAY = date(2025, 8, 15)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))


def span(text: str, today: date = TODAY, default_year: int | None = None) -> tuple[str, str] | None:
    """First and last day as ISO dates."""
    period = period_in(text, today, default_year)
    return (period.first.isoformat(), period.last.isoformat()) if period else None


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        ("quý I/2025", "2025-01-01", "2025-03-31", "quý I/2025"),
        ("quý II/2025", "2025-04-01", "2025-06-30", "quý II/2025"),
        ("quý III/2025", "2025-07-01", "2025-09-30", "quý III/2025"),
        ("quý IV/2025", "2025-10-01", "2025-12-31", "quý IV/2025"),
        ("quý 3/2025", "2025-07-01", "2025-09-30", "quý III/2025"),
        ("quý 3 năm 2026", "2026-07-01", "2026-09-30", "quý III/2026"),
        ("Quý III-2026", "2026-07-01", "2026-09-30", "quý III/2026"),
        ("quý iv", "2025-10-01", "2025-12-31", "quý IV/2025"),
        ("quý I/2024", "2024-01-01", "2024-03-31", "quý I/2024"),
        ("tháng 6/2025", "2025-06-01", "2025-06-30", "tháng 6/2025"),
        ("tháng 06 năm 2025", "2025-06-01", "2025-06-30", "tháng 6/2025"),
        ("Tháng 12/2025", "2025-12-01", "2025-12-31", "tháng 12/2025"),
        ("tháng 1", "2025-01-01", "2025-01-31", "tháng 1/2025"),
        ("tháng 2/2024", "2024-02-01", "2024-02-29", "tháng 2/2024"),
        ("tháng 2/2025", "2025-02-01", "2025-02-28", "tháng 2/2025"),
        ("tháng 2/2000", "2000-02-01", "2000-02-29", "tháng 2/2000"),
        ("năm 2026", "2026-01-01", "2026-12-31", "năm 2026"),
        ("trong 2025", "2025-01-01", "2025-12-31", "năm 2025"),
        ("tháng này", "2025-08-01", "2025-08-31", "tháng 8/2025"),
        ("quý này", "2025-07-01", "2025-09-30", "quý III/2025"),
        ("năm nay", "2025-01-01", "2025-12-31", "năm 2025"),
    ],
)
def test_a_period_is_read_with_and_without_marks(text: str, first: str, last: str, name: str) -> None:
    assert [(first, last)] * 3 == [
        span(typed) for typed in (text, fold(text), f"Việc nào có hạn {text}, nhỉ?")
    ]
    period = period_in(text, TODAY)
    assert period is not None
    assert name == period.name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "khi nào?",
        "tháng 13",
        "tháng 0",
        "tháng 13/2025",
        "tháng 99",
        "năm 1999",
        "mã 20256",
        "quý khách",
        "quý vị",
        "120255",
    ],
)
def test_what_names_no_period_is_none(text: str) -> None:
    assert span(text) is None


@pytest.mark.parametrize("text", ["quý 5/2025", "quý V/2025", "quý 0/2025", "tháng 123/2025"])
def test_a_quarter_that_does_not_exist_is_none(text: str) -> None:
    assert span(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("giai đoạn 2025-2026", "2025-01-01", "2026-12-31"),
        ("năm 2025 và 2026", "2025-01-01", "2026-12-31"),
        ("tháng 5, 6/2025", "2025-05-01", "2025-06-30"),
        ("quý III, IV/2025", "2025-07-01", "2025-12-31"),
        ("từ quý III/2025 đến quý I/2026", "2025-07-01", "2026-03-31"),
    ],
)
def test_a_stretch_of_periods_reaches_to_its_end(text: str, first: str, last: str) -> None:
    assert (first, last) == span(text)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2025, 1, 1), "2025-01-01", "2025-03-31"),
        (date(2025, 3, 31), "2025-01-01", "2025-03-31"),
        (date(2025, 4, 1), "2025-04-01", "2025-06-30"),
        (date(2025, 6, 30), "2025-04-01", "2025-06-30"),
        (date(2025, 7, 1), "2025-07-01", "2025-09-30"),
        (date(2025, 9, 30), "2025-07-01", "2025-09-30"),
        (date(2025, 10, 1), "2025-10-01", "2025-12-31"),
        (date(2025, 12, 31), "2025-10-01", "2025-12-31"),
    ],
)
def test_this_quarter_changes_on_its_first_day(today: date, first: str, last: str) -> None:
    assert (first, last) == span("quý này", today)


def test_this_month_of_a_leap_year_has_29_days() -> None:
    assert span("tháng này", date(2024, 2, 10)) == ("2024-02-01", "2024-02-29")


@pytest.mark.parametrize("text", ["quý III", "tháng 9"])
def test_a_period_without_a_year_is_of_the_plans_year(text: str) -> None:
    period = period_in(text, date(2026, 11, 22), default_year=2025)

    assert period is not None
    assert period.last == date(2025, 9, 30)


@pytest.mark.parametrize("text", ["tháng này", "quý này", "năm nay"])
def test_what_is_told_from_today_is_of_todays_year(text: str) -> None:
    period = period_in(text, date(2026, 11, 22), default_year=2025)

    assert period is not None
    assert period.last.year == 2026


def test_a_quarter_wins_over_a_month_and_a_month_over_a_year() -> None:
    assert span("năm 2026, tháng 5, quý IV/2025") == ("2025-10-01", "2025-12-31")
    assert span("năm 2026, tháng 5/2025") == ("2025-05-01", "2025-05-31")


WORDS = ["quý", "quy", "tháng", "năm", "này", "nay", "ngày", "/", "-", "?"]
NUMBERS = ["I", "III", "iv", "0", "2", "9", "12", "13", "31", "99", "2024", "2025", "20000"]
PIECES = st.sampled_from([*WORDS, *NUMBERS])


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map(" ".join)), DAYS)
@example("tháng 2/2024", TODAY)
def test_a_period_begins_no_later_than_it_ends_and_stays_within_a_year(text: str, today: date) -> None:
    period = period_in(text, today)

    assert period is None or period.first <= period.last < period.first + timedelta(days=366)


@given(DAYS, st.sampled_from(["tháng này", "quý này", "năm nay"]))
def test_today_lies_in_what_is_told_from_today(today: date, text: str) -> None:
    period = period_in(text, today)

    assert period is not None
    assert period.first <= today <= period.last


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2025, 9, 30), "còn 46 ngày"),
        (date(2025, 8, 16), "còn 1 ngày"),
        (date(2025, 8, 15), "hạn là hôm nay"),
        (date(2025, 8, 14), "đã qua hạn 1 ngày"),
        (date(2025, 6, 30), "đã qua hạn 46 ngày"),
        (date(2026, 8, 15), "còn 365 ngày"),
    ],
)
def test_days_left_are_said_as_a_person_says_them(due: date, said: str) -> None:
    assert said == days_left(due, TODAY)
