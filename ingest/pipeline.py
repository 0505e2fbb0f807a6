"""Documents → knowledge: read, split, compare, publish; the report is a sentence."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.agencies import agencies_document
from ingest.agency_lists import AgencyLists, agency_lists
from ingest.bounded import read_bounded
from ingest.lessons import read_lessons
from ingest.plan_comparison import home_register
from ingest.plan_document import PlanReport, read_contents
from ingest.reference import facts_document, terms_document
from ingest.register import read_register
from knowledge.content_files import CONTENT
from knowledge.errors import DocumentError, EmptyDocument, MissingDocument
from knowledge.facts import read_facts
from knowledge.library import Library
from knowledge.passage import Document
from knowledge.publish import Changes, Progress, silent
from knowledge.settings import Settings
from knowledge.store import Contents
from knowledge.vietnamese import fold

ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".pptx", ".xlsx")
_SHIPPED_MARK = "shipped-content"


@dataclass(frozen=True)
class Report:
    """What an ingest did, which files it could not read and why, and how the plans among them read."""

    changes: Changes
    refused: tuple[tuple[Path, DocumentError], ...] = ()
    plans: tuple[PlanReport, ...] = ()

    def __str__(self) -> str:
        done = self.changes
        sentence = (
            f"{done.documents_added} tài liệu thêm mới, {done.documents_updated} cập nhật, "
            f"{done.documents_unchanged} không đổi, {done.documents_removed} gỡ bỏ; "
            f"đoạn: {done.passages_added} thêm, {done.passages_unchanged} giữ nguyên, "
            f"{done.passages_removed} bỏ."
        )
        return sentence if not self.refused else f"{sentence} {len(self.refused)} tệp không đọc được."


def ingest_paths(library: Library, paths: Sequence[Path], progress: Progress = silent) -> Report:
    """Read files and folders and make them the truth; unreadable files are named, the others go in.

    Raises MissingDocument for a path that does not exist, and what publishing raises.
    """
    files = list(dict.fromkeys(_files(paths)))
    agencies = agency_lists(library.lexicon.agencies)
    incoming: list[Contents] = []
    plans: list[PlanReport] = []
    refused: list[tuple[Path, DocumentError]] = []
    for number, path in enumerate(files, start=1):
        try:
            contents, plan = read_document(path, library.settings, agencies)
            incoming.append(contents)
            plans += [plan] if plan else []
        except DocumentError as error:
            refused.append((path, error))
        progress("Đọc tài liệu", number, len(files))
    distinct, copies = _without_copies(incoming, library.store.documents())
    changes = library.publisher.publish(distinct, copies, progress)
    return Report(changes, tuple(refused), tuple(plans))


def read_document(
    path: Path, settings: Settings, agencies: AgencyLists
) -> tuple[Contents, PlanReport | None]:
    """One file as a document with its passages and, if it is a plan, its rows. Raises DocumentError."""
    raw = read_bounded(path, settings)
    first = next((" ".join(block.text.split()) for block in raw.blocks if block.text.strip()), path.stem)
    document = Document(
        id=_document_id(path),
        kind="file",
        title=raw.title or (first if len(first) <= 150 else path.stem),
        origin=str(path.resolve()),
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        media_type=raw.media_type,
    )
    contents, plan = read_contents(document, raw.blocks, agencies, home_register())
    if not contents.passages:
        raise EmptyDocument(f"Tệp {path.name} không có nội dung chữ nào.", "Hãy kiểm tra lại tệp.")
    return contents, plan


def _without_copies(
    incoming: Sequence[Contents], stored: Iterable[Document]
) -> tuple[list[Contents], list[str]]:
    """One document for each content, and the ids of its copies; what is stored already comes first."""
    known = {document.id: document.digest for document in stored}
    arriving = {one.document.id: one for one in incoming}
    held = {digest for name, digest in known.items() if name not in arriving}
    distinct: list[Contents] = []
    copies: list[str] = []
    for name, one in sorted(arriving.items(), key=lambda item: known.get(item[0]) != item[1].document.digest):
        if one.document.digest in held:
            copies.append(name)
        else:
            held.add(one.document.digest)
            distinct.append(one)
    return distinct, copies


def ingest_shipped(library: Library, progress: Progress = silent) -> Report:
    """Make the shipped content the truth: the plan's register, lessons, terms and facts."""
    facts = read_facts()
    values = {fact.id: fact.value for fact in facts if fact.value}
    incoming = [
        read_register(),
        agencies_document(),
        facts_document(facts),
        terms_document(),
        *read_lessons(values),
    ]
    present = {contents.document.id for contents in incoming}
    gone = [
        document.id
        for document in library.store.documents()
        if document.origin.startswith("content:") and document.id not in present
    ]
    changes = library.publisher.publish(incoming, gone, progress)
    library.store.set_mark(_SHIPPED_MARK, _shipped_digest())
    return Report(changes)


def ensure_shipped(library: Library, progress: Progress = silent) -> Report | None:
    """Ingest the shipped content unless exactly this content is in already."""
    if library.store.mark(_SHIPPED_MARK) == _shipped_digest() and library.publisher.is_current():
        return None
    return ingest_shipped(library, progress)


def _shipped_digest() -> str:
    """What the shipped content is now: its files and the code that reads them."""
    total = hashlib.sha256()
    for path in sorted(
        [*CONTENT.rglob("*.yaml"), *CONTENT.rglob("*.md"), *Path(__file__).parent.glob("*.py")]
    ):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if not path.exists():
            raise MissingDocument(f"Không thấy tệp hoặc thư mục {path}.", "Hãy kiểm tra lại đường dẫn.")
        if path.is_dir():
            yield from sorted(
                child for child in path.rglob("*") if child.is_file() and child.suffix.lower() in ENDINGS
            )
        else:
            yield path


def _document_id(path: Path) -> str:
    """A name for people, and a few letters of the path so that two folders may hold the same name."""
    origin = path.resolve()
    slug = re.sub(r"[^a-z0-9]+", "-", fold(origin.stem)).strip("-")[:40]
    return f"{slug}-{hashlib.sha256(str(origin).encode()).hexdigest()[:8]}"
