"""Agency names and short names in what people type."""

import pytest

from knowledge.content_files import read_yaml
from knowledge.lexicon import Agency, Lexicon, Mention, read_lexicon
from knowledge.spelling import spoken
from knowledge.vietnamese import fold


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


# Mentions


COURT, POST = (
    Agency("Tòa án nhân dân"),
    Agency("Bưu điện tỉnh", ("bưu điện",), former_names=("Sở Bưu chính",)),
)
TOWN = Agency("UBND cấp cơ sở", ("UBND xã",), beside_role=("xã", "địa phương"))
SMALL = Lexicon(frozenset(), (COURT, POST, TOWN))


def test_a_mention_has_its_places_and_the_former_name_it_was_called_by() -> None:
    assert SMALL.mentions(spoken("Sở Bưu chính và tòa án nhân dân")) == [
        Mention(POST, range(0, 3), "Sở Bưu chính"),
        Mention(COURT, range(4, 8)),
    ]


def test_of_names_that_share_a_word_the_longest_is_mentioned() -> None:
    assert SMALL.mentions(spoken("bưu điện tỉnh")) == [Mention(POST, range(0, 3))]
    assert SMALL.mentions(spoken("bưu điện huyện")) == [Mention(POST, range(0, 2))]


def test_words_that_belong_to_something_else_mention_nobody() -> None:
    assert SMALL.mentions(spoken("bưu điện tỉnh"), {1}) == []
    assert SMALL.mentions(spoken("bưu điện tỉnh"), {2}) == [Mention(POST, range(0, 2))]


def test_a_short_name_stands_only_where_it_may_name_an_agency() -> None:
    assert SMALL.mentions(spoken("xã chủ trì")) == []
    assert SMALL.beside_role(spoken("xã chủ trì, địa phương phối hợp")) == [
        Mention(TOWN, range(0, 1)),
        Mention(TOWN, range(3, 5)),
    ]


@pytest.mark.parametrize("text", ["xã hội", "hợp tác xã", "cấp xã", "hop tac xa", "xa hoi so", "ở xã"])
def test_a_short_name_within_another_word_is_none(text: str) -> None:
    assert SMALL.beside_role(spoken(text)) == []


def test_an_agency_is_known_by_its_id_and_its_official_name_alone(lexicon: Lexicon) -> None:
    health = lexicon.agency("so-y-te")

    assert health is not None
    assert health == lexicon.agency("Sở Y tế")
    assert lexicon.agency("SYT") is None


# Former names and successors


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
        ("so tttt", "Sở Khoa học và Công nghệ"),
        ("Sở LĐ-TB&XH", "Sở Nội vụ"),
        ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
        ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
        ("so nong nghiep va phat trien nong thon", "Sở Nông nghiệp và Môi trường"),
    ],
)
def test_a_former_name_is_found_as_the_body_it_was_merged_into(lexicon: Lexicon, text: str, now: str) -> None:
    [mention] = lexicon.mentions(spoken(text))

    assert (mention.agency.name, bool(mention.former)) == (now, True)


def test_every_successor_has_the_day_since_when(lexicon: Lexicon) -> None:
    assert [one.name for one in lexicon.agencies if bool(one.successor) != bool(one.since)] == []


def test_the_departments_are_the_members_of_their_collective(lexicon: Lexicon) -> None:
    collective = lexicon.agency("so-nganh-tinh")

    assert collective is not None
    assert {one.id for one in lexicon.agencies if one.is_department} == set(collective.members)


# The register


def test_every_name_however_it_is_typed_belongs_to_one_body_only(lexicon: Lexicon) -> None:
    owners: dict[str, set[str]] = {}
    for agency in lexicon.agencies:
        for name in (agency.name, *agency.aliases, *agency.former_names):
            owners.setdefault(fold(" ".join(spoken(name))), set()).add(agency.id)

    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_every_alias_finds_its_body_with_marks_and_without(lexicon: Lexicon) -> None:
    lost = [
        (typed, agency.name)
        for agency in lexicon.agencies
        for name in (*agency.aliases, *agency.former_names)
        for typed in (name, fold(name))
        if lexicon.agencies_in(typed) != [agency]
    ]

    assert lost == []


def test_whatever_a_body_points_to_is_in_the_register(lexicon: Lexicon) -> None:
    pointed = [one for agency in lexicon.agencies for one in (*agency.members, *agency.see_also)]

    assert [one for one in pointed if lexicon.agency(one) is None] == []


def test_every_body_of_the_rows_is_in_the_register_by_its_official_name(lexicon: Lexicon) -> None:
    rows = [duty for group in read_yaml("plan/duties.yaml")["groups"] for duty in group["duties"]]
    named = {name for duty in rows for name in (*duty["lead"], *duty["coordinating"])}

    assert {name for name in named if lexicon.agency(name) is None} == set()
