"""How sure the times of people are, and how many are covered among the runs."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.bands.draw import Draw, Uncertain
from analysis.bands.quantiles import Band, band
from analysis.bands.runs import Runs, times_in
from analysis.bands.tornado import tornado
from analysis.coverage import CoverageResult, units_of
from analysis.people import people_of
from analysis.reach import ReachResult
from analysis.supply import Supply
from geo.snap import Snaps


def reach_with_runs(result: ReachResult, supply: Supply, runs: Runs) -> ReachResult:
    """Return the answer with how sure it is.

    Parameters
    ----------
    result
        The answer without runs.
    supply
        Who offers the service.
    runs
        Seconds to the nearest facility of points, one row a run.

    Returns
    -------
    ReachResult
        Each demand point tells ``time_p5_s, time_p50_s, time_p95_s`` (``inf``: none) and ``p_beyond``: the share of
        runs in which it is beyond the cutoff.
    """
    demand = result.demand
    times_s = runs(points_of_reach(demand, supply))
    beyond = (times_s > supply.plan.cutoff_s).mean(axis=0)
    return replace(result, demand=demand.assign(**_named("time", band(times_s), "_s"), p_beyond=beyond))


def points_of_reach(demand: gpd.GeoDataFrame, supply: Supply) -> Snaps:
    """Return the points whose times `reach_with_runs` asks for: those of the demand points, by their id."""
    places = demand.sort_values("demand_id").geometry
    return supply.network.snap(places.x.to_numpy(), places.y.to_numpy())


def points_of_coverage(demand: gpd.GeoDataFrame, supply: Supply) -> Snaps:
    """Return the points whose times `coverage_with_runs` asks for: those of the people of the profile."""
    people, _ = people_of(demand, supply.plan.profile)
    return supply.network.snap(people["lon"].to_numpy(), people["lat"].to_numpy())


def coverage_with_runs(
    result: CoverageResult,
    demand: gpd.GeoDataFrame,
    supply: Supply,
    runs: Runs,
    *,
    areas: gpd.GeoDataFrame | None,
    corridors: gpd.GeoDataFrame | None,
) -> CoverageResult:
    """Return the answer with how sure it is.

    Parameters
    ----------
    result
        The answer without runs.
    demand, supply
        What it was worked out from.
    runs
        Seconds to the nearest facility of points, one row a run.
    areas, corridors
        What it was worked out from too.

    Returns
    -------
    CoverageResult
        Each unit tells ``covered_p5, covered_p50, covered_p95``: people within the cutoff.
    """
    people, _ = people_of(demand, supply.plan.profile)
    times_s = runs(points_of_coverage(demand, supply))
    covered = np.where(times_s <= supply.plan.cutoff_s, people["population"].to_numpy(dtype=np.float64), 0.0)
    units = units_of(people, areas, corridors)
    of_unit = {(unit.kind, unit.unit_id): covered[:, unit.own].sum(axis=1) for unit in units}
    keys = zip(result.units["unit_kind"], result.units["unit_id"], strict=True)
    told = band(np.column_stack([of_unit[key] for key in keys]))
    return replace(result, units=result.units.assign(**_named("covered", told)))


def coverage_tornado(demand: gpd.GeoDataFrame, uncertain: Uncertain) -> pd.DataFrame:
    """Return what becomes of the people within the cutoff, of all together, at the ends of each unknown.

    Parameters
    ----------
    demand
        The study's demand points, EPSG:4326.
    uncertain
        What nobody knows for sure.

    Returns
    -------
    pandas.DataFrame
        As `analysis.bands.tornado.tornado` returns it.
    """
    supply = uncertain.supply
    people, _ = people_of(demand, supply.plan.profile)
    points = points_of_coverage(demand, supply)
    population = people["population"].to_numpy(dtype=np.float64)

    def covered(drawn: Draw) -> float:
        return float(population[times_in(points, uncertain, drawn) <= supply.plan.cutoff_s].sum())

    return tornado(uncertain, covered)


def _named(stem: str, told: Band, unit: str = "") -> dict[str, np.ndarray]:
    return {f"{stem}_{name}{unit}": values for name, values in told._asdict().items()}
