"""The shipped register holds the whole plan: every duty, every target, cell by cell."""

from dataclasses import replace

import pytest

from ingest.register import duty_text, read_register
from knowledge.lexicon import read_lexicon
from knowledge.passage import PassageKind
from knowledge.plan import Duty
from knowledge.store import Contents


@pytest.fixture(scope="module")
def register() -> Contents:
    return read_register()


PLAN_IDS = (
    "1.1 1.2 1.3 1.4 2.1 2.2 2.3 3.1 3.2 4.1 4.2 4.3 4.4 5.1.a 5.1.b 5.2.a 5.2.b 5.2.c 5.2.d 5.3.a 5.3.b "
    "5.4.a 5.4.b 5.4.c 5.4.d 5.4.e 6.1 6.2 6.3 6.4 6.5 6.6 7.1 7.2 7.3 7.4 7.5 7.6 7.7"
)


def test_every_duty_of_the_plan_is_there_in_order(register: Contents) -> None:
    assert " ".join(duty.id for duty in register.duties) == PLAN_IDS


def test_every_target_of_the_plan_is_there(register: Contents) -> None:
    assert [(target.year, target.percent) for target in register.targets] == [
        *((2025, percent) for percent in (80, 100, 80, 40, 80)),
        *((2026, percent) for percent in (100, 100, 100, 60, 100)),
    ]


def test_every_duty_has_its_passage_and_the_passage_says_every_cell(register: Contents) -> None:
    passages = {passage.id: passage for passage in register.passages}
    for duty in register.duties:
        passage = passages[duty.passage_id]
        assert (passage.kind, passage.ref) == (PassageKind.DUTY, duty.id)
        assert passage.locator == duty.locator
        cells = [duty.name.rstrip("."), *duty.lead, *duty.coordinating, duty.timeline]
        cells += [duty.result.rstrip(".")] if duty.result else []
        assert [cell for cell in cells if cell not in passage.text] == []


def test_every_target_has_its_passage_and_the_passage_says_its_figure(register: Contents) -> None:
    passages = {passage.id: passage for passage in register.passages}
    for target in register.targets:
        passage = passages[target.passage_id]
        assert (passage.kind, passage.ref) == (PassageKind.TARGET, target.id)
        assert f"{target.percent:g}%" in passage.text
        assert passage.text.startswith(f"Năm {target.year}: ")


def test_every_agency_of_a_duty_is_one_the_lexicon_knows(register: Contents) -> None:
    known = {agency.name for agency in read_lexicon().agencies}
    named = {name for duty in register.duties for name in (*duty.lead, *duty.coordinating)}
    assert named - known == set()


def test_a_duty_that_recurs_has_no_last_day_and_others_end_after_they_begin(register: Contents) -> None:
    for duty in register.duties:
        if duty.recurring:
            assert (duty.due_from, duty.due_to) == (None, None), duty.id
        if duty.due_from and duty.due_to:
            assert duty.due_from <= duty.due_to, duty.id


def test_sub_rows_know_their_section_and_their_group(register: Contents) -> None:
    duties = {duty.id: duty for duty in register.duties}
    assert (duties["5.2.a"].section or "").startswith("Giáo dục kỹ năng số cho học sinh, sinh viên")
    assert duties["1.1"].section is None
    assert [duties[name].group_id for name in ("1.1", "4.4", "5.4.e", "7.7")] == ["I", "IV", "V", "VII"]


def test_passages_of_the_plan_are_all_different(register: Contents) -> None:
    ids = [passage.id for passage in register.passages]
    assert len(set(ids)) == len(ids)


DUTY = Duty(
    "1.1", "I", "Nhóm", "Mở lớp.", ("Sở Y tế", "Sở Nội vụ"), (), None, "Quý III/2025", None, None, False
)


def test_a_duty_is_said_cell_by_cell_and_an_empty_cell_is_said_to_be_empty() -> None:
    assert duty_text(DUTY).splitlines() == [
        "Nhiệm vụ 1.1: Mở lớp.",
        "Cơ quan chủ trì: Sở Y tế; Sở Nội vụ.",
        "Cơ quan phối hợp: không ghi.",
        "Kết quả dự kiến: không ghi.",
        "Thời gian thực hiện: Quý III/2025.",
    ]


def test_a_duty_with_all_its_cells_says_them_all() -> None:
    full = replace(DUTY, lead=(), coordinating=("Tỉnh Đoàn",), result="Năm lớp.")
    assert duty_text(full).splitlines()[1:4] == [
        "Cơ quan chủ trì: không ghi.",
        "Cơ quan phối hợp: Tỉnh Đoàn.",
        "Kết quả dự kiến: Năm lớp.",
    ]
