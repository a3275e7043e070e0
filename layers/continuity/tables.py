"""Continuity of treatment as tables: the days, the sites on both sides of each border, and the sites to add."""

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.continuity.continuity import ContinuityResult
from analysis.continuity.doses import BoolArray
from data.vocabulary import YES
from layers.tables import QUESTION, question_of

CONTINUITY = (
    *("day", "km", "country", "site_id", "days_since_dose", "missed"),
    *("corridor_id", *QUESTION, "supply_days", "date", "stage", "start_km", "time_min"),
    *("possible_site_id", "possible_time_min", "possible_missed"),
)
HANDOVER = (
    *("border_id", "corridor_id", *QUESTION, "km", "country_from", "country_to"),
    *("before_site_id", "before_name", "before_day", "after_site_id", "after_name", "after_day", "missed_days"),
)
ADDED = (
    *("choice", "rank", "site_id", "corridor_id", *QUESTION, "name", "lon", "lat", "km", "day"),
    *("missed_days", "missed_days_left"),
)
ONE, FEWEST = "one", "fewest"


def continuity_table(result: ContinuityResult) -> gpd.GeoDataFrame:
    """Return continuity.csv with the way of each day."""
    days = result.days
    frame = days.assign(
        km=days["at_m"] / 1e3,
        start_km=days["start_m"] / 1e3,
        time_min=days["time_s"].replace(np.inf, np.nan) / 60.0,
        possible_time_min=days["possible_time_s"].replace(np.inf, np.nan) / 60.0,
        supply_days=result.itinerary.supply_days,
        **question_of(result.plan),
    )
    return gpd.GeoDataFrame(frame[[*CONTINUITY, "geometry"]])


def handover_table(result: ContinuityResult, names: Mapping[str, str], ids: np.ndarray) -> pd.DataFrame:
    """Return handover.csv: a row a border crossed.

    Parameters
    ----------
    result
        The answer.
    names
        From facility_id to name.
    ids
        Of the facilities that possibly offer the service.
    """
    rows = []
    missed = (result.days["missed"] == YES).to_numpy()
    for each in result.handovers:
        at_m = result.itinerary.wake_m[0] + result.itinerary.sign * each.crossing.first_m
        rows.append(
            {
                "border_id": each.crossing.border_id,
                "km": at_m / 1e3,
                "country_from": each.crossing.country_from,
                "country_to": each.crossing.country_to,
                **_side("before", each.before, names, ids),
                **_side("after", each.after, names, ids),
                "missed_days": _missed_between(missed, each.before, each.after),
            }
        )
    frame = pd.DataFrame(rows, columns=[name for name in HANDOVER if name not in (*QUESTION, "corridor_id")])
    whole = frame.assign(corridor_id=result.corridor_id, **question_of(result.plan))[list(HANDOVER)]
    return whole.astype({"before_day": "Int64", "after_day": "Int64", "missed_days": "Int64"})


def added_table(result: ContinuityResult) -> gpd.GeoDataFrame:
    """Return added.csv: the one site that saves most missed days, and the fewest that save all that can be saved."""
    added, could = result.added, result.candidates
    chosen: list[tuple[str, tuple[int, ...]]] = [] if added.one is None else [(ONE, (added.one,))]
    chosen += [(FEWEST, added.fewest[:rank]) for rank in range(1, len(added.fewest) + 1)]
    rows = [could.iloc[sites[-1]].to_dict() | {"choice": choice} | _saved(result, sites) for choice, sites in chosen]
    frame = pd.DataFrame(rows, columns=[*could.columns, "choice", "rank", "missed_days", "missed_days_left"])
    at_m = result.itinerary.wake_m[0] + result.itinerary.sign * frame["travelled_m"].astype(float)
    told = frame.assign(
        km=at_m / 1e3, day=frame["day"].astype(int) + 1, corridor_id=result.corridor_id, **question_of(result.plan)
    )
    places = gpd.points_from_xy(told["lon"].astype(float), told["lat"].astype(float))
    return gpd.GeoDataFrame(told[list(ADDED)], geometry=places, crs="EPSG:4326")


def _saved(result: ContinuityResult, sites: tuple[int, ...]) -> dict[str, int]:
    """Return the rank of the last of some sites, the missed days it saves alone, and those left with all of them."""
    saved = 0
    for at in sites:
        saved |= result.saves[at]
    missed = int((result.days["missed"] == YES).sum())
    return {
        "rank": len(sites),
        "missed_days": result.saves[sites[-1]].bit_count(),
        "missed_days_left": missed - saved.bit_count(),
    }


def _side(side: str, at: tuple[int, int] | None, names: Mapping[str, str], ids: np.ndarray) -> dict[str, Any]:
    site_id = "" if at is None else str(ids[at[1]])
    return {
        f"{side}_site_id": site_id,
        f"{side}_name": names.get(site_id, ""),
        f"{side}_day": None if at is None else at[0] + 1,
    }


def _missed_between(missed: BoolArray, before: tuple[int, int] | None, after: tuple[int, int] | None) -> int:
    """Return the missed days between the two sites; where there is none, from the first or to the last day."""
    return int(missed[0 if before is None else before[0] : None if after is None else after[0]].sum())
