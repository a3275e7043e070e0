"""Finds the point of each row: as its cells say it, or mended where only one reading lies in the row's country."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
import shapely

from data.coordinates import Angle, Pair, read_angle, read_metres, read_pair, read_utm, read_zone, utm_degrees
from data.countries import COUNTRIES, can_check, is_near
from data.country_codes import country_code
from data.mends import Mend, Refusal
from data.raw import RawRow, RawTable

# Both coordinates in one cell, for a file that has no lon and lat.
ONE_CELL = "coordinates"
_ZONE_COLUMN = re.compile(r"(^|[_ ])(utm|zon[ae]|huso|fuso)([_ ]|$)", re.IGNORECASE)
_LAST_LAT = 90.0
# A file's country is told by this many of its rows, spread over it.
_MOST_ASKED = 2_000
_OFF_THE_GLOBE = (
    "is off the globe: these look like metres (the CRS or the UTM zone is missing or wrong) or like swapped lon and "
    "lat; export as EPSG:4326"
)
_METRES = Refusal("lon", _OFF_THE_GLOBE)


class Place(NamedTuple):
    """One reading of a row's cells.

    Attributes
    ----------
    lon, lat
        Degrees, EPSG:4326.
    mends
        What has to be told if this reading is taken.
    """

    lon: float
    lat: float
    mends: tuple[Mend, ...] = ()


@dataclass(frozen=True, slots=True)
class Located:
    """Where a row is.

    Attributes
    ----------
    place
        Its point; None if it has none that is certain.
    refusal
        Why it has none; None if it has one.
    """

    place: Place | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a row's cells can mean: as they stand, if they mean a place; mended, made when asked for; and why not."""

    stands: Place | None = None
    others: Callable[[], tuple[Place, ...]] = tuple
    refusal: Refusal = _METRES


def locate(raw: RawTable, *, guess: bool) -> tuple[Located, ...]:
    """Return where each row is.

    Parameters
    ----------
    raw
        Rows with cells ``lon`` and ``lat``, or both in ``coordinates``, or metres and a zone of UTM. Swapped
        coordinates and a missing minus sign are mended where this, and nothing else, puts the point into the country
        of its row. A point that stays over 25 km outside the country its row names is refused.
    guess
        Whether a row that names no country may be taken to lie in that of more than half of the file.
    """
    zones = [name for name in raw.columns if _ZONE_COLUMN.search(name)]
    readings = [_read(row, zones) for row in raw.rows]
    own = [country_code(row.cells.get("country", "")) for row in raw.rows]
    home = _home(readings, own) if guess else ""
    countries = [code or home for code in own]
    settled = _near_as_they_stand(readings, countries)
    fits = _fitting(readings, countries, settled)
    return tuple(
        _chosen(reading, code, is_settled=bool(settled[at]), fit=fits.get(at))
        for at, (reading, code) in enumerate(zip(readings, own, strict=True))
    )


def points_of(located: Sequence[Located]) -> list[shapely.Point | None]:
    """Return the points of rows, None where a row has none; made at once, which takes a fifth of the time."""
    placed = [at for at, each in enumerate(located) if each.place]
    lon_lat = np.array([each.place[:2] for each in located if each.place], dtype=float).reshape(-1, 2)
    points: list[shapely.Point | None] = [None] * len(located)
    for at, point in zip(placed, np.asarray(shapely.points(lon_lat)), strict=True):
        points[at] = point
    return points


def _chosen(reading: _Reading, country: str, *, is_settled: bool, fit: Place | None) -> Located:
    if is_settled:
        return Located(reading.stands)
    if fit is not None:
        return Located(fit)
    if reading.stands is None:
        return Located(refusal=reading.refusal)
    if country:
        return Located(refusal=Refusal("lon", f"is more than 25 km outside of {country}, the country of its row"))
    return Located(reading.stands)


def _near_as_they_stand(readings: Sequence[_Reading], countries: Sequence[str]) -> list[bool]:
    """Return of each row whether its place as it stands is where its country is, if that is known."""
    settled = [reading.stands is not None for reading in readings]
    checked = [at for at, is_there in enumerate(settled) if is_there and can_check(countries[at])]
    near = _near([(countries[at], place) for at in checked if (place := readings[at].stands)])
    for at, is_there in zip(checked, near, strict=True):
        settled[at] = is_there
    return settled


