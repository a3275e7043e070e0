"""The slow and sure ways to all alternatives: every way without a node twice, and Martins (1984) with lists of labels.

Martins, E. Q. V. (1984), On a multicriteria shortest path problem, European Journal of Operational Research 16:236-245.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count, pairwise

import numpy as np

from geo.roads import FloatArray, Roads
from geo.snap import Snaps

TICKS_PER_S, TICKS_PER_POINT = 2**20, 2**36
START, GOAL = ("start",), ("goal",)
Node = tuple[object, ...]
Costs = tuple[int, int]
Arcs = Mapping[Node, Sequence[tuple[Node, Costs]]]


def arcs_of(roads: Roads, mode: str, exposure: FloatArray, start: Snaps, goal: Snaps) -> Arcs:
    """Return the open roads cut where start and goal stand, with both costs in whole ticks."""
    arcs: dict[Node, list[tuple[Node, Costs]]] = defaultdict(list)
    stops: dict[int, set[float]] = defaultdict(set)
    for snaps in (start, goal):
        for edge, fraction in zip(snaps.edge.tolist(), snaps.fraction.tolist(), strict=True):
            stops[edge].add(fraction)
    for edge in np.flatnonzero(np.isfinite(roads.time_s[mode])).tolist():
        at = [0.0, *sorted(stops[edge]), 1.0]
        ends = ("node", int(roads.tail[edge])), ("node", int(roads.head[edge]))
        nodes = [ends[0], *[("on", edge, fraction) for fraction in at[1:-1]], ends[1]]
        told = [costs_of(f * float(roads.time_s[mode][edge]), f * float(exposure[edge])) for f in at]
        for (a, b), (low, high) in zip(pairwise(nodes), pairwise(told), strict=True):
            arcs[a].append((b, (high[0] - low[0], high[1] - low[1])))
    for edge, fraction, access_s in zip(start.edge.tolist(), start.fraction.tolist(), start.access_s, strict=True):
        arcs[START].append((("on", edge, fraction), costs_of(float(access_s), 0.0)))
    for edge, fraction, access_s in zip(goal.edge.tolist(), goal.fraction.tolist(), goal.access_s, strict=True):
        arcs["on", edge, fraction].append((GOAL, costs_of(float(access_s), 0.0)))
    return arcs


def costs_of(seconds: float, points: float) -> Costs:
    """Return whole ticks, so that sums are exact whatever their order."""
    return round(seconds * TICKS_PER_S), round(points * TICKS_PER_POINT)


def unbeaten(costs: Iterator[Costs]) -> list[Costs]:
    """Return those of which none is beaten, each once, by rising time."""
    kept: list[Costs] = []
    for each in sorted(set(costs)):
        if not kept or each[1] < kept[-1][1]:
            kept.append(each)
    return kept


def front_by_enumeration(arcs: Arcs) -> list[Costs]:
    """Return the alternatives among all ways that pass no node twice."""
    return unbeaten(_ways(arcs, START, (0, 0), {START}))


def _ways(arcs: Arcs, node: Node, costs: Costs, passed: set[Node]) -> Iterator[Costs]:
    if node == GOAL:
        yield costs
    for near, (seconds, points) in arcs.get(node, ()):
        if near not in passed:
            yield from _ways(arcs, near, (costs[0] + seconds, costs[1] + points), passed | {near})


def front_of_martins(arcs: Arcs) -> list[Costs]:
    """Return the alternatives by label setting: a label is kept unless one of its node is as good in both."""
    kept: dict[Node, list[Costs]] = defaultdict(list)
    order = count()
    waiting: list[tuple[Costs, int, Node]] = [((0, 0), next(order), START)]
    while waiting:
        costs, _, node = heappop(waiting)
        if any(one[0] <= costs[0] and one[1] <= costs[1] for one in kept[node]):
            continue
        kept[node].append(costs)
        for near, (seconds, points) in arcs.get(node, ()):
            further = costs[0] + seconds, costs[1] + points
            if not any(one[0] <= further[0] and one[1] <= further[1] for one in kept[near]):
                heappush(waiting, (further, next(order), near))
    return kept[GOAL]
