"""What a file's bytes say it is, whatever its name says."""

import re
from pathlib import Path
from typing import Literal
from zipfile import BadZipFile, ZipFile

Kind = Literal["text", "markdown", "html", "pdf", "docx", "pptx", "xlsx"]
Content = Literal[
    "text", "html", "pdf", "docx", "pptx", "xlsx", "encrypted-office", "old-office",
    "odf", "zip", "broken-zip", "rtf", "image", "binary",
]  # fmt: skip

HEAD_BYTES = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_OFFICE_FOLDERS: dict[str, Content] = {"word/": "docx", "ppt/": "pptx", "xl/": "xlsx"}
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def sniff(path: Path, head: bytes) -> Content:
    """What the file holds; `head` is its first HEAD_BYTES bytes."""
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_content(path)
    if head.startswith(_OLE):
        name = "EncryptedPackage".encode("utf-16-le")
        return "encrypted-office" if name in path.read_bytes() else "old-office"
    if head.startswith(_IMAGES):
        return "image"
    return _text_content(head)


def _text_content(head: bytes) -> Content:
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _HTML.match(head):
        return "html"
    if b"%PDF-" in head[:1024] and not _is_text(head):
        return "pdf"  # viewers accept some bytes before the mark, and so do we
    return "text" if _is_text(head) else "binary"


def _zip_content(path: Path) -> Content:
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
    except (BadZipFile, NotImplementedError, ValueError):
        return "broken-zip"
    if "[Content_Types].xml" not in names:
        return "odf" if "META-INF/manifest.xml" in names else "zip"
    folders = (content for folder, content in _OFFICE_FOLDERS.items() if _has_folder(names, folder))
    return next(folders, "zip")


def _has_folder(names: list[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)


def _is_text(head: bytes) -> bool:
    try:
        # A letter may be cut in two where the head ends.
        text = head.decode("utf-8-sig") if len(head) < HEAD_BYTES else head[:-4].decode("utf-8-sig", "ignore")
    except UnicodeDecodeError:
        return False
    return not re.search(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]", text)
