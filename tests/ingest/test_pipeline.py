"""From files to knowledge: what is new goes in, what is the same stays, what is wrong is named."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.agency_lists import AgencyLists
from ingest.pipeline import Report, ensure_shipped, ingest_paths, read_document
from knowledge.audit import audit
from knowledge.errors import EmptyDocument, MislabelledDocument, MissingDocument, UnsupportedDocument
from knowledge.library import Library, open_library
from knowledge.passage import Document
from knowledge.publish import Changes, active_version
from knowledge.settings import Settings
from tests.fakes import make_contents, open_fake_library

NOTICE = (
    "THÔNG BÁO\n\nI. MỤC ĐÍCH\n1. Mục đích\n- Mở lớp học số cho bà con.\n2. Yêu cầu\n- Ai cũng được học.\n"
)
GUIDE = "# Hướng dẫn VNeID\n\nCài từ kho ứng dụng chính thức.\n\n## Đăng nhập\n\nNhập số căn cước.\n"


def fill(folder: Path) -> Path:
    """Two files, one of them in a folder below, and a picture."""
    (folder / "xã").mkdir(parents=True)
    (folder / "thông báo.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "xã" / "hướng dẫn.md").write_text(GUIDE, encoding="utf-8")
    (folder / "ảnh.jpg").write_bytes(b"not ours to read")
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every test finds its files: a document is known by its path."""
    return tmp_path_factory.mktemp("files") / "tài liệu"


