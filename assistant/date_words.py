"""Periods as written: “quý III”, “tháng 5, 6/2025”, “1/7”, “6 tháng đầu năm”, joined or alone."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge import periods
from knowledge.periods import Days

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMERAL = r"(?:iv|iii|ii|i|vii+|v|x|\d{1,3})\b"
_YEAR = r"20\d\d\b"
_OF_YEAR = (
    rf"(?:\s*(?:/|-|nam|trong nam|cua nam)?\s*(?P<year>{_YEAR})"
    r"|\s+(?:cua\s+)?nam\s+(?P<said>nay|sau|toi|ngoai|truoc)\b)?"
)
_JOINED = re.compile(r"\s*(?P<join>,|va\b|hoac\b|hay\b|den het\b|den\b|toi\b|-|–)\s*")
_ATOMS: dict[str, re.Pattern[str]] = {
    "day": re.compile(
        r"(?:ngay\s*)?\b(?P<day>\d{1,2})\s*(?:/|-|thang)\s*(?P<month>\d{1,2})\b"
        rf"(?:\s*(?:/|-|nam)\s*(?P<year>{_YEAR})|\s*[/-]\s*(?P<short>\d\d)\b)?(?!\s*/\s*\d)"
    ),
    "day_dotted": re.compile(rf"(?:ngay\s*)?\b(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>{_YEAR})"),
    "half": re.compile(rf"\b(?:6|sau)\s*thang\s*(?P<number>dau|cuoi)\s*(?:cua\s*)?(?:nam\b)?{_OF_YEAR}"),
    "half_year": re.compile(rf"\bnua\s*(?P<number>dau|cuoi)\s*nam{_OF_YEAR}"),
    "quarter": re.compile(rf"\b(?:quy\s*|q)(?P<number>{_NUMERAL}){_OF_YEAR}"),
    "month": re.compile(
        rf"\b(?:thang\s*|t(?=\d{{1,2}}\s*/\s*20))(?P<number>\d{{1,3}})\b(?!\s*(?:ngay|tuan|toi|nua|sau)){_OF_YEAR}"
    ),
    "year": re.compile(rf"\b(?:nam\s*)?(?P<number>{_YEAR})"),
}
_BARE = {
    "quarter": re.compile(rf"(?:quy\s*)?(?P<number>{_NUMERAL}){_OF_YEAR}"),
    "month": re.compile(rf"(?:thang\s*)?(?P<number>\d{{1,2}})\b(?!\s*/\s*\d{{1,2}}\b){_OF_YEAR}"),
    "year": re.compile(rf"(?:nam\s*)?(?P<number>{_YEAR})"),
}
"""What may go on a list without repeating its word: “tháng 5, 6/2025”."""


_SPELLED = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12, "gieng": 1, "bon": 4, "bay": 7,
    "tam": 8, "chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
"""Numbers in words; without marks only those that can be nothing else: "thang sau" is the month to come."""

_SPELLED_OUT = re.compile(
    rf"\b(?P<unit>tháng|quý|thang|quy)\s+(?P<word>{'|'.join(sorted(_SPELLED, key=len, reverse=True))})\b"
)


def in_figures(text: str) -> str:
    """The text in lower case with “tháng chín”, “quý ba” in figures, every character in its place."""

    def figure(match: re.Match[str]) -> str:
        number = str(_SPELLED[match["word"]])
        return f"{match['unit']} {number}".ljust(len(match[0]))

    return _SPELLED_OUT.sub(figure, text.lower())


@dataclass(frozen=True)
class Atom:
    """One period as written: its kind, its number, its year where one stands there."""

    kind: str
    match: re.Match[str]

    def year(self, today: date) -> int | None:
        """The year written with it; “năm nay” and “năm sau” count from today."""
        if self.kind == "year":
            return int(self.match["number"])
        if said := self.match.groupdict().get("said"):
            return today.year + {"nay": 0, "sau": 1, "toi": 1}.get(said, -1)
        if short := self.match.groupdict().get("short"):
            return 2000 + int(short)
        return int(self.match["year"]) if self.match["year"] else None

    def days(self, year: int) -> Days:
        """Its days in a year. Raises ValueError where the calendar has no such day."""
        if self.kind in ("day", "day_dotted"):
            day = date(year, int(self.match["month"]), int(self.match["day"]))
            return day, day
        number = self.match["number"]
        if self.kind in ("half", "half_year"):
            return periods.half(year, 1 if number == "dau" else 2)
        if self.kind == "year":
            return periods.year(year)
        counted = _ROMAN.get(number) or (int(number) if number.isdigit() else 0)
        if not 1 <= counted <= (4 if self.kind == "quarter" else 12):
            raise ValueError(number)
        return (periods.quarter if self.kind == "quarter" else periods.month)(year, counted)


Chain = list[tuple[Atom, str]]
"""Atoms with the word that joins each to the one before; the first has none."""


def chains_in(folded: str) -> list[Chain]:
    """Every period of a folded text, those that are joined together."""
    found: list[Chain] = []
    place = 0
    while atom := _next_atom(folded, place):
        chain: Chain = [(atom, "")]
        place = atom.match.end()
        while (joined := _JOINED.match(folded, place)) and (
            follower := _atom_at(folded, joined.end(), chain[-1][0].kind)
        ):
            if joined["join"] == "," and follower.kind != chain[-1][0].kind:
                break
            chain.append((follower, joined["join"]))
            place = follower.match.end()
        found.append(chain)
    return found


def _next_atom(folded: str, place: int) -> Atom | None:
    matches = [
        Atom(kind, match) for kind, pattern in _ATOMS.items() if (match := pattern.search(folded, place))
    ]
    return min(matches, key=lambda one: (one.match.start(), -one.match.end()), default=None)


def _atom_at(folded: str, place: int, kind: str) -> Atom | None:
    """The period that begins right there; one of the same kind may leave its word out."""
    for name, pattern in _ATOMS.items():
        if match := pattern.match(folded, place):
            return Atom(name, match)
    bare = _BARE.get(kind)
    match = bare.match(folded, place) if bare else None
    return Atom(kind, match) if match else None
