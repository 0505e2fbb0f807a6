"""Bytes of a text file → text: UTF-8 only, every other encoding named in the refusal."""

import codecs
import re
from pathlib import Path

from ingest.readers.legacy import find_legacy_bytes
from ingest.readers.refusals import called, damaged, old_encoding
from knowledge.errors import DamagedDocument, DocumentError, LegacyEncoding

_SAVE_AS_UTF8 = "Hãy mở tệp bằng trình soạn thảo văn bản và lưu lại dưới dạng UTF-8."
_WIDE_MARKS = {  # the longer mark first: UTF-32's begins with UTF-16's
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROLS = 0.02  # of all bytes; a text has next to none, random bytes one in ten


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, without its byte order mark.

    Raises LegacyEncoding for UTF-16, TCVN3, VNI and other encodings, and
    DamagedDocument for bytes that are no text or end in half a letter.
    """
    data = path.read_bytes()
    if wide := _wide(data):
        raise LegacyEncoding(f"{called(path)} dùng bảng mã {wide}, không phải UTF-8.", _SAVE_AS_UTF8)
    if len(_CONTROLS.findall(data)) > _MAX_CONTROLS * len(data):
        raise damaged(path, "không phải văn bản: bên trong là dữ liệu nhị phân")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, data, error) from error


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32, by its mark or by the zero bytes beside plain letters."""
    for mark, name in _WIDE_MARKS.items():
        if data.startswith(mark):
            return name
    half = len(data[:4096]) // 2
    even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
    # Vietnamese in UTF-16 has a zero in about two thirds of one half of its bytes, none in the other.
    return "UTF-16" if half and max(even, odd) > 0.25 * half and min(even, odd) < 0.02 * half + 1 else None


def _not_utf8(path: Path, data: bytes, error: UnicodeDecodeError) -> DocumentError:
    if error.reason == "unexpected end of data":
        return damaged(path, "bị cắt cụt: chữ cuối cùng chỉ còn một nửa")
    if _is_mostly_utf8(data):
        what = f"{called(path)} là văn bản UTF-8 nhưng có chỗ bị hỏng (từ byte {error.start})."
        return DamagedDocument(what, _SAVE_AS_UTF8)
    if found := find_legacy_bytes(data):
        return old_encoding(path, found)
    return LegacyEncoding(
        f"{called(path)} không dùng bảng mã UTF-8 (sai ở byte {error.start}).", _SAVE_AS_UTF8
    )


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether whole letters beyond ASCII far outnumber the broken ones: that is no chance."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not char.isascii() for char in text) - broken > 4 * broken
