"""Answers as the tables people read: the columns of the contract, minutes and kilometres, empty where unknown."""

from typing import Any, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.border_gaps import border_gaps
from analysis.borders import BordersResult
from analysis.catchments import CatchmentsResult
from analysis.corridors import summarise_corridors
from analysis.coverage import CoverageResult
from analysis.gaps import FLAGS, GapsResult
from analysis.plan import Plan
from analysis.reach import ReachResult
from analysis.sectors import SectorsResult
from analysis.usable import Usable
from analysis.verdicts import verdicts

Frame = TypeVar("Frame", bound=pd.DataFrame)

QUESTION = ("service", "mode", "profile", "direction", "cutoff_min", "scenario")

CATCHMENTS = ("facility_id", *QUESTION, "area_km2", "network_km", "population", "status", "buffer_m")
CATCHMENTS_BANDS = ("population_p5", "population_p50", "population_p95")
REACH = (
    *("demand_id", *QUESTION, "nearest_facility_id", "time_min"),
    *("possible_facility_id", "possible_time_min", "barrier", "status"),
    *("blocked_facility_id", "blocked_time_min"),
)
REACH_BANDS = ("time_p5_min", "time_p50_min", "time_p95_min", "p_beyond")
ACCESS = ("facility_id", *QUESTION, "verdict", "barrier", "unmet", "unknown", "wait_min")
COVERAGE = (
    *("unit_kind", "unit_id", *QUESTION, "population", "covered_nearest", "covered_capacity"),
    *("share_beyond_60", "share_beyond_120", "available", "reachable", "admissible", "acceptable"),
    *("bottleneck", "unknown_people", "gini", "without_capacity", "out_of_reach", "covered_in_order"),
    *("eai", "eai_low", "eai_high", "eai_bound_low", "eai_bound_high", "limiting_factor", "eai_rank", "rank_unstable"),
)
COVERAGE_BANDS = ("covered_p5", "covered_p50", "covered_p95")
GAPS = (
    *("corridor_id", "segment_id", *QUESTION, "start_km", "end_km", "time_any_min", "time_ahead_min"),
    *("time_behind_min", "km_ahead", "km_behind", "facility_any", "facility_ahead", "facility_behind"),
    *("possible_time_any_min", "gap_id", "gap_km", "share_beyond", "km_beyond", "severity", "p_underserved"),
    *("flag", "border_km", "people_per_day", "person_km_beyond", "status", "share_unreachable"),
)
GAPS_BANDS = ("time_any_p5_min", "time_any_p50_min", "time_any_p95_min")
CORRIDORS = (
    *("corridor_id", *QUESTION, "length_km", "longest_gap_km", "gap_index"),
    *(f"km_{flag}" for flag in FLAGS),
    *("km_beyond", "max_people_per_day_beyond"),
)
CORRIDORS_BANDS = ("km_beyond_p5", "km_beyond_p50", "km_beyond_p95")
TORNADO = ("factor", *QUESTION, "figure", "better", "worse", "swing")
SECTORS = (
    *("corridor_id", "segment_id", "sector", *QUESTION, "services", "start_km", "end_km", "time_min"),
    *("possible_time_min", "facility_id", "status", "flag"),
)
BORDER_GAPS = (
    *("corridor_id", "segment_id", *QUESTION, "start_km", "end_km", "border_id", "border_km", "gap_id", "gap_km"),
    *("people_per_day", "flag"),
)
BORDERS = (
    *("piece_id", "border_id", "side", "buffer_km", "rule", "service", "people", "people_beyond", "gain_min"),
    *("mode", "profile", "direction", "cutoff_min", "scenario", "people_gaining_a_way", "status"),
)
POINT = ("corridor_id", *QUESTION, "km", *GAPS[GAPS.index("time_any_min") : GAPS.index("share_beyond")], "status")

