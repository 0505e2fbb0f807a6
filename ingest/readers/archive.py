"""Look into an Office file's zip before any parser opens it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any, NoReturn
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from ingest.readers.refusals import called, too_large
from knowledge.errors import EncryptedDocument, UnsupportedDocument

_MAX_ENTRIES = 10_000
_MAX_UNPACKED = 300_000_000  # bytes, all entries together
_MAX_RATIO = 200  # unpacked / packed …
_RATIO_COUNTS_FROM = 10_000_000  # … once this many bytes unpack: small files of blanks are harmless
_XML = {".xml", ".rels", ".vml"}
_CHUNK = 1024


def check_archive(path: Path) -> None:
    """Refuse a zip bomb, macros, a password and entity declarations.

    Raises DocumentTooLarge, UnsupportedDocument, EncryptedDocument; BadZipFile
    where the zip itself is broken.
    """
    with ZipFile(path) as archive:
        entries = archive.infolist()
        _refuse_bomb(path, entries)
        _refuse_macros(path, entries)
        if any(entry.flag_bits & 1 for entry in entries):
            raise EncryptedDocument(f"{called(path)} có mật khẩu.", "Hãy gỡ mật khẩu rồi thử lại.")
        for entry in entries:
            if PurePosixPath(entry.filename).suffix.lower() in _XML:
                with archive.open(entry) as part:
                    _refuse_doctype(path, part)


def _refuse_bomb(path: Path, entries: list[ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    bomb = unpacked > _RATIO_COUNTS_FROM and unpacked > _MAX_RATIO * packed
    if len(entries) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED or bomb:
        size = f"{len(entries)} mục, {unpacked // 1_000_000} MB"
        raise too_large(path, f"bung ra quá lớn ({size}), có thể là bom nén")


def _refuse_macros(path: Path, entries: list[ZipInfo]) -> None:
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise UnsupportedDocument(
            f"{called(path)} chứa macro (chương trình nhúng) nên không được đọc vì lý do an toàn.",
            "Hãy mở bằng phần mềm văn phòng rồi lưu lại dạng không có macro (.docx, .xlsx, .pptx).",
        )


class _RootReached(Exception):
    """The root element begins: no DOCTYPE can follow."""


def _refuse_doctype(path: Path, part: IO[bytes]) -> None:
    """Office parts never have a DOCTYPE; one is there to declare entities that swell or reach outside."""
    parser = expat.ParserCreate()

    def refuse(*_: Any) -> NoReturn:
        raise UnsupportedDocument(
            f"{called(path)} chứa khai báo DOCTYPE trong XML nên không được đọc vì lý do an toàn.",
            "Hãy mở bằng phần mềm văn phòng rồi lưu thành tệp mới.",
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = _root_reached
    with _until_root():
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)


def _root_reached(*_: Any) -> NoReturn:
    raise _RootReached


@contextmanager
def _until_root() -> Iterator[None]:
    try:
        yield
    except (_RootReached, expat.ExpatError):
        return  # a part that is no XML is the reader's to report
