"""Duties as files: every cell of every row, in a form that the program at the other end reads as meant."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from knowledge.content_files import read_yaml
from knowledge.duty_filter import DutyFilter, select_duties
from knowledge.errors import ExportError, QueryError
from knowledge.library import Library
from knowledge.plan import COORDINATING, EITHER, LEAD, Duty
from ui.duty_exports import Format, export
from ui.duty_exports.calendar import escape, fold_line
from ui.duty_exports.files import write_whole
from ui.duty_exports.text import table

NOW = datetime(2025, 8, 15, 7, 30, tzinfo=UTC)
AGENCIES = [row["name"] for row in read_yaml("plan/agencies.yaml")["agencies"]]
GROUPS = read_yaml("plan/duties.yaml")["groups"]
CELLS = {LEAD: ("lead",), COORDINATING: ("coordinating",), EITHER: ("lead", "coordinating")}
NASTY = "=HYPERLINK(A1)"


@pytest.fixture(scope="module")
def duties(library: Library) -> tuple[Duty, ...]:
    return library.plan().duties


@pytest.fixture
def duty(duties: tuple[Duty, ...]) -> Duty:
    [row] = [row for row in duties if row.id == "4.4"]
    return row


def written(kind: Format, *duties: Duty) -> bytes:
    return export(duties, kind, NOW).content


def json_rows(*duties: Duty) -> list[dict[str, Any]]:
    return json.loads(written(Format.JSON, *duties))  # type: ignore[no-any-return]  # JSON is whatever it is


def csv_rows(*duties: Duty) -> list[dict[str, str]]:
    text = written(Format.CSV, *duties).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheet(*duties: Duty) -> Any:
    return load_workbook(io.BytesIO(written(Format.XLSX, *duties))).active


def expected_row(group: str, duty: dict[str, Any]) -> dict[str, Any]:
    """A row of the register as JSON must show it."""
    days = {name: duty[name].isoformat() if duty[name] else None for name in ("due_from", "due_to")}
    kept = {name: duty[name] for name in ("id", "name", "lead", "coordinating", "result", "timeline")}
    locator = f"Phụ lục, mục {duty['id']}"
    return {**kept, **days, "group": group, "recurring": duty["recurring"], "locator": locator}


REGISTER = [expected_row(group["id"], duty) for group in GROUPS for duty in group["duties"]]


# JSON


def test_every_cell_of_all_39_rows_is_in_the_json(duties: tuple[Duty, ...]) -> None:
    assert json_rows(*duties) == REGISTER
    assert len(REGISTER) == 39


@pytest.mark.parametrize("role", CELLS)
def test_for_every_agency_the_export_is_a_direct_filter_of_the_register(
    role: str, duties: tuple[Duty, ...]
) -> None:
    for agency in AGENCIES:
        chosen = select_duties(duties, DutyFilter(agency=(agency,), role=role))
        direct = [row for row in REGISTER if any(agency in row[cell] for cell in CELLS[role])]

        assert json_rows(*chosen) == direct, agency


def test_no_duty_is_an_empty_list() -> None:
    assert json_rows() == []


# CSV


def test_csv_opens_with_the_mark_by_which_excel_knows_utf_8(duty: Duty) -> None:
    assert written(Format.CSV, duty).startswith(b"\xef\xbb\xbfM\xe1\xbb\xa5c,")


def test_every_cell_of_a_row_is_in_the_csv(duty: Duty) -> None:
    [row] = csv_rows(duty)

    assert row == {
        "Mục": "4.4",
        "Nhóm": "IV. Triển khai, tổ chức vận hành các nền tảng",
        "Nhiệm vụ": duty.name,
        "Cơ quan chủ trì": "Sở Khoa học và Công nghệ; Sở Giáo dục và Đào tạo",
        "Cơ quan phối hợp": "Sở, ngành tỉnh; UBND cấp cơ sở",
        "Kết quả dự kiến": duty.result,
        "Thời gian thực hiện": "Tháng 9/2025",
        "Từ ngày": "2025-09-01",
        "Đến ngày": "2025-09-30",
        "Thường xuyên": "không",
        "Vị trí": "Phụ lục, mục 4.4",
    }


def test_all_39_rows_are_in_the_csv_in_order(duties: tuple[Duty, ...]) -> None:
    assert [row["Mục"] for row in csv_rows(*duties)] == [row["id"] for row in REGISTER]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_cell_of_the_csv_is_a_formula(start: str, duty: Duty) -> None:
    [row] = csv_rows(replace(duty, name=f"{start}1+1", lead=(f"{start}1",)))

    assert row["Nhiệm vụ"] == f"'{start}1+1"
    assert row["Cơ quan chủ trì"] == f"'{start}1"


def test_quotes_commas_and_line_breaks_stay_in_their_cell(duty: Duty) -> None:
    [row] = csv_rows(replace(duty, name='Mở "lớp", dạy\nvà học'))

    assert row["Nhiệm vụ"] == 'Mở "lớp", dạy\nvà học'


# XLSX


def test_the_heading_of_the_sheet_is_frozen_and_its_columns_are_wide(duty: Duty) -> None:
    opened = sheet(duty)

    assert opened.freeze_panes == "A2"
    assert opened["C1"].value == "Nhiệm vụ"
    assert opened.column_dimensions["C"].width >= 40


def test_dates_of_the_sheet_are_dates_and_ids_are_text(duty: Duty) -> None:
    opened = sheet(duty)

    assert [opened["H2"].value, opened["I2"].value] == [datetime(2025, 9, 1), datetime(2025, 9, 30)]  # noqa: DTZ001  # a day has no zone
    assert [opened["H2"].is_date, opened["H2"].number_format] == [True, "DD/MM/YYYY"]
    assert [opened["A2"].value, opened["A2"].data_type] == ["4.4", "s"]


def test_all_39_rows_are_in_the_sheet_in_order(duties: tuple[Duty, ...]) -> None:
    [heading, *ids] = [cell.value for cell in sheet(*duties)["A"]]

    assert heading == "Mục"
    assert ids == [row["id"] for row in REGISTER]


def test_every_cell_of_the_sheet_says_what_the_csv_says(duties: tuple[Duty, ...]) -> None:
    for row, told in zip(
        sheet(*duties).iter_rows(min_row=2, values_only=True), csv_rows(*duties), strict=True
    ):
        cells = [cell.date().isoformat() if isinstance(cell, datetime) else cell or "" for cell in row]

        assert cells == list(told.values())


def test_no_cell_of_the_sheet_is_a_formula(duty: Duty) -> None:
    cell = sheet(replace(duty, name=NASTY))["C2"]

    assert [cell.value, cell.data_type] == [NASTY, "s"]


def test_control_characters_do_not_break_the_sheet(duty: Duty) -> None:
    assert sheet(replace(duty, name="Mở\x00 lớp\x0b"))["C2"].value == "Mở lớp"


# ICS


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def values(content: bytes, name: str) -> list[str]:
    return [line.partition(":")[2] for line in unfolded(content) if line.startswith(name)]


def test_a_dated_duty_is_an_all_day_event_on_its_last_day(duty: Duty) -> None:
    content = written(Format.ICS, replace(duty, name="Mở lớp; dạy, học"))

    assert unfolded(content) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//bdhvs//Nhiem vu//VI",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Hạn nhiệm vụ Bình dân học vụ số",
        "BEGIN:VEVENT",
        "UID:kh-long-an-2025/4.4@bdhvs",
        "DTSTAMP:20250815T073000Z",
        "DTSTART;VALUE=DATE:20250930",
        "DTEND;VALUE=DATE:20251001",
        "SUMMARY:4.4 Mở lớp\\; dạy\\, học",
        "DESCRIPTION:Chủ trì: Sở Khoa học và Công nghệ\\; Sở Giáo dục và Đào tạo"
        "\\nPhối hợp: Sở\\, ngành tỉnh\\; UBND cấp cơ sở"
        f"\\nKết quả dự kiến: {duty.result}"
        "\\nThời gian thực hiện: Tháng 9/2025\\nNguồn: Phụ lục\\, mục 4.4",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_recurring_and_undated_duties_are_left_out_and_counted(duties: tuple[Duty, ...]) -> None:
    made = export(duties, Format.ICS, NOW)
    dated = [row["id"] for row in REGISTER if row["due_to"] and not row["recurring"]]

    assert [summary.split()[0] for summary in values(made.content, "SUMMARY")] == dated
    assert made.left_out == len(REGISTER) - len(dated) == 20
    assert made.note == "Không đưa vào lịch 20 nhiệm vụ thường xuyên hoặc không ghi thời hạn."


def test_a_calendar_written_again_names_its_events_the_same(duties: tuple[Duty, ...]) -> None:
    later = export(duties[::-1], Format.ICS, datetime(2026, 1, 1, tzinfo=UTC)).content
    names = values(later, "UID")

    assert sorted(names) == sorted(values(written(Format.ICS, *duties), "UID"))
    assert len(set(names)) == len(names)


def test_no_line_of_the_calendar_is_longer_than_75_octets(duties: tuple[Duty, ...]) -> None:
    content = written(Format.ICS, *duties)

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content.count(b"\n") == content.count(b"\r\n")


def test_a_calendar_without_any_day_is_refused_with_what_to_do(duty: Duty) -> None:
    with pytest.raises(QueryError, match="Trong 1 nhiệm vụ được chọn, không nhiệm vụ nào có thời hạn"):
        written(Format.ICS, replace(duty, due_to=None))


@given(st.text(st.characters(exclude_categories=["Cs"]).filter(lambda char: char not in "\r\n")))
def test_a_folded_line_is_short_and_unfolds_to_itself(line: str) -> None:
    folded = fold_line(line)

    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line


def test_backslashes_and_line_breaks_are_escaped() -> None:
    assert escape("a\\b;c,d\r\ne\x00") == "a\\\\b\\;c\\,d\\ne"


# A table


def test_the_table_begins_with_how_many_of_how_many(duty: Duty) -> None:
    assert table([duty], 39, 100).splitlines()[0] == "1/39 nhiệm vụ"


def test_the_table_without_a_row_is_the_count_alone() -> None:
    assert table([], 39, 100) == "0/39 nhiệm vụ\n"


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_table_fits_its_width_and_cuts_no_word_away(width: int, duties: tuple[Duty, ...]) -> None:
    told = table(duties, 39, width)

    assert max(len(line) for line in told.splitlines()) <= width
    for duty in duties:
        assert duty.id in told
    assert "…" not in told.replace("số…", "")


def test_square_brackets_in_a_cell_are_only_text(duty: Duty) -> None:
    assert "[red]học[/red]" in table([replace(duty, name="[red]học[/red]")], 39, 120)


# Writing


def test_a_file_takes_the_place_of_the_old_one_whole(tmp_path: Path) -> None:
    path = tmp_path / "nhiệm vụ.csv"
    path.write_bytes(b"old" * 1000)

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def in_no_folder(folder: Path) -> Path:
    return folder / "không có" / "a.csv"


def a_folder(folder: Path) -> Path:
    return folder


def below_a_file(folder: Path) -> Path:
    (folder / "tệp").touch()
    return folder / "tệp" / "a.csv"


def too_long(folder: Path) -> Path:
    return folder / ("x" * 300)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (in_no_folder, "thư mục không có"),
        (a_folder, "đó không phải tệp thường"),
        (below_a_file, "một phần của đường dẫn không phải thư mục"),
        (too_long, "tên tệp quá dài"),
    ],
)
def test_a_path_that_cannot_be_written_is_named_with_the_reason(
    place: Callable[[Path], Path], reason: str, tmp_path: Path
) -> None:
    path = place(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(ExportError) as caught:
        write_whole(path, b"x")

    assert str(caught.value) == f"Không ghi được tệp {path} ({reason}). Hãy chọn đường dẫn khác với --out."
    assert sorted(tmp_path.rglob("*")) == before


def test_a_device_is_never_replaced_by_a_file() -> None:
    with pytest.raises(ExportError, match="đó không phải tệp thường"):
        write_whole(Path("/dev/null"), b"x")

    assert Path("/dev/null").is_char_device()
