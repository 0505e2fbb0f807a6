"""A filter of duties: every row that meets it and no other; what is unknown is named, with what is near."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.content_files import read_yaml
from knowledge.duty_filter import DutyFilter, parse_due, select_duties
from knowledge.duty_query import ROLES, agency_names, read_filter, shared_rows
from knowledge.errors import QueryError
from knowledge.lexicon import Lexicon, read_lexicon
from knowledge.library import Library
from knowledge.plan import COORDINATING, EITHER, LEAD, Duty

AGENCIES = [row["name"] for row in read_yaml("plan/agencies.yaml")["agencies"]]
REGISTER = [duty for group in read_yaml("plan/duties.yaml")["groups"] for duty in group["duties"]]
CELLS = {LEAD: ("lead",), COORDINATING: ("coordinating",), EITHER: ("lead", "coordinating")}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return read_lexicon()


@pytest.fixture(scope="module")
def rows(library: Library) -> tuple[Duty, ...]:
    return library.plan().duties


def ids(rows: tuple[Duty, ...], wanted: DutyFilter) -> list[str]:
    return [duty.id for duty in select_duties(rows, wanted)]


def asked(rows: tuple[Duty, ...], lexicon: Lexicon, **typed: object) -> list[str]:
    return ids(rows, read_filter(rows, lexicon, **typed))  # type: ignore[arg-type]  # what a test types


def complaint(rows: tuple[Duty, ...], lexicon: Lexicon, **typed: object) -> str:
    with pytest.raises(QueryError) as caught:
        asked(rows, lexicon, **typed)
    return str(caught.value)


# Rows


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("agency", AGENCIES)
def test_an_agency_in_a_role_has_the_rows_that_the_register_gives_it(
    agency: str, role: str, rows: tuple[Duty, ...], lexicon: Lexicon
) -> None:
    expected = [duty["id"] for duty in REGISTER if any(agency in duty[cell] for cell in CELLS[role])]

    assert asked(rows, lexicon, agency=[agency], role=role) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"agency": ["so khcn"], "role": "lead"}, ["1.4", "2.1", "2.3", "4.4", "6.5", "7.1"]),
        ({"agency": ["SKHCN"], "role": "LEAD"}, ["1.4", "2.1", "2.3", "4.4", "6.5", "7.1"]),
        ({"agency": ["CA tỉnh", "tinh doan"], "role": "lead"}, ["4.1", "4.2", "5.2.d", "6.4", "6.6"]),
        ({"agency": ["Sở Tài chính"]}, []),
        ({"group": "iv"}, ["4.1", "4.2", "4.3", "4.4"]),
        ({"ids": ["4.4"]}, ["4.4"]),
        ({"ids": ["5.1a"]}, ["5.1.a"]),
        ({"ids": ["5.2"]}, ["5.2.a", "5.2.b", "5.2.c", "5.2.d"]),
        ({"ids": ["6.1", "4.4", "4.4"]}, ["4.4", "6.1"]),
        ({"due": "2025-Q3"}, ["4.1", "4.4", "6.1", "6.2", "6.3", "6.4", "6.5", "6.6"]),
        ({"due": "2025-09-30", "agency": ["SKHCN"], "role": "lead"}, ["4.4", "6.5"]),
        ({"due": "2024"}, []),
        ({"recurring": True, "group": "V", "without": ["coordinating"]}, ["5.2.a", "5.2.b"]),
        ({"recurring": False, "group": "V"}, ["5.1.b", "5.2.c"]),
        ({"without": ["coordinating"]}, ["4.3", "5.2.a", "5.2.b"]),
        ({"without": ["coordinating", "result"]}, ["5.2.b"]),
        ({"without": ["due"], "recurring": False}, ["5.1.b"]),
        ({"text": "trợ lý ảo"}, ["4.4"]),
        ({"text": "tro ly ao"}, ["4.4"]),
        ({"text": "TRỢ LÝ ẢO"}, ["4.4"]),
        ({"text": "trở lý ảo"}, []),
        ({"text": "đại sứ số", "group": "VI"}, ["6.1"]),
    ],
)
def test_every_condition_that_is_typed_must_hold(
    typed: dict[str, object], expected: list[str], rows: tuple[Duty, ...], lexicon: Lexicon
) -> None:
    assert asked(rows, lexicon, **typed) == expected


def test_a_filter_that_asks_for_nothing_has_all_39_rows_in_the_plans_order(rows: tuple[Duty, ...]) -> None:
    assert ids(rows, DutyFilter()) == [duty["id"] for duty in REGISTER]
    assert len(REGISTER) == 39


def test_a_word_of_a_text_is_a_whole_word(rows: tuple[Duty, ...]) -> None:
    duty = replace(rows[0], name="Mở lớp", result="Lớp học")

    assert select_duties([duty], DutyFilter(text="hoc")) == [duty]
    assert select_duties([duty], DutyFilter(text="ho")) == []


def test_a_duty_is_due_on_its_last_day_whenever_it_began(rows: tuple[Duty, ...]) -> None:
    duty = replace(rows[0], due_from=date(2025, 5, 1), due_to=date(2025, 6, 30))

    assert select_duties([duty], DutyFilter(due=parse_due("2025-06"))) == [duty]
    assert select_duties([duty], DutyFilter(due=parse_due("2025-05"))) == []


# Agencies


def test_every_name_of_every_agency_stands_for_its_official_name(
    rows: tuple[Duty, ...], lexicon: Lexicon
) -> None:
    for agency in lexicon.agencies:
        for name in (agency.name, *agency.aliases):
            assert agency_names(rows, lexicon, name) == (agency.name,), name


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Sở Y tế tỉnh Tây Ninh", ("Sở Y tế",)),
        ("so noi vu, cong an tinh", ("Sở Nội vụ", "Công an tỉnh")),
        ("Sở, ngành tỉnh", ("Sở, ngành tỉnh",)),
    ],
)
def test_a_body_of_today_and_several_bodies_at_once_are_understood(
    typed: str, expected: tuple[str, ...], rows: tuple[Duty, ...], lexicon: Lexicon
) -> None:
    assert agency_names(rows, lexicon, typed) == expected


def test_an_agency_that_only_the_plan_names_is_known(rows: tuple[Duty, ...], lexicon: Lexicon) -> None:
    other = (replace(rows[0], lead=("Ban Dân tộc tỉnh",)),)

    assert agency_names(other, lexicon, "ban dan toc tinh") == ("Ban Dân tộc tỉnh",)


# What is unknown


@pytest.mark.parametrize(
    ("typed", "start", "near"),
    [
        ({"agency": ["Sở Y"]}, "Không biết cơ quan «Sở Y».", "«Sở Y tế»"),
        ({"agency": ["Sở Y tế huyện Bến Lức"]}, "Không biết cơ quan «Sở Y tế huyện Bến Lức».", "«Sở Y tế»"),
        ({"agency": ["Sở Nội vụ", ""]}, "Không biết cơ quan «».", "cách viết"),
        ({"role": "boss", "agency": ["SNV"]}, "Vai trò «boss» không có.", "lead, coordinating, either"),
        ({"role": "lead"}, "Vai trò «lead» chưa nói là của cơ quan nào.", "nêu thêm cơ quan"),
        ({"group": "X"}, "Phụ lục của Kế hoạch không có nhóm «X».", "I, II, III, IV, V, VI, VII"),
        ({"ids": ["4.9"]}, "Phụ lục của Kế hoạch không có mục «4.9».", "«4.1»"),
        ({"ids": ["5.1.z"]}, "Phụ lục của Kế hoạch không có mục «5.1.z».", "«5.1.a»"),
        ({"ids": [""]}, "Phụ lục của Kế hoạch không có mục «».", "cách viết"),
        ({"due": "quý ba"}, "Không hiểu thời hạn «quý ba».", "2025-Q3"),
        ({"without": ["lead"]}, "Ô trống «lead» không có.", "coordinating, result, due"),
        ({"text": "?!"}, "Phần chữ cần tìm «?!» không có chữ nào.", "một từ"),
    ],
)
def test_what_is_unknown_is_named_with_what_is_near(
    typed: dict[str, object], start: str, near: str, rows: tuple[Duty, ...], lexicon: Lexicon
) -> None:
    said = complaint(rows, lexicon, **typed)

    assert said.startswith(start)
    assert near in said


# Due


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025-q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025-06", date(2025, 6, 1), date(2025, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-09-30", date(2025, 9, 30), date(2025, 9, 30)),
        ("30/9/2025", date(2025, 9, 30), date(2025, 9, 30)),
        ("01/09/2025", date(2025, 9, 1), date(2025, 9, 1)),
        ("9/2025", date(2025, 9, 1), date(2025, 9, 30)),
        (" 2025-06 ", date(2025, 6, 1), date(2025, 6, 30)),
    ],
)
def test_a_year_quarter_month_or_day_is_its_first_and_last_day(typed: str, first: date, last: date) -> None:
    assert parse_due(typed) == (first, last)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2025-13",
        "2025-00",
        "2025-Q5",
        "2025-Q0",
        "2025-02-30",
        "0000",
        "25",
        "31/9/2025",
        "13/2025",
        "9/25",
        "30/9",
        "٢٠٢٥",
    ],
)
def test_what_is_no_date_is_named_with_the_ways_to_write_one(typed: str) -> None:
    with pytest.raises(QueryError, match="2025-Q3, 2025-06") as caught:
        parse_due(typed)

    assert f"«{typed}»" in caught.value.what


@given(st.one_of(st.text(), st.from_regex(r"\d{4}(-(Q?\d{1,2})(-\d\d)?)?", fullmatch=True)))
def test_whatever_is_typed_is_a_span_of_days_or_a_query_error(typed: str) -> None:
    try:
        first, last = parse_due(typed)
    except QueryError:
        return
    assert first <= last


# Under a collective name


def test_rows_of_the_collective_name_that_includes_an_agency_are_counted_beside_its_own(
    rows: tuple[Duty, ...], lexicon: Lexicon
) -> None:
    [found] = shared_rows(rows, lexicon, read_filter(rows, lexicon, agency=["snv"]))

    both = [{*duty["lead"], *duty["coordinating"]} for duty in REGISTER]
    expected = sum("Sở, ngành tỉnh" in names and "Sở Nội vụ" not in names for names in both)
    assert (found.collective.name, found.count) == ("Sở, ngành tỉnh", expected)
    assert found.said == (f"Ngoài ra, {expected} nhiệm vụ ghi chung “Sở, ngành tỉnh” cũng gồm Sở Nội vụ")


def test_the_other_conditions_hold_for_the_rows_of_the_collective_name_too(
    rows: tuple[Duty, ...], lexicon: Lexicon
) -> None:
    leads = read_filter(rows, lexicon, agency=["snv", "so y te"], role="lead", group="I")
    [found] = shared_rows(rows, lexicon, leads)

    assert (found.count, found.agencies) == (2, ("Sở Nội vụ", "Sở Y tế"))


@pytest.mark.parametrize("agency", [[], ["Sở, ngành tỉnh"], ["snv", "Sở, ngành tỉnh"], ["ca tỉnh"]])
def test_nothing_is_beside_the_rows_of_who_is_in_no_collective_name_or_asked_with_it(
    agency: list[str], rows: tuple[Duty, ...], lexicon: Lexicon
) -> None:
    assert shared_rows(rows, lexicon, read_filter(rows, lexicon, agency=agency)) == []


def test_the_id_of_a_collective_name_reads_as_that_name(rows: tuple[Duty, ...], lexicon: Lexicon) -> None:
    for one in lexicon.agencies:
        if one.collective and one.members:
            assert agency_names(rows, lexicon, one.id) == (one.name,)
