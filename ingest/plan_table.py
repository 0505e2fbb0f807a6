"""The appendix of a plan, flattened by PDF text extraction → its rows.

A row opens with its number; because dates and figures look like numbers too,
only the number that can come next in the plan's own counting opens a row.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HEAD = re.compile(r"^\s*PHỤ LỤC\b")
_TABLE_HEAD = re.compile(r"TT\s+Tên nhiệm vụ.*?Thời gian\s+thực hiện", re.DOTALL)
_OPENING = re.compile(r"^\s*(?P<id>[IVX]{1,5}\.?|\d{1,2}\.\d{1,2}|[a-zđ])(?:\s+(?P<rest>\S.*))?$")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@dataclass(frozen=True)
class AppendixRow:
    """A row as printed: its full number, the headings above it, and its cells' text in reading order."""

    id: str
    headings: tuple[str, ...]
    text: str


def is_appendix_head(line: str) -> bool:
    """Whether a line opens an appendix."""
    return bool(_HEAD.match(line))


def appendix_rows(lines: Sequence[str]) -> list[AppendixRow]:
    """The rows of a flattened appendix; group and section headings become the rows' headings."""
    body = _TABLE_HEAD.sub("\n", "\n".join(lines)).splitlines()
    return _Reader().read(body)


class _Reader:
    """Follows the plan's counting: I → 1.1, 1.2 … → II; a, b … below a number."""

    def __init__(self) -> None:
        self._group = 0
        self._number = (0, 0)
        self._letter = -1
        self._open: tuple[str, list[str]] | None = None
        self._headings: dict[str, str] = {}
        self._rows: list[tuple[str, str]] = []

    def read(self, lines: Iterable[str]) -> list[AppendixRow]:
        for line in lines:
            opening = _OPENING.match(line)
            name = self._next_id(opening["id"]) if opening else None
            if opening and name:
                self._close()
                self._open = (name, [opening["rest"] or ""])
            elif self._open:
                self._open[1].append(line)
        self._close()
        return [row for name, text in self._rows if (row := self._row(name, text))]

    def _next_id(self, typed: str) -> str | None:
        """The full id if `typed` is what may come next, else None."""
        typed = typed.rstrip(".")
        if typed in _NUMERALS and _NUMERALS.index(typed) == self._group:
            self._group += 1
            self._number, self._letter = (self._group, 0), -1
            return typed
        if typed in _LETTERS and self._number[1] and self._is_next_letter(typed):
            self._letter = _LETTERS.index(typed)
            return f"{self._number[0]}.{self._number[1]}.{typed}"
        if re.fullmatch(r"\d+\.\d+", typed):
            major, minor = (int(piece) for piece in typed.split("."))
            if (major, minor) == (self._number[0], self._number[1] + 1) and self._group:
                self._number, self._letter = (major, minor), -1
                return typed
        return None

    def _is_next_letter(self, typed: str) -> bool:
        """Some plans count a, b, c, d, đ, e and some leave đ out."""
        following = _LETTERS[self._letter + 1 :]
        return typed in (following[:1], following.removeprefix("đ")[:1])

    def _close(self) -> None:
        if self._open:
            name, pieces = self._open
            self._rows.append((name, " ".join(" ".join(pieces).split())))
        self._open = None

    def _row(self, name: str, text: str) -> AppendixRow | None:
        is_heading = name in _NUMERALS or any(other.startswith(f"{name}.") for other, _ in self._rows)
        if is_heading:
            self._headings[name] = text
            return None
        group = _NUMERALS[int(name.split(".", maxsplit=1)[0]) - 1]
        above = [group, name.rpartition(".")[0]]
        return AppendixRow(name, tuple(self._headings[one] for one in above if one in self._headings), text)
