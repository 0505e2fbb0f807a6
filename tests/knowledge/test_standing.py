"""Due, overdue, without report, done: worked by hand on a few duties, and held together by properties."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.plan import Duty
from knowledge.progress import Progress, progress_words
from knowledge.reported import Bodies, Latest
from knowledge.standing import (
    STANDINGS,
    Moment,
    done,
    due,
    in_period,
    next_days,
    overdue,
    unreported,
)

TODAY = date(2025, 8, 15)
Q3 = (date(2025, 7, 1), date(2025, 9, 30))


def duty(name: str, last: date | None, recurring: bool = False, plan: str = "kh") -> Duty:
    return Duty(
        id=name, group_id="I", group_heading="", name=name, lead=(), coordinating=(), result=None,
        timeline="", due_from=None, due_to=last, recurring=recurring, document_id=plan,
    )  # fmt: skip


def report(of: Duty, status: str, on: date) -> Progress:
    return Progress(
        of.document_id, of.id, status, None, None, None, on, "so-khcn", datetime(2025, 8, 1, tzinfo=UTC)
    )


JUNE, JUNE_DONE = duty("june", date(2025, 6, 30)), duty("june done", date(2025, 6, 30))
NOW_DUE, SEPTEMBER = duty("today", TODAY), duty("september", date(2025, 9, 30))
NEXT_YEAR, YEARLY, OPEN = duty("2026", date(2026, 12, 31)), duty("yearly", None, True), duty("open", None)
ALL = [JUNE, JUNE_DONE, NOW_DUE, SEPTEMBER, NEXT_YEAR, YEARLY, OPEN]
STATE = Latest(
    {
        JUNE_DONE: report(JUNE_DONE, "done", date(2025, 6, 20)),
        YEARLY: report(YEARLY, "in_progress", date(2025, 6, 25)),
        NEXT_YEAR: report(NEXT_YEAR, "blocked", date(2025, 7, 2)),
    }
)


def test_due_is_what_ends_among_the_days_and_is_not_done() -> None:
    assert due(ALL, STATE, next_days(TODAY, 0)) == [NOW_DUE]
    assert due(ALL, STATE, next_days(TODAY, 46)) == [NOW_DUE, SEPTEMBER]
    assert due(ALL, STATE, next_days(TODAY, 45)) == [NOW_DUE]
    assert due(ALL, STATE, (date(2025, 6, 1), date(2025, 6, 30))) == [JUNE]


def test_overdue_begins_the_day_after_the_last_day() -> None:
    assert overdue(ALL, STATE, TODAY) == [JUNE]
    assert overdue(ALL, STATE, TODAY + timedelta(days=1)) == [JUNE, NOW_DUE]


def test_without_report_is_no_record_and_for_the_recurring_none_in_the_period() -> None:
    assert unreported(ALL, STATE, None) == [JUNE, NOW_DUE, SEPTEMBER, OPEN]
    assert unreported(ALL, STATE, Q3) == [JUNE, NOW_DUE, SEPTEMBER, YEARLY, OPEN]


def test_done_is_what_was_reported_done_and_where_days_are_given_in_them() -> None:
    assert done(ALL, STATE, None) == [JUNE_DONE]
    assert done(ALL, STATE, Q3) == []
    assert done(ALL, STATE, (date(2025, 6, 20), date(2025, 6, 30))) == [JUNE_DONE]


def test_a_period_has_what_ends_in_it_what_is_late_what_recurs_and_what_was_reported_in_it() -> None:
    assert in_period(ALL, STATE, Q3) == [JUNE, NOW_DUE, SEPTEMBER, NEXT_YEAR, YEARLY]


@pytest.mark.parametrize(
    ("today", "days", "as_of"),
    [(TODAY, None, TODAY), (TODAY, Q3, TODAY), (date(2026, 1, 1), Q3, date(2025, 9, 30))],
)
def test_the_state_counts_as_of_today_or_the_end_of_a_period_that_has_passed(
    today: date, days: tuple[date, date] | None, as_of: date
) -> None:
    assert Moment(today, days).as_of == as_of


def test_a_duty_that_many_bodies_each_do_stays_open_after_one_of_them_is_done() -> None:
    shared = Latest(STATE.newest, {JUNE_DONE: Bodies(reported=1, done=1), YEARLY: Bodies(reported=1)})
    june = (date(2025, 6, 20), date(2025, 6, 30))

    assert overdue(ALL, shared, TODAY) == [JUNE, JUNE_DONE]
    assert due(ALL, shared, june) == [JUNE, JUNE_DONE]
    assert unreported([JUNE_DONE, YEARLY], shared, june) == [JUNE_DONE, YEARLY]
    assert (done(ALL, shared, None), done(ALL, shared, june)) == ([], [])
    assert in_period([JUNE_DONE], shared, Q3) == [JUNE_DONE]


def test_every_standing_has_its_label() -> None:
    assert list(STANDINGS) == list(progress_words().standings)


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
DUTIES = st.lists(
    st.tuples(st.none() | DAYS, st.none() | st.tuples(st.sampled_from(["done", "blocked"]), DAYS))
)


@given(DUTIES, DAYS)
def test_a_dated_duty_is_done_overdue_or_still_to_come_and_never_two_of_them(
    made: list[tuple[date | None, tuple[str, date] | None]], today: date
) -> None:
    rows = [duty(str(place), last) for place, (last, _) in enumerate(made)]
    state = Latest({one: report(one, *told) for one, (_, told) in zip(rows, made, strict=True) if told})
    dated = [one for one in rows if one.due_to]

    finished, late = done(dated, state, None), overdue(dated, state, today)
    coming = due(dated, state, (today, date.max))
    assert sorted(one.id for one in (*finished, *late, *coming)) == sorted(one.id for one in dated)
