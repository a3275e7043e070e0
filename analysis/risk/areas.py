"""Hazards somebody drew: areas that flood in the wet season, and areas with a stated rate of events."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from analysis.risk.inside import area_of, share_inside
from analysis.risk.points import points_of
from data.vocabulary import FLOOD, PER_KM, STATED
from geo.roads import FloatArray, Roads

POINTS_PER_EVENT = 100.0
_KM_M, _HOUR_S = 1000.0, 3600.0


def flood(roads: Roads, hazards: gpd.GeoDataFrame, *, wet: bool) -> FloatArray:
    """Return the points of areas that flood, one value an edge of the roads.

    Parameters
    ----------
    roads
        The roads of one place.
    hazards
        The study's hazards (``kind, geometry``), EPSG:4326.
    wet
        Whether it is the wet season; in the dry one there are none.

    Returns
    -------
    FloatArray
        One point for each 100 km of the edge inside; where areas overlap a road is under water once.
    """
    areas = [area_of(shape) for shape in hazards.geometry[hazards["kind"] == FLOOD]]
    if not areas or not wet:
        return np.zeros(len(roads.tail))
    return points_of(roads.length_m * share_inside(roads, shapely.union_all(areas)))


def expected_events(roads: Roads, hazards: gpd.GeoDataFrame, time_s: FloatArray) -> FloatArray:
    """Return how many events are expected on one passage of each edge, by the rates somebody states.

    Parameters
    ----------
    roads
        The roads of one place.
    hazards
        The study's hazards (``kind, rate, per, geometry``), EPSG:4326; rates are events to one passage, per km or hour
        inside.
    time_s
        Seconds each edge takes the mode of travel; ``inf``: closed.

    Returns
    -------
    FloatArray
        Σ rate × km or hours inside, at least 0; where areas overlap their rates add. Nobody passes a closed edge: 0.
    """
    passed = np.isfinite(time_s)
    per_km, per_hour = roads.length_m / _KM_M, np.where(passed, time_s, 0.0) / _HOUR_S
    events = np.zeros(len(roads.tail))
    rows = hazards[hazards["kind"] == STATED]
    for rate, per, shape in zip(rows["rate"].tolist(), rows["per"], rows.geometry, strict=True):
        events += rate * share_inside(roads, area_of(shape)) * (per_km if per == PER_KM else per_hour)
    return np.where(passed, events, 0.0)


def stated(roads: Roads, hazards: gpd.GeoDataFrame, time_s: FloatArray) -> FloatArray:
    """Return the points of stated rates, one value an edge: a hundred for each event `expected_events` gives."""
    return POINTS_PER_EVENT * expected_events(roads, hazards, time_s)


def event_probability(events: npt.ArrayLike) -> FloatArray:
    """Return the chance of at least one event where `events` are expected, if they come independently: 1 − e^−H."""
    return np.asarray(-np.expm1(-np.asarray(events, dtype=np.float64)))
