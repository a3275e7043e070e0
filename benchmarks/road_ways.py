"""From a plan of roads to the ways somebody would draw: several roads long, some of one direction, some round."""

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from benchmarks.road_plan import HIGHWAYS, Plan
from geo.roads import FloatArray, IntArray

RULES: tuple[dict[str, str], ...] = (
    {},
    {"oneway": "yes"},
    {"oneway": "-1"},
    {"junction": "roundabout"},
    {"access": "no"},
)
OPEN, ALONG, AGAINST, ROUND, CLOSED = range(len(RULES))
SIDES = 3  # a road, or the eastward or the westward side of a divided one
RANKS = 64  # more roads than meet at any junction
GOES_ON = 0.95  # of the ways go on after a junction where one can
TWO_SIDED = HIGHWAYS.index("trunk")  # and above
ONE_WAY, AGAINST_DRAWING, TRAPS = 0.16, 0.02, 0.1
ROUNDABOUTS, RADIUS_M, ROADS_ROUND = 0.02, 20.0, 3


class Ways(NamedTuple):
    """Junctions, and roads in the order and direction the ways run.

    `way` counts up from 0 and the roads of one follow one another; `side` is 1 for both sides of a divided road, each
    a way of its own. `highway` and `rule` have a row a way: a class in ``HIGHWAYS``, a position in ``RULES``.
    """

    x: FloatArray
    y: FloatArray
    tail: IntArray
    head: IntArray
    side: IntArray
    way: IntArray
    highway: IntArray
    rule: IntArray


class _Roads(NamedTuple):
    tail: IntArray
    head: IntArray
    highway: IntArray
    side: IntArray  # 0: undivided; 1, 2: eastward, westward


class _Rings(NamedTuple):
    """The pieces of all roundabouts: their ends, the one they belong to, their place on it, the roads' class."""

    tail: IntArray
    head: IntArray
    ring: IntArray
    place: IntArray
    highway: IntArray


def lay_ways(plan: Plan, rng: np.random.Generator) -> Ways:
    """Return the ways of a plan. What lies behind a one-way street can be left again, nearly everywhere."""
    roads = _divided(plan)
    x, y, roads, rings = _with_roundabouts(plan, roads, rng)
    way, place = _runs(_followers(roads, rng))
    count = int(way.max()) + 1
    highway = np.zeros(count + int(rings.ring.max(initial=-1)) + 1, dtype=np.int64)
    highway[way], highway[count + rings.ring] = roads.highway, rings.highway
    tail, head = np.concatenate([roads.tail, rings.tail]), np.concatenate([roads.head, rings.head])
    way, place = np.concatenate([way, count + rings.ring]), np.concatenate([place, rings.place])
    side = np.concatenate([roads.side > 0, np.zeros(len(rings.tail), dtype=np.bool_)]).astype(np.int64)
    rule = _rules(highway, rng)
    rule[way[side > 0]], rule[count:] = ALONG, ROUND
    trapped = _traps(tail, head, rule[way], len(x)) & (side == 0) & (rule[way] != ROUND)
    rule[way[trapped & (rng.random(len(way)) > TRAPS)]] = OPEN
    order = np.lexsort((place, way))
    return Ways(x, y, tail[order], head[order], side[order], way[order], highway, rule)


def _divided(plan: Plan) -> _Roads:
    """Return the roads, all drawn eastward, and the westward sides of the large ones besides."""
    turned = plan.x[plan.tail] > plan.x[plan.head]
    tail, head = np.where(turned, plan.head, plan.tail), np.where(turned, plan.tail, plan.head)
    large = plan.highway <= TWO_SIDED
    return _Roads(
        np.concatenate([tail, head[large]]),
        np.concatenate([head, tail[large]]),
        np.concatenate([plan.highway, plan.highway[large]]),
        np.concatenate([large.astype(np.int64), np.full(int(large.sum()), 2)]),
    )


