"""People in transit along a corridor, and people who live somewhere."""

import geopandas as gpd
import numpy as np
import pandas as pd

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


def people_of(demand: gpd.GeoDataFrame, group: str) -> tuple[gpd.GeoDataFrame, bool]:
    """Return the demand rows of a group, and whether the study tells them apart: otherwise those of everyone.

    Parameters
    ----------
    demand
        The study's demand points.
    group
        A word of its column ``group``; empty: everyone.
    """
    if group and "group" in demand and (demand["group"] == group).any():
        return demand[demand["group"] == group].reset_index(drop=True), True
    return everyone(demand), not group or group == EVERYONE
