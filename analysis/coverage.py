"""How many people have a facility within the cutoff, by area, by corridor and in all."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analysis.people import everyone
from analysis.plan import Plan
from analysis.reach import reach
from analysis.supply import Supply
from geo.nearest_line import NearestLine

CORRIDOR_BELT_M = 25_000.0  # people this near a corridor count as living along it
HOUR_S = 3_600.0


@dataclass(frozen=True, slots=True, eq=False)
class CoverageResult:
    """Coverage of each unit.

    Attributes
    ----------
    plan
        The question.
    units
        One row a unit, ordered by kind and id: ``unit_kind`` (all, area, corridor), ``unit_id, population,
        covered_nearest`` (people), ``share_beyond_60, share_beyond_120`` (0 to 1; NaN where nobody lives),
        ``unknown_people`` (people whose nearest facility might be nearer than we know: covered only if a place
        nobody confirmed does offer the service). People who cannot reach any facility count as beyond. Areas keep
        their shape; other units have none.
    """

    plan: Plan
    units: gpd.GeoDataFrame


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
    """
    people = reach(everyone(demand), supply).demand
    units = [_unit(("all", "all", None), people, np.ones(len(people), dtype=np.bool_), supply.plan)]
    for area in [] if areas is None else areas.to_dict("records"):
        inside = shapely.intersects(area["geometry"], people.geometry.to_numpy())
        units.append(_unit(("area", area["area_id"], area["geometry"]), people, inside, supply.plan))
    for corridor in [] if corridors is None else corridors.to_dict("records"):
        lon, lat = shapely.get_coordinates(corridor["geometry"]).T
        away = NearestLine([(lon, lat)]).away(people.geometry.x.to_numpy(), people.geometry.y.to_numpy())
        near = away.distance_m <= CORRIDOR_BELT_M
        units.append(_unit(("corridor", corridor["corridor_id"], None), people, near, supply.plan))
    frame = pd.DataFrame(units).sort_values(["unit_kind", "unit_id"], ignore_index=True)
    return CoverageResult(supply.plan, gpd.GeoDataFrame(frame, geometry="geometry", crs="EPSG:4326"))


def _unit(
    unit: tuple[str, str, shapely.Geometry | None], people: pd.DataFrame, inside: np.ndarray, plan: Plan
) -> dict[str, object]:
    here = people[inside]
    population, time_s = here["population"].to_numpy(dtype=np.float64), here["time_s"].to_numpy(dtype=np.float64)
    covered = time_s <= plan.cutoff_s
    perhaps = ~covered & (here["possible_time_s"].to_numpy(dtype=np.float64) <= plan.cutoff_s)
    total = float(population.sum())
    return {
        "unit_kind": unit[0],
        "unit_id": unit[1],
        "population": total,
        "covered_nearest": float(population[covered].sum()),
        "share_beyond_60": float(population[time_s > HOUR_S].sum()) / total if total else np.nan,
        "share_beyond_120": float(population[time_s > 2 * HOUR_S].sum()) / total if total else np.nan,
        "unknown_people": float(population[perhaps].sum()),
        "geometry": unit[2],
    }
