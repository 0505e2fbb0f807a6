"""The typed question → a draft: every matching row counted, or what is missing named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.plan_questions.agency_notes import AgencyNotes
from assistant.plan_questions.asked import Asked, Holders, Sign, Want
from assistant.plan_questions.comparing import superlative, versus
from assistant.plan_questions.conditions import conditions
from assistant.plan_questions.drafts import WHOLE, details, listed, nothing
from assistant.plan_questions.refusals import Refusals, no_row
from assistant.plan_questions.responsibilities import responsibilities
from assistant.plan_questions.saying import said
from assistant.plan_questions.topic_reading import TopicReading
from assistant.plan_questions.topics import rows_about, topic_of
from assistant.plan_questions.whose_plan import WhosePlan
from assistant.plan_text import SHOWN
from assistant.question import Draft, Line
from knowledge.conditions import matching
from knowledge.library import Library
from knowledge.plan import COORDINATING, EITHER, LEAD, Duty, by_id
from knowledge.plan_words import PlanWords
from knowledge.spelling import spoken


@dataclass(frozen=True)
class Best:
    """The draft from the row that holds most of a topic; `support` 0..1.

    `whole`: it holds a part of everything asked, and hardly another row does, or all are for the same people.
    """

    draft: Draft
    support: float
    whole: bool


@dataclass(frozen=True)
class PlanAnswers:
    """Answers typed questions from the rows of the library's own plan."""

    library: Library
    words: PlanWords
    notes: AgencyNotes
    plan: str | None = None

    def of_another(self, asked: Asked, today: date, whose: WhosePlan) -> Draft | None:
        """The same from another province's stored plan, said first; or that it is not stored."""
        if whose.document_id is None:
            return nothing(
                f"Trong máy không có kế hoạch của {whose.province}. Bảng nhiệm vụ ở đây là của tỉnh Long An, "
                "nay thuộc tỉnh Tây Ninh."
            )
        # Programmes are known by the rows of the home plan: there they are words like others.
        names = tuple(tuple(spoken(self.words.programmes[one].name)) for one in asked.programmes)
        loose = (*asked.loose, *(False for _ in names))
        asked = asked.with_(programmes=(), topic=(*asked.topic, *names), loose=loose)
        draft = replace(self, plan=whose.document_id).draft(asked, today)
        first = Line(f"Theo kế hoạch của **{whose.province}** đã nạp vào máy, không phải của tỉnh ta:")
        return replace(draft, lines=(first, *draft.lines), suggestions=()) if draft else None

    def charged(self, asked: Asked) -> Draft | None:
        """What Phần V charges a body with, where that is asked."""
        return responsibilities(asked, self.notes, self.library.plan(self.plan).duties)

    def draft(self, asked: Asked, today: date) -> Draft | None:
        """The answer to a question that is about the table."""
        rows = self.library.plan(self.plan).duties
        asked = self._topics.settled(_settled(asked), rows)
        return (
            Refusals(self.library.lexicon, self.words).draft(asked, rows)
            or self._compared(asked, rows)
            or self._by_id(asked, rows, today)
            or self._matching(asked, rows, today)
        )

    @property
    def _topics(self) -> TopicReading:
        return TopicReading(self.words, self.library.search)

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
        first = [Line(no_row(missing, rows))] if missing else []
        if asked.holders and len(named) == 1 and not any(one.negated for one in asked.holders):
            return self._verdict(asked, named, tuple(rows), today)
        if asked.holders and len(named) == 1:
            return details(named, asked.with_(wants=asked.wants | {Want.WHO}), today)
        if asked.has_filter or asked.holders:
            return None
        named = list(dict.fromkeys(named))
        if len(named) <= WHOLE or (asked.wants & {Want.WHO, Want.RESULT} and len(named) <= len(asked.ids)):
            return details(named, asked, today, first)
        draft = listed(named, f"thuộc mục {', '.join(asked.ids)}", asked)
        return replace(draft, lines=(*first, *draft.lines))

    def _verdict(self, asked: Asked, named: Sequence[Duty], rows: tuple[Duty, ...], today: date) -> Draft:
        """“Sở Y tế có chủ trì 5.4.d không?”: yes or no, and who does."""
        held = matching(named, *conditions(asked.with_(ids=()), self.words, rows))
        whose = said(asked.with_(ids=(), groups=(), time=None, without=()), self.words)
        answer = "Đúng" if held else "Không phải"
        first = Line(f"**{answer}**: nhiệm vụ {named[0].id} {'' if held else 'không '}{whose}.")
        return details(named, asked.with_(wants=asked.wants | {Want.WHO}), today, [first])

    def _matching(self, asked: Asked, rows: Sequence[Duty], today: date) -> Draft | None:
        """Every row that meets all conditions, with what else is to be said of the agencies."""
        tests = conditions(asked, self.words, tuple(rows))
        base = matching(rows, *tests)
        if asked.topic and not asked.programmes:
            return self._listed(asked, self._topics.holding(asked, base), rows, today)
        if (asked.programmes or asked.quoted) and not asked.holders and base:
            return details(base, asked, today)
        return self._listed(asked, base, rows, today)

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
        if not (asked.has_filter or asked.topic or asked.learners or asked.ids or asked.groups or self.plan):
            more += self.notes.part_five(asked)
            more += self.notes.alike(asked, rows)
        if self.plan is None:
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

    def best_row(self, asked: Asked, today: date) -> Best | None:
        """The row whose who, when or result is asked for; several where none holds more of the topic."""
        rows = self.library.plan(self.plan).duties
        asked = _settled(asked)
        base = matching(rows, *conditions(asked, self.words, tuple(rows)))
        scored = rows_about(base, topic_of(asked, self.words), self.library.search)
        best = max(scored, key=lambda one: one.score, default=None)
        if best is None:
            return None
        equal = [one.duty for one in scored if one.score == best.score]
        if len(equal) > SHOWN:  # a topic that half the plan holds is none
            return None
        few = len(equal) <= WHOLE
        draft = details(equal, asked, today) if few else listed(equal, said(asked, self.words), asked)
        return Best(draft, best.support, best.whole and (few or bool(asked.learners)))


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
