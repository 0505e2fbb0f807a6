"""Officers' cases: well made, held to exact rows, with nothing shown where no row matches, and timed."""

import re
from itertools import count
from typing import Any

import pytest
import yaml

from assistant.question import Answer, Audience, Citation, Status
from eval.answers import shipped_library
from eval.case import Case, CaseFile, read_cases
from eval.plan import OFFICERS, measure_plan, measure_speed, medians, stand_ins
from knowledge.content_files import CONTENT
from knowledge.vietnamese import fold
from tests.eval.answers_for_tests import answer, case

_SHORT = re.compile(
    r"kh&cn|khcn|gd&đt|gdđt|nn&mt|nnmt|tt&tt|vhttdl|lđlđ|lhpn|mttq|chqs|\bsnv\b|\bsct\b|\bca tỉnh|\bvp ubnd",
    re.I,
)
FILE = read_cases(OFFICERS)


def _row(locator: str = "Phụ lục, mục 4.4") -> Citation:
    return Citation(1, "Kế hoạch", locator, "Trợ lý ảo", "p1")


def _answer(text: str, status: Status = Status.ANSWERED, *citations: Citation) -> Answer:
    return answer(text, status=status, citations=citations)


def _is_short_or_plain(question: str) -> bool:
    return fold(question) == question.lower() or bool(_SHORT.search(question))


def test_officers_cases_are_many_and_typed_as_officers_type() -> None:
    cases = FILE.cases
    plain = [
        one for one in cases if fold(one.question) == one.question.lower() or _SHORT.search(one.question)
    ]
    following = [one for one in cases if one.history]
    without_row = [one for one in cases if not one.expect.duties]

    assert len(cases) >= 150
    assert len(plain) / len(cases) >= 0.4
    assert len(following) / len(cases) >= 0.2
    assert len(without_row) / len(cases) >= 0.15
    assert {one.audience for one in cases} == {Audience.OFFICER}


def test_every_officers_case_names_rows_of_the_plan_in_its_order() -> None:
    plan = yaml.safe_load((CONTENT / "plan" / "duties.yaml").read_text(encoding="utf-8"))
    order = [duty["id"] for group in plan["groups"] for duty in group["duties"]]
    written = [
        one["expect"]["duties"] for one in yaml.safe_load(OFFICERS.read_text(encoding="utf-8"))["cases"]
    ]

    assert written == [[name for name in order if name in named] for named in written]


def test_only_a_case_without_rows_may_end_without_a_source() -> None:
    for one in FILE.cases:
        expected = (Status.ANSWERED,) if one.expect.duties else (Status.NO_SOURCE, Status.ANSWERED)
        assert (one.id, one.expect.status) == (one.id, expected)


@pytest.mark.parametrize(
    ("came", "told"),
    [
        (_answer("**0 nhiệm vụ** do Sở Y tế phối hợp."), []),
        (_answer("Phụ lục không nêu tên Sở Xây dựng."), []),
        (_answer("Không rõ.", Status.NO_SOURCE), []),
        (_answer("Đây là các nhiệm vụ."), ["does not say that there is none"]),
        (_answer("0 nhiệm vụ.\nNgoài ra, ghi chung “Sở, ngành tỉnh”: 4.4. [1]", Status.ANSWERED, _row()), []),
        (_answer("Không có mục 8.1.\nMục gần nhất: 4.4 [1]", Status.NO_SOURCE, _row()), []),
        (
            _answer("0 nhiệm vụ.\n- Trợ lý ảo [1]", Status.ANSWERED, _row()),
            ["shows a row in its place: Phụ lục, mục 4.4"],
        ),
        (_answer("Không có chỉ tiêu nào. [1]", Status.ANSWERED, _row("Phần II.1")), []),
    ],
)
def test_where_no_row_matches_none_is_shown_and_that_is_said(came: Answer, told: list[str]) -> None:
    assert list(stand_ins(case(duties=[]), came)) == told


@pytest.mark.parametrize("expect", [{}, {"duties": ["4.4"]}])
def test_where_rows_are_expected_or_not_looked_at_they_may_be_shown(expect: dict[str, Any]) -> None:
    assert list(stand_ins(case(**expect), _answer("- Trợ lý ảo [1]", Status.ANSWERED, _row()))) == []


def test_a_case_takes_the_median_of_its_passes_and_waking_is_not_counted() -> None:
    seconds = iter([0.0, 0.010, 1.0, 1.030, 2.0, 2.020])
    asked: list[str] = []

    def ask(one: Case) -> Answer:
        asked.append(one.id)
        return answer()

    assert medians([case()], ask, lambda: next(seconds)) == pytest.approx([20.0])
    assert asked == ["term-otp"] * 4


def test_every_case_is_timed_in_every_pass() -> None:
    ticks = count()

    assert medians([case("a-one"), case("a-two")], lambda _: answer(), lambda: next(ticks)) == [
        1000.0,
        1000.0,
    ]


def test_the_real_assistant_is_measured_on_rows_and_on_time() -> None:
    wanted = ("agency-khcn-lead", "none-id-group")
    file = CaseFile(today=FILE.today, cases=tuple(one for one in FILE.cases if one.id in wanted))

    with shipped_library() as library:
        rows, speed = measure_plan(file, library), measure_speed(file, library)

    assert [(row.case.id, row.problems) for row in rows] == [(name, ()) for name in wanted]
    assert [one.name for one in speed] == ["plan question, p50", "plan question, p95"]
    assert all(one.value > 0 for one in speed)
