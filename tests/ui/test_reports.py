"""The periodic report: every duty counted and placed, nothing invented, and a Word file that holds it all."""

import ast
import io
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from knowledge.database import open_database
from knowledge.duty_filter import parse_due
from knowledge.errors import QueryError
from knowledge.library import Library, open_library
from knowledge.plan import EITHER, Duty
from knowledge.progress import Progress, ProgressBook
from knowledge.progress_subject import one_plan
from knowledge.reported import led_by_many
from knowledge.settings import Settings
from ui.reports.body import Body, find_body, plan_paper
from ui.reports.content import Report, Source, gather
from ui.reports.layout import report_docx
from ui.reports.periods import period_name

PLAN = "kh-long-an-2025"
NOW = datetime(2025, 10, 5, 9, tzinfo=UTC)
Made = Callable[..., Report]


def record(library: Library, item: str, status: str, on: str, **told: str) -> None:
    """A report of Sở KH&CN."""
    texts = (told.get("figure"), told.get("note"), told.get("evidence"))
    library.progress.record(Progress(PLAN, item, status, *texts, date.fromisoformat(on), "so-khcn", NOW))


@pytest.fixture(scope="module")
def reported(shipped_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The shipped plan with a few reports."""
    folder = tmp_path_factory.mktemp("reports") / "var"
    shutil.copytree(shipped_data, folder)
    with open_library(Settings(data_dir=folder)) as library:
        record(library, "2.1", "done", "2025-07-15", evidence="https://example.gov.vn/khung")
        record(library, "4.4", "in_progress", "2025-09-28", figure="45 lớp")
        record(library, "4.4", "done", "2025-10-02", figure="52 lớp")
        record(library, "6.5", "blocked", "2025-09-20", figure="620 tổ", note="Thiếu kinh phí.")
        record(library, "7.1", "in_progress", "2025-06-20", note="Trước kỳ.")
        record(library, "2.3", "in_progress", "2025-08-01")
        record(library, "2025.4", "in_progress", "2025-09-28", figure="35,2%")
        record(library, "2025.5", "in_progress", "2025-10-01", figure="61%")
        yield library


@pytest.fixture(scope="module")
def made(reported: Library) -> Made:
    """Gather a report on 5 October 2025."""

    def make(agency: str = "so khcn", period: str = "2025-Q3", role: str = EITHER) -> Report:
        rows, plan = one_plan(reported.plan())
        body = find_body(reported, rows, agency, NOW.date())
        source = Source(
            rows, plan_paper(reported, plan, NOW.date()), reported.progress, led_by_many(reported.lexicon)
        )
        return gather(source, body, role, parse_due(period), NOW)

    return make


def ids(duties: Any) -> list[str]:
    return [getattr(one, "duty", one).id for one in duties]


def gaps(report: Report) -> dict[str, list[str]]:
    return {gap.title: ids(duty for duty, _ in gap.found) for gap in report.gaps}


# What it says


def test_the_lead_the_coordinating_and_the_collective_duties_stand_apart(made: Made) -> None:
    report = made()

    assert [(part.title, len(part.lines), part.total) for part in report.parts] == [
        ("Nhiệm vụ chủ trì", 6, 6),
        ("Nhiệm vụ phối hợp", 4, 5),
        ("Nhiệm vụ giao chung «Sở, ngành tỉnh» chủ trì", 1, 2),
        ("Nhiệm vụ giao chung «Sở, ngành tỉnh» phối hợp", 17, 23),
    ]
    assert ids(report.parts[0].lines) == ["1.4", "2.1", "2.3", "4.4", "6.5", "7.1"]


def test_every_duty_of_the_agency_is_in_the_period_or_named_outside_it(made: Made, library: Library) -> None:
    report = made()
    names = {"Sở Khoa học và Công nghệ", "Sở, ngành tỉnh"}
    given = [duty.id for duty in library.plan().duties if names & {*duty.lead, *duty.coordinating}]

    assert report.total == len(given) == 36
    assert sorted(ids(report.lines) + ids(report.outside)) == sorted(given)
    assert ids(report.outside) == ["3.1", "3.2", "4.2", "4.3", "5.1.b", "5.2.c", "7.6", "7.7"]


def test_the_state_is_that_of_the_periods_end_and_what_came_later_stands_apart(made: Made) -> None:
    [line] = [line for line in made().lines if line.duty.id == "4.4"]

    assert line.state and line.later
    assert [(one.status, one.figure) for one in (line.state, line.later)] == [
        ("in_progress", "45 lớp"), ("done", "52 lớp"),
    ]  # fmt: skip


def test_the_tally_counts_every_duty_of_the_period_once(made: Made) -> None:
    [lead, *_] = made().parts

    assert lead.tally == "3 đang thực hiện, 1 đã hoàn thành, 1 có vướng mắc, 1 chưa có báo cáo"
    assert sum(map(int, re.findall(r"\d+", lead.tally))) == len(lead.lines)


def test_a_shared_duty_that_another_body_reported_done_stays_in_the_report(reported: Library) -> None:
    rows, plan = one_plan(reported.plan())
    body = find_body(reported, rows, "so noi vu", NOW.date())
    paper, book = plan_paper(reported, plan, NOW.date()), ProgressBook(open_database("sqlite://"))
    for item, on in (("1.1", date(2025, 6, 20)), ("1.3", date(2025, 8, 1))):
        book.record(Progress(plan, item, "done", None, None, None, on, "xa-a", NOW))
    many = led_by_many(reported.lexicon)
    report = gather(Source(rows, paper, book, many), body, "lead", parse_due("2025-Q3"), NOW)

    [shared] = [part for part in report.parts if part.title.startswith("Nhiệm vụ giao chung")]
    assert ids(shared.lines)[:2] == ["1.1", "1.3"]
    assert shared.tally.startswith("2 giao chung, đã có đơn vị báo cáo")
    found = {gap.title: {duty.id: why for duty, why in gap.found} for gap in report.gaps}
    assert found["Đến hạn hoặc quá hạn, có báo cáo nhưng chưa hoàn thành"] == {
        "1.1": "Tháng 5, 6/2025; 1 đơn vị đã báo xong"
    }
    assert found["Thường xuyên mà chưa có báo cáo trong kỳ"]["1.3"] == "1 đơn vị đã báo xong"
    row = next(row for row in cells(opened(report)) if row[0] == "1.1")
    assert row[4] == "1 đơn vị đã báo xong; mới nhất: đã hoàn thành"


def test_targets_are_those_of_the_periods_year_and_figures_only_those_reported(made: Made) -> None:
    told = {one.target.id: one.state.figure if one.state else None for one in made().figures}

    assert told == {"2025.1": None, "2025.2": None, "2025.3": None, "2025.4": "35,2%", "2025.5": None}
    assert made(period="2027").figures == ()
    assert len(made(period="2026").figures) == 5


def test_gaps_are_named_by_kind(made: Made) -> None:
    assert gaps(made(role="lead")) == {
        "Đến hạn hoặc quá hạn mà chưa có báo cáo": ["1.1"],
        "Đến hạn hoặc quá hạn, có báo cáo nhưng chưa hoàn thành": ["4.4", "6.5"],
        "Thường xuyên mà chưa có báo cáo trong kỳ": ["1.4", "7.1"],
        "Có vướng mắc": ["6.5"],
        "Kế hoạch để trống ô": ["2.3", "6.5"],
    }


def test_a_role_narrows_the_report_to_it(made: Made) -> None:
    assert [part.title for part in made(role="coordinating").parts] == [
        "Nhiệm vụ phối hợp", "Nhiệm vụ giao chung «Sở, ngành tỉnh» phối hợp",
    ]  # fmt: skip


def test_a_period_that_is_not_over_counts_as_of_today(made: Made) -> None:
    assert made(period="2025-Q4").as_of == NOW.date()
    assert made(period="2025-Q3").as_of == date(2025, 9, 30)


@pytest.mark.parametrize(
    ("typed", "today", "expected"),
    [
        ("skhcn", date(2025, 6, 30), "Sở Khoa học và Công nghệ"),
        ("skhcn", date(2025, 7, 1), "Sở Khoa học và Công nghệ tỉnh Tây Ninh"),
        ("ubnd huyện", date(2025, 6, 30), "UBND các huyện, thị xã, thành phố"),
        ("ubnd huyện", date(2025, 7, 1), "UBND xã, phường"),
    ],
)
def test_the_name_of_the_day_stands_in_the_heading(
    typed: str, today: date, expected: str, reported: Library
) -> None:
    assert find_body(reported, reported.plan(), typed, today).today == expected


def test_a_body_is_covered_by_the_collective_names_whose_member_it_is(reported: Library) -> None:
    bodies = {
        typed: find_body(reported, reported.plan(), typed, NOW.date()).collectives
        for typed in ("snv", "ca tỉnh", "vnpt")
    }

    assert bodies == {
        "snv": ("Sở, ngành tỉnh", "Các Sở, ngành, đơn vị trực thuộc UBND tỉnh"),
        "ca tỉnh": (),
        "vnpt": ("Doanh nghiệp viễn thông",),
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Sở Y", "Không biết cơ quan «Sở Y»."),
        ("snv, skhcn", "«snv, skhcn» là 2 cơ quan: Sở Nội vụ, Sở Khoa học và Công nghệ."),
    ],
)
def test_a_report_is_of_one_known_agency(typed: str, said: str, reported: Library) -> None:
    with pytest.raises(QueryError) as told:
        find_body(reported, reported.plan(), typed, NOW.date())
    assert str(told.value).startswith(said)


def test_of_a_plan_that_was_not_shipped_nothing_is_made_up(reported: Library) -> None:
    paper = plan_paper(reported, "kh-la", NOW.date())

    assert (paper.title, paper.issuer, paper.number, paper.signed_on, paper.reports_to) == (
        "kh-la", None, None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("2025", "năm 2025"),
        ("2025-Q3", "quý III/2025"),
        ("2025-Q1", "quý I/2025"),
        ("2026-02", "tháng 2/2026"),
        ("2025-09-30", "ngày 30/9/2025"),
    ],
)
def test_a_period_has_the_name_people_give_it(typed: str, name: str) -> None:
    assert period_name(parse_due(typed)) == name


def test_days_that_are_no_period_are_named_by_their_ends() -> None:
    assert period_name((date(2025, 2, 1), date(2025, 4, 30))) == "từ 01/02/2025 đến 30/4/2025"
    assert period_name((date(2024, 10, 1), date(2025, 9, 30))) == "từ 01/10/2024 đến 30/9/2025"


# The file


def opened(report: Report) -> Any:
    return docx.Document(io.BytesIO(report_docx(report)))


def texts(document: Any) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def cells(document: Any) -> list[list[str]]:
    """The rows of the ruled tables."""
    ruled = [table for table in document.tables if table.style.name == "Table Grid"]
    return [[cell.text for cell in row.cells] for table in ruled for row in table.rows]


def test_the_file_holds_every_duty_with_every_cell(made: Made) -> None:
    report = made()
    rows = {row[0]: row for row in cells(opened(report)) if row[0] != "Mục"}

    for line in report.lines:
        row, duty = rows[line.duty.id], line.duty
        assert row[1].startswith(duty.name)
        assert row[2:4] == [duty.result or "(không ghi)", duty.timeline]
        assert row[4] == (line.state.label if line.state else "Chưa có báo cáo")
    assert rows["4.4"][5:] == ["45 lớp", "Sau kỳ (02/10/2025): đã hoàn thành, 52 lớp", "so-khcn\n28/9/2025"]
    assert rows["2.1"][6] == "https://example.gov.vn/khung"
    assert rows["2025.4"][2:] == ["40%", "35,2% (so-khcn, 28/9/2025)"]
    assert rows["2025.5"][3] == "Chưa có số liệu"


def test_the_file_leads_each_part_with_its_count_and_says_the_rule(made: Made) -> None:
    told = texts(opened(made()))

    for said in (
        "28/36 nhiệm vụ thuộc kỳ báo cáo, gồm:",
        "- Nhiệm vụ chủ trì: 6/6 nhiệm vụ (bảng 1; 3 đang thực hiện,",
        "Nhiệm vụ thuộc kỳ là nhiệm vụ có hạn cuối trong kỳ;",
        "tính đến 30/9/2025",
        "Không thuộc kỳ: 8 nhiệm vụ: 3.1 (2025-2026",
        "1/5 chỉ tiêu của các năm trong kỳ có số liệu báo cáo.",
        "2/28 nhiệm vụ thuộc kỳ có số liệu:",
        "- 6.5: Thiếu kinh phí.",
        "IV. KIẾN NGHỊ, ĐỀ XUẤT",
        "Kính gửi: UBND tỉnh Tây Ninh (thông qua Sở Khoa học và Công nghệ tỉnh Tây Ninh)",
        "Kỳ báo cáo: quý III/2025",
        "16:00 ngày 05/10/2025",
    ):
        assert said in told


def test_the_heading_is_that_of_an_administrative_paper(made: Made) -> None:
    [left, right] = opened(made()).tables[0].rows[0].cells

    assert left.text.splitlines()[1] == "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH TÂY NINH"
    assert right.text.splitlines()[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_the_paper_is_a4_in_times_new_roman_and_its_tables_lie(made: Made) -> None:
    document = opened(made())

    sizes = [(round(one.page_width.mm), round(one.page_height.mm)) for one in document.sections]
    assert sizes == [(210, 297), (297, 210), (210, 297)]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert 'w:eastAsia="Times New Roman"' in document.styles.element.xml


def test_heads_are_repeated_and_no_row_is_split(made: Made) -> None:
    for table in (one for one in opened(made()).tables if one.style.name == "Table Grid"):
        assert len(table._tbl.xpath(".//w:tblHeader")) == 1
        assert len(table._tbl.xpath(".//w:cantSplit")) == len(table.rows)


def test_the_tables_fit_the_page(made: Made) -> None:
    document = opened(made())
    lying = document.sections[1]
    room = (lying.page_width - lying.left_margin - lying.right_margin) / 36000
    for table in (one for one in document.tables if len(one.columns) == 8):
        assert sum(column.width for column in table.columns) / 36000 <= room


def test_a_body_without_duties_is_told_so_and_no_empty_table_is_drawn(made: Made) -> None:
    report = made("ubnd huyện")
    document = opened(report)

    assert (report.total, report.lines) == (0, ())
    assert "không giao nhiệm vụ nào cho UBND các huyện, thị xã, thành phố." in texts(document)
    assert [row[0] for row in cells(document)] == ["Mã", "2025.1", "2025.2", "2025.3", "2025.4", "2025.5"]


def test_control_characters_of_a_plan_do_not_break_the_file(made: Made) -> None:
    report = made(role="lead")
    line = report.parts[0].lines[0]
    odd = Duty(**{**vars(line.duty), "name": "Tên\x0b lạ\x00\ufffe", "result": "a\x1fb"})
    part = type(report.parts[0])("Nhiệm vụ chủ trì", (type(line)(odd, None, None),), ())
    changed = Report(**{**vars(report), "body": Body("A", "A"), "parts": (part,)})

    assert cells(opened(changed))[1][1].startswith("Tên lạ\n")


def test_only_one_module_of_the_faces_writes_with_python_docx() -> None:
    root = Path(__file__).parents[2] / "ui"
    writers = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.partition(".")[0] == "docx" for name in names):
                writers.add(path.relative_to(root).as_posix())
    assert writers == {"reports/paper.py"}
