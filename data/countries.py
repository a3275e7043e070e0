"""Tells whether a point lies in a country of the corridor, from the basemap's land, land borders and towns."""

from collections import Counter
from functools import cache
from threading import Lock

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

from data.basemap.read import load_land, load_land_borders, load_towns

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
# Farther from its country a place is told off: the basemap's coast and borders are right to about a kilometre, and a
# clinic by the water or a drowning off the coast still belongs to its country.
TOLERANCE_M = 25_000
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
COUNTRIES = ("BZ", "CR", "GT", "HN", "MX", "NI", "PA", "SV", "US")


def is_near(country: str, lon: Floats, lat: Floats) -> Mask:
    """Tell of each point whether it lies in a country or within 25 km of it.

    Parameters
    ----------
    country
        One of ``COUNTRIES``. The United States beyond the basemap (36° N) are rough boxes.
    lon, lat
        Degrees, EPSG:4326; what is off the globe is near nothing.
    """
    on_globe = (np.abs(lon) <= 180) & (np.abs(lat) < 90)  # noqa: PLR2004 - the globe's own edges
    x, y = _flat().transform(np.where(on_globe, lon, 0.0), np.where(on_globe, lat, 0.0))
    with _ASKING:
        near = shapely.contains_xy(_near_shapes()[country], x, y)
    for west, south, east, north in _FAR.get(country, ()):
        near |= (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)
    return np.asarray(near & on_globe, dtype=np.bool_)


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
