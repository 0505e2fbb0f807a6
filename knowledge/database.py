"""The truth: SQLAlchemy tables, the engine, and bringing a database to today's schema."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    DateTime,
    Engine,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from knowledge.errors import NewerDatabase, StorageError, StorageFull

SCHEMA = "0002"
"""The migration this code is written for; a test holds it to the newest one."""


class Table(DeclarativeBase):
    """What every table of ours shares: constraint names that migrations can rely on."""

    type_annotation_map: ClassVar = {datetime: DateTime(timezone=True)}
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class DocumentRow(Table):
    """A source: its identity is `origin`, its state is `digest`."""

    __tablename__ = "documents"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(String(64))
    url: Mapped[str | None] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(Text, unique=True)
    media_type: Mapped[str] = mapped_column(String(128))
    digest: Mapped[str] = mapped_column(String(64))
    meta: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime]


class PassageRow(Table):
    """A citable piece of a document; its id is the digest of its content."""

    __tablename__ = "passages"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(32))
    ref: Mapped[str] = mapped_column(String(64), index=True)
    locator: Mapped[str] = mapped_column(Text)
    heading: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    questions: Mapped[list[str]] = mapped_column(JSON)
    sentences: Mapped[list[list[int]]] = mapped_column(JSON)


class EntryRow(Table):
    """One text by which a passage is found, with its vector and the model that made it."""

    __tablename__ = "entries"
    id: Mapped[str] = mapped_column(String(48), primary_key=True)
    passage_id: Mapped[str] = mapped_column(ForeignKey("passages.id", ondelete="CASCADE"), index=True)
    field: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    embedding: Mapped[bytes]
    model: Mapped[str] = mapped_column(String(128))


class DutyRow(Table):
    """A row of a plan's appendix: who leads, who helps, what comes of it, by when."""

    __tablename__ = "plan_duties"
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    position: Mapped[int]
    group_id: Mapped[str] = mapped_column(String(16))
    group_heading: Mapped[str] = mapped_column(Text)
    section: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    lead: Mapped[list[str]] = mapped_column(JSON)
    coordinating: Mapped[list[str]] = mapped_column(JSON)
    result: Mapped[str | None] = mapped_column(Text)
    timeline: Mapped[str] = mapped_column(Text)
    due_from: Mapped[date | None]
    due_to: Mapped[date | None]
    recurring: Mapped[bool]
    passage_id: Mapped[str] = mapped_column(String(32))


class TargetRow(Table):
    """A figure the plan wants to reach in a year, for a group of people."""

    __tablename__ = "plan_targets"
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    year: Mapped[int]
    percent: Mapped[float]
    group: Mapped[str] = mapped_column(String(64))
    group_name: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(Text)
    passage_id: Mapped[str] = mapped_column(String(32))


class ProgressRow(Table):
    """One report on a duty or a target, appended; it names its plan but hangs on no document."""

    __tablename__ = "progress"
    __table_args__ = (Index("ix_progress_plan_id_duty_id", "plan_id", "duty_id"),)
    number: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[str] = mapped_column(String(64))
    duty_id: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    figure: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(Text)
    reported_on: Mapped[date]
    by: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime]


class IndexVersionRow(Table):
    """One build of the search index; exactly one is active."""

    __tablename__ = "index_versions"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    entries: Mapped[int]
    checksum: Mapped[str] = mapped_column(String(64))
    model: Mapped[str] = mapped_column(String(128))
    created_at: Mapped[datetime]


class MarkRow(Table):
    """A small fact the program remembers about its own state."""

    __tablename__ = "marks"
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


def open_database(url: str) -> Engine:
    """Open the database and bring its schema up to date. Raises StorageError and its kinds."""
    with storage_faults():
        if url.startswith("sqlite:///"):
            Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
        engine = _engine(url)
        _bring_up_to_date(engine)
    return engine


def _engine(url: str) -> Engine:
    try:
        engine = create_engine(url, connect_args={"timeout": 30} if url.startswith("sqlite") else {})
    except (ArgumentError, ImportError, ValueError) as error:  # no URL, no such driver, no number for a port
        raise StorageError(
            f"Địa chỉ kho dữ liệu không dùng được ({error}).",
            "Hãy sửa thiết lập BDHVS_DATABASE_URL, thí dụ postgresql+psycopg://tên:mật-khẩu@máy/kho.",
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


@contextmanager
def storage_faults() -> Iterator[None]:
    """Turn the driver's faults into errors a person understands."""
    try:
        yield
    except (DataError, IntegrityError, ProgrammingError):
        raise  # a mistake of ours: whoever met it must not be told to delete the data
    except (DatabaseError, OSError) as error:
        reason = str(getattr(error, "orig", error))
        if "disk is full" in reason or getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            raise storage_full() from error
        if isinstance(error, OperationalError | OSError):
            raise StorageError(
                f"Không mở được hoặc không ghi được kho dữ liệu ({reason}).",
                "Hãy kiểm tra đường dẫn, quyền ghi và thiết lập BDHVS_DATABASE_URL, BDHVS_DATA_DIR.",
            ) from error
        raise StorageError(
            f"Kho dữ liệu bị hỏng hoặc không phải của trợ lý ({reason}).",
            "Hãy khôi phục từ bản sao lưu, hoặc xóa tệp dữ liệu rồi chạy lại để dựng mới.",
        ) from error


def storage_full() -> StorageFull:
    """What to say when there is no room left."""
    return StorageFull(
        "Ổ đĩa đã đầy nên chưa ghi được gì; dữ liệu cũ vẫn còn nguyên.",
        "Hãy giải phóng chỗ trống rồi chạy lại.",
    )


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """WAL lets readers go on while one writes; foreign keys are off in SQLite unless asked for."""
    for pragma in ("journal_mode=WAL", "busy_timeout=30000", "foreign_keys=ON", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _bring_up_to_date(engine: Engine) -> None:
    """Run the migrations when the stored schema is not today's; refuse one we do not know."""
    stored = _stored_schema(engine)
    if stored == SCHEMA:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if stored is not None and stored not in known:
        raise NewerDatabase(
            f"Kho dữ liệu được ghi bởi phiên bản mới hơn (lược đồ {stored}; "
            f"chương trình này biết đến {SCHEMA}).",
            "Hãy cập nhật chương trình, hoặc trỏ BDHVS_DATA_DIR sang thư mục khác.",
        )
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            # Left alone, SQLite's driver makes each CREATE true by itself: a kill in between would leave
            # half a schema, and two processes that open a new database would trip over each other.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _stored_schema(engine: Engine) -> str | None:
    """The revision written in the database, or None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
