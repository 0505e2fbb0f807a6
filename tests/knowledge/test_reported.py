"""What many bodies each do is done by none of them alone; their reports are counted by office."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from knowledge.database import open_database
from knowledge.lexicon import Agency, Lexicon
from knowledge.plan import Duty
from knowledge.progress import Progress, ProgressBook
from knowledge.reported import Bodies, latest_of, led_by_many

COMMUNES, ONE = "UBND cấp cơ sở", "Sở Nội vụ"
MANY = led_by_many(Lexicon(frozenset(), (Agency(COMMUNES, collective=True), Agency(ONE))))


def duty(name: str, *lead: str, plan: str = "kh") -> Duty:
    return Duty(
        id=name, group_id="I", group_heading="", name=name, lead=lead, coordinating=(COMMUNES,), result=None,
        timeline="", due_from=None, due_to=None, recurring=False, document_id=plan,
    )  # fmt: skip


def report(of: Duty, status: str, on: date, by: str = "so-noi-vu") -> Progress:
    at = datetime(2025, 8, 1, tzinfo=UTC)
    return Progress(of.document_id, of.id, status, None, None, None, on, by, at)


SHARED, BOTH, OWN = duty("6.1", COMMUNES), duty("4.3", ONE, COMMUNES), duty("2.1", ONE)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ProgressBook]:
    engine = open_database(f"sqlite:///{tmp_path / 'bdhvs.db'}")
    yield ProgressBook(engine)
    engine.dispose()


def test_many_bodies_do_what_a_collective_name_leads_and_not_what_it_helps_with() -> None:
    assert [MANY(one) for one in (SHARED, BOTH, OWN)] == [True, True, False]


def test_one_body_s_done_is_counted_and_does_not_make_the_shared_duty_done(book: ProgressBook) -> None:
    book.record(report(SHARED, "done", date(2025, 8, 1), "xa-a"))
    book.record(report(OWN, "done", date(2025, 8, 1)))

    latest = latest_of(book, [SHARED, BOTH, OWN], MANY)
    assert [latest.is_done(one) for one in (SHARED, BOTH, OWN)] == [False, False, True]
    assert latest.bodies == {SHARED: Bodies(1, 1), BOTH: Bodies(0, 0)}
    assert [latest.label(one) for one in (SHARED, BOTH, OWN)] == [
        "1 đơn vị đã báo xong; mới nhất: đã hoàn thành", None, "Đã hoàn thành",
    ]  # fmt: skip


def test_each_office_counts_once_by_its_latest_report_until_the_day(book: ProgressBook) -> None:
    book.record(report(SHARED, "in_progress", date(2025, 7, 1), "xa-a"))
    book.record(report(SHARED, "done", date(2025, 8, 1), "xa-a"))
    book.record(report(SHARED, "blocked", date(2025, 8, 2), "xa-b"))
    book.record(report(SHARED, "done", date(2025, 9, 1), "xa-b"))

    counts = [
        latest_of(book, [SHARED], MANY, until).bodies[SHARED]
        for until in (date(2025, 6, 30), date(2025, 7, 31), date(2025, 8, 31), None)
    ]
    assert counts == [Bodies(0, 0), Bodies(1, 0), Bodies(2, 1), Bodies(2, 2)]


@pytest.mark.parametrize(
    ("bodies", "said"),
    [
        (Bodies(1, 1), "1 đơn vị đã báo xong"),
        (Bodies(3, 1), "3 đơn vị đã báo, 1 đơn vị báo xong"),
        (Bodies(2, 0), "2 đơn vị đã báo, chưa đơn vị nào xong"),
        (Bodies(), "0 đơn vị đã báo, chưa đơn vị nào xong"),
    ],
)
def test_the_count_is_said_as_a_person_would(bodies: Bodies, said: str) -> None:
    assert bodies.said == said


def test_the_state_of_the_same_id_in_two_plans_is_kept_apart(book: ProgressBook) -> None:
    here, there = duty("4.4", COMMUNES), duty("4.4", COMMUNES, plan="kh-2")
    book.record(report(here, "done", date(2025, 8, 15)))
    book.record(report(there, "blocked", date(2025, 8, 15)))

    found = latest_of(book, [here, there], MANY)
    assert {one: known.status for one, known in found.items()} == {here: "done", there: "blocked"}
    assert found.bodies == {here: Bodies(1, 1), there: Bodies(1, 0)}
