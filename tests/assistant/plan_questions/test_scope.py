"""What is asked of the table and what only sounds like it: citizens' questions go by."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.plan_questions.asked import Asked, Holders, Lean, Sign, Want
from assistant.plan_questions.scope import is_for_table
from assistant.question import Answer
from knowledge.content_files import CONTENT, parse_yaml
from knowledge.lexicon import Agency
from knowledge.plan import LEAD

HEALTH = Agency("Sở Y tế")


def _lessons_questions() -> Iterator[str]:
    for path in sorted((CONTENT / "lessons").glob("*-*.md")):
        _, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
        yield from parse_yaml(front, path.name)["questions"]


def test_no_question_of_a_lesson_is_taken_for_one_about_the_table(read: Callable[[str], Asked]) -> None:
    questions = list(_lessons_questions())

    assert len(questions) >= 14 * 6
    assert [one for one in questions if is_for_table(read(one), officer=False)] == []


def test_no_question_of_a_lesson_is_answered_with_rows(ask: Callable[..., Answer]) -> None:
    answers = {one: ask(one) for one in _lessons_questions()}

    assert [one for one, answer in answers.items() if answer.duties or answer.targets] == []


@pytest.mark.parametrize(
    "question",
    [
        "Công an xã ở đâu?",
        "Số điện thoại Sở Y tế là số mấy?",
        "Công an gọi hỏi mật khẩu có đúng không?",
        "Làm căn cước ở công an nào?",
        "Người cao tuổi học điện thoại thế nào?",
        "Khi nào hết hạn thẻ bảo hiểm?",
        "Tháng này có khuyến mãi gì?",
        "Kết quả khám bệnh xem ở đâu?",
        "Ai phát minh ra máy tính?",
    ],
)
def test_a_citizens_question_that_holds_words_of_the_table_goes_by(
    question: str, read: Callable[[str], Asked]
) -> None:
    assert not is_for_table(read(question), officer=False)


@pytest.mark.parametrize(
    "question",
    [
        "Sở Y tế chủ trì những nhiệm vụ nào?",
        "so y te phoi hop viec gi",
        "Nhiệm vụ 4.4 do ai làm?",
        "Nhóm V có những nhiệm vụ nào?",
        "Nhiệm vụ nào có hạn trong quý III/2025?",
        "Nhiệm vụ nào không ghi cơ quan phối hợp?",
        "Liệt kê các nhiệm vụ của kế hoạch",
        "Cơ quan nào chủ trì nhiều nhiệm vụ nhất?",
    ],
)
def test_a_question_about_the_table_is_taken_whoever_asks(
    question: str, read: Callable[[str], Asked]
) -> None:
    assert is_for_table(read(question), officer=False)
    assert is_for_table(read(question), officer=True)


LIST = frozenset({Want.LIST})
TABLE = frozenset({Sign.TABLE})


@pytest.mark.parametrize(
    ("slots", "officer", "citizen"),
    [
        ({}, False, False),
        ({"wants": frozenset({Want.WHO})}, False, False),
        ({"signs": frozenset({Sign.EVERYTHING})}, True, True),
        ({"ids": ("4.4",)}, True, False),
        ({"ids": ("4.4",), "signs": frozenset({Sign.SHORT})}, True, True),
        ({"ids": ("4.4",), "signs": frozenset({Sign.ITEM})}, True, True),
        ({"groups": ("V",), "lean": Lean.NARROWS}, True, True),
        ({"topic": (("lớp", "học"),), "wants": LIST}, True, False),
        ({"topic": (("lớp", "học"),), "wants": LIST, "signs": TABLE}, True, True),
        ({"topic": (("lớp", "học"),), "wants": frozenset({Want.WHO}), "signs": TABLE}, False, False),
        ({"programmes": ("gia-dinh-so",), "wants": frozenset({Want.WHO})}, True, True),
        ({"programmes": ("gia-dinh-so",)}, False, False),
        ({"holders": (Holders((HEALTH,)),)}, False, False),
        ({"holders": (Holders((HEALTH,), LEAD),)}, True, True),
        ({"holders": (Holders((HEALTH,)),), "wants": LIST}, True, True),
        ({"holders": (Holders((HEALTH,)),), "signs": frozenset({Sign.REACH})}, False, False),
        (
            {"holders": (Holders((HEALTH,), LEAD),), "signs": frozenset({Sign.RESPONSIBILITY})},
            False,
            False,
        ),
        (
            {"holders": (Holders((HEALTH,), LEAD),), "signs": frozenset({Sign.REACH}), "wants": LIST},
            True,
            True,
        ),
        ({"strangers": ("Sở Xây dựng",), "wants": LIST}, True, False),
        ({"strangers": ("Sở Xây dựng",), "wants": LIST, "signs": TABLE}, True, True),
        ({"quoted": ("VNeID",)}, False, False),
        ({"quoted": ("VNeID",), "signs": TABLE}, True, True),
        ({"learners": ("phu-nu",), "wants": LIST}, True, False),
        ({"recurring": True, "wants": LIST}, True, False),
        ({"recurring": True, "signs": TABLE}, True, True),
    ],
)
def test_the_first_slot_decides_for_officers_and_for_citizens(
    slots: dict[str, Any], officer: bool, citizen: bool
) -> None:
    asked = Asked(**slots)

    assert (is_for_table(asked, officer=True), is_for_table(asked, officer=False)) == (officer, citizen)
