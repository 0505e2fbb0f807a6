"""Agency names and short names in what people type."""

import pytest

from knowledge.lexicon import Lexicon, read_lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return read_lexicon()


def agencies(lexicon: Lexicon, text: str) -> list[str]:
    return [agency.name for agency in lexicon.agencies_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Giáo dục và Đào tạo chủ trì việc gì?", ["Sở Giáo dục và Đào tạo"]),
        ("so giao duc va dao tao chu tri viec gi", ["Sở Giáo dục và Đào tạo"]),
        ("SỞ Y TẾ làm gì", ["Sở Y tế"]),
        ("so y te lam gi", ["Sở Y tế"]),
        ("Sở KH&CN có bao nhiêu nhiệm vụ", ["Sở Khoa học và Công nghệ"]),
        ("so khcn chu tri", ["Sở Khoa học và Công nghệ"]),
        ("Công an tỉnh và Tỉnh đoàn phối hợp", ["Công an tỉnh", "Tỉnh Đoàn"]),
        ("tinh doan roi cong an tinh", ["Tỉnh Đoàn", "Công an tỉnh"]),
        ("hội liên hiệp phụ nữ tỉnh", ["Hội Liên hiệp Phụ nữ tỉnh"]),
        ("so khoa hoc va cong nghe, so noi vu", ["Sở Khoa học và Công nghệ", "Sở Nội vụ"]),
    ],
)
def test_an_agency_is_found_by_any_of_its_names_in_the_order_they_are_named(
    lexicon: Lexicon, text: str, expected: list[str]
) -> None:
    assert agencies(lexicon, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "chuyển đổi số giáo dục",
        "chuyen doi so giao duc",
        "ky nang so cong thuong",
        "dich vu so tai chinh",
        "kinh te so nong nghiep",
        "nộp hồ sơ y tế ở đâu",
        "nop ho so y te o dau",
        "cơ sở y tế gần nhà",
        "co so y te gan nha",
        "các cơ sở giáo dục",
        "số y tế",
        "Sỡ y tế",
        "làm căn cước ở đâu",
        "",
    ],
)
def test_words_that_only_look_like_an_agency_name_none(lexicon: Lexicon, text: str) -> None:
    assert agencies(lexicon, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Văn phòng UBND tỉnh", ["Văn phòng UBND tỉnh"]),
        ("van phong ubnd tinh", ["Văn phòng UBND tỉnh"]),
        ("UBND cấp cơ sở", ["UBND cấp cơ sở"]),
        ("cơ sở giáo dục nghề nghiệp", ["Cơ sở giáo dục nghề nghiệp"]),
        ("Sở, ngành tỉnh; UBND cấp cơ sở", ["Sở, ngành tỉnh", "UBND cấp cơ sở"]),
    ],
)
def test_the_longest_name_wins(lexicon: Lexicon, text: str, expected: list[str]) -> None:
    assert agencies(lexicon, text) == expected


def test_an_agency_named_twice_is_named_once_with_all_its_places(lexicon: Lexicon) -> None:
    places = lexicon.agency_places("Sở Y tế hay là sở y tế tỉnh")
    assert [(agency.name, sorted(found)) for agency, found in places.items()] == [
        ("Sở Y tế", [0, 1, 2, 5, 6, 7, 8])
    ]


def test_every_official_name_is_found_as_itself_with_and_without_diacritics(lexicon: Lexicon) -> None:
    for agency in lexicon.agencies:
        assert lexicon.agencies_in(agency.name) == [agency], agency.name


def test_no_two_agencies_share_a_name(lexicon: Lexicon) -> None:
    names = [
        name
        for agency in lexicon.agencies
        for name in {known.lower() for known in (agency.name, *agency.aliases)}
    ]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize(("typed", "known"), [("bhyt", True), ("OTP", True), ("xe", False), ("ai", False)])
def test_short_names_stand_for_their_full_ones(lexicon: Lexicon, typed: str, known: bool) -> None:
    assert bool(lexicon.full_names(typed)) is known


def test_empty_words_are_single_syllables_with_diacritics(lexicon: Lexicon) -> None:
    assert {"là", "gì", "không", "vui", "lòng"} <= lexicon.empty_words
    assert {"la", "gi", "khong"} <= lexicon.folded_empty_words
    assert not [word for word in lexicon.empty_words if " " in word]
