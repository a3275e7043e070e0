"""People in transit along a corridor, and people who live somewhere."""

import geopandas as gpd
import numpy as np
import pandas as pd

from data.profile import Profile
from geo.errors import QuestionError
from geo.roads import FloatArray

EVERYONE = "all"


def people_per_day_at(flows: pd.DataFrame | None, corridor_id: str, at_m: FloatArray) -> FloatArray:
    """Return the people passing each measure a day; NaN where no flow is known.

    Parameters
    ----------
    flows
        The study's flows (``corridor_id, start_km, end_km, people_per_day``), pieces that do not overlap, or None.
    corridor_id
        Which corridor.
    at_m
        Measures, metres.
    """
    people = np.full(len(at_m), np.nan)
    if flows is None:
        return people
    for flow in flows[flows["corridor_id"] == corridor_id].to_dict("records"):
        people[(at_m >= flow["start_km"] * 1000.0) & (at_m < flow["end_km"] * 1000.0)] = flow["people_per_day"]
    return people


def everyone(demand: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the demand rows that together count each person once.

    Where a place has a row of the group ``all``, its rows of women or children are parts of that and left out; the
    parts of a place that has none are kept.
    """
    if "group" not in demand:
        return demand
    whole = demand["group"] == EVERYONE
    told = pd.MultiIndex.from_frame(demand.loc[whole, ["lon", "lat"]])
    part_of_a_row = ~whole & pd.MultiIndex.from_frame(demand[["lon", "lat"]]).isin(told)
    return demand[~part_of_a_row].reset_index(drop=True)


def people_of(demand: gpd.GeoDataFrame, profile: Profile) -> tuple[gpd.GeoDataFrame, bool]:
    """Return the demand rows of a profile's group, and whether the study tells groups apart; if not, those of everyone.

    Parameters
    ----------
    demand
        The study's demand points.
    profile
        Who travels: its ``group`` is a word of the column ``group``, or empty: everyone.

    Raises
    ------
    QuestionError
        The study tells groups apart, and this is none of them.
    """
    group, groups = profile.group, groups_told(demand)
    if group and group in groups:
        return demand[demand["group"] == group].reset_index(drop=True), True
    if group not in ("", EVERYONE) and groups:
        where, told = f"--profile {profile.name}, group", ", ".join(groups)
        todo = "Write one of them in the profile, add such rows to demand, or choose another profile."
        raise QuestionError(where, f"no row of group {group!r}; groups are: {told}", todo)
    return everyone(demand), group in ("", EVERYONE)


def groups_told(demand: gpd.GeoDataFrame) -> list[str]:
    """Return the groups that a study tells apart, everyone first; none where all its rows are of everyone."""
    groups = sorted(set(demand.get("group", [])) - {"", EVERYONE})
    return [EVERYONE, *groups] if groups and (demand["group"] == EVERYONE).any() else groups
