"""Opening hours in OpenStreetMap's syntax: what they hang on, and how they are read."""

import re

# The stubs forget the error.
from opening_hours import OpeningHours, UnknownCountryError  # type: ignore[attr-defined]

NO_END = re.compile(r"\d\+")
HOLIDAYS = re.compile(r"\bPH\b", re.IGNORECASE)
# Of no country's schools the holidays are known.
SCHOOL_HOLIDAYS = re.compile(r"\bSH\b", re.IGNORECASE)
# Read without a place, the sun rises and sets at a fixed hour that is nobody's.
BY_THE_SUN = re.compile(r"sunrise|sunset|dawn|dusk", re.IGNORECASE)


def read_hours(hours: str, country: str, coords: tuple[float, float] | None = None) -> OpeningHours:
    """Return hours with the holidays of their country, and with the clock of a place.

    Parameters
    ----------
    hours
        What `opening_hours.validate` takes.
    country
        ISO 3166-1 alpha-2; where it is empty, or nobody keeps its calendar, the place tells the country.
    coords
        Latitude, longitude, degrees; None: no place, and then no clock.
    """
    try:
        return OpeningHours(hours, country=country or None, coords=coords)
    except UnknownCountryError:
        return OpeningHours(hours, coords=coords)
