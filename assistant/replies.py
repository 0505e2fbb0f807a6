"""One Vietnamese reply for every status, from data; facts in them are cited like any other."""

import re
from collections.abc import Mapping
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from assistant.question import Answer, Audience, Draft, Intent, Line, Mode, Status, Turn
from knowledge.content_files import checked, read_yaml
from knowledge.facts import read_facts
from knowledge.passage import PassageKind
from knowledge.store import Store

_FACT = re.compile(r"\{\{fact\.(\w+)\}\}")


class _LineRow(BaseModel):
    model_config = ConfigDict(extra="forbid")
    text: str
    cite: str | None = None


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid")
    intent: Intent
    status: Status | None = None
    lines: list[_LineRow]
    suggestions: list[str] = []


class _FirstAid(BaseModel):
    model_config = ConfigDict(extra="forbid")
    opening: str
    closing: _LineRow
    suggestions: list[str]
    situations: dict[str, list[_LineRow]]


class _RepliesFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    reviewed_on: object
    address: dict[Audience, str]
    notice: str
    notice_plain: str
    statuses: dict[str, _Reply]
    first_aid: _FirstAid


class Replies:
    """Fixed replies, spoken to the person who asks."""

    def __init__(self, file: _RepliesFile, facts: Mapping[str, str], store: Store) -> None:
        self._file = file
        self._facts = facts
        self._store = store

    def draft(self, name: str, turn: Turn) -> Draft:
        """The reply of that name (a status, or a finer kind of one) as a draft."""
        reply = self._file.statuses[name]
        status = reply.status or (Status.GREETING if name == "thanks" else Status(name))
        lines = tuple(Line(self._said(row.text, turn), self._passage(row.cite)) for row in reply.lines)
        return Draft(status, reply.intent, Mode.CANNED, lines, suggestions=tuple(reply.suggestions))

    def first_aid(self, situation: str, turn: Turn) -> Draft:
        """Ordered help for what happened to the person."""
        aid = self._file.first_aid
        steps = [
            Line(f"{number}. {self._said(step.text, turn)}", self._passage(step.cite))
            for number, step in enumerate(aid.situations[situation], start=1)
        ]
        closing = Line(self._said(aid.closing.text, turn), self._passage(aid.closing.cite))
        danger = situation in _NOT_ABOUT_MONEY
        lines = tuple(steps) if danger else (Line(self._said(aid.opening, turn)), *steps, closing)
        return Draft(
            Status.FIRST_AID, Intent.SCAM_HELP, Mode.CANNED, lines, suggestions=tuple(aid.suggestions)
        )

    def plain(self, name: str, turn: Turn) -> Answer:
        """A reply that cites nothing, ready to send."""
        draft = self.draft(name, turn)
        return Answer(
            draft.status,
            draft.intent if draft.intent != Intent.OTHER else turn.intent,
            draft.mode,
            "\n\n".join(line.text for line in draft.lines),
            suggestions=draft.suggestions,
            standalone_question=turn.question,
        )

    def no_source(self, turn: Turn) -> Answer:
        """What to say when nothing supports an answer."""
        return self.plain("no_source", turn)

    def say(self, text: str, turn: Turn) -> str:
        """A text with the person's address filled in."""
        return self._said(text, turn)

    def finished(self, answer: Answer, turn: Turn, latency_ms: float) -> Answer:
        """The answer with what every answer carries: the request's id, the time taken, the AI notice."""
        return replace(
            answer,
            id=turn.id,
            latency_ms=round(latency_ms, 2),
            notice=self._said(self._file.notice if answer.citations else self._file.notice_plain, turn),
            standalone_question=answer.standalone_question or turn.question,
        )

    def _said(self, text: str, turn: Turn) -> str:
        you = self._file.address[turn.audience]
        filled = _FACT.sub(lambda match: self._facts[match[1]], text)
        return filled.replace("{you}", you).replace("{You}", you[:1].upper() + you[1:])

    def _passage(self, cite: str | None) -> str | None:
        """The id of the passage a reference names: `fact:id`, `term:id`, or `LESSON/part`."""
        if cite is None:
            return None
        kind, ref = _KINDS.get(cite.partition(":")[0]), cite.partition(":")[2]
        if "/" in cite:
            ref, _, part = cite.partition("/")
            kind = PassageKind(f"lesson_{part}")
        found = self._store.passages_of(ref, kind)
        return found[0].id if found else None


_NOT_ABOUT_MONEY = ("life_in_danger", "wants_to_die")
_KINDS = {"fact": PassageKind.FACT, "term": PassageKind.TERM}


def read_replies(store: Store) -> Replies:
    """The shipped replies. Raises ContentError naming file and field."""
    file = checked(_RepliesFile, read_yaml("replies/replies.yaml"), "replies/replies.yaml")
    return Replies(file, {fact.id: fact.value for fact in read_facts() if fact.value}, store)
