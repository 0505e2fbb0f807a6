"""Take out of a text what no reader of the page sees, and give every letter one spelling."""

import re
import unicodedata
from dataclasses import replace

from ingest.blocks import Block

_LINE_ENDS = re.compile(r"\r\n|[\r\x0b\x85\u2028\u2029]")
_SPACES = re.compile(r"[\u00a0\u2007\u202f]")
# Word's Wingdings and Symbol bullets arrive as private-use letters.
_BULLETS = re.compile(r"[\uf06c\uf076\uf0a7\uf0b7\uf0d8\uf0fc]")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners, fillers
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"  # zero-width, bidi controls
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"  # variation selectors, BOM, anchors
    r"\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"  # surrogates, private use, tags
)


def split_lines(text: str) -> list[str]:
    """The physical lines, whichever way they end; the newline after the last line begins no other."""
    lines = _LINE_ENDS.sub("\n", text).split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def clean(text: str) -> str:
    """The text in NFC with `\\n` line ends, without control, zero-width, bidi and tag characters.

    Tabs, newlines and form feeds stay; no-break spaces become spaces, because
    searching and splitting must not depend on which space was typed.
    """
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    text = _UNSEEN.sub("", _BULLETS.sub("•", text))
    return unicodedata.normalize("NFC", text)


def clean_block(block: Block) -> Block:
    """The block with every text cleaned; a line keeps its indent, a heading is one line."""
    text = clean(block.text)
    if block.kind == "heading":
        text = " ".join(text.split())
    text = text.rstrip() if block.kind == "line" else text.strip()
    rows = tuple(tuple(clean(cell).strip() for cell in row) for row in block.rows)
    return replace(block, text=text, rows=rows)
