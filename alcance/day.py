"""The day it is: only the doors look at a clock, and hand what they saw to the rooms."""

from datetime import UTC, date, datetime, timedelta

# Where days begin first, the clock is so far ahead.
_FARTHEST_AHEAD = timedelta(hours=14)


def local_day() -> date:
    """Return the day it is where this runs."""
    return datetime.now(UTC).astimezone().date()


def latest_day() -> str:
    """Return the last day that has begun somewhere on Earth (ISO date): what is dated later is still to come."""
    return (datetime.now(UTC) + _FARTHEST_AHEAD).date().isoformat()
