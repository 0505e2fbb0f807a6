"""Blocks become units that stand where a person would say they stand."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.blocks import Block
from ingest.readers import read_file
from ingest.structure import Unit, units

PLAN = """KẾ HOẠCH
Thực hiện Phong trào, UBND tỉnh ban hành kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Phổ cập kiến thức cho
người dân.

- Nâng cao kỹ năng.
2. Yêu cầu
- Làm đến tận ấp.
II. NHIỆM VỤ
Phần này nêu việc chính.
5. Phổ cập cho từng nhóm
5.1. Cho cán bộ, công

chức trong cơ quan
- Mở lớp bồi dưỡng.
5.2 Cho học sinh
a) Dạy trong trường.

Trên đây là Kế hoạch của tỉnh./.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
PHỤ LỤC
DANH MỤC
I. Nhóm một
1.1 Mở lớp Sở Nội vụ 2025
1.2
Mở hội 2026
"""


def lines(text: str) -> list[Unit]:
    return units([Block("line", line) for line in text.splitlines()])


def places(found: Sequence[Unit]) -> list[tuple[str, str]]:
    return [(unit.locator, unit.text) for unit in found]


def test_flat_text_is_read_by_its_own_counting() -> None:
    assert places(lines(PLAN)) == [
        ("Phần mở đầu", "KẾ HOẠCH"),
        ("Phần mở đầu", "Thực hiện Phong trào, UBND tỉnh ban hành kế hoạch như sau:"),
        ("Phần I.1", "Phổ cập kiến thức cho người dân."),
        ("Phần I.1", "Nâng cao kỹ năng."),
        ("Phần I.2", "Làm đến tận ấp."),
        ("Phần II", "Phần này nêu việc chính."),
        ("Phần II.5.1", "Mở lớp bồi dưỡng."),
        ("Phần II.5.2", "a) Dạy trong trường."),
        ("Phần kết", "Trên đây là Kế hoạch của tỉnh./."),
        ("Phụ lục, mục 1.1", "Mở lớp Sở Nội vụ 2025"),
        ("Phụ lục, mục 1.2", "Mở hội 2026"),
    ]


def test_a_unit_knows_the_headings_above_it_from_the_outermost_in() -> None:
    headings = {unit.locator: unit.headings for unit in lines(PLAN)}
    assert headings == {
        "Phần mở đầu": (),
        "Phần I.1": ("MỤC ĐÍCH, YÊU CẦU", "Mục đích"),
        "Phần I.2": ("MỤC ĐÍCH, YÊU CẦU", "Yêu cầu"),
        "Phần II": ("NHIỆM VỤ",),
        "Phần II.5.1": ("NHIỆM VỤ", "Phổ cập cho từng nhóm", "Cho cán bộ, công chức trong cơ quan"),
        "Phần II.5.2": ("NHIỆM VỤ", "Phổ cập cho từng nhóm", "Cho học sinh"),
        "Phần kết": (),
        "Phụ lục, mục 1.1": ("Nhóm một",),
        "Phụ lục, mục 1.2": ("Nhóm một",),
    }


def test_articles_stand_in_their_chapter() -> None:
    articles = "Điều 5. Hiệu lực\n1. Văn bản có hiệu lực từ ngày ký.\nĐiều 6. Thi hành\nMọi xã làm theo."
    assert lines(f"Chương II TỔ CHỨC\n{articles}") == [
        Unit("Điều 5.1", ("TỔ CHỨC", "Hiệu lực"), "1. Văn bản có hiệu lực từ ngày ký."),
        Unit("Điều 6", ("TỔ CHỨC",), "Điều 6. Thi hành Mọi xã làm theo."),
    ]


def test_numbered_steps_that_nothing_stands_below_are_said_themselves() -> None:
    assert places(lines("1. Mở ứng dụng\n2. Chọn mục hồ sơ\n2.1. Bấm Gửi\n3. Chờ tin")) == [
        ("Mục 1", "1. Mở ứng dụng"),
        ("Mục 2.1", "2.1. Bấm Gửi"),
        ("Mục 3", "3. Chờ tin"),
    ]


def test_a_numbered_sentence_is_no_heading() -> None:
    text = "I. QUY ĐỊNH\n1. Mọi người dân được học.\n- Không mất tiền.\n2. " + "Dài " * 50
    assert lines(text) == [
        Unit("Phần I.1", ("QUY ĐỊNH",), "1. Mọi người dân được học."),
        Unit("Phần I.1", ("QUY ĐỊNH",), "Không mất tiền."),
        Unit("Phần I.2", ("QUY ĐỊNH",), "2. " + ("Dài " * 50).strip()),
    ]


def test_an_appendix_that_is_no_table_of_duties_is_read_as_text() -> None:
    text = "I. MỤC ĐÍCH\nLàm cho dễ.\nPHỤ LỤC\nMang theo căn cước.\n\n1. Bản chính\n2. Bản sao"
    assert places(lines(text)) == [
        ("Phần I", "Làm cho dễ."),
        ("Phụ lục", "PHỤ LỤC"),
        ("Phụ lục", "Mang theo căn cước."),
        ("Phụ lục.1", "1. Bản chính"),
        ("Phụ lục.2", "2. Bản sao"),
    ]


def test_each_of_several_appendices_is_read_in_its_own_way() -> None:
    text = "PHỤ LỤC I\nMang theo căn cước.\nPHỤ LỤC II\nI. Nhóm\n1.1 Mở lớp\nPHỤ LỤC III\nGhi chú cuối."
    assert places(lines(text)) == [
        ("Phụ lục", "PHỤ LỤC I"),
        ("Phụ lục", "Mang theo căn cước."),
        ("Phụ lục, mục 1.1", "Mở lớp"),
        ("Phụ lục", "PHỤ LỤC III"),
        ("Phụ lục", "Ghi chú cuối."),
    ]


def test_named_headings_give_the_place_their_name() -> None:
    blocks = [
        Block("heading", "Hướng dẫn", 1),
        Block("paragraph", "Giới thiệu."),
        Block("heading", "Nộp hồ sơ", 2),
        Block("item", "Mở trang.", 1),
        Block("heading", "Lệ phí", 2),
        Block("paragraph", "Không mất tiền."),
        Block("heading", "Tra cứu", 1),
        Block("paragraph", "Xem mã hồ sơ."),
    ]
    assert units(blocks) == [
        Unit("Mục “Hướng dẫn”", ("Hướng dẫn",), "Giới thiệu."),
        Unit("Mục “Nộp hồ sơ”", ("Hướng dẫn", "Nộp hồ sơ"), "Mở trang."),
        Unit("Mục “Lệ phí”", ("Hướng dẫn", "Lệ phí"), "Không mất tiền."),
        Unit("Mục “Tra cứu”", ("Tra cứu",), "Xem mã hồ sơ."),
    ]


def test_numbered_items_below_a_named_heading_name_both() -> None:
    blocks = [Block("heading", "Các bước", 2), Block("item", "1. Mở máy.", 1), Block("item", "2. Tắt máy", 1)]
    assert places(units(blocks)) == [
        ("Mục “Các bước”, số 1", "1. Mở máy."),
        ("Mục “Các bước”, số 2", "2. Tắt máy"),
    ]


def test_a_numbered_heading_ends_the_named_one_of_its_level() -> None:
    blocks = [
        Block("heading", "Nghị định", 1),
        Block("heading", "Lệ phí", 2),
        Block("paragraph", "Không mất tiền."),
        Block("heading", "Điều 5. Trách nhiệm", 2),
        Block("paragraph", "Xã nhận hồ sơ."),
    ]
    assert units(blocks)[1] == Unit("Điều 5", ("Nghị định", "Trách nhiệm"), "Xã nhận hồ sơ.")


def table(*rows: tuple[str, ...]) -> Block:
    return Block("table", rows=rows)


def test_a_tables_head_goes_with_every_row() -> None:
    blocks = [
        Block("heading", "Lệ phí", 1),
        table(("Việc", "Tiền"), ("Khai sinh", "0 đồng"), ("Hộ chiếu", "")),
    ]
    assert units(blocks) == [
        Unit("Bảng 1, dòng 1", ("Lệ phí",), "Việc: Khai sinh. Tiền: 0 đồng"),
        Unit("Bảng 1, dòng 2", ("Lệ phí",), "Việc: Hộ chiếu"),
    ]


def test_a_table_that_goes_on_over_the_page_keeps_its_head() -> None:
    head = ("Việc", "Tiền")
    found = units([table(head, ("A", "1")), table(head, ("B", "2")), table(("C", "3"), ("D", "4"))])
    assert [unit.text for unit in found] == [f"Việc: {a}. Tiền: {b}" for a, b in ("A1", "B2", "C3", "D4")]


def test_another_table_has_a_head_of_its_own_and_tables_are_counted() -> None:
    found = units([table(("Việc",), ("A",)), Block("paragraph", "Rồi."), table(("Nơi", "Giờ"), ("Xã", "8"))])
    assert places(found) == [
        ("Bảng 1, dòng 1", "Việc: A"),
        ("Phần mở đầu", "Rồi."),
        ("Bảng 2, dòng 1", "Nơi: Xã. Giờ: 8"),
    ]


def test_a_row_with_a_number_is_a_row_of_the_appendix_and_merged_cells_are_said_once() -> None:
    rows = (("TT", "Việc", "Chủ trì", "Phối hợp"), ("5.2.a", "Dạy học", "Sở Y tế", "Sở Y tế"))
    assert places(units([table(*rows)])) == [
        ("Phụ lục, mục 5.2.a", "TT: 5.2.a. Việc: Dạy học. Chủ trì: Sở Y tế. Phối hợp: Sở Y tế")
    ]
    merged = (("Việc", "Việc"), ("Mở lớp", "Mở lớp"))
    assert places(units([table(*merged)])) == [("Bảng 1, dòng 1", "Việc: Mở lớp")]


@pytest.mark.parametrize("blocks", [[], [Block("line", "")], [Block("heading", "Tên", 1)], [table()]])
def test_without_words_there_is_no_unit(blocks: list[Block]) -> None:
    assert units(blocks) == []


@pytest.fixture(scope="module")
def plan(plan_file: Path) -> list[Unit]:
    return units(read_file(plan_file).blocks)


def test_the_real_plan_stands_where_its_readers_say(plan: list[Unit]) -> None:
    found = {unit.locator for unit in plan if not unit.locator.startswith("Phụ lục")}
    expected = {"Phần mở đầu", "Phần kết", "Phần IV"}
    expected |= {f"Phần I.{n}" for n in (1, 2)} | {f"Phần II.{n}" for n in (1, 2)}
    expected |= {f"Phần III.{n}" for n in ("1", "2", "3", "4", "5.1", "5.2", "5.3", "5.4", "6")}
    expected |= {f"Phần V.{n}" for n in range(1, 9)}
    assert found == expected


@pytest.mark.parametrize(
    ("locator", "heading", "count"),
    [
        ("Phần II.1", "Chỉ tiêu trong năm 2025", 5),
        ("Phần II.2", "Chỉ tiêu trong năm 2026", 5),
        ("Phần III.4", "Triển khai, tổ chức vận hành các nền tảng", 4),
        ("Phần V.2", "Công an tỉnh", 4),
        ("Phần kết", "", 1),
    ],
)
def test_a_place_of_the_real_plan_has_its_heading_and_its_paragraphs(
    plan: list[Unit], locator: str, heading: str, count: int
) -> None:
    found = [unit for unit in plan if unit.locator == locator]
    assert len(found) == count
    assert {(unit.headings or ("",))[-1][: len(heading) or None] for unit in found} == {heading}
    assert all(unit.text[0].isupper() and unit.text.endswith((".", "./.")) for unit in found)
