"""Days as a period's name: "quý III/2025", "tháng 9/2025"."""

from calendar import monthrange
from datetime import date

from knowledge.periods import Days

_QUARTERS = ("I", "II", "III", "IV")


def period_name(days: Days) -> str:
    """What a person calls the days."""
    first, last = days
    if first == last:
        return f"ngày {day(first)}"
    months = last.month - first.month + 1
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year
    if whole and months == 12:
        return f"năm {first.year}"
    if whole and months == 3 and first.month % 3 == 1:
        return f"quý {_QUARTERS[first.month // 3]}/{first.year}"
    if whole and months == 1:
        return f"tháng {first.month}/{first.year}"
    return f"từ {day(first)} đến {day(last)}"


def day(one: date) -> str:
    """A day as administrative papers write it: 05/9/2025."""
    month = f"{one.month:02}" if one.month < 3 else str(one.month)
    return f"{one.day:02}/{month}/{one.year}"
