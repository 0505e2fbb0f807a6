"""The doctor looks at everything, says what is wrong, and what to do."""

import shutil
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.facts import read_facts
from ui.doctor import Finding, examine

Look = Callable[..., dict[str, Finding]]
STORES = ("Thiết lập", "Ổ đĩa", "Kho dữ liệu", "Mô hình nhúng", "Chỉ mục", "Nội dung", "Hỏi thử")


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> Look:
    """The findings for these settings, by name; settings come from the environment, as for the command."""

    def look(data: Path, **settings: str) -> dict[str, Finding]:
        for name, value in {"BDHVS_DATA_DIR": str(data), **settings}.items():
            monkeypatch.setenv(name, value)
        return {finding.name: finding for finding in examine()}

    return look


def sick(findings: dict[str, Finding]) -> set[str]:
    """What is not well; facts past their day are a matter of the calendar, not of the test."""
    stale = any(fact.review_by < date.today() for fact in read_facts())  # noqa: DTZ011  # as the doctor does
    return {name for name, one in findings.items() if not one.well} - ({"Nội dung"} if stale else set())


def test_a_healthy_house_is_well_in_every_room(examined: Look, cli_data: Path) -> None:
    findings = examined(cli_data)

    assert tuple(findings) == STORES
    assert sick(findings) == set()
    assert "khớp với dữ liệu" in findings["Chỉ mục"].said
    assert "39 nhiệm vụ" in findings["Nội dung"].said
    assert str(cli_data.resolve()) in findings["Thiết lập"].said


def test_a_lost_index_is_named_with_what_to_do(examined: Look, own_data: Path) -> None:
    for folder in (own_data / "index").iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)

    findings = examined(own_data)

    assert sick(findings) == {"Chỉ mục"}
    assert "Chạy `bdhvs doctor --repair` để dựng lại." in findings["Chỉ mục"].said


def test_what_is_said_of_a_lost_index_is_clean(examined: Look, own_data: Path) -> None:
    for folder in (own_data / "index").iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)

    said = examined(own_data)["Chỉ mục"].said

    assert ".." not in said
    assert "IndexFault" not in said


def test_vectors_that_are_lost_are_named(examined: Look, own_data: Path) -> None:
    for vectors in (own_data / "index").glob("*/vectors"):
        shutil.rmtree(vectors)

    assert sick(examined(own_data)) == {"Chỉ mục"}


def test_a_row_that_the_index_does_not_know_is_named(examined: Look, own_data: Path) -> None:
    with sqlite3.connect(own_data / "bdhvs.db") as database:
        database.execute("DELETE FROM entries WHERE id = (SELECT id FROM entries LIMIT 1)")
    database.close()

    findings = examined(own_data)

    assert sick(findings) == {"Chỉ mục"}
    assert "Chroma thiếu 0, thừa 1 mục" in findings["Chỉ mục"].said


def test_an_empty_house_says_to_ingest(examined: Look, tmp_path: Path) -> None:
    findings = examined(tmp_path / "var")

    assert sick(findings) >= {"Chỉ mục", "Hỏi thử"}
    assert findings["Chỉ mục"].said == "Chưa có chỉ mục nào. Hãy chạy `bdhvs ingest` trước."


def test_a_broken_setting_is_a_finding(examined: Look, cli_data: Path) -> None:
    [finding] = examined(cli_data, BDHVS_SUPPORT_FLOOR="cao").values()

    assert not finding.well
    assert "BDHVS_SUPPORT_FLOOR đang là «cao»" in finding.said


def test_a_database_that_is_none_is_a_finding(examined: Look, tmp_path: Path) -> None:
    (tmp_path / "bdhvs.db").write_bytes(b"not a database" * 100)

    findings = examined(tmp_path)

    assert not findings["Mở kho"].well
    assert "Hãy khôi phục từ bản sao lưu" in findings["Mở kho"].said


def test_a_password_is_never_shown(examined: Look, tmp_path: Path) -> None:
    findings = examined(tmp_path, BDHVS_DATABASE_URL="postgresql+psycopg://ai:bí-mật@127.0.0.1:1/kho")

    assert not findings["Mở kho"].well
    assert "bí-mật" not in "".join(finding.said for finding in findings.values())
