"""The gate before the readers: is there a file, is it what its name says, may it be read?"""

from pathlib import Path
from stat import S_ISDIR, S_ISREG
from zipfile import BadZipFile

from ingest.readers.archive import check_archive
from ingest.readers.refusals import called, damaged, too_large
from ingest.readers.sniffing import HEAD_BYTES, Content, Kind, sniff
from knowledge.errors import (
    DocumentError,
    EmptyDocument,
    EncryptedDocument,
    MislabelledDocument,
    MissingDocument,
    UnsupportedDocument,
)

_MAX_BYTES = 200_000_000
_KINDS: dict[str, Kind] = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".pdf": "pdf", ".docx": "docx", ".pptx": "pptx", ".xlsx": "xlsx",
}  # fmt: skip
_EXPECTED: dict[Kind, set[Content]] = {
    # Bytes that are no UTF-8 text may be text in an old encoding: the text reader names it.
    "text": {"text", "binary"}, "markdown": {"text", "binary"}, "html": {"html", "text", "binary"},
    "pdf": {"pdf"}, "docx": {"docx"}, "pptx": {"pptx"}, "xlsx": {"xlsx"},
}  # fmt: skip
_NAMES: dict[Content, str] = {
    "text": "văn bản thuần (.txt)", "html": "trang web (.html)", "pdf": "PDF (.pdf)",
    "docx": "Word (.docx)", "pptx": "PowerPoint (.pptx)", "xlsx": "Excel (.xlsx)",
    "old-office": "Office đời cũ (.doc, .xls, .ppt)", "odf": "OpenDocument (.odt, .ods, .odp)",
    "zip": "tệp nén (.zip)", "broken-zip": "tệp nén (.zip)", "rtf": "RTF (.rtf)", "image": "ảnh",
}  # fmt: skip
_READABLE = "txt, md, html, docx, pdf, pptx, xlsx"
_SAVE_AS = {
    ".doc": ".docx", ".docm": ".docx", ".dot": ".docx", ".dotx": ".docx", ".rtf": ".docx", ".odt": ".docx",
    ".xls": ".xlsx", ".xlsm": ".xlsx", ".xlsb": ".xlsx", ".xltx": ".xlsx", ".ods": ".xlsx", ".csv": ".xlsx",
    ".ppt": ".pptx", ".pptm": ".pptx", ".pps": ".pptx", ".ppsx": ".pptx", ".potx": ".pptx", ".odp": ".pptx",
}  # fmt: skip


def admit(path: Path) -> Kind:
    """Decide how to read the file, or refuse it with the DocumentError that says why."""
    size = size_of(path)
    head = _head(path)
    if not head.strip(b" \t\r\n\f\xef\xbb\xbf") and size <= HEAD_BYTES:
        raise empty(path)
    if size > _MAX_BYTES:
        raise too_large(path, f"nặng {size // 1_000_000} MB, quá mức {_MAX_BYTES // 1_000_000} MB")
    content = sniff(path, head)
    kind = _KINDS.get(path.suffix.lower())
    if content == "encrypted-office":
        raise EncryptedDocument(
            f"{called(path)} có mật khẩu.", "Hãy gỡ mật khẩu trong phần mềm Office rồi thử lại."
        )
    if kind is None:
        raise _unsupported(path)
    if content not in _EXPECTED[kind]:
        raise _unexpected(path, kind, content)
    if kind in {"docx", "pptx", "xlsx"}:
        _check_archive(path)
    return kind


def empty(path: Path) -> EmptyDocument:
    """There is nothing to read."""
    return EmptyDocument(
        f"{called(path)} không có nội dung nào để đọc.", "Hãy kiểm tra lại và chọn tệp có nội dung."
    )


def size_of(path: Path) -> int:
    """The file's size in bytes; refuses what is missing, a folder, or no regular file."""
    try:
        info = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise MissingDocument(
            f"Không tìm thấy tệp «{path.name}».", "Hãy kiểm tra lại tên và thư mục."
        ) from error
    except OSError as error:
        raise _unopened(path) from error
    if S_ISDIR(info.st_mode):
        raise UnsupportedDocument(
            f"«{path.name}» là một thư mục, không phải tệp.", "Hãy chọn từng tệp trong thư mục."
        )
    if not S_ISREG(info.st_mode):
        raise UnsupportedDocument(
            f"«{path.name}» không phải là một tệp thường.", "Hãy chọn một tệp tài liệu."
        )
    return info.st_size


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise _unopened(path) from error


def _unopened(path: Path) -> DocumentError:
    return DocumentError(
        f"{called(path)} không mở được.", "Hãy kiểm tra quyền đọc tệp và tên tệp rồi thử lại."
    )


def _unsupported(path: Path) -> UnsupportedDocument:
    suffix = path.suffix.lower()
    what = f"{called(path)} thuộc loại «{suffix or 'không có đuôi'}», hệ thống chưa đọc được."
    if target := _SAVE_AS.get(suffix):
        return UnsupportedDocument(what, f"Hãy mở bằng phần mềm văn phòng và lưu lại dưới dạng {target}.")
    return UnsupportedDocument(what, f"Các loại đọc được: {_READABLE}.")


def _unexpected(path: Path, kind: Kind, content: Content) -> DocumentError:
    """Broken where the bytes are of no known kind, mislabelled where they are of another."""
    if content == "binary" or (content == "broken-zip" and kind in {"docx", "pptx", "xlsx"}):
        return damaged(path)
    return MislabelledDocument(
        f"{called(path)} có đuôi «{path.suffix}» nhưng bên trong là {_NAMES[content]}.",
        f"Hãy mở bằng đúng phần mềm rồi lưu lại thành một trong các loại: {_READABLE}.",
    )


def _check_archive(path: Path) -> None:
    try:
        check_archive(path)
    except BadZipFile as error:
        raise damaged(path) from error
