"""Writing a file whole or not at all."""

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path

from knowledge.errors import ExportError

_REASONS = {
    errno.ENOENT: "thư mục không có",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.EACCES: "không có quyền ghi",
    errno.EPERM: "không có quyền ghi",
    errno.EROFS: "ổ đĩa chỉ đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết dung lượng được cấp",
    errno.ENAMETOOLONG: "tên tệp quá dài",
}


def write_whole(path: Path, content: bytes) -> None:
    """Put the bytes into a file beside `path`, then in its place. Raises ExportError and leaves nothing."""
    beside = path.with_name(f".{secrets.token_hex(8)}.tmp") if path.name else path
    try:
        if path.exists() and not path.is_file():  # a folder cannot be replaced, and a device must not be
            raise _unwritable(path, "đó không phải tệp thường")
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise _unwritable(path, _REASONS.get(error.errno or 0, str(error.strerror))) from None
    finally:
        _forget(beside)


def _forget(path: Path) -> None:
    """Remove a file where it still is; a folder that cannot be reached holds none of ours."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _unwritable(path: Path, reason: str) -> ExportError:
    return ExportError(f"Không ghi được tệp {path} ({reason}).", "Hãy chọn đường dẫn khác với --out.")
