"""The time zone a point lies in."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours

_ANY_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - the library puts the place's own zone on it


@lru_cache(maxsize=50_000)
def time_zone(lon: float, lat: float) -> str:
    """Return the name of a time zone (``America/Mexico_City``), by which its opening hours are read.

    Parameters
    ----------
    lon, lat
        Degrees, EPSG:4326.
    """
    since, *_ = next(iter(OpeningHours("24/7", coords=(lat, lon)).intervals(_ANY_DAY)))
    if not isinstance(since.tzinfo, ZoneInfo) or since.tzinfo.key is None:
        raise TypeError(f"no time zone at {lon}, {lat}: {since!r}")
    return since.tzinfo.key
