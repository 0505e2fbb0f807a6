"""Finding known names in typed words: exact where diacritics were typed, by fold where they were not."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from knowledge.vietnamese import fold, normalise, words

Owner = TypeVar("Owner")


def spoken(text: str) -> list[str]:
    """The words of a text as typed, in lower case: what names and phrases are looked for in."""
    return words(normalise(text).lower())


class Names(Generic[Owner]):
    """Known names with their owners, found wherever their words stand.

    A word typed with diacritics must bear the right ones ("kiến" is not "kiện", "số" is not "sở");
    one typed without any stands for all its readings.
    """

    def __init__(self, names: Iterable[tuple[str, Owner]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[tuple[str, str], ...], Owner]]] = {}
        for name, owner in names:
            readings = tuple((word, fold(word)) for word in spoken(name))
            for first in set(readings[0]) if readings else ():
                self._by_first.setdefault(first, []).append((readings, owner))

    def places(self, typed: Sequence[str]) -> Iterator[tuple[range, Owner]]:
        """Where each name stands and whose it is; names may overlap."""
        for start, word in enumerate(typed):
            for readings, owner in self._by_first.get(word, ()):
                here = typed[start : start + len(readings)]
                if len(here) == len(readings) and all(map(_reads, here, readings)):
                    yield range(start, start + len(readings)), owner


def _reads(word: str, readings: tuple[str, str]) -> bool:
    return word in readings
