"""The searches, compiled and plain, agree with scipy, networkx and a sum by hand on thousands of random multigraphs.

A world is known by its number alone. What is planted in the kernels here is noticed by some world, or by the work done.
"""

import os
import sys
from collections import Counter
from functools import cache

import kernel_check
import numpy as np
import pytest
from kernel_check import COMPILED, Kernels, Known, known
from multigraphs import World, nearest

from geo.kernels.read import Direct, Ends
from geo.kernels.search import Graph, Seeds

# `make promises` asks for all; a tenth is part of every run.
WORLDS = 10_000 if os.environ.get("ALCANCE_PROMISES") == "full" else 1_000
SOME_WORLDS = 300
PLAIN = kernel_check.plain()
known_again = cache(known)


def _wrong_in(seed: int) -> str:
    """Return what is wrong in the world of a number; empty when all agree."""
    try:
        know = known(seed)
        kernel_check.check(COMPILED, know, seed)
        kernel_check.check_same(COMPILED, PLAIN, know, seed)
    except AssertionError as wrong:
        return str(wrong)
    return ""


@pytest.mark.promise
def test_the_searches_agree_with_scipy_and_networkx_on_random_multigraphs() -> None:
    wrong = {seed: said for seed in range(WORLDS) if (said := _wrong_in(seed))}
    sys.stdout.write(f"{WORLDS} multigraphs: {len(wrong)} on which not all agree\n")
    assert wrong == {}


def _traits(know: Known) -> set[str]:
    world, times = know.world, know.at_nodes
    pairs = Counter(zip(world.tail.tolist(), world.head.tolist(), strict=True))
    best, first = nearest(times)
    last = len(times) - 1 - nearest(times[::-1])[1]
    told = {
        "one node": world.nodes == 1,
        "no arcs": not world.tail.size,
        "parallel arcs": any(count > 1 for count in pairs.values()),
        "loops": bool((world.tail == world.head).any()),
        "arcs of no cost": bool((world.cost_s == 0).any()),
        "closed arcs": bool(np.isinf(world.cost_s).any()),
        "turned": world.turned,
        "no seeds": not world.seeds.node.size,
        "seeds that share a node": len(set(world.seeds.node.tolist())) < world.seeds.node.size,
        "nodes out of reach": bool(np.isinf(best).any() and np.isfinite(best).any()),
        "ties of two owners": bool(((first != last) & np.isfinite(best)).any()),
        "points reached directly alone": bool(_only_directly(world, know).any()),
        "fractions of a second": bool((times[np.isfinite(times)] % 1).any()),
    }
    return {trait for trait, has in told.items() if has}


def _only_directly(world: World, know: Known) -> np.ndarray:
    return (np.diff(world.ends.indptr) == 0) & np.isfinite(know.at_points.min(axis=0))


def test_the_worlds_have_all_that_trips_a_search() -> None:
    found = Counter(trait for seed in range(SOME_WORLDS) for trait in _traits(known_again(seed)))
    assert len(found) == 13
    assert min(found.values()) >= SOME_WORLDS // 20, found


