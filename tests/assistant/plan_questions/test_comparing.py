"""Who has the most, who the least, and which of two: by hand-made rows, ties included."""

from datetime import date
from typing import Any

import pytest

from assistant.plan_questions.asked import Asked, Holders, Want
from assistant.plan_questions.comparing import superlative, versus
from assistant.question import Draft, Status
from knowledge.lexicon import Agency, Lexicon
from knowledge.plan import COORDINATING, LEAD, Duty
from tests.fakes import RECURRING, a_duty

HEALTH, TRADE = Agency("Sở Y tế", kind="department"), Agency("Sở Công Thương", kind="department")
POLICE = Agency("Công an tỉnh", kind="police")
ALL = Agency("Sở, ngành tỉnh", kind="collective", collective=True)
LEXICON = Lexicon(frozenset(), (HEALTH, TRADE, POLICE, ALL))


def row(id_: str, lead: tuple[str, ...], helps: tuple[str, ...] = (), **cells: Any) -> Duty:
    return a_duty(id_, group_id=cells.pop("group", "I"), lead=lead, coordinating=helps, **cells)


JUNE = {"due_from": date(2025, 6, 1), "due_to": date(2025, 6, 30)}
ROWS = (
    row("1.1", ("Công an tỉnh",), ("Sở Y tế",)),
    row("1.2", ("Công an tỉnh", "Sở Y tế")),
    row("1.3", ("Công an tỉnh",), **RECURRING),
    row("2.1", ("Sở Y tế", "Sở Công Thương"), group="II", **JUNE),
    row("2.2", ("Sở, ngành tỉnh",), ("Sở Y tế",), group="II", **JUNE),
)


def most(by: str | None, *rows: Duty, want: Want = Want.MOST, **slots: Any) -> Draft:
    draft = superlative(Asked(wants=frozenset({want}), counted_by=by, **slots), rows or ROWS, LEXICON)
    assert draft is not None
    return draft


@pytest.mark.parametrize(
    ("by", "slots", "heading", "ids"),
    [
        ("agency", {}, "**Công an tỉnh** chủ trì nhiều nhất: **3 nhiệm vụ**.", ("1.1", "1.2", "1.3")),
        ("department", {}, "**Sở Y tế** chủ trì nhiều nhất: **2 nhiệm vụ**.", ("1.2", "2.1")),
        (
            "agency",
            {"role": COORDINATING},
            "**Sở Y tế** phối hợp nhiều nhất: **2 nhiệm vụ**.",
            ("1.1", "2.2"),
        ),
        ("group", {}, "**Nhóm I** nhiều nhất: **3 nhiệm vụ**.", ("1.1", "1.2", "1.3")),
        (
            "month",
            {},
            "**tháng 6/2025, tháng 9/2025** nhiều nhất: **2 nhiệm vụ**.",
            ("1.1", "1.2", "2.1", "2.2"),
        ),
        ("year", {}, "**năm 2025** nhiều nhất: **4 nhiệm vụ**.", ("1.1", "1.2", "2.1", "2.2")),
    ],
)
def test_the_most_is_told_with_its_count_and_its_rows(
    by: str, slots: dict[str, Any], heading: str, ids: tuple[str, ...]
) -> None:
    draft = most(by, **slots)

    assert (draft.lines[0].text, draft.duties) == (heading, ids)


def test_a_tie_gives_the_rows_of_all_that_lead() -> None:
    draft = most("agency", want=Want.LEAST)

    assert draft.lines[0].text == "**Sở Công Thương, Sở, ngành tỉnh** chủ trì ít nhất: **1 nhiệm vụ**."
    assert draft.duties == ("2.1", "2.2")


def test_the_next_best_are_named_from_the_winner_on() -> None:
    assert most("agency").lines[-1].text == "Tiếp theo: Sở Y tế 2; Sở Công Thương 1; Sở, ngành tỉnh 1."
    assert most("agency", want=Want.LEAST).lines[-1].text == "Tiếp theo: Sở Y tế 2; Công an tỉnh 3."


def test_a_quarter_with_rows_that_recur_counts_only_those_with_a_day() -> None:
    assert most("quarter").duties == ("1.1", "1.2", "2.1", "2.2")


def test_no_rows_at_all_leave_nothing_to_compare() -> None:
    draft = superlative(Asked(wants=frozenset({Want.MOST}), counted_by="agency"), (), LEXICON)

    assert draft is not None
    assert (draft.status, draft.lines[0].text) == (Status.NO_SOURCE, "Không có nhiệm vụ nào để so.")


def against(*agencies: Agency, role: str | None = LEAD, **slots: Any) -> Draft | None:
    return versus(Asked(holders=(Holders(agencies, role),), wants=frozenset({Want.COMPARE}), **slots), ROWS)


def test_of_two_agencies_the_one_with_more_is_named_and_both_are_counted() -> None:
    draft = against(POLICE, HEALTH)

    assert draft is not None
    assert [line.text for line in draft.lines[:3]] == [
        "**Công an tỉnh chủ trì** nhiều hơn.",
        "- **Công an tỉnh chủ trì:** 3 nhiệm vụ",
        "- **Sở Y tế chủ trì:** 2 nhiệm vụ",
    ]
    assert draft.duties == ("1.1", "1.2", "1.3", "2.1")


def test_two_with_as_many_are_said_to_be_equal() -> None:
    draft = against(TRADE, ALL)

    assert draft is not None
    assert (draft.lines[0].text, draft.duties) == ("Hai bên bằng nhau.", ("2.1", "2.2"))


def test_one_agency_is_compared_with_itself_in_the_other_role() -> None:
    draft = against(HEALTH, role=None)

    assert draft is not None
    assert draft.lines[0].text == "Hai bên bằng nhau."
    assert draft.duties == ("1.1", "1.2", "2.1", "2.2")


def test_two_groups_are_compared_by_their_rows() -> None:
    draft = versus(Asked(groups=("I", "II")), ROWS)

    assert draft is not None
    assert draft.lines[0].text == "**Nhóm I** nhiều hơn."


def test_without_two_sides_there_is_nothing_to_compare() -> None:
    assert versus(Asked(), ROWS) is None
    assert versus(Asked(groups=("I",)), ROWS) is None
