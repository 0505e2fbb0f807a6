"""The typed question → a draft: every matching row counted, or what is missing named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.plan_questions.agency_notes import DEPARTMENTS, AgencyNotes
from assistant.plan_questions.asked import Asked, Holders, Sign, Want
from assistant.plan_questions.comparing import superlative, versus
from assistant.plan_questions.conditions import conditions
from assistant.plan_questions.drafts import WHOLE, clarify, details, listed, nothing
from assistant.plan_questions.saying import said
from assistant.plan_questions.topics import Run, rows_about, topic_of
from assistant.question import Draft, Line
from knowledge.conditions import matching
from knowledge.lexicon import Agency
from knowledge.library import Library
from knowledge.nearest import nearest
from knowledge.plan import COORDINATING, EITHER, LEAD, Duty, by_id
from knowledge.plan_words import PlanWords

_HOLDS_TOPIC, _HOLDS_TOGETHER = 0.6, 0.51
"""A row that holds this much of a topic, this much of it together, is listed; less is only a similar row."""

_IS_HEADING = 0.8
"""A group's heading that holds this much of what is called a group is meant."""

_WORTH = 5
"""A lone word of fewer letters that no cue introduces is no topic."""

_TIE = 0.9
"""Rows that hold this share of what the best row holds are about the same thing."""


