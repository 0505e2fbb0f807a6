"""Flattened tables that are not well made: what cannot be read is named, nothing is dropped."""

import time

import pytest

from ingest.agency_lists import shipped_lists
from ingest.blocks import Block
from ingest.plan_parts import parts_of
from ingest.plan_table import PlanTable

HEAD = "TT Tên nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Kết quả dự kiến Thời gian thực hiện"
ROWS = {
    "1": "Mở lớp học số\nSở Nội vụ\nCông an tỉnh\nMười lớp\nQuý II/2026",
    "2": "Dạy người lớn tuổi\nTỉnh Đoàn\nSở Y tế\nHai lớp\n2025-2026",
    "3": "Viết sổ tay\nSở Tài chính\nSở Nội vụ\nMột cuốn sổ\nNăm 2026",
    "4": "Tổng kết\nSở Nội vụ\nTỉnh Đoàn\nBáo cáo\nTháng 12/2026",
}


def text(*numbers: str, head: str = HEAD) -> str:
    return "\n".join(["PHỤ LỤC", head, *(f"{number}\n{ROWS[number]}" for number in numbers)])


def read(flat: str) -> PlanTable:
    [table] = [part for part in parts_of(blocks(flat), shipped_lists()) if isinstance(part, PlanTable)]
    return table


def blocks(flat: str) -> list[Block]:
    pages = flat.split("\f")
    return [Block("line", line, page=n) for n, page in enumerate(pages, 1) for line in page.split("\n")]


def ids(table: PlanTable) -> list[str]:
    return [duty.id for duty in table.duties]


def test_a_well_made_table_is_read_without_a_word() -> None:
    table = read(text("1", "2", "3", "4"))
    assert (ids(table), table.problems) == (["1", "2", "3", "4"], ())
    assert table.duties[1].lead == ("Tỉnh Đoàn",)


def test_numbers_that_jump_are_told_and_all_rows_are_read() -> None:
    table = read(text("1", "2", "4"))
    assert ids(table) == ["1", "2", "4"]
    assert table.problems == ("Số thứ tự nhảy cách: sau mục 2 là mục 4, có thể thiếu dòng.",)
    assert table.duties[1].timeline == "2025-2026"


def test_a_number_said_twice_leaves_the_table_as_text_and_names_the_rows() -> None:
    table = read(text("1", "2", "2", "3"))
    assert ids(table) == []
    assert [row.id for row in table.rows] == ["1", "2", "2", "3"]
    assert "số thứ tự trùng nhau (2)" in table.problems[0]
    assert table.problems[0].count("Dạy người lớn tuổi") == 2


def test_without_a_column_of_times_no_row_is_made() -> None:
    flat = text("1", "2", head=HEAD.replace(" Thời gian thực hiện", ""))
    table = read(flat)
    assert ids(table) == []
    assert table.problems[0].startswith("Bảng phân công thiếu cột thời gian thực hiện:")
    assert [row.id for row in table.rows] == ["1", "2"]


def test_a_table_that_breaks_off_names_its_last_row_with_its_text() -> None:
    table = read(text("1", "2") + "\n3\nViết sổ tay cho bà con\nvà in")
    assert ids(table) == ["1", "2"]
    assert table.problems == ("Không tách được các ô của mục 3: «Viết sổ tay cho bà con và in».",)
    assert table.rows[-1].text == "Viết sổ tay cho bà con và in"


def test_a_row_without_a_time_is_read_and_told() -> None:
    table = read(text("1", "2") + "\n3\nViết sổ tay\nSở Tài chính\nSở Nội vụ\nMột cuốn sổ")
    assert ids(table) == ["1", "2", "3"]
    assert table.problems[0].startswith("Mục 3: ô thời gian thực hiện trống, hãy đối chiếu:")


