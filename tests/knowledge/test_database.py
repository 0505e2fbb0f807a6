"""The database brings itself up to date, whoever opens it and whenever they are killed."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlalchemy.schema import CreateTable

from knowledge import database
from knowledge.database import SCHEMA, ProgressRow, Table, open_database, storage_faults
from knowledge.errors import NewerDatabase, StorageError, StorageFull


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'bdhvs.db'}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a new database in it."""
    folder = tmp_path_factory.mktemp("database")
    open_database(url(folder)).dispose()
    return folder


def test_the_schema_the_code_is_written_for_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_the_migrations_make_exactly_the_tables_of_the_models(folder: Path) -> None:
    with open_database(url(folder)).connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Table.metadata) == []
        assert context.get_current_revision() == SCHEMA


def test_a_database_of_the_first_schema_is_brought_up_to_date_with_all_it_holds(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    engine = create_engine(url(tmp_path))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            "INSERT INTO documents VALUES "
            "('kh', 'plan', 'Kế hoạch', NULL, NULL, 'content:plan', 'a/b', 'd', '{}', '2025-05-28')"
        )
    engine.dispose()

    with open_database(url(tmp_path)).connect() as connection:
        context = MigrationContext.configure(connection)
        assert (context.get_current_revision(), compare_metadata(context, Table.metadata)) == (SCHEMA, [])
        assert connection.execute(text("SELECT id, title FROM documents")).all() == [("kh", "Kế hoạch")]
        assert connection.execute(text("SELECT count(*) FROM progress")).scalar() == 0


def test_progress_hangs_on_no_document() -> None:
    assert not Table.metadata.tables["progress"].foreign_keys


def test_the_table_of_progress_has_sound_types_in_postgresql() -> None:
    told = str(CreateTable(ProgressRow.__table__).compile(dialect=postgresql.dialect()))  # type: ignore[arg-type]

    assert "number SERIAL NOT NULL" in told
    assert "recorded_at TIMESTAMP WITH TIME ZONE NOT NULL" in told
    assert "reported_on DATE NOT NULL" in told


def test_readers_go_on_while_one_writes_and_rows_cannot_lose_their_document(folder: Path) -> None:
    with open_database(url(folder)).connect() as connection:
        pragmas = ("journal_mode", "foreign_keys")
        assert [connection.execute(text(f"PRAGMA {name}")).scalar() for name in pragmas] == ["wal", 1]


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    open_database(url(tmp_path / "a" / "b")).dispose()
    assert (tmp_path / "a" / "b" / "bdhvs.db").is_file()


def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    open_database(url(tmp_path)).dispose()
    with sqlite3.connect(tmp_path / "bdhvs.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabase, match=rf"9999.*{SCHEMA}.*cập nhật chương trình"):
        open_database(url(tmp_path))
    with sqlite3.connect(tmp_path / "bdhvs.db") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    content = "Đây là thư, không phải kho dữ liệu. ".encode() * 100
    (tmp_path / "bdhvs.db").write_bytes(content)
    with pytest.raises(StorageError, match="không phải của trợ lý"):
        open_database(url(tmp_path))
    assert (tmp_path / "bdhvs.db").read_bytes() == content


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("x")
    with pytest.raises(StorageError, match="BDHVS_DATA_DIR"):
        open_database(url(tmp_path / "var"))


@pytest.mark.parametrize(
    "address",
    ["khong phai dia chi", "khongco://may/kho", "mysql+khongco://may/kho", "postgresql://may:abc/x"],
)
def test_an_address_that_is_none_names_its_setting(address: str) -> None:
    with pytest.raises(StorageError, match="BDHVS_DATABASE_URL"):
        open_database(address)


def test_a_database_server_that_does_not_answer_is_told() -> None:
    with pytest.raises(StorageError, match="BDHVS_DATABASE_URL"):
        open_database("postgresql+psycopg://127.0.0.1:1/bdhvs?connect_timeout=2")


_DIES_AMID_ITS_FIRST_MIGRATION = """
import os, sys
from sqlalchemy import Engine, event
from knowledge.database import open_database

@event.listens_for(Engine, "before_cursor_execute")
def die(connection, cursor, statement, *_):
    if "CREATE TABLE plan_duties" in statement:
        os._exit(9)

open_database(sys.argv[1])
"""


def test_a_process_killed_amid_the_first_migration_leaves_a_database_that_opens(tmp_path: Path) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", _DIES_AMID_ITS_FIRST_MIGRATION, url(tmp_path)], check=False
    )
    assert killed.returncode == 9
    with open_database(url(tmp_path)).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []


def test_processes_that_open_a_new_database_at_once_all_get_it(tmp_path: Path) -> None:
    opening = "import sys; from knowledge.database import open_database; open_database(sys.argv[1])"
    command = [sys.executable, "-c", opening, url(tmp_path)]
    processes = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait(60) for process in processes] == [0, 0, 0]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (OSError(28, "No space left on device"), StorageFull),
        (OSError(122, "Disk quota exceeded"), StorageFull),
        (OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full")), StorageFull),
        (OperationalError("INSERT", {}, sqlite3.OperationalError("database is locked")), StorageError),
        (DatabaseError("SELECT", {}, sqlite3.DatabaseError("malformed")), StorageError),
        (PermissionError(13, "Permission denied"), StorageError),
    ],
    ids=str,
)
def test_a_drivers_fault_becomes_an_error_a_person_understands(
    fault: Exception, expected: type[StorageError]
) -> None:
    with pytest.raises(StorageError) as told, storage_faults():
        raise fault
    assert (type(told.value), told.value.__cause__) == (expected, fault)


@pytest.mark.parametrize(
    "mistake", [KeyError("x"), IntegrityError("INSERT", {}, sqlite3.IntegrityError("x"))]
)
def test_a_mistake_of_the_program_is_not_blamed_on_the_store(mistake: Exception) -> None:
    with pytest.raises(type(mistake)) as told, storage_faults():
        raise mistake
    assert told.value is mistake
