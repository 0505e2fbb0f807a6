"""A broken setting is named with its value and with what it may hold."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.errors import SettingsError
from knowledge.settings import PREFIX, Settings, read_settings


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("DENSE_WEIGHT", "nhiều", "một số"),
        ("DENSE_WEIGHT", "1.5", "số không quá 1.0"),
        ("DENSE_WEIGHT", "-0.1", "số từ 0.0 trở lên"),
        ("SUPPORT_FLOOR", "2", "số không quá 1.0"),
        ("MAX_QUESTION_CHARS", "10", "số từ 50 trở lên"),
        ("MAX_QUESTION_CHARS", "30000", "số không quá 20000"),
        ("READ_SECONDS", "0", "số lớn hơn 0.0"),
        ("READ_SECONDS", "inf", "một số hữu hạn"),
        ("READ_SECONDS", "nan", "một số hữu hạn"),
        ("READ_MEGABYTES", "64", "số từ 128 trở lên"),
        ("READ_PAGES", "mười", "một số nguyên"),
        ("READ_PAGES", "0", "số từ 1 trở lên"),
        ("PORT", "80.5", "một số nguyên"),
        ("PORT", "70000", "số không quá 65535"),
        ("PORT", "", "một số nguyên"),
        ("CONSOLE", "có", "true hoặc false"),
        ("EMBEDDING_SEGMENTED", "2", "true hoặc false"),
    ],
)
def test_a_broken_value_is_told_with_its_key_and_what_is_allowed(
    name: str, value: str, allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as told:
        read_settings()
    assert told.value.what == f"Thiết lập {PREFIX}{name} đang là «{value}», không dùng được."
    description = Settings.model_fields[name.lower()].description
    assert told.value.advice == f"Cần {allowed} ({description}). Hãy sửa rồi chạy lại."


def test_a_setting_is_read_from_its_environment_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BDHVS_PORT", "8123")
    assert read_settings().port == 8123


def test_an_override_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BDHVS_PORT", "8123")
    assert read_settings(port=9000).port == 9000


def test_a_variable_of_somebody_else_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BDHVS_KHONG_CO", "x")
    assert read_settings(data_dir="x").data_dir == Path("x")


@pytest.mark.parametrize("empty", [None, ""])
def test_without_an_address_the_database_lies_in_the_data_folder(tmp_path: Path, empty: Any) -> None:
    settings = Settings(data_dir=tmp_path / "dữ liệu", database_url=empty)
    assert settings.database == f"sqlite:///{tmp_path / 'dữ liệu' / 'bdhvs.db'}"
    assert settings.index_dir == tmp_path / "dữ liệu" / "index"


def test_an_address_wins_over_the_data_folder() -> None:
    assert Settings(database_url="postgresql://may/kho").database == "postgresql://may/kho"


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1  # type: ignore[misc]  # that it cannot is what is tested


def test_every_setting_says_in_vietnamese_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


KEY = "khoa-bi-mat-cua-so"


def test_officers_keys_are_read_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BDHVS_OFFICER_KEYS", f"so-khcn={KEY}")
    monkeypatch.setenv("BDHVS_OFFICER_KEY", KEY)
    settings = read_settings()

    assert settings.keys.office(KEY) == "so-khcn"
    assert KEY not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


@pytest.mark.parametrize("empty", [None, ""])
def test_without_officers_keys_nobody_has_one(empty: Any) -> None:
    assert not Settings(officer_keys=empty).keys


@pytest.mark.parametrize("value", ["so-khcn=khoa-ngan", "khoa-khong-co-nhan-nao", "so-khcn=khoa co dau cach"])
def test_a_broken_key_is_told_without_what_it_holds(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BDHVS_OFFICER_KEYS", value)
    with pytest.raises(SettingsError, match="Thiết lập BDHVS_OFFICER_KEYS không dùng được") as told:
        read_settings()
    with pytest.raises(ValidationError) as raw:
        Settings()

    assert "Hãy sửa rồi chạy lại." in told.value.advice
    assert not any("khoa" in str(error) for error in (told.value, raw.value))
