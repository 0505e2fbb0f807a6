"""A flattened appendix becomes its rows: only the number that can come next opens one."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.plan_table import AppendixRow, appendix_rows, is_appendix_head
from ingest.readers import read_file
from ingest.register import read_register
from ingest.structure import Unit, units
from tests.ingest.plans import tables

HEAD = "TT Tên nhiệm vụ Cơ quan \nchủ trì\n\nCơ quan \nphối hợp Kết quả dự kiến Thời gian \n\nthực hiện\n"
APPENDIX = f"""PHỤ LỤC
DANH MỤC PHÂN CÔNG
{HEAD}
I.

Tuyên truyền
về Phong trào

 1.1

Phổ biến đến
từng hộ

UBND cấp cơ sở
Tháng 5,
6/2025

1.2 Ngày hội số Sở Nội vụ
{HEAD}
phần còn lại của ngày hội
Ngày
10/10

hàng năm
II. Nhóm hai

2.1 Giáo dục Sở Giáo dục

a

Dạy học sinh
Quý
III/2025
b Dạy sinh viên
ít nhất
5 lớp
2.2
Việc khác 2025-2026
"""


def rows(text: str) -> list[AppendixRow]:
    return appendix_rows(text.splitlines())


def ids(text: str) -> list[str]:
    return [row.id for row in rows(text)]


def test_rows_have_their_full_number_their_headings_and_their_cells_in_order() -> None:
    assert rows(APPENDIX) == [
        AppendixRow(
            "1.1", ("Tuyên truyền về Phong trào",), "Phổ biến đến từng hộ UBND cấp cơ sở Tháng 5, 6/2025"
        ),
        AppendixRow(
            "1.2",
            ("Tuyên truyền về Phong trào",),
            "Ngày hội số Sở Nội vụ phần còn lại của ngày hội Ngày 10/10 hàng năm",
        ),
        AppendixRow("2.1.a", ("Nhóm hai", "Giáo dục Sở Giáo dục"), "Dạy học sinh Quý III/2025"),
        AppendixRow("2.1.b", ("Nhóm hai", "Giáo dục Sở Giáo dục"), "Dạy sinh viên ít nhất 5 lớp"),
        AppendixRow("2.2", ("Nhóm hai",), "Việc khác 2025-2026"),
    ]


@pytest.mark.parametrize(
    "cell", ["3.7 triệu đồng", "1.5 triệu đồng", "6.2025", "IV", "b", "VNeID", "10.10", "2.2 Trùng số"]
)
def test_a_number_that_cannot_come_next_stays_in_its_cell(cell: str) -> None:
    text = f"PHỤ LỤC\nI. Một\n1.1 A\n1.2 B\n1.3 C\n1.4 D\nII. Hai\n2.1 Việc một\n{cell}\nhết"
    if cell == "2.2 Trùng số":
        text = text.replace("2.1 Việc một", "2.1 Việc một\n2.2 Việc hai")
    found = rows(text)
    assert found[-1].text.endswith(f"{cell} hết")
    assert found[-1].id in ("2.1", "2.2")


def test_letters_may_count_with_or_without_a_crossed_d() -> None:
    opening = "I. Một\n1.1 Việc\na A\nb B\nc C\nd D\n"
    assert ids(f"{opening}đ Đ\ne E")[-2:] == ["1.1.đ", "1.1.e"]
    assert ids(f"{opening}e E")[-1] == "1.1.e"


def test_letters_begin_again_below_the_next_number() -> None:
    assert ids("I. Một\n1.1 A\na x\nb y\n1.2 B\na z\nII. Hai\n2.1 C\na w") == [
        "1.1.a",
        "1.1.b",
        "1.2.a",
        "2.1.a",
    ]


@pytest.mark.parametrize("text", ["", "PHỤ LỤC\nMẫu đơn đăng ký\nHọ và tên:", "1.1 Không có nhóm nào\n0.1 x"])
def test_what_is_no_such_table_has_no_rows(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PHỤ LỤC", True),
        ("  PHỤ LỤC II", True),
        ("Phụ lục đính kèm", False),
        ("theo PHỤ LỤC", False),
        ("PHỤ LỤCX", False),
    ],
)
def test_an_appendix_opens_with_its_name_in_capitals(line: str, expected: bool) -> None:
    assert is_appendix_head(line) is expected


PLAN_IDS = (
    "1.1 1.2 1.3 1.4 2.1 2.2 2.3 3.1 3.2 4.1 4.2 4.3 4.4 5.1.a 5.1.b 5.2.a 5.2.b 5.2.c 5.2.d 5.3.a 5.3.b "
    "5.4.a 5.4.b 5.4.c 5.4.d 5.4.e 6.1 6.2 6.3 6.4 6.5 6.6 7.1 7.2 7.3 7.4 7.5 7.6 7.7"
)


@pytest.fixture(scope="module")
def plan(plan_file: Path) -> dict[str, Unit]:
    """The real plan's appendix rows, by number."""
    opening = "Phụ lục, mục "
    found = [unit for unit in units(read_file(plan_file).blocks) if unit.locator.startswith(opening)]
    assert len({unit.locator for unit in found}) == len(found)
    return {unit.locator.removeprefix(opening): unit for unit in found}


def test_the_real_plan_has_its_39_rows_in_order(plan: dict[str, Unit]) -> None:
    assert " ".join(plan) == PLAN_IDS


def test_no_row_of_the_real_plan_holds_furniture(plan: dict[str, Unit]) -> None:
    furniture = ("Tên nhiệm vụ", "Kết quả dự kiến", "@", "ỦY BAN NHÂN DÂN", "____", "CHỨNG THỰC")
    assert [name for name, row in plan.items() if any(one in row.text for one in furniture)] == []


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("1.1", "Tháng 5, 6/2025"),
        ("1.4", "Ngày 10/10 hàng năm"),
        ("2.3", "2025-2026 (theo hướng dẫn của cơ quan Trung ương)"),
        ("6.4", "tài khoản ngân hàng số Quý III/2025"),
        ("7.7", "Sở, ngành tỉnh; UBND cấp cơ sở 2025-2026"),
    ],
)
def test_dates_in_the_cells_of_the_real_plan_are_kept(plan: dict[str, Unit], name: str, ending: str) -> None:
    assert plan[name].text.endswith(ending)


def test_rows_of_the_real_plan_know_the_headings_above_them(plan: dict[str, Unit]) -> None:
    assert [len(plan[name].headings) for name in ("1.1", "5.2.a", "7.7")] == [1, 2, 1]
    assert plan["5.2.a"].headings[1].startswith("Giáo dục kỹ năng số cho học sinh, sinh viên")


def test_every_cell_of_the_real_plan_equals_the_register(plan_file: Path) -> None:
    [table] = tables(plan_file)
    known = read_register().duties
    assert table.problems == ()
    assert table.duties == tuple(replace(duty, passage_id="") for duty in known)
