"""Times by a contraction hierarchy, compiled and plain, are those scipy, networkx and a sum by hand know.

What is planted in the kernels here is noticed by some of the random multigraphs.
"""

import os
import sys
from functools import cache

import kernel_check
import pytest
import sweep_check
from sweep_check import COMPILED, Sweeps

# `make promises` asks for all; a part is in every run.
WORLDS = 10_000 if os.environ.get("ALCANCE_PROMISES") == "full" else 500
SOME_WORLDS = 200
PLAIN = sweep_check.plain()
known_again = cache(kernel_check.known)


def _wrong_in(seed: int) -> str:
    """Return what is wrong in the world of a number; empty when all agree."""
    try:
        know = kernel_check.known(seed)
        sweep_check.check(COMPILED, know, seed)
        sweep_check.check_same(COMPILED, PLAIN, know)
    except AssertionError as wrong:
        return str(wrong)
    return ""


@pytest.mark.promise
def test_times_by_a_hierarchy_agree_with_scipy_and_networkx_on_random_multigraphs() -> None:
    wrong = {seed: said for seed in range(WORLDS) if (said := _wrong_in(seed))}
    sys.stdout.write(f"{WORLDS} multigraphs: {len(wrong)} on which not all agree\n")
    assert wrong == {}


def _notices(sweeps: Sweeps, seed: int) -> bool:
    """Return whether the world of a number shows that something is wrong; one may also read past an array."""
    try:
        sweep_check.check(sweeps, known_again(seed), seed)
    except (AssertionError, IndexError):
        return True
    return False


def test_few_lanes_and_small_blocks_that_are_not_compiled_agree_too() -> None:
    assert not any(_notices(PLAIN, seed) for seed in range(SOME_WORLDS))


