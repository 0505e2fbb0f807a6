"""Word's automatic numbers («Điều 1.», «II.», «a)»): they stand on the page, not in the text."""

import re
from dataclasses import dataclass
from typing import Any

from ingest.readers.word_styles import W

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Counts the items of every list as Word would while the document is walked once, in order."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}  # per list and depth, the last number
        self._restarted: set[str] = set()
        if root is not None:
            self._read(root)

    def label(self, list_id: str, depth: int) -> str:
        """The next number of the list at this depth, as printed; empty for bullets and unknown lists."""
        abstract, restarts = self._lists.get(list_id, ("", {}))
        levels = self._levels.get(abstract, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._restarted:
            self._restarted.add(list_id)
            counts |= {deep: start - 1 for deep, start in restarts.items()}
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [deep for deep in counts if deep > depth]:
            del counts[deeper]
        return "" if level.format == "bullet" else _print(level, levels, counts)

    def _read(self, root: Any) -> None:
        for abstract in root.findall(W + "abstractNum"):
            levels = {_depth(level): _read_level(level) for level in abstract.findall(W + "lvl")}
            self._levels[abstract.get(W + "abstractNumId")] = levels
        for num in root.findall(W + "num"):
            restarts = {
                _depth(override): int(start.get(W + "val"))
                for override in num.findall(W + "lvlOverride")
                if (start := override.find(W + "startOverride")) is not None
            }
            abstract_id = num.find(W + "abstractNumId").get(W + "val")
            self._lists[num.get(W + "numId")] = (abstract_id, restarts)


def _print(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    """The level's pattern («Điều %1.», «%1.%2») with the numbers filled in."""

    def number(match: re.Match[str]) -> str:
        deep = int(match[1]) - 1
        shown = levels.get(deep, level)
        return _write(counts.get(deep, shown.start), shown.format)

    return re.sub(r"%([1-9])", number, level.text)


def _depth(element: Any) -> int:
    return int(element.get(W + "ilvl"))


def _read_level(level: Any) -> _Level:
    def value(name: str, default: str) -> str:
        child = level.find(W + name)
        return str(child.get(W + "val") or default) if child is not None else default

    return _Level(value("numFmt", "decimal"), value("lvlText", ""), int(value("start", "1")))


def _write(number: int, form: str) -> str:
    """The number in Word's `numFmt`; forms we do not know are written as digits."""
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"}:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form == "none":
        return ""
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    digits = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        digits += letters * times
    return digits
