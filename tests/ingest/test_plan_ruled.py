"""Ruled tables: over pages, with merged cells, and not well made."""

import pytest

from ingest.agency_lists import shipped_lists
from ingest.blocks import Block
from ingest.plan_parts import parts_of
from ingest.plan_table import PlanTable
from ingest.structure import units

Row = tuple[str, ...]
HEAD = ("TT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Sản phẩm", "Thời hạn")
ONE = ("1", "Mở lớp học số", "Sở Nội vụ", "Công an tỉnh", "Mười lớp", "Quý II/2026")
TWO = ("2", "Dạy người lớn tuổi", "Tỉnh Đoàn", "", "", "Hằng năm")
THREE = ("3", "Viết sổ tay", "Sở Y tế", "Sở Nội vụ", "Sổ tay", "Trước 30/9/2026")


def table(*rows: Row) -> Block:
    return Block("table", rows=rows)


def read(*blocks: Block) -> list[PlanTable]:
    return [part for part in parts_of(blocks, shipped_lists()) if isinstance(part, PlanTable)]


def ids(found: list[PlanTable]) -> list[list[str]]:
    return [[duty.id for duty in one.duties] for one in found]


def test_a_table_over_several_pages_is_one_table() -> None:
    number = Block("line", "2")
    assert ids(read(table(HEAD, ONE), number, table(HEAD, TWO), number, table(THREE))) == [["1", "2", "3"]]


def test_a_row_that_a_page_cuts_is_one_row() -> None:
    rest = ("", "và người khuyết tật", "", "", "", "")
    [found] = read(table(HEAD, ONE, TWO), table(HEAD, rest, THREE))
    assert [duty.name for duty in found.duties][1] == "Dạy người lớn tuổi và người khuyết tật"
    assert (len(found.duties), found.problems) == (3, ())


def test_an_agency_list_that_a_page_cuts_is_one_list() -> None:
    cut = (*TWO[:2], "Tỉnh Đoàn; Sở Khoa học", *TWO[3:])
    [found] = read(table(HEAD, cut), table(("", "", "và Công nghệ", "", "", "")))
    assert found.duties[0].lead == ("Tỉnh Đoàn", "Sở Khoa học và Công nghệ")


def test_a_head_of_two_lines_is_no_row() -> None:
    upper = ("TT", "Nội dung công việc", "Cơ quan thực hiện", "Cơ quan thực hiện", "Sản phẩm", "Thời hạn")
    lower = ("TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn")
    numbers = ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
    [found] = read(table(upper, lower, numbers, ONE), table(upper, lower, TWO))
    assert ids([found]) == [["1", "2"]]
    assert found.problems == ()


def test_a_number_merged_over_two_lines_is_one_duty_with_both_agencies() -> None:
    second = (*ONE[:2], "Tỉnh Đoàn", *ONE[3:])
    [found] = read(table(HEAD, ONE, second, TWO))
    assert found.duties[0].lead == ("Sở Nội vụ", "Tỉnh Đoàn")
    assert ids([found]) == [["1", "2"]]


def test_headings_merged_over_the_whole_width_open_groups() -> None:
    [found] = read(table(HEAD, ("I. Một",) * 6, ONE, ("II", *("Hai",) * 5), ("1", *TWO[1:])))
    assert [(duty.id, duty.group_heading) for duty in found.duties] == [("I.1", "Một"), ("II.1", "Hai")]


def test_a_row_without_a_number_is_named_and_kept_as_text() -> None:
    stray = ("", "Việc thêm", "Sở Y tế", "", "", "2026")
    blocks = [table(HEAD, ONE, stray, TWO)]
    [found] = read(*blocks)
    assert ids([found]) == [["1", "2"]]
    assert found.problems == ("Dòng không có số thứ tự trong bảng: «Việc thêm Sở Y tế 2026».",)
    assert [unit.text for unit in units(blocks)][-1] == "Việc thêm Sở Y tế 2026"


def test_numbers_that_jump_or_are_said_twice_are_told() -> None:
    [jump] = read(table(HEAD, ONE, THREE))
    assert (ids([jump]), len(jump.problems)) == ([["1", "3"]], 1)
    [twice] = read(table(HEAD, ONE, TWO, ("2", *THREE[1:])))
    assert ids([twice]) == [[]]
    assert "trùng nhau (2)" in twice.problems[0]


def test_without_a_column_of_times_no_row_is_made() -> None:
    [found] = read(table(HEAD[:5], ONE[:5]))
    assert ids([found]) == [[]]
    assert found.problems[0].startswith("Bảng phân công thiếu cột thời gian thực hiện:")


def test_words_that_are_no_time_are_kept_and_told() -> None:
    [found] = read(table(HEAD, (*ONE[:5], "Sau này")))
    assert found.duties[0].timeline == "Sau này"
    assert found.problems == ("Mục 1: chưa hiểu thời hạn «Sau này»; giữ nguyên lời văn.",)


@pytest.mark.parametrize("time", ["Quý V/2026", "Quý IV, V/2026", "Tháng 13/2026", "Trước ngày 30/02/2026"])
def test_a_time_there_is_none_of_is_kept_and_told(time: str) -> None:
    [found] = read(table(HEAD, (*ONE[:5], time)))
    assert [(duty.timeline, duty.due_to) for duty in found.duties] == [(time, None)]
    assert found.problems == (f"Mục 1: thời hạn «{time}» không có trong lịch; giữ nguyên lời văn.",)


def test_a_cell_that_lists_no_body_is_kept_whole_and_told() -> None:
    [found] = read(table(HEAD, (*ONE[:2], "ai cũng làm", *ONE[3:])))
    assert found.duties[0].lead == ("ai cũng làm",)
    assert "không tách được tên cơ quan" in found.problems[0]


def test_other_tables_are_left_as_they_are() -> None:
    letterhead = table(("UBND TỈNH", "CỘNG HÒA"))
    other = table(("Việc", "Tiền"), ("Khai sinh", "0 đồng"))
    parts = parts_of([letterhead, table(HEAD, ONE), other], shipped_lists())
    assert [part if isinstance(part, PlanTable) else len(part) for part in parts][::2] == [1, 1]


def test_an_appendix_between_opens_another_table() -> None:
    found = read(
        Block("paragraph", "PHỤ LỤC I"),
        table(HEAD, ONE, TWO),
        Block("paragraph", "PHỤ LỤC II"),
        table(HEAD, ONE),
    )
    assert ids(found) == [["I/1", "I/2"], ["II/1"]]
