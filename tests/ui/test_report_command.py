"""`bdhvs report`: one Word file for one agency and one period, or nothing at all."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
import typer
from typer.testing import CliRunner, Result

from knowledge.errors import ExportError, QueryError
from knowledge.library import Library
from ui.report_command import report_command

Command = Callable[..., Result]


@pytest.fixture(scope="module")
def report(library: Library) -> Command:
    """Run the command in this process, on 5 October 2025."""
    app = typer.Typer(add_completion=False)
    clock = datetime(2025, 10, 5, tzinfo=UTC)
    app.command("report")(report_command(lambda: nullcontext(library), lambda: clock))
    return lambda *options: CliRunner().invoke(app, [str(option) for option in options])


def test_a_report_is_written_and_its_count_told(report: Command, tmp_path: Path) -> None:
    out = tmp_path / "bao-cao.docx"
    result = report("--agency", "so khcn", "--period", "2025-Q3", "--out", out)

    assert (result.exit_code, result.stdout) == (
        0, f"Đã ghi báo cáo của Sở Khoa học và Công nghệ vào {out}: 27/36 nhiệm vụ thuộc kỳ.\n",
    )  # fmt: skip
    assert docx.Document(str(out)).core_properties.title.endswith("kỳ quý III/2025")


def test_a_report_without_a_name_goes_into_the_folder_one_is_in(
    report: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    report("--agency", "snv", "--period", "2025-09", "--role", "lead")

    assert [path.name for path in tmp_path.iterdir()] == ["bao-cao.docx"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--agency", "Sở Y", "--period", "2025-Q3"), "Không biết cơ quan «Sở Y»."),
        (("--agency", "snv, skhcn", "--period", "2025-Q3"), "«snv, skhcn» là 2 cơ quan"),
        (("--agency", "snv", "--period", "2025-Q5"), "Không hiểu thời hạn «2025-Q5»."),
        (("--agency", "snv", "--period", "2025", "--role", "x"), "Vai trò «x» không có."),
        (("--agency", "snv", "--period", "2025", "--plan", "x"), "Không có kế hoạch «x»."),
    ],
)
def test_what_is_unknown_is_named_and_nothing_is_written(
    options: tuple[str, ...], said: str, report: Command, tmp_path: Path
) -> None:
    result = report(*options, "--out", tmp_path / "a.docx")

    assert isinstance(result.exception, QueryError)
    assert str(result.exception).startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_cannot_be_written_is_named(report: Command, tmp_path: Path) -> None:
    out = tmp_path / "không có" / "a.docx"
    result = report("--agency", "snv", "--period", "2025-Q3", "--out", out)

    assert isinstance(result.exception, ExportError)
    assert str(out) in str(result.exception)
    assert (result.exit_code, result.stdout) == (1, "")


@pytest.mark.parametrize("name", ["bc.txt", "bc", "bc.pdf"])
def test_a_report_goes_into_a_word_file_only(name: str, report: Command, tmp_path: Path) -> None:
    result = report("--agency", "snv", "--period", "2025", "--out", tmp_path / name)

    assert isinstance(result.exception, QueryError)
    assert str(result.exception).startswith(f"Báo cáo chỉ ghi được ra tệp .docx, không phải «{name}».")
    assert list(tmp_path.iterdir()) == []
