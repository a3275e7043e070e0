"""Opening hours in OpenStreetMap's syntax: what they hang on, and how they are read."""

import re
from itertools import pairwise

# The stubs forget the error.
from opening_hours import OpeningHours, UnknownCountryError  # type: ignore[attr-defined]

NO_END = re.compile(r"\d\+")
HOLIDAYS = re.compile(r"\bPH\b", re.IGNORECASE)
# Of no country's schools the holidays are known.
SCHOOL_HOLIDAYS = re.compile(r"\bSH\b", re.IGNORECASE)
# Read without a place, the sun rises and sets at a fixed hour that is nobody's.
BY_THE_SUN = re.compile(r"sunrise|sunset|dawn|dusk", re.IGNORECASE)
SATURDAY = 5
_COMMENT = re.compile(r'"[^"]*"')


def without_comments(hours: str) -> str:
    """Return hours without what stands in quotes: words of people, not of the syntax."""
    return _COMMENT.sub("", hours)


def alternatives(hours: str) -> list[str]:
    """Return the parts of hours that ``||`` sets apart: each counts where those before it say nothing.

    The library that reads them takes such a part by the day, and drops one that holds at any time (``|| "call"``).

    Examples
    --------
    >>> alternatives('Mo-Fr 08:00-12:00 "a || b" || "call"')
    ['Mo-Fr 08:00-12:00 "a || b"', '"call"']
    """
    hidden = _COMMENT.sub(lambda found: "_" * len(found[0]), hours)
    cuts = [0, *(found.end() for found in re.finditer(r"\|\|", hidden)), len(hours) + 2]
    return [hours[start : end - 2].strip() for start, end in pairwise(cuts)]


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
