"""The register of agencies as passages: who carries a body's work now, since when, by which source."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.agencies import agencies_document
from knowledge import content_files
from knowledge.content_files import CONTENT, read_yaml
from knowledge.errors import ContentError
from knowledge.passage import Passage, PassageKind
from knowledge.vietnamese import normalise

FILE: dict[str, Any] = read_yaml("plan/agencies.yaml")
TITLES = {source["id"]: " ".join(source["title"].split()) for source in FILE["sources"]}
TOLD = [row for row in FILE["agencies"] if row.get("successor") or row.get("former_names")]


@pytest.fixture(scope="module")
def passages() -> dict[str, Passage]:
    """The passages by the id of their agency."""
    return {passage.ref: passage for passage in agencies_document().passages}


def test_every_body_that_has_changed_has_one_passage_and_no_other_body_has(
    passages: dict[str, Passage],
) -> None:
    assert list(passages) == [row["id"] for row in TOLD]
    assert {passage.kind for passage in passages.values()} == {PassageKind.AGENCY}


@pytest.mark.parametrize("row", TOLD, ids=lambda row: row["id"])
def test_a_passage_holds_the_successor_the_day_and_every_source(
    row: dict[str, Any], passages: dict[str, Passage]
) -> None:
    text = passages[row["id"]].text
    [*_, sources] = text.splitlines()

    assert passages[row["id"]].locator == normalise(f"Mục “{row['name']}”")
    if successor := row.get("successor"):
        said = f"Từ {successor['from']:%d/%m/%Y}, việc của {row['name']} do {successor['name']} làm."
        assert normalise(said) in text
        wanted = list(successor["sources"])
    else:
        wanted = []
    for former in row.get("former_names") or ():
        assert normalise(former) in text
    wanted += [FILE["former_source"]] if row.get("former_names") else []
    assert wanted
    assert sources.startswith("Nguồn: ")
    assert [one for one in wanted if normalise(TITLES[one]) not in sources] == []


def test_a_body_that_bodies_were_merged_into_names_them_and_their_source(
    passages: dict[str, Passage],
) -> None:
    lines = passages["so-noi-vu"].text.splitlines()

    assert lines[0] == (
        "Các cơ quan cũ đã nhập vào Sở Nội vụ đầu năm 2025: Sở Lao động - Thương binh và Xã hội."
    )
    assert lines[1] == "Từ 01/07/2025, việc của Sở Nội vụ do Sở Nội vụ tỉnh Tây Ninh làm."
    assert lines[2] == "Hợp nhất với sở cùng tên của tỉnh Tây Ninh khi nhập tỉnh."
    assert lines[3].startswith("Nguồn: Long An tinh gọn bộ máy còn 13 sở, ngành thuộc UBND tỉnh, 28/2/2025; ")


def test_a_collective_name_says_whom_it_covers_first(passages: dict[str, Passage]) -> None:
    assert passages["ubnd-cap-co-so"].text.splitlines()[0] == (
        "UBND xã, phường, thị trấn: mỗi nơi tự làm phần việc của mình."
    )


def test_a_source_that_is_named_twice_is_told_once(passages: dict[str, Passage]) -> None:
    for passage in passages.values():
        told = passage.text.splitlines()[-1].removeprefix("Nguồn: ").rstrip(".").split("; ")
        assert len(told) == len(set(told)), passage.ref


def test_the_same_register_makes_the_same_document() -> None:
    assert agencies_document() == agencies_document()


# What is wrong with the register


@pytest.fixture
def spoil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Put another word in the place of one, in a copy of the register."""

    def put(was: str, becomes: str) -> None:
        shutil.copytree(CONTENT / "plan", tmp_path / "plan")
        path = tmp_path / "plan" / "agencies.yaml"
        text = path.read_text(encoding="utf-8")
        assert was in text
        path.write_text(text.replace(was, becomes, 1), encoding="utf-8")
        monkeypatch.setattr(content_files, "CONTENT", tmp_path)

    return put


@pytest.mark.parametrize(
    ("was", "becomes", "row", "source"),
    [
        (
            "      sources:\n        - nq-202\n",
            "      sources:\n        - nq-999\n",
            "so-khoa-hoc-va-cong-nghe",
            "nq-999",
        ),
        (
            "former_source: so-long-an",
            "former_source: so-bac-ninh",
            "so-khoa-hoc-va-cong-nghe",
            "so-bac-ninh",
        ),
    ],
)
def test_a_source_that_nobody_knows_is_named_with_its_row(
    was: str, becomes: str, row: str, source: str, spoil: Callable[[str, str], None]
) -> None:
    spoil(was, becomes)

    with pytest.raises(ContentError, match=rf"plan/agencies\.yaml, «{row}»: không có nguồn «{source}»"):
        agencies_document()


@pytest.mark.parametrize(
    ("was", "becomes", "field"),
    [
        ("      from: 2025-07-01", "      from: tháng bảy", r"agencies\.0\.successor\.from"),
        ("      note: Hợp nhất", "      ghi chú: Hợp nhất", r"agencies\.0\.successor\.ghi chú"),
        ("    name: Sở Nội vụ\n", "", r"agencies\.2\.name"),
        ("former_source: so-long-an", "", "former_source"),
    ],
)
def test_a_field_that_does_not_fit_is_named(
    was: str, becomes: str, field: str, spoil: Callable[[str, str], None]
) -> None:
    spoil(was, becomes)

    with pytest.raises(ContentError, match=rf"plan/agencies\.yaml, trường «{field}"):
        agencies_document()
