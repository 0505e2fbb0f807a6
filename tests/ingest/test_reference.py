"""Shipped facts and terms become documents whose passages say where they stand."""

from datetime import date

from ingest.reference import facts_document, terms_document
from knowledge.facts import Fact, read_facts
from knowledge.passage import PassageKind


def fact(name: str, value: str | None = "113") -> Fact:
    return Fact(
        id=name,
        name=f"Số của {name}",
        value=value,
        kind="hotline",
        purpose="Gọi khi cần.",
        source="x",
        confidence="H",
        verified_on=date(2026, 11, 22),
        review_by=date(2027, 2, 22),
        questions=["Gọi số nào?"],
    )


def test_every_fact_is_a_passage_with_its_questions() -> None:
    contents = facts_document([fact("cong_an"), fact("cap_cuu", None)])
    first, second = contents.passages
    assert (first.kind, first.ref, first.locator) == (PassageKind.FACT, "cong_an", "Mục “Số của cong_an”")
    assert (first.text, first.questions) == (fact("cong_an").sentence, ("Gọi số nào?",))
    assert "Chưa xác nhận được" in second.text


def test_a_changed_fact_changes_the_document_and_the_same_ones_do_not() -> None:
    same = facts_document([fact("cong_an")]).document
    assert same == facts_document([fact("cong_an")]).document
    assert same.digest != facts_document([fact("cong_an", "114")]).document.digest


def test_every_shipped_fact_is_in_the_document() -> None:
    facts = read_facts()
    assert [passage.ref for passage in facts_document(facts).passages] == [one.id for one in facts]


def test_every_shipped_term_is_found_by_asking_what_it_is_and_names_its_source() -> None:
    passages = terms_document().passages
    assert passages
    assert len({passage.ref for passage in passages}) == len(passages)
    for passage in passages:
        assert passage.kind == PassageKind.TERM
        assert f"{passage.heading} là gì" in passage.questions
        assert passage.text.splitlines()[-1].startswith("Theo: ")
