"""Progress is appended, never overwritten, and outlives the documents it speaks of."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.database import open_database
from knowledge.errors import StorageError
from knowledge.progress import Progress, ProgressBook, progress_words
from tests.fakes import make_contents, open_fake_library

FIRST = Progress(
    plan_id="kh",
    duty_id="4.4",
    status="in_progress",
    figure="45 lớp",
    note="Còn thiếu máy chiếu.",
    evidence="https://example.gov.vn/45",
    reported_on=date(2025, 9, 30),
    by="so-khcn",
    recorded_at=datetime(2025, 10, 1, 8, 30, tzinfo=UTC),
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(f"sqlite:///{tmp_path / 'bdhvs.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def book(engine: Engine) -> ProgressBook:
    return ProgressBook(engine)


def test_what_is_recorded_is_read_back_whole(book: ProgressBook) -> None:
    book.record(FIRST)

    assert (book.history("kh", "4.4"), book.latest("kh")) == ([FIRST], {"4.4": FIRST})


def test_every_record_is_kept_and_the_last_day_reported_is_the_state(book: ProgressBook) -> None:
    later = replace(FIRST, status="done", reported_on=date(2025, 10, 20))
    earlier = replace(FIRST, status="not_started", reported_on=date(2025, 7, 1))
    for one in (FIRST, later, earlier):
        book.record(one)

    assert book.history("kh", "4.4") == [later, FIRST, earlier]
    assert book.latest("kh") == {"4.4": later}


def test_of_two_reports_on_one_day_the_one_recorded_last_is_the_state(book: ProgressBook) -> None:
    corrected = replace(FIRST, figure="46 lớp")
    book.record(FIRST)
    book.record(corrected)

    assert book.latest("kh") == {"4.4": corrected}
    assert book.history("kh", "4.4") == [corrected, FIRST]


def test_the_state_as_of_a_day_leaves_out_what_was_reported_after_it(book: ProgressBook) -> None:
    book.record(FIRST)
    book.record(replace(FIRST, status="done", reported_on=date(2025, 10, 1)))

    assert book.latest("kh", date(2025, 9, 30)) == {"4.4": FIRST}
    assert book.latest("kh", date(2025, 9, 29)) == {}


def test_plans_and_duties_do_not_mix(book: ProgressBook) -> None:
    other_duty, other_plan = replace(FIRST, duty_id="4.1"), replace(FIRST, plan_id="kh-2")
    for one in (FIRST, other_duty, other_plan):
        book.record(one)

    assert book.latest("kh") == {"4.4": FIRST, "4.1": other_duty}
    assert book.history("kh-2", "4.4") == [other_plan]
    assert book.history("kh-2", "4.1") == []


def test_the_moment_is_kept_as_utc_whatever_zone_it_was_told_in(book: ProgressBook) -> None:
    there = datetime(2025, 10, 1, 6, 0, tzinfo=timezone(timedelta(hours=7)))
    book.record(replace(FIRST, recorded_at=there))

    [kept] = book.history("kh", "4.4")
    assert (kept.recorded_at, kept.recorded_at.tzinfo) == (datetime(2025, 9, 30, 23, 0, tzinfo=UTC), UTC)


def test_ingesting_anew_and_removing_a_document_lose_no_progress(tmp_path: Path) -> None:
    with open_fake_library(tmp_path) as library:
        library.publisher.publish([make_contents("kh", "Nhiệm vụ 4.4")])
        library.progress.record(FIRST)
        library.publisher.publish([make_contents("kh", "Nhiệm vụ 4.4, sửa lại")])
        library.publisher.publish([make_contents("khac", "Tài liệu khác")], ["kh"])

        assert library.store.document("kh") is None
        assert library.progress.latest("kh") == {"4.4": FIRST}


def test_progress_is_there_again_when_the_library_is_opened_anew(tmp_path: Path) -> None:
    with open_fake_library(tmp_path) as library:
        library.progress.record(FIRST)
    with open_fake_library(tmp_path) as library:
        assert library.progress.history("kh", "4.4") == [FIRST]


def test_a_store_that_cannot_be_written_is_told_and_nothing_is_half_written(
    book: ProgressBook, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "bdhvs.db") as connection:
        connection.execute("DROP TABLE progress")
        connection.execute("CREATE VIEW progress AS SELECT 1 AS number")
    with pytest.raises(StorageError, match="không ghi được kho dữ liệu"):
        book.record(FIRST)


def test_every_status_and_standing_has_a_vietnamese_label() -> None:
    words = progress_words()

    assert list(words.statuses) == ["not_started", "in_progress", "done", "blocked"]
    assert list(words.standings) == ["due", "overdue", "unreported", "done"]
    assert FIRST.label == "Đang thực hiện"
