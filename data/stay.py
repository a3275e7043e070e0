"""A stay status: where it holds, in plain words, and who says so. Without a source and its day it is refused."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from data.adm1 import state_codes
from data.bilingual import NOTHING_SAID, Bilingual, take_bilingual
from data.country_codes import is_country
from data.recognise.dates import is_plausible
from data.toml_keys import TomlKeys

COUNTRY_FORM = "a country code (ISO 3166-1, two capitals such as MX)"
_STATE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Stay:
    """Where somebody may be, as a source says.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2.
    states
        ISO 3166-2 codes of the states it holds in; empty: the whole country.
    source_title, source_url
        Who says so.
    checked_on
        The day the source was read, ISO date.
    text
        What it allows, in plain words.
    """

    country: str
    states: tuple[str, ...]
    source_title: str
    source_url: str
    checked_on: str
    text: Bilingual = NOTHING_SAID


def take_source(keys: TomlKeys, latest: str = "") -> tuple[str, str, str]:
    """Return title, address and day of the source of a table, all of which must be there.

    Parameters
    ----------
    keys
        The table's.
    latest
        The last day that has begun on Earth (ISO date): nobody read a source later. Empty: no day is too late.

    Raises
    ------
    AlcanceError
        One of them is missing or is not what it must be; the day is before 1990 or later than `latest`.
    """
    for key in ("source_title", "source_url", "checked_on"):
        keys.need(key)
    url = keys.take("source_url", "", _is_address, "a web address (such as https://example.org)")
    day = keys.day("checked_on")
    if not day:
        raise keys.wrong("checked_on", "is missing")
    if latest and day > latest:
        todo = "Enter the day on which the source was read, or set the clock of this computer."
        raise keys.wrong("checked_on", f"{day!r} is still to come: no place on Earth has that day yet", todo)
    if not is_plausible(day):
        todo = "Enter the day on which the source was read."
        raise keys.wrong("checked_on", f"year {day[:4]}: another calendar or a slip", todo)
    return keys.title("source_title"), str(url), day


def take_stay(keys: TomlKeys, latest: str = "") -> Stay:
    """Return the stay status a table describes.

    Parameters
    ----------
    keys, latest
        As in `take_source`.

    Raises
    ------
    AlcanceError
        A key is unknown, holds what it cannot, or the source is missing.
    """
    title, url, day = take_source(keys, latest)
    country = str(keys.take("country", "", lambda value: isinstance(value, str) and is_country(value), COUNTRY_FORM))
    known = state_codes(country)

    def is_state(code: str) -> bool:
        return code in known if known else bool(_STATE.fullmatch(code)) and code.startswith(f"{country}-")

    states = keys.words("states", is_state, f"a state of {country} (ISO 3166-2, such as MX-CHP)")
    stay = Stay(country, states, title, url, day, take_bilingual(keys, "text"))
    keys.end()
    return stay


def _is_address(value: object) -> bool:
    if not isinstance(value, str) or value.split() != [value]:
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and "." in (parts.hostname or "").strip(".")
