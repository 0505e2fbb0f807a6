"""Officers' keys tell whose secret is presented, and never the secret."""

import pytest

from knowledge.officer_keys import read_keys

ONE, TWO = "khoa-thu-nhat-dai", "khoa-thu-hai-rat-dai"


def test_a_presented_key_tells_its_office() -> None:
    keys = read_keys(f" so-khcn = {ONE} ; van-phong={TWO};")

    assert [keys.office(one) for one in (ONE, TWO)] == ["so-khcn", "van-phong"]


@pytest.mark.parametrize("presented", ["", ONE[:-1], ONE + "x", ONE.upper(), "so-khcn", "khóa có dấu à á"])
def test_any_other_key_is_nobodys(presented: str) -> None:
    assert read_keys(f"so-khcn={ONE}").office(presented) is None


@pytest.mark.parametrize("text", ["", " ", ";;"])
def test_no_key_set_is_no_key(text: str) -> None:
    assert not read_keys(text)
    assert read_keys(text).office("") is None


def test_a_secret_may_hold_an_equals_sign_and_an_office_two_keys() -> None:
    keys = read_keys(f"so-khcn={ONE}==;so-khcn={TWO}")

    assert [keys.office(one) for one in (f"{ONE}==", TWO)] == ["so-khcn", "so-khcn"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("so-khcn=123456789012345", "Khóa của «so-khcn» cần ít nhất 16 ký tự ASCII, không dấu cách"),
        ("so-khcn=", "Khóa của «so-khcn» cần ít nhất 16 ký tự"),
        ("so-khcn=khoa co dau cach dai", "Khóa của «so-khcn» cần ít nhất 16 ký tự"),
        ("so-khcn=khóa-có-dấu-rất-dài-đây", "Khóa của «so-khcn» cần ít nhất 16 ký tự"),
        (f"{ONE};so-khcn={TWO}", "Mục thứ 1 không có dạng nhãn=khóa"),
        (f"Sở KHCN={ONE}", "Mục thứ 1 không có dạng nhãn=khóa"),
        (f"a={ONE};b={ONE}", "Hai nhãn có cùng một khóa"),
    ],
)  # fmt: skip
def test_a_broken_setting_is_told_without_any_secret(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"Mục|Khóa|khóa") as told:
        read_keys(text)
    assert str(told.value).startswith(said)
    assert not any(secret in str(told.value) for secret in (ONE, TWO, "123456789012345", "dau cach"))


def test_the_keys_do_not_show_themselves() -> None:
    assert ONE not in repr(read_keys(f"so-khcn={ONE}"))
