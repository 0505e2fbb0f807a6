"""Finding known names in typed words: exact where diacritics were typed, by fold where they were not."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Generic, TypeVar

from knowledge.vietnamese import fold, normalise, words

_ACCENTED_SHARE = 0.3
"""A text counts as typed with diacritics when this share of its words bears one."""

Owner = TypeVar("Owner")


def spoken(text: str) -> list[str]:
    """The words of a text as typed, in lower case: what names and phrases are looked for in."""
    return words(normalise(text).lower())


class Names(Generic[Owner]):
    """Known names with their owners, found wherever their words stand.

    In a text typed with diacritics they must be the right ones ("kiến" is not "kiện", and "mua" not "mưa");
    in one typed without, a bare word stands for all its readings.
    """

    def __init__(self, names: Iterable[tuple[str, Owner]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[tuple[str, str], ...], Owner]]] = {}
        for name, owner in names:
            readings = tuple((word, fold(word)) for word in spoken(name))
            for first in set(readings[0]) if readings else ():
                self._by_first.setdefault(first, []).append((readings, owner))

    def places(self, typed: Sequence[str]) -> Iterator[tuple[range, Owner]]:
        """Where each name stands and whose it is; names may overlap."""
        exact = has_diacritics(typed)
        for start, word in enumerate(typed):
            for readings, owner in self._by_first.get(word, ()):
                here = typed[start : start + len(readings)]
                if len(here) == len(readings) and all(map(_reads, here, readings, repeat(exact))):
                    yield range(start, start + len(readings)), owner

    def longest(
        self, typed: Sequence[str], taken: Collection[int] = (), not_from: Collection[int] = ()
    ) -> list[tuple[range, Owner]]:
        """The names there, in order: of those that share a word the longest.

        None has `taken` words, none begins at a place in `not_from`.
        """
        used, kept = set(taken), list[tuple[range, Owner]]()
        for places, owner in sorted(self.places(typed), key=lambda one: (-len(one[0]), one[0].start)):
            if places.start not in not_from and used.isdisjoint(places):
                used.update(places)
                kept.append((places, owner))
        return sorted(kept, key=lambda one: one[0].start)


def has_diacritics(typed: Sequence[str]) -> bool:
    """Whether words were typed with diacritics: a third of Vietnamese words needs none."""
    return sum(word != fold(word) for word in typed) >= _ACCENTED_SHARE * len(typed) > 0


def _reads(word: str, readings: tuple[str, str], exact: bool) -> bool:
    return word == readings[0] or (not exact and word == readings[1])
