"""Conditions by hand-made rows: what each holds of, and that all, any and not keep their laws."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.conditions import (
    AllOf,
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
    RunsIn,
    Says,
    SoleHolder,
    matching,
    readable,
)
from knowledge.plan import COORDINATING, EITHER, LEAD, Duty
from tests.fakes import RECURRING, UNDATED, a_duty

HEALTH, POLICE, YOUTH = "Sở Y tế", "Công an tỉnh", "Tỉnh Đoàn"
BOTH = a_duty(lead=(HEALTH, POLICE), coordinating=(YOUTH,))
JULY, SEPTEMBER = date(2025, 7, 1), date(2025, 9, 30)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (HeldBy((HEALTH,), LEAD), True),
        (HeldBy((HEALTH,), COORDINATING), False),
        (HeldBy((HEALTH,), EITHER), True),
        (HeldBy((YOUTH,), LEAD), False),
        (HeldBy((YOUTH,), EITHER), True),
        (HeldBy((HEALTH, YOUTH), LEAD), True),
        (HeldBy((HEALTH, YOUTH), LEAD, every=True), False),
        (HeldBy((HEALTH, POLICE), LEAD, every=True), True),
        (HeldBy((HEALTH, YOUTH), EITHER, every=True), True),
        (HeldBy(("sở y tế",), LEAD), False),
        (HeldBy((), LEAD), False),
        (SoleHolder(LEAD), False),
        (SoleHolder(COORDINATING), True),
    ],
)
def test_a_row_is_held_by_whom_it_names_in_the_role(condition: Condition, holds: bool) -> None:
    assert condition.holds(BOTH) is holds


def test_nobody_is_no_sole_holder() -> None:
    assert not SoleHolder(LEAD).holds(a_duty(lead=()))


def test_a_row_is_told_by_its_id_and_its_group() -> None:
    row = a_duty("5.1.a", group_id="V")

    assert IsRow(frozenset({"5.1.a", "4.4"})).holds(row)
    assert not IsRow(frozenset({"5.1"})).holds(row)
    assert not IsRow(frozenset()).holds(row)
    assert InGroup(frozenset({"IV", "V"})).holds(row)
    assert not InGroup(frozenset({"IV"})).holds(row)


@pytest.mark.parametrize(
    ("first", "last", "due", "runs"),
    [
        (date(2025, 9, 30), date(2025, 9, 30), True, True),  # its last day alone
        (date(2025, 9, 1), date(2025, 9, 29), False, True),  # ends a day too early
        (date(2025, 10, 1), date(2025, 12, 31), False, False),  # begins a day too late
        (date(2025, 1, 1), date(2025, 7, 1), False, True),  # ends on its first day
        (date(2025, 1, 1), date(2025, 6, 30), False, False),  # ends a day before its first
        (date.min, date.max, True, True),
    ],
)
def test_a_row_is_due_on_its_last_day_and_runs_on_all_of_them(
    first: date, last: date, due: bool, runs: bool
) -> None:
    row = a_duty(due_from=JULY, due_to=SEPTEMBER)

    assert DueIn(first, last).holds(row) is due
    assert RunsIn(first, last).holds(row) is runs


@pytest.mark.parametrize("cells", [UNDATED, RECURRING])
def test_a_row_without_a_day_is_never_due_and_never_runs(cells: dict[str, object]) -> None:
    assert not DueIn(date.min, date.max).holds(a_duty(**cells))
    assert not RunsIn(date.min, date.max).holds(a_duty(**cells))


def test_a_row_with_a_last_day_alone_is_due_and_does_not_run() -> None:
    row = a_duty(due_from=None)

    assert DueIn(JULY, SEPTEMBER).holds(row)
    assert not RunsIn(JULY, SEPTEMBER).holds(row)


def test_a_fixed_day_is_a_day_that_recurs() -> None:
    yearly = a_duty(**(RECURRING | {"timeline": "Ngày 10/10 hàng năm"}))

    assert (OnFixedDay().holds(yearly), Recurs().holds(yearly)) == (True, True)
    assert not OnFixedDay().holds(a_duty(**RECURRING))
    assert not OnFixedDay().holds(a_duty(timeline="Trước 10/10"))
    assert not OnFixedDay().holds(a_duty(**(RECURRING | {"timeline": "Từ 9/2025, hàng tháng"})))


@pytest.mark.parametrize(
    ("cell", "empty"),
    [("lead", {"lead": ()}), ("coordinating", {"coordinating": ()}), ("result", {"result": None})],
)
def test_a_cell_is_missing_where_it_is_empty(cell: Cell, empty: dict[str, object]) -> None:
    assert Lacks(cell).holds(a_duty(**empty))
    assert not Lacks(cell).holds(a_duty())


def test_a_result_of_no_letters_is_missing_too() -> None:
    assert Lacks("result").holds(a_duty(result=""))


@pytest.mark.parametrize("cells", [UNDATED, RECURRING])
def test_a_deadline_is_missing_where_no_last_day_is_named(cells: dict[str, object]) -> None:
    assert Lacks("due").holds(a_duty(**cells))
    assert not Lacks("due").holds(a_duty())


# Words


SPOKEN = a_duty(name="Mở lớp cho phụ nữ, nông dân", result="Sổ tay", section="Người cao tuổi")


@pytest.mark.parametrize(
    ("phrases", "holds"),
    [
        (("phụ nữ",), True),
        (("phu nu",), True),
        (("PHỤ NỮ",), True),
        (("phụ nữ, nông",), True),  # a comma is no word
        (("phụ",), True),
        (("nữ nông dân",), True),
        (("phù nữ",), False),
        (("nữ dân",), False),
        (("hụ nữ",), False),
        (("thanh niên", "sổ tay"), True),
        (("người cao tuổi",), False),
        ((), False),
    ],
)
def test_a_row_says_a_phrase_that_stands_in_it_word_by_word(phrases: tuple[str, ...], holds: bool) -> None:
    assert Says(phrases).holds(SPOKEN) is holds


def test_the_section_counts_where_headings_are_read_too() -> None:
    assert Says(("người cao tuổi",), heading=True).holds(SPOKEN)
    assert not Says(("người cao tuổi",), heading=True).holds(a_duty(section=None))


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("Hội Phụ nữ mở lớp", False),
        ("Hội Phụ nữ mở lớp cho phụ nữ", True),
        ("Mở lớp cho phụ nữ", True),
    ],
)
def test_a_phrase_inside_the_name_of_an_association_does_not_count(name: str, holds: bool) -> None:
    row = a_duty(name=name, result=None)

    assert Says(("phụ nữ",), inside=("Hội Phụ nữ",)).holds(row) is holds
    assert Says(("phu nu",), inside=("Hội Phụ nữ",)).holds(row) is holds


def test_only_whole_words_are_found() -> None:
    assert readable("Lớp học số.", exact=True) == " lớp học số "
    assert readable("Lớp học số.", exact=False) == " lop hoc so "
    assert readable("", exact=True) == "  "


# The laws of all, any and not


NAMES = st.sampled_from([HEALTH, POLICE, YOUTH])
ROLES = st.sampled_from([LEAD, COORDINATING, EITHER])
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
SIMPLE: st.SearchStrategy[Condition] = st.one_of(
    st.builds(HeldBy, st.lists(NAMES, max_size=2).map(tuple), ROLES, st.booleans()),
    st.builds(SoleHolder, st.sampled_from([LEAD, COORDINATING])),
    st.builds(InGroup, st.frozensets(st.sampled_from(["IV", "V"]))),
    st.builds(DueIn, DAYS, DAYS),
    st.builds(RunsIn, DAYS, DAYS),
    st.builds(Lacks, st.sampled_from(["lead", "coordinating", "result", "due"])),
    st.just(Recurs()),
)
CONDITIONS = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
MANY = st.lists(CONDITIONS, max_size=3).map(tuple)
few = settings(max_examples=50)


@st.composite
def duties(draw: st.DrawFn) -> Duty:
    """A row with any holders, in any of two groups, dated, undated or recurring."""
    names = st.lists(NAMES, unique=True, max_size=3).map(tuple)
    cells: dict[str, object] = {
        "group_id": draw(st.sampled_from(["IV", "V"])),
        "lead": draw(names),
        "coordinating": draw(names),
        "result": draw(st.sampled_from([None, "Sổ tay"])),
    }
    first = draw(DAYS)
    days = {"due_from": first, "due_to": first + timedelta(days=draw(st.integers(0, 90)))}
    return a_duty(**cells, **draw(st.sampled_from([days, UNDATED, RECURRING])))


@few
@given(CONDITIONS, duties())
def test_not_twice_is_the_condition_itself(one: Condition, duty: Duty) -> None:
    assert Not(one).holds(duty) is not one.holds(duty)
    assert Not(Not(one)).holds(duty) is one.holds(duty)


@few
@given(MANY, duties())
def test_not_all_is_any_of_the_opposites(many: tuple[Condition, ...], duty: Duty) -> None:
    opposites = tuple(Not(one) for one in many)

    assert Not(AllOf(many)).holds(duty) is AnyOf(opposites).holds(duty)
    assert Not(AnyOf(many)).holds(duty) is AllOf(opposites).holds(duty)


@few
@given(MANY, duties())
def test_the_order_of_conditions_does_not_matter(many: tuple[Condition, ...], duty: Duty) -> None:
    turned = tuple(reversed(many))

    assert AllOf(many).holds(duty) is AllOf(turned).holds(duty)
    assert AnyOf(many).holds(duty) is AnyOf(turned).holds(duty)


@few
@given(duties())
def test_all_of_nothing_holds_and_any_of_nothing_does_not(duty: Duty) -> None:
    assert AllOf(()).holds(duty)
    assert not AnyOf(()).holds(duty)


@few
@given(st.lists(duties(), max_size=6), MANY)
def test_what_matches_is_every_row_that_meets_all_in_the_plans_order(
    rows: list[Duty], many: tuple[Condition, ...]
) -> None:
    assert matching(rows, *many) == [duty for duty in rows if AllOf(many).holds(duty)]
    assert matching(rows) == rows


@few
@given(st.lists(duties(), max_size=6), CONDITIONS)
def test_what_meets_a_condition_and_what_does_not_are_all_rows(rows: list[Duty], one: Condition) -> None:
    assert len(matching(rows, one)) + len(matching(rows, Not(one))) == len(rows)
