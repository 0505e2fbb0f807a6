"""A lesson file becomes a document; a wrong one is told by file and field."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.lessons import read_lesson, read_lessons
from knowledge.content_files import CONTENT
from knowledge.errors import ContentError
from knowledge.facts import read_facts
from knowledge.passage import PassageKind

FACTS = {"police_hotline": "113"}
LESSON = """---
id: AT-01
title: Mật khẩu mạnh
skill: e
level: N1
outcome: Bác đặt được một mật khẩu mạnh.
audience: [nguoi_dan]
minutes: 5
prerequisites: []
competences: ["4.2"]
basic_skills: [4]
answer: Mật khẩu mạnh dài ít nhất mười ký tự. Bị lừa thì gọi {{fact.police_hotline}}.
questions: [một, hai, ba, bốn, năm, sáu]
sources:
  - title: Nghị định
    number: 224/2026/NĐ-CP
  - title: Kế hoạch
verified_on: 2026-11-22
---
## Các bước
1. Bác mở phần cài đặt.
2. Bác đặt mật khẩu.
## Lưu ý
- Đừng đưa mật khẩu cho ai, kể cả người tự xưng gọi từ {{fact.police_hotline}}.
## Dễ đọc
Mật khẩu là chìa khóa.
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write the lesson with some text replaced."""

    def written(old: str = "", new: str = "", name: str = "AT-01.md") -> Path:
        assert old in LESSON
        path = tmp_path / name
        path.write_text(LESSON.replace(old, new, 1) if old else LESSON, encoding="utf-8")
        return path

    return written


def test_a_lesson_becomes_an_answer_its_steps_and_its_cautions(write: Callable[..., Path]) -> None:
    contents = read_lesson(write(), FACTS)
    assert [(one.kind, one.locator, one.heading, one.text, one.ref) for one in contents.passages] == [
        (
            PassageKind.LESSON_ANSWER,
            "Bài AT-01, tóm tắt",
            "Mật khẩu mạnh",
            "Mật khẩu mạnh dài ít nhất mười ký tự. Bị lừa thì gọi 113.",
            "AT-01",
        ),
        (
            PassageKind.LESSON_STEPS,
            "Bài AT-01, các bước",
            "Mật khẩu mạnh",
            "1. Bác mở phần cài đặt.\n2. Bác đặt mật khẩu.",
            "AT-01",
        ),
        (
            PassageKind.LESSON_CAUTIONS,
            "Bài AT-01, lưu ý",
            "Mật khẩu mạnh",
            "- Đừng đưa mật khẩu cho ai, kể cả người tự xưng gọi từ 113.",
            "AT-01",
        ),
    ]
    assert contents.passages[0].questions == ("một", "hai", "ba", "bốn", "năm", "sáu")


def test_a_lessons_document_holds_what_a_learner_sees(write: Callable[..., Path]) -> None:
    document = read_lesson(write(), FACTS).document
    assert (document.id, document.kind, document.title) == ("AT-01", "lesson", "Bài AT-01: Mật khẩu mạnh")
    assert document.origin == "content:lessons/AT-01"
    assert {
        name: document.meta[name] for name in ("skill", "level", "minutes", "sources", "easy", "practice")
    } == {
        "skill": "e",
        "level": "N1",
        "minutes": 5,
        "sources": ["Nghị định 224/2026/NĐ-CP", "Kế hoạch"],
        "easy": "Mật khẩu là chìa khóa.",
        "practice": "",
    }


def test_a_lesson_changes_with_the_facts_it_names_and_with_no_other(write: Callable[..., Path]) -> None:
    digests = [
        read_lesson(write(), facts).document.digest
        for facts in (FACTS, {**FACTS, "khac": "1"}, {"police_hotline": "114"})
    ]
    assert digests[0] == digests[1] != digests[2]


def test_line_ends_of_windows_change_nothing(write: Callable[..., Path]) -> None:
    path = write()
    expected = read_lesson(path, FACTS)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_lesson(path, FACTS) == expected


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("id: AT-01", "id: XX-01", "id"),
        ("id: AT-01", "id: AT-02", "id"),
        ("title: Mật khẩu mạnh\n", "", "title"),
        ("skill: e", "skill: h", "skill"),
        ("level: N1", "level: N4", "level"),
        ("outcome: Bác đặt được một mật khẩu mạnh.", "outcome: [1]", "outcome"),
        ("audience: [nguoi_dan]", "audience: []", "audience"),
        ("minutes: 5", "minutes: 30", "minutes"),
        ("minutes: 5", "minutes: năm", "minutes"),
        ("prerequisites: []", "prerequisites: AT-02", "prerequisites"),
        ('competences: ["4.2"]', "competences: [4.2]", "competences.0"),
        ("basic_skills: [4]", "basic_skills: [6]", "basic_skills.0"),
        ("questions: [một, hai, ba, bốn, năm, sáu]", "questions: [một]", "questions"),
        ("    number: 224/2026/NĐ-CP", "    so: 224", "sources.0.so"),
        ("verified_on: 2026-11-22", "verified_on: hôm nay", "verified_on"),
        ("verified_on: 2026-11-22\n", "verified_on: 2026-11-22\nthua: 1\n", "thua"),
        ("## Các bước", "## Việc làm", "## Các bước"),
        ("## Lưu ý", "## Ghi nhớ", "## Lưu ý"),
        ("answer: Mật khẩu mạnh", "answer: '{{fact.khong_co}}' #", "{{fact.khong_co}}"),
        ("- Đừng", "- {{fact.khong_co}} Đừng", "{{fact.khong_co}}"),
        ("---\nid", "id", "---"),
    ],
)
def test_what_is_wrong_in_a_lesson_is_told_by_file_and_field(
    write: Callable[..., Path], old: str, new: str, field: str
) -> None:
    with pytest.raises(ContentError) as told:
        read_lesson(write(old, new), FACTS)
    assert told.value.what.startswith(f"Tệp nội dung lessons/AT-01.md, trường «{field}» sai: ")


@pytest.mark.parametrize(
    ("old", "new"), [("audience: [nguoi_dan]", "audience: [nguoi_dan"), ("2026-11-22", "2026-13-45")]
)
def test_broken_yaml_in_a_lesson_is_told_by_file(write: Callable[..., Path], old: str, new: str) -> None:
    with pytest.raises(ContentError, match=r"lessons/AT-01.md sai cú pháp YAML"):
        read_lesson(write(old, new), FACTS)


def test_a_prerequisite_that_is_no_lesson_is_told(write: Callable[..., Path], tmp_path: Path) -> None:
    write("prerequisites: []", "prerequisites: [CD-09]")
    with pytest.raises(
        ContentError, match=r"lessons/AT-01.md, trường «prerequisites» sai: không có bài CD-09"
    ):
        read_lessons(FACTS, tmp_path)


def test_only_lesson_files_of_a_folder_are_read(write: Callable[..., Path], tmp_path: Path) -> None:
    write()
    (tmp_path / "REVIEW.md").write_text("không phải bài học", encoding="utf-8")
    assert [contents.document.id for contents in read_lessons(FACTS, tmp_path)] == ["AT-01"]


def test_every_shipped_lesson_loads() -> None:
    values = {fact.id: fact.value for fact in read_facts() if fact.value}
    files = {path.stem for path in (CONTENT / "lessons").glob("*-*.md")}
    lessons = read_lessons(values)
    assert {contents.document.id for contents in lessons} == files != set()
    texts = "\n".join(passage.text for contents in lessons for passage in contents.passages)
    assert re.findall(r"\{\{.*?\}\}", texts) == []


def test_every_skill_group_has_a_shipped_lesson() -> None:
    values = {fact.id: fact.value for fact in read_facts() if fact.value}
    assert {contents.document.meta["skill"] for contents in read_lessons(values)} == set("abcdđeg")
