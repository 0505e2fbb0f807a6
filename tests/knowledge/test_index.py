"""An index folder that fails is replaced from the rows: the answers stay the same."""

import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text

from knowledge.audit import Audit, audit
from knowledge.errors import StorageError
from knowledge.library import Library
from knowledge.search import Retrieved
from tests.fakes import HashEmbedder, make_contents, open_fake_library

QUESTIONS = ("mật khẩu mạnh", "ma otp", "lớp học thứ bảy")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "var"
    with open_fake_library(folder) as library:
        texts = "Mật khẩu mạnh dài mười ký tự.", "Đừng đưa mã OTP cho ai.", "Xã mở lớp học vào thứ bảy."
        library.publisher.publish([make_contents("bai", *texts)])
    return folder


def answers(library: Library) -> list[Retrieved]:
    return [library.search.find(question) for question in QUESTIONS]


@pytest.fixture(scope="module")
def expected(published: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Retrieved]:
    folder = shutil.copytree(published, tmp_path_factory.mktemp("sound") / "var")
    with open_fake_library(folder) as library:
        assert library.index().vectors.fault is None
        return answers(library)


def no_vectors(version: Path) -> None:
    shutil.rmtree(version / "vectors")


def torn_vectors(version: Path) -> None:
    (version / "vectors" / "chroma.sqlite3").write_bytes(b"SQLite format 3\x00" + bytes(5000))


def no_keywords(version: Path) -> None:
    shutil.rmtree(version / "keywords")


def torn_keywords(version: Path) -> None:
    for file in (version / "keywords").iterdir():
        file.write_bytes(file.read_bytes()[:10])


def short_keywords(version: Path) -> None:
    (version / "keywords" / "ids.json").write_text('["x#body-1"]')


def no_folder(version: Path) -> None:
    shutil.rmtree(version)


@pytest.mark.parametrize(
    "spoil", [no_vectors, torn_vectors, no_keywords, torn_keywords, short_keywords, no_folder]
)
def test_whatever_breaks_in_a_folder_is_logged_and_changes_no_answer(
    published: Path,
    expected: list[Retrieved],
    tmp_path: Path,
    spoil: Callable[[Path], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = Path(shutil.copytree(published, tmp_path / "var"))
    spoil(next(path for path in (folder / "index").iterdir() if path.is_dir()))
    with caplog.at_level(logging.WARNING, logger="knowledge"), open_fake_library(folder) as library:
        found = answers(library)
        assert [[one.passage for one in each.kept] for each in found] == [
            [one.passage for one in each.kept] for each in expected
        ]
        for left, right in zip(found, expected, strict=True):
            assert [one.score for one in left.kept] == pytest.approx(
                [one.score for one in right.kept], abs=1e-5
            )
        assert caplog.messages
        assert audit(library).equal == (library.index().vectors.fault is None)


def test_rows_that_the_index_does_not_know_are_told_in_every_store(published: Path, tmp_path: Path) -> None:
    with open_fake_library(shutil.copytree(published, tmp_path / "var")) as library:
        assert audit(library) == Audit(3, ())
        with library.engine.begin() as connection:
            connection.execute(text("DELETE FROM entries WHERE text LIKE '%OTP%'"))
        assert audit(library) == Audit(
            2,
            (
                "mã kiểm của chỉ mục khác với dữ liệu",
                "Chroma thiếu 0, thừa 1 mục",
                "chỉ mục từ khóa khác với dữ liệu",
            ),
        )


def open_files(folder: Path) -> list[str]:
    return [file.path for file in psutil.Process().open_files() if file.path.startswith(str(folder))]


def test_a_closed_library_holds_no_file(published: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(published, tmp_path / "var"))
    with open_fake_library(folder) as library:
        answers(library)
        assert open_files(folder)
    deadline = time.monotonic() + 10
    while open_files(folder) and time.monotonic() < deadline:  # Chroma's threads end in their own time
        time.sleep(0.02)
    assert open_files(folder) == []


def test_an_index_of_another_model_is_searched_by_words_alone_and_told(
    published: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(published, tmp_path / "var")
    with open_fake_library(folder, HashEmbedder("hash-v2", dimensions=16)) as library:
        best = library.search.find("mật khẩu mạnh").kept[0]
        assert (best.passage.text, best.dense) == ("Mật khẩu mạnh dài mười ký tự.", 0.0)
        assert audit(library).differences == ("chỉ mục dựng bằng mô hình hash-v1",)


def test_without_any_index_a_search_says_what_to_do(tmp_path: Path) -> None:
    with open_fake_library(tmp_path) as library, pytest.raises(StorageError, match="bdhvs ingest"):
        library.search.find("mật khẩu")
