"""How a plan counts its rows: I → 1.1, 1.2 → a, b; or A → 1, 2; or 1, 2, 3 alone.

Dates and figures look like numbers too: of all numbers that open a line, only one that can
come next in the plan's own counting opens a row.
"""

import re
from copy import copy
from dataclasses import dataclass

NUMERALS = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
    *("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"),
)
_CAPITALS = tuple("ABCDEFGHIKLM")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_FORM = re.compile(r"(?P<group>[IVX]{1,5}|[A-HK-M])|(?P<number>\d{1,3}(?:\.\d{1,2}){0,2})|(?P<letter>[a-zđ])")
_FAR = 9
"""A number further ahead than this is no number of a row, even in a plan that leaves numbers out."""


@dataclass(frozen=True)
class Counted:
    """A row's number in full, the group it stands in, and whether it was the next one."""

    id: str
    group: str
    follows: bool = True

    @property
    def is_group(self) -> bool:
        """Whether it is the number of a group, not of a row in it."""
        return self.id == self.group


class Counting:
    """Tells what a number is in full, if it may come next; counts on from every number it takes."""

    def __init__(self, *, grouped: bool = False) -> None:
        """`grouped`: only I → 1.1 → a counts; what else begins with a number is no table."""
        self._grouped = grouped
        self._groups: tuple[str, ...] = ()
        self._group = 0
        self._number: tuple[int, ...] = ()
        self._fresh = True
        self._letter = -1

    def take(self, typed: str, *, leap: bool = False) -> Counted | None:
        """The number in full; `leap` lets numbers be left out or said twice."""
        match = _FORM.fullmatch(typed.strip().strip("().").strip())
        if match is None:
            return None
        if match["group"]:
            return self._take_group(match["group"], leap)
        if match["letter"]:
            return self._take_letter(match["letter"], leap)
        return self._take_number(tuple(map(int, match["number"].split("."))), leap)

    def peek(self, typed: str, *, leap: bool = False) -> Counted | None:
        """What `take` would answer, without counting on."""
        return copy(self).take(typed, leap=leap)

    @property
    def _name(self) -> str:
        return self._groups[self._group - 1] if self._group else ""

    @property
    def _counts_by_group(self) -> bool:
        """Whether 1.1 stands in group I, so that 2.1 waits for group II."""
        return bool(self._group and self._number) and self._number[0] == self._group

    def _take_group(self, typed: str, leap: bool) -> Counted | None:
        groups = self._groups or (_CAPITALS if typed in _CAPITALS and typed != "I" else NUMERALS)
        ahead = groups.index(typed) - self._group if typed in groups else -1
        if not _may_come(ahead, leap):
            return None
        self._groups, self._group = groups, groups.index(typed) + 1
        self._fresh, self._letter = True, -1
        return Counted(typed, typed, ahead == 0)

    def _take_number(self, number: tuple[int, ...], leap: bool) -> Counted | None:
        if self._grouped and (not self._group or len(number) < 2 or number[0] != self._group):
            return None
        ahead = min((far for far in self._distances(number) if far >= 0), default=-1)
        if not _may_come(ahead, leap) and not (leap and number == self._number):
            return None
        self._number, self._fresh, self._letter = number, False, -1
        return Counted(".".join(map(str, number)), self._name, ahead == 0)

    def _distances(self, number: tuple[int, ...]) -> list[int]:
        """How many numbers lie between each that may come next and this one."""
        last, depth = self._number, len(number)
        found = []
        if len(last) >= depth and number[:-1] == last[: depth - 1]:
            found.append(number[-1] - last[depth - 1] - 1)  # 2.1 → 2.2, 2.1.1 → 2.2
        if len(last) == depth - 1 and number[:-1] == last:
            found.append(number[-1] - 1)  # 2 → 2.1
        if depth == 2 and number[-1] == 1 and not self._counts_by_group:
            found.append(number[0] - (last[0] if last else 0) - 1)  # 1.4 → 2.1
        if self._fresh and (depth == 1 or number[0] == self._group):
            found.append(number[-1] - 1)  # anew in each group
        return found

    def _take_letter(self, typed: str, leap: bool) -> Counted | None:
        """Some plans count a, b, c, d, đ, e and some leave đ out."""
        if not self._number or self._fresh:
            return None
        following = _LETTERS[self._letter + 1 :]
        is_next = typed in (following[:1], following.removeprefix("đ")[:1])
        if not is_next and not (leap and typed in _LETTERS[max(self._letter, 0) :]):
            return None
        self._letter = _LETTERS.index(typed)
        number = ".".join(map(str, self._number))
        return Counted(f"{number}.{typed}", self._name, is_next)


def _may_come(ahead: int, leap: bool) -> bool:
    return ahead == 0 or (leap and 0 < ahead <= _FAR)
