"""For every agency and role, however it is asked, the rows are those of a direct filter of the file."""

from collections.abc import Callable

import pytest

from assistant.question import Answer, Status
from knowledge.vietnamese import fold
from tests.assistant.plan_questions.plan_file import AGENCIES, REGISTER, Row, ids, names

Ask = Callable[..., Answer]

WORDINGS = {
    "lead": (
        "{} chủ trì những nhiệm vụ nào?",
        "Liệt kê nhiệm vụ do {} chủ trì",
        "nhiệm vụ nào {} là cơ quan chủ trì",
        "{} đầu mối việc gì",
        "cho xem các nhiệm vụ {} chủ trì",
    ),
    "coordinating": (
        "{} phối hợp những nhiệm vụ nào?",
        "Liệt kê nhiệm vụ do {} phối hợp",
        "nhiệm vụ nào {} là cơ quan phối hợp",
        "{} phối hợp việc gì",
        "cho xem các nhiệm vụ {} phối hợp",
    ),
    "either": (
        "{} có những nhiệm vụ nào?",
        "những nhiệm vụ liên quan đến {}",
        "{} tham gia nhiệm vụ nào",
        "nhiệm vụ của {} gồm những gì",
        "{} chủ trì hoặc phối hợp những nhiệm vụ nào",
    ),
}
NAMES_THAT_END_LIKE_A_CUE = {
    "so ke hoach dau tu": "Sở Tài chính",  # “tự chủ trì”
    "so ke hoach va dau tu": "Sở Tài chính",
    "tt. tu": "Tỉnh ủy",
}


def _called(agency: Row) -> list[str]:
    """All that a body is called, its former names too."""
    keys = ("aliases", "former_names", "former_aliases", "beside_role")
    return [str(agency["name"]), *(name for key in keys for name in (agency.get(key) or ()))]


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize("role", WORDINGS)
def test_every_wording_gives_exactly_the_rows_that_name_the_agency_in_the_role(
    role: str, agency: str, officer_asks: Ask
) -> None:
    questions = [wording.format(agency) for wording in WORDINGS[role]]
    typed = [*questions, *map(fold, questions)]

    expected = ids(lambda duty: names(duty, agency, role))
    assert {question: list(officer_asks(question).duties) for question in typed} == dict.fromkeys(
        typed, expected
    )


@pytest.mark.parametrize("agency", AGENCIES)
def test_the_count_that_leads_the_answer_is_the_number_of_its_rows(agency: str, officer_asks: Ask) -> None:
    answer = officer_asks(f"{agency} có những nhiệm vụ nào?")

    count = len(ids(lambda duty: names(duty, agency, "either")))
    assert answer.text.startswith(f"**{count}/{count} nhiệm vụ**")


@pytest.mark.parametrize("agency", REGISTER, ids=lambda one: one["id"])
def test_whatever_a_body_is_called_its_rows_are_those_of_its_official_name(
    agency: Row, officer_asks: Ask
) -> None:
    official = str(agency["name"])
    expected = ids(lambda duty: names(duty, official, "lead"))
    asked = {f"{name} chủ trì những nhiệm vụ nào?" for name in _called(agency)}
    typed = asked | set(map(fold, asked))
    answers = {question: officer_asks(question) for question in sorted(typed)}

    assert {question: list(answer.duties) for question, answer in answers.items()} == dict.fromkeys(
        answers, expected
    )
    assert [one for one, answer in answers.items() if f"do {official} chủ trì" not in answer.text] == []


@pytest.mark.parametrize(
    "agency", [one for one in REGISTER if one["name"].startswith("Bộ ")], ids=lambda one: one["id"]
)
def test_a_body_called_bo_has_no_rows_where_no_marks_are_typed_either(agency: Row, officer_asks: Ask) -> None:
    answer = officer_asks(fold(f"{agency['name']} chủ trì những nhiệm vụ nào?"))

    assert (answer.status, answer.duties) == (Status.NO_SOURCE, ())
    assert answer.text.startswith(f"**0 nhiệm vụ** do {agency['name']} chủ trì.")


def test_a_ministry_that_the_plan_never_names_is_said_not_to_be_named_without_marks(
    officer_asks: Ask,
) -> None:
    assert officer_asks("bo y te chu tri nhiem vu nao").text.startswith(
        "Phụ lục của Kế hoạch không nêu tên Bộ Y tế."
    )


@pytest.mark.parametrize(("name", "official"), NAMES_THAT_END_LIKE_A_CUE.items())
def test_the_end_of_a_name_is_no_word_about_its_role(name: str, official: str, officer_asks: Ask) -> None:
    answer = officer_asks(f"{name} chu tri nhung nhiem vu nao?")

    assert answer.text.startswith(f"**0 nhiệm vụ** do {official} chủ trì.")


def test_a_name_that_ends_in_dong_asks_for_no_joint_lead(officer_asks: Ask) -> None:
    expected = ids(lambda duty: names(duty, "Sở Công Thương", "lead"))

    answer = officer_asks("Sở Công Thương hoặc Tổ Công nghệ số cộng đồng chủ trì những nhiệm vụ nào?")
    assert list(answer.duties) == expected
