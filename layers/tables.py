"""Answers as the tables people read: the columns of the contract, minutes and kilometres, empty where unknown."""

from typing import Any, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.border_gaps import border_gaps
from analysis.catchments import CatchmentsResult
from analysis.corridors import summarise_corridors
from analysis.coverage import CoverageResult
from analysis.gaps import FLAGS, GapsResult
from analysis.plan import Plan
from analysis.reach import ReachResult

Frame = TypeVar("Frame", bound=pd.DataFrame)

QUESTION = ("service", "mode", "profile", "direction", "cutoff_min", "scenario")

CATCHMENTS = ("facility_id", *QUESTION, "area_km2", "network_km", "population", "status", "buffer_m")
REACH = (
    *("demand_id", *QUESTION, "nearest_facility_id", "time_min"),
    *("possible_facility_id", "possible_time_min", "barrier", "status"),
)
COVERAGE = (
    *("unit_kind", "unit_id", *QUESTION, "population", "covered_nearest", "covered_capacity"),
    *("share_beyond_60", "share_beyond_120", "available", "reachable", "admissible", "acceptable"),
    *("bottleneck", "unknown_people", "gini"),
)
GAPS = (
    *("corridor_id", "segment_id", *QUESTION, "start_km", "end_km", "time_any_min", "time_ahead_min"),
    *("time_behind_min", "km_ahead", "km_behind", "facility_any", "facility_ahead", "facility_behind"),
    *("possible_time_any_min", "gap_id", "gap_km", "share_beyond", "km_beyond", "severity", "p_underserved"),
    *("flag", "border_km", "people_per_day", "person_km_beyond", "status", "share_unreachable"),
)
CORRIDORS = (
    *("corridor_id", *QUESTION, "length_km", "longest_gap_km", "gap_index"),
    *(f"km_{flag}" for flag in FLAGS),
    *("km_beyond", "max_people_per_day_beyond"),
)
BORDER_GAPS = (
    *("corridor_id", "segment_id", *QUESTION, "start_km", "end_km", "border_id", "border_km", "gap_id", "gap_km"),
    *("people_per_day", "flag"),
)
POINT = ("corridor_id", *QUESTION, "km", *GAPS[GAPS.index("time_any_min") : GAPS.index("share_beyond")], "status")

# How many decimals a figure is written with: metres in kilometres, tenths of minutes, a person, a ten-thousandth.
DECIMALS: dict[str, int] = {
    "cutoff_min": 1,
    **dict.fromkeys([c for c in (*GAPS, *REACH) if c.endswith("_min")], 1),
    **dict.fromkeys(["km", "start_km", "end_km", "km_ahead", "km_behind", "gap_km", "border_km", "km_beyond"], 3),
    **dict.fromkeys([c for c in CORRIDORS if "km" in c], 3),
    **dict.fromkeys(["area_km2", "network_km", "person_km_beyond"], 3),
    **dict.fromkeys(["share_beyond", "share_unreachable", "share_beyond_60", "share_beyond_120", "severity"], 4),
    **dict.fromkeys(["gap_index", "p_underserved", "gini"], 4),
    **dict.fromkeys(["population", "covered_nearest", "covered_capacity", "unknown_people", "buffer_m"], 0),
    **dict.fromkeys(["people_per_day", "max_people_per_day_beyond"], 1),
}


def catchments_table(result: CatchmentsResult) -> gpd.GeoDataFrame:
    """Return catchments.csv with the drawn shapes."""
    frame = result.catchments
    return _table(
        frame.assign(area_km2=frame["area_m2"] / 1e6, network_km=frame["network_m"] / 1e3), CATCHMENTS, result.plan
    )


def reach_table(result: ReachResult) -> gpd.GeoDataFrame:
    """Return reach.csv with the demand points."""
    frame = result.demand
    return _table(
        frame.assign(time_min=_minutes(frame["time_s"]), possible_time_min=_minutes(frame["possible_time_s"])),
        REACH,
        result.plan,
    )


def coverage_table(result: CoverageResult) -> gpd.GeoDataFrame:
    """Return coverage.csv with the shapes of areas. Columns of later questions (capacity, access) are empty."""
    return _table(result.units, COVERAGE, result.plan)


def gaps_table(result: GapsResult) -> gpd.GeoDataFrame:
    """Return gaps.csv with the course of each segment."""
    frame = _in_minutes(result.segments)
    return _table(
        frame.assign(
            start_km=frame["start_m"] / 1e3,
            end_km=frame["end_m"] / 1e3,
            km_beyond=frame["beyond_m"] / 1e3,
            border_km=frame["border_m"] / 1e3,
            person_km_beyond=frame["person_m_beyond"] / 1e3,
        ),
        GAPS,
        result.plan,
    )


def corridors_table(result: GapsResult) -> pd.DataFrame:
    """Return corridors.csv. Kilometres are rounded so that the four flags still sum to the length."""
    frame = summarise_corridors(result)
    kilometres = {f"km_{flag}": (frame[f"{flag}_m"] / 1e3).round(3) for flag in FLAGS[:-1]}
    length_km = (frame["length_m"] / 1e3).round(3)
    kilometres[f"km_{FLAGS[-1]}"] = (length_km - sum(kilometres.values())).clip(lower=0.0)
    return _table(
        frame.assign(
            length_km=length_km,
            longest_gap_km=frame["longest_gap_m"] / 1e3,
            km_beyond=frame["beyond_m"] / 1e3,
            **kilometres,
        ),
        CORRIDORS,
        result.plan,
    )


def border_gaps_table(result: GapsResult) -> gpd.GeoDataFrame:
    """Return the underserved segments within 25 km of a land border, with the border each is nearest to."""
    frame = border_gaps(result)
    return _table(
        frame.assign(
            start_km=frame["start_m"] / 1e3,
            end_km=frame["end_m"] / 1e3,
            gap_km=frame["gap_m"] / 1e3,
            border_km=frame["border_m"] / 1e3,
        ),
        BORDER_GAPS,
        result.plan,
    )


def point_table(values: pd.DataFrame, corridor_id: str, at_m: float, plan: Plan) -> pd.DataFrame:
    """Return the answer at one point of a corridor, in the columns of gaps.csv."""
    return _table(_in_minutes(values).assign(corridor_id=corridor_id, km=at_m / 1e3), POINT, plan)


def _in_minutes(frame: Frame) -> Frame:
    names = ("time_any", "time_ahead", "time_behind", "possible_time_any")
    times = {f"{name}_min": _minutes(frame[f"{name}_s"]) for name in names}
    return frame.assign(
        km_ahead=frame["ahead_m"] / 1e3, km_behind=frame["behind_m"] / 1e3, gap_km=frame["gap_m"] / 1e3, **times
    )


def _minutes(seconds: pd.Series) -> pd.Series:
    """Return minutes; NaN, which is written as empty, where nothing can be reached."""
    return (seconds / 60.0).replace(np.inf, np.nan)


def _table(frame: Frame, columns: tuple[str, ...], plan: Plan) -> Frame:
    """Return `frame` with exactly `columns` (absent ones NaN), the question's filled in, and its geometry if any."""
    question: dict[str, Any] = {
        "service": plan.service,
        "mode": plan.mode,
        "profile": plan.profile,
        "direction": plan.direction,
        "cutoff_min": plan.cutoff_s / 60.0,
        "scenario": plan.scenario,
    }
    filled = frame.assign(**question, **{c: np.nan for c in columns if c not in frame and c not in question})
    return filled[[*columns, *(["geometry"] if "geometry" in frame else [])]]
