"""`bdhvs duties`, alone, over the shipped content."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from knowledge.errors import ExportError, QueryError
from knowledge.library import Library
from ui.duties_command import duties_command

Duties = Callable[..., Result]
Q3 = ["4.1", "4.4", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]


@pytest.fixture(scope="module")
def duties(library: Library) -> Duties:
    """Run the command in this process, on 15 August 2025."""
    app = typer.Typer(add_completion=False)
    clock = datetime(2025, 8, 15, tzinfo=UTC)
    app.command("duties")(duties_command(lambda: nullcontext(library), lambda: clock))
    return lambda *options: CliRunner().invoke(app, [str(option) for option in options])


def ids(result: Result) -> list[str]:
    return [row["id"] for row in json.loads(result.stdout)]


def test_the_table_begins_with_how_many_of_how_many(duties: Duties) -> None:
    result = duties("--agency", "so khcn", "--role", "lead")

    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "6/39 nhiệm vụ")
    assert all(number in result.stdout for number in ("1.4", "2.1", "2.3", "4.4", "6.5", "7.1"))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--agency", "SKHCN", "--role", "lead"), ["1.4", "2.1", "2.3", "4.4", "6.5", "7.1"]),
        (("--agency", "CA tỉnh", "--agency", "tỉnh đoàn", "--role", "lead", "--group", "VI"), ["6.4", "6.6"]),
        (("--group", "III"), ["3.1", "3.2"]),
        (("--group", "3"), ["3.1", "3.2"]),
        (("--id", "4.4", "--id", "5.3"), ["4.4", "5.3.a", "5.3.b"]),
        (("--due", "2025-Q3"), Q3),
        (("--recurring", "--group", "I"), ["1.2", "1.3", "1.4"]),
        (("--no-recurring", "--group", "V"), ["5.1.b", "5.2.c"]),
        (("--without", "coordinating"), ["4.3", "5.2.a", "5.2.b"]),
        (("--text", "tro ly ao"), ["4.4"]),
    ],
)
def test_every_option_narrows_the_rows(options: tuple[str, ...], expected: list[str], duties: Duties) -> None:
    assert ids(duties(*options, "--format", "json")) == expected


def test_csv_on_the_screen_is_nothing_but_the_file(duties: Duties) -> None:
    told = duties("--due", "2025-Q3", "--format", "csv").stdout_bytes.decode("utf-8-sig")

    assert [row["Mục"] for row in csv.DictReader(io.StringIO(told, newline=""))] == Q3


def test_a_sheet_without_a_name_goes_into_the_folder_one_is_in(
    duties: Duties, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = duties("--due", "2025-Q3", "--format", "xlsx")

    assert result.stdout == "Đã ghi 8/39 nhiệm vụ vào nhiem-vu.xlsx.\n"
    rows = load_workbook(tmp_path / "nhiem-vu.xlsx").active.iter_rows(min_row=2, values_only=True)
    assert [row[0] for row in rows] == Q3


def test_a_calendar_says_how_many_duties_are_not_in_it(
    duties: Duties, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = duties("--format", "ics")

    assert result.stdout == (
        "Đã ghi 19/39 nhiệm vụ vào nhiem-vu.ics. "
        "Không đưa vào lịch 20 nhiệm vụ thường xuyên hoặc không ghi thời hạn.\n"
    )
    assert (tmp_path / "nhiem-vu.ics").read_bytes().count(b"BEGIN:VEVENT") == 19


@pytest.mark.parametrize("ending", ["json", "csv", "XLSX", "ics"])
def test_the_ending_of_the_file_says_its_format(ending: str, duties: Duties, tmp_path: Path) -> None:
    named, asked = tmp_path / f"a.{ending}", tmp_path / "b"
    duties("--due", "2025-Q3", "--out", named)
    duties("--due", "2025-Q3", "--out", asked, "--format", ending)

    assert named.read_bytes() == asked.read_bytes()


def test_a_table_goes_into_a_file_too(duties: Duties, tmp_path: Path) -> None:
    result = duties("--out", tmp_path / "a.txt")

    assert result.stdout == f"Đã ghi 39/39 nhiệm vụ vào {tmp_path / 'a.txt'}.\n"
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("39/39 nhiệm vụ\n")


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.v2"])
def test_an_unknown_ending_is_refused_with_those_that_are_known(
    name: str, duties: Duties, tmp_path: Path
) -> None:
    result = duties("--out", tmp_path / name)

    assert isinstance(result.exception, QueryError)
    assert str(result.exception) == (
        f"Không ghi được tệp đuôi «{Path(name).suffix}». Hãy dùng một trong các đuôi: .txt (bảng chữ), "
        ".json, .csv, .xlsx, .ics; hoặc nêu --format."
    )
    assert list(tmp_path.iterdir()) == []
    assert duties("--out", tmp_path / name, "--format", "json").exit_code == 0


def test_rows_of_the_collective_name_are_told_under_the_table_and_beside_a_file(
    duties: Duties, tmp_path: Path
) -> None:
    asked = ("--agency", "so noi vu", "--role", "lead", "--group", "I")
    said = (
        "Ngoài ra, 2 nhiệm vụ ghi chung “Sở, ngành tỉnh” cũng gồm Sở Nội vụ; "
        "xem bằng --agency “Sở, ngành tỉnh”.\n"
    )
    shown, piped = duties(*asked), duties(*asked, "--format", "json")
    kept = duties(*asked, "--out", tmp_path / "a.csv")

    assert (shown.stdout.endswith(f"\n{said}"), shown.stderr) == (True, "")
    assert (json.loads(piped.stdout), piped.stderr) == ([], said)
    assert (kept.stdout, kept.stderr) == (f"Đã ghi 0/39 nhiệm vụ vào {tmp_path / 'a.csv'}.\n", said)
    assert "Ngoài ra" not in duties("--agency", "Sở, ngành tỉnh").output


def test_no_row_is_an_answer_too(duties: Duties) -> None:
    result = duties("--due", "2030")

    assert (result.exit_code, result.stdout) == (0, "0/39 nhiệm vụ\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--agency", "Sở Y"), "Không biết cơ quan «Sở Y». Gần giống nhất: «Sở Y tế»"),
        (("--id", "9.9"), "Phụ lục của Kế hoạch không có mục «9.9»."),
        (("--group", "X"), "Phụ lục của Kế hoạch không có nhóm «X»."),
        (("--role", "boss"), "Vai trò «boss» không có."),
        (("--due", "2025-13"), "Không hiểu thời hạn «2025-13»."),
        (("--without", "x"), "Ô trống «x» không có."),
        (("--format", "pdf"), "Định dạng «pdf» không có. Hãy chọn một trong: table, json, csv, xlsx, ics."),
    ],
)
def test_what_is_unknown_is_named_and_nothing_is_written(
    options: tuple[str, ...], said: str, duties: Duties, tmp_path: Path
) -> None:
    result = duties(*options, "--out", tmp_path / "a.csv")

    assert isinstance(result.exception, QueryError)
    assert str(result.exception).startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_cannot_be_written_is_named(duties: Duties, tmp_path: Path) -> None:
    result = duties("--out", tmp_path / "không có" / "a.xlsx")

    assert isinstance(result.exception, ExportError)
    assert str(tmp_path / "không có" / "a.xlsx") in str(result.exception)
    assert (result.exit_code, result.stdout) == (1, "")


def test_a_plan_that_is_not_stored_is_said_to_be_unknown(duties: Duties) -> None:
    result = duties("--plan", "ke-hoach-khong-co")

    assert isinstance(result.exception, QueryError)
    assert "Không có kế hoạch «ke-hoach-khong-co»" in str(result.exception)


def test_the_home_plan_may_be_named(duties: Duties, library: Library) -> None:
    [home] = library.plans()

    assert duties("--plan", home.id, "--format", "json").stdout == duties("--format", "json").stdout
