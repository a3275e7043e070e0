"""Alternatives compiled and plain are the same, and what is planted in the search for them is noticed."""

from functools import cache
from typing import Any

import kernels_at_hand
import numpy as np
import pytest
from kernels_at_hand import COMPILED, Kernels
from random_fronts import RandomFront, ticks
from slow_fronts import GOAL, START, Costs, Node, front_of_martins

from geo.kernels.arrays import Ints
from geo.roads import FloatArray

WORLDS, SMALL = 100, 400
PLAIN = kernels_at_hand.plain()


def _world(seed: int, kernels: Kernels) -> RandomFront:
    """Return the world of a number: every other is a longer one."""
    is_long = seed % 2 == 0
    sizes = {"nodes": 60, "edges": 200} if is_long else {"nodes": 8, "edges": 24}
    return RandomFront(seed, **sizes, is_long=is_long, find=kernels.find_front)


@cache
def _known(seed: int) -> tuple[Costs, ...]:
    return tuple(front_of_martins(_world(seed, COMPILED).arcs))


def _check_search(kernels: Kernels, seed: int) -> None:
    """Hold the search alone against Martins, on a small graph whose costs are few whole numbers, so that they tie."""
    rng = np.random.default_rng(seed)
    nodes, arcs = 12, 50
    tail, head = rng.integers(0, nodes, (2, arcs)).astype(np.int32)
    tail.sort()
    costs = rng.integers(0, 4, (2, arcs)).astype(float)
    slow: dict[Node, list[tuple[Node, Costs]]] = {START: [((0,), (0, 0))], (nodes - 1,): [(GOAL, (0, 0))]}
    for a, b, seconds, points in zip(tail.tolist(), head.tolist(), *costs.astype(int).tolist(), strict=True):
        slow.setdefault((a,), []).append(((b,), (seconds, points)))
    indptr, into_indptr = (np.searchsorted(np.sort(ends), np.arange(nodes + 1)) for ends in (tail, head))
    graph = kernels.TwoCosts(indptr, head, tail, into_indptr, np.argsort(head, kind="stable").astype(np.int32), *costs)
    left = kernels.Left(*(_least(tail, head, cost, nodes) for cost in costs))
    labels, label = kernels.search_front(graph, 0, nodes - 1, left, 10_000)
    found = []
    while label >= 0:
        found.append((int(labels.time_s[label]), int(labels.exposure[label])))
        assert found[-1] == _sums(labels, label, costs)
        label = labels.after[label]
    assert found == front_of_martins(slow)
    for node in range(nodes):
        # The start has no arc to it, and no way back to it is looked at again.
        here = np.flatnonzero(np.where(labels.before < 0, 0, head[labels.via]) == node)
        assert (np.diff(labels.time_s[here]) > 0).all()
        assert (np.diff(labels.exposure[here]) < 0).all()


def _least(tail: Ints, head: Ints, cost: FloatArray, nodes: int) -> FloatArray:
    """Return the least cost from each node to the last: arcs are tried as often as there are nodes."""
    least = np.append(np.full(nodes - 1, np.inf), 0.0)
    for _ in range(nodes):
        np.minimum.at(least, tail, least[head] + cost)
    return least


def _sums(labels: Any, label: int, costs: FloatArray) -> Costs:
    """Return both costs of the arcs that lead to a label."""
    seconds = points = 0
    while labels.before[label] >= 0:
        seconds, points = (
            before + int(cost[labels.via[label]]) for before, cost in zip((seconds, points), costs, strict=True)
        )
        label = labels.before[label]
    return seconds, points


def _notices(kernels: Kernels, seed: int) -> bool:
    """Return whether the world of a number shows that something is wrong; one may also read past an array."""
    try:
        for each in range(seed, SMALL, WORLDS):
            _check_search(kernels, each)
        world = _world(seed, kernels)
        assert tuple(ticks(world.front)) == _known(seed)
        world.check_routes()
    except (AssertionError, IndexError):
        return True
    return False


@pytest.mark.parametrize("kernels", [COMPILED, PLAIN], ids=["compiled", "plain"])
def test_the_search_alone_agrees_with_martins_where_costs_tie(kernels: Kernels) -> None:
    for seed in range(SMALL):
        _check_search(kernels, seed)


def test_compiled_and_plain_find_the_same_ways() -> None:
    for seed in range(WORLDS):
        one, other = (_world(seed, kernels).front for kernels in (COMPILED, PLAIN))
        assert ticks(one) == ticks(other)
        for number in range(len(one)):
            assert np.array_equal(one.route(number).edge, other.route(number).edge)


