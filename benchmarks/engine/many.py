"""Many sources, each alone, within an hour: in the country, and from the country to the large world."""

import multiprocessing
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from benchmarks.engine.doors import CORES, MODE, Sweep, leaving, some_nodes, sweep
from benchmarks.engine.line import Line, ahead, at_most, not_measured
from benchmarks.engine.peers import cheapest_edges, check_times
from benchmarks.engine.sizes import Sizes
from benchmarks.engine.turns import DifferError, in_turn, timed
from benchmarks.made_worlds import made_roads
from geo.network import Network
from geo.roads import IntArray, Roads

HOUR_S = 3_600.0
BATCH = 25  # rows of scipy's dense answer held at a time
RUNS = 5
SUM_TOLERANCE_S = 1.0


def many_sources(sizes: Sizes) -> Iterator[Line]:
    """Yield the line against scipy, both on all cores: ours in threads, scipy in processes."""
    roads = made_roads(sizes.country)
    nodes = some_nodes(roads, sizes.sources, 2)
    ask = _ours(roads, nodes)
    work = f"{sizes.sources:,} sources ≤ 60 min, {len(roads.node_id):,} nodes, {CORES} cores"
    peer, at_least = "scipy dijkstra(limit), 2 processes", 40
    reached: list[float] = []

    def check(ours: Sweep, theirs: Sweep) -> None:
        reached.append(float(ours.nodes.mean()))
        _check(ours, theirs)

    with _forked(cheapest_edges(roads).matrix(), nodes) as by_scipy:
        try:
            times = in_turn(ask, by_scipy, check)
        except DifferError as error:
            yield not_measured(work, peer, f"≥ {at_least} ×", str(error))
            return
    note = f"{reached[0]:,.0f} nodes reached on average; {times.ours_s / sizes.sources * 1e3:.3g} ms a source"
    yield ahead(work, peer, times, at_least, note=note)


def growth(sizes: Sizes) -> Iterator[Line]:
    """Yield the line of the large world against the country: the time of a source for each node it reaches."""
    per_node, told = [], []
    for nodes in (sizes.country, sizes.large):
        roads = made_roads(nodes)
        ask = _ours(roads, some_nodes(roads, sizes.grown, 3))
        found = ask()
        times = [timed(ask)[1] for _ in range(RUNS)]
        seconds = float(np.median(times))
        per_node.append(seconds / found.nodes.sum())
        told.append(f"{seconds / sizes.grown * 1e3:.3g} ms a source that reaches {found.nodes.mean():,.0f}")
    work = f"a source ≤ 60 min, {sizes.country:,} to {sizes.large:,} nodes, for each node reached"
    yield at_most(work, per_node[1] / per_node[0], "×", 1.5, note=", then ".join(told))


def _ours(roads: Roads, nodes: IntArray) -> Callable[[], Sweep]:
    """Return our search from each source to all nodes."""
    network = Network(roads, MODE)
    sources = leaving(roads, nodes)
    return lambda: sweep(network, sources, HOUR_S)


def _check(ours: Sweep, theirs: Sweep) -> None:
    if not np.array_equal(ours.nodes, theirs.nodes):
        raise DifferError("the numbers of nodes reached differ: nothing was timed")
    check_times(ours.time_s, theirs.time_s, tolerance_s=SUM_TOLERANCE_S)


class _forked:  # noqa: N801  (used as a function)
    """scipy in as many processes as there are cores: it holds the interpreter's lock."""

    def __init__(self, matrix: csr_matrix, sources: IntArray) -> None:
        self._batches = np.array_split(sources, -(-len(sources) // BATCH))
        self._pool = multiprocessing.get_context("fork").Pool(CORES, _take, (matrix,))

    def __enter__(self) -> Callable[[], Sweep]:
        return self._ask

    def __exit__(self, *_error: object) -> None:
        self._pool.terminate()

    def _ask(self) -> Sweep:
        nodes, time_s = zip(*self._pool.map(_search, self._batches, chunksize=1), strict=True)
        return Sweep(np.concatenate(nodes), np.concatenate(time_s))


_taken: dict[str, Any] = {}


def _take(matrix: csr_matrix) -> None:
    _taken["matrix"] = matrix


def _search(batch: IntArray) -> Sweep:
    time_s = dijkstra(_taken["matrix"], indices=batch, limit=HOUR_S)
    reached = np.isfinite(time_s)
    return Sweep(reached.sum(axis=1), np.where(reached, time_s, 0.0).sum(axis=1))
