"""By whose clock a place opens: its time zone, or those it may lie in."""

from collections.abc import Iterable, Sequence
from datetime import date

from data.country_zones import country_zones
from data.same_clocks import one_of_each_clock
from data.time_zone import time_zone
from layers.public.places import Record


def with_clocks(records: Sequence[Record], as_of: date) -> tuple[list[Record], list[str]]:
    """Return records with their time zones, and the names of these, sorted.

    Parameters
    ----------
    records
        Of all places and areas. One that says when it is open (``h``) gets ``z``, positions among the names: the
        number of the zone it lies in; without ``x, y`` a list of those of its country, one of each that differ; with no
        country either, of all that somebody else has.
    as_of
        The day of the map.
    """
    lying = {at: time_zone(record["x"], record["y"]) for at, record in enumerate(records) if _is_placed(record)}
    countries = {record["c"] for record in records if "h" in record and "x" not in record and "c" in record}
    taken = sorted(set(lying.values()))
    # Where zones are alike, one that is named anyway.
    by_country = {code: _ordered(taken, country_zones(code), as_of) for code in sorted(countries)}
    zones = sorted({*taken, *(zone for told in by_country.values() for zone in told)})
    at_of = {zone: at for at, zone in enumerate(zones)}
    anywhere = one_of_each_clock(zones, as_of)

    def clocks(at: int, record: Record) -> Record:
        if "h" not in record:
            return {}
        if at in lying:
            return {"z": at_of[lying[at]]}
        names = by_country[record["c"]] if "c" in record else anywhere
        return {"z": [at_of[zone] for zone in names]} if names else {}

    return [record | clocks(at, record) for at, record in enumerate(records)], zones


def _is_placed(record: Record) -> bool:
    return "h" in record and "x" in record


def _ordered(taken: Iterable[str], zones: Iterable[str], as_of: date) -> list[str]:
    """Return the zones of a country, one of each clock, sorted; those already taken stand for others like them."""
    own = set(zones)
    return sorted(one_of_each_clock([*(zone for zone in taken if zone in own), *sorted(own)], as_of))
