"""Ids and groups as officers write them: ranges, letters, lists; dates and sums are none."""

import pytest

from assistant.plan_questions.row_names import Named, groups_named, rows_named
from assistant.plan_questions.typed import read_typed
from assistant.plan_questions.words import AskingWords
from knowledge.plan import Duty
from tests.fakes import a_duty

ROWS = tuple(
    a_duty(id_, group_id=group)
    for id_, group in [
        ("1.1", "I"),
        ("1.2", "I"),
        ("2.1", "II"),
        ("5.1.a", "V"),
        ("5.1.b", "V"),
        ("5.2.a", "V"),
        ("5.2.đ", "V"),
        ("6.1", "VI"),
    ]
)


def rows(text: str, asking: AskingWords, known: tuple[Duty, ...] = ROWS) -> list[str]:
    return list(rows_named(read_typed(text, asking), known).wanted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4.4", ["4.4"]),
        ("nhiệm vụ số 4.4.", ["4.4"]),
        ("mục 5.1.a do ai làm", ["5.1.a"]),
        ("mục 5.1a do ai làm", ["5.1.a"]),
        ("muc 5.1 a", ["5.1.a"]),
        ("Mục 5.1.A", ["5.1.a"]),
        ("mục 5.2.đ", ["5.2.đ"]),
        ("mục 5.2đ", ["5.2.đ"]),
        ("mục 5.2.d", ["5.2.d"]),
        ("4.3 và 4.4, 9.9", ["4.3", "4.4", "9.9"]),
        ("4.4 với 4.4", ["4.4"]),
        ("Mục 4.4 ai làm?", ["4.4"]),
        ("", []),
    ],
)
def test_ids_are_read_as_the_plan_writes_them(text: str, expected: list[str], asking: AskingWords) -> None:
    assert rows(text, asking) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("từ 1.1 đến 2.1", ["1.1", "1.2", "2.1"]),
        ("tu 1.1 toi 2.1", ["1.1", "1.2", "2.1"]),
        ("1.1 - 2.1", ["1.1", "1.2", "2.1"]),
        ("1.1–2.1", ["1.1", "1.2", "2.1"]),
        ("mục 1.2 đến mục 5.1", ["1.2", "2.1", "5.1"]),
        ("nhiệm vụ 5.1 đến nhiệm vụ 6.1", ["5.1", "5.2.a", "5.2.đ", "6.1"]),
        ("từ 1.1 đến 9.9", ["1.1", "9.9"]),
        ("từ 9.9 đến 1.1", ["9.9", "1.1"]),
        ("2.1 đến 1.1", ["2.1", "1.1"]),
        ("1.1 và 2.1", ["1.1", "2.1"]),
    ],
)
def test_a_range_is_every_row_from_one_to_the_other(
    text: str, expected: list[str], asking: AskingWords
) -> None:
    assert rows(text, asking) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ngày 30.6 họp",
        "phiên bản 5.2",
        "android 13.1",
        "nộp 1.500.000 đồng",
        "tăng 5.2%",
        "tăng 5.2 %",
        "21/4.5",
        "1.2.3",
        "4.4/2025",
        "màn hình inch 4.4",
    ],
)
def test_dates_versions_sums_and_shares_are_no_ids(text: str, asking: AskingWords) -> None:
    assert rows(text, asking) == []


def test_the_words_of_an_id_are_taken_from_what_is_left_to_read(asking: AskingWords) -> None:
    typed = read_typed("mục 5.1.a tháng 6", asking)
    rows_named(typed, ROWS)

    assert [word for place, word in enumerate(typed.words) if place not in typed.taken] == [
        "mục",
        "tháng",
        "6",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nhóm II", ["II"]),
        ("nhom nhiem vu vi", ["VI"]),
        ("nhóm số 2", ["II"]),
        ("phần 5", ["V"]),
        ("nhóm 2, 5", ["II", "V"]),
        ("nhóm I và nhóm V", ["I", "V"]),
        ("nhóm I hoặc V", ["I", "V"]),
        ("nhóm I đến V", ["I", "II", "V"]),
        ("nhóm I - V", ["I", "II", "V"]),
        ("nhóm VIII", ["VIII"]),
        ("nhóm 5.1", []),
        ("nhóm 20 người", []),
        ("nhóm 5 đối tượng", []),
        ("VI?", ["VI"]),
        ("còn VI?", ["VI"]),
        ("nhóm nào", []),
    ],
)
def test_groups_are_read_in_the_plans_own_numerals(
    text: str, expected: list[str], asking: AskingWords
) -> None:
    assert groups_named(read_typed(text, asking), ROWS) == Named(tuple(expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trừ nhóm V", ((), ("V",))),
        ("bỏ nhóm I và V", ((), ("I", "V"))),
        ("không tính nhóm VI", ((), ("VI",))),
        ("nhóm I, bỏ nhóm V", (("I",), ("V",))),
        ("không thuộc nhóm V", ((), ("V",))),
        ("nhóm từ I đến V", (("I", "II", "V"), ())),
    ],
)
def test_groups_that_are_left_out_stand_apart(
    text: str, expected: tuple[tuple[str, ...], tuple[str, ...]], asking: AskingWords
) -> None:
    assert groups_named(read_typed(text, asking), ROWS) == Named(*expected)
