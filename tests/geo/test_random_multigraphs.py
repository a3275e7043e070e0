"""The searches, compiled and plain, agree with scipy, networkx and a sum by hand on thousands of random multigraphs.

A world is known by its number alone. What is planted in the kernels here is noticed by some world, or by the work done.
"""

import os
import sys
from collections import Counter
from functools import cache

import kernel_check
import kernels_at_hand
import numpy as np
import pytest
from kernel_check import Known, known
from kernels_at_hand import COMPILED, Kernels
from multigraphs import World, nearest

from geo.kernels.read import Direct, Ends
from geo.kernels.search import Seeds, graph_of

# `make promises` asks for all; a tenth is part of every run.
WORLDS = 10_000 if os.environ.get("ALCANCE_PROMISES") == "full" else 1_000
SOME_WORLDS = 300
# An arc may be tried again when the node it leaves is improved by one of the same bucket.
MOST_AGAIN = 1.06
PLAIN = kernels_at_hand.plain()
known_again = cache(known)


def _wrong_in(seed: int) -> str:
    """Return what is wrong in the world of a number; empty when all agree."""
    PLAIN.taken[0] = 0  # what is enough is enough for a world
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
    chains = kernel_check.make(COMPILED, world)
    inner = len(chains.chains.node) - COMPILED.junctions_of(chains.chains)
    told = {
        "nodes inside chains": inner > 0,
        "chains back to where they began": bool((chains.chains.tail == chains.chains.head).any()),
        "ways inside a chain": bool(len(chains.meeting.inside.cost_s)),
        "seeds inside chains": bool(len(chains.meeting.seeds_inside(len(chains.chains.node) - inner)[1])),
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
    assert len(found) == 17
    assert min(found.values()) >= SOME_WORLDS // 20, found


SEARCH, CONTRACT, CARRY, SPREAD = (f"geo.kernels.{name}" for name in ("search", "contract", "carry", "spread"))
READ, PAIRS, ONWARD, BUCKETS = (f"geo.kernels.{name}" for name in ("read", "pairs", "onward", "buckets"))
FILL = "geo.kernels.fill"
# What is planted: the module, a text in its file, and what stands in its place.
PLANTED = {
    "arcs turned the wrong way": ("geo.graph", 'if direction == "from" else', 'if direction == "to" else'),
    "a chain's arc without its own time": ("geo.graph", "cost_s[order], length", "cost_s, length"),
    "a chain's arc without its own length": ("geo.graph", "length_m[order], arc[order]", "length_m, arc[order]"),
    "a chain of closed roads passed": (
        "geo.graph",
        "np.where(edges >= 0, roads.time_s[mode][edges], np.inf)",
        "roads.time_s[mode][edges]",
    ),
    "closed chains left out, and the next": ("geo.graph", "chain, cost_s[chain]", "chain, cost_s[: len(chain)]"),
    "edges back not in order": ("geo.chains", 'np.argsort(keys[side], kind="stable")', "np.arange(int(side.sum()))"),
    "edges that lead back to others": (CONTRACT, "back_keys[other] == key[count]", "back_keys[other] >= key[count]"),
    "one of parallel edges lost": (CONTRACT, "one = edges[one], one + 1", "one = edges[one], one + 2"),
    "roads that meet passed over": (CONTRACT, "inner[node] = ends[0] != ends[1]", "inner[node] = True"),
    "a ring without a junction": (CONTRACT, "if not inner[start] or seen[start]", "if True"),
    "chains laid twice": (CONTRACT, "done[piece] = True", "pass"),
    "pieces not turned": (CONTRACT, "turned = low[piece] != node", "turned = False"),
    "the way on lost": (
        CONTRACT,
        "tail[chains], head[chains] = slot[start], slot[node]",
        "tail[chains], head[chains] = slot[node], slot[start]",
    ),
    "carried to the other side": (CARRY, "chains.head[chain] if which == HEAD", "chains.head[chain] if which == TAIL"),
    "carried a piece too far": (CARRY, "begin = here if which", "begin = here - 1 if which"),
    "carried past what is closed": (
        CARRY,
        "seconds + edges_s[piece], far",
        "seconds + (edges_s[piece] if edges_s[piece] < np.inf else 0.0), far",
    ),
    "carried the wrong way": (
        CARRY,
        "rows, (passage.down, passage.down_s), (passage.up, passage.up_s)",
        "rows, (passage.up, passage.up_s), (passage.down, passage.down_s)",
    ),
    "the row's own time forgotten": (
        CARRY,
        "seconds, far = rows.cost_s[row], rows.length_m[row]",
        "seconds, far = 0.0, rows.length_m[row]",
    ),
    "nobody behind on the chain": (CARRY, "for up in range(2)", "for up in range(1, 2)"),
    "a piece off on the chain": (CARRY, "slot - begin + up\n", "slot - begin + 1\n"),
    "nobody at the same place": (CARRY, "else (place - 1, -1)", "else (place - 2, -1)"),
    "on beyond the end of the chain": (CARRY, "low <= found < high and", "0 <= found < len(at) and"),
    "the end of the way inside forgotten": (CARRY, "seconds + arriving.cost_s[others[found]]", "seconds"),
    "seeds between junctions forgotten": (SPREAD, "seeds.slot[seed] < begin + end - here - 1", "False"),
    "a seed beyond the cutoff along": (SPREAD, "seeds.cost_s[seed] <= cutoff_s and ", ""),
    "nobody comes from the head": (SPREAD, "range(end, here, -1)", "range(here, here, -1)"),
    "the tail's own piece passed over": (SPREAD, "for at in range(here, end)", "for at in range(here + 1, end)"),
    "beyond the cutoff along": (
        SPREAD,
        "further <= cutoff_s and _better(further, who[at], time_s[at + 1]",
        "_better(further, who[at], time_s[at + 1]",
    ),
    "just the cutoff is out along": (
        SPREAD,
        "further <= cutoff_s and _better(further, who[at], time_s[at - 1]",
        "further < cutoff_s and _better(further, who[at], time_s[at - 1]",
    ),
    "ties along to the largest": (SPREAD, "owner < than_owner", "owner > than_owner"),
    "a node's last arc lost": (SEARCH, "indptr[node + 1])", "indptr[node + 1] - 1)"),
    "a time just the cutoff is out": (SEARCH, "further > cutoff_s", "further >= cutoff_s"),
    "no cutoff on the way": (SEARCH, "further > cutoff_s or ", ""),
    "a seed just at the cutoff is out": (SEARCH, "if cost <= cutoff_s", "if cost < cutoff_s"),
    "a seed beyond the cutoff is in": (SEARCH, "if cost <= cutoff_s and ", "if "),
    "a seed's own time forgotten": (SEARCH, "seeds.cost_s[k], seeds.owner[k]", "0.0, seeds.owner[k]"),
    "a seed's own length forgotten": (SEARCH, "who, seeds.length_m[k]", "who, 0.0"),
    "the last seed of a node counts": (SEARCH, "cost < time_s[node] or", "True or"),
    "ties of seeds to the largest": (SEARCH, "who < owner[node]", "who > owner[node]"),
    "ties on the way to the largest": (SEARCH, "owner[node] >= owner[near]", "owner[node] <= owner[near]"),
    "ties to whoever came first": (SEARCH, "(further == best and owner[node] >= owner[near])", "further == best"),
    "owner not handed on": (SEARCH, "further, owner[node], arc", "further, 0, arc"),
    "an arc of no cost is none": (SEARCH, "if further > cutoff_s", "if cost_s[arc] == 0 or further > cutoff_s"),
    "the arc's place told, not the arc": (SEARCH, "owner[node], arc\n", "owner[node], arc - indptr[node]\n"),
    "length of the arc forgotten": (SEARCH, "length_m[node] + arc_m[arc]", "length_m[node]"),
    "length not written anew": (
        SEARCH,
        "length_m[near] = ",
        "length_m[near] = length_m[near] if np.isfinite(length_m[near]) else ",
    ),
    "too few buckets": (SEARCH, "int(longest_s * per_s) + 3", "int(longest_s * per_s / 2) + 1"),
    "seeds that come late forgotten": (
        SEARCH,
        "while waiting > 0 or joined < len(seeded)",
        "while waiting > 0 or joined == 0 < len(seeded)",
    ),
    "a node touched and not told": (
        SEARCH,
        "touched[count] = near\n                    count += 1",
        "touched[count] = near",
    ),
    "a free entry used twice": (
        BUCKETS,
        "entries[0, 1] = entries[row, 1]\n    entries[row, 0]",
        "pass\n    entries[row, 0]",
    ),
    "the end of the way forgotten": (READ, "labels.time_s[node] + ends.cost_s[k]", "labels.time_s[node]"),
    "a point just at the cutoff is out": (
        READ,
        "labels.owner[node]\n            if cost <= ",
        "labels.owner[node]\n            if cost < ",
    ),
    "a direct way forgotten": (READ, "range(direct.indptr[point], direct", "range(direct.indptr[point] + 1, direct"),
    "a direct way beyond the cutoff": (
        READ,
        "direct.owner[k]\n            if cost <= cutoff_s and ",
        "direct.owner[k]\n            if ",
    ),
    "a direct way said to pass a node": (READ, "cost, who, -1", "cost, who, at[point]"),
    "length of the end forgotten": (READ, "labels.length_m[node] + ends.length_m[k]", "labels.length_m[node]"),
    "an owner's seeds with the next one's": (
        PAIRS,
        "begin[owner + 1])",
        "begin[owner + 2] if owner + 2 < len(begin) else begin[-1])",
    ),
    "labels of the last owner left": (PAIRS, "        tidy_desk(desk)\n", "        pass\n"),
    "points of the last owner left": (PAIRS, "best[at], filled = np.inf, filled + 1", "filled = filled + 1"),
    "pairs not in order": (PAIRS, "np.sort(near[:found])", "near[:found][::-1]"),
    "a pair beyond the cutoff": (PAIRS, "if cost_s <= cutoff_s and cost_s < best[point]", "if cost_s < best[point]"),
    "a matrix beyond the cutoff": (PAIRS, "best_s if best_s <= cutoff_s else np.inf", "best_s"),
    "a matrix without the ends of ways": (PAIRS, "near_s[column[row]] + end_s[row]", "near_s[column[row]]"),
    "a matrix without shortcuts": (PAIRS, "if shortcuts.cost_s[row] <= cutoff_s", "if False"),
    "sweeps from the source before": (FILL, "at_s[reached.slot[row]] = np.inf", "pass"),
    "sweeps that meet no chain again": (FILL, "met[which[:some]] = False", "pass"),
    "sweeps that tell a chain twice": (FILL, "met[chain], which[some] = True, chain", "which[some] = chain"),
    "sweeps without starts inside chains": (FILL, "if before <= starts.slot[k] < before + inner", "if False"),
    "sweeps from one side alone": (FILL, "now_s = at_s[heads[chain]]", "now_s = np.inf"),
    "sweeps beyond the cutoff": (FILL, "line[k] <= cutoff_s and line[k] < np.inf", "line[k] < np.inf"),
    "shortcuts forgotten": (
        PAIRS,
        "range(shortcuts.indptr[owner], shortcuts.indptr[owner + 1]):\n            found",
        "range(0):\n            found",
    ),
    "a rank too many onward": (ONWARD, "seed_rank[joined] >= ", "seed_rank[joined] + 1 >= "),
    "a rank too few onward": (ONWARD, "seed_rank[joined] >= ", "seed_rank[joined] > "),
    "a direct way that lies behind": (ONWARD, "owner_rank[who] >= point_rank[point] and ", ""),
    "points in rising rank": (ONWARD, "np.argsort(-point_rank", "np.argsort(point_rank"),
    "a later seed of a node ignored": (ONWARD, "if cost < label[node] or ", "if np.isinf(label[node]) or "),
    "stopped at the first of equal times": (ONWARD, "heap[0][0] <= label[goal]", "heap[0][0] < label[goal]"),
    "stopped where a tie may come": (ONWARD, "+ cost_s <= best", "+ cost_s < best"),
    "ties onward to the largest": (ONWARD, "label_owner[goal] < best_owner", "label_owner[goal] > best_owner"),
    "the end of the way forgotten onward": (ONWARD, "found = label[goal] + cost_s", "found = label[goal]"),
}
IN_VAIN = {
    "nodes taken again that left an earlier bucket": (SEARCH, "continue  # it was", "pass  # it was"),
    "buckets as long as all roads": (SEARCH, "bucket_s = max(mean_s, ", "bucket_s = max(mean_s * 1000, "),
    "stale entries taken again onward": (ONWARD, "            continue\n", "            pass\n"),
    "stale entries of another owner onward": (ONWARD, "!= label[node] or who", "!= label[node] and who"),
    "searched on when nothing can be better": (ONWARD, " and heap[0][0] + cost_s <= best", ""),
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
    kernels = kernels_at_hand.plain(*PLANTED[what])
    assert any(_notices(kernels, seed) for seed in range(SOME_WORLDS))


def _works_in_vain(kernels: Kernels) -> bool:
    try:
        told = [kernel_check.check_work(kernels, known_again(seed)) for seed in range(SOME_WORLDS)]
        _check_that_a_long_street_is_not_searched(kernels)
    except AssertionError:
        return True
    come_to, tried = np.sum(told, axis=0)
    return bool(tried > MOST_AGAIN * come_to)


def _check_that_a_long_street_is_not_searched(kernels: Kernels) -> None:
    # 0 → 1 → … → 9, each 1 s. The facility is at 0; the point is 1 s beside it, and next to 9.
    arcs = np.arange(9)
    indptr = kernel_check.Counted(np.append(np.arange(10), 9))
    graph = graph_of(np.append(np.arange(10), 9), arcs + 1, np.ones(9), np.ones(9), arcs)._replace(indptr=indptr)
    one, none = np.ones(1), np.zeros(1, np.int64)
    ends, direct = Ends(np.array([0, 1]), np.array([9]), none, none), Direct(np.array([0, 1]), none, one, one)
    time_s, owner = kernels.search_onward(graph, Seeds(none, none, none, none), none, ends, direct, none, none)
    assert (time_s.tolist(), owner.tolist()) == ([1.0], [0])
    assert indptr.asked == 2 * 2  # both ends of the arcs, at 0 s and at 1 s; who is there after 2 s comes too late


def test_no_node_is_left_twice_and_no_search_goes_on_when_nothing_can_be_better() -> None:
    assert not _works_in_vain(PLAIN)


@pytest.mark.parametrize("what", IN_VAIN)
def test_work_in_vain_that_is_planted_is_noticed(what: str) -> None:
    assert _works_in_vain(kernels_at_hand.plain(*IN_VAIN[what]))