FRONTS, JOINED, PROMISING = "geo.kernels.fronts", "geo.joined", "geo.promising"
SHRUNK, ALTERNATIVES = "geo.shrunk", "geo.alternatives"
# What is planted: the module, a text in its file, and what stands in its place.
PLANTED = {
    "of equal times whoever came first waits": (
        FRONTS,
        " or (whole_s == wait_s[near] and whole_exposure < wait_exposure[near])",
        "",
    ),
    "of equal times whoever is looked at first is next": (
        FRONTS,
        " or (whole_s == best_s and exposure < best_exposure)",
        "",
    ),
    "a node's last arc lost": (
        FRONTS,
        "range(indptr[node], indptr[node + 1])",
        "range(indptr[node], indptr[node + 1] - 1)",
    ),
    "the first arc into a node passed over": (FRONTS, "range(into_indptr[node], ", "range(into_indptr[node] + 1, "),
    "labels of a node not one after the other": (FRONTS, "labels.after[known.last[node]] = count", "pass"),
    "no next way to a node": (FRONTS, "        _look_for_next(desk, labels, node, queue)\n", ""),
    "the exposure still to come gathered": (FRONTS, "whole_exposure - desk.left.exposure[node]", "whole_exposure"),
    "a way goes on from the label before": (
        FRONTS,
        "via[near], before[near] = arc, label",
        "via[near], before[near] = arc, max(label - 1, 0)",
    ),
    "a way that was beaten meanwhile": (FRONTS, "            continue  # a better", "            pass  # a better"),
    "no way between two places at once": (JOINED, "(goal.fraction[None, :] >= ", "(goal.fraction[None, :] > "),
    "a goal behind on the same road": (JOINED, "(goal.fraction[None, :] >= ", "(2 + goal.fraction[None, :] >= "),
    "no walk to the goal": (JOINED, "TICKS_PER_S) + out_s", "TICKS_PER_S)"),
    "the whole exposure of edges passed in part": (
        JOINED,
        "_share_of(exposure[parts.edge], parts, EXPOSURE_TICKS)",
        "exposure[parts.edge]",
    ),
    "parts from the beginning of their edge": (JOINED, "np.round(parts.enters * whole * ticks)", "0.0"),
    "the goal reached from the end of its road": (JOINED, "roads.tail[goal.edge]", "roads.head[goal.edge]"),
    "the start left to the beginning of its road": (
        JOINED,
        "head=np.concatenate([roads.head[start.edge]",
        "head=np.concatenate([roads.tail[start.edge]",
    ),
    "corners at the known ways themselves": (
        PROMISING,
        "_Corners(np.append(time_s, time_s[-1]), np.append(exposure[0], exposure))",
        "_Corners(time_s, exposure)",
    ),
    "arcs of the last corner alone": (PROMISING, "worth |= ", "worth = "),
    "what is left told by ways from the goal": (
        PROMISING,
        "_tree(passed.back, price, goal)",
        "_tree(passed.on, price, goal)",
    ),
    "an arc's own cost counted twice": (
        PROMISING,
        "each.price.of(*(graph.cost_s for graph in graphs))",
        "2 * each.price.of(*(graph.cost_s for graph in graphs))",
    ),
    "the least cost is enough": (PROMISING, "limits[k, at] * (1.0 + SLACK)", "limits[k].min() * (1.0 + SLACK)"),
    "an arc beaten in one of both": (
        SHRUNK,
        "self.costs[number][0] <= time_s and self",
        "self.costs[number][0] <= time_s or self",
    ),
    "an arc that beats in one of both": (
        SHRUNK,
        "if time_s <= self.costs[number][0] and exposure",
        "if time_s <= self.costs[number][0] or exposure",
    ),
    "the second arc of a pair first": (SHRUNK, "self.parts.append((one, other))", "self.parts.append((other, one))"),
    "arcs unfolded the wrong way round": (SHRUNK, "waiting += parts[::-1]", "waiting += parts"),
    "only one arc past a node": (SHRUNK, "in into for other in out if", "in into for other in out[:1] if"),
    "a node taken out with its arcs": (SHRUNK, "for one, other in past:", "for one, other in past[1:]:"),
    "ways told from their end": (ALTERNATIVES, "arcs[::-1], dtype", "arcs, dtype"),
    "edges of a chain against it": (ALTERNATIVES, "if arc % 2 == TO_HEAD", "if arc % 2 != TO_HEAD"),
    "edges that are only touched told": (ALTERNATIVES, "passed if len(passed) else edges[:1]", "edges"),
    "no walk at the start": (ALTERNATIVES, "reach_s=walk_s + ", "reach_s="),
}


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_in_the_search_for_alternatives_is_noticed(what: str) -> None:
    kernels = kernels_at_hand.plain(*PLANTED[what])
    assert any(_notices(kernels, seed) for seed in range(WORLDS))
