"""Without a language model: the lesson's own words, the definition, or the sentences that carry the fact."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lesson_cards import card
from assistant.plan_text import target_line
from assistant.question import Answer, Draft, Intent, Line, Mode, Status, Turn
from assistant.replies import Replies
from assistant.words import Routing
from knowledge.library import Library
from knowledge.passage import Passage, PassageKind
from knowledge.search import Found
from knowledge.spelling import spoken
from knowledge.vietnamese import syllables

_LESSON_KINDS = (PassageKind.LESSON_ANSWER, PassageKind.LESSON_STEPS, PassageKind.LESSON_CAUTIONS)
_CLOSE = 0.75
"""A definition within this share of the best score is preferred when one is asked for."""

_IS_TOPIC = 0.8
"""A term whose names hold this much of the question is what the question is about."""

_WHOLE_CHARS = 700
"""A section up to this length is short enough to be quoted sentence by sentence, whole."""

_ROW_FLOOR = 0.55
"""A row of the plan that holds less of the question than this is a similar row, not the one asked for."""

_SENTENCES = 3
_NEAR = 0.3
"""Support from which a question counts as in the domain though nothing answers it."""


@dataclass(frozen=True)
class Compose:
    """Drafts an answer from what the search kept; refuses when nothing was."""

    library: Library
    routing: Routing
    replies: Replies

    def __call__(self, turn: Turn) -> Turn | Answer:
        if turn.draft or turn.retrieved is None:
            return turn
        typed = spoken(turn.question)
        kept = [one for one in turn.retrieved.kept if self._states_what_is_asked(typed, one)]
        if not kept:
            return self.replies.plain(self._refusal(turn), turn)
        chosen = self._choose(turn, kept)
        return turn.with_(draft=self._draft(turn, chosen.passage))

    def _states_what_is_asked(self, typed: Sequence[str], found: Found) -> bool:
        kind = found.passage.kind
        similar_row = kind == PassageKind.DUTY and found.support < _ROW_FLOOR
        if kind == PassageKind.AGENCY and not self.routing.has("succession", typed):
            return False
        if not self._is_of_the_same_body(typed, found.passage):
            return False
        return not similar_row and self.routing.is_kind_asked_for(typed, found.passage.text)

    def _is_of_the_same_body(self, typed: Sequence[str], passage: Passage) -> bool:
        """Where a body is to be reached, a lesson or a number that names it tells; nothing else does."""
        asked = self.library.lexicon.agencies_in(" ".join(typed)) if self.routing.has("reach", typed) else []
        if not asked:
            return True
        tells = passage.kind == PassageKind.FACT or passage.kind in _LESSON_KINDS
        told = f"{passage.heading}. {passage.text}. {' '.join(passage.questions)}"
        return tells and not set(asked).isdisjoint(self.library.lexicon.agencies_in(told))

    def _choose(self, turn: Turn, kept: Sequence[Found]) -> Found:
        """The best passage; among near equals, the kind that was asked for."""
        best = kept[0]
        wanted = _WANTED.get(turn.intent, ())
        near = [one for one in kept if one.score >= best.score * _CLOSE and one.passage.kind in wanted]
        if turn.intent == Intent.DEFINITION:
            near = [one for one in near if self._is_the_topic(turn, one)]
        return near[0] if near else best

    def _is_the_topic(self, turn: Turn, found: Found) -> bool:
        """Whether a term is what is asked about, and not only a word of the question."""
        names = [found.passage.heading, *found.passage.questions]
        return self.library.search.support(turn.question).of(names) >= _IS_TOPIC

    def _refusal(self, turn: Turn) -> str:
        """In the domain but unsupported, or outside it."""
        tokens = set(syllables(turn.question))
        knows = any(set(syllables(term)) <= tokens for term in self.library.lexicon.terms)
        near = turn.retrieved is not None and any(one.support >= _NEAR for one in turn.retrieved.rejected)
        in_domain = (
            knows or near or self.routing.has("domain", spoken(turn.question)) or turn.intent == Intent.PLAN
        )
        return Status.NO_SOURCE if in_domain else Status.OUT_OF_SCOPE

    def _draft(self, turn: Turn, passage: Passage) -> Draft:
        if passage.kind in _LESSON_KINDS:
            return self._lesson(turn, passage)
        if passage.kind == PassageKind.DUTY:
            return self._duty(passage)
        if passage.kind == PassageKind.TARGET:
            return self._target(passage)
        if passage.kind == PassageKind.PROGRAMME:
            return self._programme(passage)
        intent = _INTENTS.get(passage.kind) or (turn.intent if turn.intent != Intent.OTHER else Intent.PLAN)
        lines = _statements(self._carrying(turn, passage), passage)
        return Draft(Status.ANSWERED, intent, Mode.EXTRACTIVE, tuple(lines))

    def _lesson(self, turn: Turn, passage: Passage) -> Draft:
        """The lesson's short answer, its steps, and what to look out for."""
        parts = {one.kind: one for one in self.library.store.passages_of(passage.ref)}
        lesson = self.library.store.document(passage.document_id)
        answer, steps, cautions = (parts[kind] for kind in _LESSON_KINDS)
        lines = [Line(sentence, answer.id, sentence) for sentence in answer.statements()]
        lines.append(Line("**Các bước:**"))
        lines += [_markdown(line, steps) for line in steps.text.splitlines() if line.strip()]
        lines.append(Line("**Lưu ý:**"))
        lines += [_markdown(line, cautions) for line in cautions.text.splitlines() if line.strip()]
        cards = (card(lesson, "Bài này trả lời câu vừa hỏi."),) if lesson else ()
        intent = turn.intent if turn.intent in (Intent.DEFINITION, Intent.CONTACT) else Intent.HOW_TO
        return Draft(Status.ANSWERED, intent, Mode.EXTRACTIVE, tuple(lines), lessons=cards)

    def _duty(self, passage: Passage) -> Draft:
        rows = [duty for duty in self.library.plan().duties if duty.passage_id == passage.id]
        lines = [Line(line, passage.id, line) for line in passage.text.splitlines()]
        if not rows:  # the row of another province's plan must not pass for one of ours
            other = self.library.store.document(passage.document_id)
            lines.insert(
                0, Line(f"Theo một kế hoạch khác: **{other.title if other else passage.document_id}**.")
            )
        ids = tuple(duty.id for duty in rows)
        return Draft(Status.ANSWERED, Intent.PLAN, Mode.RECORD, tuple(lines), duties=ids)

    def _target(self, passage: Passage) -> Draft:
        rows = [target for target in self.library.plan().targets if target.passage_id == passage.id]
        lines = tuple(target_line(target) for target in rows)
        return Draft(
            Status.ANSWERED, Intent.PLAN, Mode.RECORD, lines, targets=tuple(target.id for target in rows)
        )

    def _programme(self, passage: Passage) -> Draft:
        """What the programme is, and who answers for it in the appendix."""
        rows = [duty for duty in self.library.plan().duties if duty.id == passage.ref]
        lines = _statements(passage.statements(), passage)
        for duty in rows:
            lead = "; ".join(duty.lead)
            said = f"Trong Phụ lục, nhiệm vụ {duty.id} do {lead} chủ trì, thời gian: {duty.timeline}."
            lines.append(Line(said, duty.passage_id))
        ids = tuple(duty.id for duty in rows)
        return Draft(Status.ANSWERED, Intent.DEFINITION, Mode.EXTRACTIVE, tuple(lines), duties=ids)

    def _carrying(self, turn: Turn, passage: Passage) -> list[str]:
        """The sentences of a passage that carry what was asked, in their order."""
        statements = passage.statements()
        if len(passage.text) <= _WHOLE_CHARS or len(statements) <= _SENTENCES:
            return statements
        support = self.library.search.support(turn.question)
        ranked = sorted(statements, key=lambda one: -support.of([one, passage.heading]))[:_SENTENCES]
        return [one for one in statements if one in ranked]


_INTENTS = {
    PassageKind.TERM: Intent.DEFINITION,
    PassageKind.FACT: Intent.CONTACT,
    PassageKind.RESPONSIBILITY: Intent.PLAN,
}


_WANTED = {
    Intent.DEFINITION: (PassageKind.TERM,),
    Intent.CONTACT: (PassageKind.FACT,),
    Intent.HOW_TO: _LESSON_KINDS,
}


def _statements(statements: Sequence[str], passage: Passage) -> list[Line]:
    """Sentences as lines, each resting on itself."""
    if len(statements) == 1:
        return [Line(statements[0], passage.id, statements[0])]
    return [Line(f"- {statement}", passage.id, statement) for statement in statements]


def _markdown(line: str, passage: Passage) -> Line:
    """A lesson's line: a device heading becomes bold, a step keeps its number."""
    if line.startswith("#"):
        return Line(f"**{line.lstrip('# ')}**")
    return Line(line.strip(), passage.id, line.strip())
