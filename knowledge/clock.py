"""The wall clock: Vietnamese time, wherever the server stands."""

from datetime import datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
"""Vietnam keeps one time all year."""


def now() -> datetime:
    """This moment, with its zone: an office's day must not end at seven in the morning."""
    return datetime.now(VIETNAM)