def _with_roundabouts(
    plan: Plan, roads: _Roads, rng: np.random.Generator
) -> tuple[FloatArray, FloatArray, _Roads, _Rings]:
    """Return the junctions and roads with some junctions drawn as rings, one node for each road that meets there."""
    ends = np.concatenate([roads.tail, roads.head])
    others = np.concatenate([roads.head, roads.tail])
    meeting = np.bincount(ends, minlength=len(plan.x))
    at = np.flatnonzero(((rng.random(len(plan.x)) < ROUNDABOUTS) & (meeting >= ROADS_ROUND))[ends])
    angle = np.arctan2(plan.y[others[at]] - plan.y[ends[at]], plan.x[others[at]] - plan.x[ends[at]])
    at = at[np.lexsort((angle, ends[at]))]
    centre, ring, counts = np.unique(ends[at], return_inverse=True, return_counts=True)
    place = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
    node = np.where(place == 0, ends[at], len(plan.x) + np.cumsum(place > 0) - 1)
    around = 2 * np.pi * place / np.repeat(counts, counts)
    x = np.concatenate([plan.x, np.empty(int((place > 0).sum()))])
    y = np.concatenate([plan.y, np.empty(int((place > 0).sum()))])
    middle_x, middle_y = plan.x[centre][ring], plan.y[centre][ring]
    x[node], y[node] = middle_x + RADIUS_M * np.cos(around), middle_y + RADIUS_M * np.sin(around)
    best = np.full(len(centre), len(HIGHWAYS))
    np.minimum.at(best, ring, np.tile(roads.highway, 2)[at])
    after = np.arange(1, len(at) + 1)
    last = np.cumsum(counts) - 1
    after[last] = last - counts + 1
    ends[at] = node
    tail, head = np.split(ends, 2)
    # A ring around a motorway's end is no motorway: those may not be crossed on foot.
    rings = _Rings(node, node[after], ring, place, np.maximum(best, TWO_SIDED)[ring])
    return x, y, roads._replace(tail=tail, head=head), rings


def _followers(roads: _Roads, rng: np.random.Generator) -> IntArray:
    """Return the road each goes on as, -1 for none: one of its class and side, drawn the same way, so never round."""
    kind = roads.highway * SIDES + roads.side
    arriving = _ranked(roads.head * len(HIGHWAYS) * SIDES + kind, rng)
    leaving = _ranked(roads.tail * len(HIGHWAYS) * SIDES + kind, rng)
    order = np.argsort(leaving)
    found = order[np.minimum(np.searchsorted(leaving[order], arriving), len(order) - 1)]
    goes_on = (leaving[found] == arriving) & (rng.random(len(found)) < GOES_ON)
    return np.where(goes_on, found, -1)


def _ranked(key: IntArray, rng: np.random.Generator) -> IntArray:
    """Return keys made different by a number that counts those that are the same, in a random order."""
    order = np.lexsort((rng.random(len(key)), key))
    first = np.concatenate([[True], np.diff(key[order]) != 0])
    rank = np.empty(len(key), dtype=np.int64)
    rank[order] = np.arange(len(key)) - np.maximum.accumulate(np.where(first, np.arange(len(key)), 0))
    return key * RANKS + rank


def _runs(follower: IntArray) -> tuple[IntArray, IntArray]:
    """Return the way each road belongs to, counted from 0, and its place on it."""
    start = np.arange(len(follower))
    start[follower[follower >= 0]] = np.flatnonzero(follower >= 0)
    place = (start != np.arange(len(follower))).astype(np.int64)
    while (start != start[start]).any():
        place, start = place + place[start], start[start]
    return np.unique(start, return_inverse=True)[1], place


def _rules(highway: IntArray, rng: np.random.Generator) -> IntArray:
    """Return which ways would be one-way streets: smaller ones, some drawn against their direction."""
    chance = np.where(highway >= HIGHWAYS.index("tertiary"), rng.random(len(highway)), 1.0)
    return np.where(chance < AGAINST_DRAWING, AGAINST, np.where(chance < ONE_WAY, ALONG, OPEN))


def _traps(tail: IntArray, head: IntArray, rule: IntArray, nodes: int) -> np.ndarray:
    """Return the roads that nobody who took them can come back from."""
    along, against = rule != AGAINST, (rule == AGAINST) | (rule == OPEN)
    leaves = np.concatenate([tail[along], head[against]])
    enters = np.concatenate([head[along], tail[against]])
    graph = csr_matrix((np.ones(len(leaves), dtype=np.int8), (leaves, enters)), shape=(nodes, nodes))
    part = connected_components(graph, connection="strong")[1]
    return np.asarray(part[tail] != part[head])