def test_a_table_without_a_head_is_told_and_stays_text() -> None:
    table = read("PHỤ LỤC\nI. Nhóm\n1.1 Mở lớp\n1.2 Mở hội")
    assert ids(table) == []
    assert table.problems == (
        "Phụ lục có 2 mục nhưng không thấy đầu bảng nhiệm vụ: "
        "các mục được giữ dạng đoạn văn, chưa thành dòng của bảng nhiệm vụ.",
    )


def test_the_columns_own_numbers_are_no_row() -> None:
    assert ids(read(text("1", "2", head=f"{HEAD}\n(1) (2) (3) (4) (5) (6)"))) == ["1", "2"]
    assert ids(read(text("1", "2", head=f"{HEAD}\n1 2 3 4 5 6"))) == ["1", "2"]


def test_page_numbers_are_no_rows_and_lone_row_numbers_are_no_page_numbers() -> None:
    first, second = text("1"), f"{HEAD}\n2\n{ROWS['2']}\n3\n{ROWS['3']}"
    assert ids(read(f"{first}\n2\n\f{second}\n3")) == ["1", "2", "3"]


def test_a_figure_that_could_be_the_next_number_stays_in_its_cell() -> None:
    flat = text("1", "2").replace("Mười lớp", "Mở ít nhất\n2 lớp mỗi xã")
    table = read(flat)
    assert ids(table) == ["1", "2"]
    assert table.duties[0].result == "Mở ít nhất 2 lớp mỗi xã"


def test_numbers_that_begin_anew_in_each_group_carry_the_groups() -> None:
    flat = text("1", "2").replace("\n1\n", "\nI. Một\n1\n") + f"\nII. Hai\n1\n{ROWS['3']}"
    table = read(flat)
    assert ids(table) == ["I.1", "I.2", "II.1"]
    assert [duty.group_heading for duty in table.duties] == ["Một", "Một", "Hai"]


def test_a_heading_keeps_its_agencies_to_itself() -> None:
    rows = f"1\nLớp học\nSở Nội vụ\nTỉnh Đoàn\na\n{ROWS['1']}\nb\n{ROWS['2']}\n2\n{ROWS['3']}"
    table = read(f"PHỤ LỤC\n{HEAD}\n{rows}")
    assert ids(table) == ["1.a", "1.b", "2"]
    assert [duty.section for duty in table.duties] == ["Lớp học", "Lớp học", None]


@pytest.mark.parametrize("long", ["Việc rất dài Sở Nội vụ\nQuý II/2026\n" * 300, "Sở Nội vụ; Sở Y tế; " * 60])
def test_a_row_of_any_length_is_named_in_bounded_time(long: str) -> None:
    begun = time.monotonic()
    table = read(f"{text('1')}\n2\n{long}")
    assert time.monotonic() - begun < 60
    assert ids(table) == ["1"]
    assert table.problems[0].startswith("Không tách được các ô của mục 2: «")


def test_two_tables_in_one_file_share_no_number() -> None:
    both = "\n".join(text("1", "2").replace("PHỤ LỤC", head) for head in ("PHỤ LỤC I", "PHỤ LỤC II"))
    tables = [part for part in parts_of(blocks(both), shipped_lists()) if isinstance(part, PlanTable)]
    duties = [duty for table in tables for duty in table.duties]
    assert [duty.id for duty in duties] == ["I/1", "I/2", "II/1", "II/2"]
    assert duties[2].locator == "Phụ lục II, mục 1"


def test_a_row_that_might_as_well_be_read_otherwise_is_told() -> None:
    head = "TT Tên nhiệm vụ Kết quả dự kiến Cơ quan chủ trì Thời gian thực hiện"
    table = read(f"PHỤ LỤC\n{head}\n1\nMở lớp\nHọc số\nDạy nghề\nSở Nội vụ\nNăm 2026")
    assert ids(table) == ["1"]
    assert table.problems[0].startswith("Mục 1: còn cách tách ô khác cũng hợp lý")
