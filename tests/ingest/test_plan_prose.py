"""Targets and responsibilities are read from a plan's own sentences."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from ingest.agency_lists import shipped_lists
from ingest.blocks import Block
from ingest.plan_parts import parts_of
from ingest.plan_prose import Prose, read_prose
from ingest.readers import read_file
from ingest.register import read_responsibilities, read_targets
from ingest.structure import units_of
from tests.ingest.plans import ENDINGS, FOLDER, PLANS, plan


def prose_of(path: Path) -> Prose:
    return said(read_file(path).blocks)


def said(blocks: Sequence[Block]) -> Prose:
    return read_prose(units_of(parts_of(blocks, shipped_lists())), shipped_lists())


def prose(text: str) -> Prose:
    return said([Block("line", line) for line in text.split("\n")])


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", PLANS)
def test_another_provinces_targets_and_responsibilities_are_read(name: str, ending: str) -> None:
    read = prose_of(FOLDER / f"{name}{ending}")
    wanted = plan(name)["targets"]
    assert [{key: asdict(one)[key] for key in wanted[0]} for one in read.targets] == wanted
    assert [
        {"id": one.id, "agencies": list(one.agencies), "items": list(one.items)}
        for one in read.responsibilities
    ] == plan(name)["responsibilities"]
    assert read.problems == ()


def test_the_real_plans_targets_and_responsibilities_equal_the_register(plan_file: Path) -> None:
    read = prose_of(plan_file)
    assert [(one.id, one.year, one.percent, one.group, one.text, one.locator) for one in read.targets] == [
        (one.id, one.year, one.percent, one.group, one.text, one.locator) for one in read_targets()
    ]
    assert [
        (one.id, list(one.agencies), one.heading, list(one.items), one.locator)
        for one in read.responsibilities
    ] == [(one.id, one.agencies, one.heading, one.items, one.locator) for one in read_responsibilities()]
    assert read.problems == ()


def test_a_target_without_a_year_or_with_two_shares_is_named() -> None:
    read = prose(
        "II. CHỈ TIÊU\n- Có 80% người dân biết dùng mạng.\n\n"
        "- Năm 2026: 50% đạt mức một, 20% đạt mức hai.\n\n"
        "- Đến năm 2027, có 90% công nhân được học."
    )
    assert [(one.id, one.percent, one.measure) for one in read.targets] == [("2027.1", 90.0, "Được học.")]
    assert [problem.partition("«")[2][:6] for problem in read.problems] == ["Có 80%", "Năm 20"]


def test_a_group_nobody_knows_is_called_another() -> None:
    read = prose("II. CHỈ TIÊU\n- Đến năm 2027, có 90% thôn, bản có mạng.")
    assert (read.targets[0].group, read.targets[0].group_name) == ("khac", "Thôn, bản")


def test_a_heading_that_names_no_body_is_kept_and_told() -> None:
    read = prose("V. TỔ CHỨC THỰC HIỆN\n1. Chế độ báo cáo\n- Báo cáo trước ngày 20.")
    assert read.responsibilities[0].agencies == ("Chế độ báo cáo",)
    assert read.problems == ("Phần V.1: không tách được tên cơ quan trong «Chế độ báo cáo».",)


def test_other_parts_hold_neither() -> None:
    read = prose("III. NHIỆM VỤ\n1. Dạy học\n- Dạy cho 80% người dân năm 2026.")
    assert (read.targets, read.responsibilities) == ((), ())