@dataclass(frozen=True)
class PlanAnswers:
    """Answers typed questions from the rows of the library's own plan."""

    library: Library
    words: PlanWords
    notes: AgencyNotes

    def draft(self, asked: Asked, today: date) -> Draft | None:
        """The answer to a question that is about the table; None where its topic is no row's."""
        rows = self.library.plan().duties
        if asked.problem:
            return nothing(
                f"Không có thời gian “{asked.problem}”: một năm có 12 tháng, 4 quý. Anh/chị xem lại giúp tôi."
            )
        asked = self._with_group(self._without_noise(_settled(asked), rows), rows)
        return (
            self._vague(asked)
            or self._strangers(asked)
            or self._unknown(asked, rows)
            or self._compared(asked, rows)
            or self._by_id(asked, rows, today)
            or self._matching(asked, rows, today)
        )

    def _vague(self, asked: Asked) -> Draft | None:
        """“UBND chủ trì gì?”: which one is asked back."""
        vague = next((one for one in self.words.vague if one.id == asked.vague), None)
        if vague is None or asked.ids or asked.programmes:
            return None
        known = (self.library.lexicon.agency(name) for name in vague.choices)
        role = {LEAD: "chủ trì", COORDINATING: "phối hợp"}.get(asked.role or "", "chủ trì hoặc phối hợp")
        return clarify(vague.ask, [f"{one.name} {role} những nhiệm vụ nào?" for one in known if one])

    def _strangers(self, asked: Asked) -> Draft | None:
        """A body the plan never names is said so; no other stands in for it."""
        if not asked.strangers or asked.holders:
            return None
        names = ", ".join(asked.strangers)
        text = f"Phụ lục của Kế hoạch không nêu tên {names}."
        if any(name.startswith("Sở ") for name in asked.strangers):
            text += (
                f" Các nhiệm vụ ghi chung “{DEPARTMENTS}” thì mọi sở cùng làm; "
                f"hỏi “{DEPARTMENTS} chủ trì những nhiệm vụ nào?” để xem."
            )
        else:
            known = {agency.name: agency.name for agency in self._named_in_rows()}
            text += f" {nearest(asked.strangers[0], known)}"
        return nothing(text)

    def _named_in_rows(self) -> list[Agency]:
        rows = self.library.plan().duties
        names = {name for duty in rows for name in (*duty.lead, *duty.coordinating)}
        return [agency for agency in self.library.lexicon.agencies if agency.name in names]

    def _unknown(self, asked: Asked, rows: Sequence[Duty]) -> Draft | None:
        """Ids and groups that the appendix does not have."""
        groups = list(dict.fromkeys(duty.group_id for duty in rows))
        if strange := [one for one in asked.groups if one not in groups]:
            text = (
                f"Phụ lục của Kế hoạch không có nhóm {', '.join(strange)}; các nhóm là {', '.join(groups)}."
            )
            return nothing(text)
        missing = [one for one in asked.ids if not by_id(rows, one)]
        return nothing(_no_row(missing, rows)) if missing and len(missing) == len(asked.ids) else None

    def _compared(self, asked: Asked, rows: Sequence[Duty]) -> Draft | None:
        if asked.wants & {Want.MOST, Want.LEAST} and (asked.counted_by or asked.role):
            plain = asked.with_(holders=(), topic=(), ids=())
            chosen = matching(rows, *conditions(plain, self.words, tuple(rows)))
            return superlative(asked, chosen, self.library.lexicon)
        if Want.COMPARE in asked.wants:
            plain = asked.with_(holders=(), topic=(), groups=())
            return versus(asked, matching(rows, *conditions(plain, self.words, tuple(rows))))
        return None

    def _by_id(self, asked: Asked, rows: Sequence[Duty], today: date) -> Draft | None:
        """Rows told by their numbers; “Sở X có chủ trì 5.4.d không?” is answered by yes or no."""
        if not asked.ids:
            return None
        named = [duty for name in asked.ids for duty in by_id(rows, name)]
        missing = [one for one in asked.ids if not by_id(rows, one)]
        first = [Line(_no_row(missing, rows))] if missing else []
        if asked.holders and len(named) == 1:
            held = matching(named, *conditions(asked.with_(ids=()), self.words, tuple(rows)))
            verdict = said(asked.with_(ids=(), groups=(), time=None, without=()), self.words)
            answer = "Đúng" if held else "Không"
            return details(
                named, asked.with_(wants=asked.wants | {Want.WHO}), today, [Line(f"**{answer}** {verdict}.")]
            )
        if asked.has_filter or asked.holders:
            return None
        named = list(dict.fromkeys(named))
        if len(named) <= WHOLE or (asked.wants & {Want.WHO, Want.RESULT} and len(named) <= len(asked.ids)):
            return details(named, asked, today, first)
        draft = listed(named, f"thuộc mục {', '.join(asked.ids)}", asked)
        return replace(draft, lines=(*first, *draft.lines))

    def _matching(self, asked: Asked, rows: Sequence[Duty], today: date) -> Draft | None:
        """Every row that meets all conditions, with what else is to be said of the agencies."""
        tests = conditions(asked, self.words, tuple(rows))
        base = matching(rows, *tests)
        if asked.topic and not asked.programmes:
            return self._about(asked, base, rows, today)
        if (asked.programmes or asked.quoted) and not asked.holders and base:
            return details(base, asked, today)
        return self._listed(asked, base, rows, today)

    def _about(self, asked: Asked, base: Sequence[Duty], rows: Sequence[Duty], today: date) -> Draft | None:
        """The rows of a topic among those that meet the conditions."""
        return self._listed(asked, self._holding(asked, base), rows, today)

    def _holding(self, asked: Asked, base: Sequence[Duty]) -> list[Duty]:
        """The rows that hold the topic; every word of it together where the question quotes it."""
        scored = rows_about(base, asked.topic, self.library.search)
        together = 1.0 if asked.says(Sign.MENTIONS) else _HOLDS_TOGETHER
        held = [one for one in scored if one.support >= _HOLDS_TOPIC and one.run >= together]
        best = max((one.support for one in held), default=0.0)
        return [one.duty for one in held if one.support >= best * _TIE]

    def _without_noise(self, asked: Asked, rows: Sequence[Duty]) -> Asked:
        """Words that nothing introduces as a topic and that no row holds are said not to be understood."""
        others = asked.with_(topic=())
        if not asked.topic or not (others.has_subject or others.has_filter):
            return asked
        kept: list[Run] = []
        noise: list[Run] = []
        for run, loose in zip(asked.topic, asked.loose, strict=True):
            alone = asked.with_(topic=(run,))
            short = len(run) == 1 and len(run[0]) < _WORTH
            is_noise = loose and (short or not self._holding(alone, rows))
            (noise if is_noise else kept).append(run)
        return asked.with_(topic=tuple(kept), unread=tuple(" ".join(run) for run in noise))

    def _with_group(self, asked: Asked, rows: Sequence[Duty]) -> Asked:
        """“nhóm về vận hành nền tảng”: the group whose heading holds the words."""
        topic = topic_of(asked.with_(learners=()), self.words)
        if not asked.says(Sign.OF_GROUP) or asked.groups or asked.ids or not topic:
            return asked
        headings = {duty.group_id: duty.group_heading for duty in rows}
        heads = [
            replace(rows[0], id=name, name=said, result=None, section=None) for name, said in headings.items()
        ]
        scored = rows_about(heads, topic, self.library.search)
        best = max(scored, key=lambda one: one.score)
        if best.support < _IS_HEADING:
            return asked
        return asked.with_(groups=(best.duty.id,), topic=(), quoted=(), loose=())

    def _listed(self, asked: Asked, chosen: Sequence[Duty], rows: Sequence[Duty], today: date) -> Draft:
        more = [*self.notes.formers(asked)]
        if asked.unread:
            more.append(Line(f"Tôi chưa hiểu “{', '.join(asked.unread)}” nên không lọc theo phần đó."))
        others = conditions(asked.with_(holders=()), self.words, tuple(rows))
        if not asked.topic:
            more += self.notes.shared(asked, rows, chosen, others)
        more += self._other_role(asked, chosen, rows)
        if not chosen:
            more += self._instead(asked, rows)
        if not (asked.has_filter or asked.topic or asked.learners or asked.ids or asked.groups):
            more += self.notes.part_five(asked)
            more += self.notes.alike(asked, rows)
        more += self.notes.successors(asked, today)
        if asked.strangers:
            more.append(Line(f"Phụ lục không nêu tên {', '.join(asked.strangers)}."))
        draft = listed(chosen, said(asked, self.words), asked, more)
        return draft if chosen else replace(draft, suggestions=self.notes.ask_instead(asked, today))

    def _other_role(self, asked: Asked, chosen: Sequence[Duty], rows: Sequence[Duty]) -> list[Line]:
        """An agency that has no row in one role is told that it has some in the other."""
        roles = {one.role for one in asked.holders if not one.negated}
        if len(asked.holders) != 1 or len(roles) != 1 or (chosen and not asked.assumed_role) or asked.topic:
            return []
        other = {LEAD: COORDINATING, COORDINATING: LEAD}.get(roles.pop() or "")
        tests = conditions(asked.with_(holders=()), self.words, tuple(rows))
        return list(self.notes.other_role(asked, rows, other, tests)) if other else []

    def _instead(self, asked: Asked, rows: Sequence[Duty]) -> list[Line]:
        """Where nothing matches: how many rows there are without the narrowest condition."""
        for dropped, name in _WIDER:
            wider = asked.with_(**dropped)
            if wider == asked or not (wider.has_subject or wider.has_filter):
                continue
            if count := len(matching(rows, *conditions(wider, self.words, tuple(rows)))):
                return [Line(f"Bỏ điều kiện về {name} thì có {count} nhiệm vụ {said(wider, self.words)}.")]
        return []

    def best_row(self, asked: Asked, today: date, floor: float) -> tuple[Draft, float] | None:
        """The row whose who, when or result is asked for, and how much (0..1) of the topic it holds."""
        rows = self.library.plan().duties
        asked = _settled(asked)
        base = matching(rows, *conditions(asked, self.words, tuple(rows)))
        scored = rows_about(base, topic_of(asked, self.words), self.library.search)
        best = max(scored, key=lambda one: one.score, default=None)
        if best is None or best.support < floor:
            return None
        kept = [one.duty for one in scored if one.support >= floor and one.score >= best.score * _TIE]
        equal = [one.duty for one in scored if one.score == best.score]
        if len(equal) > WHOLE:  # none of them is more what is asked for than another
            return listed(equal, said(asked, self.words), asked), best.support
        return details(equal if _asks_of_one(asked) else kept[:WHOLE], asked, today), best.support


