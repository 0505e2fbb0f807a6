"""What a reader hands on: a document as blocks, before anybody knows what they mean."""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "table", "line"]


@dataclass(frozen=True)
class Block:
    """One piece of a document in reading order.

    `line` is a physical line of a plain-text or PDF page (empty lines too):
    such lines may be broken anywhere and are joined later. The other kinds are
    whole. `level` is 1 for the highest heading and for the outermost list.
    `rows` holds a table's cells, merged cells repeated in every row they span.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    page: int | None = None


@dataclass(frozen=True)
class RawDocument:
    """A file as read: its own title if it has one, and its blocks."""

    title: str | None
    media_type: str
    blocks: tuple[Block, ...]
