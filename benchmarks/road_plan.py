"""Which junctions an invented country has and which roads join them: the plan, before the roads wind."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree
from scipy.spatial import Delaunay

from geo.kernels.compiled import compiled
from geo.roads import ROAD_CLASSES, FloatArray, IntArray

HIGHWAYS = ROAD_CLASSES[:-1]  # all but ferries
SPACING_M = 450.0  # between junctions, over the whole country
SQUARES = 12  # the country's empty and its settled parts, each way
IN_TOWNS = 0.65  # of the junctions
TOWN = 2_000  # junctions a town
TOWN_SPACING_M = 110.0
BESIDE_TREE = 0.2  # of the roads that are not needed to hold the country together are built
DEAD_ENDS = 0.6  # of the places that need one road only get no other
LONGEST_M = 5_000.0  # of those
CUT = 0.0005  # of the needed ones are not built: what lies behind is an island
# More junctions lie behind a road of each class, in a country of so many or more; behind a minor one fewer do.
BEHIND, WHOLE = np.array([60_000, 15_000, 3_000, 600, 120, 20]), 500_000
MINOR = (0.55, 0.2, 0.2, 0.05)  # residential, service, track, path
STRIP = 500_000  # junctions triangulated at a time
OVERLAP_M = 30_000.0


class Plan(NamedTuple):
    """Junctions, metres from the south-west, and the roads between two of them, with their class in ``HIGHWAYS``."""

    x: FloatArray
    y: FloatArray
    tail: IntArray
    head: IntArray
    highway: IntArray


def plan_roads(junctions: int, rng: np.random.Generator) -> Plan:
    """Return a planar plan: the shortest roads that hold all junctions together, less a few, and some besides."""
    x, y = _junctions(junctions, rng)
    tail, head = _neighbours(x, y)
    length_m = np.hypot(x[tail] - x[head], y[tail] - y[head])
    tree, behind = _tree(tail, head, length_m, junctions)
    chance = rng.random(len(tail))
    ends = (np.bincount(np.concatenate([tail[tree], head[tree]]), minlength=junctions) == 1) & (
        rng.random(junctions) < DEAD_ENDS
    )
    beside = (chance < BESIDE_TREE) & (length_m < LONGEST_M) & ~ends[tail] & ~ends[head]
    built = np.where(tree, chance > CUT, beside)
    highway = len(BEHIND) - np.searchsorted(BEHIND[::-1] * min(1.0, junctions / WHOLE), behind[built])
    minor = rng.choice(np.arange(len(BEHIND), len(HIGHWAYS)), len(highway), p=MINOR)
    return Plan(x, y, tail[built], head[built], np.where(highway == len(BEHIND), minor, highway))


def _junctions(count: int, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Return where the junctions are: towns, large ones rarely, and between them more or less empty land."""
    side = np.sqrt(count) * SPACING_M
    in_towns = int(count * IN_TOWNS)
    weight = rng.pareto(1.2, max(count // TOWN, 1)) + 1.0
    town = rng.choice(len(weight), in_towns, p=weight / weight.sum())
    wide = TOWN_SPACING_M * np.sqrt(np.bincount(town, minlength=len(weight)) / (2 * np.pi))
    near = rng.random((2, len(weight)))[:, town] * side + rng.normal(0.0, 1.0, (2, in_towns)) * wide[town]
    settled = rng.lognormal(0.0, 1.0, SQUARES**2)
    square = rng.choice(SQUARES**2, count - in_towns, p=settled / settled.sum())
    corner = np.stack(np.divmod(square, SQUARES))
    far = (corner + rng.random(corner.shape)) * side / SQUARES
    x, y = np.concatenate([np.abs(near), far], axis=1)
    return x, y


def _neighbours(x: FloatArray, y: FloatArray) -> tuple[IntArray, IntArray]:
    """Return the edges of the Delaunay triangulation, made in strips that overlap; an edge is its middle's strip's."""
    bounds = np.quantile(x, np.linspace(0.0, 1.0, 1 + -(-len(x) // STRIP)))
    bounds[0], bounds[-1] = -np.inf, np.inf
    found = [_of_strip(x, y, west, east) for west, east in pairwise(bounds.tolist())]
    tail, head = np.concatenate(found, axis=1)
    return tail, head


def _of_strip(x: FloatArray, y: FloatArray, west: float, east: float) -> IntArray:
    here = np.flatnonzero((x >= west - OVERLAP_M) & (x < east + OVERLAP_M))
    sides = Delaunay(np.column_stack([x[here], y[here]])).simplices[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
    low, high = here[sides.min(axis=1)], here[sides.max(axis=1)]
    pair = np.unique(low * len(x) + high)
    low, high = pair // len(x), pair % len(x)
    middle = (x[low] + x[high]) / 2
    mine = (middle >= west) & (middle < east)
    return np.stack([low[mine], high[mine]])


def _tree(tail: IntArray, head: IntArray, length_m: FloatArray, count: int) -> tuple[np.ndarray, FloatArray]:
    """Return which roads are of the shortest tree, and how many junctions lie behind each road on its lesser side.

    A road beside the tree is a tenth as important as the lesser of the roads it joins.
    """
    tree = minimum_spanning_tree(csr_matrix((length_m, (tail, head)), shape=(count, count)))
    order, before = breadth_first_order(tree, 0, directed=False)
    size = _sizes(order.astype(np.int64), before.astype(np.int64), count)
    lesser = np.minimum(size, count - size).astype(np.float64)
    # The parent of one end is the other: the road is of the tree, and belongs to the child.
    child = np.where(before[tail] == head, tail, np.where(before[head] == tail, head, -1))
    most = lesser.copy()
    np.maximum.at(most, before[order[1:]], lesser[order[1:]])
    behind = np.where(child >= 0, lesser[child], np.minimum(most[tail], most[head]) / 10)
    return child >= 0, behind


@compiled
def _sizes(order: IntArray, before: IntArray, count: int) -> IntArray:
    """Return how many junctions each stands for, itself and those whose way to the first leads by it."""
    size = np.ones(count, np.int64)
    for k in range(len(order) - 1, 0, -1):
        size[before[order[k]]] += size[order[k]]
    return size
