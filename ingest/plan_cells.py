"""One flattened table row → its cells.

Text extraction writes a row's cells one after the other, and a row that a page
cuts as two such runs, each with a piece of every cell. Which words belong to which
cell is found by search: agency cells must read as lists of agencies, the timeline as
a timeline, and a boundary is likelier at an empty line than inside a line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count, pairwise
from types import MappingProxyType

from ingest.agency_lists import AgencyLists
from ingest.plan_columns import AGENCY_COLUMNS, Column
from ingest.plan_costs import (
    NARROW,
    UNKNOWN_AGENCY,
    Word,
    begins_a_timeline,
    flow_cost,
    full_lines,
    height_of,
    is_full,
    layout_cost,
    least_for_nothing,
    opening_cost,
    resumed_cost,
    tail_of,
    torn_cost,
    whole_cost,
)
from ingest.timelines import is_timeline

Cells = dict[Column, str]

_ROW_PATIENCE = 3_000_000
"""Words looked at, over and over, after which a row counts as unreadable: about three seconds."""

_AS_LIKELY = 0.1
"""Two readings whose costs differ by no more are equally likely."""

_LONGEST_NARROW = 30
"""Words of the longest agency or timeline cell."""

_LONGEST_ROW = 600
"""Words of the longest row: many times what a page holds in one."""


@dataclass(frozen=True)
class _Parse:
    """A reading so far: each column's words, how many lines it filled on each page, where pieces ended.

    `tails`: how wide each column's last line is.
    """

    pieces: tuple[tuple[str, ...], ...]
    heights: tuple[tuple[int, ...], ...]
    tails: tuple[float, ...]
    ends: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Place:
    """How far a reading got: the page's run of words, the column, the run's word."""

    run: int
    column: int
    word: int


def words_of(lines: Sequence[str]) -> list[Word]:
    """The words of some physical lines with the gaps between them; the first word opens a cell by nature."""
    found: list[Word] = []
    gap = 2
    for line in lines:
        for text in line.split():
            found.append(Word(text, gap))
            gap = 0
        gap = 2 if not line.strip() else max(gap, 1)
    return found


@dataclass
class Patience:
    """How many words may still be looked at in a table: a hostile one must not hold up everybody."""

    left: int = 20_000_000


@dataclass(frozen=True)
class Split:
    """A row told apart: its cells, and the widths of their full lines, by column.

    It is not `certain` where another reading is as likely.
    """

    cells: Cells
    lengths: dict[Column, list[float]]
    certain: bool = True


def split_row(
    fragments: Sequence[Sequence[str]],
    columns: Sequence[Column],
    agencies: AgencyLists,
    widths: Mapping[Column, float] = MappingProxyType({}),
    patience: Patience | None = None,
) -> Split | None:
    """The cells of a row whose fragments are the pages' lines; None when no reading fits.

    `widths`: letters of a full line, for the columns where it is known.
    """
    runs = [run for lines in fragments if (run := words_of(lines))]
    if not runs or sum(map(len, runs)) > _LONGEST_ROW:
        return None
    reader = _Reader(runs, columns, agencies, widths)
    patience = patience or Patience()
    allowed = min(patience.left, _ROW_PATIENCE)
    best = reader.best(allowed)
    patience.left -= reader.looked_at
    if best is None:
        return None
    cells = {column: " ".join(piece) for column, piece in zip(columns, best.pieces, strict=True)}
    return Split(cells, _lengths(runs, columns, best.ends), reader.certain)


def _lengths(
    runs: Sequence[Sequence[Word]], columns: Sequence[Column], ends: Sequence[int]
) -> dict[Column, list[float]]:
    found: dict[Column, list[float]] = {column: [] for column in columns}
    for number, run in enumerate(runs):
        places = [0, *ends[number * len(columns) : (number + 1) * len(columns)]]
        for column, (start, end) in zip(columns, pairwise(places), strict=True):
            found[column] += full_lines(run[start:end])
    return found


class _Reader:
    """Cuts the runs of one row into cells: the cheapest way of all, found cheapest first."""

    def __init__(
        self,
        runs: Sequence[Sequence[Word]],
        columns: Sequence[Column],
        agencies: AgencyLists,
        widths: Mapping[Column, float],
    ) -> None:
        self._widths = widths
        self.looked_at = 0
        self.certain = True
        self._runs = runs
        self._columns = columns
        self._agencies = agencies

    def best(self, patience: int) -> _Parse | None:
        """The cheapest complete reading; costs only grow, so the first one that comes up complete is it."""
        order = count()
        width = len(self._columns)
        nothing = _Parse(((),) * width, ((),) * width, (0.0,) * width)
        ways = [(0.0, next(order), _Place(0, 0, 0), nothing)]
        while ways and self.looked_at <= patience:
            cost, _, place, parse = heappop(ways)
            if place.run > len(self._runs):
                self.certain = not self._has_equal(parse, cost, ways, patience)
                return parse
            for more, there, then in self._steps(place, parse):
                heappush(ways, (cost + more, next(order), there, then))
        return None

    def _has_equal(
        self, best: _Parse, cost: float, ways: list[tuple[float, int, _Place, _Parse]], patience: int
    ) -> bool:
        """Whether another reading costs as little as the best; `ways` are those still open."""
        order = count(-1, -1)  # apart from the numbers of the ways already open
        while ways and ways[0][0] <= cost + _AS_LIKELY and self.looked_at <= patience:
            so_far, _, place, parse = heappop(ways)
            if place.run > len(self._runs):
                if parse.pieces != best.pieces:
                    return True
                continue
            for more, there, then in self._steps(place, parse):
                if so_far + more <= cost + _AS_LIKELY:
                    heappush(ways, (so_far + more, next(order), there, then))
        return False

    def _steps(self, place: _Place, parse: _Parse) -> Iterator[tuple[float, _Place, _Parse]]:
        """What may come next: a column's piece of this run, the next run, or the end."""
        if place.run == len(self._runs):
            yield self._odd_wholes(parse), _Place(place.run + 1, 0, 0), parse
        elif place.column == len(self._columns):
            yield 0.0, _Place(place.run + 1, 0, 0), parse
        else:
            for end in self._ends(place):
                step = self._take(place, end, parse)
                if step is not None:
                    yield step[0], replace(place, column=place.column + 1, word=end), step[1]

    def _odd_wholes(self, parse: _Parse) -> float:
        wide = [column not in NARROW for column in (*self._columns, Column.LEAD)]
        return sum(
            whole_cost(column, piece, heights[0], beside_wide=wide[place - 1] or wide[place + 1])
            for place, (column, piece, heights) in enumerate(
                zip(self._columns, parse.pieces, parse.heights, strict=True)
            )
        )

    def _ends(self, place: _Place) -> Sequence[int]:
        """Where the column's piece may end; the last column takes the rest."""
        length = len(self._runs[place.run])
        if place.column == len(self._columns) - 1:
            return (length,)
        narrow = self._columns[place.column] in NARROW
        last = min(length, place.word + _LONGEST_NARROW) if narrow else length
        return range(place.word, last + 1)

    def _take(self, place: _Place, end: int, so_far: _Parse) -> tuple[float, _Parse] | None:
        """One column's piece of a run, if the column may hold it."""
        run, number, column = self._runs[place.run], place.column, self._columns[place.column]
        self.looked_at += 1 + end - place.word
        words = run[place.word : end]
        piece = so_far.pieces[number] + tuple(word.text for word in words)
        cost = self._content_cost(column, piece, place.run == len(self._runs) - 1)
        if cost is None:
            return None
        height = height_of(words)
        cost += layout_cost(column, words, self._widths.get(column))
        cost += torn_cost(column, run, range(place.word, end))
        if place.run:
            before = [heights[place.run - 1] for heights in so_far.heights]
            cost += flow_cost(number, height, before, open_end=self._may_go_on(number, piece, so_far))
            cost += resumed_cost(so_far.tails[number], words, self._widths.get(column))
        elif words:
            cost += opening_cost(column, self._columns[number - 1] if number else None, words)
        else:
            cost += least_for_nothing(column)  # charged at once: a search that knows its costs early is short
        tail = tail_of(words, so_far.tails[number])
        return cost, _grown(so_far, number, piece, (height, tail, end))

    def _may_go_on(self, number: int, piece: tuple[str, ...], so_far: _Parse) -> bool:
        """Whether a cell that a page's end may have cut reads as if it were not over."""
        column = self._columns[number]
        if column not in NARROW:
            return is_full(so_far.tails[number], self._widths.get(column))
        listed = self._agencies.read(piece) if column in AGENCY_COLUMNS and piece else None
        return listed is not None and listed[1] > 0

    def _content_cost(self, column: Column, piece: tuple[str, ...], last: bool) -> float | None:
        """None where the words cannot stand in such a column."""
        if not piece:
            return 0.0
        if column in AGENCY_COLUMNS:
            listed = self._agencies.read(piece)
            if last:
                return None if listed is None else listed[1] * UNKNOWN_AGENCY
            return 0.0 if listed or self._agencies.may_begin(piece) else None
        if column == Column.TIMELINE:
            text = " ".join(piece)
            return 0.0 if is_timeline(text) or (not last and begins_a_timeline(text)) else None
        return 0.0


def _grown(parse: _Parse, column: int, piece: tuple[str, ...], laid: tuple[int, float, int]) -> _Parse:
    """The reading with one more piece in a column; `laid`: its height, its last line's width, its end."""
    height, tail, end = laid
    pieces, heights, tails = list(parse.pieces), list(parse.heights), list(parse.tails)
    pieces[column], heights[column], tails[column] = piece, (*heights[column], height), tail
    return _Parse(tuple(pieces), tuple(heights), tuple(tails), (*parse.ends, end))
