"""The head of a table tells what its columns hold, in whatever order and words."""

import pytest

from ingest.plan_columns import Column, columns_in, columns_of, missing

ORDER = [Column.ID, Column.NAME, Column.RESULT, Column.LEAD, Column.COORDINATING, Column.TIMELINE]


@pytest.mark.parametrize(
    "head",
    [
        "TT Nhiệm vụ, giải pháp Sản phẩm dự kiến Cơ quan chủ trì Cơ quan phối hợp Tiến độ thực hiện",
        "STT Nội dung công việc Kết quả Đơn vị chủ trì Đơn vị phối hợp Thời hạn hoàn thành",
        "Số TT TÊN NHIỆM VỤ DỰ KIẾN KẾT QUẢ CHỦ TRÌ PHỐI HỢP THỜI GIAN THỰC HIỆN",
    ],
)
def test_a_flattened_head_gives_the_columns_in_order(head: str) -> None:
    assert columns_in(head) == ORDER


def test_a_ruled_head_may_have_columns_of_other_kinds() -> None:
    titles = ("TT", "Nội dung", "Kinh phí", "Đơn vị chủ trì")
    assert columns_of(titles) == [Column.ID, Column.NAME, None, Column.LEAD]


@pytest.mark.parametrize(
    "row",
    [
        ("TT", "Tên lớp", "Địa điểm", "Thời gian"),
        ("1", "Nhiệm vụ chủ trì " + "và phối hợp " * 6, "Sở Nội vụ", "Quý I"),
        ("Nhiệm vụ", "Chủ trì"),
    ],
)
def test_other_rows_are_no_head(row: tuple[str, ...]) -> None:
    assert columns_of(row) is None


def test_what_a_duty_cannot_do_without_is_missed() -> None:
    assert missing([Column.ID, Column.NAME, Column.LEAD]) == [Column.TIMELINE]
    assert missing(ORDER) == []
