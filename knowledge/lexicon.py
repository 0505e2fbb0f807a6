"""Words the assistant knows as data: empty words, agency names with their aliases, domain terms."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from knowledge.content_files import read_yaml
from knowledge.vietnamese import fold, normalise, words


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

    @cached_property
    def folded_empty_words(self) -> frozenset[str]:
        """The empty words as typed without diacritics."""
        return frozenset(fold(word) for word in self.empty_words)

    @cached_property
    def _names(self) -> list[tuple[list[str], Agency]]:
        """Every name of every agency as syllables, longest first."""
        names = [
            (words(normalise(name).lower()), agency)
            for agency in self.agencies
            for name in (agency.name, *agency.aliases)
        ]
        return sorted(names, key=lambda pair: -len(pair[0]))

    def agencies_in(self, text: str) -> list[Agency]:
        """The agencies a text names, by any alias, in the order they are named; longest names win."""
        return list(self.agency_places(text))

    def agency_places(self, text: str) -> dict[Agency, set[int]]:
        """The agencies a text names, with the positions of the words that name them."""
        tokens = words(normalise(text).lower())
        found: list[tuple[int, Agency, set[int]]] = []
        taken: set[int] = set()
        for name, agency in self._names:
            for start in range(len(tokens) - len(name) + 1):
                places = set(range(start, start + len(name)))
                if not places & taken and _names_here(tokens, start, name):
                    taken |= places
                    found.append((start, agency, places))
        together: dict[Agency, set[int]] = {}
        for _, agency, places in sorted(found, key=lambda one: one[0]):
            together.setdefault(agency, set()).update(places)
        return together


def _names_here(tokens: list[str], start: int, name: list[str]) -> bool:
    """Whether the words at `start` spell the name, with its diacritics or with none.

    "số" never spells "sở"; and where "so" was typed without marks, "chuyen doi so"
    and "ky nang so" mean số, so no agency begins there.
    """
    here = tokens[start : start + len(name)]
    spelled = all(word in (part, fold(part)) for word, part in zip(here, name, strict=True))
    is_number_word = here[:1] == ["so"] and start > 0 and tokens[start - 1] in ("doi", "nang", "nen", "hoc")
    return spelled and not is_number_word


def read_lexicon() -> Lexicon:
    """The shipped lexicon. Raises ContentError naming file and field."""
    words = read_yaml("lexicon/function_words.yaml")["words"]
    agencies = read_yaml("plan/agencies.yaml")["agencies"]
    terms = read_yaml("lexicon/terms.yaml")["terms"]
    return Lexicon(
        frozenset(syllable for word in words for syllable in normalise(word).lower().split()),
        tuple(_agency(row) for row in agencies),
        tuple(_domain_terms(terms, agencies)),
    )


def _agency(row: dict[str, Any]) -> Agency:
    successor = row.get("successor") or {}
    return Agency(
        row["name"], tuple(row.get("aliases") or ()), bool(row.get("collective")), successor.get("name")
    )


def _domain_terms(terms: Iterable[dict[str, Any]], agencies: Iterable[dict[str, Any]]) -> list[str]:
    return [*(row["term"] for row in terms), *(row["name"] for row in agencies)]
