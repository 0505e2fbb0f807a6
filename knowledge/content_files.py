"""Shipped content as files: where it lies, reading it, and naming what is wrong with it."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge.errors import ContentError

CONTENT = Path(__file__).parent / "content"

_Model = TypeVar("_Model", bound=BaseModel)


def read_yaml(name: str) -> Any:
    """The YAML value of a content file, by its path below the content folder."""
    path = CONTENT / name
    try:
        return parse_yaml(path.read_text(encoding="utf-8"), name)
    except OSError as error:
        raise ContentError(
            f"Không đọc được tệp nội dung {name} ({error}).", "Hãy cài lại chương trình."
        ) from None


def parse_yaml(text: str, name: str) -> Any:
    """The value of a YAML text; `name` is what an error calls the file."""
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # a safe loader, in C where built
    except (yaml.YAMLError, ValueError) as error:  # a date such as 2026-13-01 is a bare ValueError
        raise ContentError(
            f"Tệp nội dung {name} sai cú pháp YAML: {error}.", "Hãy sửa tệp rồi chạy lại."
        ) from None


def checked(model: type[_Model], value: Any, name: str) -> _Model:
    """`value` as a `model`. Raises ContentError naming the file, the field and what it holds."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "(cả tệp)"
        held = repr(first.get("input"))[:80]
        raise ContentError(
            f"Tệp nội dung {name}, trường «{place}» sai: {first['msg']} (đang là {held}).",
            "Hãy sửa trường đó rồi chạy lại.",
        ) from None