# What is planted: the kernel, a text in its file, and what stands in its place.
PLANTED = {
    "arcs turned the wrong way": ("build_graph", "if reverse else", "if not reverse else"),
    "arcs without their own time": ("build_graph", "roads.time_s[mode][edge],\n", "roads.time_s[mode][: len(edge)],\n"),
    "arcs without their own length": ("build_graph", "roads.length_m[edge]", "roads.length_m[: len(edge)]"),
    "one of parallel arcs lost": (
        "build_graph",
        "    counts = ",
        "    edge = edge[np.unique(np.stack([leaves, enters])[:, edge], axis=1, return_index=True)[1]]; counts = ",
    ),
    "a node's last arc lost": ("search", "graph.indptr[node + 1])", "graph.indptr[node + 1] - 1)"),
    "a time just the cutoff is out": ("search", "further <= cutoff_s", "further < cutoff_s"),
    "no cutoff on the way": ("search", "further <= cutoff_s and ", ""),
    "a seed just at the cutoff is out": ("search", "if cost <= cutoff_s", "if cost < cutoff_s"),
    "a seed beyond the cutoff is in": ("search", "if cost <= cutoff_s and ", "if "),
    "a seed's own time forgotten": ("search", "seeds.cost_s[k], seeds.owner[k]", "0.0, seeds.owner[k]"),
    "a seed's own length forgotten": ("search", "who, seeds.length_m[k]", "who, 0.0"),
    "the last seed of a node counts": ("search", "cost < time_s[node] or", "True or"),
    "ties of seeds to the largest": ("search", "who < owner[node]", "who > owner[node]"),
    "ties on the way to the largest": ("search", "who < owner[head]", "who > owner[head]"),
    "ties to whoever came first": ("search", " or (further == time_s[head] and who < owner[head])", ""),
    "owner not handed on": (
        "search",
        "owner[head], via[head] = further, who, arc",
        "owner[head], via[head] = further, 0, arc",
    ),
    "an arc of no cost is none": ("search", "if further <= cutoff_s", "if further > cost and further <= cutoff_s"),
    "the arc's place told, not the arc": ("search", "= further, who, arc", "= further, who, arc - graph.indptr[node]"),
    "length of the arc forgotten": ("search", "length_m[node] + graph.length_m[arc]", "length_m[node]"),
    "length not written anew": (
        "search",
        "length_m[head] = ",
        "length_m[head] = length_m[head] if np.isfinite(length_m[head]) else ",
    ),
    "islands reached": ("search", "    return Labels", "    time_s[np.isinf(time_s)] = 0.0\n    return Labels"),
    "the end of the way forgotten": ("read", "labels.time_s[node] + ends.cost_s[k]", "labels.time_s[node]"),
    "a point just at the cutoff is out": (
        "read",
        "labels.owner[node]\n            if cost <= ",
        "labels.owner[node]\n            if cost < ",
    ),
    "a direct way forgotten": ("read", "range(direct.indptr[point], direct", "range(direct.indptr[point] + 1, direct"),
    "a direct way beyond the cutoff": (
        "read",
        "direct.owner[k]\n            if cost <= cutoff_s and ",
        "direct.owner[k]\n            if ",
    ),
    "a direct way said to pass a node": ("read", "cost, who, -1", "cost, who, at[point]"),
    "length of the end forgotten": ("read", "labels.length_m[node] + ends.length_m[k]", "labels.length_m[node]"),
    "a rank too many onward": ("search_onward", "seed_rank[joined] >= ", "seed_rank[joined] + 1 >= "),
    "a rank too few onward": ("search_onward", "seed_rank[joined] >= ", "seed_rank[joined] > "),
    "a direct way that lies behind": ("search_onward", "owner_rank[who] >= point_rank[point] and ", ""),
    "points in rising rank": ("search_onward", "np.argsort(-point_rank", "np.argsort(point_rank"),
    "a later seed of a node ignored": ("search_onward", "if cost < label[node] or ", "if np.isinf(label[node]) or "),
    "stopped at the first of equal times": ("search_onward", "heap[0][0] <= label[goal]", "heap[0][0] < label[goal]"),
    "stopped where a tie may come": ("search_onward", "+ cost_s <= best", "+ cost_s < best"),
    "ties onward to the largest": ("search_onward", "label_owner[goal] < best_owner", "label_owner[goal] > best_owner"),
    "the end of the way forgotten onward": ("search_onward", "found = label[goal] + cost_s", "found = label[goal]"),
}
IN_VAIN = {
    "stale entries taken again": ("search", "            continue\n", "            pass\n"),
    "stale entries of another owner taken again": ("search", "!= time_s[node] or who", "!= time_s[node] and who"),
    "stale entries taken again onward": ("search_onward", "            continue\n", "            pass\n"),
    "stale entries of another owner onward": ("search_onward", "!= label[node] or who", "!= label[node] and who"),
    "searched on when nothing can be better": ("search_onward", " and heap[0][0] + cost_s <= best", ""),
}


def _notices(kernels: Kernels, seed: int) -> bool:
    """Return whether the world of a number shows that the kernels are wrong; one may also read past an array."""
    try:
        kernel_check.check(kernels, known_again(seed), seed)
    except (AssertionError, IndexError):
        return True
    return False


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_in_a_kernel_is_noticed(what: str) -> None:
    kernels = kernel_check.plain(*PLANTED[what])
    assert any(_notices(kernels, seed) for seed in range(SOME_WORLDS))


def _works_in_vain(kernels: Kernels) -> bool:
    try:
        for seed in range(SOME_WORLDS):
            kernel_check.check_work(kernels, known_again(seed))
        _check_that_a_long_street_is_not_searched(kernels)
    except AssertionError:
        return True
    return False


def _check_that_a_long_street_is_not_searched(kernels: Kernels) -> None:
    # 0 → 1 → … → 9, each 1 s. The facility is at 0; the point is 1 s beside it, and next to 9.
    arcs = np.arange(9)
    street = Graph(np.append(np.arange(10), 9), arcs + 1, np.ones(9), np.ones(9), arcs)
    graph, indptr = kernel_check.counted(street)
    one, none = np.ones(1), np.zeros(1, np.int64)
    ends, direct = Ends(np.array([0, 1]), np.array([9]), none, none), Direct(np.array([0, 1]), none, one, one)
    time_s, owner = kernels.search_onward(graph, Seeds(none, none, none, none), none, ends, direct, none, none)
    assert (time_s.tolist(), owner.tolist()) == ([1.0], [0])
    assert indptr.nodes_left() == 2  # at 0 s and at 1 s; who is there after 2 s comes too late


def test_no_node_is_left_twice_and_no_search_goes_on_when_nothing_can_be_better() -> None:
    assert not _works_in_vain(PLAIN)


@pytest.mark.parametrize("what", IN_VAIN)
def test_work_in_vain_that_is_planted_is_noticed(what: str) -> None:
    assert _works_in_vain(kernel_check.plain(*IN_VAIN[what]))
