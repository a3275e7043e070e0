"""Our side of every question, in one place, and places that stand exactly on nodes, as peers know no others."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from geo.network import Network
from geo.roads import FloatArray, IntArray, Roads
from geo.snap import Snaps

MODE = "drive"
CORES = 2
AT_ONCE = 250  # sources whose answers are held at a time


class Sweep(NamedTuple):
    """How many nodes each source reaches, and the sum of their seconds: enough to tell answers apart."""

    nodes: IntArray
    time_s: FloatArray


def nearest_at(network: Network, points: Snaps, facilities: Snaps) -> tuple[FloatArray, IntArray]:
    """Return at every point the seconds to the nearest facility and its position, -1 where there is none."""
    found = network.nearest(points, facilities, direction="to")
    return found.time_s, found.facility.astype(np.int64)


def sweep(network: Network, points: Snaps, sources: Snaps, cutoff_s: float) -> Sweep:
    """Ask from each source alone for the time to every point within the cutoff."""
    batches = np.array_split(np.arange(len(sources)), max(CORES, -(-len(sources) // AT_ONCE)))

    def one(batch: IntArray) -> tuple[IntArray, FloatArray]:
        found = network.within(points, sources.taken(batch), direction="from", cutoff_s=cutoff_s)
        time_s = np.bincount(found.facility, weights=found.time_s, minlength=len(batch)).astype(np.float64)
        return np.bincount(found.facility, minlength=len(batch)).astype(np.int64), time_s

    with ThreadPoolExecutor(CORES) as pool:
        nodes, time_s = zip(*pool.map(one, [batch for batch in batches if len(batch)]), strict=True)
    return Sweep(np.concatenate(nodes), np.concatenate(time_s))


def store_bytes(roads: Roads) -> int:
    """Return the bytes of what is kept to answer questions of one mode."""
    flat = ("node_id", "lon", "lat", "tail", "head", "length_m", "road_class", "way_id", "ground")
    return sum(int(getattr(roads, name).nbytes) for name in flat) + roads.time_s[MODE].nbytes


def some_nodes(roads: Roads, count: int, seed: int) -> IntArray:
    """Return nodes that can be driven to and from, each with a place of its own, drawn by lot."""
    open_edge = np.isfinite(roads.time_s[MODE])
    fit = np.zeros(len(roads.node_id), dtype=np.int8)
    fit[roads.tail[open_edge]] |= 1
    fit[roads.head[open_edge]] |= 2
    alone = np.concatenate([[True], np.diff(roads.node_id[: len(fit)]) > 0])
    return np.sort(np.random.default_rng(seed).choice(np.flatnonzero((fit == 3) & alone), count, replace=False))  # noqa: PLR2004


def leaving(roads: Roads, nodes: IntArray) -> Snaps:
    """Return places whose way begins exactly at a node: at the end of one edge that arrives there; else they fail."""
    return _standing(nodes, roads.head, np.flatnonzero(np.isfinite(roads.time_s[MODE])), 1.0)


def arriving(roads: Roads, nodes: IntArray) -> Snaps:
    """Return places whose way ends exactly at a node: at the start of one edge that leaves it; else they fail."""
    return _standing(nodes, roads.tail, np.flatnonzero(np.isfinite(roads.time_s[MODE])), 0.0)


def _standing(nodes: IntArray, end: "np.ndarray", edges: IntArray, fraction: float) -> Snaps:
    first = np.full(int(end.max()) + 1 if len(end) else 0, -1, dtype=np.int32)
    first[end[edges[::-1]]] = edges[::-1]
    edge = np.where(nodes < len(first), first[np.minimum(nodes, len(first) - 1)], -1)
    indptr = np.concatenate([[0], np.cumsum(edge >= 0)]).astype(np.int64)
    edge = edge[edge >= 0].astype(np.int32)
    nothing = np.zeros(len(edge))
    return Snaps(indptr, edge, np.full(len(edge), fraction), nothing, nothing)
