"""The table of the page: every cell of every row, read back as a browser reads it."""

from collections.abc import Sequence
from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag

from knowledge.library import Library
from knowledge.plan import Duty
from tests.fakes import RECURRING, UNDATED, a_duty
from ui.console.duty_table import Source, duty_table

TODAY = date(2025, 8, 15)
NASTY = '<img src=x onerror="alert(1)">&amp;'


def rows(duties: Sequence[Duty], sources: dict[str, Source] | None = None) -> list[dict[str, Tag]]:
    """The cells of each row by the name they carry on a telephone."""
    page = BeautifulSoup(duty_table(duties, sources or {}, TODAY), "html.parser")
    found = [row.find_all("td") for row in page.select("tbody tr:not(.group)")]
    return [{str(cell["data-label"]): cell for cell in cells} for cells in found]


def test_every_row_of_the_plan_is_in_the_table_in_order(library: Library) -> None:
    duties = library.plan().duties

    assert [row["Mục"].get_text() for row in rows(duties)] == [duty.id for duty in duties]


def test_every_cell_of_the_plan_is_in_its_place(library: Library) -> None:
    duties = library.plan().duties
    for duty, row in zip(duties, rows(duties), strict=True):
        assert duty.name in row["Nhiệm vụ"].get_text()
        assert [item.get_text() for item in row["Cơ quan chủ trì"].find_all("li")] == list(duty.lead)
        assert [item.get_text() for item in row["Cơ quan phối hợp"].find_all("li")] == list(duty.coordinating)
        assert row["Kết quả dự kiến"].get_text() == (duty.result or "(để trống)")
        assert row["Thời gian thực hiện"].get_text() == duty.timeline


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        (a_duty(), "30/9/2025 còn 46 ngày"),
        (a_duty(due_from=None, due_to=date(2025, 8, 14)), "14/8/2025 đã qua hạn 1 ngày"),
        (a_duty(**RECURRING), "thường xuyên"),
        (a_duty(**UNDATED), "chưa ghi thời hạn"),
    ],
)
def test_the_last_day_is_told_with_the_days_until_then(duty: Duty, said: str) -> None:
    assert rows([duty])[0]["Thời hạn"].get_text(" ") == said


def test_an_empty_cell_says_that_it_is_empty() -> None:
    [row] = rows([a_duty(coordinating=(), result=None)])

    assert row["Cơ quan phối hợp"].get_text() == row["Kết quả dự kiến"].get_text() == "(để trống)"


def test_a_row_cites_its_place_which_opens_on_the_words_of_the_source() -> None:
    source = Source("Kế hoạch của tỉnh", "Nhiệm vụ 4.4: Hướng dẫn.\n\nThời gian: Tháng 9/2025.")
    [row] = rows([a_duty()], {"0" * 32: source})

    opened = row["Nhiệm vụ"].find("details")
    assert isinstance(opened, Tag)
    assert opened.summary is not None
    assert opened.summary.get_text() == "Phụ lục, mục 4.4"
    assert opened.get_text("\n").split("\n")[1:] == [
        "Nhiệm vụ 4.4: Hướng dẫn.",
        "Thời gian: Tháng 9/2025.",
        "Kế hoạch của tỉnh",
    ]


def test_a_row_whose_source_is_gone_still_names_its_place() -> None:
    assert "Phụ lục, mục 4.4" in rows([a_duty()])[0]["Nhiệm vụ"].get_text()


def test_each_group_is_headed_once() -> None:
    duties = [a_duty("1.1", group_id="I", group_heading="Một"), a_duty("4.1"), a_duty("4.4")]
    page = BeautifulSoup(duty_table(duties, {}, TODAY), "html.parser")

    assert [head.get_text() for head in page.select(".group")] == ["I. Một", "IV. Triển khai nền tảng"]


def test_a_sub_row_stands_under_the_words_of_its_section() -> None:
    [row] = rows([a_duty("5.1.a", section="Cập nhật tri thức")])

    assert row["Nhiệm vụ"].get_text().startswith("Cập nhật tri thức")


def test_text_of_the_plan_brings_no_markup() -> None:
    told = {"name": NASTY, "result": NASTY, "timeline": NASTY, "section": NASTY, "group_heading": NASTY}
    duty = a_duty(NASTY, lead=(NASTY,), coordinating=(NASTY,), **told)
    html = duty_table([duty], {"0" * 32: Source(NASTY, NASTY)}, TODAY)

    assert BeautifulSoup(html, "html.parser").find("img") is None
    assert rows([duty])[0]["Kết quả dự kiến"].get_text() == NASTY


def test_a_browser_that_shows_cards_still_knows_a_table() -> None:
    page = BeautifulSoup(duty_table([a_duty()], {}, TODAY), "html.parser")

    assert {row["role"] for row in page.find_all("tr")} == {"row"}
    assert {cell["role"] for cell in page.find_all("td")} == {"cell"}


def test_no_duty_is_no_table() -> None:
    assert duty_table([], {}, TODAY) == ""
