"""The progress part's fields: labels from the data, and values as the desk reads them."""

from datetime import date

import pytest

from knowledge.errors import ProgressError, QueryError
from knowledge.progress import progress_words
from knowledge.progress_entry import Entry
from tests.fakes import a_duty
from ui.console.progress_fields import (
    duty_choices,
    read_report,
    read_standing,
    shortened,
    standings,
    statuses,
)
from ui.progress_desk import Asked

TODAY = date(2025, 8, 15)


def test_statuses_and_standings_are_offered_under_their_labels_from_the_data() -> None:
    words = progress_words()

    assert {name: label for label, name in statuses()} == words.statuses
    assert {name: label for label, name in standings()} == {**words.standings, "": "Mọi nhiệm vụ"}


def test_a_duty_is_chosen_by_its_id_and_the_beginning_of_its_name() -> None:
    assert duty_choices([a_duty(), a_duty("4.5", name="Mở lớp " * 20)]) == [
        ("4.4 · Hướng dẫn khai thác trợ lý ảo", "4.4"),
        (f"4.5 · {shortened('Mở lớp ' * 20)}", "4.5"),
    ]


def test_a_long_name_is_cut_between_words() -> None:
    assert shortened("a" * 60 + " bcd efghijk") == "a" * 60 + " bcd…"
    assert shortened("ngắn") == "ngắn"


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        (("due", [], "either", "", ""), Asked("due")),
        (("due", None, None, None, None), Asked("due")),
        (("due", ["snv"], "lead", "", "60"), Asked("due", ["snv"], "lead", None, "60")),
        (("overdue", [], "either", "quý iii", "60"), Asked("overdue", period="2025-Q3")),
        (("", [], "either", "2025-06", ""), Asked(None, period="2025-06")),
    ],
)
def test_what_is_set_is_asked_and_the_hidden_days_are_not(values: tuple[object, ...], asked: Asked) -> None:
    read = read_standing(values, TODAY).asked

    assert (read.standing, list(read.agency), read.role) == (asked.standing, list(asked.agency), asked.role)
    assert (read.period, read.within) == (asked.period, asked.within)


def test_a_period_that_is_none_is_refused() -> None:
    with pytest.raises(QueryError, match="Không hiểu thời hạn «quý tám»"):
        read_standing(("due", [], "either", "quý tám", ""), TODAY)


def test_a_report_is_read_with_its_day_in_iso_or_none() -> None:
    typed = ("done", "45 lớp", "Đủ.", "https://x.vn")

    assert read_report((*typed, "30/7/2025"), TODAY) == Entry(*typed, "2025-07-30")
    assert read_report(("done", "", "", "", " "), TODAY) == Entry("done", "", "", "", None)


def test_a_report_without_a_status_is_refused() -> None:
    with pytest.raises(ProgressError, match="Chưa chọn tình trạng"):
        read_report((None, "45 lớp", "", "", ""), TODAY)
