"""The area, the roads and the people within reach of each facility."""

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.people import everyone
from analysis.plan import Plan
from analysis.supply import Supply
from geo.isochrone import draw_isochrone
from geo.reached import road_length_m
from geo.snap import Snaps

COLUMNS = ["facility_id", "area_m2", "network_m", "population", "status", "buffer_m", "geometry"]


@dataclass(frozen=True, slots=True, eq=False)
class CatchmentsResult:
    """The catchment of each facility that certainly offers the service. Catchments overlap.

    Attributes
    ----------
    plan
        The question.
    catchments
        One row a facility, EPSG:4326, ordered by ``facility_id``: ``area_m2, network_m, population, status,
        buffer_m`` and the drawn shape. ``population`` is NaN without demand points. ``status`` is ``snap_failed``
        where the facility found no road; its figures are then NaN.
    """

    plan: Plan
    catchments: gpd.GeoDataFrame


def catchments(
    supply: Supply, demand: gpd.GeoDataFrame | None, *, progress: Callable[[int, int], None]
) -> CatchmentsResult:
    """Return the catchment of every facility that certainly offers the service.

    Parameters
    ----------
    supply
        Who offers the service.
    demand
        Demand points, or None: how many people are reached is then unknown.
    progress
        Called with the number of facilities done and of all.
    """
    people = None if demand is None else _People(supply, everyone(demand))
    rows = []
    for k, facility_id in enumerate(supply.certain.ids):
        one = supply.certain.snaps.taken(np.array([k]))
        population = np.nan if people is None or one.failed[0] else people.within(one)
        rows.append({"facility_id": facility_id, "population": population, **_drawn(supply, one)})
        progress(k + 1, len(supply.certain.ids))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return CatchmentsResult(supply.plan, gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326"))


def _drawn(supply: Supply, facility: Snaps) -> dict[str, object]:
    if facility.failed[0]:
        missing = {"area_m2": np.nan, "network_m": np.nan, "buffer_m": np.nan, "geometry": None}
        return {"status": "snap_failed", **missing}
    plan, roads = supply.plan, supply.network.roads
    reached = supply.network.reached(facility, direction=plan.direction, cutoff_s=plan.cutoff_s)
    drawn = draw_isochrone(roads, reached, cutoff_s=plan.cutoff_s)
    return {
        "area_m2": drawn.area_m2,
        "network_m": road_length_m(roads, reached),
        "status": "reached",
        "buffer_m": drawn.buffer_m,
        "geometry": drawn.shape,
    }


class _People:
    """The demand points, snapped once for all facilities."""

    def __init__(self, supply: Supply, demand: gpd.GeoDataFrame) -> None:
        self._supply = supply
        self._points = supply.network.snap(demand["lon"].to_numpy(), demand["lat"].to_numpy())
        self._population = demand["population"].to_numpy(dtype=np.float64)

    def within(self, facility: Snaps) -> float:
        """Return how many people are within the cutoff of one facility."""
        plan = self._supply.plan
        found = self._supply.network.nearest(self._points, facility, direction=plan.direction, cutoff_s=plan.cutoff_s)
        return float(self._population[np.isfinite(found.time_s)].sum())
