"""Random directed multigraphs with all that trips a search, and three ways to know every owner's time to every node."""

from typing import NamedTuple

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.kernels.read import Direct, Ends
from geo.kernels.search import Seeds
from geo.roads import TICKS_PER_S

FloatArray = npt.NDArray[np.float64]
TICK_S = 1.0 / TICKS_PER_S
# Far less than a tick even as often as a way has arcs, and sums with any time here are still exact.
NEXT_TO_NOTHING_S = TICK_S / 256
LARGEST = 30
RANKS = 3


class World(NamedTuple):
    """A multigraph with the seeds of some owners, and points beside it; row k of the arrays is an arc, ``inf`` closed.

    With ``turned`` every arc is passed from its head to its tail, as for people who travel to a facility.
    """

    nodes: int
    tail: npt.NDArray[np.int32]
    head: npt.NDArray[np.int32]
    cost_s: FloatArray
    length_m: FloatArray
    turned: bool
    seeds: Seeds
    ends: Ends
    direct: Direct
    point_rank: npt.NDArray[np.int64]
    owner_rank: npt.NDArray[np.int64]

    def passed(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Return the nodes every arc leaves and enters."""
        return (self.head, self.tail) if self.turned else (self.tail, self.head)


def random_world(seed: int) -> World:
    """Return the world of a number: from one node without an arc to thirty with ninety."""
    rng = np.random.default_rng(seed)
    nodes = int(rng.choice([1, 2, 3, 6, 12, LARGEST]))
    tail, head = _arcs(rng, nodes, int(rng.integers(0, 3 * nodes + 2)) if rng.random() < 0.95 else 0)
    kind = int(rng.choice([0, 1, 1, 2, 2, 3]))
    cost_s = _times(rng, len(tail), kind)
    points, owners = int(rng.integers(0, 10)), int(rng.integers(1, 6))
    # Whoever stands beside a node came to it by a road that is open there.
    stood_on = np.unique(np.concatenate([tail[np.isfinite(cost_s)], head[np.isfinite(cost_s)]]))
    end_rows = rng.integers(0, 4, points) if len(stood_on) else np.zeros(points, np.int64)
    direct_rows = rng.integers(0, 3, points)
    seeds = int(rng.integers(0, 3 * owners + 1)) if len(stood_on) else 0
    ends, direct = int(end_rows.sum()), int(direct_rows.sum())
    places = rng.choice([2, 5, LARGEST]) if len(stood_on) else 0
    some_nodes = rng.choice(stood_on, places)  # few: seeds share one
    end_nodes = np.where(rng.random(ends) < 0.5, *(rng.choice(of, ends) for of in (some_nodes, stood_on)))
    return World(
        nodes,
        tail,
        head,
        cost_s,
        _lengths(rng, len(tail)),
        bool(rng.integers(0, 2)),
        Seeds(
            rng.choice(some_nodes, seeds).astype(np.int32),
            _times(rng, seeds, kind),
            _lengths(rng, seeds),
            rng.integers(0, owners, seeds).astype(np.int32),
        ),
        Ends(_indptr(end_rows), end_nodes.astype(np.int32), _times(rng, ends, kind), _lengths(rng, ends)),
        Direct(
            _indptr(direct_rows),
            rng.integers(0, owners, direct).astype(np.int32),
            _times(rng, direct, kind) * rng.choice([1.0, 4.0]),
            _lengths(rng, direct),
        ),
        rng.integers(0, RANKS, points),
        rng.integers(0, RANKS, owners),
    )


def _arcs(rng: np.random.Generator, nodes: int, arcs: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return tails and heads: of winding roads, or of anything.

    In half of the latter worlds there are two islands; an eighth of the arcs are loops, a quarter parallel.
    """
    if rng.random() < 0.5:
        return _winding(rng, nodes, arcs // 6)
    tail, head = rng.integers(0, nodes, (2, arcs)).astype(np.int32)
    if nodes > 1 and rng.random() < 0.5:
        shore = int(rng.integers(1, nodes))
        head = np.where(tail < shore, rng.integers(0, shore, arcs), rng.integers(shore, nodes, arcs)).astype(np.int32)
    head[: arcs // 8] = tail[: arcs // 8]
    if arcs >= 4:
        tail[-(arcs // 4) :], head[-(arcs // 4) :] = tail[: arcs // 4], head[: arcs // 4]
    order = rng.permutation(arcs)
    return tail[order], head[order]


def _winding(rng: np.random.Generator, nodes: int, others: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return roads through all nodes in turn, some broken off or round, most of them two-way, and a few other arcs."""
    along = rng.permutation(nodes).astype(np.int32)
    tail, head = along, np.roll(along, -1)
    kept = rng.random(nodes) < rng.choice([0.8, 1.0])
    tail, head = tail[kept], head[kept]
    back = rng.random(len(tail)) < rng.choice([0.5, 1.0])
    more = rng.integers(0, nodes, (2, others)).astype(np.int32)
    tail, head = np.concatenate([tail, head[back], more[0]]), np.concatenate([head, tail[back], more[1]])
    order = rng.permutation(len(tail))
    return tail[order], head[order]


def _times(rng: np.random.Generator, count: int, kind: int) -> FloatArray:
    """Return times that are nothing, nothing or 1 s, few whole seconds, or any ticks; a few are closed."""
    whole = (np.zeros(count), rng.integers(0, 2, count), rng.integers(0, 6, count))
    times = whole[kind].astype(float) if kind < len(whole) else rng.integers(0, 2**24, count) * TICK_S
    return np.where(rng.random(count) < 0.05, np.inf, times)


def _lengths(rng: np.random.Generator, count: int) -> FloatArray:
    return rng.integers(0, 1000, count).astype(float)


def _indptr(rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(rows)]).astype(np.int64)


def _links(world: World) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], FloatArray]:
    """Return tails, heads and seconds of all that is open; owner k is the node behind the others by k + 1."""
    leaves, enters = world.passed()
    tail = np.concatenate([leaves, world.nodes + world.seeds.owner]).astype(np.int64)
    head = np.concatenate([enters, world.seeds.node]).astype(np.int64)
    cost_s = np.concatenate([world.cost_s, world.seeds.cost_s])
    is_open = np.isfinite(cost_s)
    return tail[is_open], head[is_open], cost_s[is_open]


def times_of_scipy(world: World) -> FloatArray:
    """Return seconds from every owner (rows) to every node (columns).

    scipy would sum parallel arcs and lose those of no cost: the cheapest of the parallel ones is kept, and each costs
    next to nothing more, which whole ticks forget again.
    """
    tail, head, cost_s = _links(world)
    size = world.nodes + len(world.owner_rank)
    order = np.lexsort((cost_s, head, tail))
    pair = (tail * size + head)[order]
    cheapest = order[np.flatnonzero(np.diff(pair, prepend=-1))]
    graph = csr_array((cost_s[cheapest] + NEXT_TO_NOTHING_S, (tail[cheapest], head[cheapest])), shape=(size, size))
    times = dijkstra(graph, indices=np.arange(world.nodes, size))[:, : world.nodes]
    return np.floor(times / TICK_S) * TICK_S


def graph_of_networkx(world: World) -> nx.MultiDiGraph:
    """Return the nodes 0, 1, … and an owner's as those behind them, with every arc and its weight."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(range(world.nodes + len(world.owner_rank)))
    graph.add_weighted_edges_from(zip(*(column.tolist() for column in _links(world)), strict=True))
    return graph


def times_of_networkx(graph: nx.MultiDiGraph, world: World) -> FloatArray:
    """Return seconds from every owner (rows) to every node (columns)."""
    times = np.full((len(world.owner_rank), world.nodes + len(world.owner_rank)), np.inf)
    for owner, row in enumerate(times):
        found = nx.single_source_dijkstra_path_length(graph, world.nodes + owner)
        row[list(found)] = list(found.values())
    return times[:, : world.nodes]


def times_by_hand(world: World) -> FloatArray:
    """Return seconds from every owner (rows) to every node (columns): arcs are tried till none is of use (Bellman)."""
    leaves, enters = world.passed()
    times = np.full((len(world.owner_rank), world.nodes), np.inf)
    np.minimum.at(times, (world.seeds.owner, world.seeds.node), world.seeds.cost_s)
    while True:
        before = times.copy()
        np.minimum.at(times, (slice(None), enters), times[:, leaves] + world.cost_s)
        if np.array_equal(times, before):
            return times


def times_at_points(world: World, times: FloatArray) -> FloatArray:
    """Return seconds from every owner (rows) to every point (columns), by a node next to it or directly."""
    ends, direct = world.ends, world.direct
    points = np.arange(len(world.point_rank))
    found = np.full((len(times), len(points)), np.inf)
    np.minimum.at(found, (slice(None), np.repeat(points, np.diff(ends.indptr))), times[:, ends.node] + ends.cost_s)
    np.minimum.at(found, (direct.owner, np.repeat(points, np.diff(direct.indptr))), direct.cost_s)
    return found


def nearest(times: FloatArray) -> tuple[FloatArray, npt.NDArray[np.int64]]:
    """Return for each column the smallest time and the first owner that has it; ``inf`` and -1 where there is none."""
    best = times.min(axis=0)
    return best, np.where(np.isfinite(best), times.argmin(axis=0), -1)
