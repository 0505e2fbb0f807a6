"""Every store, ready: opened in one place, closed in one place."""

import re
import threading
from collections.abc import Mapping
from types import TracebackType

from sqlalchemy import Engine

from knowledge.database import open_database
from knowledge.embedding import Embedder, open_embedder
from knowledge.errors import QueryError, StorageError
from knowledge.index import OpenIndex
from knowledge.lexicon import Lexicon, read_lexicon
from knowledge.nearest import nearest
from knowledge.passage import Document
from knowledge.plan import PlanRows
from knowledge.progress import ProgressBook
from knowledge.publish import Publisher, active_version
from knowledge.search import Search
from knowledge.settings import Settings
from knowledge.store import Store
from knowledge.vietnamese import segmenter

HOME_PLAN = "content:plan"
"""The origin of the plan whose register is shipped: questions that name no other plan mean this one."""


class Library:
    """The stores and the search over them; use it as a context manager."""

    def __init__(self, settings: Settings, engine: Engine, embedder: Embedder, lexicon: Lexicon) -> None:
        self.settings = settings
        self.engine = engine
        self.embedder = embedder
        self.lexicon = lexicon
        self.store = Store(engine)
        self.progress = ProgressBook(engine)
        self.publisher = Publisher(engine, settings.index_dir, embedder)
        self.search = Search(self.index, self.store, embedder, lexicon, settings)
        self._open: OpenIndex | None = None
        self._former: OpenIndex | None = None
        self._plans: tuple[str, dict[str | None, PlanRows]] = ("", {})
        self._others: tuple[str, Mapping[str, str | None]] = ("", {})
        self._opening = threading.Lock()

    def index(self) -> OpenIndex:
        """The active index; reopened when another version was made active. Raises StorageError if none is."""
        version = active_version(self.engine)
        if version is None:
            raise StorageError("Chưa có chỉ mục nào.", "Hãy chạy `bdhvs ingest` trước.")
        with self._opening:
            if self._open is None or self._open.version.id != version.id:
                now = OpenIndex(version, self.settings.index_dir, self.store, self.embedder.dimensions)
                # Questions amid their answer still use the version before; nobody uses the one before that.
                outlived, self._former, self._open = self._former, self._open, now
                if outlived:
                    outlived.close()
            return self._open

    def plan(self, document_id: str | None = None) -> PlanRows:
        """Every duty and target of one plan, the home plan unless another's document is named.

        An unknown document has no rows. Read again when another version was made active.
        """
        version = self.index().version.id
        if (plans := self._plans)[0] != version:
            plans = self._plans = (version, {})
        known = plans[1]
        if document_id not in known:
            known[document_id] = self._rows(document_id)
        return known[document_id]

    def other_plans(self) -> Mapping[str, str | None]:
        """The documents of other provinces' plans, with the province's name where it is known."""
        version = self.index().version.id
        if self._others[0] != version:
            others = {one.id: _province(one) for one in self.plans() if one.origin != HOME_PLAN}
            self._others = (version, others)
        return self._others[1]

    def named_plan(self, typed: str | None) -> PlanRows:
        """The rows of the plan whose document was typed, or of the home plan. Raises QueryError."""
        known = {document.id: document.id for document in self.plans()}
        if typed is None or typed.strip() in known:
            return self.plan(typed and typed.strip())
        raise QueryError(f"Không có kế hoạch «{typed}» trong kho.", nearest(typed, known))

    def plans(self) -> list[Document]:
        """The documents that have duties, the home plan first."""
        holders = self.store.duty_holders()
        documents = [one for one in self.store.documents() if one.id in holders]
        return sorted(documents, key=lambda one: one.origin != HOME_PLAN)

    def _rows(self, document_id: str | None) -> PlanRows:
        home = document_id or self.store.document_id(HOME_PLAN)
        if home is None:
            return PlanRows((), ())
        return PlanRows(tuple(self.store.duties(home)), tuple(self.store.targets(home)))

    def close(self) -> None:
        """Let go of every file."""
        with self._opening:
            for index in (self._former, self._open):
                if index:
                    index.close()
            self._former = self._open = None
        self.engine.dispose()

    def __enter__(self) -> "Library":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _province(plan: Document) -> str | None:
    """The province a plan is of: as its text says it most often, or as its title does."""
    titled = _OF_PROVINCE.search(plan.title)
    return plan.meta.get("province") or (titled[1] if titled else None)


_OF_PROVINCE = re.compile(r"tỉnh ([A-ZĐÀ-Ỹ]\w+(?: [A-ZĐÀ-Ỹ]\w+){0,3})")


def open_library(settings: Settings) -> Library:
    """Open every store named by the settings. Raises SettingsError, ContentError or StorageError."""
    lexicon = read_lexicon()
    segment = segmenter(lexicon.terms) if settings.embedding_segmented else None
    embedder = open_embedder(settings, segment)
    return Library(settings, open_database(settings.database), embedder, lexicon)
