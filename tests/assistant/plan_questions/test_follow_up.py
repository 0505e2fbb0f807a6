"""A follow-up takes from the question before it, slot by slot, what it leaves unsaid, and nothing else."""

from datetime import date
from typing import Any

import pytest

from assistant.dates import Period
from assistant.plan_questions.asked import Asked, Holders, Lean, Sign, Time, Timing, Want
from assistant.plan_questions.follow_up import joined
from knowledge.lexicon import Agency
from knowledge.plan import COORDINATING, EITHER, LEAD

HEALTH, POLICE = Agency("Sở Y tế"), Agency("Công an tỉnh")
THIRD = Time(Timing.DUE, (Period(date(2025, 7, 1), date(2025, 9, 30), "quý III/2025"),))
FOURTH = Time(Timing.DUE, (Period(date(2025, 10, 1), date(2025, 12, 31), "quý IV/2025"),))
LEADS = Asked(holders=(Holders((HEALTH,), LEAD),), wants=frozenset({Want.LIST}))


def after(before: Asked, **slots: Any) -> Asked:
    """The question that leans on `before` and says only these slots."""
    return joined([before, Asked(**{"lean": Lean.REPLACES, **slots})])


def test_one_question_is_joined_to_nothing() -> None:
    assert joined([LEADS]) == LEADS


def test_a_question_that_names_rows_of_its_own_takes_nothing() -> None:
    own = Asked(holders=(Holders((POLICE,)),), time=FOURTH)

    assert joined([LEADS.with_(groups=("II",)), own]) == own


def test_a_question_after_nothing_about_the_table_takes_nothing() -> None:
    now = Asked(lean=Lean.REPLACES, wants=frozenset({Want.WHEN}))

    assert joined([Asked(), now]) == now


@pytest.mark.parametrize("sign", [Sign.EVERYTHING, Sign.TARGET])
def test_all_rows_or_targets_are_a_question_of_their_own(sign: Sign) -> None:
    now = Asked(signs=frozenset({sign}))

    assert joined([LEADS, now]) == now


SLOTS: list[tuple[str, Any, Any]] = [
    ("time", THIRD, FOURTH),
    ("recurring", True, False),
    ("without", ("result",), ("due",)),
    ("filled", ("result",), ("due",)),
    ("not_groups", ("V",), ("VI",)),
    ("fixed_day", True, True),
    ("groups", ("II",), ("III",)),
    ("learners", ("phu-nu",), ("nong-dan",)),
]


@pytest.mark.parametrize(("slot", "before", "now"), SLOTS, ids=[slot for slot, *_ in SLOTS])
def test_a_slot_that_is_said_again_takes_the_place_of_the_earlier_one(
    slot: str, before: Any, now: Any
) -> None:
    assert getattr(after(LEADS.with_(**{slot: before}), **{slot: now}), slot) == now


@pytest.mark.parametrize(("slot", "before", "now"), SLOTS, ids=[slot for slot, *_ in SLOTS])
def test_a_slot_that_is_not_said_again_stays(slot: str, before: Any, now: Any) -> None:
    other = {"holders": (Holders((POLICE,), LEAD),)}

    assert getattr(after(LEADS.with_(**{slot: before}), **other), slot) == before


@pytest.mark.parametrize("slot", ["time", "recurring", "without"])
def test_another_row_takes_no_filter_along(slot: str) -> None:
    value = {"time": THIRD, "recurring": True, "without": ("result",)}[slot]
    asked = after(Asked(ids=("4.3",), **{slot: value}), ids=("4.4",))

    assert (asked.ids, getattr(asked, slot)) == (("4.4",), getattr(Asked(), slot))


def test_a_time_takes_the_place_of_what_recurs_and_the_other_way_round() -> None:
    assert after(LEADS.with_(recurring=True), time=THIRD).recurring is None
    assert after(LEADS.with_(time=THIRD), recurring=True).time is None
    assert after(LEADS.with_(time=THIRD), recurring=False).time == THIRD


# Agencies and roles


def test_another_agency_keeps_the_role() -> None:
    assert after(LEADS, holders=(Holders((POLICE,)),)).holders == (Holders((POLICE,), LEAD),)


def test_another_agency_with_a_role_of_its_own_has_that() -> None:
    other = (Holders((POLICE,), COORDINATING),)

    assert after(LEADS, holders=other).holders == other


def test_another_role_keeps_the_agency() -> None:
    assert after(LEADS, role=COORDINATING).holders == (Holders((HEALTH,), COORDINATING),)


def test_a_role_that_is_added_asks_for_both() -> None:
    assert after(LEADS, role=COORDINATING, lean=Lean.ADDS).holders == (Holders((HEALTH,), EITHER),)


def test_an_agency_that_is_added_stands_beside_the_other() -> None:
    asked = after(LEADS, holders=(Holders((POLICE,)),), lean=Lean.ADDS)

    assert asked.holders == (Holders((HEALTH, POLICE), LEAD),)


def test_an_agency_that_is_left_out_is_one_condition_more() -> None:
    left_out = Holders((POLICE,), negated=True)

    assert after(LEADS, holders=(left_out,), lean=Lean.NARROWS).holders == (*LEADS.holders, left_out)


