"""Every way between two places of which none is beaten in time and exposure at once."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from geo.chains import contract_roads
from geo.errors import QuestionError
from geo.graph import TO_HEAD, pass_chains
from geo.interrupts import interrupts_held
from geo.joined import Joined, join
from geo.kernels.arrays import Ints
from geo.kernels.contract import Chains
from geo.kernels.fronts import GIVEN_UP, NONE, Labels, Left, search_front
from geo.kernels.search import Graph
from geo.promising import Passed, Promising, find_promising
from geo.roads import FloatArray, IntArray, Roads
from geo.shrunk import Kept, Shrunk, shrink
from geo.snap import Snaps

MOST_LABELS = 20_000_000  # some half a gigabyte of them


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """One way, in the order it is travelled.

    Attributes
    ----------
    time_s, length_m
        The walk at both ends included.
    exposure
        What is gathered along it, in points.
    edge
        The edges travelled, in order (positions in the edge arrays of the roads).
    share
        Of each edge the share travelled, above 0 to 1; only of the first and the last less than 1. A single 0 where
        start and goal are one place on the road.
    lon, lat
        Where the way enters the roads, its nodes, and where it leaves them, one more than there are edges; degrees.
    reach_s, reach_m
        Seconds and metres from the start to each of these places, the walk to the road included.
    """

    time_s: float
    length_m: float
    exposure: float
    edge: IntArray
    share: FloatArray
    lon: FloatArray
    lat: FloatArray
    reach_s: FloatArray
    reach_m: FloatArray


class Front:
    """The ways between two places that no other beats in time and exposure; of ways equal in both, one.

    Attributes
    ----------
    time_s, exposure
        Of each, by rising time and falling exposure; empty where there is no way.
    """

    def __init__(self, searched: "_Searched", labels: Labels, first: int) -> None:
        self._searched, self._labels = searched, labels
        found: list[int] = []
        while first != NONE:
            found.append(first)
            first = int(labels.after[first])
        self._found = found
        self.time_s: FloatArray = labels.time_s[found]
        self.exposure: FloatArray = labels.exposure[found]

    def __len__(self) -> int:
        """Return how many ways there are."""
        return len(self._found)

    def route(self, number: int) -> Route:
        """Return one of the ways, edge by edge."""
        joined, chains = self._searched.joined, self._searched.chains
        found = self._searched.shrunk.unfold(_arcs(self._labels, self._found[number]))
        arcs = self._searched.graph.edge[found]
        edges = np.concatenate([_edges(chains, int(arc)) for arc in arcs])
        walk_s, walk_m = joined.walk_s[edges[0]], joined.walk_m[edges[0]]
        length_m, edges = joined.roads.length_m[edges].sum(), _ridden(joined, edges)
        roads, edge = joined.roads, joined.edge[edges]
        share = joined.leaves[edges] - joined.enters[edges]
        ends = np.append(joined.enters[edges], joined.leaves[edges[-1]])
        at = np.append(edge, edge[-1])
        tail, head = roads.tail[at], roads.head[at]
        ride_m = share * roads.length_m[edge]
        time_s = self._seconds(edges)
        return Route(
            time_s=float(self.time_s[number]),
            length_m=float(length_m),
            exposure=float(self.exposure[number]),
            edge=edge,
            share=share,
            lon=roads.lon[tail] + ends * (roads.lon[head] - roads.lon[tail]),
            lat=roads.lat[tail] + ends * (roads.lat[head] - roads.lat[tail]),
            reach_s=walk_s + np.concatenate([[0.0], np.cumsum(time_s)]),
            reach_m=walk_m + np.concatenate([[0.0], np.cumsum(ride_m)]),
        )

    def _seconds(self, edges: IntArray) -> FloatArray:
        """Return the seconds on the road of each edge of a way, without the walk at its ends."""
        joined = self._searched.joined
        (whole_s,) = joined.roads.time_s.values()
        return (joined.leaves[edges] - joined.enters[edges]) * whole_s[joined.edge[edges]]


class _Searched(NamedTuple):
    """What was searched: roads joined to both places, their chains, the graph of those, and what was left of it."""

    joined: Joined
    chains: Chains
    graph: Graph
    shrunk: Shrunk


def find_front(roads: Roads, mode: str, exposure: FloatArray, start: Snaps, goal: Snaps) -> Front:
    """Return all ways from one place to another that no other beats.

    Parameters
    ----------
    roads, mode
        The roads and who travels.
    exposure
        What each edge of the roads adds, points, at least 0 and finite; kept to 2**-36 of a point.
    start, goal
        One snapped place each.

    Raises
    ------
    QuestionError
        There are too many such ways.
    """
    joined = join(roads, mode, exposure, start, goal)
    chains = contract_roads(joined.roads, mode, ends=joined.ends)
    passed = _passed(joined, mode, chains)
    ends = [int(np.flatnonzero(chains.node == node)[0]) for node in joined.ends]
    promising = find_promising(passed, *ends)
    shrunk = shrink(_kept(passed, promising), *ends)
    left = Left(promising.left_s[shrunk.node], promising.left_exposure[shrunk.node])
    first_node, last_node = (int(at) for at in np.searchsorted(shrunk.node, ends))
    with interrupts_held():
        labels, first = search_front(shrunk.costs, first_node, last_node, left, MOST_LABELS)
    if first == GIVEN_UP:
        todo = "Ask for a shorter way, or give fewer hazards a weight."
        raise QuestionError("routes", "more alternatives than can be looked at lead there", todo)
    return Front(_Searched(joined, chains, passed.on[0], shrunk), labels, int(first))


def _passed(joined: Joined, mode: str, chains: Chains) -> Passed:
    by_exposure = replace(joined.roads, time_s={mode: joined.exposure})
    on, back = (
        tuple(pass_chains(roads, mode, chains, direction=direction).graph for roads in (joined.roads, by_exposure))
        for direction in ("from", "to")
    )
    return Passed((on[0], on[1]), (back[0], back[1]))


def _kept(passed: Passed, promising: Promising) -> Kept:
    by_time, by_exposure = passed.on
    tail = np.repeat(np.arange(len(by_time.indptr) - 1), np.diff(by_time.indptr))
    return Kept(promising.arcs, tail, by_time.head.astype(np.int64), by_time.cost_s, by_exposure.cost_s)


def _arcs(labels: Labels, label: int) -> IntArray:
    """Return the arcs that lead to a label, in order."""
    arcs: list[int] = []
    while labels.before[label] >= 0:
        arcs.append(int(labels.via[label]))
        label = int(labels.before[label])
    return np.array(arcs[::-1], dtype=np.int64)


def _ridden(joined: Joined, edges: IntArray) -> IntArray:
    """Return the edges without those that a way only touches at its ends; one is left at least."""
    passed = edges[joined.leaves[edges] > joined.enters[edges]]
    return passed if len(passed) else edges[:1]


def _edges(chains: Chains, arc: int) -> Ints:
    """Return the edges of a chain as an arc passes it."""
    begin, end = int(chains.first[arc // 2]), int(chains.first[arc // 2 + 1])
    return chains.along[begin:end] if arc % 2 == TO_HEAD else chains.against[begin:end][::-1]
