"""Where the places lie along the corridors: kilometres from the start, metres from the line."""

from collections.abc import Sequence

import numpy as np

from geo.geodesy import distance_m
from geo.nearest_line import NearestLine
from geo.roads import FloatArray
from layers.public.corridors import Corridor

REACH_M = 10_000.0

Beside = tuple[int, float, int]


def beside_corridors(
    corridors: Sequence[Corridor], lon: FloatArray, lat: FloatArray, country: Sequence[str]
) -> list[list[Beside]]:
    """Return for each place the corridors within 10 km of it; across a border nothing is beside one.

    Parameters
    ----------
    corridors
        Those of the map.
    lon, lat
        The places, degrees, EPSG:4326; NaN for one without a place, which lies beside none.
    country
        Where each place is, ISO 3166-1 alpha-2; empty where nobody knows.

    Returns
    -------
    list
        A list a place: position of the corridor, km along it (one decimal) of the point nearest to the place, whole
        metres from there to the place (geodesic).
    """
    found: list[list[Beside]] = [[] for _ in lon]
    placed = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    for number, corridor in enumerate(corridors):
        line = corridor.line
        near = placed[NearestLine([(line.lon, line.lat)]).away(lon[placed], lat[placed]).distance_m <= REACH_M]
        measure_m = line.locate(lon[near], lat[near])
        away_m = distance_m(lon[near], lat[near], *line.at(measure_m))
        for place, at_m, metres in zip(near.tolist(), measure_m.tolist(), away_m.tolist(), strict=True):
            km = round(at_m / 1000, 1)
            if corridor.may_have(km, country[place]):
                found[place].append((number, km, round(metres)))
    return found
