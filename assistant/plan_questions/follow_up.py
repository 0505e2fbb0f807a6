"""A follow-up is read on its own, then joined to the question before it, slot by slot."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from assistant.plan_questions.asked import Asked, Holders, Lean, Sign, Want
from knowledge.plan import EITHER

_ABOUT_ROWS = frozenset({Want.WHO, Want.WHEN, Want.RESULT, Want.REMAINING, Want.COUNT, Want.MORE})


def joined(questions: Sequence[Asked]) -> Asked:
    """The last question with what it leaves unsaid taken from the ones before, oldest first."""
    return reduce(_carried, questions)


def _carried(before: Asked, now: Asked) -> Asked:
    if Want.MORE in now.wants and not now.has_subject:
        return before.with_(page=before.page + 1, wants=before.wants | {Want.LIST}, lean=Lean.NARROWS)
    if not leans(now) or not (
        before.has_subject or before.has_filter or before.vague or before.says(Sign.TARGET)
    ):
        return now
    if _asks_of_a_row_again(before, now):
        return before.with_(
            wants=now.wants or before.wants, lean=now.lean, signs=before.signs | {Sign.TABLE}, role=now.role
        )
    carried = now.with_(
        wants=now.wants or before.wants,
        signs=_signs(before, now),
        time=now.time or before.time,
        recurring=before.recurring if now.recurring is None and not _swaps(now) else now.recurring,
        without=now.without or before.without,
        filled=now.filled or before.filled,
        not_groups=now.not_groups or before.not_groups,
        not_ids=now.not_ids or before.not_ids,
        fixed_day=now.fixed_day or before.fixed_day,
        formers=now.formers or before.formers,
        page=0,
    )
    if now.recurring is not None and now.time is None and before.time is not None and now.recurring:
        carried = carried.with_(time=None)  # nothing that recurs has a last day
    return _with_subject(carried, before, now)


def _signs(before: Asked, now: Asked) -> frozenset[Sign]:
    """Its own signs, that it is about the table, and of the earlier ones those that rows depend on."""
    kept = {Sign.OBLIGED, Sign.ALONE, *(() if now.has_subject else (Sign.TARGET,))}
    return now.signs | {Sign.TABLE} | (before.signs & kept)


def leans(now: Asked) -> bool:
    """Whether a question needs the one before it: it says so, or it names no rows of its own."""
    if now.lean != Lean.NOT or now.says(Sign.SHORT) or _with_one_more(now):
        return True
    return not (now.has_subject or now.has_filter or now.says(Sign.EVERYTHING, Sign.TARGET))


def _with_one_more(now: Asked) -> bool:
    """“cùng chủ trì với Sở Công Thương?”: together with whom was said before."""
    return now.says(Sign.TOGETHER) and len(now.agencies) == 1


def _swaps(now: Asked) -> bool:
    """Whether a time is asked for in the place of what recurs: no row has both."""
    return now.time is not None


def _asks_of_a_row_again(before: Asked, now: Asked) -> bool:
    """“hạn khi nào?”, “ai phối hợp?” after a question about one row."""
    told = before.ids or before.programmes or before.topic or before.quoted
    own = now.has_subject or now.has_filter
    return bool(told and not own and not before.holders and (now.wants & _ABOUT_ROWS or not now.wants))


def _with_subject(carried: Asked, before: Asked, now: Asked) -> Asked:
    """Agencies, ids, groups and topics: what the follow-up names takes the place of its like."""
    if now.ids and now.lean != Lean.NARROWS:
        return carried.with_(
            time=now.time, recurring=now.recurring, without=now.without, fixed_day=now.fixed_day
        )
    named_holders = bool(now.holders or now.strangers)
    tells_rows = bool(now.topic or now.programmes or now.quoted or now.learners)
    keeps_ids = not (named_holders or now.groups or tells_rows) or now.lean == Lean.NARROWS
    keeps_topic = not (tells_rows or now.groups)
    return carried.with_(
        holders=_holders(before, now),
        role=None if before.holders else now.role,
        ids=now.ids or (before.ids if keeps_ids else ()),
        groups=_groups(before, now),
        learners=now.learners or (before.learners if keeps_topic else ()),
        programmes=now.programmes or (before.programmes if keeps_topic and not named_holders else ()),
        topic=now.topic or (before.topic if keeps_topic else ()),
        # A follow-up that names nothing but a topic is about that topic, whatever it is.
        loose=(False,) * len(now.topic) if now.topic and not named_holders else now.loose or before.loose,
        quoted=now.quoted or (before.quoted if keeps_topic else ()),
        strangers=now.strangers,
    )


def _groups(before: Asked, now: Asked) -> tuple[str, ...]:
    if now.lean == Lean.ADDS:
        return tuple(dict.fromkeys((*before.groups, *now.groups)))
    return now.groups or before.groups


def _holders(before: Asked, now: Asked) -> tuple[Holders, ...]:
    """The agencies: another role, another agency, one more, or one condition more."""
    if now.strangers:
        return now.holders
    if not now.holders:
        return _in_role(before, now)
    narrows = now.lean == Lean.NARROWS or _with_one_more(now)
    if narrows and now.says(Sign.AGAIN) and len(before.holders) > 1:
        return (*before.holders[:-1], *now.holders)
    if all(one.negated for one in now.holders) or narrows:
        return (*before.holders, *now.holders)
    if now.lean == Lean.ADDS and before.holders:
        last, more = before.holders[-1], now.holders[0]
        agencies = tuple(dict.fromkeys((*last.agencies, *more.agencies)))
        return (*before.holders[:-1], replace(last, agencies=agencies))
    role = next((one.role for one in before.holders if not one.negated), before.role)
    return tuple(one if one.role else replace(one, role=role) for one in now.holders)


def _in_role(before: Asked, now: Asked) -> tuple[Holders, ...]:
    """The same agencies in the role that the follow-up names; “cả phối hợp nữa” asks for both."""
    if now.role is None:
        return before.holders
    role = EITHER if now.lean == Lean.ADDS else now.role
    return tuple(one if one.negated else replace(one, role=role) for one in before.holders)
