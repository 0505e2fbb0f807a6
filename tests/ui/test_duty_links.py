"""The links to the files: the same question, put to the API."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.fakes import RECURRING, a_duty
from ui.console.duty_links import address, duty_links
from ui.duties_api import DutyQuestion
from ui.duty_exports import Format


def test_the_address_carries_every_condition_that_was_set() -> None:
    asked = DutyQuestion(
        agency=["Sở KH&CN", "ca tinh"], role="lead", due="2025-Q3", recurring="false", without=["result"]
    )

    assert parse_qs(urlsplit(address(asked, Format.XLSX)).query) == {
        "agency": ["Sở KH&CN", "ca tinh"],
        "role": ["lead"],
        "due": ["2025-Q3"],
        "recurring": ["false"],
        "without": ["result"],
        "format": ["xlsx"],
    }


def test_the_address_is_below_the_page_wherever_that_stands() -> None:
    assert address(DutyQuestion(), Format.CSV) == "api/duties?format=csv"


def test_there_is_a_named_file_for_each_format() -> None:
    page = BeautifulSoup(duty_links(DutyQuestion(), [a_duty()]), "html.parser")

    assert [link["download"] for link in page.find_all("a")] == [
        "nhiem-vu.xlsx",
        "nhiem-vu.csv",
        "nhiem-vu.json",
        "nhiem-vu.ics",
    ]


@pytest.mark.parametrize(
    ("duties", "calendar", "said"),
    [
        ([a_duty()], True, ""),
        ([a_duty(), a_duty("1.2", **RECURRING)], True, "Lịch chỉ có 1 nhiệm vụ ghi thời hạn."),
        ([a_duty("1.2", **RECURRING)], False, "Không nhiệm vụ nào có thời hạn để ghi vào lịch."),
    ],
)
def test_a_calendar_is_offered_where_a_duty_has_a_day(
    duties: list[object], calendar: bool, said: str
) -> None:
    page = BeautifulSoup(duty_links(DutyQuestion(), duties), "html.parser")  # type: ignore[arg-type]

    assert ("Lịch (ICS)" in [link.get_text() for link in page.find_all("a")]) is calendar
    assert "".join(note.get_text() for note in page.find_all("p")) == said


def test_what_was_typed_brings_no_markup() -> None:
    html = duty_links(DutyQuestion(text='"><script>'), [a_duty()])

    assert BeautifulSoup(html, "html.parser").find("script") is None


def test_no_duty_is_no_file() -> None:
    assert duty_links(DutyQuestion(), []) == ""
