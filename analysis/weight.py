"""How much a place matters for the answers: the people and the kilometres that have no nearer one."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from analysis.people import everyone
from analysis.plan import CELL_M
from geo.line import MeasuredLine
from geo.roads import FloatArray


class Weight(NamedTuple):
    """What hangs on a row: people, and kilometres of corridor; NaN where that cannot be told."""

    people: float
    km: float


NOT_KNOWN = Weight(math.nan, math.nan)


def weigh_facilities(
    facilities: gpd.GeoDataFrame, demand: gpd.GeoDataFrame | None, corridors: gpd.GeoDataFrame | None
) -> Mapping[str, Weight]:
    """Return for each facility with a place the people and the kilometres it is the nearest to, as the crow flies.

    A place that counts nowhere (closed, or a mobile clinic without visits) is nobody's alternative: it takes nothing
    from the others, and weighs what it would be the nearest to if it counted.

    Parameters
    ----------
    facilities
        The study's, EPSG:4326; all kinds are weighed against each other.
    demand, corridors
        Places with people and corridor lines, EPSG:4326; None where the study has none.

    Notes
    -----
    Distances are great-circle on a sphere: they only order the places, and no answer is made of them.
    """
    placed = facilities[facilities["lon"].notna() & facilities["lat"].notna()]
    if placed.empty:
        return {}
    counts = (placed["status"] != "closed").to_numpy() & (placed["kind"] != "mobile_clinic").to_numpy()
    spots = _on_sphere(placed["lon"].to_numpy(np.float64), placed["lat"].to_numpy(np.float64))
    people, km = np.zeros(len(placed)), np.zeros(len(placed))
    if demand is not None and len(demand):
        once = everyone(demand)
        lon_lat = once["lon"].to_numpy(np.float64), once["lat"].to_numpy(np.float64)
        _add_nearest(people, once["population"].to_numpy(np.float64), spots, counts, _on_sphere(*lon_lat))
    for shape in () if corridors is None else corridors.geometry:
        line = MeasuredLine(shape)
        edges_m = np.append(np.arange(0.0, line.length_m, CELL_M), line.length_m)
        middles = _on_sphere(*line.at((edges_m[:-1] + edges_m[1:]) / 2))
        _add_nearest(km, np.diff(edges_m) / 1000.0, spots, counts, middles)
    return {
        facility_id: Weight(float(one), float(other))
        for facility_id, one, other in zip(placed["facility_id"], people, km, strict=True)
    }


def _add_nearest(
    weights: FloatArray, values: FloatArray, spots: FloatArray, counts: npt.NDArray[np.bool_], points: FloatArray
) -> None:
    """Add what stands at each point to the nearest spot that counts, and to one that does not if nearer still."""
    chord, nearest = _nearest(spots, np.flatnonzero(counts), points)
    other_chord, other = _nearest(spots, np.flatnonzero(~counts), points)
    there, is_nearer = np.isfinite(chord), other_chord < chord
    np.add.at(weights, nearest[there], values[there])
    np.add.at(weights, other[is_nearer], values[is_nearer])


def _nearest(
    spots: FloatArray, among: npt.NDArray[np.intp], points: FloatArray
) -> tuple[FloatArray, npt.NDArray[np.intp]]:
    """Return for each point how far the nearest of some spots is, and which it is; infinite if there is none."""
    if not len(among):
        return np.full(len(points), np.inf), np.zeros(len(points), dtype=np.intp)
    chord, at = map(np.asarray, cKDTree(spots[among]).query(points))
    return chord, among[at]


def weigh_demand(demand: gpd.GeoDataFrame) -> Mapping[str, Weight]:
    """Return the people of each demand point, by ``demand_id``."""
    people = zip(demand["demand_id"], demand["population"], strict=True)
    return {demand_id: Weight(float(count), math.nan) for demand_id, count in people}


def _on_sphere(lon: FloatArray, lat: FloatArray) -> FloatArray:
    lam, phi = np.radians(lon), np.radians(lat)
    return np.column_stack((np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)))
