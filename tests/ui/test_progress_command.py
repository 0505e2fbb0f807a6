"""`bdhvs progress`: recording needs a key, reading at the machine's own terminal does not."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from knowledge.errors import AccessError, AccessOff, ProgressError, QueryError
from knowledge.library import Library, open_library
from knowledge.settings import Settings
from ui.progress_command import progress_commands

KEY = "khoa-cua-so-khcn"
Progress = Callable[..., Result]
NOW = datetime(2025, 8, 15, 9, tzinfo=UTC)


def commands(library: Library) -> Progress:
    """Run the command in this process, on 15 August 2025."""
    made = progress_commands(lambda: nullcontext(library), lambda: NOW)
    return lambda *options: CliRunner().invoke(made, list(options))


@pytest.fixture
def progress(own_data: Path) -> Iterator[Progress]:
    settings = Settings(data_dir=own_data, officer_keys=f"so-khcn={KEY}", officer_key=KEY)  # type: ignore[arg-type]
    with open_library(settings) as library:
        yield commands(library)


def rows(progress: Progress, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(progress("list", "--format", "json", *options).stdout)
    return found


def test_a_report_is_recorded_and_listed_with_who_and_when(progress: Progress) -> None:
    made = progress(
        "record", "4.4", "--status", "in_progress", "--figure", "45 lớp", "--note", "Gọi 0912345678",
        "--evidence", "https://example.gov.vn/45", "--on", "2025-07-30",
    )  # fmt: skip

    assert (made.exit_code, made.stdout) == (0, "Đã ghi 4.4: Đang thực hiện, ngày 30/07/2025, so-khcn.\n")
    [row] = [row for row in rows(progress) if row["progress"]]
    told = row["progress"]
    assert (row["id"], told["figure"], told["note"], told["by"], told["reported_on"]) == (
        "4.4", "45 lớp", "Gọi [đã che]", "so-khcn", "2025-07-30",
    )  # fmt: skip


def test_a_history_tells_every_report_the_latest_first(progress: Progress) -> None:
    progress("record", "4.4", "--status", "in_progress", "--on", "2025-07-30")
    progress("record", "4.4", "--status", "done", "--on", "2025-08-01")

    told = progress("history", "4.4").stdout
    assert told.startswith("4.4: 2 lần báo cáo\n")
    assert 0 < told.index("01/08/2025") < told.index("30/07/2025")
    assert progress("history", "4.1").stdout == "4.1: 0 lần báo cáo\n"


def test_a_target_is_recorded_by_its_id(progress: Progress) -> None:
    assert progress("record", "2025.4", "--status", "in_progress", "--figure", "35,2%").exit_code == 0
    assert "35,2%" in progress("history", "2025.4").stdout
    assert all(row["progress"] is None for row in rows(progress))


def test_a_standing_narrows_the_list(progress: Progress) -> None:
    progress("record", "2.1", "--status", "done")

    assert [row["id"] for row in rows(progress, "--standing", "overdue")] == ["1.1", "2.2"]
    due = rows(progress, "--standing", "due", "--within", "46", "--agency", "skhcn", "--role", "lead")
    assert [row["id"] for row in due] == ["4.4", "6.5"]
    assert len(rows(progress, "--standing", "due", "--period", "2025-Q3")) == 8


def test_the_table_begins_with_how_many_of_how_many(progress: Progress) -> None:
    progress("record", "2.1", "--status", "blocked", "--note", "Chờ hướng dẫn")
    told = progress("list", "--agency", "skhcn", "--role", "lead").stdout

    assert told.startswith("6/39 nhiệm vụ, 1 có báo cáo\n")
    assert all(part in told for part in ("Có vướng mắc", "Chờ hướng dẫn", "so-khcn", "Chưa có báo cáo"))


def test_one_commune_s_done_leaves_the_duty_of_all_open_and_says_how_many(
    progress: Progress,
) -> None:
    progress("record", "1.1", "--status", "done", "--on", "2025-07-01")

    assert [row["id"] for row in rows(progress, "--standing", "overdue")] == ["1.1", "2.1", "2.2"]
    [row] = [row for row in rows(progress, "--standing", "unreported") if row["id"] == "1.1"]
    assert (row["progress"]["status"], row["bodies"]) == ("done", {"reported": 1, "done": 1})
    assert rows(progress, "--standing", "done") == []
    told = progress("list", "--standing", "overdue", "--format", "csv").stdout_bytes.decode("utf-8-sig")
    found = {one["Mục"]: one["Tình trạng"] for one in csv.DictReader(io.StringIO(told, newline=""))}
    assert found["1.1"] == "1 đơn vị đã báo xong; mới nhất: đã hoàn thành"
    assert "1 đơn vị đã báo xong" in " ".join(progress("list", "--standing", "overdue").stdout.split("│"))


@pytest.mark.parametrize(
    ("office", "item", "warned"),
    [
        ("so-noi-vu", "6.5", True),
        ("so-khcn", "6.5", False),
        ("so-noi-vu", "1.1", False),
        ("xa-tan-an", "6.5", False),
        ("so-noi-vu", "2025.4", False),
    ],
)
def test_a_known_agency_that_the_duty_does_not_name_is_warned_of_and_still_recorded(
    office: str, item: str, warned: bool, own_data: Path
) -> None:
    settings = Settings(data_dir=own_data, officer_keys=f"{office}={KEY}", officer_key=KEY)  # type: ignore[arg-type]
    with open_library(settings) as library:
        progress = commands(library)
        said = progress("record", item, "--status", "in_progress").stdout
        kept = progress("history", item).stdout

    look = f"Cơ quan {office} không có tên trong nhiệm vụ {item}; đã ghi, hãy kiểm tra lại.\n"
    assert said == f"Đã ghi {item}: Đang thực hiện, ngày 15/08/2025, {office}.\n" + (look if warned else "")
    assert kept.startswith(f"{item}: 1 lần báo cáo\n")


def test_an_empty_figure_or_note_is_none(progress: Progress) -> None:
    progress("record", "4.4", "--status", "done", "--figure", "", "--note", " ", "--evidence", "")

    [told] = [row["progress"] for row in rows(progress) if row["progress"]]
    assert (told["figure"], told["note"], told["evidence"]) == (None, None, None)


def test_csv_tells_the_same_rows_and_no_cell_is_a_formula(progress: Progress) -> None:
    progress("record", "4.4", "--status", "done", "--note", "=HYPERLINK(1)", "--figure", "+45")
    told = progress("list", "--format", "csv").stdout_bytes.decode("utf-8-sig")

    found = {row["Mục"]: row for row in csv.DictReader(io.StringIO(told, newline=""))}
    assert len(found) == 39
    assert (found["4.4"]["Ghi chú"], found["4.4"]["Số liệu"]) == ("'=HYPERLINK(1)", "'+45")
    assert (found["4.4"]["Tình trạng"], found["4.1"]["Tình trạng"]) == ("Đã hoàn thành", "Chưa có báo cáo")


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        (("record", "9.4", "--status", "done"), QueryError, "Phụ lục của Kế hoạch không có mục «9.4»."),
        (("record", "5.2", "--status", "done"), QueryError, "«5.2» là mục cha"),
        (("record", "4.4", "--status", "xong"), ProgressError, "Tình trạng «xong» không có."),
        (
            ("record", "4.4", "--status", "done", "--on", "2025-08-16"),
            ProgressError,
            "Ngày báo cáo 16/08/2025",
        ),
        (("record", "4.4", "--status", "done", "--plan", "x"), QueryError, "Không có kế hoạch «x»."),
        (("list", "--standing", "x"), QueryError, "Tình hình «x» không có."),
        (("list", "--format", "xlsx"), QueryError, "Định dạng «xlsx» không có."),
        (("history", "9.4"), QueryError, "Phụ lục của Kế hoạch không có mục «9.4»."),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    options: tuple[str, ...], error: type[Exception], said: str, progress: Progress
) -> None:
    result = progress(*options)

    assert isinstance(result.exception, error)
    assert str(result.exception).startswith(said)
    assert all(row["progress"] is None for row in rows(progress))


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        ({}, AccessOff),
        ({"officer_key": KEY}, AccessOff),
        ({"officer_keys": f"so-khcn={KEY}"}, AccessError),
        ({"officer_keys": f"so-khcn={KEY}", "officer_key": "khoa-sai-nhung-dai"}, AccessError),
    ],
)
def test_recording_needs_a_known_key_and_reading_none(
    settings: dict[str, Any], error: type[Exception], own_data: Path
) -> None:
    with open_library(Settings(data_dir=own_data, **settings)) as library:
        progress = commands(library)
        refused = progress("record", "4.4", "--status", "done")
        told = rows(progress)

    assert type(refused.exception) is error
    assert KEY not in str(refused.exception)
    assert (len(told), [row for row in told if row["progress"]]) == (39, [])


def test_the_command_is_there_and_a_key_shows_nowhere(bdhvs: Callable[..., Result], own_data: Path) -> None:
    env: dict[str, Any] = {
        "BDHVS_DATA_DIR": own_data, "BDHVS_OFFICER_KEYS": f"so-khcn={KEY}", "BDHVS_OFFICER_KEY": KEY,
    }  # fmt: skip
    recorded = bdhvs("progress", "record", "4.4", "--status", "in_progress", **env)
    listed, doctor = bdhvs("progress", "list", **env), bdhvs("doctor", **env)

    assert recorded.exit_code == 0, recorded.output
    assert "Đang thực hiện" in listed.stdout
    assert not any(KEY in result.output for result in (recorded, listed, doctor))
