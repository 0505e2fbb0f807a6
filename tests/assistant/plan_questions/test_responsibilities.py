"""What Phần V charges a body with: every item, with its place, and never another body's."""

from collections.abc import Callable
from typing import Any

import pytest

from assistant.question import Answer
from knowledge.content_files import read_yaml

PARTS: dict[str, dict[str, Any]] = {
    row["locator"]: row for row in read_yaml("plan/responsibilities.yaml")["responsibilities"]
}


@pytest.mark.parametrize(
    ("agency", "locators"),
    [
        ("Sở Khoa học và Công nghệ", ["Phần V.3", "Phần V.1"]),
        ("Công an tỉnh", ["Phần V.2"]),
        ("Tỉnh Đoàn", ["Phần V.7"]),
        ("VNPT", ["Phần V.8"]),
        ("Sở Y tế", ["Phần V.1"]),
        ("UBND xã", ["Phần V.1"]),
    ],
)
def test_every_item_of_every_part_that_charges_it_is_told(
    agency: str, locators: list[str], ask: Callable[..., Answer]
) -> None:
    answer = ask(f"{agency} có trách nhiệm gì?")

    assert [one.locator for one in answer.citations] == locators
    assert all(" ".join(item.split()) in answer.text for one in locators for item in PARTS[one]["items"])
