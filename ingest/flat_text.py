"""Physical lines of a text or PDF page → whole paragraphs, without the page's furniture."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MARKER = re.compile(
    r"""^(?:
        (?P<part>[IVX]{1,5})\.(?=\s|$)
      | (?P<article>(?:Điều|Chương|Mục|Phần)\s+(?:\d+|[IVX]+))\b\.?
      | (?P<number>\d{1,2}(?:\.\d{1,2}){1,3}(?=\.?\s+\D)|\d{1,2}(?=\.\s+\D))\.?
      | (?P<letter>[a-zđ])\)
      | (?P<bullet>[-–•+*])(?=\s)
    )\s*""",
    re.VERBOSE,
)
"""How an administrative text opens a unit of its own.

A lone number needs its full stop: "16 tuổi" opens nothing.
"""

# Three digits on a line of their own may be 113: a lost hotline is worse than a page number kept.
_PAGE_NUMBER = re.compile(r"^\s*(?:\d{1,2}|Trang\s+\d{1,4}(?:\s*/\s*\d{1,4})?)\s*$", re.IGNORECASE)
NEW_PAGE = "\f"
"""A line that is no line: the page ends here."""
CLOSING = re.compile(r"^Trên đây là\b")
"""How the last sentence of a plan or a report opens."""
_ENDS_SENTENCE = re.compile(r"[.;:!?…”/]\s*$")
_RULE = re.compile(r"^[\s_\-=.]{5,}$")
# "Nơi nhận hồ sơ: …" is a sentence like any other.
_ADDRESSEES = re.compile(r"^\s*(?:Nơi nhận|NƠI NHẬN)\s*:?\s*(?:$|[-–]|(?:TM|KT|TL|TUQ|Q)\.)")
_APPENDIX = re.compile(r"^\s*PHỤ LỤC\b")
_CERTIFICATE = "CỤC CHỨNG THỰC SỐ"
_CERTIFICATE_LINES = 3
"""What follows a certificate's issuer: the time, the body, the person who signed."""
_SIGNER = re.compile(
    r"^\s*(?:Người ký|Ký bởi)\s*:|đã ký lên văn bản này"
    r"|^\s*(?:\d{4}-\d\d-\d\dT[\d:]+[+-]\d{4}|.*<[^@\s]+@[^>\s]+>.*)\s*$"
)
_OF_SIGNER = re.compile(r"^\s*(?:(?:Email|Cơ quan|Chức vụ|Thời gian ký|Ngày ký)\s*:.*)?$")


@dataclass(frozen=True)
class Paragraph:
    """A whole paragraph: its text and the page it starts on."""

    text: str
    page: int | None = None


def without_furniture(lines: Iterable[str], *, rows: bool = False) -> Iterator[str]:
    """The lines without page numbers, rules, addressees, signature block and electronic signatures.

    The addressees open the block that ends a Vietnamese administrative text
    (Nghị định 30/2020/NĐ-CP, Phụ lục I: nơi nhận, then the signature); an appendix may follow.
    With `rows`, lone numbers in an appendix stay: they may be those of a table's rows.
    """
    in_closing = in_appendix = False
    for line in _without_signatures(lines):
        if is_appendix_head(line):
            in_closing, in_appendix = False, True
        elif _ADDRESSEES.match(line):
            in_closing = True
        numbered = is_page_number(line) and not (rows and in_appendix and line.strip().isdecimal())
        if not (in_closing or numbered or _RULE.match(line)):
            yield line


def is_appendix_head(line: str) -> bool:
    """Whether a line opens an appendix."""
    return bool(_APPENDIX.match(line))


def is_page_number(line: str) -> bool:
    """Whether a line is nothing but a number such as pages have."""
    return bool(_PAGE_NUMBER.match(line))


def _without_signatures(lines: Iterable[str]) -> Iterator[str]:
    """The lines without what electronic signatures print, be it above the text or below it."""
    certificate, signer = 0, False
    for line in lines:
        if _CERTIFICATE in line:
            certificate = _CERTIFICATE_LINES
        elif certificate:
            certificate -= bool(line.strip())
        elif _SIGNER.search(line):
            signer = True
        elif not (signer and _OF_SIGNER.match(line)):
            signer = False
            yield line


def paragraphs(lines: Iterable[str]) -> list[str]:
    """Join lines that a page broke: a paragraph ends where a new unit opens or a sentence ends before a gap.

    An empty line alone ends nothing, because PDF text has empty lines inside sentences.
    """
    joined: list[str] = []
    current: list[str] = []
    after_gap = False
    for line in lines:
        text = " ".join(line.split())
        if not text:
            after_gap = True
            continue
        if current and _starts_anew(text, current, after_gap):
            joined.append(" ".join(current))
            current = []
        current.append(text)
        after_gap = False
    return [*joined, " ".join(current)] if current else joined


def _starts_anew(text: str, current: list[str], after_gap: bool) -> bool:
    so_far = " ".join(current)
    if MARKER.match(text):
        # "chính trị \n - xã hội": a dash that only joins two words does not open an item.
        return not (text[:1] in "-–" and text[2:3].islower() and not _ENDS_SENTENCE.search(so_far))
    if _is_shouted(so_far) != _is_shouted(text):
        return True
    return bool(_ENDS_SENTENCE.search(so_far)) and (after_gap or bool(CLOSING.match(text)))


def _is_shouted(text: str) -> bool:
    """Whether a line is a heading in capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and all(char.isupper() for char in letters)
