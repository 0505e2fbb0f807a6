"""Questions about the plan's table: rows filtered and counted by code, every match, never a top k."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.plan_questions.answering import PlanAnswers
from assistant.plan_questions.asked import Asked, Sign
from assistant.plan_questions.follow_up import joined, leans
from assistant.plan_questions.reading import Reader
from assistant.plan_questions.scope import CELLS, is_for_table
from assistant.plan_questions.targets import targets_asked
from assistant.plan_questions.whose_plan import WhosePlan, whose_plan
from assistant.question import Audience, Draft, Intent, Turn
from knowledge.library import Library
from knowledge.search import Candidates

_ROW_FLOOR = 0.55
"""A row that holds less of the question than this is a similar row, not the one asked for."""

_CLOSE = 0.9
"""A row is what is asked for when no other source holds clearly more of the question."""

_OTHERS_LOOKED_AT = 5


@dataclass(frozen=True)
class LookUpPlan:
    """Drafts an answer from the plan's rows where the question asks for them."""

    library: Library
    reader: Reader
    answers: PlanAnswers
    clock: Callable[[], date]

    def __call__(self, turn: Turn) -> Turn:
        if turn.draft or turn.intent == Intent.RECOMMEND:
            return turn
        asked, whose = self._asked(turn)
        if whose.province:
            return self._of_another(turn.with_(plan=whose.document_id), asked, whose)
        draft = self._targets(turn, asked) or self.answers.charged(asked)
        if draft is None and is_for_table(asked, turn.audience == Audience.OFFICER):
            draft = self.answers.draft(asked, self.clock())
        if draft is None and self._asks_of_a_row(asked):
            turn = turn.with_(candidates=self.library.search.candidates(turn.question))
            draft = self._by_topic(turn, asked)
        return turn.with_(draft=draft, intent=Intent.PLAN) if draft else turn

    def _asked(self, turn: Turn) -> tuple[Asked, WhosePlan]:
        """The typed question, and whose plan it is about; a follow-up stays with the province before."""
        others, today = self.library.other_plans(), self.clock()
        named = [whose_plan(text, others, self.reader.words) for text in (*turn.history, turn.text)]
        rows = self.library.plan(named[-1].document_id).duties
        typed = [self.reader.read(one.text, today, rows) for one in named]
        asked = joined(typed)
        earlier = named[-2] if len(named) > 1 and leans(typed[-1]) else named[-1]
        return asked, named[-1] if named[-1].province else earlier

    def _of_another(self, turn: Turn, asked: Asked, whose: WhosePlan) -> Turn:
        """Rows of the province that is named, where its plan is stored; never ours in their place."""
        about = is_for_table(asked, turn.audience == Audience.OFFICER) or asked.says(Sign.PLAN, Sign.TARGET)
        if not about:
            return turn
        draft = self.answers.of_another(asked, self.clock(), whose)
        return turn.with_(draft=draft, intent=Intent.PLAN) if draft else turn

    def _targets(self, turn: Turn, asked: Asked) -> Draft | None:
        if not asked.says(Sign.TARGET):
            return None
        return targets_asked(turn.question, self.library, self.clock(), asked.says(Sign.TABLE, Sign.PLAN))

    def _asks_of_a_row(self, asked: Asked) -> bool:
        """Whether something is asked that a cell of one row tells."""
        return bool(asked.wants & CELLS) and bool(asked.topic or asked.learners or asked.quoted)

    def _by_topic(self, turn: Turn, asked: Asked) -> Draft | None:
        """The row about what the question names, where nothing else answers it better."""
        best = self.answers.best_row(asked, self.clock())
        if best is None or best.support < _ROW_FLOOR or turn.candidates is None:
            return None
        sure = asked.role is not None or turn.audience == Audience.OFFICER
        return best.draft if sure or (best.whole and self._leads(turn.candidates, best.support)) else None

    def _leads(self, candidates: Candidates, support: float) -> bool:
        """Whether no other source holds clearly more of the question than the row holds of its topic."""
        anything = self.library.search.pick(candidates, _OTHERS_LOOKED_AT).kept
        return support >= _CLOSE * max((one.support for one in anything), default=0.0)
