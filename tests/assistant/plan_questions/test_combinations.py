"""Agency, role, time, group and empty cell asked for at once: the rows are those of a direct filter."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.question import Answer
from knowledge.vietnamese import fold
from tests.assistant.plan_questions.plan_file import AGENCIES, GROUPS, Row, ids, names

Ask = Callable[..., Answer]
Span = tuple[str, date, date]

SAID = {"lead": "chủ trì", "coordinating": "phối hợp", "either": "chủ trì hoặc phối hợp"}
EMPTY: dict[str, Callable[[Row], bool]] = {
    "không ghi cơ quan chủ trì": lambda duty: not duty["lead"],
    "không ghi cơ quan phối hợp": lambda duty: not duty["coordinating"],
    "không ghi kết quả dự kiến": lambda duty: not duty["result"],
    "không ghi thời hạn": lambda duty: duty["due_to"] is None,
}
ENDS_LIKE_A_CUE = "Tổ Công nghệ số cộng đồng"
"""With “chủ trì” after it it reads as “đồng chủ trì”: test_agencies_and_roles.py has the failing example."""


def _spans() -> list[Span]:
    """Every year, quarter and month of the plan, as officers call them."""
    found: list[Span] = []
    for year in (2025, 2026):
        found.append((f"năm {year}", date(year, 1, 1), date(year, 12, 31)))
        for number, name in enumerate(("I", "II", "III", "IV")):
            last = number * 3 + 3
            days = date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])
            found.append((f"quý {name}/{year}", *days))
        for month in range(1, 13):
            found.append(
                (f"tháng {month}/{year}", date(year, month, 1), date(year, month, monthrange(year, month)[1]))
            )
    return found


SPANS = _spans()
agencies, roles, groups = st.sampled_from(AGENCIES), st.sampled_from(list(SAID)), st.sampled_from(GROUPS)
spans, empty = st.sampled_from(SPANS), st.sampled_from(list(EMPTY))
pairs = st.lists(
    st.sampled_from([one for one in AGENCIES if one != ENDS_LIKE_A_CUE]), min_size=2, max_size=2, unique=True
)
few = settings(max_examples=20)


def _due(duty: Row, span: Span) -> bool:
    return duty["due_to"] is not None and span[1] <= duty["due_to"] <= span[2]


def _runs(duty: Row, span: Span) -> bool:
    return duty["due_to"] is not None and duty["due_from"] <= span[2] and duty["due_to"] >= span[1]


def _check(ask: Ask, question: str, condition: Callable[[Row], bool]) -> None:
    for typed in (question, fold(question)):
        assert list(ask(typed).duties) == ids(condition), typed


@pytest.mark.parametrize("span", SPANS, ids=lambda span: span[0])
def test_what_is_due_in_any_year_quarter_or_month(span: Span, officer_asks: Ask) -> None:
    _check(officer_asks, f"Nhiệm vụ nào có hạn trong {span[0]}?", lambda duty: _due(duty, span))


@pytest.mark.parametrize("cell", EMPTY)
@pytest.mark.parametrize("group", GROUPS)
def test_what_is_missing_in_any_group(group: str, cell: str, officer_asks: Ask) -> None:
    _check(
        officer_asks,
        f"Nhóm {group} có những nhiệm vụ nào {cell}?",
        lambda duty: duty["group"] == group and EMPTY[cell](duty),
    )


@few
@given(agencies, roles, spans)
def test_an_agencys_rows_due_in_a_period(officer_asks: Ask, agency: str, role: str, span: Span) -> None:
    _check(
        officer_asks,
        f"{agency} {SAID[role]} nhiệm vụ nào có hạn trong {span[0]}?",
        lambda duty: names(duty, agency, role) and _due(duty, span),
    )


@few
@given(agencies, roles, spans)
def test_an_agencys_rows_worked_on_in_a_period(officer_asks: Ask, agency: str, role: str, span: Span) -> None:
    _check(
        officer_asks,
        f"{agency} {SAID[role]} nhiệm vụ nào thực hiện trong {span[0]}?",
        lambda duty: names(duty, agency, role) and _runs(duty, span),
    )


@few
@given(agencies, roles, groups)
def test_an_agencys_rows_of_a_group(officer_asks: Ask, agency: str, role: str, group: str) -> None:
    _check(
        officer_asks,
        f"{agency} {SAID[role]} những nhiệm vụ nào thuộc nhóm {group}?",
        lambda duty: names(duty, agency, role) and duty["group"] == group,
    )


@few
@given(agencies, roles, empty)
def test_an_agencys_rows_with_an_empty_cell(officer_asks: Ask, agency: str, role: str, cell: str) -> None:
    _check(
        officer_asks,
        f"{agency} {SAID[role]} những nhiệm vụ nào {cell}?",
        lambda duty: names(duty, agency, role) and EMPTY[cell](duty),
    )


@few
@given(agencies, roles, groups, spans)
def test_an_agencys_rows_of_a_group_due_in_a_period(
    officer_asks: Ask, agency: str, role: str, group: str, span: Span
) -> None:
    _check(
        officer_asks,
        f"Trong nhóm {group}, {agency} {SAID[role]} nhiệm vụ nào có hạn trong {span[0]}?",
        lambda duty: names(duty, agency, role) and duty["group"] == group and _due(duty, span),
    )


@few
@given(agencies, roles, groups, empty)
def test_an_agencys_rows_of_a_group_with_an_empty_cell(
    officer_asks: Ask, agency: str, role: str, group: str, cell: str
) -> None:
    _check(
        officer_asks,
        f"nhóm {group} có nhiệm vụ nào {cell} do {agency} {SAID[role]}?",
        lambda duty: names(duty, agency, role) and duty["group"] == group and EMPTY[cell](duty),
    )


@few
@given(agencies, roles, st.booleans())
def test_an_agencys_rows_that_recur_or_do_not(
    officer_asks: Ask, agency: str, role: str, recurring: bool
) -> None:
    kind = "thường xuyên" if recurring else "không thường xuyên"
    _check(
        officer_asks,
        f"{agency} {SAID[role]} những nhiệm vụ {kind} nào?",
        lambda duty: names(duty, agency, role) and duty["recurring"] is recurring,
    )


# Not, and, or, together


@few
@given(agencies, roles)
def test_what_an_agency_does_not_do(officer_asks: Ask, agency: str, role: str) -> None:
    _check(
        officer_asks,
        f"Nhiệm vụ nào không do {agency} {SAID[role]}?",
        lambda duty: not names(duty, agency, role),
    )


@few
@given(pairs)
def test_what_one_leads_and_another_does_not_help_with(officer_asks: Ask, pair: list[str]) -> None:
    one, other = pair
    _check(
        officer_asks,
        f"Nhiệm vụ nào do {one} chủ trì mà không do {other} phối hợp?",
        lambda duty: names(duty, one, "lead") and not names(duty, other, "coordinating"),
    )


@few
@given(pairs, roles, st.sampled_from([" và ", " hoặc ", " hay ", ", "]))
def test_two_agencies_have_what_either_of_them_has(
    officer_asks: Ask, pair: list[str], role: str, joint: str
) -> None:
    _check(
        officer_asks,
        f"{joint.join(pair)} {SAID[role]} những nhiệm vụ nào?",
        lambda duty: any(names(duty, one, role) for one in pair),
    )


@few
@given(pairs, st.sampled_from(["lead", "coordinating"]))
def test_two_agencies_together_have_what_both_of_them_have(
    officer_asks: Ask, pair: list[str], role: str
) -> None:
    _check(
        officer_asks,
        f"{' và '.join(pair)} cùng {SAID[role]} những nhiệm vụ nào?",
        lambda duty: all(names(duty, one, role) for one in pair),
    )


@few
@given(pairs)
def test_one_that_leads_and_one_that_helps_have_what_fits_both(officer_asks: Ask, pair: list[str]) -> None:
    one, other = pair
    _check(
        officer_asks,
        f"{one} chủ trì, {other} phối hợp những nhiệm vụ nào?",
        lambda duty: names(duty, one, "lead") and names(duty, other, "coordinating"),
    )


# What is denied and asked for by other than an agency


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("Nhiệm vụ nào không thuộc nhóm V?", lambda duty: duty["group"] != "V"),
        (
            "Công an tỉnh chủ trì nhiệm vụ nào không thuộc nhóm VI?",
            lambda duty: names(duty, "Công an tỉnh", "lead") and duty["group"] != "VI",
        ),
        (
            "Trừ nhóm IV, Công an tỉnh chủ trì nhiệm vụ nào?",
            lambda duty: names(duty, "Công an tỉnh", "lead") and duty["group"] != "IV",
        ),
        (
            "Công an tỉnh chủ trì những nhiệm vụ nào trừ 6.4?",
            lambda duty: names(duty, "Công an tỉnh", "lead") and duty["id"] != "6.4",
        ),
        (
            "Nhiệm vụ nào không có hạn trong quý III/2025?",
            lambda duty: not _due(duty, ("", date(2025, 7, 1), date(2025, 9, 30))),
        ),
    ],
)
def test_a_group_a_row_or_a_time_that_is_denied_is_left_out(
    question: str, condition: Callable[[Row], bool], officer_asks: Ask
) -> None:
    assert list(officer_asks(question).duties) == ids(condition)


def test_a_body_that_is_the_coordinating_agency_is_asked_for_in_that_role(officer_asks: Ask) -> None:
    answer = officer_asks("Nhiệm vụ nào có cơ quan phối hợp là Sở Khoa học và Công nghệ?")

    assert list(answer.duties) == ids(lambda duty: names(duty, "Sở Khoa học và Công nghệ", "coordinating"))


def test_a_body_that_is_the_lead_agency_is_asked_for_in_that_role(officer_asks: Ask) -> None:
    answer = officer_asks("Nhiệm vụ nào có cơ quan chủ trì là Sở Khoa học và Công nghệ?")

    assert list(answer.duties) == ids(lambda duty: names(duty, "Sở Khoa học và Công nghệ", "lead"))
