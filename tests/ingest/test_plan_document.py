"""What is stored of a plan: another province's rows, each with its passage; never the home plan's again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import ingest_paths
from knowledge.audit import audit
from knowledge.library import HOME_PLAN, Library, open_library
from knowledge.passage import PassageKind
from knowledge.publish import Changes
from knowledge.settings import Settings
from tests.fakes import open_fake_library
from tests.ingest.plans import FOLDER, duties

NAME = "ke-hoach-an-binh"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that holds one other province's plan, for reading only."""
    with open_fake_library(tmp_path_factory.mktemp("plan") / "var") as library:
        ingest_paths(library, [FOLDER / f"{NAME}.docx"])
        yield library


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with open_fake_library(tmp_path / "var") as library:
        yield library


def test_another_provinces_rows_are_stored_as_its_own(stored: Library) -> None:
    [document] = stored.plans()
    rows = stored.plan(document.id)
    assert [duty.id for duty in rows.duties] == [duty.id for duty in duties(NAME)]
    assert {duty.document_id for duty in rows.duties} == {document.id}
    assert [target.id for target in rows.targets] == ["2026.1", "2026.2", "2027.1", "2027.2"]
    assert document.title == "Kế hoạch triển khai Phong trào “Bình dân học vụ số” tỉnh An Bình năm 2026"
    assert audit(stored).equal


def test_another_provinces_rows_are_no_rows_of_the_home_plan(stored: Library) -> None:
    assert (stored.plan().duties, stored.plan().targets) == ((), ())


def test_every_row_has_a_passage_of_its_own_that_no_other_plans_row_is_mistaken_for(stored: Library) -> None:
    [document] = stored.plans()
    for duty in stored.plan(document.id).duties:
        passage = stored.store.passages([duty.passage_id])[duty.passage_id]
        assert (passage.kind, passage.locator) == (PassageKind.DUTY, f"Phụ lục, mục {duty.id}")
        assert passage.ref == f"{document.id}#{duty.id}"
        assert duty.name.rstrip(".") in passage.text


def test_every_target_has_the_passage_that_says_it(stored: Library) -> None:
    [document] = stored.plans()
    for target in stored.plan(document.id).targets:
        passage = stored.store.passages([target.passage_id])[target.passage_id]
        assert f"{target.percent:g}%".replace(".", ",") in passage.text


def test_responsibilities_are_passages_under_the_bodys_name(stored: Library) -> None:
    [document] = stored.plans()
    [passage] = stored.store.passages_of(f"{document.id}#3", PassageKind.RESPONSIBILITY)
    assert passage.heading == "Trách nhiệm của Công an tỉnh; Tỉnh Đoàn"
    assert (passage.locator, passage.text) == (
        "Phần III.3",
        "Phối hợp hỗ trợ người dân cài đặt và sử dụng VNeID.",
    )


def test_the_report_says_what_became_rows_and_the_second_time_nothing_changes(empty: Library) -> None:
    path = FOLDER / f"{NAME}.docx"
    [plan] = ingest_paths(empty, [path]).plans
    assert list(plan.lines()) == [
        f"{NAME}.docx: 21 nhiệm vụ, 4 chỉ tiêu, 3 mục trách nhiệm được ghi thành dòng."
    ]
    again = ingest_paths(empty, [path]).changes
    assert again == Changes(documents_unchanged=1, passages_unchanged=again.passages_unchanged)


def test_the_home_plan_is_compared_and_not_stored_a_second_time(empty: Library, plan_file: Path) -> None:
    [plan] = ingest_paths(empty, [plan_file]).plans
    assert plan.comparison and plan.comparison.differences == ()
    assert list(plan.lines())[1:] == [f"{plan_file.name}: cả 454 ô khớp với bản đăng ký."]
    assert empty.plans() == []
    assert {passage.ref for passage in empty.store.passages_of("")} == {""}


def test_a_cell_of_the_home_plan_that_was_changed_is_named(
    empty: Library, plan_file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ban-sua.txt"
    text = plan_file.read_text(encoding="utf-8")
    assert text.count("Tháng \n9/2025") == 1
    path.write_text(text.replace("Tháng \n9/2025", "Tháng \n8/2025"), encoding="utf-8")
    [plan] = ingest_paths(empty, [path]).plans
    assert list(plan.lines())[1:3] == [
        "ban-sua.txt: 3 chỗ khác với bản đăng ký, trong 454 ô:",
        "ban-sua.txt: mục 4.4, thời gian thực hiện: đọc được «Tháng 8/2025», bản đăng ký ghi «Tháng 9/2025».",
    ]


def test_a_malformed_plan_is_stored_as_text_only_and_told(empty: Library, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    text = (FOLDER / f"{NAME}.txt").read_text(encoding="utf-8")
    path.write_text(text.replace("Thời hạn hoàn\nthành\n", ""), encoding="utf-8")
    report = ingest_paths(empty, [path])
    lines = list(report.plans[0].lines())
    assert lines[0] == "ke-hoach.txt: không có dòng nào được ghi vào bảng nhiệm vụ."
    assert "thiếu cột thời gian thực hiện" in lines[1]
    assert (empty.plans(), report.changes.documents_added) == ([], 1)
    assert any("sổ tay kỹ năng số" in one.text for one in empty.store.passages_of(""))


def test_an_unread_row_is_named_kept_as_text_and_remembered(empty: Library, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    text = (FOLDER / f"{NAME}.txt").read_text(encoding="utf-8")
    path.write_text(text + "5\nViệc cuối cùng bị cắt\n", encoding="utf-8")
    [plan] = ingest_paths(empty, [path]).plans
    assert plan.problems == ("Không tách được các ô của mục IV.5: «Việc cuối cùng bị cắt».",)
    [document] = empty.plans()
    assert document.meta == {"unread": ["IV.5"], "province": "An Bình"}
    assert "Phụ lục, mục IV.5" in {one.locator for one in empty.store.passages_of("")}


def test_a_removed_plan_takes_its_rows_with_it(empty: Library, tmp_path: Path) -> None:
    path = Path(shutil.copy(FOLDER / f"{NAME}.docx", tmp_path))
    ingest_paths(empty, [path, FOLDER / "ke-hoach-hoa-lac.docx"])
    first, second = empty.plans()
    empty.publisher.publish([], [first.id])
    assert empty.plans() == [second]
    assert empty.plan(first.id).duties == ()


def test_beside_the_home_plan_another_plan_changes_no_count_of_it(shipped_data: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(shipped_data, tmp_path / "var")
    with open_library(Settings(data_dir=folder)) as library:
        before = library.plan()
        ingest_paths(library, [FOLDER / "ke-hoach-hoa-lac.pdf"])
        home, other = library.plans()
        assert library.plan() == library.plan(home.id) == before
        assert (home.origin, len(before.duties)) == (HOME_PLAN, 39)
        assert len(library.plan(other.id).duties) == 23
        assert library.plan("khong-co").duties == ()
