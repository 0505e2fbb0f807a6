"""Code makes the citations: a statement whose source is not there, or does not say so, is not shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.question import Answer, Citation, Draft, Line, Mode, Status, Turn
from assistant.replies import Replies
from knowledge.passage import Document, Passage
from knowledge.store import Store


@dataclass(frozen=True)
class Cite:
    """Turns a draft into an answer with numbered citations; an answer that cites nothing is refused."""

    store: Store
    replies: Replies

    def __call__(self, turn: Turn) -> Answer:
        draft = turn.draft
        if draft is None:
            return self.replies.no_source(turn)
        passages = self.store.passages([line.passage_id for line in draft.lines if line.passage_id])
        lines = _without_bare_headings([line for line in draft.lines if _stands(line, passages)])
        citations = self._citations(lines, passages)
        if draft.status == Status.ANSWERED and draft.mode != Mode.CANNED and not citations:
            return self._nothing_cited(draft, turn)
        numbers = {citation.passage_id: citation.n for citation in citations}
        return Answer(
            draft.status,
            draft.intent,
            draft.mode,
            _text(_marked(line, numbers) for line in lines),
            tuple(citations),
            draft.duties,
            draft.targets,
            draft.lessons,
            draft.suggestions,
            turn.question,
        )

    def _nothing_cited(self, draft: Draft, turn: Turn) -> Answer:
        """A list of plan rows may truly be empty; anything else without a source is refused."""
        if draft.mode == Mode.RECORD and not draft.duties:
            text = _text(line.text for line in draft.lines)
            return Answer(Status.NO_SOURCE, draft.intent, draft.mode, text, standalone_question=turn.question)
        return self.replies.no_source(turn)

    def _citations(self, lines: Sequence[Line], passages: Mapping[str, Passage]) -> list[Citation]:
        used = list(dict.fromkeys(line.passage_id for line in lines if line.passage_id))
        return [
            _citation(n, passages[name], self.store.document(passages[name].document_id), lines, name)
            for n, name in enumerate(used, start=1)
        ]


def _stands(line: Line, passages: Mapping[str, Passage]) -> bool:
    """Whether a line's passage exists and holds its quote."""
    if line.passage_id is None:
        return True
    passage = passages.get(line.passage_id)
    return passage is not None and (line.quote is None or line.quote in passage.text)


def _without_bare_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines without headings under which nothing is left."""
    following: list[Line | None] = [*lines[1:], None] if lines else []
    return [
        line
        for line, after in zip(lines, following, strict=True)
        if not _is_heading(line) or (after is not None and not _is_heading(after))
    ]


def _is_heading(line: Line) -> bool:
    return line.passage_id is None and line.text.startswith("**") and line.text.endswith(":**")


def _citation(
    n: int, passage: Passage, document: Document | None, lines: Sequence[Line], name: str
) -> Citation:
    quote = _span(passage.text, [line.quote for line in lines if line.passage_id == name])
    return Citation(
        n,
        document.name if document else passage.document_id,
        passage.locator,
        quote,
        name,
        document.url if document else None,
    )


def _span(text: str, quotes: Sequence[str | None]) -> str:
    """The shortest stretch of the passage that holds every quote; all of it where a line rests on all."""
    if any(quote is None for quote in quotes):
        return text
    starts = [text.index(quote) for quote in quotes if quote]
    ends = [text.index(quote) + len(quote) for quote in quotes if quote]
    return text[min(starts) : max(ends)]


def _marked(line: Line, numbers: Mapping[str, int]) -> str:
    return f"{line.text} [{numbers[line.passage_id]}]" if line.passage_id else line.text


def _text(lines: Iterable[str]) -> str:
    """The lines below each other; a blank one ends a list: Markdown takes what follows for its last item."""
    said: list[str] = []
    for line in lines:
        if said and said[-1].startswith("- ") and line and not line.startswith(("- ", " ")):
            said.append("")
        said.append(line)
    return "\n".join(said)
