"""How many people have a facility within the cutoff, and how much of it, by area, by corridor and in all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analysis.cascade import STEPS, bottleneck, steps_taken
from analysis.effective import effective_access
from analysis.inequality import gini
from analysis.people import people_of
from analysis.plan import Plan
from analysis.ranked import ranked
from analysis.reach import reach
from analysis.room import find_room
from analysis.supply import Supply
from analysis.usable import Mask
from geo.nearest_line import NearestLine
from geo.roads import FloatArray

CORRIDOR_BELT_M = 25_000.0  # people this near a corridor count as living along it
HOUR_S = 3_600.0
INDEX = ("eai", "eai_low", "eai_high", "eai_bound_low", "eai_bound_high")


@dataclass(frozen=True, slots=True, eq=False)
class CoverageResult:
    """Coverage of each unit.

    Attributes
    ----------
    plan
        The question.
    group_told
        Whether the people counted are those of the profile's group alone; False where the study does not tell them
        apart, and everyone is counted.
    units
        One row a unit, ordered by kind and id: ``unit_kind`` (all, area, corridor), ``unit_id, population``; people:
        ``covered_nearest`` (a place within the cutoff is known to meet all the profile needs), ``unknown_people`` (not
        covered, and would be if all went well that nobody knows), ``available, reachable, admissible, acceptable`` (see
        `analysis.cascade`; the last equals ``covered_nearest``), ``covered_capacity, without_capacity, out_of_reach``
        (who finds room, who is in reach and finds none, who is in reach of no place that counts for certain; they sum
        to the population, and are NaN where no capacity is known); ``covered_in_order``: who finds room where
        facilities fill one by one, the largest first (AccessMod). ``bottleneck``: the step that loses most.
        ``share_beyond_60`` and ``_120``: 0 to 1, NaN where nobody lives; who can reach no facility counts as beyond.
        ``eai`` and its bounds: the mean index of `analysis.effective`, NaN where nobody lives; ``limiting_factor``:
        what limits most of those whom anything limits;
        ``eai_rank`` among units of the kind, 1 the least access, and ``rank_unstable`` (yes or no): another assumption
        about unknown conditions would change it. ``gini``: of the index over people. Areas keep their shape.
    """

    plan: Plan
    group_told: bool
    units: gpd.GeoDataFrame


class Unit(NamedTuple):
    """A unit of coverage.

    Attributes
    ----------
    kind, unit_id
        ``all``, ``area`` or ``corridor``, and its id.
    shape
        Of an area, EPSG:4326; else None.
    own
        Which people are its own.
    """

    kind: str
    unit_id: str
    shape: shapely.Geometry | None
    own: Mask


def coverage(
    demand: gpd.GeoDataFrame,
    supply: Supply,
    *,
    areas: gpd.GeoDataFrame | None,
    corridors: gpd.GeoDataFrame | None,
) -> CoverageResult:
    """Return how many people are covered, unit by unit.

    Parameters
    ----------
    demand
        The study's demand points, EPSG:4326.
    supply
        Who offers the service.
    areas, corridors
        The study's tables, EPSG:4326, or None. A person on the edge of two areas counts in both.

    Raises
    ------
    QuestionError
        The study tells groups of people apart, and the profile's is none of them.
    """
    people, told = people_of(demand, supply.plan.profile)
    answers = _answers(people, supply)
    rows = [_row(unit, answers[unit.own], supply.plan) for unit in units_of(answers, areas, corridors)]
    frame = ranked(pd.DataFrame(rows)).sort_values(["unit_kind", "unit_id"], ignore_index=True)
    return CoverageResult(supply.plan, told, gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326"))


def _answers(people: gpd.GeoDataFrame, supply: Supply) -> gpd.GeoDataFrame:
    """Return what every demand point gets: its way, its steps, its index and its room."""
    near = reach(people, supply).demand
    points = supply.network.snap(near.geometry.x.to_numpy(), near.geometry.y.to_numpy())
    index = effective_access(points, supply)
    room = find_room(points, near["population"].to_numpy(dtype=np.float64), supply)
    return near.assign(
        **steps_taken(points, supply),
        eai=index.central,
        eai_low=index.low,
        eai_high=index.high,
        eai_bound_low=index.bound_low,
        eai_bound_high=index.bound_high,
        limit=index.limit,
        room=np.nan if room is None else room.best.point_people,
        room_in_order=np.nan if room is None else room.in_order.point_people,
    )


def units_of(
    people: gpd.GeoDataFrame, areas: gpd.GeoDataFrame | None, corridors: gpd.GeoDataFrame | None
) -> Iterator[Unit]:
    """Yield the units people are counted by: all of them, each area, and the belt of 25 km of each corridor."""
    yield Unit("all", "all", None, np.ones(len(people), dtype=np.bool_))
    for area in [] if areas is None else areas.to_dict("records"):
        inside = shapely.intersects(area["geometry"], people.geometry.to_numpy())
        yield Unit("area", area["area_id"], area["geometry"], inside)
    for corridor in [] if corridors is None else corridors.to_dict("records"):
        lon, lat = shapely.get_coordinates(corridor["geometry"]).T
        away = NearestLine([(lon, lat)]).away(people.geometry.x.to_numpy(), people.geometry.y.to_numpy())
        yield Unit("corridor", corridor["corridor_id"], None, away.distance_m <= CORRIDOR_BELT_M)


def _row(unit: Unit, here: gpd.GeoDataFrame, plan: Plan) -> dict[str, object]:
    population, time_s = here["population"].to_numpy(dtype=np.float64), here["time_s"].to_numpy(dtype=np.float64)
    perhaps = (time_s > plan.cutoff_s) & (here["possible_time_s"].to_numpy(dtype=np.float64) <= plan.cutoff_s)
    total = float(population.sum())
    steps = {step: float(population[here[step]].sum()) for step in STEPS}
    return {
        "unit_kind": unit.kind,
        "unit_id": unit.unit_id,
        "population": total,
        "covered_nearest": float(population[time_s <= plan.cutoff_s].sum()),
        **_room(here, population, steps),
        "share_beyond_60": _mean(time_s > HOUR_S, population),
        "share_beyond_120": _mean(time_s > 2 * HOUR_S, population),
        **steps,
        "bottleneck": bottleneck(total, steps),
        "unknown_people": float(population[perhaps].sum()),
        "gini": gini(here["eai"].to_numpy(dtype=np.float64), population),
        **{name: _mean(here[name].to_numpy(dtype=np.float64), population) for name in INDEX},
        "limiting_factor": _most_people(here["limit"], population),
        "geometry": unit.shape,
    }


def _room(here: gpd.GeoDataFrame, population: FloatArray, steps: dict[str, float]) -> dict[str, float]:
    """Return the three numbers that make up everyone: served, in reach without room, in reach of no sure place."""
    served = float(here["room"].sum(skipna=False)) if len(here) else 0.0
    in_reach = steps["acceptable"]
    if np.isnan(served):
        return dict.fromkeys(["covered_capacity", "covered_in_order", "without_capacity", "out_of_reach"], np.nan)
    return {
        "covered_capacity": served,
        "covered_in_order": float(here["room_in_order"].sum()),
        "without_capacity": max(0.0, in_reach - served),
        "out_of_reach": float(population.sum()) - in_reach,
    }


def _mean(values: np.ndarray, population: FloatArray) -> float:
    """Return the mean over people; NaN where nobody lives."""
    total = population.sum()
    return float((values * population).sum() / total) if total else np.nan


def _most_people(limits: pd.Series, population: FloatArray) -> str:
    """Return what limits most of those whom anything limits, the first by name of equals; empty where nothing does."""
    people = pd.Series(population, index=limits.to_numpy()).drop("", errors="ignore").groupby(level=0).sum()
    return str(people.idxmax()) if people.sum() > 0 else ""
