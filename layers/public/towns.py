"""The towns a person may start from: the largest near a corridor or a place."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from geo.geodesy import distance_m
from geo.line import MeasuredLine
from geo.nearest_line import NearestLine
from geo.roads import FloatArray
from layers.public.places import Record

MOST = 700
NEAR_LINE_M = 25_000.0
NEAR_PLACE_DEG = 0.1  # about 11 km

Town = tuple[str, str, float, float] | tuple[str, str, float, float, str]


def starting_towns(towns: pd.DataFrame, lines: list[MeasuredLine], records: Sequence[Record]) -> list[Town]:
    """Return the 700 largest towns near what is published, largest first: name, country, lon, lat (4 decimals).

    One that shares its name and country with another has a fifth part: the nearest larger town, by which it is known.

    Parameters
    ----------
    towns
        name, country, lon, lat, population; largest first.
    lines
        The corridors.
    records
        Of places and areas, each with ``x, y``.
    """
    lon, lat = towns["lon"].to_numpy(np.float64), towns["lat"].to_numpy(np.float64)
    near_line = NearestLine([(line.lon, line.lat) for line in lines]).away(lon, lat).distance_m <= NEAR_LINE_M
    kept = towns[near_line | _near_a_place(lon, lat, records)].head(MOST)
    found = [
        (str(row.name), str(row.country), round(float(row.lon), 4), round(float(row.lat), 4))
        for row in kept[["name", "country", "lon", "lat"]].itertuples(index=False, name="Row")
    ]
    same = Counter(town[:2] for town in found)
    return [
        (*town, _larger_beside(at, kept, towns)) if same[town[:2]] > 1 else town
        for at, town in zip(kept.index, found, strict=True)
    ]


def _larger_beside(at: int, kept: pd.DataFrame, towns: pd.DataFrame) -> str:
    """Return the name of the nearest town that is larger than one, and called otherwise; of the largest, any other."""
    town, named = kept.loc[at], towns["name"] != kept.loc[at, "name"]
    larger = towns[named & (towns.index < at)]
    others = larger if len(larger) else towns[named]
    if others.empty:
        return ""
    away = distance_m(town["lon"], town["lat"], others["lon"].to_numpy(float), others["lat"].to_numpy(float))
    return str(others["name"].iloc[int(np.argmin(away))])


def _near_a_place(lon: FloatArray, lat: FloatArray, records: Sequence[Record]) -> np.ndarray:
    if not records:
        return np.zeros(len(lon), dtype=bool)
    tree = cKDTree([(record["x"], record["y"]) for record in records])
    away, _ = tree.query(np.column_stack([lon, lat]))
    return np.asarray(away <= NEAR_PLACE_DEG)