@pytest.fixture
def inputs(place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    return fill(place)


@pytest.fixture(scope="module")
def data_without_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a document that came from no file."""
    folder = tmp_path_factory.mktemp("without") / "var"
    with open_fake_library(folder) as library:
        library.publisher.publish([make_contents("co-san", "Xã có Tổ công nghệ số cộng đồng.")])
    return folder


@pytest.fixture(scope="module")
def data_with_files(data_without_files: Path, place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the two files in it."""
    folder = shutil.copytree(data_without_files, tmp_path_factory.mktemp("with") / "var")
    shutil.rmtree(place, ignore_errors=True)
    with open_fake_library(folder) as library:
        ingest_paths(library, [fill(place)])
    return Path(folder)


@pytest.fixture
def small(data_without_files: Path, tmp_path: Path) -> Iterator[Library]:
    """A library to which the files are new."""
    with open_fake_library(shutil.copytree(data_without_files, tmp_path / "var")) as library:
        yield library


@pytest.fixture
def ingested(data_with_files: Path, tmp_path: Path) -> Iterator[Library]:
    """A library that holds the files."""
    with open_fake_library(shutil.copytree(data_with_files, tmp_path / "var")) as library:
        yield library


def documents(library: Library) -> dict[str, Document]:
    """The documents that came from files, by the name of the file."""
    return {Path(one.origin).name: one for one in library.store.documents() if one.id != "co-san"}


def asked(library: Library) -> list[str]:
    return library.embedder.asked  # type: ignore[attr-defined,no-any-return]  # the fake remembers


def test_new_files_go_in_and_the_report_is_a_sentence(small: Library, inputs: Path) -> None:
    report = ingest_paths(small, [inputs])
    assert str(report) == (
        "2 tài liệu thêm mới, 0 cập nhật, 0 không đổi, 0 gỡ bỏ; đoạn: 5 thêm, 0 giữ nguyên, 0 bỏ."
    )
    assert {name: one.title for name, one in documents(small).items()} == {
        "thông báo.txt": "THÔNG BÁO",
        "hướng dẫn.md": "Hướng dẫn VNeID",
    }
    assert audit(small).equal


def test_the_second_time_nothing_changes(ingested: Library, inputs: Path) -> None:
    before = active_version(ingested.engine)
    report = ingest_paths(ingested, [inputs])
    after = active_version(ingested.engine)
    assert str(report) == (
        "0 tài liệu thêm mới, 0 cập nhật, 2 không đổi, 0 gỡ bỏ; đoạn: 0 thêm, 5 giữ nguyên, 0 bỏ."
    )
    assert before and after and before.id == after.id
    assert asked(ingested) == []


def test_an_edited_file_replaces_only_what_it_changed(ingested: Library, inputs: Path) -> None:
    (inputs / "thông báo.txt").write_text(NOTICE.replace("Ai cũng", "Mọi người"), encoding="utf-8")
    report = ingest_paths(ingested, [inputs])
    assert report.changes == Changes(
        documents_updated=1, documents_unchanged=1, passages_added=1, passages_unchanged=4, passages_removed=1
    )
    heading = "MỤC ĐÍCH. Yêu cầu"
    assert asked(ingested) == [heading, f"{heading}\nMọi người được học."]
    assert ingested.search.find("mọi người được học").kept[0].passage.text == "Mọi người được học."


def test_an_unreadable_file_is_named_and_the_others_go_in(small: Library, inputs: Path) -> None:
    (inputs / "trống.txt").write_text("", encoding="utf-8")
    (inputs / "giả.pdf").write_text("đây không phải PDF", encoding="utf-8")
    report = ingest_paths(small, [inputs, inputs / "ảnh.jpg"])
    assert [(path.name, type(error)) for path, error in report.refused] == [
        ("giả.pdf", MislabelledDocument),
        ("trống.txt", EmptyDocument),
        ("ảnh.jpg", UnsupportedDocument),
    ]
    assert all(path.name in error.what for path, error in report.refused)
    assert report.changes.documents_added == 2
    assert str(report).endswith("0 bỏ. 3 tệp không đọc được.")


def test_when_every_file_is_unreadable_nothing_changes(small: Library, inputs: Path) -> None:
    before = active_version(small.engine)
    report = ingest_paths(small, [inputs / "ảnh.jpg"])
    after = active_version(small.engine)
    assert report.changes == Changes()
    assert before and after and before.id == after.id


def test_a_missing_path_is_told_before_anything_is_read(small: Library, inputs: Path) -> None:
    with pytest.raises(MissingDocument, match=r"không có\.txt"):
        ingest_paths(small, [inputs, inputs / "không có.txt"])
    assert documents(small) == {}


def test_one_content_is_stored_once_under_whatever_names_it_comes(small: Library, inputs: Path) -> None:
    shutil.copy(inputs / "thông báo.txt", inputs / "bản sao.txt")
    (inputs / "liên kết.md").symlink_to(inputs / "xã" / "hướng dẫn.md")
    # A folder, a file in it, and the file by another name are one file.
    report = ingest_paths(small, [inputs, inputs / "thông báo.txt", inputs / "xã" / ".." / "thông báo.txt"])
    assert report.changes.documents_added == 2
    assert set(documents(small)) == {"bản sao.txt", "hướng dẫn.md"}
    again = ingest_paths(small, [inputs / "thông báo.txt", inputs])
    assert again.changes == Changes(documents_unchanged=2, passages_unchanged=5)
    assert set(documents(small)) == {"bản sao.txt", "hướng dẫn.md"}


def test_a_file_by_another_name_is_the_same_document(inputs: Path) -> None:
    real = inputs / "xã" / "hướng dẫn.md"
    (inputs / "liên kết.md").symlink_to(real)
    ids = {
        read_document(path, Settings(), AgencyLists({}))[0].document.id
        for path in (real, inputs / "liên kết.md")
    }
    assert len(ids) == 1


def test_a_file_that_became_a_copy_of_another_gives_up_its_place(ingested: Library, inputs: Path) -> None:
    shutil.copy(inputs / "xã" / "hướng dẫn.md", inputs / "thông báo.txt")
    report = ingest_paths(ingested, [inputs])
    assert (report.changes.documents_removed, report.changes.documents_unchanged) == (1, 1)
    assert set(documents(ingested)) == {"hướng dẫn.md"}


def test_two_files_that_change_places_both_stay(ingested: Library, inputs: Path) -> None:
    first, second = inputs / "thông báo.txt", inputs / "xã" / "hướng dẫn.md"
    contents = first.read_bytes(), second.read_bytes()
    first.write_bytes(contents[1])
    second.write_bytes(contents[0])
    report = ingest_paths(ingested, [inputs])
    assert (report.changes.documents_updated, report.changes.documents_removed) == (2, 0)


def test_a_files_document_names_itself_and_where_it_came_from(inputs: Path) -> None:
    path = inputs / "thông báo.txt"
    document = read_document(path, Settings(), AgencyLists({}))[0].document
    assert (document.kind, document.origin, document.media_type) == ("file", str(path), "text/plain")
    assert document.id.startswith("thong-bao-")


def test_files_of_one_name_in_two_folders_are_two_documents(inputs: Path) -> None:
    shutil.copy(inputs / "thông báo.txt", inputs / "xã" / "thông báo.txt")
    ids = {
        read_document(path, Settings(), AgencyLists({}))[0].document.id
        for path in (inputs / "thông báo.txt", inputs / "xã" / "thông báo.txt")
    }
    assert len(ids) == 2


def test_a_text_without_a_short_first_line_is_called_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "quy che.txt"
    path.write_text("Mọi người " * 40 + ".", encoding="utf-8")
    assert read_document(path, Settings(), AgencyLists({}))[0].document.title == "quy che"


def test_a_report_counts_what_was_refused_only_when_there_was_any() -> None:
    assert "không đọc được" not in str(Report(Changes()))


def test_shipped_content_that_is_in_already_is_left_alone(library: Library) -> None:
    assert ensure_shipped(library) is None


def test_the_real_plan_goes_in_whole(small: Library, plan_file: Path) -> None:
    report = ingest_paths(small, [plan_file])
    assert report.refused == ()
    document = documents(small)[plan_file.name]
    located = {
        passage.locator for passage in small.store.passages_of("") if passage.document_id == document.id
    }
    assert {"Phần III.3", "Phần kết", "Phụ lục, mục 4.4", "Phụ lục, mục 7.7"} <= located
    assert sum(place.startswith("Phụ lục, mục ") for place in located) == 39


def test_shipped_content_of_another_release_is_brought_up_to_date(shipped_data: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(shipped_data, tmp_path / "var")
    with open_library(Settings(data_dir=folder)) as library:
        former = make_contents("XX-99", "Bài học cũ.", origin="content:lessons/XX-99")
        stale = library.store.document("CD-01")
        assert stale
        changed = make_contents("CD-01", "Bài cũ.", kind="lesson", title="Cũ", origin=stale.origin)
        own = make_contents("cua-xa", "Thông báo của xã.")
        library.publisher.publish([former, changed, own])
        library.store.set_mark("shipped-content", "of another release")
        report = ensure_shipped(library)
        assert report
        done = report.changes
        assert (done.documents_added, done.documents_updated, done.documents_removed) == (0, 1, 1)
        assert library.store.document("CD-01") == stale
        assert library.store.document("cua-xa") == own.document
        assert ensure_shipped(library) is None
        assert audit(library).equal
