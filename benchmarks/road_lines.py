"""The winding lines of ways: the nodes between junctions."""

from typing import NamedTuple

import numpy as np

from benchmarks.road_ways import ROUND, Ways
from geo.roads import FloatArray, IntArray

CARRIAGEWAY_M = 15.0  # from the middle of a divided road to each of its sides
BEND = 0.08  # of a road's length it strays from the straight line


class Lines(NamedTuple):
    """Nodes, junctions first; those of way w are ``at[indptr[w]:indptr[w + 1]]``."""

    x: FloatArray
    y: FloatArray
    indptr: IntArray
    at: IntArray


def draw_lines(ways: Ways, nodes: int, rng: np.random.Generator) -> Lines:
    """Return ways that wind, with about `nodes` nodes in all: most roads have few between their ends, some dozens."""
    inner = _inner(ways, nodes - len(ways.x), rng)
    road = np.repeat(np.arange(len(inner)), inner)
    step = np.arange(len(road)) - np.repeat(np.cumsum(inner) - inner, inner)
    x, y = _winding(ways, road, (step + 1) / (inner[road] + 1), rng)
    first = len(ways.x) + np.cumsum(inner) - inner
    ends_way = np.concatenate([np.diff(ways.way) != 0, [True]])
    counts = 1 + inner + ends_way
    start = np.cumsum(counts) - counts
    at = np.empty(int(counts.sum()), dtype=np.int64)
    at[start] = ways.tail
    at[start[road] + 1 + step] = first[road] + step
    at[(start + counts - 1)[ends_way]] = ways.head[ends_way]
    indptr = np.concatenate([[0], (start + counts)[ends_way]])
    return Lines(np.concatenate([ways.x, x]), np.concatenate([ways.y, y]), indptr, at)


def _inner(ways: Ways, total: int, rng: np.random.Generator) -> IntArray:
    """Return how many nodes each road has between its ends; a side of a divided one has one at least."""
    length_m = np.hypot(ways.x[ways.tail] - ways.x[ways.head], ways.y[ways.tail] - ways.y[ways.head])
    wish = np.where(ways.rule[ways.way] == ROUND, 0.0, np.sqrt(length_m) * rng.standard_exponential(len(length_m)))
    return np.asarray(np.maximum(rng.poisson(wish * max(total, 0) / wish.sum()), ways.side), dtype=np.int64)


def _winding(ways: Ways, road: IntArray, share: FloatArray, rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Return the places of inner nodes: off the straight line by two waves, and to the right if the road is divided."""
    dx, dy = ways.x[ways.head] - ways.x[ways.tail], ways.y[ways.head] - ways.y[ways.tail]
    length_m = np.hypot(dx, dy)
    bow, waves = rng.normal(0.0, BEND, len(dx)), rng.integers(1, 5, len(dx))
    off = np.sin(np.pi * share) * (bow[road] + BEND * np.sin(2 * np.pi * waves[road] * share))
    off = np.where(ways.side[road] > 0, 0.0, off) * length_m[road] + CARRIAGEWAY_M * ways.side[road]
    right_x, right_y = (dy / length_m)[road], (-dx / length_m)[road]
    x = ways.x[ways.tail[road]] + share * dx[road] + off * right_x
    return x, ways.y[ways.tail[road]] + share * dy[road] + off * right_y