# How many decimals a figure is written with: metres in kilometres, tenths of minutes, a person, a ten-thousandth.
DECIMALS: dict[str, int] = {
    "cutoff_min": 1,
    **dict.fromkeys(
        [c for c in (*GAPS, *GAPS_BANDS, *REACH, *REACH_BANDS, *ACCESS, *SECTORS) if c.endswith("_min")], 1
    ),
    **dict.fromkeys([c for c in (*GAPS, *REACH, *ACCESS, *SECTORS, *BORDERS) if c.endswith("_min")], 1),
    **dict.fromkeys(["km", "start_km", "end_km", "km_ahead", "km_behind", "gap_km", "border_km", "km_beyond"], 3),
    **dict.fromkeys([c for c in (*CORRIDORS, *CORRIDORS_BANDS) if "km" in c], 3),
    **dict.fromkeys(["area_km2", "network_km", "person_km_beyond"], 3),
    **dict.fromkeys(["share_beyond", "share_unreachable", "share_beyond_60", "share_beyond_120", "severity"], 4),
    **dict.fromkeys(["gap_index", "p_underserved", "p_beyond", "gini"], 4),
    **dict.fromkeys([c for c in COVERAGE if c.startswith("eai") and c != "eai_rank"], 4),
    **dict.fromkeys(
        [
            *COVERAGE_BANDS,
            *CATCHMENTS_BANDS,
            "population",
            "covered_nearest",
            "covered_capacity",
            "unknown_people",
            "buffer_m",
        ],
        0,
    ),
    **dict.fromkeys(
        ["without_capacity", "out_of_reach", "covered_in_order", "available", "reachable", "admissible", "acceptable"],
        0,
    ),
    "eai_rank": 0,
    **dict.fromkeys(["better", "worse", "swing"], 3),
    **dict.fromkeys(["marginal_population", "total_population", "removal_loss", "backup_population", "people"], 1),
    **dict.fromkeys(["people_beyond", "people_gaining_a_way"], 1),
    "buffer_km": 0,
    **dict.fromkeys(["gained_residents", "gained_transit"], 1),
    **dict.fromkeys(["objective", "bound", "gap_pct"], 4),
    **dict.fromkeys(["before_min"], 1),
    "capacity": 1,
    # A few people ask for hundredths of a consultation a day, and many such days are summed.
    **dict.fromkeys(["arrivals", "stayed", "served", "waiting", "over_capacity", "unserved"], 3),
    **dict.fromkeys(["worst_waiting", "waiting_days", "to_leave", "on_the_way", "arrived", "need", "need_total"], 3),
    **dict.fromkeys(["served_total", "carried", "lost"], 3),
    **dict.fromkeys(["first_over_day", "last_over_day", "worst_day"], 0),
    **dict.fromkeys(["people_per_day", "max_people_per_day_beyond", "help_min"], 1),
    **dict.fromkeys(["hazard", "incidents_per_100km_year", "exposure", "exposure_without_people"], 4),
    "exposure_fifth": 0,
}


def catchments_table(result: CatchmentsResult) -> gpd.GeoDataFrame:
    """Return catchments.csv with the drawn shapes."""
    frame = result.catchments
    columns = (*CATCHMENTS, *_if_run(result.plan, CATCHMENTS_BANDS))
    return _table(frame.assign(area_km2=frame["area_m2"] / 1e6), columns, result.plan)


def reach_table(result: ReachResult) -> gpd.GeoDataFrame:
    """Return reach.csv with the demand points."""
    return _table(result.demand, (*REACH, *_if_run(result.plan, REACH_BANDS)), result.plan)


def coverage_table(result: CoverageResult) -> gpd.GeoDataFrame:
    """Return coverage.csv with the shapes of areas; the three numbers of capacity are empty where none is known.

    People are rounded so that the three still sum to everyone.
    """
    table = _table(result.units, (*COVERAGE, *_if_run(result.plan, COVERAGE_BANDS)), result.plan)
    whole = table[["population", "covered_capacity", "out_of_reach"]].round(0)
    rest = whole["population"] - whole["covered_capacity"] - whole["out_of_reach"]
    return table.assign(without_capacity=rest.clip(lower=0.0), **{str(name): whole[name] for name in whole})


def access_table(usable: Usable, plan: Plan) -> gpd.GeoDataFrame:
    """Return access.csv: why each place counts in an answer or does not, with the places."""
    rows = verdicts(usable).set_axis(usable.seen.index)
    return _table(gpd.GeoDataFrame(rows, geometry=usable.seen.geometry, crs="EPSG:4326"), ACCESS, plan)


