"""Days in words become the text that the filters read; what is no whole period is refused, not guessed."""

from datetime import date

import pytest

from knowledge.errors import QueryError
from ui.console.due_words import understood, written_day, written_due

TODAY = date(2025, 8, 15)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("quý iii", "2025-Q3"),
        ("Quý III/2026", "2026-Q3"),
        ("quy 3 nam 2025", "2025-Q3"),
        ("tháng 9", "2025-09"),
        (" thang 9/2026 ", "2026-09"),
        ("tháng này", "2025-08"),
        ("quý sau", "2025-Q4"),
        ("năm 2026", "2026"),
        ("30/9/2025", "30/9/2025"),
        ("2025-Q3", "2025-Q3"),
        ("2025-09-30", "2025-09-30"),
    ],
)
def test_a_period_in_words_is_written_as_the_filter_reads_it(typed: str, written: str) -> None:
    assert written_due(typed, TODAY) == written


@pytest.mark.parametrize(
    "typed",
    ["quý tám", "quý 5", "tháng 13", "", "trước tháng 9", "từ 2026", "6 tháng đầu năm", "không phải quý iii",
     "tháng 9 hoặc tháng 12"],
)  # fmt: skip
def test_what_is_no_year_quarter_month_or_day_is_refused_as_the_filter_refuses_it(typed: str) -> None:
    with pytest.raises(QueryError) as told:
        written_due(typed, TODAY)
    assert str(told.value).startswith(f"Không hiểu thời hạn «{typed}». Hãy viết năm, quý, tháng hoặc ngày")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("30/9/2025", "2025-09-30"),
        ("ngày 1 tháng 8", "2025-08-01"),
        ("hôm nay", "2025-08-15"),
        ("2025-09-30", "2025-09-30"),
        ("tháng 9", "tháng 9"),
        ("31/2/2025", "31/2/2025"),
        ("mai mốt", "mai mốt"),
    ],
)
def test_a_single_day_is_written_in_iso_and_the_rest_is_left_as_typed(typed: str, written: str) -> None:
    assert written_day(typed, TODAY) == written


def test_only_a_text_that_was_rewritten_is_said_as_understood() -> None:
    assert understood("quý iii", "2025-Q3") == "«quý iii» được hiểu là quý III/2025."
    assert understood("2025-Q3", "2025-Q3") == understood("", "") == ""
