"""The officers' tab over HTTP, as the browser asks it: fields in, the parts of the answer out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from assistant.bootstrap import Assistant
from knowledge.library import Library
from knowledge.plan import COORDINATING, EITHER, LEAD
from tests.fakes import open_fake_library
from tests.ui.gradio_page import GradioPage
from ui.api import build_api
from ui.console import mount_console
from ui.console.duty_desk import DutyDesk
from ui.duties_api import DutyQuestion

NOTHING: dict[str, Any] = {
    "agency": [],
    "role": EITHER,
    "due": "",
    "text": "",
    "group": "",
    "recurring": "",
    "without": [],
}
SKHCN = ["1.4", "2.1", "2.3", "4.4", "6.5", "7.1"]


class Page(GradioPage):
    """The open page, with what the duties' part shows."""

    def show(self, **fields: Any) -> BeautifulSoup:
        """The parts of the answer, as one page."""
        assert fields.keys() <= NOTHING.keys()
        parts = self.call("show", list({**NOTHING, **fields}.values()))
        return BeautifulSoup("".join(parts), "html.parser")


def ids(page: BeautifulSoup) -> list[str]:
    return [cell.get_text() for cell in page.select('td[data-label="Mục"]')]


@pytest.fixture(scope="module")
def page(library: Library, assistant: Assistant) -> Iterator[Page]:
    api = build_api(library, assistant)
    with TestClient(
        mount_console(api, library, assistant, lambda: datetime(2025, 8, 15, 9, tzinfo=UTC))
    ) as client:
        yield Page(client)


def heading(page: BeautifulSoup) -> str:
    assert page.h2 is not None
    return page.h2.get_text()


def test_without_a_condition_all_39_duties_are_shown(page: Page) -> None:
    shown = page.show()

    assert heading(shown) == "39/39 nhiệm vụ"
    assert len(ids(shown)) == 39
    assert "Tính đến ngày 15/8/2025: 3 đã qua hạn" in shown.get_text()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"agency": ["so khcn"], "role": LEAD}, SKHCN),
        ({"agency": ["Sở Khoa học và Công nghệ"], "role": LEAD}, SKHCN),
        ({"agency": ["CA tỉnh", "tinh doan"], "role": LEAD, "group": "VI"}, ["6.4", "6.6"]),
        ({"due": "2025-Q3"}, ["4.1", "4.4", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]),
        ({"due": "2025-06"}, ["1.1", "2.1", "2.2"]),
        ({"due": "quý iii"}, ["4.1", "4.4", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]),
        ({"due": "thang 6/2025"}, ["1.1", "2.1", "2.2"]),
        ({"without": ["coordinating"]}, ["4.3", "5.2.a", "5.2.b"]),
        ({"without": ["due"], "recurring": "false"}, ["5.1.b"]),
        ({"text": "tro ly ao"}, ["4.4"]),
        ({"agency": ["Sở Tài chính"]}, []),
    ],
)
def test_the_rows_are_those_of_the_filter(fields: dict[str, Any], expected: list[str], page: Page) -> None:
    shown = page.show(**fields)

    assert ids(shown) == expected
    assert heading(shown) == f"{len(expected)}/39 nhiệm vụ"


def test_for_every_agency_and_role_the_page_shows_what_the_api_answers(page: Page, library: Library) -> None:
    desk = DutyDesk(library, lambda: date(2025, 8, 15))
    for _, agency in desk.offered().agencies:
        for role in (LEAD, COORDINATING, EITHER):
            answered = page.client.get("/api/duties", params={"agency": agency, "role": role}).json()
            shown = BeautifulSoup(desk.show(DutyQuestion(agency=[agency], role=role)).table, "html.parser")

            assert ids(shown) == [row["id"] for row in answered], (agency, role)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"agency": ["Sở Y"]}, "Không biết cơ quan «Sở Y». Gần giống nhất: «Sở Y tế»"),
        ({"due": "quý tám"}, "Không hiểu thời hạn «quý tám». Hãy viết năm, quý, tháng hoặc ngày"),
        ({"due": "trước tháng 9"}, "Không hiểu thời hạn «trước tháng 9». Hãy viết năm, quý, tháng hoặc ngày"),
        ({"role": LEAD}, "Vai trò «lead» chưa nói là của cơ quan nào. Hãy nêu thêm cơ quan."),
        ({"text": "!!!"}, "Phần chữ cần tìm «!!!» không có chữ nào."),
        ({"agency": ["<b>x</b>"]}, "Không biết cơ quan «<b>x</b>»."),
    ],
)
def test_what_is_unknown_is_said_on_the_page_and_no_row_is_shown(
    fields: dict[str, Any], said: str, page: Page
) -> None:
    shown = page.show(**fields)
    [problem] = shown.select("[role=alert]")

    assert problem.get_text().startswith(said)
    assert shown.find(["table", "svg", "a", "b"]) is None


