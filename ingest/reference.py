"""Shipped terms and facts → documents."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from ingest.lessons import Source
from ingest.passages import PassageMaker, Record
from knowledge.content_files import checked, read_yaml
from knowledge.facts import Fact
from knowledge.passage import Document, Passage, PassageKind, digest
from knowledge.store import Contents


class Term(BaseModel):
    """A word people ask about."""

    model_config = ConfigDict(extra="forbid")
    id: str
    term: str
    aliases: list[str] = []
    definition: str
    example: str | None = None
    source: Source
    related_lessons: list[str] = []
    verified_on: date


class _Terms(BaseModel):
    terms: list[Term]


def facts_document(facts: Sequence[Fact]) -> Contents:
    """The facts as a document."""
    maker = PassageMaker("danh-ba")
    passages = tuple(_fact_passage(maker, fact) for fact in facts)
    title = "Số điện thoại, địa chỉ và con số cần nhớ"
    return Contents(_reference("danh-ba", title, "content:services/facts", passages), passages)


def terms_document() -> Contents:
    """The terms as a document."""
    terms = checked(_Terms, read_yaml("lexicon/terms.yaml"), "lexicon/terms.yaml").terms
    maker = PassageMaker("thuat-ngu")
    passages = tuple(_term_passage(maker, term) for term in terms)
    return Contents(
        _reference("thuat-ngu", "Bảng giải thích từ ngữ số", "content:lexicon/terms", passages), passages
    )


def _fact_passage(maker: PassageMaker, fact: Fact) -> Passage:
    return maker.make(
        f"Mục “{fact.name}”",
        fact.name,
        fact.sentence,
        Record(PassageKind.FACT, fact.id),
        questions=fact.questions,
    )


def _term_passage(maker: PassageMaker, term: Term) -> Passage:
    text = " ".join(piece for piece in (term.definition, term.example) if piece)
    return maker.make(
        f"Mục “{term.term}”",
        term.term,
        f"{text}\nTheo: {term.source}.",
        Record(PassageKind.TERM, term.id),
        questions=[f"{name} là gì" for name in (term.term, *term.aliases)],
    )


def _reference(name: str, title: str, origin: str, passages: tuple[Passage, ...]) -> Document:
    ids = [passage.id for passage in passages]
    return Document(name, "reference", title, origin, digest(ids), media_type="application/yaml")