def test_among_the_rows_of_one_agency_another_is_one_condition_more() -> None:
    other = Holders((POLICE,), COORDINATING)

    assert after(LEADS, holders=(other,), lean=Lean.NARROWS).holders == (*LEADS.holders, other)


def test_together_with_one_more_means_the_agency_before_and_this_one() -> None:
    other = Holders((POLICE,), LEAD)
    asked = joined([LEADS, Asked(holders=(other,), signs=frozenset({Sign.TOGETHER}))])

    assert asked.holders == (*LEADS.holders, other)


def test_a_body_that_the_plan_never_names_takes_the_place_of_the_agency() -> None:
    asked = after(LEADS, strangers=("Sở Xây dựng",))

    assert (asked.holders, asked.strangers) == ((), ("Sở Xây dựng",))


def test_a_body_that_the_plan_never_names_is_forgotten_with_the_next_agency() -> None:
    asked = joined(
        [Asked(strangers=("Sở Xây dựng",)), Asked(holders=(Holders((HEALTH,)),), lean=Lean.REPLACES)]
    )

    assert asked.strangers == ()


# Rows, groups, topics


def test_a_cell_of_the_row_before_is_asked_for() -> None:
    before = Asked(ids=("4.4",), wants=frozenset({Want.WHO}))
    asked = joined([before, Asked(wants=frozenset({Want.WHEN}))])

    assert (asked.ids, asked.wants) == (("4.4",), frozenset({Want.WHEN}))
    assert asked.says(Sign.TABLE)


@pytest.mark.parametrize("slot", ["programmes", "quoted", "topic"])
def test_a_cell_of_what_was_asked_about_before_is_asked_for(slot: str) -> None:
    value = {"programmes": ("dai-su-so",), "quoted": ("Đại sứ số",), "topic": (("trợ", "lý", "ảo"),)}[slot]
    asked = joined([Asked(**{slot: value}), Asked(wants=frozenset({Want.WHEN}))])

    assert (getattr(asked, slot), asked.wants) == (value, frozenset({Want.WHEN}))


def test_another_group_takes_the_place_of_ids_and_topic() -> None:
    asked = after(Asked(ids=("4.4",), topic=(("trợ", "lý"),), loose=(False,)), groups=("II",))

    assert (asked.ids, asked.topic, asked.groups) == ((), (), ("II",))


def test_a_group_that_is_added_stands_beside_the_other() -> None:
    assert after(Asked(groups=("II",)), groups=("III", "II"), lean=Lean.ADDS).groups == ("II", "III")


def test_another_agency_keeps_no_programme_and_no_id() -> None:
    before = Asked(programmes=("dai-su-so",), ids=("6.1",))
    asked = after(before, holders=(Holders((POLICE,)),))

    assert (asked.programmes, asked.ids) == ((), ())


def test_among_the_rows_before_ids_stay() -> None:
    asked = after(Asked(ids=("5.1", "5.2")), holders=(Holders((POLICE,)),), lean=Lean.NARROWS)

    assert asked.ids == ("5.1", "5.2")


def test_a_follow_up_of_a_topic_alone_is_about_that_topic() -> None:
    asked = after(LEADS, topic=(("trợ", "lý", "ảo"),), loose=(True,))

    assert (asked.topic, asked.loose, asked.holders) == ((("trợ", "lý", "ảo"),), (False,), LEADS.holders)


# What is to be told


def test_what_was_to_be_told_stays_unless_something_else_is_asked_for() -> None:
    assert after(LEADS, time=THIRD).wants == frozenset({Want.LIST})
    assert after(LEADS, time=THIRD, wants=frozenset({Want.COUNT})).wants == frozenset({Want.COUNT})


def test_more_is_the_next_page_of_the_same_rows() -> None:
    more = Asked(wants=frozenset({Want.MORE}))
    twice = joined([LEADS, more, more])

    assert (twice.holders, twice.page) == (LEADS.holders, 2)
    assert twice.wants == LEADS.wants | {Want.LIST}


def test_another_filter_begins_at_the_first_page() -> None:
    more = Asked(wants=frozenset({Want.MORE}))

    assert joined([LEADS, more, Asked(time=THIRD, lean=Lean.NARROWS)]).page == 0


def test_an_answer_to_a_follow_up_is_about_the_table() -> None:
    assert after(LEADS, time=THIRD).says(Sign.TABLE)


@pytest.mark.parametrize(
    ("sign", "stays"), [(Sign.ALONE, True), (Sign.OBLIGED, True), (Sign.REACH, False), (Sign.SHORT, False)]
)
def test_of_the_earlier_signs_those_that_rows_depend_on_stay(sign: Sign, stays: bool) -> None:
    assert after(LEADS.with_(signs=frozenset({sign})), time=THIRD).says(sign) is stays


def test_three_questions_are_joined_from_the_oldest_on() -> None:
    asked = joined(
        [
            LEADS,
            Asked(time=THIRD, lean=Lean.NARROWS),
            Asked(holders=(Holders((POLICE,)),), lean=Lean.REPLACES),
        ]
    )

    assert (asked.holders, asked.time) == ((Holders((POLICE,), LEAD),), THIRD)
