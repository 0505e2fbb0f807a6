"""The sentences a refused file is answered with: what happened, and what to do."""

from pathlib import Path

from ingest.readers.cleaning import clean
from ingest.readers.legacy import Legacy
from knowledge.errors import DamagedDocument, DocumentTooLarge, LegacyEncoding


def called(path: Path) -> str:
    """«Tệp «tên»», fit to begin a sentence."""
    # A name may hold bidi controls or bytes that are no text: a message must stay readable.
    return f"Tệp «{clean(path.name)}»"


def damaged(path: Path, why: str = "bị hỏng hoặc bị cắt cụt, không đọc được") -> DamagedDocument:
    """The file is broken."""
    return DamagedDocument(
        f"{called(path)} {why}.",
        "Hãy mở tệp bằng phần mềm đã tạo ra nó, lưu thành tệp mới, hoặc xin lại bản gốc rồi thử lại.",
    )


def too_large(path: Path, why: str, advice: str = "Hãy tách thành nhiều tệp nhỏ hơn.") -> DocumentTooLarge:
    """The file passes a limit."""
    return DocumentTooLarge(f"{called(path)} {why}.", advice)


def out_of_memory(path: Path) -> DocumentTooLarge:
    """The file needs more memory than it may take."""
    return too_large(
        path,
        "cần nhiều bộ nhớ hơn mức cho phép để đọc",
        "Hãy tách thành nhiều tệp nhỏ hơn, hoặc tăng thiết lập BDHVS_READ_MEGABYTES.",
    )


def out_of_time(path: Path, seconds: float) -> DocumentTooLarge:
    """The file takes longer to read than it may."""
    return too_large(
        path,
        f"đọc mãi chưa xong sau {seconds:g} giây, là mức cho phép",
        "Hãy tách thành nhiều tệp nhỏ hơn, hoặc tăng thiết lập BDHVS_READ_SECONDS.",
    )


def too_many_pages(path: Path, unit: str, limit: int) -> DocumentTooLarge:
    """The file has more pages (or slides, or sheets) than allowed."""
    return too_large(
        path,
        f"có nhiều hơn {limit} {unit}, là mức cho phép",
        "Hãy tách thành nhiều tệp nhỏ hơn, hoặc tăng thiết lập BDHVS_READ_PAGES.",
    )


def old_encoding(path: Path, found: Legacy) -> LegacyEncoding:
    """The text is Vietnamese from before Unicode."""
    words = ", ".join(f"«{clean(word)}»" for word in found.examples)
    return LegacyEncoding(
        f"{called(path)} viết bằng bảng mã {found.name}, không phải Unicode (ví dụ: {words}).",
        "Hãy chuyển sang Unicode (chẳng hạn bằng UniKey: Công cụ → Chuyển mã) rồi lưu lại dưới dạng UTF-8.",
    )
