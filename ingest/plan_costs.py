"""What is odd about a reading of a table row, as numbers: the reader takes the least odd one.

The numbers were found by hand on a real plan, then held on plans of other provinces; what counts is
their order: an unknown agency is likelier than a torn timeline, a torn timeline likelier than an empty name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.plan_columns import AGENCY_COLUMNS, Column
from ingest.plan_words import plan_words
from ingest.timelines import is_timeline

NARROW = (*AGENCY_COLUMNS, Column.TIMELINE)

UNKNOWN_AGENCY = 3.0
_OPENING = (4.0, 1.0, 0.0)
"""A cell that opens inside a line, at a line's end, at an empty line."""

_GAP_INSIDE = 2.5
_GAP_INSIDE_NARROW = 0.2
"""An empty line inside a cell: narrow columns are full of them, wide ones seldom hold any."""

_LOOSE = 2.0
_SLACK = 4
"""A line that ends though the next word had room on it, in a cell that has longer lines; letters."""

_SMALL_LETTER = 2.5
"""A wide cell that opens with a small letter."""

_EMPTY = {
    Column.LEAD: 6.0,
    Column.TIMELINE: 8.0,
    Column.NAME: 20.0,
    Column.COORDINATING: 5.0,
    Column.RESULT: 2.0,
}
_LATE, _OPEN_END, _TORN, _NOT_TALLEST = 6.0, 3.5, 6.0, 1.5
_MOST_LINES_SHORT = 3
_TORN_WORDS = (1, 2, 3)


@dataclass(frozen=True)
class Word:
    """A word and what stands before it: 0 a space, 1 a line's end, 2 an empty line."""

    text: str
    gap: int


def layout_cost(column: Column, words: Sequence[Word]) -> float:
    """How a cell's words on one page lie: where it opens, empty lines in it, lines that end too early."""
    if not words:
        return 0.0
    inside = sum(word.gap == 2 for word in words[1:])
    if column in NARROW:
        return _OPENING[words[0].gap] + inside * _GAP_INSIDE_NARROW
    return _OPENING[words[0].gap] + inside * _GAP_INSIDE + _loose_ends(words) * _LOOSE


def _loose_ends(words: Sequence[Word]) -> int:
    """How many of a cell's lines end though the next line's first word had room on them."""
    lengths: list[int] = []
    firsts: list[Word] = []
    for word in words:
        if not lengths or word.gap:
            lengths.append(len(word.text))
            firsts.append(word)
        else:
            lengths[-1] += 1 + len(word.text)
    room = max(lengths) - _SLACK
    return sum(
        length + 1 + len(first.text) <= room and first.text not in ("-", "+", "–")
        for length, first in zip(lengths, firsts[1:], strict=False)
    )


def height_of(words: Sequence[Word]) -> int:
    """How many lines a cell's words fill on one page."""
    return sum(word.gap > 0 for word in words[1:]) + 1 if words else 0


def opening_cost(column: Column, words: Sequence[Word]) -> float:
    """A wide cell opens with a capital letter, a figure or a quotation mark."""
    small = bool(words) and column not in NARROW and words[0].text[:1].islower()
    return _SMALL_LETTER if small else 0.0


def flow_cost(column: int, height: int, before: Sequence[int]) -> float:
    """A cell that goes on after a page's end: only the tallest cells of a row do. `before`: all heights."""
    if height == 0:
        return 0.0
    return min(max(before) - before[column], _MOST_LINES_SHORT) * _NOT_TALLEST


def torn_cost(column: Column, run: Sequence[Word], span: range) -> float:
    """The first words of a timeline ("Nhiệm vụ | thường xuyên") left to the cell before."""
    if column != Column.TIMELINE:
        return 0.0
    own = [run[place].text for place in span]
    for more in _TORN_WORDS:
        if span.start - more >= 0:
            longer = " ".join([run[place].text for place in range(span.start - more, span.start)] + own)
            if is_timeline(longer) or (not own and begins_a_timeline(longer) and more == 2):
                return _TORN
    return 0.0


def whole_cost(column: Column, piece: Sequence[str], first_height: int) -> float:
    """A finished cell that is empty, begins on a later page, or ends in a separator."""
    if not piece:
        return _EMPTY.get(column, 0.0) - least_for_nothing(column)
    late = _LATE - least_for_nothing(column) if first_height == 0 else 0.0
    open_end = _OPEN_END if column in AGENCY_COLUMNS and piece[-1].endswith((";", ",")) else 0.0
    return late + open_end


def least_for_nothing(column: Column) -> float:
    """What a cell without a word on the first page costs at least: it is empty, or it begins late."""
    return min(_EMPTY.get(column, 0.0), _LATE)


def begins_a_timeline(text: str) -> bool:
    """Whether a cut-off cell may go on to be a timeline."""
    first = text.split(maxsplit=1)[0].lower()
    return first in plan_words().timeline_openings or first[:2] == "20"
