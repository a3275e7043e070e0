"""The nearest facility that still lies onward: one sweep along a line instead of a search per facility."""

from heapq import heappop, heappush
from typing import Any

import numpy as np

from geo.kernels.arrays import Floats, Ints, Longs
from geo.kernels.compiled import compiled
from geo.kernels.read import Direct, Ends
from geo.kernels.search import Graph, Seeds


@compiled
def search_onward(
    graph: Graph,
    seeds: Seeds,
    seed_rank: Longs,
    ends: Ends,
    direct: Direct,
    point_rank: Longs,
    owner_rank: Longs,
) -> tuple[Floats, Ints]:
    """Return for every point the time to, and the owner of, the nearest facility whose rank is not below its own.

    Points are taken in falling rank; seeds join one search as their rank comes up, and the search is carried only
    as far as the point at hand needs. A later seed may improve labels already set, which a label-correcting queue
    allows. Ties go to the smallest owner; where nothing lies onward the time is ``inf`` and the owner -1.

    Parameters
    ----------
    graph
        The graph searched from the facilities outwards.
    seeds, seed_rank
        Seeds of the facilities in falling rank, and their ranks.
    ends, direct, point_rank
        The points and their ranks.
    owner_rank
        The rank of each owner.
    """
    nodes = len(graph.indptr) - 1
    points = len(point_rank)
    label = np.full(nodes, np.inf)
    label_owner = np.full(nodes, -1, np.int32)
    time_s = np.full(points, np.inf)
    owner = np.full(points, -1, np.int32)
    heap = [(0.0, np.int64(0), np.int64(0)) for _ in range(0)]
    joined = 0
    for point in np.argsort(-point_rank, kind="mergesort"):
        while joined < len(seeds.node) and seed_rank[joined] >= point_rank[point]:
            node, cost, who = seeds.node[joined], seeds.cost_s[joined], seeds.owner[joined]
            if cost < label[node] or (cost == label[node] and who < label_owner[node]):
                label[node], label_owner[node] = cost, who
                heappush(heap, (cost, np.int64(who), np.int64(node)))
            joined += 1
        best, best_owner = np.inf, np.int64(-1)
        for k in range(direct.indptr[point], direct.indptr[point + 1]):
            cost, who = direct.cost_s[k], direct.owner[k]
            if owner_rank[who] >= point_rank[point] and (cost < best or (cost == best and who < best_owner)):
                best, best_owner = cost, np.int64(who)
        for k in range(ends.indptr[point], ends.indptr[point + 1]):
            best, best_owner = _carry(graph, heap, label, label_owner, ends.node[k], ends.cost_s[k], best, best_owner)
        time_s[point], owner[point] = best, best_owner
    return time_s, owner


@compiled
def _carry(
    graph: Graph,
    heap: Any,
    label: Floats,
    label_owner: Ints,
    goal: int,
    cost_s: float,
    best: float,
    best_owner: Any,
) -> tuple[float, Any]:
    """Carry the search until the label of `goal` is final or cannot matter; return the better of it and `best`."""
    while len(heap) > 0 and heap[0][0] <= label[goal] and heap[0][0] + cost_s <= best:
        cost, who, node = heappop(heap)
        if cost != label[node] or who != label_owner[node]:
            continue
        for arc in range(graph.indptr[node], graph.indptr[node + 1]):
            head, further = graph.head[arc], cost + graph.cost_s[arc]
            if further < label[head] or (further == label[head] and who < label_owner[head]):
                label[head], label_owner[head] = further, who
                heappush(heap, (further, who, np.int64(head)))
    found = label[goal] + cost_s
    if found < best or (found == best and label_owner[goal] >= 0 and label_owner[goal] < best_owner):
        return found, np.int64(label_owner[goal])
    return best, best_owner
