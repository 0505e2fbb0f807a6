"""Progress as HTML, read back as a browser reads it."""

from datetime import UTC, date, datetime
from typing import Any

from bs4 import BeautifulSoup

from knowledge.plan import Duty
from knowledge.progress import DONE, Progress
from knowledge.reported import Latest
from tests.fakes import UNDATED, a_duty
from ui.console.progress_views import history_view, problem, sentence, standing_view
from ui.progress_desk import Shown

TODAY = date(2025, 10, 15)
NASTY = '<img src=x onerror="alert(1)">&amp;'


def report(**changes: Any) -> Progress:
    told: dict[str, Any] = {
        "plan_id": "ke-hoach", "duty_id": "4.4", "status": "in_progress", "figure": "45 lớp",
        "note": "Còn thiếu máy chiếu.", "evidence": "https://example.gov.vn/45?a=1&b=2", "by": "so-khcn",
        "reported_on": date(2025, 9, 30), "recorded_at": datetime(2025, 10, 1, 20, 5, tzinfo=UTC),
    }  # fmt: skip
    return Progress(**{**told, **changes})


def standing(duty: Duty, known: Progress | None = None, note: str = "") -> BeautifulSoup:
    shown = Shown([duty], Latest({duty: known} if known else {}), 39)
    return BeautifulSoup(standing_view(shown, "Quá hạn", note, TODAY), "html.parser")


def cells(page: BeautifulSoup) -> dict[str, str]:
    return {str(cell["data-label"]): cell.get_text(" ") for cell in page.select("tbody td")}


def test_a_duty_is_shown_with_its_deadline_and_that_nobody_reported() -> None:
    page = standing(a_duty(lead=("Sở A", "Sở B")))

    assert cells(page) == {
        "Mục": "4.4",
        "Nhiệm vụ": "Hướng dẫn khai thác trợ lý ảo",
        "Cơ quan chủ trì": "Sở A Sở B",
        "Thời hạn": "30/9/2025 đã qua hạn 15 ngày",
        "Báo cáo mới nhất": "Chưa có báo cáo",
    }


def test_the_heading_counts_duties_and_those_reported_and_says_the_note() -> None:
    said = standing(a_duty(), report(), note="«quý iii» được hiểu là quý III/2025.").get_text(" ")

    assert "1/39 nhiệm vụ · Quá hạn" in said
    assert "«quý iii» được hiểu là quý III/2025. Hôm nay 15/10/2025. 1 nhiệm vụ trong bảng đã có" in said


def test_a_report_is_told_with_figure_note_link_office_and_day() -> None:
    page = standing(a_duty(), report())

    told = cells(page)["Báo cáo mới nhất"]
    for part in ("Đang thực hiện : 45 lớp", "Còn thiếu máy chiếu.", "so-khcn, ngày 30/9/2025"):
        assert part in told
    [link] = page.select("a")
    assert (link["href"], link["rel"]) == ("https://example.gov.vn/45?a=1&b=2", ["noopener", "noreferrer"])


def test_a_duty_that_is_done_is_not_called_late() -> None:
    assert cells(standing(a_duty(), report(status=DONE)))["Thời hạn"] == "30/9/2025"
    assert cells(standing(a_duty(**UNDATED), report(status=DONE)))["Thời hạn"] == "Theo kế hoạch"


def test_no_duty_is_a_count_without_a_table() -> None:
    page = BeautifulSoup(standing_view(Shown([], Latest({}), 39), "Đến hạn", "", TODAY), "html.parser")

    assert page.h2 is not None
    assert page.h2.get_text() == "0/39 nhiệm vụ · Đến hạn"
    assert page.table is None


def test_the_history_tells_every_report_in_order_with_the_hour_here() -> None:
    reports = [report(status="blocked", reported_on=date(2025, 10, 1)), report(figure=None, evidence=None)]
    page = BeautifulSoup(history_view(a_duty(), reports), "html.parser")

    assert "Mục 4.4: 2 lần báo cáo" in page.get_text()
    assert [item.strong.get_text() for item in page.select("li") if item.strong] == [
        "Có vướng mắc",
        "Đang thực hiện",
    ]
    assert "Ghi lúc 03:05 02/10/2025" in page.get_text()
    assert len(page.select("a")) == 1


def test_a_duty_nobody_reported_on_says_so() -> None:
    assert "Mục 4.4: 0 lần báo cáo" in history_view(a_duty(), [])
    assert "Chưa có báo cáo." in history_view(a_duty(), [])


def test_no_text_brings_markup() -> None:
    known = report(figure=NASTY, note=NASTY, evidence=NASTY, by=NASTY)
    duty = a_duty(NASTY, name=NASTY, lead=(NASTY,), timeline=NASTY)
    shown = Shown([duty], Latest({duty: known}), 39)
    html = standing_view(shown, NASTY, NASTY, TODAY) + history_view(duty, [known])
    page = BeautifulSoup(html + problem(NASTY) + sentence(NASTY), "html.parser")

    assert page.find("img") is None
    assert cells(page)["Nhiệm vụ"] == NASTY
