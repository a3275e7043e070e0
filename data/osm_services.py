"""Facility rows from an OpenStreetMap extract: the columns of a facilities table, filled from tags alone."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.osm_file import OsmExtract
from data.osm_kinds import Tags, is_rain_roof, kind_of, listed, services_of
from data.osm_objects import OsmObject
from data.schemas import FACILITIES
from data.vocabulary import NO, TRISTATE_COLUMNS, UNKNOWN, YES

COLUMNS = tuple(column.name for column in FACILITIES.columns)
# Of a frame of these rows: numbers where the table has them, else text.
FACILITY_TYPES = {name: "float64" if name in ("lon", "lat", "capacity_per_day", "beds") else "str" for name in COLUMNS}
_TYPES = {"n": "node", "w": "way", "r": "relation"}
_SPOKEN = frozenset(["yes", "main", "only", "primary"])
_SHUT = frozenset(["closed", "off"])
_COUNTRY_LETTERS = 2  # ISO 3166-1 alpha-2


@dataclass(frozen=True, slots=True)
class ServiceReport:
    """What the service objects of an extract became.

    Attributes
    ----------
    kinds
        Rows by kind.
    rain_roofs
        ``amenity=shelter``: roofs against the weather, passed over.
    set_aside
        Ids of services none of whose nodes is in the file.
    """

    kinds: dict[str, int]
    rain_roofs: int
    set_aside: tuple[str, ...]


def facilities_from_osm(extract: OsmExtract) -> pd.DataFrame:
    """Return the services of an extract as rows of a facilities table, sorted by id.

    Text cells are "" where OpenStreetMap says nothing, yes/no cells ``unknown``, numbers NaN. `services_possible`
    lists (``;``) what a place may give and nobody confirmed. Services without a located node are not in the table:
    `report_services` names them.
    """
    rows = [row for thing in extract.services if _is_located(thing) and (row := _row(thing)) is not None]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).sort_values("facility_id", ignore_index=True)
    return frame.astype(FACILITY_TYPES)


def report_services(extract: OsmExtract) -> ServiceReport:
    """Count what the service objects of an extract became."""
    kinds = {_facility_id(thing.kind, thing.osm_id): (kind_of(thing.tags), thing) for thing in extract.services}
    placed = Counter(kind for kind, thing in kinds.values() if kind and _is_located(thing))
    return ServiceReport(
        kinds=dict(sorted(placed.items())),
        rain_roofs=sum(is_rain_roof(thing.tags) for thing in extract.services),
        set_aside=tuple(sorted(key for key, (kind, thing) in kinds.items() if kind and not _is_located(thing))),
    )


def facility_row(osm_type: str, osm_id: int, tags: Tags, *, lon: float, lat: float) -> dict[str, object] | None:
    """Return one OpenStreetMap object as a row of a facilities table.

    Parameters
    ----------
    osm_type
        ``n``, ``w`` or ``r``.
    osm_id, tags
        Its id and tags.
    lon, lat
        Its point, degrees.

    Returns
    -------
        A value for each of ``COLUMNS``; None where the object is no service of ours.
    """
    kind = kind_of(tags)
    if kind is None:
        return None
    confirmed, possible = services_of(kind, tags)
    women = _women_only(tags)
    filled: dict[str, object] = {
        "facility_id": _facility_id(osm_type, osm_id),
        "name": tags.get("name", "").strip(),
        "kind": kind,
        "services": ";".join(confirmed),
        "services_possible": ";".join(possible),
        "lon": lon,
        "lat": lat,
        "opening_hours": tags.get("opening_hours", ""),
        "languages": ";".join(_languages(tags)),
        "fee": tags["fee"] if tags.get("fee") in (YES, NO) else UNKNOWN,
        "women_only": women,
        "beds": _number(tags.get("beds", "")),
        "phone": tags.get("phone", tags.get("contact:phone", "")),
        "country": _country(tags),
        "organisation": tags.get("operator", ""),
        # A place of refuge is nobody's to show, whoever drew it on the open map.
        "visibility": "hidden" if kind == "shelter" or women == YES else "public",
        "status": _status(tags),
        "source": f"OpenStreetMap {_TYPES[osm_type]}/{osm_id}",
        "checked_on": _iso_day(tags.get("check_date", "")),
    }
    return {column: filled.get(column, _empty(column)) for column in COLUMNS}


def _row(thing: OsmObject) -> dict[str, object] | None:
    return facility_row(thing.kind, thing.osm_id, thing.tags, lon=thing.lon, lat=thing.lat)


def _is_located(thing: OsmObject) -> bool:
    return not np.isnan(thing.lon)


def _facility_id(osm_type: str, osm_id: int) -> str:
    return f"osm:{osm_type}{osm_id}"


def _empty(column: str) -> object:
    """Return what a cell holds that OpenStreetMap says nothing about."""
    if column in TRISTATE_COLUMNS:
        return UNKNOWN
    return np.nan if column == "capacity_per_day" else ""


def _women_only(tags: Tags) -> str:
    """Return ``yes`` for a place meant for women; a place that takes men is tagged so, all others are unknown."""
    if tags.get("female") == "yes" and tags.get("male") == "no":
        return YES
    return YES if {"woman", "women"} & set(listed(tags, "social_facility:for")) else UNKNOWN


def _status(tags: Tags) -> str:
    """Return whether a place is open, in the words of the map: they are read, and listed, where rows are taken in."""
    if tags.get("opening_hours", "").strip().lower() in _SHUT:
        return "closed"
    return tags.get("operational_status", "").strip() or UNKNOWN


def _languages(tags: Tags) -> list[str]:
    return sorted(key.removeprefix("language:") for key in tags if key.startswith("language:") and tags[key] in _SPOKEN)


def _country(tags: Tags) -> str:
    code = tags.get("addr:country", "").upper()
    return code if len(code) == _COUNTRY_LETTERS and code.isalpha() else ""


def _number(text: str) -> float:
    return float(text) if text.isascii() and text.isdecimal() else np.nan


def _iso_day(text: str) -> str:
    """Return a date as it is written if it is a whole ISO date, else ""."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
