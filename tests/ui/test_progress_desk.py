"""Personal numbers are masked before a report is stored; figures of the work are not."""

from pathlib import Path

import pytest

from assistant.privacy import MASK
from knowledge.errors import AccessError, AccessOff
from tests.fakes import open_fake_library
from ui.progress_desk import impersonal, office_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Gọi 0912345678 để hỏi", f"Gọi {MASK} để hỏi"),
        ("Gọi 0912 345 678", f"Gọi {MASK}"),
        ("Gọi 0912.345.678 hoặc +84 912 345 678.", f"Gọi {MASK} hoặc {MASK}."),
        ("Máy bàn 0272 3826 123", f"Máy bàn {MASK}"),
        ("CCCD 080123456789", f"CCCD {MASK}"),
        ("số CMND 301234567 của bà con", f"số CMND {MASK} của bà con"),
        ("mã OTP 482913", f"mã OTP {MASK}"),
        ("OTP:482913", f"OTP:{MASK}"),
        ("thẻ 9704 1234 5678 9012", f"thẻ {MASK}"),
    ],
)
def test_a_number_of_a_person_is_masked(typed: str, kept: str) -> None:
    assert impersonal(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "45 lớp",
        "1.250 học viên, đạt 98,5%",
        "Kinh phí 1.200.000.000.000 đồng",
        "Kinh phí 12.500.000.000 đồng cho 3 xã",
        "Kế hoạch số 881/KH-UBND ngày 22/3/2022",
        "Giai đoạn 2025-2026, từ 01/7/2025 đến 30/9/2025",
        "Đường dây nóng 1022, tổng đài 19001000",
        "Hướng dẫn 620 tổ về mã OTP và 2FA",
    ],
)
def test_a_figure_of_the_work_stays_as_it_is(text: str) -> None:
    assert impersonal(text) == text


def test_without_keys_nobody_may_and_it_is_said_why(tmp_path: Path) -> None:
    with open_fake_library(tmp_path) as library, pytest.raises(AccessOff, match="BDHVS_OFFICER_KEYS"):
        office_of(library, "khoa-thu-nhat-dai")


@pytest.mark.parametrize("presented", [None, "", "khoa-sai-nhung-dai"])
def test_a_key_that_is_missing_or_wrong_is_refused_and_not_repeated(
    presented: str | None, tmp_path: Path
) -> None:
    keys = "so-khcn=khoa-thu-nhat-dai"
    with open_fake_library(tmp_path, officer_keys=keys) as library, pytest.raises(AccessError) as told:
        office_of(library, presented)
    assert not isinstance(told.value, AccessOff)
    assert "khoa-" not in str(told.value)
