"""The words no slot understood: the topic of a question, a group's heading, or nothing the rows know."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.plan_questions.asked import Asked, Sign
from assistant.plan_questions.topics import Run, rows_about, topic_of
from knowledge.plan import Duty
from knowledge.plan_words import PlanWords
from knowledge.search import Search

_HOLDS_TOPIC, _HOLDS_TOGETHER = 0.6, 0.51
"""A row that holds this much of a topic, this much of it together, is listed; less is only a similar row."""

_IS_HEADING = 0.8
"""A group's heading that holds this much of what is called a group is meant."""

_WORTH = 5
"""A lone word of fewer letters that no cue introduces is no topic."""

_TIE = 0.9
"""Rows that hold this share of what the best row holds are about the same thing."""


@dataclass(frozen=True)
class TopicReading:
    """Tells by the rows what the words of a topic are worth."""

    words: PlanWords
    search: Search

    def settled(self, asked: Asked, rows: Sequence[Duty]) -> Asked:
        """The question with its noise set aside, or with the group its topic names."""
        return self._with_group(self._without_noise(asked, rows), rows)

    def holding(self, asked: Asked, base: Sequence[Duty]) -> list[Duty]:
        """The rows that hold the topic; every word of it together where the question quotes it."""
        scored = rows_about(base, asked.topic, self.search)
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
            (noise if loose and self._is_noise(run, asked, rows) else kept).append(run)
        return asked.with_(topic=tuple(kept), unread=tuple(" ".join(run) for run in noise))

    def _is_noise(self, run: Run, asked: Asked, rows: Sequence[Duty]) -> bool:
        short = len(run) == 1 and len(run[0]) < _WORTH
        return short or not self.holding(asked.with_(topic=(run,)), rows)

    def _with_group(self, asked: Asked, rows: Sequence[Duty]) -> Asked:
        """“nhóm về vận hành nền tảng”: the group whose heading holds the words."""
        topic = topic_of(asked.with_(learners=()), self.words)
        if not asked.says(Sign.OF_GROUP) or asked.groups or asked.ids or not topic or not rows:
            return asked
        headings = {duty.group_id: duty.group_heading for duty in rows}
        heads = [
            replace(rows[0], id=name, name=said, result=None, section=None) for name, said in headings.items()
        ]
        best = max(rows_about(heads, topic, self.search), key=lambda one: one.score)
        if best.support < _IS_HEADING:
            return asked
        return asked.with_(groups=(best.duty.id,), topic=(), quoted=(), loose=())