# What is planted: the file, a text in it, and what stands in its place.
PLANTED = {
    "a shortcut of no cost lost": ("shortcuts", "if through_s[rows.to[m]] >= 0", "if through_s[rows.to[m]] > 0"),
    "the last shortcut lost": ("shortcuts", "range(cuts.found[0])", "range(cuts.found[0] - 1)"),
    "around by two arcs and the node": ("shortcuts", "by == node or cost", "cost"),
    "around against the arcs": (
        "shortcuts",
        "by, cost = rows.to[k], rows.out_s[k]",
        "by, cost = rows.to[k], rows.in_s[k]",
    ),
    "a shortcut both ways": ("shortcuts", "cuts.cost_s[k], np.inf)", "cuts.cost_s[k], cuts.cost_s[k])"),
    "the later of two arcs": ("shortcuts", "min(rows.out_s[k], out_s)", "out_s"),
    "the first of two arcs": ("shortcuts", "min(rows.in_s[k], in_s)", "rows.in_s[k]"),
    "parallel arcs summed": ("hierarchy", "np.minimum.reduceat(out_s", "np.add.reduceat(out_s"),
    "parallel arcs, the slowest": ("hierarchy", "np.minimum.reduceat(in_s", "np.maximum.reduceat(in_s"),
    "up and down exchanged": (
        "hierarchy",
        "rows.out_s[record], rows.in_s[record]",
        "rows.in_s[record], rows.out_s[record]",
    ),
    "nodes by their number": ("hierarchy", "rows.size[order[k]] > 0", "False"),
    "a node does not wait for all above": ("hierarchy", "waits_for[lower[m]] == 0", "waits_for[lower[m]] >= 0"),
    "the last seed of a node counts": (
        "lanes",
        "min(times_s[at, source - first], starts.cost_s[k])",
        "starts.cost_s[k]",
    ),
    "a source forgets its first start": ("lanes", "range(starts.indptr[source], ", "range(starts.indptr[source] + 1, "),
    "the batch before still stands": ("lanes", "    climbed[:] = False\n", ""),
    "the last arc up forgotten": (
        "lanes",
        "hierarchy.indptr[at + 1]):\n            if hierarchy.up_s[k]",
        "hierarchy.indptr[at + 1] - 1):\n            if hierarchy.up_s[k]",
    ),
    "what the sources climbed is forgotten": ("lanes", "found = space.climbed[place]", "found = False"),
    "rows nobody wrote": ("lanes", "if reached[above]", "if True"),
    "reached once, reached for ever": (
        "lanes",
        "reached[at] = found and",
        "reached[at] = reached[at] or found and",
    ),
    "a time just the cutoff is out": (
        "lanes",
        "and space.down_s[at, lane] <=",
        "and space.down_s[at, lane] <",
    ),
    "a time just the cutoff is not picked": (
        "lanes",
        "if space.down_s[at, lane] <=",
        "if space.down_s[at, lane] <",
    ),
    "who is not reached picked": (
        "lanes",
        "at = selection.target[k]\n        if space.reached[at]",
        "at = selection.target[k]\n        if True",
    ),
    "a start just at the cutoff is out": ("lanes", "if starts.cost_s[k] <=", "if starts.cost_s[k] <"),
    "a way up as long as the cutoff is out": ("lanes", "if hierarchy.up_s[k] <=", "if hierarchy.up_s[k] <"),
    "a place just at the cutoff is not climbed": (
        "lanes",
        "climbed[at] and _quickest(times_s, at) <=",
        "climbed[at] and _quickest(times_s, at) <",
    ),
    "a place just at the cutoff is not reached": (
        "lanes",
        "found and _quickest(times_s, at) <=",
        "found and _quickest(times_s, at) <",
    ),
    "the last lane never reaches": ("lanes", "for lane in range(LANES)", "for lane in range(LANES - 1)"),
    "only the first lane asked whether it is reached": ("lanes", "for lane in range(1, LANES)", "for lane in range(0)"),
    "targets of the first block alone": ("lanes", "range(0, len(targets), BLOCK)", "range(0, len(targets[:1]), BLOCK)"),
    "rows of others": ("sweep", "indptr[:-1][order] - begins", "indptr[:-1] - begins"),
    "rows picked stay in the order of the sweep": ("sweep", "np.argsort(order))", "np.arange(len(order)))"),
    "sources told in another order": ("sweep", "read(space, order[first", "read(space, np.arange(len(order))[first"),
    "no cutoff": ("sweep", "min(cutoff_s, LONGEST_S)", "LONGEST_S"),
    "who is out of reach is within no cutoff": ("sweep", "min(cutoff_s, LONGEST_S)", "cutoff_s"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_in_a_hierarchy_or_a_sweep_is_noticed(what: str) -> None:
    sweeps = sweep_check.plain(*PLANTED[what])
    assert any(_notices(sweeps, seed) for seed in range(SOME_WORLDS))


# Rows so long, and ways around so long, are rare in small multigraphs.
ON_ROADS = {
    "a slower way by one arc will do": ("shortcuts", "if cost <= through_s[by]", "if through_s[by] >= 0"),
    "a slower way around will do": ("shortcuts", "if further <= through_s[head]", "if through_s[head] >= 0"),
    "a row moves over another": ("shortcuts", "rows.used[0] = goal + room", "rows.used[0] = goal + size"),
    "around by way of the node itself": ("shortcuts", " and head != node", ""),
}


def test_times_on_roads_are_as_scipy_says_when_not_compiled() -> None:
    sweep_check.check_roads(PLAIN)


@pytest.mark.parametrize("what", ON_ROADS)
def test_what_is_planted_is_noticed_on_roads(what: str) -> None:
    with pytest.raises((AssertionError, IndexError)):
        sweep_check.check_roads(sweep_check.plain(*ON_ROADS[what]))


# These lose no way; they make shortcuts where none is needed.
IN_VAIN = {
    "times of an earlier search": ("shortcuts", "        time_s[reached] = np.inf", "        pass"),
    "no way around looked for": ("shortcuts", "while len(queue) > 0 and steps", "while len(queue) > 9 and steps"),
    "a way around just as quick is none": ("shortcuts", "if further <= through_s", "if further < through_s"),
    "nodes of many shortcuts first": ("shortcuts", "cuts.found[0] / max", "-cuts.found[0] / max"),
}


@cache
def _arcs(what: str = "") -> int:
    """Return how many arcs the hierarchies of some worlds have."""
    sweeps = sweep_check.plain(*IN_VAIN[what]) if what else PLAIN
    graphs = (sweep_check.graph_between(known_again(seed).world) for seed in range(SOME_WORLDS))
    return sum(len(sweeps.build_hierarchy(graph).above) for graph in graphs)


@pytest.mark.parametrize("what", IN_VAIN)
def test_shortcuts_made_in_vain_are_noticed(what: str) -> None:
    assert _arcs(what) > _arcs()
