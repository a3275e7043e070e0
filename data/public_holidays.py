"""The days on which a place may be closed although its hours do not say so."""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter
from holidays import country_holidays

# Kept in every country of the corridor, by law or by custom; on the eves many places close early.
_EVERYWHERE = ((1, 1), (5, 1), (12, 24), (12, 25), (12, 31))
_TO_GOOD_FRIDAY = timedelta(days=2)
_TO_HOLY_THURSDAY = timedelta(days=3)


@lru_cache(maxsize=1_000)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Return the days of a year that are, or may be taken as, public holidays.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2. A country nobody keeps a calendar of, or an empty text, has the days kept everywhere:
        1 January, Holy Thursday, Good Friday, 1 May, 24, 25 and 31 December.
    year
        Gregorian.
    """
    sunday = easter(year)
    common = {date(year, month, day) for month, day in _EVERYWHERE}
    common |= {sunday - _TO_HOLY_THURSDAY, sunday - _TO_GOOD_FRIDAY}
    try:
        return frozenset(common | set(country_holidays(country, years=year)))
    except NotImplementedError:
        return frozenset(common)
