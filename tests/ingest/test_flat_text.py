"""Physical lines become paragraphs; a page's furniture goes, a person's words stay."""

import re
from pathlib import Path

import pytest

from ingest.flat_text import MARKER, paragraphs, without_furniture


def kept(text: str) -> list[str]:
    return [line for line in without_furniture(text.splitlines()) if line.strip()]


@pytest.mark.parametrize("furniture", ["16", "  7 ", "Trang 3", "trang 3/20", "_________", "-----", "......"])
def test_page_numbers_and_rules_go(furniture: str) -> None:
    assert kept(f"Trước.\n\n{furniture}\n\nSau.") == ["Trước.", "Sau."]


@pytest.mark.parametrize(
    "line", ["16 tuổi", "30/6/2025", "1900 0368", "Trang phục gọn gàng", "---", "2025-2026"]
)
def test_a_line_that_only_looks_like_furniture_stays(line: str) -> None:
    assert kept(f"Trước.\n{line}\nSau.") == ["Trước.", line, "Sau."]


CLOSING = """Kế hoạch này có hiệu lực từ ngày ký./.
Nơi nhận:
- Công an tỉnh;
- Lưu: VT, th.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
"""


def test_addressees_and_signature_go() -> None:
    assert kept(CLOSING) == ["Kế hoạch này có hiệu lực từ ngày ký./."]


@pytest.mark.parametrize(
    "opening", ["Nơi nhận:", "NƠI NHẬN", "Nơi nhận: TM. ỦY BAN NHÂN DÂN", "Nơi nhận: - Như trên;"]
)
def test_the_list_of_addressees_opens_in_several_ways(opening: str) -> None:
    assert kept(f"Hết.\n{opening}\n- Công an tỉnh;") == ["Hết."]


def test_an_appendix_after_the_signature_stays() -> None:
    assert kept(f"{CLOSING}\nPHỤ LỤC\nDANH MỤC") == [
        "Kế hoạch này có hiệu lực từ ngày ký./.",
        "PHỤ LỤC",
        "DANH MỤC",
    ]


def test_where_papers_are_handed_in_is_no_list_of_addressees() -> None:
    lines = ["Nơi nhận hồ sơ: Bộ phận Một cửa xã.", "Nơi nhận kết quả: như trên.", "Thời hạn: ba ngày."]
    assert kept("\n".join(lines)) == lines


CERTIFICATE = """
\t\tCỤC CHỨNG THỰC SỐ VÀ BẢO MẬT THÔNG TIN - Email: ca@bcy.gov.vn
\t2025-05-28T11:17:18+0700
\tỦY BAN NHÂN DÂN TỈNH
\tNguyễn Văn A<nva@tinh.gov.vn> đã ký lên văn bản này!

"""
STAMP = """Người ký: CỔNG THÔNG TIN ĐIỆN TỬ
Email: cong@tinh.gov.vn
Cơ quan: VĂN PHÒNG
Thời gian ký: 10.01.2025 16:06:51 +07:00

"""
BODY = ["I. MỤC ĐÍCH", "Phổ cập kỹ năng số.", "Cơ quan: mọi sở đều dự.", "Email: hotro@tinh.gov.vn"]


@pytest.mark.parametrize("signature", [CERTIFICATE, STAMP])
@pytest.mark.parametrize("above", [True, False])
def test_an_electronic_signature_goes_and_the_text_beside_it_stays(signature: str, above: bool) -> None:
    text = "\n".join(BODY)
    assert kept(f"{signature}{text}" if above else f"{text}\n{signature}") == BODY


def test_lines_broken_by_the_page_are_joined_across_gaps() -> None:
    lines = ["Phổ cập kỹ năng ", "", "số cho người", "dân trong tỉnh.", "", "Mọi xã đều làm."]
    assert paragraphs(lines) == ["Phổ cập kỹ năng số cho người dân trong tỉnh.", "Mọi xã đều làm."]


@pytest.mark.parametrize(
    "second",
    [
        "I. MỤC ĐÍCH",
        "2. Yêu cầu",
        "5.1. Cập nhật",
        "5.1 Cập nhật",
        "a) Điểm a",
        "đ) Điểm đ",
        "- Mở lớp",
        "• Mở lớp",
        "Điều 5. Hiệu lực",
        "Chương II",
        "TỔ CHỨC THỰC HIỆN",
    ],
)
def test_a_unit_of_its_own_begins_a_paragraph(second: str) -> None:
    assert paragraphs(["phổ cập kỹ năng số", second]) == ["phổ cập kỹ năng số", second]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["tổ chức chính trị", "- xã hội tỉnh"], "tổ chức chính trị - xã hội tỉnh"),
        (["công dân từ", "16 tuổi có danh tính số"], "công dân từ 16 tuổi có danh tính số"),
        (["xong trước ngày", "30/6/2025"], "xong trước ngày 30/6/2025"),
        (["trong năm", "2025. "], "trong năm 2025."),
    ],
)
def test_a_line_that_goes_on_is_no_unit_of_its_own(lines: list[str], expected: str) -> None:
    assert paragraphs(lines) == [expected]


def test_nothing_makes_no_paragraph() -> None:
    assert paragraphs(["", "   "]) == []


@pytest.mark.parametrize(
    "text", ["16 tuổi", "10/10 hằng năm", "2025-2026", "IVAN", "a b", "Mục tiêu", "-5 độ"]
)
def test_words_that_only_look_like_a_marker_are_none(text: str) -> None:
    assert MARKER.match(text) is None


def test_the_real_plan_keeps_its_words_and_loses_its_furniture(plan_file: Path) -> None:
    text = "\n".join(without_furniture(plan_file.read_text(encoding="utf-8").splitlines()))
    gone = r"@|Nơi nhận|Phạm Tấn Hòa|CHỨNG THỰC SỐ|đã ký lên|^\s*\d{1,3}\s*$|:\d\d\+0700|ỦY BAN NHÂN DÂN"
    assert re.findall(gone, text, re.MULTILINE) == []
    for words in (
        "MỤC ĐÍCH, YÊU CẦU",
        "(thông qua Sở Khoa học và Công nghệ)./.",
        "DANH MỤC PHÂN CÔNG",
        "10/10",
    ):
        assert words in text
