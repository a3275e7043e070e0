"""The time zones of a country."""

from functools import lru_cache

from babel.core import get_global

_NOBODY_KNOWS = "Etc/Unknown"


@lru_cache(maxsize=300)
def country_zones(country: str) -> tuple[str, ...]:
    """Return the names of a country's time zones, sorted; none for a country nobody knows.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2.
    """
    return tuple(sorted(set(get_global("territory_zones").get(country, ())) - {_NOBODY_KNOWS}))