_WIDER: tuple[tuple[dict[str, object], str], ...] = (
    ({"topic": (), "quoted": ()}, "nội dung"),
    ({"time": None}, "thời gian"),
    ({"without": (), "recurring": None, "fixed_day": False}, "ô trống, tính chất thường xuyên"),
    ({"learners": ()}, "nhóm đối tượng"),
    ({"groups": ()}, "nhóm nhiệm vụ"),
)


def _settled(asked: Asked) -> Asked:
    """Roles that were not said: who must have something done leads it; who takes part may do either."""
    role = asked.role if asked.role and not any(one.role for one in asked.holders) else None
    assumed = role or (LEAD if asked.says(Sign.OBLIGED) else EITHER)
    holders = tuple(one if one.role else replace(one, role=_role(one, assumed)) for one in asked.holders)
    said_none = any(one.role is None for one in asked.holders) and assumed == LEAD and role is None
    return asked.with_(holders=holders, assumed_role=said_none)


def _role(one: Holders, assumed: str) -> str:
    return EITHER if one.negated else assumed


def _asks_of_one(asked: Asked) -> bool:
    return bool(asked.wants & {Want.WHO, Want.WHEN, Want.RESULT, Want.REMAINING})


def _no_row(missing: Sequence[str], rows: Sequence[Duty]) -> str:
    return (
        f"Phụ lục của Kế hoạch không có mục {', '.join(missing)}; "
        f"các mục có từ {rows[0].id} đến {rows[-1].id}."
    )
