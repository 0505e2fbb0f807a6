"""Whether a question asks for rows of the table, and not for something else that names the same words."""

from collections.abc import Callable

from assistant.plan_questions.asked import Asked, Lean, Sign, Want
from knowledge.plan import EITHER, LEAD

CELLS = frozenset({Want.WHO, Want.WHEN, Want.RESULT, Want.REMAINING})
"""Wants that one cell of a row answers."""

_LISTS = frozenset({Want.LIST, Want.COUNT, Want.MOST, Want.LEAST, Want.COMPARE, Want.MORE})


def is_for_table(asked: Asked, officer: bool) -> bool:
    """Whether the rows answer it; an officer is believed to ask about the plan, a citizen must say so."""
    if asked.says(Sign.RESPONSIBILITY, Sign.REACH) and not asked.wants & _LISTS:
        return False
    believed, doubted = next((rules for holds, *rules in _RULES if holds(asked)), (_most, _most))
    return (believed if officer or asked.says(Sign.TABLE) else doubted)(asked)


Rule = Callable[[Asked], bool]


def _asks(asked: Asked) -> bool:
    return bool(asked.wants & _LISTS) or asked.role is not None


def _lists(asked: Asked) -> bool:
    return bool(asked.wants & _LISTS) or (asked.says(Sign.TABLE) and not asked.wants & CELLS)


def _asks_of_rows(asked: Asked) -> bool:
    named = asked.says(Sign.ITEM, Sign.SHORT, Sign.TABLE) or asked.lean != Lean.NOT
    return named or _asks(asked) or bool(asked.wants)


def _asks_of_cells(asked: Asked) -> bool:
    return bool(asked.wants & CELLS)


def _asks_of_a_plan(asked: Asked) -> bool:
    return _asks(asked) or asked.says(Sign.TABLE, Sign.PLAN, Sign.OBLIGED) or asked.lean != Lean.NOT


def _asks_or_leans(asked: Asked) -> bool:
    return asked.says(Sign.TABLE) and (_asks(asked) or asked.lean != Lean.NOT)


def _asks_of_holders(asked: Asked) -> bool:
    roles = any(one.role for one in asked.holders)
    return _asks(asked) or asked.has_filter or roles or asked.says(Sign.TABLE)


def _asks_plainly(asked: Asked) -> bool:
    """A citizen who says “phối hợp với công an” may tell of a fraud: more must be asked than that."""
    leads = any(one.role in (LEAD, EITHER) for one in asked.holders)
    return leads or bool(asked.wants & _LISTS) or asked.has_filter or asked.says(Sign.ITEM)


def _says_table(asked: Asked) -> bool:
    return asked.says(Sign.TABLE)


def _always(_: Asked) -> bool:
    return True


def _never(_: Asked) -> bool:
    return False


def _most(asked: Asked) -> bool:
    best = bool(asked.wants & {Want.MOST, Want.LEAST})
    return asked.says(Sign.EVERYTHING) or (best and asked.says(Sign.TABLE))


_RULES: tuple[tuple[Callable[[Asked], object], Rule, Rule], ...] = (
    (lambda asked: asked.ids or asked.groups, _always, _asks_of_rows),
    (lambda asked: asked.topic and not asked.programmes, _lists, _never),
    (lambda asked: asked.programmes, lambda asked: _asks_of_cells(asked) or _lists(asked), _asks_of_cells),
    (lambda asked: asked.strangers or asked.vague or asked.problem, _asks_of_a_plan, _asks_or_leans),
    (lambda asked: asked.holders, _asks_of_holders, _asks_plainly),
    (lambda asked: asked.quoted, _says_table, _never),
    (lambda asked: asked.learners, _lists, _never),
    (lambda asked: asked.has_filter, lambda asked: _asks(asked) or asked.says(Sign.TABLE), _never),
)
"""The first slot set decides: a rule for who is believed to ask about the plan, and one for who is not."""
