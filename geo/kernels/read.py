"""What the labels of a search say about points that stand between nodes."""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Floats, Ints, Longs
from geo.kernels.compiled import compiled
from geo.kernels.search import Labels


class Ends(NamedTuple):
    """For each point (rows ``indptr[p]`` to ``indptr[p + 1]``) the nodes next to it and the way between."""

    indptr: Longs
    node: Ints
    cost_s: Floats
    length_m: Floats


class Direct(NamedTuple):
    """Ways that never pass a node: point and owner stand on one edge. Rows ``indptr[p]`` to ``indptr[p + 1]``."""

    indptr: Longs
    owner: Ints
    cost_s: Floats
    length_m: Floats


class Found(NamedTuple):
    """For each point: seconds (``inf``: none), metres of that way (``inf``), owner and nearest node (-1: none)."""

    time_s: Floats
    length_m: Floats
    owner: Ints
    node: Ints


@compiled
def read(labels: Labels, ends: Ends, direct: Direct, cutoff_s: float) -> Found:
    """Return the quickest owner of every point within `cutoff_s` (inclusive); ties go to the smallest owner."""
    points = len(ends.indptr) - 1
    time_s = np.full(points, np.inf)
    length_m = np.full(points, np.inf)
    owner = np.full(points, -1, np.int32)
    at = np.full(points, -1, np.int32)
    for point in range(points):
        for k in range(ends.indptr[point], ends.indptr[point + 1]):
            node = ends.node[k]
            cost, who = labels.time_s[node] + ends.cost_s[k], labels.owner[node]
            if cost <= cutoff_s and (cost < time_s[point] or (cost == time_s[point] and who < owner[point])):
                time_s[point], owner[point], at[point] = cost, who, node
                length_m[point] = labels.length_m[node] + ends.length_m[k]
        for k in range(direct.indptr[point], direct.indptr[point + 1]):
            cost, who = direct.cost_s[k], direct.owner[k]
            if cost <= cutoff_s and (cost < time_s[point] or (cost == time_s[point] and who < owner[point])):
                time_s[point], owner[point], at[point] = cost, who, -1
                length_m[point] = direct.length_m[k]
    return Found(time_s, length_m, owner, at)
