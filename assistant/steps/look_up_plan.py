"""Questions about the plan's table: rows filtered and counted by code, every match, never a top k."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.dates import Period, period_in, years_in
from assistant.plan_text import full_row, short_rows, target_line
from assistant.question import Draft, Intent, Line, Mode, Status, Turn
from assistant.words import Routing
from knowledge.lexicon import Agency
from knowledge.library import Library
from knowledge.passage import PassageKind
from knowledge.plan import COORDINATING, EITHER, LEAD, Duty, Role, Target, by_id, has_role, select
from knowledge.search import Candidates, Found
from knowledge.spelling import spoken
from knowledge.vietnamese import fold, normalise, words

_ID = re.compile(r"(?<![\d/.])(\d{1,2}\.\d{1,2})(?:\s*\.?\s*([a-zA-Zđ])(?![\w]))?(?![\d/%])")
_GROUP = re.compile(r"\bnhom (?:nhiem vu )?(?:so )?([ivx]{1,5}|\d{1,2})\b")
_NUMERALS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NO_SUCH_TIME = re.compile(r"\b(?:thang (?:1[3-9]|[2-9]\d|\d{3,}|0)|quy (?:[5-9]|\d{2,}|v|vi+|x))\b")
_TARGET_ID = re.compile(r"\b(20\d\d\.\d)\b")
_DEPARTMENTS = "Sở, ngành tỉnh"
_DEPARTMENT = re.compile(r"^Sở ")
_TIE = 0.9
"""Rows whose support is this share of the best row's are about the same thing."""

_ROLE_NAME = {LEAD: "chủ trì", COORDINATING: "phối hợp", EITHER: "chủ trì hoặc phối hợp"}
_CLOSE = 0.85
"""A row counts as the answer when its score is this share of the best passage's."""

_ROWS_LOOKED_AT, _OTHERS_LOOKED_AT = 8, 5
_PARTS_OF_FIVE = 8
_FAR = 10_000
_BARE_ID = 3
"""A question of so few words that holds an id asks for that row."""
_ROW_FLOOR = 0.55
"""A row that holds less of the question than this is a similar row, not the one asked for."""

_ROW_KINDS = (PassageKind.DUTY, PassageKind.PROGRAMME)
Condition = Callable[[Duty], bool]


