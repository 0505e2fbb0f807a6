"""What is wrong with an answer, in words: pure functions of expectation, answer and stored text."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from assistant.question import Answer
from eval.case import Expectation
from knowledge.vietnamese import normalise

StoredText = Callable[[str], str | None]
"""The text of a stored passage by its id; None for an unknown id."""

_MARK = re.compile(r"\[(\d+)\]")


def problems(expect: Expectation, answer: Answer, stored: StoredText) -> list[str]:
    """Everything that is not as expected, and every citation that does not hold."""
    return [*_unexpected(expect, answer), *broken_citations(answer, stored)]


def broken_citations(answer: Answer, stored: StoredText) -> Iterator[str]:
    """Quotes that are not verbatim in their passage, marks without a citation, citations without a mark."""
    for citation in answer.citations:
        text = stored(citation.passage_id)
        if text is None:
            yield f"citation [{citation.n}]: no passage {citation.passage_id}"
        elif not citation.quote.strip() or citation.quote not in text:
            yield f"citation [{citation.n}]: not verbatim: «{_short(citation.quote)}»"
    marks = {int(number) for number in _MARK.findall(answer.text)}
    numbers = [citation.n for citation in answer.citations]
    if len(set(numbers)) != len(numbers):
        yield f"citations: a number is used twice: {_listed(numbers)}"
    if marks != set(numbers):
        yield f"citations: the text marks {_listed(sorted(marks))}, the list has {_listed(numbers)}"


def _unexpected(expect: Expectation, answer: Answer) -> Iterator[str]:
    if answer.status not in expect.status:
        yield f"status: expected {' or '.join(expect.status)}, came {answer.status}"
    yield from _other_set("duties", expect.duties, answer.duties)
    yield from _other_set("targets", expect.targets, answer.targets)
    shown = [lesson.id for lesson in answer.lessons]
    if expect.lesson is not None and shown[:1] != [expect.lesson]:
        yield f"lesson: expected {expect.lesson}, came {_listed(shown)}"
    text = _plain(answer.text)
    yield from (f"does not say «{said}»" for said in expect.must_say if _plain(said) not in text)
    yield from (f"says «{said}»" for said in expect.must_not_say if _plain(said) in text)
    places = [_plain(f"{citation.document} — {citation.locator}") for citation in answer.citations]
    for cited in expect.cites:
        if not any(_plain(cited) in place for place in places):
            came = _listed(citation.locator for citation in answer.citations)
            yield f"does not cite «{cited}», cites {came}"


def _other_set(name: str, expected: Collection[str] | None, came: Collection[str]) -> Iterator[str]:
    if expected is None or set(expected) == set(came):
        return
    missing, extra = set(expected) - set(came), set(came) - set(expected)
    yield f"{name}: missing {_listed(sorted(missing))}, not expected {_listed(sorted(extra))}"


def _plain(text: str) -> str:
    """A text without marks, bold and line breaks, in lower case: what a reader hears."""
    spoken = _MARK.sub("", text).replace("**", "")
    return " ".join(normalise(spoken).lower().split())


def _listed(names: Iterable[object]) -> str:
    return ", ".join(map(str, names)) or "none"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
