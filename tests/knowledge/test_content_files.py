"""A content file that is wrong is named, with its field and what it holds."""

from typing import Any

import pytest
from pydantic import BaseModel

from knowledge.content_files import CONTENT, checked, parse_yaml, read_yaml
from knowledge.errors import ContentError


class Row(BaseModel):
    name: str
    minutes: int


class Rows(BaseModel):
    rows: list[Row]


def test_a_value_that_fits_becomes_its_model() -> None:
    value = {"rows": [{"name": "Mật khẩu", "minutes": 5}]}
    assert checked(Rows, value, "x.yaml") == Rows(rows=[Row(name="Mật khẩu", minutes=5)])


@pytest.mark.parametrize(
    ("value", "place", "held"),
    [
        ({"rows": [{"name": "a", "minutes": "năm"}]}, "rows.0.minutes", "'năm'"),
        ({"rows": [{"name": "a", "minutes": 5}, {"minutes": 5}]}, "rows.1.name", "{'minutes': 5}"),
        ({"rows": "không"}, "rows", "'không'"),
        ({}, "rows", "{}"),
        (None, "(cả tệp)", "None"),
        ([1], "(cả tệp)", "[1]"),
    ],
)
def test_what_does_not_fit_is_told_by_file_field_and_value(value: Any, place: str, held: str) -> None:
    with pytest.raises(ContentError) as told:
        checked(Rows, value, "plan/x.yaml")
    assert told.value.what.startswith(f"Tệp nội dung plan/x.yaml, trường «{place}» sai: ")
    assert told.value.what.endswith(f"(đang là {held}).")
    assert told.value.advice == "Hãy sửa trường đó rồi chạy lại."


@pytest.mark.parametrize(
    "text", ["rows: [1, 2", "a: b: c", "\tx: 1", "day: 2026-13-01", "x: !!python/name:os.system"]
)
def test_broken_yaml_is_told_by_file(text: str) -> None:
    with pytest.raises(ContentError, match=r"Tệp nội dung plan/x.yaml sai cú pháp YAML"):
        parse_yaml(text, "plan/x.yaml")


def test_a_missing_file_is_told_by_name() -> None:
    with pytest.raises(ContentError, match=r"plan/khong-co.yaml.*cài lại"):
        read_yaml("plan/khong-co.yaml")


def test_every_shipped_yaml_file_can_be_read() -> None:
    names = [path.relative_to(CONTENT).as_posix() for path in sorted(CONTENT.rglob("*.yaml"))]
    assert names
    assert [name for name in names if not read_yaml(name)] == []
