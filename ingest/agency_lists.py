"""Reading a cell that lists agencies: “Sở Nội vụ; Sở Công Thương”, commas inside names left alone."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from ingest.plan_words import plan_words
from knowledge.lexicon import Agency, read_lexicon
from knowledge.vietnamese import normalise

Listed = tuple[tuple[str, ...], int]
"""The agencies of a cell, and how many of them no lexicon knows."""

_SEPARATOR = re.compile(r"\s*[;,]\s*$")
_DEPARTMENT = re.compile(r"(?:Các )?Sở\b")
_LONGEST = 12
"""Words of the longest unknown name that is still taken for one."""


class AgencyLists:
    """Splits cells into agencies by the names it knows, and by shape for those it does not."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names`: every known way to write a name → the official one."""
        keyed = {_key(written): official for written, official in names.items()}
        self._names = {tuple(key.split()): official for key, official in keyed.items()}
        self._longest = max((len(words) for words in self._names), default=0)
        self._beginnings = {known[:length] for known in self._names for length in range(1, len(known))}
        self._heads = tuple(f"{head} " for head in plan_words().bodies)
        self.read = lru_cache(maxsize=100_000)(self._read)
        self.may_begin = lru_cache(maxsize=100_000)(self._may_begin)

    def _read(self, words: tuple[str, ...]) -> Listed | None:
        """The agencies that the words list; None if it is no list."""
        found: list[str] = []
        unknown, start = 0, 0
        while start < len(words):
            step = self._next(words, start)
            if step is None:
                return None
            start, name, known = step
            found.append(name)
            unknown += not known
        return (tuple(dict.fromkeys(found)), unknown) if found else None

    def _may_begin(self, words: tuple[str, ...]) -> bool:
        """Whether the words may be the beginning of a list that goes on elsewhere."""
        start = 0
        while start < len(words):
            if tuple(_key(" ".join(words[start:])).split()) in self._beginnings:
                return True
            step = self._next(words, start)
            if step is None:
                return False
            start = step[0]
        return True

    def _next(self, words: Sequence[str], start: int) -> tuple[int, str, bool] | None:
        """The agency at `start`: where it ends (after its separator), its name, whether it is known."""
        for length in range(min(self._longest, len(words) - start), 0, -1):
            piece = words[start : start + length]
            name = self._names.get(tuple(_key(" ".join(piece)).split()))
            closed = start + length == len(words) or bool(_SEPARATOR.search(piece[-1]))
            if name and closed:
                return start + length, name, True
        return self._unknown(words, start)

    def _unknown(self, words: Sequence[str], start: int) -> tuple[int, str, bool] | None:
        """A body no lexicon knows: it begins like one and goes on to the next semicolon."""
        end = next((n for n in range(start, len(words)) if words[n].endswith(";")), len(words) - 1) + 1
        text = " ".join(words[start:end]).rstrip(";, ")
        if end - start > _LONGEST or not text[:1].isupper() or not text.lower().startswith(self._heads):
            return None
        inner = [word for word in words[start + 1 : end] if word.lower() in ("sở", "ubnd", "hội")]
        return None if inner and inner[0][:1].isupper() else (end, text, False)


def agency_lists(agencies: Iterable[Agency]) -> AgencyLists:
    """Lists of the lexicon's agencies by their official names, departments by their written short forms too.

    Other aliases are what people type about one province; in another's plan they may mean another body.
    """
    names: dict[str, str] = {}
    for agency in agencies:
        short = [one for one in agency.aliases if _DEPARTMENT.match(agency.name) and _DEPARTMENT.match(one)]
        names |= dict.fromkeys([*short, agency.name], agency.name)
    return AgencyLists(names)


@cache
def shipped_lists() -> AgencyLists:
    """Lists of the shipped lexicon's agencies. Raises ContentError."""
    return agency_lists(read_lexicon().agencies)


@lru_cache(maxsize=50_000)
def _key(text: str) -> str:
    """A name for comparing: lower case, one space, no separator at its end."""
    return " ".join(normalise(text).lower().rstrip("; ").rstrip(",").split())
