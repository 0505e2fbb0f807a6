"""The calendar a plan speaks in: the days of years, halves, quarters, months."""

from calendar import monthrange
from datetime import date

Days = tuple[date, date]
"""A first and a last day, both in it."""


def months(year: int, first: int, last: int) -> Days:
    """The days from one month of a year to another. Raises ValueError where there is no such month."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def month(year: int, number: int) -> Days:
    """The days of a month (1 to 12). Raises ValueError."""
    return months(year, number, number)


def quarter(year: int, number: int) -> Days:
    """The days of a quarter (1 to 4). Raises ValueError."""
    return months(year, number * 3 - 2, number * 3)


def half(year: int, number: int) -> Days:
    """The days of the first or the second half of a year."""
    return months(year, number * 6 - 5, number * 6)


def year(number: int) -> Days:
    """The days of a year."""
    return months(number, 1, 12)