def gaps_table(result: GapsResult) -> gpd.GeoDataFrame:
    """Return gaps.csv with the course of each segment."""
    segments = result.segments
    columns = (*GAPS, *_if_run(result.plan, GAPS_BANDS))
    return _table(segments.assign(person_km_beyond=segments["person_m_beyond"] / 1e3), columns, result.plan)


def corridors_table(result: GapsResult) -> pd.DataFrame:
    """Return corridors.csv. Kilometres are rounded so that the four flags still sum to the length."""
    columns = (*CORRIDORS, *_if_run(result.plan, CORRIDORS_BANDS))
    table = _table(summarise_corridors(result), columns, result.plan)
    *flags, last = (f"km_{flag}" for flag in FLAGS)
    rounded = table[["length_km", *flags]].round(3)
    rest = (rounded["length_km"] - rounded[flags].sum(axis=1)).clip(lower=0.0)
    return table.assign(**{str(name): rounded[name] for name in rounded}, **{last: rest})


def border_gaps_table(result: GapsResult) -> gpd.GeoDataFrame:
    """Return the underserved segments within 25 km of a land border, with the border each is nearest to."""
    return _table(border_gaps(result), BORDER_GAPS, result.plan)


def borders_table(result: BordersResult) -> gpd.GeoDataFrame:
    """Return borders.csv with the course of each piece of border."""
    return _table(result.rows, BORDERS, result.plan)


def sectors_table(result: SectorsResult) -> gpd.GeoDataFrame:
    """Return sectors.csv with the course of each segment; the service asked about is the sector's, so it is empty."""
    return _table(result.cells, SECTORS, result.plan).assign(service="")


def tornado_table(rows: pd.DataFrame, figure: str, plan: Plan) -> pd.DataFrame:
    """Return tornado.csv: the figure named at both ends of each thing nobody knows, what moves it most first."""
    return _table(rows.assign(figure=figure), TORNADO, plan)


def point_table(values: pd.DataFrame, corridor_id: str, at_m: float, plan: Plan) -> pd.DataFrame:
    """Return the answer at one point of a corridor, in the columns of gaps.csv."""
    return _table(values.assign(corridor_id=corridor_id, km=at_m / 1e3), POINT, plan)


def question_of(plan: Plan) -> dict[str, Any]:
    """Return the columns that say what was asked."""
    return {
        "service": plan.service,
        "mode": plan.mode,
        "profile": plan.profile.name,
        "direction": plan.direction,
        "cutoff_min": plan.cutoff_s / 60.0,
        "scenario": plan.scenario,
    }


def decimals_of(plan: Plan) -> dict[str, int]:
    """Return the decimals of every column; a cutoff finer than a tenth of a minute is told as it was asked."""
    cutoff_min = plan.cutoff_s / 60.0
    return DECIMALS if round(cutoff_min, 1) == cutoff_min else {**DECIMALS, "cutoff_min": 6}


def _if_run(plan: Plan, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that only random runs fill."""
    return columns if plan.runs else ()


def _table(frame: Frame, columns: tuple[str, ...], plan: Plan) -> Frame:
    """Return `frame` with exactly `columns` (absent ones NaN), the question's filled in, and its geometry if any."""
    filled = frame.assign(**_for_people(frame), **question_of(plan))
    empty = {column: np.nan for column in columns if column not in filled}
    return filled.assign(**empty)[[*columns, *(["geometry"] if "geometry" in frame else [])]]


def _for_people(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the columns in seconds as minutes and those in metres as kilometres, under the contract's names.

    Minutes are NaN, which is written as empty, where nothing can be reached.
    """
    names = [str(name) for name in frame.columns]
    minutes = {f"{name[:-2]}_min": frame[name] / 60.0 for name in names if name.endswith("_s")}
    kilometres = {_kilometres(name): frame[name] / 1e3 for name in names if name.endswith("_m")}
    return {name: values.replace(np.inf, np.nan) for name, values in minutes.items()} | kilometres


def _kilometres(name: str) -> str:
    """Return what the contract calls a length: some are ``km_`` and a word, others a word and ``_km``."""
    stem = name.removesuffix("_m")
    return f"km_{stem}" if f"km_{stem}" in DECIMALS else f"{stem}_km"
