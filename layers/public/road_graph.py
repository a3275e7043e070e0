"""The main roads as a graph small enough for a phone: nodes on the way are joined out of it, distances stay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product

import numpy as np
import numpy.typing as npt

from geo.roads import ROAD_CLASSES, FloatArray, IntArray, Roads

# A place is led to the nearest node: no joined piece of road may leave it farther than half of this away.
LONGEST_M = 3_000.0
DEGREE_PARTS = 10_000  # a coordinate is told to about 11 m

# Seconds and metres from one node to the next.
_Cost = tuple[float, float]
# By the next node, and whether one may walk there.
_Ways = dict[tuple[int, bool], _Cost]
_MOTORWAY = ROAD_CLASSES.index("motorway")


@dataclass(frozen=True, slots=True, eq=False)
class RoadGraph:
    """A directed graph, its edges sorted by their ends; two from one end to another where the quickest is not walked.

    Attributes
    ----------
    node
        Position of each node in the roads it was made of.
    tail, head
        Positions in `node` that an edge leaves and enters.
    seconds, metres
        What it takes to drive it, and how long it is.
    on_foot
        Whether one may walk there: not on a motorway.
    """

    node: IntArray
    tail: IntArray
    head: IntArray
    seconds: FloatArray
    metres: FloatArray
    on_foot: npt.NDArray[np.bool_]


def join_chains(roads: Roads) -> RoadGraph:
    """Return the graph of the roads open to cars, without the nodes where nothing branches off.

    A node between two others is taken out if the road through it is at most 3 km long then. The quickest of parallel
    ways stays, and the quickest that is walked. Between the nodes that stay, the seconds of every quickest way are as
    before, and so is where one can walk.

    Parameters
    ----------
    roads
        The roads, as many or few as shall be in the graph.
    """
    ahead, behind = _ways(roads)
    for node in sorted(ahead):
        around = sorted({other for other, _ in (*ahead[node], *behind[node])})
        if len(around) == 2:  # noqa: PLR2004  (nothing branches off)
            _take_out(node, (around[0], around[1]), ahead, behind)
    return _numbered(ahead)


def encode_graph(graph: RoadGraph, roads: Roads, countries: Sequence[str]) -> dict[str, list[int] | list[int | str]]:
    """Return the graph as whole numbers, each near the one before it, so that they pack well.

    Parameters
    ----------
    graph
        Made of `roads`.
    roads
        Where its nodes are.
    countries
        In which country each node is; empty where that is not sure.

    Returns
    -------
    dict
        ``x, y``: ten-thousandths of a degree, each less the one before. ``e``: five numbers an edge: the node it
        leaves, less that of the edge before; the node it enters, less the one it leaves; metres; seconds; 0 if it
        can be driven backwards just so, else 1, and 2 more if nobody walks there. ``c``: a country and of how many
        nodes on end, again and again.
    """
    order = np.lexsort((graph.node, _along_a_curve(roads.lon[graph.node], roads.lat[graph.node])))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    x, y = (np.round(each[graph.node][order] * DEGREE_PARTS).astype(np.int64) for each in (roads.lon, roads.lat))
    edges = _edges(place[graph.tail], place[graph.head], graph)
    runs = ((country, len(list(run))) for country, run in groupby(countries[at] for at in order.tolist()))
    return {
        "x": np.diff(x, prepend=0).tolist(),
        "y": np.diff(y, prepend=0).tolist(),
        "e": _flat(edges),
        "c": [each for run in runs for each in run],
    }


def _ways(roads: Roads) -> tuple[dict[int, _Ways], dict[int, _Ways]]:
    """Return from each node the quickest edges to each other node, and the same edges by the node they enter."""
    ahead: dict[int, _Ways] = {}
    behind: dict[int, _Ways] = {}
    seconds = roads.time_s["drive"]
    on_foot = np.isfinite(roads.time_s["walk"]) & (roads.road_class != _MOTORWAY)
    for edge in np.flatnonzero(np.isfinite(seconds) & (roads.tail != roads.head)).tolist():
        tail, head = int(roads.tail[edge]), int(roads.head[edge])
        for node in (tail, head):
            ahead.setdefault(node, {})
            behind.setdefault(node, {})
        cost = float(seconds[edge]), float(roads.length_m[edge])
        _offer((tail, head, bool(on_foot[edge])), cost, ahead, behind)
    return ahead, behind


def _offer(way: tuple[int, int, bool], cost: _Cost, ahead: dict[int, _Ways], behind: dict[int, _Ways]) -> None:
    tail, head, walks = way
    ahead[tail][head, walks] = behind[head][tail, walks] = min(cost, ahead[tail].get((head, walks), cost))


def _take_out(node: int, ends: tuple[int, int], ahead: dict[int, _Ways], behind: dict[int, _Ways]) -> None:
    """Take a node out and join its two neighbours by the ways that led through it, unless they would be too long.

    It stays, too, where it can be walked through alone: against a road that cars drive one way.
    """
    ways = [way for tail, head in (ends, ends[::-1]) for way in _through(node, tail, head, ahead, behind)]
    if not ways or any(metres > LONGEST_M for _, (_, metres) in ways):
        return
    is_walked_through = all((end, True) in ahead[node] or (end, True) in behind[node] for end in ends)
    if is_walked_through and not any(walks for (_, _, walks), _ in ways):
        return
    for end, walks in product(ends, (True, False)):
        ahead[end].pop((node, walks), None)
        behind[end].pop((node, walks), None)
    del ahead[node], behind[node]
    for way, cost in ways:
        _offer(way, cost, ahead, behind)


def _through(
    node: int, tail: int, head: int, ahead: dict[int, _Ways], behind: dict[int, _Ways]
) -> Iterator[tuple[tuple[int, int, bool], _Cost]]:
    """Yield the ways through a node: walked where both their halves are."""
    for first, second in product((True, False), repeat=2):
        if (tail, first) in behind[node] and (head, second) in ahead[node]:
            yield (tail, head, first and second), _sum(behind[node][tail, first], ahead[node][head, second])


def _sum(one: _Cost, other: _Cost) -> _Cost:
    return one[0] + other[0], one[1] + other[1]


def _numbered(ahead: dict[int, _Ways]) -> RoadGraph:
    node = sorted(ahead)
    number = {each: at for at, each in enumerate(node)}
    rows = sorted(
        (number[tail], number[head], *cost, walks)
        for tail, ways in ahead.items()
        for (head, walks), cost in ways.items()
        if walks or ways.get((head, True), (np.inf, 0.0))[0] > cost[0]
    )
    table = np.array(rows, dtype=np.float64).reshape(-1, 5)
    ends = table[:, :2].astype(np.int64)
    return RoadGraph(
        np.array(node, dtype=np.int64), ends[:, 0], ends[:, 1], table[:, 2], table[:, 3], table[:, 4].astype(bool)
    )


def _edges(tail: IntArray, head: IntArray, graph: RoadGraph) -> list[tuple[int, int, int, int, int]]:
    """Return tail, head, metres, seconds, one way or not walked; at least 1 metre and 1 second, for nothing is free."""
    metres, seconds = (np.maximum(np.round(each), 1).astype(np.int64) for each in (graph.metres, graph.seconds))
    closed = 2 * (~graph.on_foot).astype(np.int64)
    told = set(zip(*(each.tolist() for each in (tail, head, metres, seconds, closed)), strict=True))
    back = {(a, b, *rest) for a, b, *rest in told if (b, a, *rest) in told}
    return sorted(
        (a, b, metre, second, foot + int((a, b, metre, second, foot) not in back))
        for a, b, metre, second, foot in told
        if a < b or (a, b, metre, second, foot) not in back
    )


def _flat(edges: list[tuple[int, int, int, int, int]]) -> list[int]:
    flat, before = [], 0
    for tail, head, *rest in edges:
        flat += [tail - before, head - tail, *rest]
        before = tail
    return flat


def _along_a_curve(lon: FloatArray, lat: FloatArray) -> IntArray:
    """Return where points lie on a curve that passes near ones one after the other (Morton's, cells of 200 m)."""
    x, y = ((each + 180.0) / 0.002 for each in (lon, lat))
    key = np.zeros(len(lon), dtype=np.int64)
    for bit in range(18):
        key |= ((x.astype(np.int64) >> bit) & 1) << (2 * bit)
        key |= ((y.astype(np.int64) >> bit) & 1) << (2 * bit + 1)
    return key
