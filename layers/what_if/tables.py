"""Scenarios as tables: the study as it is and each scenario side by side, and the segments that differ."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.gaps import FLAGS
from analysis.plan import Plan
from layers.tables import DECIMALS, QUESTION, question_of

FIGURES = (
    *("length_km", "longest_gap_km", *(f"km_{flag}" for flag in FLAGS), "km_beyond"),
    *("population", "covered_nearest", "unknown_people", "share_beyond_60", "share_beyond_120"),
)
COMPARED = ("longest_gap_km", *(f"km_{flag}" for flag in FLAGS), "km_beyond", "covered_nearest", "unknown_people")
SCENARIOS = ("unit_kind", "unit_id", *QUESTION, *FIGURES, *(f"diff_{name}" for name in COMPARED))
CHANGES = (
    *("corridor_id", "segment_id", *QUESTION, "start_km", "end_km", "change", "before_min", "after_min"),
    *("difference_min", "before_flag", "after_flag", "before_status", "after_status"),
    *("before_facility", "after_facility", "before_share_beyond", "after_share_beyond"),
)
COMPARED_DECIMALS = {
    **DECIMALS,
    **{f"diff_{name}": DECIMALS[name] for name in COMPARED},
    **dict.fromkeys(["before_min", "after_min", "difference_min"], 1),
    **dict.fromkeys(["before_share_beyond", "after_share_beyond"], 4),
}
_KEY = ["unit_kind", "unit_id"]


def units_table(corridors: pd.DataFrame | None, coverage: pd.DataFrame | None) -> pd.DataFrame:
    """Return the figures of each unit of one answer: kilometres of its corridors, people of everything.

    Parameters
    ----------
    corridors, coverage
        As corridors.csv and coverage.csv are built; None where the study has no corridor or no people.
    """
    frames = []
    if coverage is not None:
        frames.append(pd.DataFrame(coverage))
    if corridors is not None:
        told = corridors.rename(columns={"corridor_id": "unit_id"}).assign(unit_kind="corridor")
        frames = [told] if not frames else [frames[0].merge(told, "outer", on=[*_KEY, *QUESTION])]
    whole = frames[0]
    absent = {name: np.nan for name in FIGURES if name not in whole}
    return whole.assign(**absent)[[*_KEY, *QUESTION, *FIGURES]].sort_values(_KEY, ignore_index=True)


def scenarios_table(base: pd.DataFrame, others: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return scenarios.csv: by unit, the study as it is first and then each scenario, with what differs from it.

    Parameters
    ----------
    base, others
        As `units_table` returns them, of the same units. Differences are those of the figures as they are written.
    """
    written = base.round(COMPARED_DECIMALS)
    frames = []
    for place, each in enumerate((base, *others)):
        rounded = each.round(COMPARED_DECIMALS)
        differs = {f"diff_{name}": rounded[name] - written[name] for name in COMPARED}
        frames.append(rounded.assign(**differs, place=place))
    whole = pd.concat(frames, ignore_index=True).sort_values([*_KEY, "place"], ignore_index=True)
    return whole[list(SCENARIOS)].round(COMPARED_DECIMALS)


def changes_table(found: Mapping[str, gpd.GeoDataFrame], plan: Plan) -> gpd.GeoDataFrame:
    """Return changes.csv with the course of each segment, scenario by scenario in the order given.

    Parameters
    ----------
    found
        For each scenario what `analysis.what_if.compare.changes` returns.
    plan
        The question. Minutes are empty where nothing can be reached, and so is a difference from or to that.
    """
    frames = [_changes(frame, plan, name) for name, frame in found.items()]
    return gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), geometry="geometry", crs="EPSG:4326")


def _changes(frame: gpd.GeoDataFrame, plan: Plan, name: str) -> pd.DataFrame:
    minutes = {
        f"{when}_min": (frame[f"{when}_time_any_s"] / 60.0).replace(np.inf, np.nan).round(1)
        for when in ("before", "after")
    }
    told = {f"{when}_facility": frame[f"{when}_facility_any"] for when in ("before", "after")}
    filled = frame.assign(
        **{**question_of(plan), "scenario": name},
        **minutes,
        **told,
        start_km=frame["start_m"] / 1e3,
        end_km=frame["end_m"] / 1e3,
        difference_min=(minutes["after_min"] - minutes["before_min"]).round(1),
    )
    return filled[[*CHANGES, "geometry"]]
