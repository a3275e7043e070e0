"""Quickest times from many seeds at once, each with the seed's owner, the length of the way and the arc it came by."""

from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.kernels.compiled import compiled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]


class Graph(NamedTuple):
    """A directed graph in compressed rows; the arcs out of node n are ``indptr[n]`` to ``indptr[n + 1]``.

    Parallel arcs, loops and arcs of no cost stay as they are.
    """

    indptr: npt.NDArray[np.int64]
    head: Ints
    cost_s: Floats
    length_m: Floats
    edge: Ints


class Seeds(NamedTuple):
    """Where a search starts: a node, what reaching it has cost already, and whose seed it is."""

    node: Ints
    cost_s: Floats
    length_m: Floats
    owner: Ints


class Labels(NamedTuple):
    """The answer at every node: seconds (``inf`` unreached), metres of that way, owner and last arc (-1: none)."""

    time_s: Floats
    length_m: Floats
    owner: Ints
    via: Ints


@compiled
def search(graph: Graph, seeds: Seeds, cutoff_s: float) -> Labels:
    """Return the quickest time to every node within `cutoff_s` (inclusive) of a seed; ties go to the smallest owner.

    Dijkstra's algorithm with lazy deletion (Dijkstra 1959). Labels are ordered by (time, owner), so an arc of no
    cost still hands on the smaller owner.
    """
    nodes = len(graph.indptr) - 1
    time_s = np.full(nodes, np.inf)
    length_m = np.full(nodes, np.inf)
    owner = np.full(nodes, -1, np.int32)
    via = np.full(nodes, -1, np.int32)
    heap = [(0.0, np.int64(0), np.int64(0)) for _ in range(0)]
    for k in range(len(seeds.node)):
        node, cost, who = seeds.node[k], seeds.cost_s[k], seeds.owner[k]
        if cost <= cutoff_s and (cost < time_s[node] or (cost == time_s[node] and who < owner[node])):
            time_s[node], owner[node], length_m[node] = cost, who, seeds.length_m[k]
            heappush(heap, (cost, np.int64(who), np.int64(node)))
    while len(heap) > 0:
        cost, who, node = heappop(heap)
        if cost != time_s[node] or who != owner[node]:
            continue
        for arc in range(graph.indptr[node], graph.indptr[node + 1]):
            head, further = graph.head[arc], cost + graph.cost_s[arc]
            if further <= cutoff_s and (further < time_s[head] or (further == time_s[head] and who < owner[head])):
                time_s[head], owner[head], via[head] = further, who, arc
                length_m[head] = length_m[node] + graph.length_m[arc]
                heappush(heap, (further, who, np.int64(head)))
    return Labels(time_s, length_m, owner, via)
