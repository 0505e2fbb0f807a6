"""Vietnamese as officers type it → the typed question."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date

from assistant.dates import times_in
from assistant.plan_questions.asked import Asked, Lean, Sign, Time, Timing, Want
from assistant.plan_questions.holders import hear_holders
from assistant.plan_questions.row_names import groups_named, rows_named
from assistant.plan_questions.typed import Typed, read_typed
from assistant.plan_questions.words import AskingWords
from knowledge.conditions import Cell
from knowledge.lexicon import Lexicon
from knowledge.plan import Duty
from knowledge.plan_words import PlanWords
from knowledge.spelling import has_diacritics
from knowledge.vietnamese import fold

_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,80})[”\"»]")
_COUNTED = ("group", "department", "month", "quarter", "year", "agency")
_SHORT = 3
"""A question of so few words that holds an id asks for that row."""

_MISSING: tuple[Cell, ...] = ("lead", "coordinating", "result", "due")
_WANTS = (Want.COUNT, Want.MOST, Want.LEAST, Want.COMPARE, Want.MORE)


@dataclass(frozen=True)
class Reader:
    """Reads one question at a time; follow-ups are joined elsewhere."""

    lexicon: Lexicon
    words: PlanWords
    asking: AskingWords

    def read(self, text: str, today: date, rows: tuple[Duty, ...]) -> Asked:
        """What a text asks of the rows, on this day."""
        typed = read_typed(text, self.asking)
        lean = _lean(typed)
        programmes = self._programmes(typed)
        quoted = [] if programmes else _quoted(typed, self.lexicon)
        named, grouped = rows_named(typed, rows), groups_named(typed, rows)
        ids = named.wanted
        several = typed.has("cell_list") and not ids and not programmes  # “cái nào trễ hạn chưa?” filters
        remaining = not several and typed.takes("remaining")
        asked = self._when(
            typed,
            Asked(
                ids=ids, not_ids=named.without, groups=grouped.wanted, not_groups=grouped.without, lean=lean
            ),
            today,
            rows,
        )
        missing = tuple(cell for cell in _MISSING if typed.takes(f"no_{cell}"))
        asked = _flags(typed, asked.with_(without=missing, filled=self._filled(typed)))
        strangers = self._strangers(typed)
        heard = hear_holders(typed, self.lexicon)
        vague = None if heard.holders or strangers else self._vague(typed)
        learners = () if typed.has("mentions") else self._learners(typed)
        asked = asked.with_(
            holders=heard.holders,
            role=heard.role,
            formers=heard.formers,
            programmes=programmes,
            quoted=tuple(quoted),
            strangers=strangers,
            vague=vague,
            learners=learners,
            counted_by=next((name for name in _COUNTED if typed.has(f"by_{name}")), None),
            signs=_signs(typed, heard.named),
        )
        return self._rest(typed, asked, remaining)

    def _rest(self, typed: Typed, asked: Asked, remaining: bool) -> Asked:
        """What is to be told, and the words no slot understood."""
        wants = {want for want in _WANTS if typed.has(want.value)}
        wants |= {Want.WHO} if typed.has("who") or (asked.role and not asked.holders) else set()
        wants |= {Want.RESULT} if typed.has("result") and "result" not in asked.without else set()
        wants |= {Want.REMAINING} if remaining else set()
        wants |= {Want.WHEN} if typed.has("when") and not asked.time and "due" not in asked.without else set()
        wants |= {Want.LIST} if typed.has("cell_list") else set()
        introduced = {one.stop for cue in ("about", "mentions") for one in typed.cue(cue)}
        accented = has_diacritics(typed.words)
        for cue in self.asking.names - _KEPT:
            for places in typed.opening(cue) if cue in _OPENING else typed.cue(cue):
                typed.take(places)
        runs = typed.left(self._is_empty(accented))
        if accented:  # without marks a word at an edge may be anything: "thi" of "thi dua"
            runs = [_trimmed(run, typed, self.asking.edges) for run in runs]
        topic = tuple(tuple(typed.words[place] for place in run) for run in runs)
        loose = tuple(not introduced & set(run) for run in runs)
        return asked.with_(wants=frozenset(wants), topic=topic, loose=loose)

    def _is_empty(self, accented: bool) -> Callable[[str], bool]:
        if accented:
            return self.lexicon.empty_words.__contains__
        return lambda word: fold(word) in self.lexicon.folded_empty_words

    def _filled(self, typed: Typed) -> tuple[Cell, ...]:
        """Cells that must not be empty; “có cơ quan phối hợp là Sở …” names what stands in one."""
        if not typed.has("cell_list"):
            return ()
        names = {mention.places.start for mention in self.lexicon.mentions(typed.words)}
        named = {
            cell for cell in _MISSING for one in typed.cue(f"has_{cell}") if names & {one.stop, one.stop + 1}
        }
        return tuple(cell for cell in _MISSING if cell not in named and typed.takes(f"has_{cell}"))

    def _programmes(self, typed: Typed) -> tuple[str, ...]:
        found = self.words.programmes_named.longest(typed.words)
        for places, _ in found:
            typed.take(places)
        return tuple(dict.fromkeys(one.id for _, one in found))

    def _learners(self, typed: Typed) -> tuple[str, ...]:
        found = self.words.learners_named.longest(typed.words, typed.taken)
        for places, _ in found:
            typed.take(places)
        return tuple(dict.fromkeys(one.id for _, one in found))

    def _strangers(self, typed: Typed) -> tuple[str, ...]:
        """Bodies the plan never names, as they are called; a name of one it does, if as long, goes before."""
        known = [mention.places for mention in self.lexicon.mentions(typed.words, typed.taken)]
        longer = {place for places in known for place in places if len(places) > 1}
        found = [
            (places, name)
            for places, name in self.words.strangers_named.longest(typed.words, typed.taken)
            if longer.isdisjoint(places)
            or all(len(one) < len(places) for one in known if set(one) & set(places))
        ]
        for places, _ in found:
            typed.take(places)
        return tuple(dict.fromkeys(name for _, name in found))

    def _vague(self, typed: Typed) -> str | None:
        found = self.words.vague_named.longest(typed.words, typed.taken)
        for places, _ in found:
            typed.take(places)
        return found[0][1].id if found else None

    def _when(self, typed: Typed, asked: Asked, today: date, rows: tuple[Duty, ...]) -> Asked:
        """The periods named, or that rows are overdue or not due yet."""
        if typed.has("fixed_day"):
            return asked
        year = min((duty.due_from.year for duty in rows if duty.due_from), default=None)
        times = times_in(typed.unread, today, year)
        for start, end in times.places:
            typed.take_characters(start, end)
        if times.unknown:
            return asked.with_(problem=times.unknown)
        if typed.takes("not_yet"):
            return asked.with_(time=Time(Timing.NOT_YET, times.periods, today))
        if typed.takes("overdue"):
            spans = tuple(one for one in times.periods if one.first < one.last)  # “hôm nay … quá hạn”
            return asked.with_(time=Time(Timing.OVERDUE, spans, today))
        if not times.periods:
            return asked
        timing = Timing.STARTS if typed.has("starts") else Timing.RUNS if typed.has("runs") else Timing.DUE
        if timing == Timing.RUNS and typed.has("done_by"):
            timing = Timing.DUE
        return asked.with_(time=Time(timing, times.periods, today))


_KEPT = frozenset({"not", "only"})
_OPENING = frozenset({"points_back", "drops"})
"""Cues that make no word of the topic their own, or only where they open the question."""


_NEAR_NAMES = frozenset({Sign.ALONE, Sign.TOGETHER})
"""Signs whose words may be the end of a name: “… cộng đồng chủ trì”, "… dau tu chu tri"."""


def _signs(typed: Typed, names: Collection[int]) -> frozenset[Sign]:
    found = {sign for sign in Sign if typed.cue(sign.value, names if sign in _NEAR_NAMES else ())}
    found |= {Sign.TARGET} if "%" in typed.text else set()
    if not any(one.start == 0 for one in typed.cue("again")):
        found.discard(Sign.AGAIN)
    return frozenset(found | ({Sign.SHORT} if len(typed.words) <= _SHORT else set()))


def _lean(typed: Typed) -> Lean:
    """How the question leans on the one before, by the words that say so."""
    if typed.has("adds"):
        return Lean.ADDS
    polite = {place for place, word in enumerate(typed.words) if word in _POLITE}
    last = max((place for place in range(len(typed.words)) if place not in polite), default=-1)
    ends = any(one[-1] == last for one in typed.cue("only"))
    if typed.has("narrows") or ends or any(one.start == 0 for one in typed.cue("drops")):
        return Lean.NARROWS
    # "nhiem vu do" typed without marks is as often "nhiệm vụ do".
    opens = any(one.start == 0 and typed.words[one[-1]] != "do" for one in typed.cue("points_back"))
    return Lean.REPLACES if opens or typed.has("replaces") else Lean.NOT


_POLITE = frozenset({"dạ", "da", "ạ", "nha", "nhé", "nhe", "đi", "nè", "ne", "giùm", "gium"})


def _trimmed(run: list[int], typed: Typed, edges: Collection[str]) -> list[int]:
    """A run without the words at its ends that belong to no topic."""
    kept = [place for place in run if typed.words[place] not in edges]
    return [place for place in run if kept and kept[0] <= place <= kept[-1]] or run


def _flags(typed: Typed, asked: Asked) -> Asked:
    """What recurs, and what a missing deadline means beside a period."""
    if "due" in asked.without and asked.time and asked.time.periods:  # “không có hạn trong quý III”
        time = replace(asked.time, timing=Timing.NOT_IN)
        asked = asked.with_(time=time, without=tuple(cell for cell in asked.without if cell != "due"))
    if not asked.time and "due" not in asked.without and typed.takes("dated"):
        asked = asked.with_(filled=tuple(dict.fromkeys((*asked.filled, "due"))))
    fixed = typed.takes("fixed_day")
    if typed.takes("not_recurring"):
        return asked.with_(recurring=False)
    recurring = True if typed.takes("recurring") and not fixed else None
    return asked.with_(recurring=recurring, fixed_day=fixed)


def _quoted(typed: Typed, lexicon: Lexicon) -> list[str]:
    """Names in quotation marks; an agency's is read as the agency."""
    literal = typed.has("mentions")
    found = [one for one in _QUOTED.finditer(typed.text) if literal or not lexicon.agencies_in(one[1])]
    for match in found:
        typed.take_characters(*match.span())
    return [match[1].strip() for match in found]
