"""What an officer types is taken in as typed, or refused with what is wrong and what to do."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from knowledge.errors import ProgressError
from knowledge.progress import Progress
from knowledge.progress_entry import Entry, Frame, read_entry
from knowledge.progress_subject import Subject

PLAN = "kh-long-an-2025"
NOW = datetime(2025, 10, 1, 8, tzinfo=UTC)
FRAME = Frame("so-khcn", NOW, date(2025, 5, 28), lambda text: text.replace("079", "[đã che]"))


def read(**typed: Any) -> Progress:
    return read_entry(Subject(PLAN, "4.4"), Entry(**{"status": "in_progress", **typed}), FRAME)


def test_a_report_is_kept_as_it_was_typed() -> None:
    made = read(
        figure=" 45 lớp ", note="Đã mở\r\n45 lớp", evidence="https://example.gov.vn/45", on="2025-09-30"
    )

    assert made == Progress(
        PLAN, "4.4", "in_progress", "45 lớp", "Đã mở\n45 lớp", "https://example.gov.vn/45",
        date(2025, 9, 30), "so-khcn", NOW,
    )  # fmt: skip


def test_a_report_may_be_its_status_alone_and_is_of_today() -> None:
    made = read(figure="  ", note="", evidence=" ")

    assert (made.figure, made.note, made.evidence, made.reported_on) == (None, None, None, date(2025, 10, 1))


@pytest.mark.parametrize(
    ("typed", "status"),
    [("done", "done"), ("DONE", "done"), ("đã hoàn thành", "done"), ("Dang thuc hien", "in_progress"),
     ("chưa bắt đầu", "not_started"), ("co vuong mac", "blocked")],
)  # fmt: skip
def test_a_status_is_read_by_its_id_or_by_its_label(typed: str, status: str) -> None:
    assert read(status=typed).status == status


def test_personal_numbers_are_masked_before_anything_is_kept() -> None:
    made = read(figure="45 lớp, 079", note="Gọi 079")

    assert (made.figure, made.note) == ("45 lớp, [đã che]", "Gọi [đã che]")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"status": "xong"}, "Tình trạng «xong» không có. Hãy chọn một trong: not_started (chưa bắt đầu),"),
        ({"status": ""}, "Tình trạng «» không có."),
        ({"on": "2025-10-02"}, "Ngày báo cáo 02/10/2025 ở sau hôm nay (01/10/2025)."),
        ({"on": "2025-05-27"}, "Ngày báo cáo 27/05/2025 ở trước ngày ký Kế hoạch (28/05/2025)."),
        ({"on": "9/2025"}, "Không hiểu ngày báo cáo «9/2025». Hãy viết như 30/9/2025 hoặc 2025-09-30."),
        ({"on": "31/9/2025"}, "Không hiểu ngày báo cáo «31/9/2025»."),
        ({"on": "2025-09-31"}, "Không hiểu ngày báo cáo «2025-09-31»."),
        ({"on": "٢٠٢٥-09-30"}, "Không hiểu ngày báo cáo"),
        ({"figure": "nhiều lớp"}, "Số liệu «nhiều lớp» không có con số nào."),
        ({"figure": "1" * 61}, "Số liệu dài 61 ký tự, quá 60."),
        ({"figure": "45\nlớp"}, "Số liệu có ký tự điều khiển (U+000A)."),
        ({"note": "x" * 1001}, "Ghi chú dài 1001 ký tự, quá 1000."),
        ({"note": "x\x00y"}, "Ghi chú có ký tự điều khiển (U+0000)."),
        ({"note": "x\ud800y"}, "Ghi chú có ký tự điều khiển (U+D800)."),
        ({"note": "x\uffffy"}, "Ghi chú có ký tự điều khiển (U+FFFF)."),
        ({"note": "x\u202ey"}, "Ghi chú có ký tự điều khiển (U+202E)."),
        ({"evidence": "ftp://a.vn/a"}, "Liên kết minh chứng «ftp://a.vn/a» không dùng được."),
        ({"evidence": "javascript:alert(1)"}, "Liên kết minh chứng «javascript:alert(1)» không dùng được."),
        ({"evidence": "https://"}, "Liên kết minh chứng «https://» không dùng được."),
        ({"evidence": "https://a b.vn"}, "Liên kết minh chứng «https://a b.vn» không dùng được."),
        ({"evidence": "https://[1"}, "Liên kết minh chứng «https://[1» không dùng được."),
        ({"evidence": "https://a.vn:99999/"}, "Liên kết minh chứng «https://a.vn:99999/» không dùng được."),
        ({"evidence": "https://a.vn/" + "x" * 500}, "Liên kết minh chứng dài 513 ký tự, quá 500."),
        ({"evidence": "https://a.vn/\x07"}, "Liên kết minh chứng có ký tự điều khiển (U+0007)."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_is_told(typed: dict[str, Any], said: str) -> None:
    with pytest.raises(ProgressError) as told:
        read(**typed)
    assert str(told.value).startswith(said)


def test_a_password_in_a_link_is_refused_and_not_repeated() -> None:
    with pytest.raises(ProgressError) as told:
        read(evidence="https://ten:bi-mat@example.gov.vn/a")
    assert "bi-mat" not in str(told.value)


def test_a_plan_that_does_not_say_when_it_was_signed_takes_any_past_day() -> None:
    frame = replace(FRAME, signed_on=None)
    made = read_entry(Subject("kh", "1"), Entry("done", on="2024-01-01"), frame)

    assert made.reported_on == date(2024, 1, 1)
