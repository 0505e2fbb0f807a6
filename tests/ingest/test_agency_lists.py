"""A cell of agencies is split at the names, not at every comma."""

import pytest

from ingest.agency_lists import AgencyLists, agency_lists
from knowledge.lexicon import Agency

LISTS = agency_lists(
    [
        Agency("Sở Văn hóa, Thể thao và Du lịch", ("Sở VH,TT&DL", "sở du lịch")),
        Agency("Sở, ngành tỉnh", ("Các Sở, ngành tỉnh", "sở ngành")),
        Agency("Tỉnh Đoàn", ("bí thư tỉnh đoàn",)),
        Agency("Sở Nội vụ"),
    ]
)


def read(text: str, lists: AgencyLists = LISTS) -> tuple[str, ...] | None:
    found = lists.read(tuple(text.split()))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sở, ngành tỉnh; Sở Nội vụ", ("Sở, ngành tỉnh", "Sở Nội vụ")),
        ("Sở Nội vụ, Tỉnh đoàn", ("Sở Nội vụ", "Tỉnh Đoàn")),
        ("Sở Văn hóa, Thể thao và Du lịch; Tỉnh Đoàn;", ("Sở Văn hóa, Thể thao và Du lịch", "Tỉnh Đoàn")),
        ("Sở VH,TT&DL; Các Sở, ngành tỉnh", ("Sở Văn hóa, Thể thao và Du lịch", "Sở, ngành tỉnh")),
        ("UBND các xã, phường; Sở Nội vụ", ("UBND các xã, phường", "Sở Nội vụ")),
        ("Sở Nội vụ; Sở Nội vụ", ("Sở Nội vụ",)),
    ],
)
def test_names_are_official_and_whole(cell: str, names: tuple[str, ...]) -> None:
    assert read(cell) == names


@pytest.mark.parametrize("cell", ["mở lớp học", "Sở Nội vụ mở lớp; tập huấn", "Hội nghị " + "dài " * 20, ""])
def test_what_lists_no_bodies_is_no_list(cell: str) -> None:
    assert read(cell) is None


def test_what_people_type_about_one_province_is_no_name_in_anothers_plan() -> None:
    assert read("bí thư tỉnh đoàn") is None


def test_unknown_bodies_are_counted() -> None:
    assert LISTS.read(("Viễn", "thông", "An", "Bình;", "Sở", "Nội", "vụ")) == (
        ("Viễn thông An Bình", "Sở Nội vụ"),
        1,
    )


def test_a_cut_cell_may_go_on_where_a_name_is_begun() -> None:
    assert LISTS.may_begin(("Sở", "Nội", "vụ;", "Sở", "Văn"))
    assert not LISTS.may_begin(("Mở", "lớp"))
