"""Which agencies a question names, in which role, together or apart, and which it leaves out."""

import pytest

from assistant.plan_questions.asked import Holders
from assistant.plan_questions.holders import Heard, hear_holders
from assistant.plan_questions.typed import read_typed
from assistant.plan_questions.words import AskingWords
from knowledge.lexicon import Agency, Lexicon
from knowledge.plan import COORDINATING, EITHER, LEAD
from knowledge.vietnamese import fold

HEALTH = Agency("Sở Y tế", aliases=("SYT",), id="health", kind="department")
POLICE = Agency("Công an tỉnh", aliases=("công an",), id="police", former_names=("Sở Cảnh sát",))
YOUTH = Agency("Tỉnh Đoàn", id="youth")
COMMUNE = Agency("UBND cấp cơ sở", id="commune", beside_role=("xã",))
LEXICON = Lexicon(frozenset(), (HEALTH, POLICE, YOUTH, COMMUNE))


def hear(text: str, asking: AskingWords) -> Heard:
    return hear_holders(read_typed(text, asking), LEXICON)


def held(*agencies: Agency, role: str | None = None, every: bool = False, negated: bool = False) -> Holders:
    return Holders(agencies, role, every, negated)


BY_WORDING = [
    # the role before and after
    ("Sở Y tế chủ trì nhiệm vụ nào", [held(HEALTH, role=LEAD)]),
    ("nhiệm vụ nào chủ trì là Sở Y tế", [held(HEALTH, role=LEAD)]),
    ("nhiệm vụ nào do Sở Y tế phối hợp", [held(HEALTH, role=COORDINATING)]),
    ("Sở Y tế đầu mối việc gì", [held(HEALTH, role=LEAD)]),
    ("Sở Y tế cả chủ trì lẫn phối hợp", [held(HEALTH, role=EITHER)]),
    ("nhiệm vụ của Sở Y tế", [held(HEALTH)]),
    # several that share a role
    ("Sở Y tế, Công an tỉnh chủ trì nhiệm vụ nào", [held(HEALTH, POLICE, role=LEAD)]),
    ("Sở Y tế và Công an tỉnh chủ trì nhiệm vụ nào", [held(HEALTH, POLICE, role=LEAD)]),
    ("Sở Y tế chủ trì và Công an tỉnh chủ trì", [held(HEALTH, POLICE, role=LEAD)]),
    ("Sở Y tế, SYT chủ trì", [held(HEALTH, role=LEAD)]),
    # each its own role
    ("Sở Y tế chủ trì, Tỉnh Đoàn phối hợp", [held(HEALTH, role=LEAD), held(YOUTH, role=COORDINATING)]),
    (
        "Sở Y tế phối hợp với Công an tỉnh chủ trì",
        [held(HEALTH, role=COORDINATING), held(POLICE, role=LEAD)],
    ),
    (
        "chủ trì Sở Y tế, phối hợp Công an tỉnh",
        [held(HEALTH, role=LEAD), held(POLICE, role=COORDINATING)],
    ),
    # together
    ("Sở Y tế và Công an tỉnh cùng chủ trì", [held(HEALTH, POLICE, role=LEAD, every=True)]),
    ("Sở Y tế đồng chủ trì với Công an tỉnh", [held(HEALTH, role=LEAD), held(POLICE, role=LEAD)]),
    # denied
    ("không do Sở Y tế chủ trì", [held(HEALTH, role=LEAD, negated=True)]),
    ("Sở Y tế không chủ trì", [held(HEALTH, role=LEAD, negated=True)]),
    ("Sở Y tế có chủ trì không", [held(HEALTH, role=LEAD)]),
    (
        "Sở Y tế chủ trì trừ Công an tỉnh phối hợp",
        [held(HEALTH, role=LEAD), held(POLICE, role=COORDINATING, negated=True)],
    ),
    (
        "Sở Y tế không chủ trì mà chỉ phối hợp",
        [held(HEALTH, role=COORDINATING), held(HEALTH, role=LEAD, negated=True)],
    ),
    ("không do Sở Y tế, Công an tỉnh chủ trì", [held(HEALTH, POLICE, role=LEAD, negated=True)]),
    ("trừ Công an tỉnh", [held(POLICE, negated=True)]),
    ("bỏ Công an tỉnh", [held(POLICE, negated=True)]),
    ("ngoài ra Sở Y tế chủ trì", [held(HEALTH, role=LEAD)]),
    # only
    ("Sở Y tế chỉ phối hợp thôi", [held(HEALTH, role=COORDINATING)]),
    # short names
    ("xã chủ trì việc gì", [held(COMMUNE, role=LEAD)]),
]


@pytest.mark.parametrize(("text", "expected"), BY_WORDING, ids=[text for text, _ in BY_WORDING])
def test_agencies_are_heard_in_their_roles_with_marks_and_without(
    text: str, expected: list[Holders], asking: AskingWords
) -> None:
    assert list(hear(text, asking).holders) == expected
    assert list(hear(fold(text), asking).holders) == expected


def test_a_role_before_the_second_body_is_its_own(asking: AskingWords) -> None:
    heard = hear("Sở Y tế chủ trì, phối hợp với Công an tỉnh", asking)

    assert list(heard.holders) == [held(HEALTH, role=LEAD), held(POLICE, role=COORDINATING)]


def test_what_is_left_out_before_an_agency_does_not_deny_the_agency(asking: AskingWords) -> None:
    assert list(hear("Trừ nhóm V, Công an tỉnh chủ trì nhiệm vụ nào", asking).holders) == [
        held(POLICE, role=LEAD)
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("ai chủ trì?", LEAD),
        ("cơ quan nào phối hợp", COORDINATING),
        ("cả chủ trì lẫn phối hợp", EITHER),
        ("chủ trì là ai, phối hợp là ai", EITHER),
        ("nhiệm vụ nào", None),
    ],
)
def test_a_role_may_be_named_without_an_agency(text: str, role: str | None, asking: AskingWords) -> None:
    assert hear(text, asking) == Heard(role=role)


@pytest.mark.parametrize("text", ["xã hội chủ trì", "hợp tác xã chủ trì", "làng xã", "thị xã"])
def test_a_short_name_within_another_word_names_nobody(text: str, asking: AskingWords) -> None:
    assert hear(text, asking).holders == ()


def test_a_former_name_is_kept_with_the_body_that_carries_its_work(asking: AskingWords) -> None:
    heard = hear("Sở Cảnh sát chủ trì nhiệm vụ nào", asking)

    assert (heard.holders, heard.formers) == ((held(POLICE, role=LEAD),), (("Sở Cảnh sát", POLICE),))


def test_words_of_agencies_and_roles_are_taken(asking: AskingWords) -> None:
    typed = read_typed("Sở Y tế không chủ trì lớp học", asking)
    hear_holders(typed, LEXICON)

    assert [typed.words[place] for place in range(len(typed.words)) if place not in typed.taken] == [
        "lớp",
        "học",
    ]


def test_words_that_something_else_took_name_no_agency(asking: AskingWords) -> None:
    typed = read_typed("mô hình công an số do Sở Y tế chủ trì", asking)
    typed.take(range(2, 5))

    assert list(hear_holders(typed, LEXICON).holders) == [held(HEALTH, role=LEAD)]
