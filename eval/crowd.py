"""A crowd of passages: shipped sentences in new order, as many as wanted, the same for the same seed."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from knowledge.passage import Document, Field, Passage, PassageKind, digest
from knowledge.store import Contents, Store

_SENTENCES = (2, 5)
"""A made-up passage has between these many sentences: about as long as the shipped ones."""

_HEADING_WORDS = 9
_BREAK = re.compile(r"(?<=[.!?;])\s+|\n+")


def shipped_sentences(store: Store) -> list[str]:
    """Every sentence of the stored passages, once, in the order of ids."""
    bodies = [stored.entry.text for stored in store.entries() if stored.entry.field == Field.BODY]
    return list(dict.fromkeys(one.strip() for body in bodies for one in _BREAK.split(body) if one.strip()))


def crowd(sentences: Sequence[str], count: int, dice: Random) -> Contents:
    """A document of `count` passages made of these sentences."""
    passages = tuple(_passages("dam-dong", sentences, count, dice))
    document = Document(
        "dam-dong", "file", "Tài liệu ghép để đo", "eval:crowd", digest([one.id for one in passages])
    )
    return Contents(document, passages)


def _passages(name: str, sentences: Sequence[str], count: int, dice: Random) -> Iterator[Passage]:
    for number in range(1, count + 1):
        chosen = dice.sample(sentences, dice.randint(*_SENTENCES))
        heading = " ".join(chosen[0].split()[:_HEADING_WORDS])
        yield Passage(name, PassageKind.SECTION, f"Đoạn {number}", heading, "\n".join(chosen))
