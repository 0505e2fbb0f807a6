"""Lesson files → documents; names the file and the field that is wrong."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.passages import PassageMaker, Record
from knowledge.content_files import CONTENT, checked, parse_yaml
from knowledge.errors import ContentError
from knowledge.passage import Document, Passage, PassageKind, digest
from knowledge.store import Contents

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_REFERENCE = re.compile(r"\{\{fact\.(\w+)\}\}")
_ORDER = {"a": 1, "b": 2, "c": 3, "d": 4, "đ": 5, "e": 6, "g": 7}

STEPS, CAUTIONS, EASY, PRACTICE = "Các bước", "Lưu ý", "Dễ đọc", "Thực hành"


class Source(BaseModel):
    """Where a lesson's facts come from."""

    model_config = ConfigDict(extra="forbid")
    title: str
    number: str | None = None
    note: str | None = None

    def __str__(self) -> str:
        return f"{self.title} {self.number}" if self.number else self.title


class Lesson(BaseModel):
    """A lesson's front matter."""

    model_config = ConfigDict(extra="forbid")
    id: Annotated[str, Field(pattern=r"^(CD|TB|DL|GT|ND|AT|GQ)-\d{2}$")]
    title: str
    skill: Literal["a", "b", "c", "d", "đ", "e", "g"]
    level: Literal["N0", "N1", "N2", "N3"]
    outcome: str
    audience: Annotated[list[str], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=3, le=10)]
    prerequisites: list[str]
    competences: list[str]
    basic_skills: list[Annotated[int, Field(ge=1, le=5)]]
    answer: str
    questions: Annotated[list[str], Field(min_length=6)]
    sources: Annotated[list[Source], Field(min_length=1)]
    verified_on: date


def read_lessons(facts: Mapping[str, str], folder: Path = CONTENT / "lessons") -> list[Contents]:
    """Every lesson file of a folder as a document; `facts` fills the `{{fact.id}}` references."""
    paths = sorted(path for path in folder.glob("*.md") if "-" in path.stem)
    lessons = [read_lesson(path, facts) for path in paths]
    known = {contents.document.id for contents in lessons}
    for contents in lessons:
        for needed in contents.document.meta["prerequisites"]:
            if needed not in known:
                raise _wrong(f"lessons/{contents.document.id}.md", "prerequisites", f"không có bài {needed}")
    return lessons


def read_lesson(path: Path, facts: Mapping[str, str]) -> Contents:
    """One lesson file. Raises ContentError naming file and field."""
    name = f"lessons/{path.name}"
    text = path.read_text(encoding="utf-8")
    parts = _FRONT_MATTER.match(text)
    if parts is None:
        raise _wrong(name, "---", "thiếu phần mở đầu YAML")
    lesson = checked(Lesson, parse_yaml(parts[1], name), name)
    if lesson.id != path.stem:
        raise _wrong(name, "id", f"đang là {lesson.id}, phải trùng tên tệp")
    sections = {title: _filled(body, facts, name) for title, body in _sections(parts[2]).items()}
    for needed in (STEPS, CAUTIONS):
        if not sections.get(needed):
            raise _wrong(name, f"## {needed}", "thiếu mục này")
    answer = _filled(lesson.answer, facts, name)
    return Contents(_document(lesson, sections, text, facts), tuple(_passages(lesson, answer, sections)))


def _sections(body: str) -> dict[str, str]:
    pieces = _SECTION.split(body)
    return {title.strip(): text.strip() for title, text in zip(pieces[1::2], pieces[2::2], strict=True)}


def _passages(lesson: Lesson, answer: str, sections: Mapping[str, str]) -> list[Passage]:
    maker, place = PassageMaker(lesson.id), f"Bài {lesson.id}"
    return [
        maker.make(
            f"{place}, tóm tắt",
            lesson.title,
            answer,
            Record(PassageKind.LESSON_ANSWER, lesson.id),
            questions=lesson.questions,
        ),
        maker.make(
            f"{place}, các bước", lesson.title, sections[STEPS], Record(PassageKind.LESSON_STEPS, lesson.id)
        ),
        maker.make(
            f"{place}, lưu ý",
            lesson.title,
            sections[CAUTIONS],
            Record(PassageKind.LESSON_CAUTIONS, lesson.id),
        ),
    ]


def _document(lesson: Lesson, sections: Mapping[str, str], text: str, facts: Mapping[str, str]) -> Document:
    return Document(
        id=lesson.id,
        kind="lesson",
        title=f"Bài {lesson.id}: {lesson.title}",
        origin=f"content:lessons/{lesson.id}",
        digest=digest([text, {name: facts[name] for name in sorted(set(_REFERENCE.findall(text)))}]),
        media_type="text/markdown",
        meta={
            "name": lesson.title,
            "skill": lesson.skill,
            "skill_order": _ORDER[lesson.skill],
            "level": lesson.level,
            "outcome": lesson.outcome,
            "audience": lesson.audience,
            "minutes": lesson.minutes,
            "prerequisites": lesson.prerequisites,
            "competences": lesson.competences,
            "basic_skills": lesson.basic_skills,
            "sources": [str(source) for source in lesson.sources],
            "verified_on": lesson.verified_on.isoformat(),
            "easy": sections.get(EASY, ""),
            "practice": sections.get(PRACTICE, ""),
        },
    )


def _filled(text: str, facts: Mapping[str, str], name: str) -> str:
    """The text with every `{{fact.id}}` replaced by the fact's value."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in facts:
            raise _wrong(name, match[0], "không có dữ kiện này trong services/facts.yaml")
        return facts[match[1]]

    return _REFERENCE.sub(value, text).strip()


def _wrong(name: str, field: str, what: str) -> ContentError:
    return ContentError(
        f"Tệp nội dung {name}, trường «{field}» sai: {what}.", "Hãy sửa trường đó rồi chạy lại."
    )
