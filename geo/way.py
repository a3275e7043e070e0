"""The quickest way between a point and a facility, edge by edge."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from geo.ends import from_points, into_points
from geo.kernels.read import Ends, Found
from geo.kernels.search import Graph, Labels
from geo.roads import Direction, FloatArray, IntArray, Roads
from geo.snap import Snaps


class Searched(NamedTuple):
    """A graph, the labels a search left on it, and what they say about one point."""

    graph: Graph
    labels: Labels
    found: Found


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way as it is travelled.

    Attributes
    ----------
    time_s, length_m
        The walk at both ends included; ``inf`` where there is no way.
    edge
        The edges travelled whole or in part, in order (positions in the edge arrays of the roads).
    lon, lat
        Where the way enters the roads, its nodes, and where it leaves them; degrees; empty where there is no way.
    """

    time_s: float
    length_m: float
    edge: IntArray
    lon: FloatArray
    lat: FloatArray


def trace_way(roads: Roads, mode: str, searched: Searched, ends: tuple[Snaps, Snaps], *, direction: Direction) -> Way:
    """Return the way a search found, from the labels it left.

    Parameters
    ----------
    roads, mode
        The roads and who travels.
    searched
        What was searched and what came out, for one point.
    ends
        The point and the facility, one of each.
    direction
        ``to``: the way runs from the point to the facility; ``from``: the other way round.
    """
    start, goal = ends if direction == "to" else ends[::-1]
    found = searched.found
    if not np.isfinite(found.time_s[0]):
        return Way(np.inf, np.inf, np.empty(0, np.int64), np.empty(0), np.empty(0))
    meeting = int(found.node[0])
    if meeting < 0:
        first, last = _rows_on_one_edge(roads, mode, start, goal)
        edge = [int(start.edge[first])]
    else:
        inner = _edges(roads, searched, meeting, direction)
        first = _row_at(from_points(roads, mode, start), int(roads.tail[inner[0]]) if inner else meeting)
        last = _row_at(into_points(roads, mode, goal), int(roads.head[inner[-1]]) if inner else meeting)
        edge = [int(start.edge[first]), *inner, int(goal.edge[last])]
    nodes = roads.head[edge[:-1]]
    enters, leaves = _place(roads, start, first), _place(roads, goal, last)
    return Way(
        time_s=float(found.time_s[0]),
        length_m=float(found.length_m[0]),
        edge=np.array(edge, dtype=np.int64),
        lon=np.concatenate([[enters[0]], roads.lon[nodes], [leaves[0]]]),
        lat=np.concatenate([[enters[1]], roads.lat[nodes], [leaves[1]]]),
    )


def _edges(roads: Roads, searched: Searched, node: int, direction: Direction) -> list[int]:
    """Return the whole edges between `node`, next to the point, and the seed its label came from."""
    onward = roads.head if direction == "to" else roads.tail
    edges = []
    while searched.labels.via[node] >= 0:
        edges.append(int(searched.graph.edge[searched.labels.via[node]]))
        node = int(onward[edges[-1]])
    return edges if direction == "to" else edges[::-1]


def _row_at(ends: Ends, node: int) -> int:
    """Return the cheapest row that meets `node`."""
    return int(np.argmin(np.where(ends.node == node, ends.cost_s, np.inf)))


def _rows_on_one_edge(roads: Roads, mode: str, start: Snaps, goal: Snaps) -> tuple[int, int]:
    """Return the rows of `start` and `goal` with the quickest ride along one edge."""
    ahead = goal.fraction[None, :] - start.fraction[:, None]
    ride_s = ahead * roads.time_s[mode][start.edge][:, None]
    usable = (start.edge[:, None] == goal.edge[None, :]) & (ahead >= 0)
    cost_s = np.where(usable, ride_s + start.access_s[:, None] + goal.access_s[None, :], np.inf)
    first, last = np.unravel_index(int(np.argmin(cost_s)), cost_s.shape)
    return int(first), int(last)


def _place(roads: Roads, snaps: Snaps, row: int) -> tuple[float, float]:
    """Return where on its edge a snapped point stands, degrees."""
    tail, head, fraction = roads.tail[snaps.edge[row]], roads.head[snaps.edge[row]], snaps.fraction[row]
    lon = roads.lon[tail] + fraction * (roads.lon[head] - roads.lon[tail])
    return float(lon), float(roads.lat[tail] + fraction * (roads.lat[head] - roads.lat[tail]))
