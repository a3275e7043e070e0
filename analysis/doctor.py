"""What is wrong with the inputs of a study, row by row, and whether answers made from them would mislead."""

import math
import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from analysis.plan import CELL_M
from analysis.segments import cut_segments
from analysis.visited import MOBILE, with_visits
from analysis.weight import NOT_KNOWN, Weight
from data.duplicates import at_hidden_points, close_namesakes
from data.hours_rules import leaves_days_open
from data.open_at import tells_hours
from data.places_check import long_unchecked, two_years_before
from data.visibility import HIDDEN
from geo.line import MeasuredLine
from geo.network import Network
from geo.roads import FloatArray
from geo.snap import REACH_M, Snaps

FAR_SNAP_M = 500.0
OUTSIDE_DEGREES = 0.05
MISLEADING_SHARE = 0.1  # more rows or kilometres than this off the roads would bend the answers [P]
MISLEADS, LOOK, KNOW = "misleads", "look", "know"
_DIGITS = re.compile(r"\d+")
# What a word for a service or language can be read as that is less than it said.
_LESS = ("possible", "neither", "no service", "no language")
# Rows of one place may contradict each other, each in its own way.
_REPEATED = "is repeated: "
# Mends that say the same in our words.
_REWRITTEN = ("read as ", "wrong encoding, read as ", "metres of UTM zone  (WGS ), read as ")
_Row = dict[Hashable, Any]


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
    rows
        How many rows or cells it is about; the id is then the first one's.
    """

    level: str
    table: str
    row_id: str
    what: str
    todo: str
    people: float = math.nan
    km: float = math.nan
    rows: int = 1


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
    """Return facilities of one name within 100 m of another (the later id), and those at the point of a hidden one."""
    first: dict[str, str] = {}
    for pair in close_namesakes(facilities).itertuples():
        first.setdefault(str(pair.other_id), str(pair.facility_id))
    todo = "Remove one if they are the same."
    status = dict(zip(facilities["facility_id"], facilities["status"], strict=True))
    found = []
    for row_id, other in sorted(first.items()):
        what = f"same name as {other} within 100 m"
        if {status[row_id], status[other]} == {"open", "closed"}:
            what = f"same name as {other} within 100 m, but one is open and the other closed"
        found.append(Finding(LOOK, "facilities", row_id, what, todo, *weights.get(row_id, NOT_KNOWN)))
    for row_id, other in sorted(at_hidden_points(facilities, HIDDEN).items()):
        what = f"at the same point as {other}, which is hidden: whoever is told of this place may find that one"
        todo = "Hide it too, unless it is another place that may be known."
        found.append(Finding(LOOK, "facilities", row_id, what, todo, *weights.get(row_id, NOT_KNOWN)))
    return found


def examine_completeness(facilities: gpd.GeoDataFrame, latest: str, *, teams: Collection[str] = ()) -> list[Finding]:
    """Return how many places take no part, were checked long ago or on a day to come, or open on no named day.

    Parameters
    ----------
    facilities
        The study's.
    latest
        The day it is (ISO date): there is no clock in here.
    teams
        Names of the teams that have visits: a mobile clinic one is called as is somewhere.
    """
    return [*_no_part(facilities, teams), *_stale(facilities, latest), *_without_days(facilities)]


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


def examine_rows(
    set_aside: pd.DataFrame,
    repaired: pd.DataFrame,
    nouns: Mapping[str, str],
    weights: Mapping[str, Mapping[str, Weight]],
) -> list[Finding]:
    """Return the rows set aside and the cells repaired when the tables were taken in, a finding for each way of it.

    Parameters
    ----------
    set_aside, repaired
        As a study lists them. A cell that was mended when the study was made and again on reading counts once.
    nouns
        What each file holds: ``facilities``, ``demand`` …
    weights
        What hangs on each row, by what its table holds, by its id.

    Notes
    -----
    A repair that only wrote the same thing in our words is good to know; one that took something away, or took it for
    something else, is for a person to look at.
    """
    mend = "Mend it in the study's quarantine-TABLE.csv and give that to alcance add, or mend its file and start again."
    found = []
    for rows in _alike(set_aside.to_dict("records"), "reason"):
        what = _set_aside(rows[0], len(rows))
        found.append(Finding(LOOK, rows[0]["file"], _name(rows[0]), what, mend, rows=len(rows)))
    for rows in _alike(_once(repaired.to_dict("records"), nouns), "mend"):
        is_same = way_of(rows[0]["mend"]) in _REWRITTEN
        level = KNOW if is_same else LOOK
        todo = "" if is_same else "Is this meant?"
        what, weight = _mended(rows[0], len(rows)), _weight_of(rows, nouns, weights)
        found.append(Finding(level, rows[0]["file"], _name(rows[0]), what, todo, *weight, rows=len(rows)))
    return found


def _alike(rows: Iterable[_Row], told: str) -> Iterable[list[_Row]]:
    """Return the rows of a list together that are of one file and column, and of which the same is told."""
    groups: dict[tuple[str, str, str], list[_Row]] = {}
    for row in rows:
        groups.setdefault((row["file"], row["column"], way_of(row[told])), []).append(row)
    return groups.values()


def way_of(told: str) -> str:
    """Return a mend or a reason without the values in it: what is of one way can be told by its first example."""
    before, read, after = told.partition("read as ")
    if told.startswith(_REPEATED):
        return told
    if not read:
        return _DIGITS.sub("", told.partition(": ")[0])
    less = next((each for each in _LESS if after.startswith(each)), "")
    return f"{_DIGITS.sub('', before) if before.endswith(', ') else ''}{read}{less}"


def _once(rows: Iterable[_Row], nouns: Mapping[str, str]) -> Iterator[_Row]:
    """Yield the mended cells, one that two files of a table have (a list, and the study's own table) only once."""
    files: dict[tuple[str, str, str], str] = {}
    for row in rows:
        cell = (nouns.get(row["file"], row["file"]), _name(row), row["column"])
        if files.setdefault(cell, row["file"]) == row["file"]:
            yield row


def _weight_of(rows: Iterable[_Row], nouns: Mapping[str, str], weights: Mapping[str, Mapping[str, Weight]]) -> Weight:
    """Return what hangs on the rows together; NaN where nothing is known of any of them."""
    ids = dict.fromkeys((nouns.get(row["file"], ""), row["id"]) for row in rows)
    known = [weights[noun][row_id] for noun, row_id in ids if row_id in weights.get(noun, {})]
    sums = [[value for value in values if not math.isnan(value)] for values in zip(*known, strict=True)]
    return Weight(*(math.fsum(values) if values else math.nan for values in sums)) if known else NOT_KNOWN


def _set_aside(row: _Row, count: int) -> str:
    column, value, reason = row["column"], row["value"], row["reason"]
    if count > 1 and column:
        return f"{count} rows of the file are set aside for the same reason, the first: {column} {value!r}: {reason}"
    if count > 1:
        return f"{count} rows of the file are set aside for the same reason: {reason}"
    return f"set aside: {column} {value!r}: {reason}" if column else f"set aside: {reason}"


def _mended(row: _Row, count: int) -> str:
    column, value, mend = row["column"], row["value"], row["mend"]
    if count > 1:
        return f"{count} cells of the file were read like the first of them: {column} {value!r}: {mend}"
    return f"{column} {value!r}: {mend}"


def _walk_m(snaps: Snaps) -> FloatArray:
    """Return the shortest walk from each point to a road; ``inf`` where none is within reach."""
    walk_m = np.full(len(snaps), np.inf)
    np.minimum.at(walk_m, snaps.point, snaps.access_m)
    return walk_m


def _name(row: _Row) -> str:
    return str(row["id"] or f"row {row['row']}")


def _no_part(facilities: gpd.GeoDataFrame, teams: Collection[str]) -> Iterator[Finding]:
    hidden = int((facilities["visibility"] == "hidden").sum())
    closed = int((facilities["status"] == "closed").sum())
    mobile = int(((facilities["kind"] == MOBILE) & ~facilities["facility_id"].isin(teams)).sum())
    placeless = int(facilities["lon"].isna().sum())
    if hidden:
        yield _may_be_meant(f"{hidden} hidden: left out of every answer without --internal")
    if closed:
        yield _may_be_meant(f"{closed} closed: counted nowhere")
    if mobile:
        yield _may_be_meant(f"{mobile} mobile clinics without visits: no place to go to")
    if placeless:
        yield _may_be_meant(f"{placeless} without a place")


def examine_teams(facilities: gpd.GeoDataFrame, visits: gpd.GeoDataFrame) -> list[Finding]:
    """Return the teams whose visits count nowhere: they are called as no mobile clinic of the study."""
    what, todo = "is no mobile clinic of the study: its visits count nowhere", "Call it as the clinic's facility_id."
    return [Finding(LOOK, "visits", name, what, todo) for name in with_visits(facilities, visits).strangers]


def _stale(facilities: gpd.GeoDataFrame, latest: str) -> Iterator[Finding]:
    days = facilities["checked_on"]
    old, dated = len(long_unchecked(facilities, latest)), int(((days != "") & (days <= latest)).sum())
    if old:
        what = f"{old} of {dated} dated checks are over 2 years old (before {two_years_before(latest)})"
        yield Finding(KNOW, "facilities", "", what, "Ask again whether they are still there.")
    coming = int((days > latest).sum())
    if coming:
        what = f"{coming} say they were checked on a day still to come, the last {days.max()}: that counts as unknown"
        yield Finding(LOOK, "facilities", "", what, "Mend checked_on.")


def _without_days(facilities: pd.DataFrame) -> Iterator[Finding]:
    told = [text for text in facilities["opening_hours"] if tells_hours(str(text)) and leaves_days_open(str(text))]
    if told:
        what = f"{len(told)} have hours that name no day, as {told[0]}: on Saturdays and Sundays that counts as unknown"
        yield Finding(KNOW, "facilities", "", what, "Write the days where they are known, as Mo-Fr or Mo-Su.")


def _may_be_meant(what: str) -> Finding:
    return Finding(KNOW, "facilities", "", what, "Check that this is meant.")


def _outside(network: Network, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    roads = network.roads
    west, east = roads.lon.min() - OUTSIDE_DEGREES, roads.lon.max() + OUTSIDE_DEGREES
    south, north = roads.lat.min() - OUTSIDE_DEGREES, roads.lat.max() + OUTSIDE_DEGREES
    return np.asarray((lon < west) | (lon > east) | (lat < south) | (lat > north))
