"""Every form in which officers name a time: what days it means on 15 August 2025, worked out by hand."""

from datetime import date

import pytest

from assistant.dates import Times, named, times_in
from knowledge.vietnamese import fold

TODAY = date(2025, 8, 15)  # a Friday
START, END = "0001-01-01", "9999-12-31"

FORMS = {
    # days
    "ngày 30/6/2025": [("2025-06-30", "2025-06-30")],
    "30-6-2025": [("2025-06-30", "2025-06-30")],
    "30/6": [("2025-06-30", "2025-06-30")],
    "30 tháng 6 năm 2026": [("2026-06-30", "2026-06-30")],
    "ngày 29/2/2028": [("2028-02-29", "2028-02-29")],
    "hôm nay": [("2025-08-15", "2025-08-15")],
    "ngày mai": [("2025-08-16", "2025-08-16")],
    # months, quarters, halves, years
    "t9/2025": [("2025-09-01", "2025-09-30")],
    "Q4": [("2025-10-01", "2025-12-31")],
    "q1/2026": [("2026-01-01", "2026-03-31")],
    "quý 3": [("2025-07-01", "2025-09-30")],
    "6 tháng đầu năm 2026": [("2026-01-01", "2026-06-30")],
    "6 tháng cuối năm": [("2025-07-01", "2025-12-31")],
    "nửa cuối năm 2026": [("2026-07-01", "2026-12-31")],
    "năm 2026": [("2026-01-01", "2026-12-31")],
    # several, apart and side by side
    "tháng 5 và tháng 7 năm 2025": [("2025-05-01", "2025-05-31"), ("2025-07-01", "2025-07-31")],
    "quý I hoặc quý III/2026": [("2026-01-01", "2026-03-31"), ("2026-07-01", "2026-09-30")],
    "quý III và quý IV/2025": [("2025-07-01", "2025-12-31")],
    "quý 2, 3 năm 2026": [("2026-04-01", "2026-09-30")],
    "tháng 5, 6/2025": [("2025-05-01", "2025-06-30")],
    # stretches
    "tháng 5 đến tháng 7": [("2025-05-01", "2025-07-31")],
    "từ ngày 1/7 đến 30/9/2025": [("2025-07-01", "2025-09-30")],
    "từ tháng 11/2025 đến tháng 2/2026": [("2025-11-01", "2026-02-28")],
    "từ quý III/2025 đến hết quý I/2026": [("2025-07-01", "2026-03-31")],
    "năm 2025 - 2026": [("2025-01-01", "2026-12-31")],
    # open bounds
    "trước tháng 9/2025": [(START, "2025-08-31")],
    "trước ngày 1/7/2025": [(START, "2025-06-30")],
    "chậm nhất là ngày 30/9": [(START, "2025-09-30")],
    "muộn nhất tháng 6": [(START, "2025-06-30")],
    "đến hết quý III": [(START, "2025-09-30")],
    "tới hết năm 2025": [(START, "2025-12-31")],
    "từ tháng 9/2025": [("2025-09-01", END)],
    "kể từ ngày 1/7/2025": [("2025-07-01", END)],
    "từ quý III/2025 trở đi": [("2025-07-01", END)],
    "sau quý III/2025": [("2025-10-01", END)],
    "sau ngày 30/9/2025": [("2025-10-01", END)],
    # told from today
    "tuần này": [("2025-08-11", "2025-08-17")],
    "tuần sau": [("2025-08-18", "2025-08-24")],
    "tháng trước": [("2025-07-01", "2025-07-31")],
    "tháng sau": [("2025-09-01", "2025-09-30")],
    "quý trước": [("2025-04-01", "2025-06-30")],
    "quý tới": [("2025-10-01", "2025-12-31")],
    "năm ngoái": [("2024-01-01", "2024-12-31")],
    "sang năm": [("2026-01-01", "2026-12-31")],
    "7 ngày tới": [("2025-08-15", "2025-08-22")],
    "2 tuần nữa": [("2025-08-15", "2025-08-29")],
    "3 tháng tới": [("2025-08-15", "2025-11-15")],
    "từ nay đến cuối năm": [("2025-08-15", "2025-12-31")],
    "từ hôm nay đến hết năm 2026": [("2025-08-15", "2026-12-31")],
    "đến cuối tháng": [("2025-08-15", "2025-08-31")],
    "đến hết quý": [("2025-08-15", "2025-09-30")],
    # none
    "năm 1999": [],
    "quý khách": [],
    "nhiệm vụ 4.4": [],
}


def spans(text: str, today: date = TODAY) -> list[tuple[str, str]]:
    periods = times_in(text, today, 2025).periods
    return [(one.first.isoformat(), one.last.isoformat()) for one in periods]


