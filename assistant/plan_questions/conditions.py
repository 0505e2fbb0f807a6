"""The typed question → the conditions its rows must meet."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from assistant.plan_questions.asked import Asked, Holders, Sign, Time, Timing
from knowledge.conditions import (
    AnyOf,
    Cell,
    Condition,
    DueIn,
    HeldBy,
    InGroup,
    IsRow,
    Lacks,
    Not,
    OnFixedDay,
    Recurs,
    RecursOn,
    RunsIn,
    Says,
    SoleHolder,
    StartsIn,
)
from knowledge.plan import COORDINATING, EITHER, LEAD, Duty, Role, by_id
from knowledge.plan_words import PlanWords


def conditions(asked: Asked, words: PlanWords, rows: tuple[Duty, ...]) -> list[Condition]:
    """All of them must hold; the topic is not among them, for it is measured."""
    return list(_conditions(asked, words, rows))


def _conditions(asked: Asked, words: PlanWords, rows: tuple[Duty, ...]) -> Iterator[Condition]:
    for one in asked.holders:
        yield from _held(one, asked.says(Sign.ALONE))
    if asked.groups:
        yield InGroup(frozenset(asked.groups))
    if asked.not_ids:
        yield Not(IsRow(frozenset(duty.id for name in asked.not_ids for duty in by_id(rows, name))))
    if asked.not_groups:
        yield Not(InGroup(frozenset(asked.not_groups)))
    if asked.says(Sign.SHARED):
        yield Not(AnyOf((SoleHolder(asked.role or LEAD), Lacks(_CELL[asked.role or LEAD]))))
    if asked.ids:
        yield IsRow(frozenset(duty.id for name in asked.ids for duty in by_id(rows, name)))
    if asked.time:
        yield from _timed(asked.time)
    if asked.recurring is not None:
        yield Recurs() if asked.recurring else Not(Recurs())
    if asked.fixed_day:
        yield OnFixedDay()
    yield from map(Lacks, asked.without)
    yield from (Not(Lacks(cell)) for cell in asked.filled)
    if asked.learners:
        yield AnyOf(tuple(words.learners[one].condition for one in asked.learners))
    if asked.programmes:
        yield IsRow(frozenset(words.programmes[one].duty for one in asked.programmes))
    yield from (Says((name,), heading=True) for name in asked.quoted)


_CELL: dict[Role, Cell] = {LEAD: "lead", COORDINATING: "coordinating", EITHER: "lead"}


_MADE: dict[Timing, Callable[[date, date], Condition]] = {Timing.RUNS: RunsIn, Timing.STARTS: StartsIn}


def _held(one: Holders, alone: bool) -> Iterator[Condition]:
    names, role = tuple(agency.name for agency in one.agencies), one.role or EITHER
    held = HeldBy(names, role, one.every)
    yield Not(held) if one.negated else held
    if alone and not one.negated:
        yield SoleHolder(role if role != EITHER else LEAD)


def _timed(time: Time) -> Iterator[Condition]:
    if time.timing == Timing.OVERDUE:
        yield DueIn(date.min, time.today - timedelta(days=1))
    if time.timing == Timing.NOT_YET:
        yield DueIn(time.today, date.max)
    if time.periods:
        tests = [_MADE.get(time.timing, DueIn)(one.first, one.last) for one in time.periods]
        single = [one.first for one in time.periods if one.first == one.last]
        within = AnyOf((*tests, *(RecursOn(day.day, day.month) for day in single)))
        yield Not(within) if time.timing == Timing.NOT_IN else within
