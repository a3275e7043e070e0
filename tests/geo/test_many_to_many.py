"""Times between many sources and many targets by a contraction hierarchy: worlds small enough to draw, and roads."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from sweep_check import graph_from, roads

from geo.kernels.hierarchy import Hierarchy, build_hierarchy
from geo.kernels.lanes import LANES
from geo.kernels.search import graph_of
from geo.many_to_many import Sources, times_between, times_within
from geo.roads import TICKS_PER_S

pytestmark = pytest.mark.kernel
FAR = np.inf


def _sources(*starts: list[tuple[int, float]]) -> Sources:
    rows = [row for start in starts for row in start]
    return Sources(
        np.concatenate([[0], np.cumsum([len(start) for start in starts])]).astype(np.int64),
        np.array([node for node, _ in rows], dtype=np.int32),
        np.array([cost_s for _, cost_s in rows], dtype=float),
    )


def _nodes(*nodes: int) -> np.ndarray:
    return np.array(nodes, dtype=np.int32)


#      2 s       3 s
#   0 ────→ 1 ←──────→ 2       4 (an island)
#   ↑        9 s       │
#   ├────────────────→ ┤       from 0 to 2 directly 9 s, and beside it 8 s
#   └───────── 4 s ────┘       from 2 to 0 only
TOWN = graph_from(5, [(0, 1, 2), (1, 2, 3), (2, 1, 3), (2, 0, 4), (0, 2, 9), (0, 2, 8), (3, 3, 1), (1, 3, np.inf)])
EVERYWHERE = _nodes(0, 1, 2, 3, 4)


def test_times_in_a_drawn_town_are_those_on_paper() -> None:
    said = times_between(build_hierarchy(TOWN), _sources([(0, 0)], [(1, 0)], [(2, 0)], [(4, 0)]), EVERYWHERE)
    assert said.tolist() == [
        [0, 2, 5, FAR, FAR],  # 2 + 3 is quicker than 8
        [7, 0, 3, FAR, FAR],  # back by 2 only: 3 + 4
        [4, 3, 0, FAR, FAR],  # 4 + 2 round is slower than 3
        [FAR, FAR, FAR, FAR, 0],
    ]


def test_a_source_may_start_at_several_nodes_and_twice_at_one() -> None:
    # At 0 after 1 s or 6 s, at 2 after .5 s: node 1 is reached after min(1 + 2, .5 + 3), node 0 after min(1, .5 + 4).
    said = times_between(build_hierarchy(TOWN), _sources([(0, 6), (0, 1), (2, 0.5)]), EVERYWHERE)
    assert said.tolist() == [[1, 3, 0.5, FAR, FAR]]


@pytest.mark.parametrize(
    ("cutoff_s", "within"),
    [(5, [0, 2, 5]), (5 - 1 / TICKS_PER_S, [0, 2, FAR]), (1.99, [0, FAR, FAR]), (0, [0, FAR, FAR]), (-1, [FAR] * 3)],
)
def test_a_time_that_is_the_cutoff_still_counts(cutoff_s: float, within: list[float]) -> None:
    said = times_between(build_hierarchy(TOWN), _sources([(0, 0)]), _nodes(0, 1, 2), cutoff_s=cutoff_s)
    assert said.tolist() == [within]


def test_the_same_target_may_stand_twice_and_in_any_order() -> None:
    assert times_between(build_hierarchy(TOWN), _sources([(0, 0)]), _nodes(2, 0, 2)).tolist() == [[5, 0, 5]]


@pytest.mark.parametrize("cutoff_s", [np.inf, 60])
def test_no_sources_no_targets_and_a_source_without_a_start(cutoff_s: float) -> None:
    hierarchy = build_hierarchy(TOWN)
    assert times_between(hierarchy, _sources(), EVERYWHERE, cutoff_s=cutoff_s).shape == (0, 5)
    assert times_between(hierarchy, _sources([(0, 0)]), _nodes(), cutoff_s=cutoff_s).shape == (1, 0)
    assert times_within(hierarchy, _sources(), EVERYWHERE, cutoff_s=cutoff_s).indptr.tolist() == [0]
    assert times_within(hierarchy, _sources([(0, 0)]), _nodes(), cutoff_s=cutoff_s).indptr.tolist() == [0, 0]
    said = times_between(hierarchy, _sources([], [(1, 0)], []), _nodes(2), cutoff_s=cutoff_s)
    assert said.tolist() == [[FAR], [3], [FAR]]


def test_a_graph_without_nodes_has_a_hierarchy() -> None:
    nothing = graph_of(np.zeros(1, np.int64), _nodes(), np.zeros(0), np.zeros(0), _nodes())
    assert times_between(build_hierarchy(nothing), _sources(), _nodes()).shape == (0, 0)


def test_costs_that_are_not_whole_ticks_are_not_rounded_to_them() -> None:
    hierarchy = build_hierarchy(graph_from(2, [(0, 1, 1 / 3)]))
    assert times_between(hierarchy, _sources([(0, 0.1)]), _nodes(1), cutoff_s=60).tolist() == [[0.1 + 1 / 3]]


#   0 ── 1       each side 1 s both ways. The first to go is 0 (nothing differs but the number): by 2 it is as quick
#   │    │       from 1 to 3. The next is 2 (1 and 3 are a level higher now): a shortcut of 2 s takes its place.
#   3 ── 2       Then 1, and last 3, which leads the sweep; 2 and 0 stand below both 3 and 1.
SQUARE = graph_from(4, [(a, b, 1) for at in range(4) for a, b in [(at, (at + 1) % 4), ((at + 1) % 4, at)]])


def test_a_shortcut_takes_the_place_of_the_last_way_between_two() -> None:
    hierarchy = build_hierarchy(SQUARE)
    assert hierarchy.place[[3, 1]].tolist() == [0, 1]
    rows = [hierarchy.above[hierarchy.indptr[at] : hierarchy.indptr[at + 1]].tolist() for at in range(4)]
    assert [sorted(row) for row in rows] == [[], [0], [0, 1], [0, 1]]
    assert hierarchy.up_s.tolist() == hierarchy.down_s.tolist() == [2.0, 1.0, 1.0, 1.0, 1.0]


JUNCTIONS, SOME = 300, 2 * LANES + 3


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("cutoff_s", [np.inf, 900.0, 4500.0])
def test_roads_from_more_sources_than_one_batch_are_as_scipy_says(seed: int, cutoff_s: float) -> None:
    graph, rng = roads(JUNCTIONS, seed), np.random.default_rng(seed)
    start, targets = rng.integers(0, JUNCTIONS, SOME), rng.integers(0, JUNCTIONS, 100).astype(np.int32)
    said = times_between(
        build_hierarchy(graph), _sources(*([(node, 0.0)] for node in start)), targets, cutoff_s=cutoff_s
    )
    known = dijkstra(csr_array((graph.cost_s, graph.head, graph.indptr), shape=(JUNCTIONS,) * 2), indices=start)
    assert np.array_equal(said, np.where(known <= cutoff_s, known, np.inf)[:, targets])
    assert np.isfinite(said).any()


def test_what_is_within_a_cutoff_is_told_source_by_source() -> None:
    # From 2 within 3 s: itself and 1. From 4: nobody asked for. From 1: 2, then itself, as they were asked for.
    said = times_within(build_hierarchy(TOWN), _sources([(2, 0)], [(4, 0)], [(1, 0)]), _nodes(2, 1, 0, 3), cutoff_s=3)
    assert said.indptr.tolist() == [0, 2, 2, 4]
    assert said.target.tolist() == [0, 1, 0, 1]
    assert said.time_s.tolist() == [0, 3, 3, 0]


def test_what_is_within_a_cutoff_from_more_sources_than_one_batch_is_what_the_matrix_tells() -> None:
    hierarchy, every = build_hierarchy(roads(JUNCTIONS, 3)), np.arange(JUNCTIONS, dtype=np.int32)
    sources = _sources(*([(node, 0.0)] for node in np.random.default_rng(3).permutation(JUNCTIONS)[:SOME]))
    times_s = times_between(hierarchy, sources, every, cutoff_s=900)
    few = times_within(hierarchy, sources, every, cutoff_s=900)
    source, target = np.nonzero(np.isfinite(times_s))
    assert np.array_equal(np.repeat(np.arange(SOME), np.diff(few.indptr)), source)
    assert np.array_equal(few.target, target)
    assert np.array_equal(few.time_s, times_s[source, target])


def test_the_same_graph_gives_the_same_hierarchy() -> None:
    one, other = (build_hierarchy(roads(JUNCTIONS, 4)) for _ in range(2))
    assert [column.tobytes() for column in one] == [column.tobytes() for column in other]
    assert isinstance(one, Hierarchy)
