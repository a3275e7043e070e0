"""Tells whether a point lies in a country: one of the corridor by the basemap's land, any other by boxes around it."""

import csv
import math
from collections import Counter
from collections.abc import Iterable
from functools import cache
from threading import Lock

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

from data.basemap.read import FOLDER, load_land, load_land_borders, load_towns

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Box = tuple[float, float, float, float]
# Farther from its country a place is told off: the basemap's coast and borders are right to about a kilometre, and a
# clinic by the water or a drowning off the coast still belongs to its country.
TOLERANCE_M = 25_000
_M_PER_DEG = 111_000
# The basemap without a rim in which land beyond it could be near, and where nobody lives.
_TOLD = (-119.5, 5.5, -75.5, 34.5)
_ANTARCTICA_LAT = -60.0
_ROUGH_M = 500
# How far a border of the basemap may lie from the real one.
_DRAWN_M = 3_000
# Distances in it are right to 2 % from Panama to Texas.
_FLAT = "+proj=lcc +lat_1=12 +lat_2=29 +lat_0=20 +lon_0=-98 +datum=WGS84"
_CUT_M, _ISLET_M = 600, 60_000
# West, south, east, north in degrees: what lies beyond the basemap, or on islands far from their country.
_FAR = {
    "CR": ((-87.3, 5.3, -86.8, 5.8),),
    "HN": ((-84.1, 17.2, -83.7, 17.6),),
    "MX": (
        (-118.7, 28.6, -118.0, 29.4),
        (-115.2, 18.1, -110.5, 19.6),
        (-107.0, 21.0, -105.9, 22.0),
        (-90.0, 22.2, -89.4, 22.7),
    ),
    "US": (
        (-125.0, 34.9, -66.5, 49.5),
        (-125.0, 32.4, -119.9, 35.0),
        (-83.2, 24.2, -79.9, 25.5),
        (-180.0, 51.0, -129.9, 71.6),
        (-161.0, 18.5, -154.5, 22.5),
        (-67.6, 17.5, -64.4, 18.7),
    ),
}
# A prepared shape gets its index when it is first asked; two threads that ask at once would break its memory.
_ASKING = Lock()
# Those told by their outline.
COUNTRIES = ("BZ", "CR", "GT", "HN", "MX", "NI", "PA", "SV", "US")


def can_check(country: str) -> bool:
    """Tell whether anything is known of where a country, by its ISO 3166-1 code, lies."""
    return country in COUNTRIES or country in _boxes()


def is_near(country: str, lon: Floats, lat: Floats) -> Mask:
    """Tell of each point whether it lies in a country or within 25 km of it.

    Parameters
    ----------
    country
        One that `can_check` knows. Those that are not of ``COUNTRIES``, and the United States beyond the basemap
        (36° N), are rough boxes.
    lon, lat
        Degrees, EPSG:4326; what is off the globe is near nothing.
    """
    on_globe = (np.abs(lon) <= 180) & (np.abs(lat) < 90)  # noqa: PLR2004 - the globe's own edges
    lon, lat = np.where(on_globe, lon, 0.0), np.where(on_globe, lat, 0.0)
    if country not in COUNTRIES:
        return np.asarray(_in_boxes(_boxes()[country], lon, lat) & on_globe, dtype=np.bool_)
    x, y = _flat().transform(lon, lat)
    with _ASKING:
        near = shapely.contains_xy(_near_shapes()[country], x, y)
    near |= _in_boxes(_FAR.get(country, ()), lon, lat)
    return np.asarray(near & on_globe, dtype=np.bool_)


def is_far_from_land(lon: Floats, lat: Floats) -> Mask:
    """Tell of each point whether it certainly lies more than 25 km from any land where people live.

    Parameters
    ----------
    lon, lat
        Degrees, EPSG:4326. Out at sea is told from the basemap, and so only within it; south of 60° S is Antarctica.
    """
    is_told = (lon >= _TOLD[0]) & (lon <= _TOLD[2]) & (lat >= _TOLD[1]) & (lat <= _TOLD[3])
    far = np.asarray(lat < _ANTARCTICA_LAT, dtype=np.bool_)
    if is_told.any():
        x, y = _flat().transform(lon[is_told], lat[is_told])
        with _ASKING:
            far[is_told] = ~shapely.contains_xy(_near_land(), x, y)
    for boxes in _FAR.values():
        far &= ~_in_boxes(boxes, lon, lat)
    return far


