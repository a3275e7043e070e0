"""The slow and sure way: the roads as a networkx graph with every snapped place put on its edges as a node."""

from collections import defaultdict
from itertools import pairwise

import networkx as nx
import numpy as np
import numpy.typing as npt
from towns import roads_of

from geo.roads import Direction, Roads
from geo.snap import Snaps

TICKS_PER_S = 2**20
FloatArray = npt.NDArray[np.float64]


def ticks(seconds: float) -> int:
    """Return seconds as a whole number of ticks, so that sums are exact whatever their order."""
    return round(seconds * TICKS_PER_S)


def times_between(roads: Roads, mode: str, leave: Snaps, enter: Snaps) -> FloatArray:
    """Return seconds from each place of `leave` (rows) to each of `enter` (columns)."""
    graph = _split_graph(roads, mode, leave, enter)
    times = np.full((len(leave), len(enter)), np.inf)
    for row in range(len(leave)):
        found = nx.single_source_dijkstra_path_length(graph, ("leave", row))
        for column in range(len(enter)):
            times[row, column] = found.get(("enter", column), np.inf) / TICKS_PER_S
    return times


def matrix(roads: Roads, mode: str, points: Snaps, facilities: Snaps, *, direction: Direction) -> FloatArray:
    """Return seconds, one row a point and one column a facility."""
    if direction == "to":
        return times_between(roads, mode, points, facilities)
    return times_between(roads, mode, facilities, points).T


def _split_graph(roads: Roads, mode: str, leave: Snaps, enter: Snaps) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    stops: dict[int, set[float]] = defaultdict(set)
    graph.add_nodes_from([("leave", row) for row in range(len(leave))])
    for snaps in (leave, enter):
        for edge, fraction in zip(snaps.edge, snaps.fraction, strict=True):
            stops[int(edge)].add(float(fraction))
    for edge in np.flatnonzero(np.isfinite(roads.time_s[mode])):
        whole_s, on = float(roads.time_s[mode][edge]), sorted(stops[int(edge)])
        nodes = [("node", int(roads.tail[edge])), *[("on", int(edge), f) for f in on], ("node", int(roads.head[edge]))]
        at = [0, *[ticks(f * whole_s) for f in on], ticks(whole_s)]
        for (a, b), (low, high) in zip(pairwise(nodes), pairwise(at), strict=True):
            graph.add_edge(a, b, weight=high - low)
    for point, edge, fraction, access_s in zip(leave.point, leave.edge, leave.fraction, leave.access_s, strict=True):
        graph.add_edge(("leave", int(point)), ("on", int(edge), float(fraction)), weight=ticks(access_s))
    for point, edge, fraction, access_s in zip(enter.point, enter.edge, enter.fraction, enter.access_s, strict=True):
        graph.add_edge(("on", int(edge), float(fraction)), ("enter", int(point)), weight=ticks(access_s))
    return graph


def random_roads(rng: np.random.Generator, *, nodes: int = 10, edges: int = 26) -> Roads:
    """Return a tangle: parallel edges, loops, edges of no cost, one-ways, a closed edge, an island, equal times."""
    lon, lat = -92.0 + rng.uniform(0, 0.15, nodes), 15.0 + rng.uniform(0, 0.15, nodes)
    tail, head = rng.integers(0, nodes - 2, edges), rng.integers(0, nodes - 2, edges)
    tail[:3], head[:3] = tail[3:6], head[3:6]  # parallel
    tail[6:9], head[6:9] = head[3:6], tail[3:6]  # two-way
    tail[-1], head[-1] = nodes - 2, nodes - 1  # an island
    time_s = rng.integers(0, 6, edges) * 60.0
    time_s[9] = np.inf
    length_m = [_length_m(lon, lat, int(a), int(b)) for a, b in zip(tail, head, strict=True)]
    return roads_of(lon, lat, list(zip(tail.tolist(), head.tolist(), length_m, strict=True)), time_s=time_s)


def _length_m(lon: FloatArray, lat: FloatArray, a: int, b: int) -> float:
    return float(np.hypot((lon[a] - lon[b]) * 107_550, (lat[a] - lat[b]) * 110_650))


def random_places(rng: np.random.Generator, roads: Roads, count: int) -> tuple[FloatArray, FloatArray]:
    """Return places on and beside edges, at nodes, and far from any road; some of them twice."""
    edge = rng.integers(0, len(roads.tail), count)
    share = rng.choice([0.0, 0.25, 0.5, 0.8, 1.0], count)
    tail, head = roads.tail[edge], roads.head[edge]
    aside = rng.choice([0.0, 0.0, 0.0002, 0.001], count)
    lon = roads.lon[tail] + share * (roads.lon[head] - roads.lon[tail]) + aside
    lat = roads.lat[tail] + share * (roads.lat[head] - roads.lat[tail])
    lon[-1], lat[-1] = -80.0, 15.0
    lon[1], lat[1] = lon[0], lat[0]
    return lon, lat
