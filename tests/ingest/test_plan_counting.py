"""A number opens a row only where it may come next in the plan's counting."""

import pytest

from ingest.plan_counting import Counted, Counting


def taken(numbers: str, *, grouped: bool = False) -> list[str | None]:
    counting = Counting(grouped=grouped)
    return [found.id if (found := counting.take(one)) else None for one in numbers.split()]


@pytest.mark.parametrize(
    ("numbers", "ids"),
    [
        ("I. 1.1 1.2 II 2.1 a b 2.2 a", "I 1.1 1.2 II 2.1 2.1.a 2.1.b 2.2 2.2.a"),
        ("I 1 2 a) b) 3 II 1 III 1", "I 1 2 2.a 2.b 3 II 1 III 1"),
        ("A 1 2 B 3 4 C 5", "A 1 2 B 3 4 C 5"),
        ("1 2 3 4", "1 2 3 4"),
        ("1 1.1 1.2 2 2.1 2.1.1 2.1.2 3", "1 1.1 1.2 2 2.1 2.1.1 2.1.2 3"),
        ("(1) 2. 3)", "1 2 3"),
    ],
)
def test_every_way_of_counting_is_followed(numbers: str, ids: str) -> None:
    assert taken(numbers) == ids.split()


@pytest.mark.parametrize("number", ["1.5", "3.7", "2.1", "II.", "c", "4", "2025", "1.2.3.4", "VNeID"])
def test_a_number_that_cannot_come_next_is_not_taken(number: str) -> None:
    allowed = {"II."}
    counting = Counting()
    for one in ("I", "1.1", "1.2", "a"):
        counting.take(one)
    assert (counting.take(number) is not None) == (number in allowed)


def test_plain_numbers_begin_anew_only_in_a_new_group() -> None:
    assert taken("I 1 2 1") == ["I", "1", "2", None]


def test_a_table_that_must_have_groups_counts_nothing_before_the_first() -> None:
    assert taken("1.1 0.1 1 I 1 1.1", grouped=True) == [None, None, None, "I", None, "1.1"]


def test_a_leap_is_taken_and_told() -> None:
    counting = Counting()
    leaps = [counting.take(one, leap=True) for one in ("1", "3", "3", "40")]
    assert leaps == [Counted("1", "", True), Counted("3", "", False), Counted("3", "", False), None]


def test_looking_ahead_counts_nothing() -> None:
    counting = Counting()
    assert counting.peek("1") == counting.peek("1") == counting.take("1")
