"""A timeline as a plan words it has its first and last day, or recurs."""

from datetime import date

import pytest

from ingest.timelines import Timeline, is_timeline, read_timeline

Day = tuple[int, int, int]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Quý II/2026", (2026, 4, 1), (2026, 6, 30)),
        ("Quý 4/2025", (2025, 10, 1), (2025, 12, 31)),
        ("Quý IV năm 2025", (2025, 10, 1), (2025, 12, 31)),
        ("Quý I, II/2026", (2026, 1, 1), (2026, 6, 30)),
        ("Tháng 5, 6/2025", (2025, 5, 1), (2025, 6, 30)),
        ("Tháng 6 - 8/2026", (2026, 6, 1), (2026, 8, 31)),
        ("Từ tháng 6/2025 đến tháng 2/2026", (2025, 6, 1), (2026, 2, 28)),
        ("Từ ngày 01/6/2026 đến ngày 30/9/2026", (2026, 6, 1), (2026, 9, 30)),
        ("31/10/2026", (2026, 10, 31), (2026, 10, 31)),
        ("2025-2026", (2025, 1, 1), (2026, 12, 31)),
        ("2025-2026 (theo hướng dẫn ngày 3/4/2024)", (2025, 1, 1), (2026, 12, 31)),
        ("6 tháng đầu năm 2026", (2026, 1, 1), (2026, 6, 30)),
        ("Năm 2026", (2026, 1, 1), (2026, 12, 31)),
        ("Trước 30/9/2026", None, (2026, 9, 30)),
        ("Chậm nhất ngày 05/01/2027", None, (2027, 1, 5)),
        ("Xong trong tháng 12/2025", None, (2025, 12, 31)),
        ("Đến hết năm 2026", None, (2026, 12, 31)),
        ("Trước tháng 3/2028", None, (2028, 2, 29)),
    ],
)
def test_a_dated_timeline_has_its_first_and_last_day(text: str, first: Day | None, last: Day) -> None:
    assert is_timeline(text)
    assert read_timeline(text) == Timeline(date(*first) if first else None, date(*last), False)


@pytest.mark.parametrize(
    "text", ["Nhiệm vụ thường xuyên", "Hằng năm", "Hàng quý", "Ngày 10/10 hàng năm", "Định kỳ 6 tháng"]
)
def test_recurring_work_has_no_day_even_where_it_names_one(text: str) -> None:
    assert is_timeline(text)
    assert read_timeline(text) == Timeline(None, None, True)


@pytest.mark.parametrize("text", ["Theo kế hoạch của tỉnh", "Ngày 31/02/2026", "Tháng 13/2026", ""])
def test_what_names_no_day_of_the_calendar_has_none(text: str) -> None:
    assert read_timeline(text) == Timeline(None, None, False)


@pytest.mark.parametrize("text", ["Sở Nội vụ", "Mở lớp trong tháng 5/2025", "5 lớp", "Văn bản triển khai"])
def test_what_is_worded_otherwise_is_no_timeline(text: str) -> None:
    assert not is_timeline(text)