@dataclass(frozen=True)
class LookUpPlan:
    """Drafts an answer from the plan's rows where the question asks for them."""

    library: Library
    routing: Routing
    clock: Callable[[], date]

    def __call__(self, turn: Turn) -> Turn:
        tokens = spoken(turn.question)
        if turn.draft or turn.intent == Intent.RECOMMEND:
            return turn
        draft = self._from_table(turn, tokens) if self._is_about_plan(turn, tokens) else None
        if draft is None and self._asks_of_a_row(tokens):
            turn = turn.with_(candidates=self.library.search.candidates(turn.question))
            draft = self._by_topic(turn, tokens)
        return turn.with_(draft=draft, intent=Intent.PLAN) if draft else turn

    def _from_table(self, turn: Turn, tokens: Sequence[str]) -> Draft | None:
        return (
            self._by_id(turn, tokens)
            or self._no_such_time(turn)
            or self._unknown_department(turn)
            or self._targets(turn, tokens)
            or self._filtered(turn, tokens)
        )

    def _is_about_plan(self, turn: Turn, tokens: Sequence[str]) -> bool:
        return bool(
            self.routing.has("plan", tokens)
            or self.routing.has("target", tokens)
            or "%" in turn.question
            or _ID.search(turn.question)
            or self.library.lexicon.agencies_in(turn.question)
            or self._unknown_department(turn)
        )

    def _asks_of_a_row(self, tokens: Sequence[str]) -> bool:
        """Whether the question asks for something that a row of the table holds."""
        return any(self.routing.has(cue, tokens) for cue in ("who", "when", "result", "duty_list"))

    def _by_id(self, turn: Turn, tokens: Sequence[str]) -> Draft | None:
        """“Nhiệm vụ 4.4 …”, “5.1.a”; an unknown id is said to be unknown, never replaced by a similar one."""
        if group := _GROUP.search(fold(turn.question)):
            number = group[1]
            known = number.isdigit() and int(number) < len(_NUMERALS)
            return self._group(_NUMERALS[int(number)] if known else number.upper(), turn, tokens)
        wanted = [f"{n}.{letter.lower()}" if letter else n for n, letter in _ID.findall(turn.question)]
        if not wanted or not self._speaks_of_rows(tokens):
            return None
        found = [(name, by_id(self._duties, name)) for name in dict.fromkeys(wanted)]
        if unknown := [name for name, rows in found if not rows]:
            first, last = self._duties[0].id, self._duties[-1].id
            return _nothing(
                f"Phụ lục của Kế hoạch không có mục {', '.join(unknown)}; các mục có từ {first} đến {last}."
            )
        rows = [duty for _, some in found for duty in some]
        return (
            self._details(rows, tokens)
            if len(rows) <= 2
            else self._rows(rows, f"thuộc mục {', '.join(wanted)}")
        )

    def _group(self, name: str, turn: Turn, tokens: Sequence[str]) -> Draft:
        """A group's rows, of the agencies the question names where it names any."""
        rows = by_id(self._duties, name)
        groups = list(dict.fromkeys(duty.group_id for duty in self._duties))
        if not rows:
            return _nothing(f"Phụ lục của Kế hoạch không có nhóm {name}; các nhóm là {', '.join(groups)}.")
        wanted = self._by_agency(self.library.lexicon.agency_places(turn.question), tokens)
        others = self._others(turn, tokens)
        conditions = [*([wanted.condition] if wanted else []), *(one.condition for one in others)]
        said = [*([wanted.said] if wanted else []), *(one.said for one in others)]
        return self._rows(select(rows, *conditions), ", ".join([f"thuộc nhóm {name}", *said]))

    def _speaks_of_rows(self, tokens: Sequence[str]) -> bool:
        """Whether a number with a dot is a row's id here, and not a version or a size."""
        cues = ("plan", "who", "when", "result", "row", "duty_list", "remaining")
        return len(tokens) <= _BARE_ID or any(self.routing.has(cue, tokens) for cue in (*cues, "item"))

    def _no_such_time(self, turn: Turn) -> Draft | None:
        """“tháng 13”, “quý 5”: said so; no other time stands in for it."""
        match = _NO_SUCH_TIME.search(fold(turn.question))
        return _nothing("Không có tháng hoặc quý như vậy: một năm có 12 tháng, 4 quý.") if match else None

    def _targets(self, turn: Turn, tokens: Sequence[str]) -> Draft | None:
        """Targets by id, by year, and by the group of people the question names."""
        if not self.routing.has("target", tokens) and "%" not in turn.question:
            return None
        known = self.library.plan().targets
        years = years_in(turn.question, self.clock())
        ids = _TARGET_ID.findall(turn.question)
        targets = [
            target for target in known if (target.id in ids if ids else not years or target.year in years)
        ]
        if years and not targets:
            have = ", ".join(str(year) for year in sorted({target.year for target in known}))
            return _nothing(f"Kế hoạch không có chỉ tiêu cho năm đó; chỉ có chỉ tiêu các năm {have}.")
        named = [] if ids else self._named_targets(turn.question, targets)
        chosen = named or (targets if ids or self.routing.has("plan", tokens) else [])
        if not chosen:
            return None
        heading = f"**{len(chosen)}/{len(known)} chỉ tiêu** của Kế hoạch:"
        return Draft(
            Status.ANSWERED,
            Intent.PLAN,
            Mode.RECORD,
            (Line(heading), *(target_line(target) for target in chosen)),
            targets=tuple(target.id for target in chosen),
        )

    def _named_targets(self, question: str, targets: Sequence[Target]) -> list[Target]:
        """The targets that hold the question's own words best."""
        support = self.library.search.support(question)
        scored = [(support.of([_target_words(target)]), target) for target in targets]
        best = max((score for score, _ in scored), default=0.0)
        if best < self.library.settings.support_floor:
            return []
        return [target for score, target in scored if score >= best * _TIE]

    def _filtered(self, turn: Turn, tokens: Sequence[str]) -> Draft | None:
        """Rows by agency and role, by time, by what is missing; not where a topic is asked for."""
        agencies = self.library.lexicon.agency_places(turn.question)
        others = self._others(turn, tokens)
        # "không ghi cơ quan phối hợp" tells what is missing, not a role.
        spoken_role = [word for word in tokens if word not in ("phối", "phoi")] if others else tokens
        missing = self.routing.has("no_coordinating", tokens)
        wanted = self._by_agency(agencies, spoken_role if missing else tokens)
        asks = any(self.routing.has(cue, tokens) for cue in _FILTER_CUES) or bool(others)
        has_topic = self._topic(turn.question) or self.routing.has("responsibility", tokens)
        if not (wanted or others) or not asks or has_topic:
            return None
        conditions = [one.condition for one in others]
        said = [*([wanted.said] if wanted else []), *(one.said for one in others)]
        rows = select(self._duties, *([wanted.condition] if wanted else []), *conditions)
        shared = self._collective(list(agencies), wanted.role if wanted else EITHER, rows)
        draft = self._rows(rows, ", ".join(said), select(shared, *conditions))
        more = () if others else tuple(line for agency in agencies for line in self._part_five(agency))
        return replace(draft, lines=(*draft.lines, *more))

    def _part_five(self, agency: Agency) -> list[Line]:
        """Where Phần V charges an agency by name: the appendix alone would not tell all it has to do."""
        found: list[Line] = []
        for number in range(1, _PARTS_OF_FIVE + 1):
            for passage in self.library.store.passages_of(str(number), PassageKind.RESPONSIBILITY):
                if agency in self.library.lexicon.agencies_in(passage.heading) and not agency.collective:
                    count = len(passage.text.splitlines())
                    said = f"Ngoài Phụ lục, {passage.locator} giao {agency.name} {count} việc nữa; "
                    found.append(Line(f"{said}hỏi “{agency.name} có trách nhiệm gì?” để xem.", passage.id))
        return found

    def _others(self, turn: Turn, tokens: Sequence[str]) -> list["_Filter"]:
        """The conditions that name no agency: time, what is missing, what recurs, what is overdue."""
        today, found = self.clock(), list[_Filter]()
        if self.routing.has("overdue", tokens):
            found.append(_Filter(lambda duty: duty.due_to is not None and duty.due_to < today, "đã qua hạn"))
        elif period := self._period(turn.question, tokens):
            found.append(_Filter(lambda duty: _within(duty, period), f"có hạn trong {period.name}"))
        if self.routing.has("no_coordinating", tokens):
            found.append(_Filter(lambda duty: not duty.coordinating, "không ghi cơ quan phối hợp"))
        if self.routing.has("no_result", tokens):
            found.append(_Filter(lambda duty: not duty.result, "không ghi kết quả dự kiến"))
        if self.routing.has("recurring", tokens):
            found.append(_Filter(lambda duty: duty.recurring, "làm thường xuyên, định kỳ"))
        return found

    def _by_agency(self, agencies: Mapping[Agency, set[int]], tokens: Sequence[str]) -> "_ByAgency | None":
        """The condition on agencies: any in the role, all of them, or each in the role said beside it."""
        if not agencies:
            return None
        names, role = [agency.name for agency in agencies], self._role(tokens)
        roles = self._roles_beside(agencies, tokens)
        if len(set(roles)) == 2:
            tests = [has_role(name, own) for name, own in zip(names, roles, strict=True)]
            said = " và ".join(f"do {name} {_ROLE_NAME[own]}" for name, own in zip(names, roles, strict=True))
            return _ByAgency(lambda duty: all(test(duty) for test in tests), said, EITHER)
        tests = [has_role(name, role) for name in names]
        if len(names) > 1 and self.routing.has("together", tokens):
            said = f"do {' và '.join(names)} cùng {_ROLE_NAME[role]}"
            return _ByAgency(lambda duty: all(test(duty) for test in tests), said, role)
        said = f"do {' hoặc '.join(names)} {_ROLE_NAME[role]}"
        return _ByAgency(lambda duty: any(test(duty) for test in tests), said, role)

    def _roles_beside(self, agencies: Mapping[Agency, set[int]], tokens: Sequence[str]) -> list[Role]:
        """For two agencies and both roles: the role word that follows each agency first."""
        leads = self.routing.cues["lead"].places(tokens)
        helps = self.routing.cues["coordinating"].places(tokens)
        if len(agencies) != 2 or not leads or not helps:
            return []
        found: list[Role] = []
        for places in agencies.values():
            after_lead = min((place for place in leads if place > max(places)), default=_FAR)
            after_help = min((place for place in helps if place > max(places)), default=_FAR)
            found.append(LEAD if after_lead < after_help else COORDINATING)
        return found

    def _unknown_department(self, turn: Turn) -> Draft | None:
        """“Sở Xây dựng …”: a department that the plan does not name is said so; no other stands in for it."""
        taken = {
            place for places in self.library.lexicon.agency_places(turn.question).values() for place in places
        }
        written = words(normalise(turn.question))
        for place, word in enumerate(written):
            named = written[place + 1 : place + 3]
            if word in ("Sở", "sở") and place not in taken and named and _names_a_department(written, place):
                name = f"Sở {' '.join(named)}"
                text = (
                    f"Phụ lục của Kế hoạch không nêu tên {name}. Các nhiệm vụ ghi chung “{_DEPARTMENTS}” "
                    f"thì mọi sở cùng làm; hỏi “Sở, ngành tỉnh chủ trì những nhiệm vụ nào?” để xem."
                )
                return _nothing(text)
        return None

    def _by_topic(self, turn: Turn, tokens: Sequence[str]) -> Draft | None:
        """The rows about what the question names, where nothing else answers it better."""
        if turn.candidates is None or not self._topic(turn.question):
            return None
        kept = self.library.search.pick(turn.candidates, _ROWS_LOOKED_AT, _ROW_KINDS).kept
        if not kept or not (self.routing.has("row", tokens) or self._is_best(turn.candidates, kept[0])):
            return None
        anything = self.library.search.pick(turn.candidates, _OTHERS_LOOKED_AT).kept
        best = max(one.support for one in kept)
        if best < max(_ROW_FLOOR, _TIE * max((one.support for one in anything), default=0.0)):
            return None
        about = [one.passage.ref for one in kept if one.support >= best * _TIE]
        chosen = about[:1] if self.routing.has("one_row", tokens) else about
        rows = [duty for duty in self._duties if duty.id in chosen]
        return self._details(rows, tokens) if len(rows) <= 2 else self._rows(rows, "có nội dung này")

    def _is_best(self, candidates: Candidates, row: Found) -> bool:
        """Whether no passage of another kind is clearly better than the row."""
        return row.score >= max(candidates.fused.values()) * _CLOSE

    @property
    def _duties(self) -> tuple[Duty, ...]:
        return self.library.plan().duties

    def _role(self, tokens: Sequence[str]) -> Role:
        leads, helps = self.routing.has("lead", tokens), self.routing.has("coordinating", tokens)
        if leads and not helps:
            return LEAD
        return COORDINATING if helps and not leads else EITHER

    def _period(self, question: str, tokens: Sequence[str]) -> Period | None:
        year = min((duty.due_from.year for duty in self._duties if duty.due_from), default=None)
        return period_in(question, self.clock(), year) if not self.routing.has("recurring", tokens) else None

    def _topic(self, question: str) -> set[str]:
        """The question's folded words that are no agency, no cue, no period and no empty word."""
        typed = spoken(question)
        taken = {
            place for places in self.library.lexicon.agency_places(question).values() for place in places
        }
        for cue in _CUES:
            taken |= self.routing.cues[cue].places(typed)
        empty = self.library.lexicon.folded_empty_words | _PERIOD_WORDS
        return {
            fold(word)
            for place, word in enumerate(typed)
            if place not in taken and fold(word) not in empty and not word.isdigit()
        }

    def _collective(self, agencies: Sequence[Agency], role: Role, direct: Sequence[Duty]) -> list[Duty]:
        """What a department also does as one of “Sở, ngành tỉnh”."""
        if not any(_DEPARTMENT.match(agency.name) and not agency.collective for agency in agencies):
            return []
        return [duty for duty in select(self._duties, has_role(_DEPARTMENTS, role)) if duty not in direct]

    def _details(self, rows: Sequence[Duty], tokens: Sequence[str]) -> Draft:
        asks = [cue for cue in _CELL_CUES if self.routing.has(cue, tokens)]
        lines = [line for duty in rows for line in full_row(duty, self.clock(), asks)]
        return self._draft(rows, lines)

    def _rows(self, rows: Sequence[Duty], said: str, collective: Sequence[Duty] = ()) -> Draft:
        total = len(rows)
        lines = [Line(f"**{total}/{total} nhiệm vụ** {said}:" if rows else f"**0 nhiệm vụ** {said}.")]
        lines += short_rows(rows)
        if collective:
            ids = ", ".join(duty.id for duty in collective)
            lines.append(
                Line(
                    f"Ngoài ra, {len(collective)} nhiệm vụ ghi chung “{_DEPARTMENTS}” "
                    f"cũng gồm sở này: {ids}.",
                    collective[0].passage_id,
                )
            )
        return self._draft(rows, lines)

    def _draft(self, rows: Sequence[Duty], lines: Sequence[Line]) -> Draft:
        suggestions = [f"Nhiệm vụ {duty.id} gồm những gì?" for duty in rows[:1] if len(rows) > 1]
        if rows and rows[0].lead:
            suggestions.append(f"{rows[0].lead[0]} chủ trì những nhiệm vụ nào?")
        return Draft(
            Status.ANSWERED,
            Intent.PLAN,
            Mode.RECORD,
            tuple(lines),
            duties=tuple(duty.id for duty in rows),
            suggestions=tuple(suggestions[:3]),
        )


