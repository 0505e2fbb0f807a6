"""Questions about the plan's targets: by id, by year, by figure, by the people they are for."""

import re
from collections.abc import Sequence
from datetime import date

from assistant.dates import years_in
from assistant.plan_questions.drafts import nothing
from assistant.plan_text import target_line
from assistant.question import Draft, Intent, Line, Mode, Status
from knowledge.library import Library
from knowledge.plan import Target
from knowledge.vietnamese import fold

_ID = re.compile(r"\b(20\d\d\.\d)\b")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|phan tram)")
_TIE = 0.9
"""Targets whose support is this share of the best one's are about the same thing."""


def targets_asked(question: str, library: Library, today: date, whole: bool) -> Draft | None:
    """The targets a question asks for; `whole`: it asks for the plan's targets, so all may be told."""
    known = library.plan().targets
    years, ids = years_in(question, today), _ID.findall(question)
    figures = {float(match.replace(",", ".")) for match in _PERCENT.findall(fold(question))}
    targets = [one for one in known if (one.id in ids if ids else not years or one.year in years)]
    if years and not targets:
        have = ", ".join(str(year) for year in sorted({target.year for target in known}))
        return nothing(f"Kế hoạch không có chỉ tiêu cho năm đó; chỉ có chỉ tiêu các năm {have}.")
    if figures and not ids:
        targets = [one for one in targets if one.percent in figures] or targets
    named = [] if ids else _named(question, targets, library)
    chosen = named or (targets if ids or whole else [])
    return _draft(chosen, len(known)) if chosen else None


def _draft(chosen: Sequence[Target], total: int) -> Draft:
    heading = f"**{len(chosen)}/{total} chỉ tiêu** của Kế hoạch:"
    return Draft(
        Status.ANSWERED,
        Intent.PLAN,
        Mode.RECORD,
        (Line(heading), *(target_line(target) for target in chosen)),
        targets=tuple(target.id for target in chosen),
    )


def _named(question: str, targets: Sequence[Target], library: Library) -> list[Target]:
    """The targets that hold the question's own words best."""
    support = library.search.support(_PERCENT.sub(" ", question))
    scored = [(support.of([_words(target)]), target) for target in targets]
    best = max((score for score, _ in scored), default=0.0)
    if best < library.settings.support_floor:
        return []
    return [target for score, target in scored if score >= best * _TIE]


def _words(target: Target) -> str:
    """A target's text with the words any question about targets uses."""
    asked_with = f"chỉ tiêu mục tiêu kế hoạch tỷ lệ phần trăm năm {target.year}"
    return f"{asked_with}. {target.group_name} {target.measure}"
