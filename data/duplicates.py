"""Finds rows that say the same place twice: those that certainly do, and those somebody should look at."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import Transformer
from scipy.spatial import KDTree

from data.table import Table
from geo.geodesy import distance_m

CLOSE_M = 100.0
# Nearer than this two points are one, as far as anybody can tell who walks there.
ONE_POINT_M = 10.0
_NUMBER = re.compile(r".*\d.*|i{1,3}|iv|v")
_ACCENTS = "[\u0300-\u036f]"
_TO_CENTRE = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
NAMESAKE_COLUMNS = ("facility_id", "other_id", "name", "apart_m")


def copies(
    table: Table, rows: Mapping[tuple[Any, ...], tuple[int, Mapping[str, Any]]]
) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Return the keys of the named points that say in every cell but their key what an earlier row says, and its key.

    Parameters
    ----------
    table
        Their table; one without points or without names has no copies: two of its rows may well be two things. So may
        those of a table in which more than an id tells rows apart.
    rows
        Number in the file and record, by key.
    """
    if not table.is_points or "name" not in table.names or len(table.key) > 1:
        return {}
    ordered = sorted(rows.items(), key=lambda row: row[1][0])
    spots = [tuple(record[name] for name in ("name", "lon", "lat")) for _, (_, record) in ordered]
    times = Counter(spots)
    seen: dict[tuple[str, ...], tuple[Any, ...]] = {}
    found = {}
    for (key, (_, record)), spot in zip(ordered, spots, strict=True):
        if not record["name"] or times[spot] == 1:
            continue
        said = tuple(f"{name}={value}" for name, value in sorted(record.items()) if name not in table.key)
        if said in seen:
            found[key] = seen[said]
        seen.setdefault(said, key)
    return found


def close_namesakes(facilities: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the pairs of facilities of one name within 100 m of each other: perhaps one place, listed twice.

    Parameters
    ----------
    facilities
        As taken in. Names are one whatever their case, accents and spaces.

    Returns
    -------
    DataFrame
        ``facility_id, other_id, name, apart_m`` (metres), sorted by both ids; empty if there is none.
    """
    placed = facilities[facilities["lon"].notna() & (facilities["name"] != "")]
    names = bare_names(placed["name"])
    shared = names.duplicated(keep=False)
    found = [pair for _, each in placed[shared].groupby(names[shared], sort=True) for pair in _close_pairs(each)]
    return pd.DataFrame(sorted(found), columns=list(NAMESAKE_COLUMNS))


def bare_names(names: pd.Series) -> pd.Series:
    """Return names without what makes no difference to them: case, accents and all that is no letter or digit."""
    bare = names.str.normalize("NFKD").str.replace(_ACCENTS, "", regex=True).str.casefold()
    return bare.str.replace(r"\W+", " ", regex=True).str.strip()


def globe_points(lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return points in metres from the middle of the globe, a row each.

    Straight through the globe a pair is never farther apart than along its surface.
    """
    return np.column_stack(_TO_CENTRE.transform(lon, lat, np.zeros(len(lon))))


def close_alike(facilities: gpd.GeoDataFrame) -> list[tuple[str, str]]:
    """Return the ids of pairs within 100 m that say different things of who may know them and have much of one name.

    Parameters
    ----------
    facilities
        As taken in. Two names have much in common where all words of one stand in the other and no number
        tells them apart: *Ayuda Valle*, *Ayuda Valle A.C.*
    """
    placed = facilities[facilities["lon"].notna() & (facilities["name"] != "")]
    words = [frozenset(name.split()) for name in bare_names(placed["name"])]
    said, ids = list(placed["visibility"]), list(placed["facility_id"])
    one, other, _ = _near(placed, CLOSE_M)
    return sorted(
        (min(ids[a], ids[b]), max(ids[a], ids[b]))
        for a, b in zip(one, other, strict=True)
        if said[a] != said[b] and _are_alike(words[a], words[b])
    )


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    fewer, more = sorted((one, other), key=len)
    # A number more is another place: the second clinic of a town.
    return bool(fewer) and fewer <= more and not any(map(_NUMBER.fullmatch, more - fewer))


def at_hidden_points(facilities: gpd.GeoDataFrame, hidden: str) -> dict[str, str]:
    """Return each place that is told of at the very point of one that is hidden, with the id of that one.

    Parameters
    ----------
    facilities
        As taken in.
    hidden
        Which word on who may know a place hides it.
    """
    placed = facilities[facilities["lon"].notna()]
    said, ids = list(placed["visibility"]), list(placed["facility_id"])
    one, other, _ = _near(placed, ONE_POINT_M)
    pairs = sorted(
        (ids[told], ids[kept])
        for a, b in zip(one, other, strict=True)
        for told, kept in ((a, b), (b, a))
        if said[kept] == hidden != said[told]
    )
    return dict(reversed(pairs))


def _near(places: pd.DataFrame, within_m: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return which two rows, by their number, are within some metres of each other, and how far apart."""
    lon, lat = (places[name].to_numpy(dtype=np.float64) for name in ("lon", "lat"))
    if not len(lon):
        return np.empty(0, int), np.empty(0, int), np.empty(0)
    near = KDTree(globe_points(lon, lat)).query_pairs(within_m, output_type="ndarray")
    one, other = near[:, 0], near[:, 1]
    apart_m = distance_m(lon[one], lat[one], lon[other], lat[other])
    close = apart_m <= within_m
    return one[close], other[close], apart_m[close]


def _close_pairs(places: pd.DataFrame) -> list[tuple[str, str, str, float]]:
    one, other, apart_m = _near(places, CLOSE_M)
    ids, names = list(places["facility_id"]), list(places["name"])
    return [
        (min(ids[a], ids[b]), max(ids[a], ids[b]), names[a], round(float(metres), 1))
        for a, b, metres in zip(one, other, apart_m, strict=True)
    ]