_CELL_CUES = ("who", "when", "result", "remaining")
_FILTER_CUES = ("lead", "coordinating", "duty_list", "recurring", "when")
_CUES = (
    "plan",
    "lead",
    "coordinating",
    "who",
    "when",
    "result",
    "duty_list",
    "target",
    "recurring",
    "no_coordinating",
    "no_result",
    "overdue",
    "remaining",
    "filler",
    "together",
    "row",
)
_PERIOD_WORDS = frozenset(
    {"quy", "thang", "nam", "i", "ii", "iii", "iv", "tinh", "dia", "ban", "long", "an", "so"}
)


def _target_words(target: Target) -> str:
    """A target's text with the words any question about targets uses."""
    asked_with = f"chỉ tiêu mục tiêu kế hoạch tỷ lệ phần trăm năm {target.year}"
    return f"{asked_with}. {target.group_name} {target.measure}"


def _within(duty: Duty, period: Period) -> bool:
    """Whether a duty's last day falls into the period."""
    return duty.due_to is not None and period.first <= duty.due_to <= period.last


def _nothing(text: str) -> Draft:
    """An answer that says there is no such row."""
    return Draft(Status.NO_SOURCE, Intent.PLAN, Mode.RECORD, (Line(text),))


def _names_a_department(written: Sequence[str], place: int) -> bool:
    """Whether "Sở" at `place` opens a name: "Sở Xây dựng", "sở xây dựng"; not "sở nào", "cơ sở", "sở hữu"."""
    before, after = written[place - 1].lower() if place else "", written[place + 1].lower()
    return before not in ("cơ", "trụ", "công", "hộ") and after not in _NO_DEPARTMENT


_NO_DEPARTMENT = frozenset({
    "thú", "nào", "này", "đó", "ấy", "kia", "hữu", "thích", "dĩ", "trường", "tại", "ngành", "ban", "và", "ở",
    "có", "là", "được", "phải", "gì", "thì", "chủ", "phối", "làm", "các",
})  # fmt: skip


@dataclass(frozen=True)
class _Filter:
    """A condition on rows and how it is said."""

    condition: Condition
    said: str


@dataclass(frozen=True)
class _ByAgency:
    """A condition on agencies, how it is said, and the role that collective rows are looked up in."""

    condition: Condition
    said: str
    role: Role
