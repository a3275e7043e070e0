"""What is wrong with the inputs of a study, row by row, and whether answers made from them would mislead."""

import math
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analysis.plan import CELL_M
from analysis.segments import cut_segments
from analysis.weight import NOT_KNOWN, Weight
from data.duplicates import close_namesakes
from data.places_check import long_unchecked
from geo.line import MeasuredLine
from geo.network import Network
from geo.roads import FloatArray
from geo.snap import REACH_M, Snaps

FAR_SNAP_M = 500.0
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
    people, km
        How much it matters for the answers: the people and the kilometres of corridor they are about; NaN where that
        cannot be told.
    """

    level: str
    table: str
    row_id: str
    what: str
    todo: str
    people: float = math.nan
    km: float = math.nan


def examine_points(
    frame: gpd.GeoDataFrame, network: Network, *, table: str, id_column: str, weights: Mapping[str, Weight]
) -> list[Finding]:
    """Return what is wrong with the places of a table: off the roads, far from them, outside the extract.

    Parameters
    ----------
    frame
        Rows with ``lon, lat``, EPSG:4326; rows without a place are passed over.
    network
        The roads.
    table, id_column
        What the table and its id are called.
    weights
        What hangs on each row, by its id.
    """
    placed = frame[frame["lon"].notna() & frame["lat"].notna()]
    lon, lat = placed["lon"].to_numpy(dtype=np.float64), placed["lat"].to_numpy(dtype=np.float64)
    walk_m = _walk_m(network.snap(lon, lat))
    beyond = _outside(network, lon, lat)
    found = []
    for row_id, metres, out in zip(placed[id_column], walk_m, beyond, strict=True):
        weight = weights.get(row_id, NOT_KNOWN)
        if metres > REACH_M:
            what = (
                "outside the extract and off the roads: none within 5 km" if out else "off the roads: none within 5 km"
            )
            found.append(Finding(LOOK, table, row_id, what, "Check its place.", *weight))
        elif metres > FAR_SNAP_M:
            what = f"{metres:,.0f} m from the nearest road"
            found.append(Finding(LOOK, table, row_id, what, "Check its place.", *weight))
    share = float(np.mean(walk_m > REACH_M)) if len(placed) else 0.0
    if share > MISLEADING_SHARE:
        todo = "Is the extract of the same place? Are longitude and latitude swapped?"
        found.insert(0, Finding(MISLEADS, table, "", f"{share:.0%} of the rows are off the roads", todo))
    return found


def examine_duplicates(facilities: gpd.GeoDataFrame, weights: Mapping[str, Weight]) -> list[Finding]:
    """Return facilities of the same name within 100 m of each other; the later id is the one reported."""
    first: dict[str, str] = {}
    for pair in close_namesakes(facilities).itertuples():
        first.setdefault(str(pair.other_id), str(pair.facility_id))
    todo = "Remove one if they are the same."
    return [
        Finding(LOOK, "facilities", row_id, f"same name as {other} within 100 m", todo, *weights.get(row_id, NOT_KNOWN))
        for row_id, other in sorted(first.items())
    ]


def examine_completeness(facilities: gpd.GeoDataFrame) -> list[Finding]:
    """Return how many places take no part, and how many were checked long before the others."""
    return [*_no_part(facilities), *_stale(facilities)]


def examine_areas(areas: gpd.GeoDataFrame, network: Network) -> list[Finding]:
    """Return the areas in which the extract has no road."""
    roads = network.roads
    what, todo = "no road of the extract lies in it", "Check that the extract covers it."
    rows = areas.sort_values("area_id")
    return [
        Finding(LOOK, "areas", area_id, what, todo)
        for area_id, shape in zip(rows["area_id"], rows.geometry, strict=True)
        if not shapely.intersects_xy(shape, roads.lon, roads.lat).any()
    ]


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
            todo, weight = "Check that the extract covers it.", Weight(math.nan, off * line.length_m / 1000.0)
            found.append(Finding(level, "corridors", row["corridor_id"], what, todo, *weight))
        elif far > MISLEADING_SHARE:
            what = f"{far:.0%} of its length is over {FAR_SNAP_M:.0f} m from any road, and the walk there counts"
            todo, weight = "Draw it along the road people follow.", Weight(math.nan, far * line.length_m / 1000.0)
            found.append(Finding(LOOK, "corridors", row["corridor_id"], what, todo, *weight))
    return found


def examine_rows(set_aside: pd.DataFrame, repaired: pd.DataFrame) -> list[Finding]:
    """Return the rows set aside and the cells repaired when the tables were taken in."""
    mend = "Mend it in the study's quarantine-TABLE.csv and give that to alcance add, or mend its file and start again."
    asided = [Finding(LOOK, row["file"], _name(row), _set_aside(row), mend) for row in set_aside.to_dict("records")]
    mended = [
        Finding(KNOW, row["file"], _name(row), f"{row['column']} {row['value']!r}: {row['mend']}", "Is this meant?")
        for row in repaired.to_dict("records")
    ]
    return asided + mended


def _set_aside(row: dict[Hashable, Any]) -> str:
    if not row["column"]:
        return f"set aside: {row['reason']}"
    return f"set aside: {row['column']} {row['value']!r}: {row['reason']}"


def _walk_m(snaps: Snaps) -> FloatArray:
    """Return the shortest walk from each point to a road; ``inf`` where none is within reach."""
    walk_m = np.full(len(snaps), np.inf)
    np.minimum.at(walk_m, snaps.point, snaps.access_m)
    return walk_m


def _name(row: dict[Hashable, Any]) -> str:
    return str(row["id"] or f"row {row['row']}")


def _no_part(facilities: gpd.GeoDataFrame) -> Iterator[Finding]:
    hidden = int((facilities["visibility"] == "hidden").sum())
    closed = int((facilities["status"] == "closed").sum())
    mobile = int((facilities["kind"] == "mobile_clinic").sum())
    placeless = int(facilities["lon"].isna().sum())
    if hidden:
        yield _may_be_meant(f"{hidden} hidden: left out of every answer without --internal")
    if closed:
        yield _may_be_meant(f"{closed} closed: counted nowhere")
    if mobile:
        yield _may_be_meant(f"{mobile} mobile clinics without visits: no place to go to")
    if placeless:
        yield _may_be_meant(f"{placeless} without a place")


def _stale(facilities: gpd.GeoDataFrame) -> Iterator[Finding]:
    """Yield how many places were last checked long before the one checked last: there is no clock in an answer."""
    old = len(long_unchecked(facilities))
    if old:
        what = f"{old} were last checked over 2 years before the newest"
        yield Finding(KNOW, "facilities", "", what, "Ask again whether they are still there.")


def _may_be_meant(what: str) -> Finding:
    return Finding(KNOW, "facilities", "", what, "Check that this is meant.")


def _outside(network: Network, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    roads = network.roads
    west, east = roads.lon.min() - OUTSIDE_DEGREES, roads.lon.max() + OUTSIDE_DEGREES
    south, north = roads.lat.min() - OUTSIDE_DEGREES, roads.lat.max() + OUTSIDE_DEGREES
    return np.asarray((lon < west) | (lon > east) | (lat < south) | (lat > north))