@pytest.mark.parametrize(("text", "expected"), FORMS.items(), ids=list(FORMS))
def test_a_form_means_its_days_alone_in_a_question_and_without_marks(
    text: str, expected: list[tuple[str, str]]
) -> None:
    typed = (text, fold(text), text.upper(), f"Việc nào có hạn {text}, nhỉ?")

    assert [spans(one) for one in typed] == [expected] * len(typed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quý III năm nay", [("2025-07-01", "2025-09-30")]),
        ("tháng 3 năm sau", [("2026-03-01", "2026-03-31")]),
        ("tháng này và tháng sau", [("2025-08-01", "2025-09-30")]),
        ("năm nay và năm sau", [("2025-01-01", "2026-12-31")]),
        ("tháng này hoặc tháng 9/2025", [("2025-08-01", "2025-09-30")]),
        ("từ nay đến hết quý III", [("2025-08-15", "2025-09-30")]),
        ("từ tháng 11 đến tháng 2/2026", [("2025-11-01", "2026-02-28")]),
        ("ngày 30.6.2025", [("2025-06-30", "2025-06-30")]),
        ("ngày 30/6/25", [("2025-06-30", "2025-06-30")]),
        ("tháng chín năm 2025", [("2025-09-01", "2025-09-30")]),
        ("quý ba", [("2025-07-01", "2025-09-30")]),
        ("thang chin", [("2025-09-01", "2025-09-30")]),
    ],
)
def test_what_is_joined_told_from_today_or_written_in_words_is_read_whole(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "unknown"),
    [("hạn 31/2/2026", "31/2/2026"), ("hạn 29/2/2026", "29/2/2026"), ("hạn quý 5", "quy 5")],
)
def test_a_day_or_quarter_that_no_calendar_has_is_named(text: str, unknown: str) -> None:
    found = times_in(text, TODAY)

    assert (found.periods, found.unknown and fold(found.unknown)) == ((), unknown)


@pytest.mark.parametrize("text", ["tháng 13", "quý 5"])
def test_a_time_that_no_calendar_has_is_told_as_it_was_written(text: str) -> None:
    assert times_in(f"việc hạn {text}", TODAY).unknown == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("việc hạn quý III/2025 của sở", ["quý III/2025"]),
        ("việc trước ngày 1/7/2025 của sở", ["trước ngày 1/7/2025"]),
        ("từ ngày 1/7 đến 30/9/2025", ["từ ngày 1/7 đến 30/9/2025"]),
        ("trong 7 ngày tới nhé", ["7 ngày tới"]),
        ("không có", []),
    ],
)
def test_where_a_time_stands_is_told_in_characters(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in times_in(text, TODAY).places] == words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("trước tháng 9/2025", "trước tháng 9/2025"),
        ("sau ngày 30/9/2025", "sau ngày 30/09/2025"),
        ("từ quý IV/2025", "từ quý IV/2025"),
        ("chậm nhất 30/9/2025", "đến hết ngày 30/09/2025"),
        ("quý 2, 3 năm 2026", "từ 01/04/2026 đến 30/09/2026"),
        ("quý III và IV/2025", "6 tháng cuối năm 2025"),
    ],
)
def test_a_period_is_called_as_a_person_would(text: str, name: str) -> None:
    assert [one.name for one in times_in(text, TODAY).periods] == [name]


def test_open_ends_are_named_by_the_end_they_have() -> None:
    assert named((date.min, date(2025, 9, 30))) == "đến hết ngày 30/09/2025"
    assert named((date(2025, 7, 1), date.max)) == "từ ngày 01/07/2025"


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        (date(2025, 12, 31), "quý sau", ("2026-01-01", "2026-03-31")),
        (date(2025, 1, 1), "quý trước", ("2024-10-01", "2024-12-31")),
        (date(2025, 1, 31), "1 tháng tới", ("2025-01-31", "2025-02-28")),
        (date(2025, 12, 31), "tháng sau", ("2026-01-01", "2026-01-31")),
        (date(2025, 8, 17), "tuần này", ("2025-08-11", "2025-08-17")),
        (date(2025, 8, 18), "tuần này", ("2025-08-18", "2025-08-24")),
        (date(2025, 12, 31), "từ nay đến cuối năm", ("2025-12-31", "2025-12-31")),
    ],
)
def test_what_is_told_from_today_crosses_months_and_years(
    today: date, text: str, expected: tuple[str, str]
) -> None:
    assert spans(text, today) == [expected]


def test_a_month_without_a_year_is_of_the_default_year_or_todays() -> None:
    assert times_in("tháng 9", date(2026, 1, 5), 2025).periods[0].last == date(2025, 9, 30)
    assert times_in("tháng 9", date(2026, 1, 5)).periods[0].last == date(2026, 9, 30)


def test_a_text_without_a_time_has_none() -> None:
    assert times_in("", TODAY) == Times()
