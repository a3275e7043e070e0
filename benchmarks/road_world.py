"""Road-like worlds of any size from a seed: towns and empty land, winding roads, one-ways, dead ends, islands."""

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.road_lines import Lines, draw_lines
from benchmarks.road_plan import HIGHWAYS, plan_roads
from benchmarks.road_ways import CLOSED, OPEN, ROUND, RULES, lay_ways
from geo.roads import FloatArray, IntArray

JUNCTIONS = 0.54  # of the nodes; a quarter of these joins only two roads
WEST, SOUTH, PER_DEGREE = -98.0, 8.0, 1e7  # a file holds whole ten-millionths of a degree
M_PER_LAT, M_PER_LON = 110_600.0, 108_500.0
CELL_M = 5_000.0  # nodes of one such square have neighbouring ids, as if drawn by one person
FIRST_NODE, FIRST_WAY = 1_000_000, 1_000
GAP = 3  # between two ids of the file lies one that it does not hold
CUT_OFF, BOLLARDS = 0.01, 0.002  # of ways that go on outside of the file; of nodes inside a way that stop a car
LIMITS = ("", "30", "50", "80")
SURFACES = ("", "asphalt", "gravel", "dirt")
LIMITED, SURFACED, SHUT = 0.15, 0.25, 0.003  # of the ways


@dataclass(frozen=True, slots=True, eq=False)
class RoadWorld:
    """What an OpenStreetMap file says of the roads of an invented country.

    Attributes
    ----------
    node_id, lon, lat
        Nodes by id; degrees, EPSG:4326. Neighbours on the ground are not neighbours here.
    barrier
        Positions of the nodes with a bollard; each lies inside one open way and no other way touches it.
    way_id, indptr, refs
        Ways by id; the ids of the nodes of way w are ``refs[indptr[w]:indptr[w + 1]]``. The file lacks some of them.
    tags
        A number for each way, which `tags_of` reads.
    """

    node_id: IntArray
    lon: FloatArray
    lat: FloatArray
    barrier: IntArray
    way_id: IntArray
    indptr: IntArray
    refs: IntArray
    tags: IntArray


def tags_of(number: int) -> dict[str, str]:
    """Return the tags of a way."""
    number, highway = divmod(number, len(HIGHWAYS))
    number, limit = divmod(number, len(LIMITS))
    rule, surface = divmod(number, len(SURFACES))
    said = {"highway": HIGHWAYS[highway], "maxspeed": LIMITS[limit], "surface": SURFACES[surface], **RULES[rule]}
    return {key: text for key, text in said.items() if text}


def road_world(nodes: int, seed: int) -> RoadWorld:
    """Return a world of about `nodes` nodes; the same seed gives the same world.

    More than a third of the nodes are junctions or ends; 2.9 roads meet at one on average. A road's class follows from
    how much of the country lies behind it.
    """
    rng = np.random.default_rng(seed)
    ways = lay_ways(plan_roads(int(nodes * JUNCTIONS), rng), rng)
    lines = draw_lines(ways, nodes, rng)
    position, node_id = _ids(lines, rng)
    tags = _tags(ways.highway, ways.rule, rng)
    order = rng.permutation(len(tags))
    indptr, at = _taken(lines.indptr, position[lines.at], order)
    shut = np.repeat(tags[order] >= CLOSED * len(SURFACES) * len(LIMITS) * len(HIGHWAYS), np.diff(indptr))
    barrier = _bollards(indptr, at, shut, len(node_id), rng)
    indptr, refs = _cut_off(indptr, node_id[at], len(node_id), rng)
    lon, lat = np.empty(len(node_id)), np.empty(len(node_id))
    lon[position] = np.round((WEST + lines.x / M_PER_LON) * PER_DEGREE) / PER_DEGREE
    lat[position] = np.round((SOUTH + lines.y / M_PER_LAT) * PER_DEGREE) / PER_DEGREE
    way_id = FIRST_WAY + 2 * np.arange(len(order)) + rng.integers(0, 2, len(order))
    return RoadWorld(node_id, lon, lat, barrier, way_id, indptr, refs, tags[order])


def _tags(highway: IntArray, rule: IntArray, rng: np.random.Generator) -> IntArray:
    """Return the number of each way's tags: some have a limit, some a surface, a few small ones are closed to all."""
    count = len(highway)
    minor = highway > HIGHWAYS.index("tertiary")
    limit = np.where(rng.random(count) < LIMITED, np.where(minor, 1, rng.integers(2, len(LIMITS), count)), 0)
    surface = np.where(rng.random(count) < SURFACED, np.where(minor, rng.integers(1, len(SURFACES), count), 1), 0)
    rule = np.where(minor & (rule == OPEN) & (rng.random(count) < SHUT), CLOSED, rule)
    limit[rule == ROUND] = surface[rule == ROUND] = 0
    return np.asarray(((rule * len(SURFACES) + surface) * len(LIMITS) + limit) * len(HIGHWAYS) + highway)


def _ids(lines: Lines, rng: np.random.Generator) -> tuple[IntArray, IntArray]:
    """Return where each node stands among all by id, and the ids in order."""
    column, row = (lines.x // CELL_M).astype(np.int64), (lines.y // CELL_M).astype(np.int64)
    cell = np.unique((row - row.min()) * (np.ptp(column) + 1) + column, return_inverse=True)[1]
    drawn = rng.permutation(int(cell.max()) + 1)[cell]
    position = np.empty(len(cell), dtype=np.int64)
    position[np.lexsort((rng.random(len(cell)), drawn))] = np.arange(len(cell))
    return position, FIRST_NODE + GAP * np.arange(len(cell)) + rng.integers(0, GAP - 1, len(cell))


def _taken(indptr: IntArray, values: IntArray, rows: IntArray) -> tuple[IntArray, IntArray]:
    """Return the lists of `rows`, in that order."""
    counts = np.diff(indptr)[rows]
    ends = np.concatenate([[0], np.cumsum(counts)])
    return ends, values[np.arange(ends[-1]) + np.repeat(indptr[rows] - ends[:-1], counts)]


def _bollards(indptr: IntArray, at: IntArray, shut: np.ndarray, nodes: int, rng: np.random.Generator) -> IntArray:
    """Return some of the nodes that lie inside one open way and on no other."""
    inside = ~shut & (np.bincount(at, minlength=nodes) == 1)[at]
    inside[indptr[:-1]] = inside[indptr[1:] - 1] = False
    found = np.sort(at[inside])
    return found[rng.random(len(found)) < BOLLARDS]


def _cut_off(indptr: IntArray, refs: IntArray, nodes: int, rng: np.random.Generator) -> tuple[IntArray, IntArray]:
    """Let some ways go on to a node that the file does not hold."""
    cut = np.flatnonzero(rng.random(len(indptr) - 1) < CUT_OFF)
    outside = FIRST_NODE + GAP * rng.integers(0, nodes, len(cut)) + GAP - 1
    longer = np.zeros(len(indptr), dtype=np.int64)
    longer[cut + 1] = 1
    return indptr + np.cumsum(longer), np.insert(refs, indptr[cut + 1], outside)


def without_cut_ways(world: RoadWorld) -> RoadWorld:
    """Return the world with every way ending inside of the file, for readers that cannot take another one."""
    inside = (world.refs - FIRST_NODE) % GAP != GAP - 1
    gone = np.concatenate([[0], np.cumsum(~inside)])
    return replace(world, refs=world.refs[inside], indptr=world.indptr - gone[world.indptr])
