"""Reading in a child process: the same documents and errors, within limits, whatever the file does."""

import re
import signal
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from ingest.bounded import read_bounded
from ingest.readers import read_file
from knowledge.errors import (
    DamagedDocument,
    DocumentError,
    DocumentTooLarge,
    EncryptedDocument,
    LegacyEncoding,
    MissingDocument,
)
from knowledge.settings import PREFIX, Settings
from tests.ingest import documents
from tests.ingest.documents import MOTTO, MOTTO_VNI


def children(name: str) -> list[psutil.Process]:
    """This process's reading children at work on a file of that name."""
    return [
        child for child in psutil.Process().children() if any(part.endswith(name) for part in child.cmdline())
    ]


def slow_pdf(path: Path) -> Path:
    """A small PDF whose one page takes minutes to draw."""
    path = documents.pdf_lines(path, [["chậm"]])
    packed = zlib.compress(b"BT /F1 12 Tf 50 700 Td (x) Tj ET\n" * 2_000_000)
    body = b"/Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
    stream = re.compile(rb"/Filter[^>]*>>\s*stream.*?endstream", re.DOTALL)
    data, count = stream.subn(lambda _: body, path.read_bytes(), count=1)
    assert count == 1
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".docx", ".pdf", ".pptx", ".xlsx"])
def test_a_file_comes_back_from_the_child_as_it_would_from_here(tmp_path: Path, ending: str) -> None:
    path = documents.with_text(tmp_path / f"tệp một{ending}", MOTTO)
    assert read_bounded(path, Settings()) == read_file(path)


def test_the_smallest_memory_allowed_is_enough_for_a_small_file(tmp_path: Path) -> None:
    path = documents.with_text(tmp_path / "a.xlsx", MOTTO)
    assert read_bounded(path, Settings(read_megabytes=128)).blocks


def bad_files(folder: Path) -> Iterator[tuple[type[DocumentError], Path]]:
    yield EncryptedDocument, documents.pdf_locked(folder / "khóa.pdf", user="x", owner="y")
    yield LegacyEncoding, documents.with_text(folder / "cũ.docx", MOTTO_VNI)
    cut = folder / "cắt.xlsx"
    cut.write_bytes(documents.with_text(folder / "a.xlsx", MOTTO).read_bytes()[:2000])
    yield DamagedDocument, cut
    yield MissingDocument, folder / "không có.txt"


def test_an_error_comes_back_in_its_own_class_with_its_own_words(tmp_path: Path) -> None:
    for expected, path in bad_files(tmp_path):
        with pytest.raises(expected) as here:
            read_file(path)
        with pytest.raises(expected) as there:
            read_bounded(path, Settings())
        assert (there.type, there.value.args) == (here.type, here.value.args)


def test_more_pages_than_the_setting_allows_are_too_many(tmp_path: Path) -> None:
    path = documents.pdf_lines(tmp_path / "a.pdf", [[MOTTO]] * 3)
    with pytest.raises(DocumentTooLarge, match="BDHVS_READ_PAGES"):
        read_bounded(path, Settings(read_pages=2))


def test_a_file_that_takes_too_long_is_given_up_and_its_process_ended(tmp_path: Path) -> None:
    path = slow_pdf(tmp_path / "chậm.pdf")
    start = time.monotonic()
    with pytest.raises(DocumentTooLarge, match=r"1\.5 giây"):
        read_bounded(path, Settings(read_seconds=1.5))
    assert time.monotonic() - start < 5
    assert not children(path.name)


def test_a_file_that_swells_in_memory_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "nở.html"
    path.write_text("<p>xin chào</p>\n" * 400_000, encoding="utf-8")
    with pytest.raises(DocumentTooLarge, match="BDHVS_READ_MEGABYTES"):
        read_bounded(path, Settings(read_megabytes=160))


@pytest.mark.parametrize(
    ("death", "expected"), [(signal.SIGSEGV, DamagedDocument), (signal.SIGKILL, DocumentTooLarge)]
)
def test_a_child_that_dies_of_its_file_is_an_error_about_the_file(
    tmp_path: Path, death: signal.Signals, expected: type[DocumentError]
) -> None:
    path = slow_pdf(tmp_path / "chết.pdf")
    found: list[BaseException] = []

    def read() -> None:
        try:
            read_bounded(path, Settings(read_seconds=20))
        except DocumentError as error:
            found.append(error)

    reading = threading.Thread(target=read)
    reading.start()
    while not (born := children(path.name)):
        time.sleep(0.01)
    born[0].send_signal(death)
    reading.join()
    assert [type(error) for error in found] == [expected]
    assert path.name in str(found[0])


def test_a_child_with_more_to_say_than_we_can_hold_is_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "dài.txt"
    path.write_text("xin chào các bạn " * 1_600_000, encoding="utf-8")
    with pytest.raises(DocumentTooLarge, match="quá nhiều chữ"):
        read_bounded(path, Settings())


def test_every_setting_a_refusal_names_exists() -> None:
    source = Path(documents.__file__).parents[2] / "ingest" / "readers" / "refusals.py"
    named = set(re.findall(rf"{PREFIX}(\w+)", source.read_text(encoding="utf-8")))
    assert named == {"READ_SECONDS", "READ_MEGABYTES", "READ_PAGES"}
    assert {name.lower() for name in named} <= set(Settings.model_fields)
