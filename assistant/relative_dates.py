"""Periods told from today: “tháng này”, “quý sau”, “30 ngày tới”, “từ nay đến cuối năm”."""

import re
from datetime import date, timedelta

from knowledge import periods
from knowledge.periods import Days

_RELATIVE = re.compile(
    r"\b(?P<unit>tuan|thang|quy|nam)\s*(?P<which>nay|hien tai|sau|toi|ke tiep|truoc|vua roi|vua qua)\b"
    r"|\bnam\s*(?P<past>ngoai)\b|\b(?P<next>sang)\s*nam\b"
    r"|(?<!den )(?<!toi )(?<!tinh )(?<!tu )\b(?P<day>hom nay|bua nay|ngay mai)\b"
    r"|\b(?P<count>\d{1,3})\s*(?P<of>ngay|tuan|thang)\s*(?:toi|nua|sap toi|tiep theo|sau)\b"
    r"|\b(?P<rest>tu (?:nay|bay gio|hom nay|bua nay) (?:den|toi)|den|toi)\s*(?:het |cuoi )"
    r"(?P<end>nam|thang|quy)\b(?: nay)?(?:(?<=nam)\s+(?P<until>20\d\d)\b)?(?!\s*(?:\d|[ivx]+\b))"
)
_MONTHS_OF = {"thang": 1, "quy": 3, "nam": 12}


def told_from_today(folded: str, today: date) -> list[tuple[Days, tuple[int, int]]]:
    """Every such period in a folded text, and where it stands (characters)."""
    return [(_relative_days(match, today), match.span()) for match in _RELATIVE.finditer(folded)]


def _relative_days(match: re.Match[str], today: date) -> Days:
    if match["count"]:
        count = int(match["count"])
        if match["of"] == "thang":
            return today, _months_on(today, count)
        return today, today + timedelta(days=count * (7 if match["of"] == "tuan" else 1))
    if match["day"]:
        day = today + timedelta(days=int(match["day"] == "ngay mai"))
        return day, day
    if match["rest"]:
        ends = periods.year(int(match["until"])) if match["until"] else _unit(match["end"], today, 0)
        return (date.min if match["until"] and not match["rest"].startswith("tu") else today), ends[1]
    which = match["which"] or ("sau" if match["next"] else "truoc")
    step = 0 if which in ("nay", "hien tai") else -1 if which in ("truoc", "vua roi", "vua qua") else 1
    return _unit(match["unit"] or "nam", today, step)


def _unit(unit: str, today: date, step: int) -> Days:
    """The week, month, quarter or year that lies `step` of them from today's."""
    if unit == "tuan":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return monday, monday + timedelta(days=6)
    size = _MONTHS_OF[unit]
    first = (today.year * 12 + today.month - 1) // size * size + step * size
    return periods.months(first // 12, first % 12 + 1, first % 12 + size)


def _months_on(today: date, count: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    number = today.year * 12 + today.month - 1 + count
    return min(
        date(number // 12, number % 12 + 1, 1) + timedelta(days=today.day - 1),
        periods.month(number // 12, number % 12 + 1)[1],
    )
