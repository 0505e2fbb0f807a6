"""What is odd about a reading of a table row, as numbers: the reader takes the least odd one.

The numbers were found by hand on a real plan, then held on plans of other provinces; what counts is
their order: an unknown agency is likelier than a torn timeline, a torn timeline likelier than an empty name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.plan_columns import AGENCY_COLUMNS, Column
from ingest.plan_words import plan_words
from ingest.timelines import is_timeline
from knowledge.vietnamese import fold

NARROW = (*AGENCY_COLUMNS, Column.TIMELINE)

UNKNOWN_AGENCY = 3.0
_OPENING = (4.0, 1.0, 0.0)
"""A cell that opens inside a line, at a line's end, at an empty line."""

_GAP_INSIDE = 2.5
_GAP_INSIDE_NARROW = 0.2
"""An empty line inside a cell: narrow columns are full of them, wide ones seldom hold any."""

_ODD_LINE = 2.0
_MOST_ODD_LINES = 3
_SLACK, _SLACK_OVER = 4, 2
"""A line that ends though the next word had room on it, or is too long for its column; letters."""

_ENOUGH_LINES = 4
"""Full lines that tell a column's width."""

_SMALL_LETTER = 6.0
"""A wide cell that opens with a small letter."""

_AMID_A_LINE = 2.0
"""A wide cell that opens inside a line of another wide one, beyond what any cell costs that does."""

_RESUMED = 3.0
_A_WORD = 8.0
"""Room that another word needs, in letters."""

_EMPTY = {
    Column.LEAD: 6.0,
    Column.TIMELINE: 8.0,
    Column.NAME: 20.0,
    Column.COORDINATING: 5.0,
    Column.RESULT: 2.0,
}
_LATE, _OPEN_END, _TORN, _NOT_TALLEST, _STOPPED = 6.0, 3.5, 6.0, 1.5, 2.5
_MOST_LINES_SHORT = 3
_MERGED = 2.5
"""An empty cell beside another wide one: with no agency between them, the other may have swallowed it."""
_TORN_WORDS = (1, 2, 3)


@dataclass(frozen=True)
class Word:
    """A word and what stands before it: 0 a space, 1 a line's end, 2 an empty line."""

    text: str
    gap: int


def layout_cost(column: Column, words: Sequence[Word], width: float | None = None) -> float:
    """How a cell's words on one page lie: where it opens, empty lines in it, lines too short or too long.

    `width`: letters of the column's full lines where they are known, else of the cell's own longest line.
    """
    if not words:
        return 0.0
    inside = sum(word.gap == 2 for word in words[1:])
    if column in NARROW:
        return _OPENING[words[0].gap] + inside * _GAP_INSIDE_NARROW
    lines = lines_of(words)
    odd = _loose_ends(lines, width or max(map(width_of, lines)))
    odd += sum(width_of(line) > width + _SLACK_OVER for line in lines) if width else 0
    return _OPENING[words[0].gap] + inside * _GAP_INSIDE + min(odd, _MOST_ODD_LINES) * _ODD_LINE


def lines_of(words: Sequence[Word]) -> list[list[str]]:
    """A cell's words line by line."""
    lines: list[list[str]] = []
    for word in words:
        if not lines or word.gap:
            lines.append([])
        lines[-1].append(word.text)
    return lines


def _loose_ends(lines: Sequence[Sequence[str]], width: float) -> int:
    """How many of a cell's lines end though the next line's first word had room on them."""
    return sum(
        width_of(line) + _SPACE + _word_width(following[0]) <= width - _SLACK
        and following[0] not in ("-", "+", "–")
        for line, following in pairwise(lines)
    )


def width_of(line: Sequence[str]) -> float:
    """How wide a line is printed, about, in letters of middling width."""
    return sum(map(_word_width, line)) + _SPACE * (len(line) - 1)


@lru_cache(maxsize=50_000)
def _word_width(word: str) -> float:
    return sum(_LETTER_WIDTHS.get(letter, 1.0) for letter in fold(word))


_SPACE = 0.55
_LETTER_WIDTHS = dict.fromkeys("ijl.,;:'!|()ftr/-“”", 0.6) | dict.fromkeys("mw%", 1.6)


def full_width(lines: Sequence[float]) -> float | None:
    """The width of a column from its cells' lines, all but each cell's last; None where they are too few."""
    ordered = sorted(lines)
    return ordered[len(ordered) * 3 // 4] if len(ordered) >= _ENOUGH_LINES else None


def full_lines(words: Sequence[Word]) -> list[float]:
    """The widths of a cell's lines on one page, without the last, which may end anywhere."""
    return [width_of(line) for line in lines_of(words)[:-1]]


def height_of(words: Sequence[Word]) -> int:
    """How many lines a cell's words fill on one page."""
    return sum(word.gap > 0 for word in words[1:]) + 1 if words else 0


def tail_of(words: Sequence[Word], before: float) -> float:
    """How wide the last line of a cell is on a page; as `before` where it has none there."""
    return width_of(lines_of(words)[-1]) if words else before


def is_full(tail: float, width: float | None) -> bool:
    """Whether a cell's last line has no room for another word, so that the cell may go on."""
    return width is None or tail > width - _A_WORD


def resumed_cost(tail: float, words: Sequence[Word], width: float | None) -> float:
    """A cell resumed after a page's end though its last line there, `tail`, had room for another word."""
    if not words or width is None or not tail:
        return 0.0
    room = tail + _SPACE + _word_width(words[0].text) <= width - _SLACK
    return _RESUMED if room else 0.0


def opening_cost(column: Column, before: Column | None, words: Sequence[Word]) -> float:
    """A wide cell opens with a capital letter, a figure or a quotation mark, and seldom amid a line.

    `before`: the column on its left.
    """
    if not words or column in NARROW:
        return 0.0
    amid = words[0].gap == 0 and before is not None and before not in NARROW
    return (_SMALL_LETTER if words[0].text[:1].islower() else 0.0) + (_AMID_A_LINE if amid else 0.0)


def flow_cost(place: int, height: int, before: Sequence[int], *, open_end: bool) -> float:
    """After a page's end only the tallest cells of a row go on, and one that may seldom stops there.

    `before`: how many lines each column filled on the page before; `open_end`: the cell may well go on.
    """
    short = max(before) - before[place]
    if height == 0:
        return _STOPPED if short == 0 and open_end else 0.0
    return min(short, _MOST_LINES_SHORT) * _NOT_TALLEST


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


def whole_cost(column: Column, piece: Sequence[str], first_height: int, *, beside_wide: bool) -> float:
    """A finished cell that is empty, begins on a later page, or ends amid a phrase."""
    if not piece:
        merged = _MERGED if beside_wide and column == Column.RESULT else 0.0
        return _EMPTY.get(column, 0.0) + merged - least_for_nothing(column)
    late = _LATE - least_for_nothing(column) if first_height == 0 else 0.0
    separated = column in AGENCY_COLUMNS and piece[-1].endswith((";", ","))
    dangling = column not in NARROW and piece[-1].lower() in plan_words().dangling
    return late + (_OPEN_END if separated or dangling else 0.0)


def least_for_nothing(column: Column) -> float:
    """What a cell without a word on the first page costs at least: it is empty, or it begins late."""
    return min(_EMPTY.get(column, 0.0), _LATE)


def begins_a_timeline(text: str) -> bool:
    """Whether a cut-off cell may go on to be a timeline."""
    first = text.split(maxsplit=1)[0].lower()
    return first in plan_words().timeline_openings or first[:2] == "20"
