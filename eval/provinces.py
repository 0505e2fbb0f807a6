"""A country's rows as one plan: the register's duties over and over, each in a province of its own."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice

from knowledge.passage import Passage, PassageKind, digest
from knowledge.plan import Duty
from knowledge.store import Contents

PROVINCES, ROWS = 34, 60


def country(plan: Contents) -> Contents:
    """The plan with PROVINCES × ROWS duties in place of its own, each with a passage of its own."""
    known = {passage.id: passage for passage in plan.passages}
    rows = list(_rows(plan.duties, known))
    prose = (passage for passage in plan.passages if passage.kind != PassageKind.DUTY)
    passages = (*prose, *(passage for _, passage in rows))
    document = replace(plan.document, digest=digest([passage.id for passage in passages]))
    return Contents(document, passages, tuple(duty for duty, _ in rows), plan.targets)


def _rows(duties: tuple[Duty, ...], known: dict[str, Passage]) -> Iterator[tuple[Duty, Passage]]:
    for province in range(1, PROVINCES + 1):
        for number, duty in enumerate(islice(cycle(duties), ROWS), start=1):
            name, place = f"{province}.{number}", f"tỉnh thứ {province}"
            old = known[duty.passage_id]
            text = f"{old.text}\nNơi thực hiện: {place}."
            passage = replace(old, locator=f"Phụ lục, mục {name}", ref=name, text=text, sentences=())
            made = replace(duty, id=name, name=f"{duty.name} ({place})", passage_id=passage.id)
            yield made, passage