def _fitting(readings: Sequence[_Reading], countries: Sequence[str], settled: Sequence[bool]) -> dict[int, Place]:
    """Return the one mended place of each unsettled row that lies in its country, where there is just one."""
    asked = [
        (at, place)
        for at, reading in enumerate(readings)
        if not settled[at] and can_check(countries[at])
        for place in reading.others()
    ]
    near = _near([(countries[at], place) for at, place in asked])
    fits: dict[int, list[Place]] = {}
    for (at, place), is_there in zip(asked, near, strict=True):
        if is_there:
            fits.setdefault(at, []).append(place)
    return {at: places[0] for at, places in fits.items() if len(places) == 1}


def _near(asked: Sequence[tuple[str, Place]]) -> list[bool]:
    near = np.zeros(len(asked), dtype=bool)
    lon, lat = (np.array([place[axis] for _, place in asked], dtype=float) for axis in (0, 1))
    countries = np.array([country for country, _ in asked])
    for country in sorted(set(countries)):
        of_it = countries == country
        near[of_it] = is_near(country, lon[of_it], lat[of_it])
    return [bool(each) for each in near]


def _home(readings: Sequence[_Reading], own: Sequence[str]) -> str:
    """Return the country of more than half of the rows, as they say or else as they lie; "" if there is none."""
    if any(own):
        country, times = Counter(code for code in own if code).most_common(1)[0]
        return country if 2 * times > len(own) else ""
    asked = readings[:: 1 + len(readings) // _MOST_ASKED]
    places = [(at, place) for at, reading in enumerate(asked) for place in _all_places(reading)]
    rows_near = {}
    for code in COUNTRIES:
        near = _near([(code, place) for _, place in places])
        rows_near[code] = len({at for (at, _), is_there in zip(places, near, strict=True) if is_there})
    country = max(COUNTRIES, key=lambda code: rows_near[code])
    return country if 2 * rows_near[country] > len(asked) else ""


def _all_places(reading: _Reading) -> Iterator[Place]:
    if reading.stands is not None:
        yield reading.stands
    yield from reading.others()


def _read(row: RawRow, zones: Iterable[str]) -> _Reading:
    lon_text, lat_text = row.cells.get("lon", ""), row.cells.get("lat", "")
    alone = _only_text(row, lon_text, lat_text)
    if alone:
        return _of_one_cell(*alone)
    lon, lat = read_angle(lon_text), read_angle(lat_text)
    if lon and lat:
        return _of_two_cells(lon, lat)
    metres = read_metres(lon_text), read_metres(lat_text)
    if metres[0] is not None and metres[1] is not None:
        return _of_metres(metres[0], metres[1], [row.cells.get(name, "") for name in zones])
    column = "lat" if lon else "lon"
    text = row.cells.get(column, "")
    if read_metres(text) is not None:
        return _Reading(refusal=Refusal(column, _OFF_THE_GLOBE))
    return _Reading(refusal=Refusal(column, "is no coordinate in degrees, such as -90.5" if text else "is empty"))


def _only_text(row: RawRow, lon_text: str, lat_text: str) -> tuple[str, str] | None:
    """Return the column and the text of the one cell that may hold both coordinates."""
    if not lon_text and not lat_text:
        both = row.cells.get(ONE_CELL, "")
        return (ONE_CELL, both) if both else None
    text = lon_text or lat_text
    if lon_text and lat_text and (lon_text != lat_text or read_angle(text)):
        return None
    return ("lon" if lon_text else "lat", text) if read_pair(text) or read_utm(text) else None


def _of_one_cell(column: str, text: str) -> _Reading:
    grid = read_utm(text)
    if grid:
        return _of_grid(*grid, columns=(column,))
    pair = read_pair(text)
    if pair is None:
        return _Reading(refusal=Refusal(column, "does not hold a latitude and a longitude, such as 14.5, -90.5"))
    readings = [_pair_place(pair, column, lat_first=lat_first) for lat_first in (True, False)]
    if pair.lat_first is not None:
        return _standing(readings[0 if pair.lat_first else 1])
    open_ = Refusal(column, "leaves open which of the two is the latitude")
    return _Reading(others=lambda: tuple(readings), refusal=open_)


def _pair_place(pair: Pair, column: str, *, lat_first: bool) -> Place:
    lat, lon = (pair.first, pair.second) if lat_first else (pair.second, pair.first)
    mend = Mend(column, f"read as latitude {lat.degrees:.6f}, longitude {lon.degrees:.6f}")
    return Place(lon.degrees, lat.degrees, (mend,))


def _of_two_cells(lon: Angle, lat: Angle) -> _Reading:
    if lon.axis == lat.axis != "":
        return _Reading(refusal=Refusal(lon.axis, "is there twice: both cells are of the same side of the world"))
    if lon.axis == "lat" or lat.axis == "lon":
        return _standing(_swapped(lon, lat))
    stands = Place(lon.degrees, lat.degrees, (*_told("lon", lon), *_told("lat", lat)))
    if lon.axis or lat.axis:
        return _standing(stands)
    standing = _standing(stands)
    # Zeros are no place, whichever way round.
    if standing.stands is None and stands.lat == 0:
        return standing
    return _Reading(standing.stands, partial(_mended_places, lon, lat), standing.refusal)


def _mended_places(lon: Angle, lat: Angle) -> tuple[Place, ...]:
    """Return where a row may be whose columns were swapped, or which lost the minus sign of its longitude."""
    swapped = _swapped(lon, lat)
    places = [swapped] if abs(swapped.lat) <= _LAST_LAT else []
    if lon.degrees > 0 and abs(lat.degrees) <= _LAST_LAT:
        mend = Mend("lon", f"without its minus sign, read as {-lon.degrees:.6f}")
        places.append(Place(-lon.degrees, lat.degrees, (mend, *_told("lat", lat))))
    return tuple(places)


def _standing(place: Place) -> _Reading:
    if abs(place.lat) > _LAST_LAT:
        return _Reading(refusal=Refusal("lat", _OFF_THE_GLOBE))
    if place.lon == 0 and place.lat == 0:
        return _Reading(refusal=Refusal("lon", "is at 0, 0, where places without coordinates end up"))
    return _Reading(place)


def _swapped(lon: Angle, lat: Angle) -> Place:
    mends = (
        Mend("lon", f"swapped with lat, read as {lat.degrees:.6f}"),
        Mend("lat", f"swapped with lon, read as {lon.degrees:.6f}"),
    )
    return Place(lat.degrees, lon.degrees, mends)


def _told(column: str, angle: Angle) -> tuple[Mend, ...]:
    return () if angle.plain else (Mend(column, f"read as {angle.degrees:.6f}"),)


def _of_metres(lon_m: float, lat_m: float, zone_texts: Iterable[str]) -> _Reading:
    zones = {zone for text in zone_texts if (zone := read_zone(text))}
    if len(zones) != 1:
        return _Reading()
    return _of_grid(zones.pop(), lon_m, lat_m, columns=("lon", "lat"))


def _of_grid(zone: tuple[int, str], easting_m: float, northing_m: float, *, columns: Sequence[str]) -> _Reading:
    name = f"{zone[0]}{zone[1]}"
    places = tuple(
        Place(lon, lat, tuple(_grid_mend(column, name, lon, lat) for column in columns))
        for lon, lat in utm_degrees(zone, easting_m, northing_m)
    )
    if len(places) == 1 and zone[1]:
        return _Reading(places[0])
    reason = "is in metres of a UTM zone that leaves its half of the world open, or that does not reach there"
    return _Reading(others=lambda: places, refusal=Refusal(columns[0], reason))


def _grid_mend(column: str, zone: str, lon: float, lat: float) -> Mend:
    degrees = f"latitude {lat:.6f}, longitude {lon:.6f}"
    value = {"lon": f"{lon:.6f}", "lat": f"{lat:.6f}"}.get(column, degrees)
    return Mend(column, f"metres of UTM zone {zone} (WGS 84), read as {value}")
