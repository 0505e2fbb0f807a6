"""Words the assistant knows as data: empty words, agency names with their aliases, domain terms."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
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


_PARTS_AFTER = frozenset({"hội", "hoi", "viên", "vien", "phường", "phuong", "này", "nay", "giao"})
_PARTS_BEFORE = frozenset({"tác", "tac", "cấp", "cap", "làng", "lang", "phổ", "thôn", "ở", "o"})

_FACILITIES = (["y"], ["giao"], ["van"], ["du"], ["khoa"], ["dao"])
"""What follows "co so" where it means cơ sở: y tế, giáo dục, văn hóa, du lịch, khoa học, đào tạo."""


@dataclass(frozen=True)
class Agency:
    """A body of the plan: its official name and what people call it.

    `successor` carries its work `since` that day; `former_names` are bodies merged into it before the plan.
    `members` and `see_also` are ids of other agencies. `beside_role`: names only before a role word.
    """

    name: str
    aliases: tuple[str, ...] = ()
    collective: bool = False
    successor: str | None = None
    id: str = ""
    kind: str = ""
    former_names: tuple[str, ...] = ()
    since: date | None = None
    members: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    beside_role: tuple[str, ...] = ()

    @property
    def is_department(self) -> bool:
        """Whether it is one of the departments that “Sở, ngành tỉnh” means."""
        return self.kind == "department" and not self.collective and self.name.startswith("Sở ")


@dataclass(frozen=True)
class Mention:
    """An agency where a text names it: its words' positions, and the former name it was called by."""

    agency: Agency
    places: range
    former: str | None = None


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
    def _names(self) -> Names[tuple[Agency, str | None]]:
        called = [
            (name, (agency, None)) for agency in self.agencies for name in (agency.name, *agency.aliases)
        ]
        former = [(name, (agency, name)) for agency in self.agencies for name in agency.former_names]
        return Names([*called, *former])

    def agency(self, wanted: str) -> Agency | None:
        """The agency with this id or official name."""
        return self._known.get(wanted)

    def collectives_of(self, name: str) -> tuple[Agency, ...]:
        """The collective names that cover an agency (told by its official name), nearest first."""
        known = self.agency(name)
        found = [known] if known else []
        for inner in found:  # the list grows while it is read
            outer = (one for one in self.agencies if one.collective and inner.id in one.members)
            found += [one for one in outer if one not in found]
        return tuple(found[1:])

    @cached_property
    def _known(self) -> dict[str, Agency]:
        return {key: agency for agency in self.agencies for key in (agency.id, agency.name)}

    def agencies_in(self, text: str) -> list[Agency]:
        """The agencies a text names, by any alias, in the order they are named; longest names win."""
        return list(self.agency_places(text))

    def agency_places(self, text: str) -> dict[Agency, set[int]]:
        """The agencies a text names, with the positions of the words that name them."""
        named: dict[Agency, set[int]] = {}
        for mention in self.mentions(spoken(text)):
            named.setdefault(mention.agency, set()).update(mention.places)
        return named

    def mentions(self, typed: Sequence[str], taken: Collection[int] = ()) -> list[Mention]:
        """Where words name agencies, in order; longest names win, `taken` words belong to something else."""
        others = {one.start for one, _ in self._names.places(typed) if _ends_other_word(typed, one.start)}
        found = self._names.longest(typed, taken, others)
        return [Mention(agency, places, former) for places, (agency, former) in found]

    def beside_role(self, typed: Sequence[str]) -> list[Mention]:
        """Where words stand that name an agency only before a role."""
        found = self._beside_role.longest(typed)
        return [Mention(agency, places) for places, agency in found if not _within_word(typed, places)]

    @cached_property
    def _beside_role(self) -> Names[Agency]:
        return Names((name, agency) for agency in self.agencies for name in agency.beside_role)


def _within_word(typed: Sequence[str], places: range) -> bool:
    """Whether a short name is a part of another word: "xã hội", "hợp tác xã", "cấp xã"."""
    after = typed[places.stop : places.stop + 1]
    before = typed[places.start - 1 : places.start] if places.start else []
    return not _PARTS_AFTER.isdisjoint(after) or not _PARTS_BEFORE.isdisjoint(before)


def _ends_other_word(typed: Sequence[str], start: int) -> bool:
    """Whether no Sở begins here: "cơ sở y tế" is a clinic, and "so" typed without marks ends "ky nang so"."""
    word, before = typed[start], list(typed[max(0, start - 2) : start])
    if word in ("sở", "so") and before[-1:] in (["cơ"], ["trụ"], ["tru"]):
        return True
    if word == "so" and before[-1:] == ["co"]:  # "có sở nội vụ", or "cơ sở y tế"
        return typed[start + 1 : start + 2] in _FACILITIES
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
        row["name"],
        tuple(row.get("aliases") or ()),
        bool(row.get("collective")),
        successor.get("name"),
        row["id"],
        row["kind"],
        (*(row.get("former_names") or ()), *(row.get("former_aliases") or ())),
        successor.get("from"),
        tuple(row.get("members") or ()),
        tuple(row.get("see_also") or ()),
        tuple(row.get("beside_role") or ()),
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
