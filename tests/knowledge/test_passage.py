"""A passage is known by what it says; a search entry knows its passage."""

from dataclasses import replace
from typing import Any

import pytest

from knowledge.passage import Document, Field, Passage, PassageKind, digest, entries_of, split_entry_id

PASSAGE = Passage(
    document_id="ke-hoach",
    kind=PassageKind.SECTION,
    locator="Phần III.4",
    heading="Nền tảng số",
    text="Dùng nền tảng học trực tuyến. Ai cũng học được.",
    ref="",
    questions=("Học ở đâu?", "hoc o dau"),
    sentences=((0, 29), (30, 47)),
)


def test_the_same_content_has_the_same_id_in_every_process_and_release() -> None:
    assert PASSAGE.id == "b71efffb7ceb2f9e4799206f9cbb271a"


@pytest.mark.parametrize(
    "change",
    [
        {"document_id": "khac"},
        {"kind": PassageKind.FACT},
        {"locator": "Phần III.5"},
        {"heading": "Nền tảng"},
        {"text": "Dùng nền tảng học trực tuyến."},
        {"ref": "4.4"},
        {"sentences": ((0, 47),)},
        {"questions": ("Học ở đâu?",)},
        {"questions": ("hoc o dau", "Học ở đâu?")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_changes_gives_another_id(change: dict[str, Any]) -> None:
    assert replace(PASSAGE, **change).id != PASSAGE.id


def test_statements_are_verbatim_pieces_of_the_text() -> None:
    assert PASSAGE.statements() == ["Dùng nền tảng học trực tuyến.", "Ai cũng học được."]


def test_a_text_without_marked_sentences_is_one_statement() -> None:
    assert replace(PASSAGE, sentences=()).statements() == [PASSAGE.text]


def test_a_passage_is_found_by_title_body_and_each_question() -> None:
    assert [(entry.field, entry.text) for entry in entries_of(PASSAGE)] == [
        (Field.TITLE, "Nền tảng số"),
        (Field.BODY, "Nền tảng số\nDùng nền tảng học trực tuyến. Ai cũng học được."),
        (Field.QUESTION, "Học ở đâu?"),
        (Field.QUESTION, "hoc o dau"),
    ]


def test_an_empty_title_is_no_entry() -> None:
    assert [entry.field for entry in entries_of(replace(PASSAGE, heading="", questions=()))] == [Field.BODY]


def test_an_entrys_id_tells_its_passage_and_field_and_is_its_own() -> None:
    entries = entries_of(PASSAGE)
    assert [split_entry_id(entry.id) for entry in entries] == [
        (entry.passage_id, entry.field) for entry in entries
    ]
    assert {entry.passage_id for entry in entries} == {PASSAGE.id}
    assert len({entry.id for entry in entries}) == len(entries)


def test_a_document_is_named_by_title_and_number() -> None:
    plain = Document("d", "file", "Kế hoạch", "/d.txt", "0")
    assert [plain.name, replace(plain, number="213-KH/TU").name] == ["Kế hoạch", "Kế hoạch (213-KH/TU)"]


def test_a_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest({"a": 1, "b": "số"}) == digest({"b": "số", "a": 1}) != digest({"a": 1, "b": "so"})