def countries_of(lon: Floats, lat: Floats) -> list[str]:
    """Return the country each point lies in, ISO 3166-1 alpha-2; empty where it is not sure.

    Parameters
    ----------
    lon, lat
        Degrees, EPSG:4326. A point within 3 km of two countries has none, for the border is drawn no finer and a town
        nearby may lie across the river; nor has one out at sea, or beyond the basemap.
    """
    points = shapely.points(*_flat().transform(lon, lat))
    return [next(iter(names)) if len(names) == 1 else "" for names in _around(points)]


def _around(points: npt.NDArray[np.object_]) -> list[set[str]]:
    """Return the countries within `_DRAWN_M` of each point."""
    found: list[set[str]] = [set() for _ in points]
    with _ASKING:
        tree, names = _parts_of_countries()
        for point, part in zip(*tree.query(points, predicate="dwithin", distance=_DRAWN_M), strict=True):
            if names[part]:
                found[point].add(names[part])
    return found


def _in_boxes(boxes: Iterable[Box], lon: Floats, lat: Floats) -> Mask:
    inside = np.zeros(len(lon), dtype=np.bool_)
    for west, south, east, north in boxes:
        # A box grown over the 180th meridian goes on on its other side.
        within = ((lon - west) % 360 <= east - west) | (lon == east)
        inside |= within & (south <= lat) & (lat <= north)
    return inside


@cache
def _boxes() -> dict[str, list[Box]]:
    """Return west, south, east and north of the boxes around each country of the world, grown by the tolerance."""
    boxes: dict[str, list[Box]] = {}
    with (FOLDER / "country_boxes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            west, south, east, north = (float(row[edge]) for edge in ("west", "south", "east", "north"))
            south, north = max(south - TOLERANCE_M / _M_PER_DEG, -90.0), min(north + TOLERANCE_M / _M_PER_DEG, 90.0)
            narrowest = max(math.cos(math.radians(max(-south, north))), 1e-3)
            aside = TOLERANCE_M / _M_PER_DEG / narrowest
            boxes.setdefault(row["country"], []).append((west - aside, south, min(east + aside, west + 360), north))
    return boxes


@cache
def _flat() -> Transformer:
    return Transformer.from_crs("EPSG:4326", _FLAT, always_xy=True)


@cache
def _near_shapes() -> dict[str, shapely.Geometry]:
    """Return each country and 25 km around it, in flat metres, prepared."""
    parts = _land_parts()
    names = np.array(_country_of_parts(parts))
    shapes: dict[str, shapely.Geometry] = {}
    for country in COUNTRIES:
        whole = shapely.union_all(shapely.buffer(parts[names == country], TOLERANCE_M, quad_segs=4))
        shapely.prepare(whole)
        shapes[country] = whole
    return shapes


@cache
def _near_land() -> shapely.Geometry:
    """Return all land of the basemap and 25 km around it, in flat metres, prepared."""
    rough = shapely.simplify(_land_parts(), _ROUGH_M)
    whole = shapely.union_all(shapely.buffer(rough, TOLERANCE_M + _ROUGH_M, quad_segs=4))
    shapely.prepare(whole)
    return whole


@cache
def _parts_of_countries() -> tuple[shapely.STRtree, list[str]]:
    """Return the land cut along the borders, and whose each part is."""
    parts = _land_parts()
    return shapely.STRtree(parts), _country_of_parts(parts)


@cache
def _land_parts() -> npt.NDArray[np.object_]:
    """Return the land in flat metres, cut apart along the land borders."""
    land = shapely.union_all(_flattened(np.array(load_land().geometry)))
    borders = shapely.union_all(_flattened(np.array(load_land_borders().geometry)))
    return np.array(shapely.get_parts(shapely.difference(land, shapely.buffer(borders, _CUT_M, quad_segs=2))))


def _country_of_parts(parts: npt.NDArray[np.object_]) -> list[str]:
    """Return whose most towns on each part are; an islet without a town is its nearest neighbour's."""
    towns = load_towns()
    points = shapely.points(*_flat().transform(towns["lon"].to_numpy(), towns["lat"].to_numpy()))
    countries = towns["country"].to_numpy()
    held: dict[int, Counter[str]] = {}
    for town, part in zip(*shapely.STRtree(parts).query(points, predicate="within"), strict=True):
        held.setdefault(int(part), Counter())[countries[town]] += 1
    named = sorted(held)
    inhabited = shapely.STRtree(parts[named])
    found = []
    for place, part in enumerate(parts):
        near = [place] if place in held else [named[at] for at in inhabited.query_nearest(part, max_distance=_ISLET_M)]
        found.append(max(sorted(held[near[0]]), key=held[near[0]].__getitem__) if near else "")
    return found


def _flattened(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    return np.asarray(shapely.transform(shapes, lambda at: np.column_stack(_flat().transform(at[:, 0], at[:, 1]))))
