"""How much nobody knows: the share of unknown attributes of the facilities, by area."""

import geopandas as gpd
import numpy as np
import pandas as pd

from data.open_at import tells_hours
from data.vocabulary import TRISTATE_COLUMNS, UNKNOWN

# What a person needs to know besides the yes/no columns; an empty cell or `unknown` is not known, nor are hours that
# cannot be read.
ATTRIBUTES = ("services", "opening_hours", "languages", *TRISTATE_COLUMNS, "status", "checked_on")
EVERYWHERE = "all"


def completeness(facilities: gpd.GeoDataFrame, areas: gpd.GeoDataFrame | None) -> pd.DataFrame:
    """Return the share of facilities of which each attribute is unknown.

    Parameters
    ----------
    facilities
        The study's, EPSG:4326.
    areas
        The study's areas, EPSG:4326; None where it has none.

    Returns
    -------
    DataFrame
        One row an area with a facility, sorted by ``area_id``, then ``all``: ``area_id, facilities`` (how many) and a
        column for each of `ATTRIBUTES`, 0–1. A facility on the line between two areas counts in both. No facility,
        no row.
    """
    unknown = pd.DataFrame({name: _unknown(facilities, name) for name in ATTRIBUTES}, index=facilities.index)
    groups = {} if areas is None else _by_area(facilities, areas)
    groups[EVERYWHERE] = np.ones(len(facilities), dtype=bool)
    rows = [
        {"area_id": area_id, "facilities": int(inside.sum()), **unknown[inside].mean().to_dict()}
        for area_id, inside in groups.items()
        if inside.any()
    ]
    return pd.DataFrame(rows, columns=["area_id", "facilities", *ATTRIBUTES])


def _unknown(facilities: gpd.GeoDataFrame, name: str) -> pd.Series:
    if name not in facilities:
        return pd.Series(data=True, index=facilities.index)
    if name == "opening_hours":
        return ~facilities[name].map(tells_hours).astype(bool)
    return facilities[name].isin(("", UNKNOWN))


def _by_area(facilities: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> dict[str, np.ndarray]:
    ordered = areas.sort_values("area_id")
    return {
        str(area_id): facilities.geometry.intersects(shape).to_numpy()
        for area_id, shape in zip(ordered["area_id"], ordered.geometry, strict=True)
    }
