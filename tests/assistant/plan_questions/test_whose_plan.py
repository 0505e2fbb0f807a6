"""Whose plan a question is about: another province's rows never stand for ours, nor ours for theirs."""

import pytest

from assistant.plan_questions.whose_plan import whose_plan
from knowledge.plan_words import PlanWords, read_plan_words

OTHERS = {"ke-hoach-an-binh": "An Bình", "ke-hoach-khong-ten": None}


@pytest.fixture(scope="module")
def words() -> PlanWords:
    return read_plan_words()


@pytest.mark.parametrize(
    ("text", "province", "document"),
    [
        ("Kế hoạch của tỉnh An Bình giao Sở Nội vụ việc gì?", "An Bình", "ke-hoach-an-binh"),
        ("o an binh ai chu tri", "An Bình", "ke-hoach-an-binh"),
        ("Sở Nội vụ Đồng Tháp chủ trì việc gì", "Đồng Tháp", None),
        ("so noi vu tphcm lam gi", "TPHCM", None),
    ],
)
def test_another_province_is_told_with_its_stored_plan(
    text: str, province: str, document: str | None, words: PlanWords
) -> None:
    found = whose_plan(text, OTHERS, words)

    assert (found.province, found.document_id) == (province, document)
    assert province.lower() not in found.text.lower()


@pytest.mark.parametrize(
    "text", ["Sở Nội vụ chủ trì việc gì?", "UBND tỉnh Long An", "Sở Y tế tỉnh Tây Ninh làm gì"]
)
def test_the_home_province_is_no_other(text: str, words: PlanWords) -> None:
    assert whose_plan(text, OTHERS, words).province is None
