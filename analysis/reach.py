"""How far the nearest facility is from every place where people are."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np

from analysis.plan import Plan
from analysis.status import status_of
from analysis.supply import Supply


@dataclass(frozen=True, slots=True, eq=False)
class ReachResult:
    """The nearest facility of each demand point.

    Attributes
    ----------
    plan
        The question.
    demand
        One row a demand point, EPSG:4326, ordered by ``demand_id``: ``population, nearest_facility_id, time_s,
        possible_facility_id, possible_time_s, barrier, status``. Times are ``inf`` where nothing can be reached;
        ``time_s`` is filled beyond the cutoff too. ``barrier`` says what blocks a nearer place, if one is;
        ``blocked_facility_id`` and ``blocked_time_s`` say which place and how far.
    """

    plan: Plan
    demand: gpd.GeoDataFrame


def reach(demand: gpd.GeoDataFrame, supply: Supply) -> ReachResult:
    """Return the nearest certain and the nearest possible facility of each demand point.

    Parameters
    ----------
    demand
        The study's demand points, EPSG:4326.
    supply
        Who offers the service.
    """
    points = supply.network.snap(demand["lon"].to_numpy(), demand["lat"].to_numpy())
    near, perhaps = supply.nearest(points, supply.certain), supply.nearest(points, supply.possible)
    barred = supply.nearest(points, supply.blocked)
    nearer = barred.time_s < near.time_s
    barrier = np.append(supply.blocked.barrier, "")[barred.facility]
    answer = demand[["demand_id", "population", "geometry"]].assign(
        nearest_facility_id=supply.certain.names(near.facility),
        time_s=near.time_s,
        possible_facility_id=supply.possible.names(perhaps.facility),
        possible_time_s=perhaps.time_s,
        barrier=np.where(nearer, barrier, ""),
        blocked_facility_id=np.where(nearer, supply.blocked.names(barred.facility), ""),
        blocked_time_s=np.where(nearer, barred.time_s, np.inf),
        status=status_of(near.time_s, points.failed, cutoff_s=supply.plan.cutoff_s, nobody=supply.nobody),
    )
    return ReachResult(supply.plan, answer.sort_values("demand_id", ignore_index=True))
