"""Where the places lie along the corridors: kilometres from the start, metres from the line."""

import geopandas as gpd
import numpy as np

from geo.geodesy import distance_m
from geo.line import MeasuredLine
from geo.nearest_line import NearestLine
from geo.roads import FloatArray

REACH_M = 10_000.0

Beside = tuple[int, float, int]


def beside_corridors(lines: list[MeasuredLine], lon: FloatArray, lat: FloatArray) -> list[list[Beside]]:
    """Return for each place the corridors within 10 km of it.

    Parameters
    ----------
    lines
        The corridors.
    lon, lat
        The places, degrees, EPSG:4326; NaN for one without a place, which lies beside none.

    Returns
    -------
    list
        A list a place: position of the corridor, km along it (one decimal) of the point nearest to the place, whole
        metres from there to the place (geodesic).
    """
    found: list[list[Beside]] = [[] for _ in lon]
    placed = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    for corridor, line in enumerate(lines):
        near = placed[NearestLine([(line.lon, line.lat)]).away(lon[placed], lat[placed]).distance_m <= REACH_M]
        measure_m = line.locate(lon[near], lat[near])
        away_m = distance_m(lon[near], lat[near], *line.at(measure_m))
        for place, at_m, metres in zip(near.tolist(), measure_m.tolist(), away_m.tolist(), strict=True):
            found[place].append((corridor, round(at_m / 1000, 1), round(metres)))
    return found


def measured_corridors(corridors: gpd.GeoDataFrame) -> list[MeasuredLine]:
    """Return the corridors as measured lines, in their order."""
    return [MeasuredLine(line) for line in corridors.geometry]
