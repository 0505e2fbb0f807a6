"""A fact that may change says how sure it is and until when."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.facts import Fact, read_facts


def fact(**values: Any) -> Fact:
    given: dict[str, Any] = {
        "id": "vneid_hotline",
        "name": "Tổng đài VNeID",
        "value": "1900 0368",
        "kind": "hotline",
        "purpose": "Gọi khi vướng VNeID.",
        "source": "Bộ Công an",
        "confidence": "H",
        "verified_on": date(2026, 11, 2),
        "review_by": date(2027, 2, 22),
    }
    return Fact(**(given | values))


CONFIRMED = "Đối chiếu với tài liệu ngày 02/11/2026, nên kiểm tra lại sau ngày 22/02/2027."
UNCONFIRMED = "Chưa xác nhận được từ nguồn chính thức (ngày 02/11/2026)."
SECOND_HAND = "Ghi nhận ngày 02/11/2026, chưa đối chiếu được với nguồn chính thức."


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, f"Tổng đài VNeID: 1900 0368. Gọi khi vướng VNeID.\n{CONFIRMED}"),
        ({"confidence": "M"}, f"Tổng đài VNeID: 1900 0368. Gọi khi vướng VNeID.\n{CONFIRMED}"),
        ({"confidence": "L"}, f"Tổng đài VNeID: 1900 0368. Gọi khi vướng VNeID.\n{SECOND_HAND}"),
        ({"status": "unconfirmed"}, f"Tổng đài VNeID: 1900 0368. Gọi khi vướng VNeID.\n{UNCONFIRMED}"),
        ({"value": None}, f"Tổng đài VNeID: Gọi khi vướng VNeID.\n{UNCONFIRMED}"),
    ],
)
def test_a_fact_says_what_it_is_and_how_sure_it_is(values: dict[str, Any], expected: str) -> None:
    assert fact(**values).sentence == expected


@pytest.mark.parametrize(
    "values",
    [
        {"id": "co khoang trang"},
        {"kind": "email"},
        {"confidence": "X"},
        {"verified_on": "hôm qua"},
        {"thua": 1},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_field_that_does_not_fit_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=next(iter(values))):
        fact(**values)


def test_every_shipped_fact_has_an_id_of_its_own_and_is_reviewed_after_it_was_checked() -> None:
    facts = read_facts()
    assert len({one.id for one in facts}) == len(facts) > 0
    assert [one.id for one in facts if one.review_by <= one.verified_on] == []


def test_a_shipped_fact_without_a_value_says_that_it_is_not_confirmed() -> None:
    for one in read_facts():
        if one.value is None:
            assert "Chưa xác nhận được" in one.sentence
