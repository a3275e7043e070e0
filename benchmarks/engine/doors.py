"""Our side of every question, in one place, and places that stand exactly on nodes, as peers know no others."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.network import Network
from geo.roads import FloatArray, IntArray, Roads
from geo.snap import Snaps

MODE = "drive"
CORES = 2


class Sweep(NamedTuple):
    """How many nodes each source reaches, and the sum of their seconds: enough to tell answers apart."""

    nodes: IntArray
    time_s: FloatArray


def nearest_of_nodes(network: Network, facilities: Snaps) -> tuple[FloatArray, npt.NDArray[np.int32]]:
    """Return at every node the seconds to the nearest facility and its position, -1 where there is none."""
    found = network.nearest_of_nodes(facilities, direction="to")
    return found.time_s, found.facility


def sweep(network: Network, sources: Snaps, cutoff_s: float) -> Sweep:
    """Ask from each source alone for the time to every node within the cutoff."""
    each = [
        (len(found.node), found.time_s.sum()) for found in network.sweeps(sources, direction="from", cutoff_s=cutoff_s)
    ]
    nodes, time_s = zip(*each, strict=True)
    return Sweep(np.array(nodes), np.array(time_s))


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
