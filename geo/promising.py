"""Which arcs may be part of a way that none beats in time and exposure, told by a few cheapest ways there and back."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.interrupts import interrupts_held
from geo.kernels.search import Graph, Seeds, clear_desk, graph_of, search
from geo.roads import FloatArray

ROUNDS = 6  # more prices cost more than the arcs they spare
CORNERS = 64
# Prices are no whole ticks: by so much of it a sum may be off, and far less than that it is.
SLACK = 1e-9


class Passed(NamedTuple):
    """One graph as one travels and turned round, each by time and by exposure: their arcs lie in the same order."""

    on: tuple[Graph, Graph]
    back: tuple[Graph, Graph]


class Price(NamedTuple):
    """What a second costs, and what a point does; not both nothing."""

    second: float
    point: float

    def of(self, time_s: FloatArray | float, exposure: FloatArray | float) -> FloatArray:
        """Return the cost of times and exposures."""
        return np.asarray(self.second * time_s + self.point * exposure)


class _Tree(NamedTuple):
    """At each node the cost of the cheapest way from the start or to the goal, and its time and exposure."""

    cost: FloatArray
    time_s: FloatArray
    exposure: FloatArray


class _Asked(NamedTuple):
    """A price, and the cheapest ways from the start and to the goal."""

    price: Price
    there: _Tree
    rest: _Tree


class Promising(NamedTuple):
    """Arcs that may be part of an alternative, and for each node the least time and exposure from it to the goal."""

    arcs: npt.NDArray[np.int64]
    left_s: FloatArray
    left_exposure: FloatArray


def find_promising(passed: Passed, start: int, goal: int) -> Promising:
    """Return arcs without which all alternatives between two nodes are still found.

    At some prices of exposure the cheapest ways from the start to every node, and on from there, are known ways; and
    what a way over an arc costs at least. An arc is left out if at such costs all ways over it are beaten by known
    ones: the first of the two phases of Ulungu and Teghem (1995, Foundations of Computing and Decision Sciences
    20:149), here with the ways over every node.

    Parameters
    ----------
    passed
        The graph.
    start, goal
        Two nodes of it.
    """
    asked = [_ask(passed, price, start, goal) for price in (Price(1.0, 0.0), Price(0.0, 1.0))]
    left_s, left_exposure = (each.rest.cost for each in asked)
    if np.isinf(left_s[start]):
        return Promising(np.empty(0, np.int64), left_s, left_exposure)
    asked += _ask_between(passed, asked, start, goal)
    return Promising(np.flatnonzero(_worth(passed.on, asked, start)), left_s, left_exposure)


def _ask(passed: Passed, price: Price, start: int, goal: int) -> _Asked:
    return _Asked(price, _tree(passed.on, price, start), _tree(passed.back, price, goal))


def _tree(graphs: tuple[Graph, Graph], price: Price, node: int) -> _Tree:
    by_time, by_exposure = graphs
    cost = price.of(by_time.cost_s, by_exposure.cost_s)
    carried = by_exposure if price.second else by_time
    desk = clear_desk(len(by_time.indptr) - 1)
    nothing = np.zeros(1)
    with interrupts_held():
        graph = graph_of(by_time.indptr, by_time.head, cost, carried.cost_s, by_time.edge)
        search(desk, graph, Seeds(np.array([node], np.int32), nothing, nothing, np.zeros(1, np.int32)), np.inf)
    cost, other = desk.labels.time_s, desk.labels.length_m
    if not price.second:
        return _Tree(cost, other, cost)
    # Rather too slow than too quick, as it stands for a way there is.
    slow = cost * (1.0 + SLACK) if price.point else cost
    return _Tree(cost, slow - price.point * np.where(np.isfinite(other), other, 0.0), other)


def _ask_between(passed: Passed, ends: list[_Asked], start: int, goal: int) -> list[_Asked]:
    """Ask at prices at which two known cheapest ways cost the same, of those farthest apart first."""
    points = [(float(each.rest.time_s[start]), float(each.rest.exposure[start])) for each in ends]
    asked: list[_Asked] = []
    done: set[float] = set()
    for _ in range(ROUNDS):
        pairs = [(one, other) for one, other in pairwise(points) if _price_between(one, other) not in {*done, 0.0}]
        if not pairs:
            break
        one, other = max(pairs, key=lambda pair: (pair[1][0] - pair[0][0]) * (pair[0][1] - pair[1][1]))
        done.add(_price_between(one, other))
        asked.append(_ask(passed, Price(1.0, _price_between(one, other)), start, goal))
        rest = asked[-1].rest
        points = sorted({*points, (float(rest.time_s[start]), float(rest.exposure[start]))})
    return asked


def _price_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the seconds a point must cost for both ways to cost the same; 0 if one is no worse than the other."""
    longer_s, fewer = other[0] - one[0], one[1] - other[1]
    return longer_s / fewer if longer_s > 0 and fewer > 0 else 0.0


class _Corners(NamedTuple):
    """What no known way beats takes, of one of these rows, at most that time and that exposure."""

    time_s: FloatArray
    exposure: FloatArray


def _worth(graphs: tuple[Graph, Graph], asked: list[_Asked], start: int) -> npt.NDArray[np.bool_]:
    """Return whether the ways over an arc, at their cheapest, lie within some corner at three prices."""
    tail = np.repeat(np.arange(len(graphs[0].indptr) - 1), np.diff(graphs[0].indptr))
    over = [
        each.there.cost[tail] + each.price.of(*(graph.cost_s for graph in graphs)) + each.rest.cost[graphs[0].head]
        for each in asked
    ]
    corners = _corners(asked)
    limits = np.array([each.price.of(*corners) for each in asked])
    least = np.array([each.rest.cost[start] for each in asked])[:, None]
    sharpest = np.argmin((limits - least) / np.maximum(limits.max(axis=1, keepdims=True) - least, SLACK), axis=0)
    worth = np.zeros(len(tail), dtype=np.bool_)
    for at, row in enumerate(sharpest):
        within = [over[k] <= limits[k, at] * (1.0 + SLACK) for k in (0, 1, row)]
        worth |= within[0] & within[1] & within[2]
    return worth


def _corners(asked: list[_Asked]) -> _Corners:
    """Return the corners between known ways: each as quick as the slower of two neighbours, as safe as the other."""
    ways = [_unbeaten(each.there.time_s + each.rest.time_s, each.there.exposure + each.rest.exposure) for each in asked]
    time_s, exposure = _unbeaten(*(np.concatenate(each) for each in zip(*ways, strict=True)))
    along = (time_s - time_s[0]) / max(np.ptp(time_s), SLACK) + (exposure[0] - exposure) / max(np.ptp(exposure), SLACK)
    some = np.union1d(np.searchsorted(along, np.linspace(0.0, along[-1], CORNERS)), len(along) - 1)
    time_s, exposure = time_s[some], exposure[some]
    return _Corners(np.append(time_s, time_s[-1]), np.append(exposure[0], exposure))


def _unbeaten(time_s: FloatArray, exposure: FloatArray) -> tuple[FloatArray, FloatArray]:
    order = np.lexsort((exposure, time_s))
    time_s, exposure = time_s[order], exposure[order]
    kept = exposure < np.concatenate([[np.inf], np.minimum.accumulate(exposure)[:-1]])
    return time_s[kept], exposure[kept]
