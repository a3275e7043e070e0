"""Time zones whose clocks show the same for as long as a map holds."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from data.week import WEEKS

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_Offsets = tuple[timedelta | None, ...]


def one_of_each_clock(zones: Iterable[str], as_of: date) -> tuple[str, ...]:
    """Return time zones, the first of those alike, in their order.

    Parameters
    ----------
    zones
        Names.
    as_of
        The day of a map. Alike are two zones whose clocks agree in each hour from the day before it to the end of its
        53 weeks.
    """
    first: dict[_Offsets, str] = {}
    for zone in zones:
        first.setdefault(_offsets(zone, as_of), zone)
    return tuple(first.values())


@lru_cache(maxsize=500)
def _offsets(zone: str, as_of: date) -> _Offsets:
    """Return how far a clock is from UTC: one for each change, and when that is."""
    clock, start = ZoneInfo(zone), datetime.combine(as_of - _DAY, time(), UTC)
    hours = (start + hour * _HOUR for hour in range(24 * (7 * WEEKS + 2)))
    return tuple(hour.astimezone(clock).utcoffset() for hour in hours)
