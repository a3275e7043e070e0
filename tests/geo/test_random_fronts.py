"""All alternatives on random roads: two slow ways find the same, and laws."""

import os
import sys

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_fronts import RandomFront, ticks
from slow_fronts import GOAL, START, front_by_enumeration, front_of_martins

from geo.alternatives import Front

pytestmark = pytest.mark.kernel
# `make promises` asks for all; a part is in every run.
FULL = os.environ.get("ALCANCE_PROMISES") == "full"
SMALL, LARGE = (5_000, 1_000) if FULL else (300, 60)
LAWS = settings(max_examples=60, deadline=None, derandomize=True)


@pytest.mark.promise
def test_alternatives_are_those_among_all_ways_on_small_random_multigraphs() -> None:
    found = 0
    for seed in range(SMALL):
        world = RandomFront(seed, nodes=7, edges=20)
        assert ticks(world.front) == front_by_enumeration(world.arcs), seed
        world.check_routes()
        found += len(world.front) > 1
    sys.stdout.write(f"{SMALL} multigraphs, {found} with several alternatives: all ways agree\n")
    assert found > SMALL // 8


@pytest.mark.promise
def test_alternatives_are_those_of_martins_on_random_graphs() -> None:
    found = 0
    for seed in range(LARGE):
        world = RandomFront(10_000 + seed, nodes=60, edges=200, is_long=True)
        assert ticks(world.front) == front_of_martins(world.arcs), seed
        world.check_routes()
        found += len(world.front) > 3
    sys.stdout.write(f"{LARGE} graphs, {found} with more than three alternatives: Martins agrees\n")
    assert found > LARGE // 3


worlds = st.builds(RandomFront, st.integers(20_000, 30_000), nodes=st.just(12), edges=st.just(40))


@LAWS
@given(worlds)
def test_the_quickest_and_the_safest_are_shortest_paths(world: RandomFront) -> None:
    graph = nx.DiGraph()
    graph.add_nodes_from([START, GOAL])
    for node, arcs in world.arcs.items():
        for near, (_, points) in arcs:
            graph.add_edge(node, near, points=min(points, graph.edges.get((node, near), {}).get("points", points)))
    safest = nx.single_source_dijkstra_path_length(graph, START, weight="points").get(GOAL)
    quickest_s = world.network.nearest(world.start, world.goal).time_s[0]
    assert [points for _, points in ticks(world.front)[-1:]] == ([] if safest is None else [safest])
    assert (world.front.time_s[:1].tolist() or [np.inf]) == [quickest_s]
    assert safest is None or world.network.way(world.start, world.goal).time_s == quickest_s


@LAWS
@given(worlds)
def test_alternatives_rise_in_time_and_fall_in_exposure(world: RandomFront) -> None:
    assert (np.diff(world.front.time_s) > 0).all()
    assert (np.diff(world.front.exposure) < 0).all()


@LAWS
@given(worlds, st.integers(0, 39), st.floats(0.0, 5.0))
def test_exposure_added_to_an_edge_never_lowers_the_least(world: RandomFront, edge: int, more: float) -> None:
    exposure = world.exposure + more * (np.arange(len(world.exposure)) == edge)
    front = world.network.front(world.start, world.goal, exposure)
    assert len(front) > 0 or len(world.front) == 0
    assert (front.exposure[-1:] >= world.front.exposure[-1:]).all()
    assert front.time_s[:1].tolist() == world.front.time_s[:1].tolist()


@LAWS
@given(worlds, st.floats(0.0, 1e4), st.floats(0.0, 1e4))
def test_a_higher_price_of_exposure_never_chooses_a_more_exposed_way(
    world: RandomFront, one: float, other: float
) -> None:
    if len(world.front):
        low, high = (_cheapest(world.front, price) for price in sorted((one, other)))
        assert world.front.exposure[high] <= world.front.exposure[low]


def _cheapest(front: Front, price_s: float) -> int:
    """Return the way of least time and priced exposure; of equal ones the least exposed, as sums are rounded."""
    cost = front.time_s + price_s * front.exposure
    return int(np.flatnonzero(cost <= cost.min() * (1 + 1e-12))[-1])


@LAWS
@given(worlds, st.integers(0, 39))
def test_a_closed_edge_is_on_no_way_and_opens_none(world: RandomFront, edge: int) -> None:
    time_s = world.roads.time_s["drive"].copy()
    time_s[edge] = np.inf
    front = world.network.with_times(time_s).front(world.start, world.goal, world.exposure)
    assert all(edge not in front.route(number).edge for number in range(len(front)))
    for seconds, points in zip(front.time_s, front.exposure, strict=True):
        assert ((world.front.time_s <= seconds) & (world.front.exposure <= points)).any()
