"""The progress part over HTTP, as the browser asks it: who may, what is stored, what is shown and said."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.bootstrap import build_assistant
from knowledge.library import open_library
from knowledge.plan import EITHER, LEAD
from knowledge.settings import Settings
from tests.fakes import open_fake_library
from tests.ui.gradio_page import GradioPage
from ui.console import mount_console
from ui.console.progress_page import ProgressPage
from ui.progress_api import progress_router

KEY = "khoa-cua-so-khcn-dai"
KEYS = f"so-khcn={KEY}"
NOW = datetime(2025, 8, 15, 9, tzinfo=UTC)
STANDING: dict[str, Any] = {"standing": "due", "agency": [], "role": EITHER, "period": "", "within": ""}
REPORT: dict[str, Any] = {"status": "in_progress", "figure": "", "note": "", "evidence": "", "day": ""}
NO_KEYS = "Máy này chưa đặt khóa cán bộ"
Opened = Callable[..., "Page"]


class Page(GradioPage):
    """The open page, with what the progress part answers."""

    def stand(self, key: str = KEY, **fields: Any) -> BeautifulSoup:
        [html] = self.call("stand", [key, *{**STANDING, **fields}.values()])
        return BeautifulSoup(html, "html.parser")

    def record(
        self, duty: str | None = "4.4", key: str = KEY, **fields: Any
    ) -> tuple[BeautifulSoup, list[Any]]:
        html, *rest = self.call("record", [key, duty, *{**REPORT, **fields}.values()])
        return BeautifulSoup(html, "html.parser"), rest

    def history(self, duty: str | None = "4.4", key: str = KEY) -> BeautifulSoup:
        [html] = self.call("history", [key, duty])
        return BeautifulSoup(html, "html.parser")


@pytest.fixture
def opened(own_data: Path) -> Iterator[Opened]:
    """Open the page over a data folder of its own, on 15 August 2025, with the settings given."""
    with ExitStack() as stack:

        def open_(**settings: Any) -> Page:
            chosen = Settings(data_dir=own_data, **{"officer_keys": KEYS, **settings})
            library = stack.enter_context(open_library(chosen))
            assistant = build_assistant(library, clock=NOW.date)
            api = FastAPI()
            api.include_router(progress_router(library, lambda: NOW))
            mount_console(api, library, assistant, lambda: NOW)
            return Page(stack.enter_context(TestClient(api)))

        yield open_


@pytest.fixture
def page(opened: Opened) -> Page:
    return opened()


def ids(shown: BeautifulSoup) -> list[str]:
    return [cell.get_text() for cell in shown.select('td[data-label="Mục"]')]


def problem(shown: BeautifulSoup) -> str:
    [said] = shown.select("[role=alert]")
    assert shown.find(["table", "ol"]) is None
    return said.get_text()


def test_a_report_is_stored_said_and_shown_as_the_new_state(page: Page) -> None:
    link = "https://example.gov.vn/45"
    shown, rest = page.record(figure="45 lớp", note="Gọi 0912345678", evidence=link, day="30/7/2025")

    [said] = shown.select("[role=status]")
    assert said.get_text() == "Đã ghi 4.4: Đang thực hiện, ngày 30/07/2025, so-khcn."
    [state] = shown.select(".history li")
    for part in ("Đang thực hiện: 45 lớp", "Gọi [đã che]", link, "so-khcn, ngày 30/7/2025"):
        assert part in state.get_text()
    assert rest == [None, "", "", "", ""]


def test_the_history_holds_every_report_the_latest_first(page: Page) -> None:
    page.record(day="2025-07-30")
    page.record(status="done")

    reports = page.history().select(".history strong")
    assert [one.get_text() for one in reports] == ["Đã hoàn thành", "Đang thực hiện"]


def test_a_standing_tells_the_duties_that_the_api_tells(page: Page) -> None:
    page.record("2.1", status="done", day="20/6/2025")
    bearer = {"Authorization": f"Bearer {KEY}"}
    asked: list[dict[str, Any]] = [
        {},
        {"within": "46"},
        {"period": "2025-Q3"},
        {"standing": "overdue"},
        {"standing": "overdue", "agency": ["snv"], "role": LEAD},
        {"standing": "unreported", "agency": ["skhcn"], "role": LEAD},
        {"standing": "done"},
        {"standing": ""},
    ]
    for fields in asked:
        query = {name: value for name, value in {**STANDING, **fields}.items() if value}
        rows = page.client.get("/api/progress", params=query, headers=bearer).json()
        assert ids(page.stand(**fields)) == [row["id"] for row in rows], fields
    assert ids(page.stand(standing="overdue")) == ["1.1", "2.2"]


def test_a_period_may_be_typed_in_words(page: Page) -> None:
    shown = page.stand(period="quý iii")

    assert ids(shown) == ids(page.stand(period="2025-Q3")) != []
    assert "«quý iii» được hiểu là quý III/2025." in shown.get_text()


@pytest.mark.parametrize(
    ("duty", "fields", "said"),
    [
        (None, {}, "Chưa chọn nhiệm vụ."),
        ("9.4", {}, "Phụ lục của Kế hoạch không có mục «9.4». Gần giống nhất: «1.4»"),
        ("5.2", {}, "«5.2» là mục cha, không phải một nhiệm vụ."),
        ("4.4", {"status": None}, "Chưa chọn tình trạng."),
        ("4.4", {"figure": "nhiều"}, "Số liệu «nhiều» không có con số nào."),
        ("4.4", {"evidence": "javascript:alert(1)"}, "Liên kết minh chứng «javascript:alert(1)» không dùng"),
        ("4.4", {"day": "16/8/2025"}, "Ngày báo cáo 16/08/2025 ở sau hôm nay (15/08/2025)."),
        ("4.4", {"day": "tháng 7"}, "Không hiểu ngày báo cáo «tháng 7»."),
    ],
)
def test_a_report_that_cannot_be_taken_in_is_a_sentence_and_stays_in_the_form(
    duty: str | None, fields: dict[str, Any], said: str, page: Page
) -> None:
    shown, rest = page.record(duty, **fields)

    assert problem(shown).startswith(said)
    assert rest == [{"__type__": "update"}] * 5
    assert "0 lần báo cáo" in page.history().get_text()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"agency": ["Sở Y"]}, "Không biết cơ quan «Sở Y»."),
        ({"role": LEAD}, "Vai trò «lead» chưa nói là của cơ quan nào."),
        ({"period": "quý tám"}, "Không hiểu thời hạn «quý tám»."),
        ({"within": "-1"}, "Số ngày «-1» không dùng được."),
        ({"within": "9", "period": "2025"}, "Điều kiện within"),
    ],
)
def test_a_standing_that_cannot_be_asked_for_is_a_sentence(
    fields: dict[str, Any], said: str, page: Page
) -> None:
    assert problem(page.stand(**fields)).startswith(said)


@pytest.mark.parametrize("key", ["", "khoa-sai-nhung-dai"])
def test_without_a_known_key_nothing_is_stored_or_shown(key: str, page: Page) -> None:
    shown, _ = page.record(key=key)
    for answer in (shown, page.stand(key=key), page.history(key=key)):
        assert "khóa cán bộ" in problem(answer).lower()
        assert "khoa-" not in str(answer)
    assert "0 lần báo cáo" in page.history().get_text()


def test_where_reading_is_open_only_recording_asks_for_a_key(opened: Opened) -> None:
    page = opened(progress_public=True)

    assert len(ids(page.stand(key="", standing=""))) == 39
    assert "Mục 4.4: 0 lần báo cáo" in page.history(key="").get_text()
    assert "khóa cán bộ" in problem(page.record(key="")[0])
    assert "ghi tiến độ cần khóa" in page.call("enter_progress", [])[0]["value"]


def test_where_no_key_is_set_it_is_said_and_the_form_can_still_be_read(opened: Opened) -> None:
    page = opened(officer_keys=None)
    notice, duties, _ = page.call("enter_progress", [])

    assert (NO_KEYS in notice["value"], notice["visible"], len(duties["choices"])) == (True, True, 39)
    for answer in (page.record()[0], page.stand(), page.history()):
        assert problem(answer).startswith(NO_KEYS)


def test_entering_offers_the_duties_and_the_agencies_and_says_nothing_needless(page: Page) -> None:
    notice, duties, agencies = page.call("enter_progress", [])

    assert (notice["value"], notice["visible"]) == ("", False)
    assert duties["choices"][0][1] == "1.1"
    assert ["Sở Nội vụ"] * 2 in agencies["choices"]


def test_the_days_are_asked_for_only_with_what_is_due(page: Page) -> None:
    assert [page.call("ask_for_days", [one])[0]["visible"] for one in ("due", "overdue", "")] == [
        True,
        False,
        False,
    ]


def test_the_key_is_a_password_that_no_answer_or_page_gives_back(
    page: Page, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    [field] = [
        one["props"] for one in page.config["components"] if one["props"].get("label") == "Khóa cán bộ"
    ]
    shown, rest = page.record()
    answers = [str(shown), str(rest), str(page.stand()), str(page.history())]
    pages = [page.client.get(path).text for path in ("/", "/config")]

    assert (field["type"], field["html_attributes"]["autocomplete"]) == ("password", "off")
    told = [*answers, *pages, *capfd.readouterr(), caplog.text]
    assert [text for text in told if KEY in text] == []


def test_a_key_may_be_pasted_with_spaces_around_it(page: Page) -> None:
    assert "1 lần báo cáo" in page.record(key=f" {KEY}\n")[0].get_text()


def test_a_plan_that_cannot_be_read_is_a_sentence_and_no_choices(tmp_path: Path) -> None:
    with open_fake_library(tmp_path, officer_keys=KEYS) as library:
        progress = ProgressPage(library, lambda: NOW)

        assert progress.choices() == []
        taken = progress.record(KEY, "4.4", list(REPORT.values()))
        assert (taken.stored, "Chưa có chỉ mục nào." in taken.html) == (False, True)
        assert "Chưa có chỉ mục nào." in progress.standing(KEY, list(STANDING.values()))
