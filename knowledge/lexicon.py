"""Words the assistant knows as data: empty words, agency names with their aliases, domain terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from knowledge.content_files import read_yaml
from knowledge.spelling import Names, spoken
from knowledge.vietnamese import fold, normalise

_BEFORE_NUMBER_WORD = frozenset({
    "doi", "nang", "nen", "hoc", "ho", "ky", "nang luc", "nen tang", "dich vu", "hoc vu", "cong dan",
    "kinh te", "xa hoi", "danh tinh", "chinh quyen", "an toan", "du lieu", "dai su", "gia dinh", "tri thuc",
    "kien thuc", "ha tang",
})  # fmt: skip
"""What "so" typed without marks ends as số, or as sơ ("ho so")."""


@dataclass(frozen=True)
class Agency:
    """A body of the plan: its official name and what people call it."""

    name: str
    aliases: tuple[str, ...] = ()
    collective: bool = False
    successor: str | None = None


@dataclass(frozen=True)
class Lexicon:
    """The words, read once."""

    empty_words: frozenset[str]
    agencies: tuple[Agency, ...] = ()
    terms: tuple[str, ...] = field(default=(), repr=False)
    short_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def folded_empty_words(self) -> frozenset[str]:
        """The empty words as typed without diacritics."""
        return frozenset(fold(word) for word in self.empty_words)

    def full_names(self, word: str) -> tuple[str, ...]:
        """What a short name typed as `word` (bhyt, OTP, mk) stands for: every name of its term, the word too.

        "AI" is a short name in capitals only: "ai" asks who.
        """
        folded = fold(word)
        if folded in self.folded_empty_words and not word.isupper():
            return ()
        return self.short_names.get(folded, ())

    @cached_property
    def _names(self) -> Names[Agency]:
        return Names((name, agency) for agency in self.agencies for name in (agency.name, *agency.aliases))

    def agencies_in(self, text: str) -> list[Agency]:
        """The agencies a text names, by any alias, in the order they are named; longest names win."""
        return list(self.agency_places(text))

    def agency_places(self, text: str) -> dict[Agency, set[int]]:
        """The agencies a text names, with the positions of the words that name them."""
        typed = spoken(text)
        found = sorted(self._names.places(typed), key=lambda one: (-len(one[0]), one[0].start))
        together: list[tuple[int, Agency, set[int]]] = []
        taken: set[int] = set()
        for place, agency in found:
            if taken.isdisjoint(place) and not _ends_other_word(typed, place.start):
                taken.update(place)
                together.append((place.start, agency, set(place)))
        named: dict[Agency, set[int]] = {}
        for _, agency, places in sorted(together, key=lambda one: one[0]):
            named.setdefault(agency, set()).update(places)
        return named


def _ends_other_word(typed: list[str], start: int) -> bool:
    """Whether no Sở begins here: "cơ sở y tế" is a clinic, and "so" typed without marks ends "ky nang so"."""
    word, before = typed[start], typed[max(0, start - 2) : start]
    if word in ("sở", "so") and before[-1:] in (["cơ"], ["co"], ["trụ"], ["tru"]):
        return True
    return word == "so" and not {" ".join(before[-1:]), " ".join(before)}.isdisjoint(_BEFORE_NUMBER_WORD)


def read_lexicon() -> Lexicon:
    """The shipped lexicon. Raises ContentError naming file and field."""
    words = read_yaml("lexicon/function_words.yaml")["words"]
    agencies = read_yaml("plan/agencies.yaml")["agencies"]
    terms = read_yaml("lexicon/terms.yaml")["terms"]
    return Lexicon(
        frozenset(syllable for word in words for syllable in normalise(word).lower().split()),
        tuple(_agency(row) for row in agencies),
        tuple(_domain_terms(terms, agencies)),
        _short_names(terms),
    )


def _agency(row: dict[str, Any]) -> Agency:
    successor = row.get("successor") or {}
    return Agency(
        row["name"], tuple(row.get("aliases") or ()), bool(row.get("collective")), successor.get("name")
    )


def _short_names(terms: Iterable[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Every one-word alias without diacritics, folded → all names of its term."""
    found: dict[str, tuple[str, ...]] = {}
    for row in terms:
        outer, _, inner = row["term"].rstrip(")").partition(" (")
        names = tuple(name for name in (outer, inner, *(row.get("aliases") or ())) if name)
        for name in names:
            if " " not in name and fold(name) == name.lower():
                found[fold(name)] = names
    return found


def _domain_terms(terms: Iterable[dict[str, Any]], agencies: Iterable[dict[str, Any]]) -> list[str]:
    return [*(row["term"] for row in terms), *(row["name"] for row in agencies)]
