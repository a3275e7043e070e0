"""What is wrong with the inputs of a study, row by row, and whether answers made from them would mislead."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from analysis.plan import CELL_M
from analysis.segments import cut_segments
from data.vocabulary import TRISTATE_COLUMNS, UNKNOWN
from geo.geodesy import distance_m
from geo.line import MeasuredLine
from geo.network import Network
from geo.roads import FloatArray
from geo.snap import REACH_M, Snaps

FAR_SNAP_M = 500.0
SAME_PLACE_M = 100.0
OUTSIDE_DEGREES = 0.05
MISLEADING_SHARE = 0.1  # more rows or kilometres than this off the roads would bend the answers [P]
MISLEADS, LOOK, KNOW = "misleads", "look", "know"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    Attributes
    ----------
    level
        ``misleads``: answers would be wrong; ``look``: a person should look; ``know``: good to know.
    table, row_id
        Where; the id is empty where the whole table is meant.
    what, todo
        The trouble and what to do.
    """

    level: str
    table: str
    row_id: str
    what: str
    todo: str


def examine_points(frame: gpd.GeoDataFrame, network: Network, *, table: str, id_column: str) -> list[Finding]:
    """Return what is wrong with the places of a table: off the roads, far from them, outside the extract.

    Parameters
    ----------
    frame
        Rows with ``lon, lat``, EPSG:4326; rows without a place are passed over.
    network
        The roads.
    table, id_column
        What the table and its id are called.
    """
    placed = frame[frame["lon"].notna() & frame["lat"].notna()]
    lon, lat = placed["lon"].to_numpy(dtype=np.float64), placed["lat"].to_numpy(dtype=np.float64)
    walk_m = _walk_m(network.snap(lon, lat))
    outside = _outside(network, lon, lat)
    found = []
    for row_id, metres, out in zip(placed[id_column], walk_m, outside, strict=True):
        if metres > REACH_M:
            where = "outside the extract and " if out else ""
            found.append(Finding(LOOK, table, row_id, f"{where}off the roads: none within 5 km", "Check its place."))
        elif metres > FAR_SNAP_M:
            found.append(Finding(LOOK, table, row_id, f"{metres:,.0f} m from the nearest road", "Check its place."))
    share = float(np.mean(walk_m > REACH_M)) if len(placed) else 0.0
    if share > MISLEADING_SHARE:
        todo = "Is the extract of the same place? Are longitude and latitude swapped?"
        found.insert(0, Finding(MISLEADS, table, "", f"{share:.0%} of the rows are off the roads", todo))
    return found


def examine_duplicates(facilities: gpd.GeoDataFrame) -> list[Finding]:
    """Return facilities of the same name within 100 m of each other; the later id is the one reported."""
    named = facilities[(facilities["name"] != "") & facilities["lon"].notna()]
    found = []
    for _, group in named.groupby(named["name"].str.casefold()):
        rows = group.sort_values("facility_id").to_dict("records")
        for k, row in enumerate(rows):
            near = [other for other in rows[:k] if _away_m(other, row) <= SAME_PLACE_M]
            if near:
                what = f"same name as {near[0]['facility_id']} within 100 m"
                found.append(Finding(LOOK, "facilities", row["facility_id"], what, "Remove one if they are the same."))
    return found


def examine_completeness(facilities: gpd.GeoDataFrame) -> list[Finding]:
    """Return how much of every yes/no attribute is unknown, and how many places take no part."""
    shares: dict[str, list[str]] = {}
    for column in TRISTATE_COLUMNS:
        share = float((facilities[column] == UNKNOWN).mean()) if column in facilities else 1.0
        if share > 0:
            shares.setdefault(f"{share:.0%}", []).append(column)
    todo = "Unknown never counts as yes: ask and fill in."
    unknown = [
        Finding(KNOW, "facilities", "", f"unknown for {share} of them: {', '.join(columns)}", todo)
        for share, columns in shares.items()
    ]
    return unknown + list(_no_part(facilities))


def examine_corridors(corridors: gpd.GeoDataFrame, network: Network) -> list[Finding]:
    """Return the corridors that leave the roads, or are drawn beside them."""
    found = []
    for row in corridors.sort_values("corridor_id").to_dict("records"):
        line = MeasuredLine(row["geometry"])
        segments = cut_segments(line.length_m, np.empty(0), piece_m=CELL_M)
        walk_m = _walk_m(network.snap(*line.at(segments.sample_m), on_road=True))
        off, far = float(np.mean(walk_m > REACH_M)), float(np.mean(walk_m > FAR_SNAP_M))
        if off > 0:
            level = MISLEADS if off > MISLEADING_SHARE else LOOK
            what = f"{off:.0%} of its length is farther than 5 km from any road"
            found.append(Finding(level, "corridors", row["corridor_id"], what, "Check that the extract covers it."))
        elif far > MISLEADING_SHARE:
            what = f"{far:.0%} of its length is over {FAR_SNAP_M:.0f} m from any road, and the walk there counts"
            found.append(Finding(LOOK, "corridors", row["corridor_id"], what, "Draw it along the road people follow."))
    return found


def examine_rows(set_aside: pd.DataFrame, repaired: pd.DataFrame) -> list[Finding]:
    """Return the rows set aside and the cells repaired when the tables were taken in."""
    mend = "Mend the row in its file and make the study again."
    asided = [
        Finding(LOOK, row["file"], _name(row), f"set aside: {row['column']} {row['value']!r}: {row['reason']}", mend)
        for row in set_aside.to_dict("records")
    ]
    mended = [
        Finding(KNOW, row["file"], _name(row), f"{row['column']} {row['value']!r}: {row['mend']}", "Is this meant?")
        for row in repaired.to_dict("records")
    ]
    return asided + mended


def _walk_m(snaps: Snaps) -> FloatArray:
    """Return the shortest walk from each point to a road; ``inf`` where none is within reach."""
    walk_m = np.full(len(snaps), np.inf)
    np.minimum.at(walk_m, snaps.point, snaps.access_m)
    return walk_m


def _name(row: dict[Hashable, Any]) -> str:
    return str(row["id"] or f"row {row['row']}")


def _away_m(one: dict[Hashable, Any], other: dict[Hashable, Any]) -> float:
    return float(distance_m(one["lon"], one["lat"], other["lon"], other["lat"]))


def _no_part(facilities: gpd.GeoDataFrame) -> Iterator[Finding]:
    counts = {
        "hidden: left out of every answer without --internal": facilities["visibility"] == "hidden",
        "closed: counted nowhere": facilities["status"] == "closed",
        "mobile clinics without visits: no place to go to": facilities["kind"] == "mobile_clinic",
        "without a place": facilities["lon"].isna(),
    }
    for what, rows in counts.items():
        if rows.any():
            yield Finding(KNOW, "facilities", "", f"{int(rows.sum())} {what}", "Check that this is meant.")


def _outside(network: Network, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    roads = network.roads
    west, east = roads.lon.min() - OUTSIDE_DEGREES, roads.lon.max() + OUTSIDE_DEGREES
    south, north = roads.lat.min() - OUTSIDE_DEGREES, roads.lat.max() + OUTSIDE_DEGREES
    return np.asarray((lon < west) | (lon > east) | (lat < south) | (lat > north))
