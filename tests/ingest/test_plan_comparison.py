"""A file of the home plan is known as such and compared with the register, cell by cell."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.plan_comparison import compare, home_register, is_home_plan
from ingest.plan_prose import Prose, ReadResponsibility, ReadTarget
from ingest.structure import Unit
from knowledge.plan import Duty

REGISTER = home_register()
PROSE = Prose(
    tuple(
        ReadTarget(o.id, o.year, o.percent, o.group, o.group_name, o.measure, o.text, o.locator)
        for o in REGISTER.targets
    ),
    tuple(
        ReadResponsibility(o.id, tuple(o.agencies), o.heading, tuple(o.items), o.locator)
        for o in REGISTER.responsibilities
    ),
    (),
)
CELLS = 39 * 10 + 10 * 4 + 8 * 3


def said(*texts: str) -> list[Unit]:
    return [Unit("Phần mở đầu", (), text) for text in texts]


def is_home(duties: Sequence[Duty], *texts: str) -> bool:
    return is_home_plan(duties, said(*texts), REGISTER)


def test_equal_cells_are_counted_and_nothing_differs() -> None:
    found = compare(REGISTER.duties, PROSE, REGISTER)
    assert (found.cells, found.differences) == (CELLS, ())


@pytest.mark.parametrize(
    ("changes", "column", "read"),
    [
        ({"name": "Việc khác"}, "tên nhiệm vụ", "Việc khác"),
        ({"lead": ("Sở Y tế", "Sở Nội vụ")}, "cơ quan chủ trì", "Sở Y tế; Sở Nội vụ"),
        ({"coordinating": ()}, "cơ quan phối hợp", ""),
        ({"timeline": "Năm 2027"}, "thời gian thực hiện", "Năm 2027"),
        ({"recurring": True}, "thường xuyên", "có"),
    ],
)
def test_a_cell_that_differs_is_named_with_both_texts(
    changes: dict[str, object], column: str, read: str
) -> None:
    first, *rest = REGISTER.duties
    [one] = compare([replace(first, **changes), *rest], PROSE, REGISTER).differences  # type: ignore[arg-type]
    assert (one.row, one.column, one.read) == ("mục 1.1", column, read)
    assert f"mục 1.1, {column}: đọc được «{read}», bản đăng ký ghi «" in str(one)


def test_a_row_that_is_missing_or_too_many_is_named() -> None:
    first, *rest = REGISTER.duties
    found = compare([replace(first, id="9.9"), *rest], PROSE, REGISTER).differences
    assert [(one.row, one.read, one.register) for one in found] == [
        ("mục 1.1", "không có", "có"),
        ("mục 9.9", "có", "không có"),
    ]


def test_a_target_that_differs_is_named() -> None:
    first, *rest = PROSE.targets
    prose = replace(PROSE, targets=(replace(first, percent=81.0), *rest))
    [one] = compare(REGISTER.duties, prose, REGISTER).differences
    assert str(one) == "chỉ tiêu 2025.1, tỷ lệ %: đọc được «81.0», bản đăng ký ghi «80.0»."


def test_the_home_plan_is_known_whole_or_cut_and_with_slips() -> None:
    slip = replace(REGISTER.duties[0], name=REGISTER.duties[0].name.replace("mạnh mẽ", "mạnh"))
    assert is_home(REGISTER.duties)
    assert is_home(REGISTER.duties[:10], "UBND tỉnh Long An", "ngày 28 tháng 5 năm 2025")
    assert is_home([slip, *REGISTER.duties[1:]])


def test_the_same_words_of_another_province_or_date_are_another_plan() -> None:
    assert not is_home(REGISTER.duties, "Kế hoạch của tỉnh An Bình", "tỉnh An Bình", "tỉnh Long An")
    assert not is_home(REGISTER.duties, "Long An, ngày 02 tháng 3 năm 2026")


def test_other_rows_are_another_plan_even_of_the_same_province() -> None:
    others = [replace(duty, name=f"Việc số {duty.id}") for duty in REGISTER.duties]
    assert not is_home(others, "UBND tỉnh Long An")
    assert not is_home(REGISTER.duties[:2])
