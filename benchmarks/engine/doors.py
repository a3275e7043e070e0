"""Our side of every question, in one place: what the network answers, asked as it will be asked."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from geo.graph import build_graph
from geo.kernels.search import Graph, Seeds, search
from geo.roads import FloatArray, IntArray, Roads
from geo.snap import Snaps

MODE = "drive"
CORES = 2


class Sweep(NamedTuple):
    """How many nodes each source reaches, and the sum of their seconds: enough to tell answers apart."""

    nodes: IntArray
    time_s: FloatArray


def nearest_at_nodes(graph: Graph, facilities: IntArray) -> tuple[FloatArray, IntArray]:
    """Return at every node the seconds to the nearest facility and its position, -1 where there is none."""
    labels = search(graph, _seeds(facilities), np.inf)
    return labels.time_s, labels.owner.astype(np.int64)


def sweep(graph: Graph, sources: Sequence[int] | IntArray, cutoff_s: float, *, cores: int = CORES) -> Sweep:
    """Search from each source alone, up to the cutoff."""

    def one(source: int) -> tuple[int, float]:
        time_s = search(graph, _seeds(np.array([source])), cutoff_s).time_s
        reached = time_s[np.isfinite(time_s)]
        return len(reached), float(reached.sum())

    with ThreadPoolExecutor(cores) as pool:
        rows = list(pool.map(one, sources))
    return Sweep(np.array([row[0] for row in rows]), np.array([row[1] for row in rows]))


def store_bytes(roads: Roads) -> int:
    """Return the bytes of what is kept to answer questions of one mode."""
    flat = ("node_id", "lon", "lat", "tail", "head", "length_m", "road_class", "way_id", "ground")
    return sum(int(getattr(roads, name).nbytes) for name in flat) + roads.time_s[MODE].nbytes


def drivable(roads: Roads) -> Graph:
    """Return the graph of those who drive away from a place."""
    return build_graph(roads, MODE)


def drivable_to(roads: Roads) -> Graph:
    """Return the graph of those who drive to a place: every edge turned round."""
    return build_graph(roads, MODE, reverse=True)


def some_nodes(roads: Roads, count: int, seed: int) -> IntArray:
    """Return nodes that can be driven to and from, each with a place of its own, drawn by lot."""
    open_edge = np.isfinite(roads.time_s[MODE])
    fit = np.zeros(len(roads.node_id), dtype=np.int8)
    fit[roads.tail[open_edge]] |= 1
    fit[roads.head[open_edge]] |= 2
    alone = np.concatenate([[True], np.diff(roads.node_id[: len(fit)]) > 0])
    return np.sort(np.random.default_rng(seed).choice(np.flatnonzero((fit == 3) & alone), count, replace=False))  # noqa: PLR2004


def standing_at(roads: Roads, nodes: IntArray) -> Snaps:
    """Return places that stand exactly on nodes: at the end of each edge that arrives, at the start of each leaving.

    A peer that knows nodes only is then asked the same question.
    """
    open_edge = np.flatnonzero(np.isfinite(roads.time_s[MODE]))
    at_tail = open_edge[np.isin(roads.tail[open_edge], nodes)]
    at_head = open_edge[np.isin(roads.head[open_edge], nodes)]
    edge = np.concatenate([at_tail, at_head])
    fraction = np.concatenate([np.zeros(len(at_tail)), np.ones(len(at_head))])
    point = np.searchsorted(nodes, np.concatenate([roads.tail[at_tail], roads.head[at_head]]))
    order = np.argsort(point, kind="stable")
    indptr = np.concatenate([[0], np.cumsum(np.bincount(point, minlength=len(nodes)))])
    nothing = np.zeros(len(edge))
    return Snaps(indptr.astype(np.int64), edge[order].astype(np.int32), fraction[order], nothing, nothing)


def _seeds(nodes: IntArray) -> Seeds:
    nothing = np.zeros(len(nodes))
    return Seeds(nodes.astype(np.int32), nothing, nothing, np.arange(len(nodes), dtype=np.int32))