def test_the_files_hold_exactly_the_rows_that_are_shown(page: Page) -> None:
    shown = page.show(agency=["so khcn"], role=LEAD)
    [link] = [str(link["href"]) for link in shown.select("a[download$=json]")]

    assert [row["id"] for row in page.client.get(f"/{link}").json()] == ids(shown) == SKHCN
    for link in shown.select(".exports a"):
        file = page.client.get(f"/{link['href']}")
        assert (file.status_code, file.headers["X-Duty-Count"]) == (200, "6/39")


def test_a_deadline_in_words_is_said_as_understood_and_goes_into_the_links(page: Page) -> None:
    shown = page.show(due="quý iii")

    assert "«quý iii» được hiểu là quý III/2025." in shown.get_text()
    assert {"due=2025-Q3" in str(link["href"]) for link in shown.select(".exports a")} == {True}
    assert "được hiểu" not in page.show(due="2025-Q3").get_text()


def test_a_row_opens_on_the_stored_words_of_its_source(page: Page, library: Library) -> None:
    [opened] = page.show(text="tro ly ao").select("details blockquote")
    [passage] = library.store.passages_of("4.4")

    assert " ".join(passage.text.split()) in " ".join(opened.get_text(" ").split())


def test_the_picture_shows_the_same_duties_as_the_table(page: Page) -> None:
    shown = page.show(agency=["so khcn"], role=LEAD)

    assert sorted(label.get_text().split()[0] for label in shown.select("svg .label")) == SKHCN
    assert [key.get_text() for key in shown.select(".legend li")] == [
        "đã qua hạn",
        "trong thời gian thực hiện",
        "chưa bắt đầu",
    ]


def test_entering_the_tab_offers_what_the_plan_holds_and_shows_every_duty(page: Page) -> None:
    agency, due, group, *parts = page.call("enter", list(NOTHING.values()))

    assert ["Sở Khoa học và Công nghệ"] * 2 in agency["choices"]
    assert due["choices"][1:4] == [["Năm 2025", "2025"], ["Năm 2026", "2026"], ["Quý II/2025", "2025-Q2"]]
    assert [value for _, value in group["choices"]] == ["", "I", "II", "III", "IV", "V", "VI", "VII"]
    assert "39/39 nhiệm vụ" in parts[0]


def test_every_choice_of_a_deadline_finds_a_duty(library: Library) -> None:
    desk = DutyDesk(library, lambda: date(2025, 8, 15))
    for label, due in desk.offered().dues:
        assert "<table" in desk.show(DutyQuestion(due=due or None)).table, label


def test_clearing_sets_every_field_back_and_shows_every_duty(page: Page) -> None:
    *fields, shown, _exports, _table, _picture = page.call("show_all", [])

    assert fields == list(NOTHING.values())
    assert "39/39 nhiệm vụ" in shown


def test_every_field_has_a_label(page: Page) -> None:
    kinds = ("dropdown", "radio", "checkboxgroup", "textbox")
    fields = [one["props"] for one in page.config["components"] if one["type"] in kinds]
    visible = [field for field in fields if field.get("visible", True)]

    assert len(visible) >= 8
    assert all(field["label"] for field in visible)


def test_a_plan_that_cannot_be_read_is_a_sentence_and_no_choices(tmp_path: Path) -> None:
    with open_fake_library(tmp_path) as library:
        desk = DutyDesk(library, lambda: date(2025, 8, 15))

        assert "Chưa có chỉ mục nào." in desk.show(DutyQuestion()).heading
        assert desk.offered().groups == [("Mọi nhóm", "")]
