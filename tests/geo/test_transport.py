"""The network simplex method: small worlds with the sum on paper, and agreement with HiGHS and with assignments."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment, linprog

from geo.kernels import transport as kernel
from geo.kernels.transport import Ways, transport

pytestmark = pytest.mark.kernel

LAWS = settings(max_examples=100, deadline=None, derandomize=True)
World = tuple[Ways, np.ndarray, np.ndarray, float]


def _ways(rows: list[tuple[int, int, float]], points: int) -> Ways:
    tail, head, cost = zip(*rows, strict=True) if rows else ((), (), ())
    return Ways(np.array(tail, dtype=np.int64), np.array(head, dtype=np.int64) + points, np.array(cost, dtype=float))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Return whole numbers, with many ties: of costs, and of what is sent and what there is room for."""
    points, places = draw(st.integers(1, 8)), draw(st.integers(1, 6))
    pair = st.tuples(st.integers(0, points - 1), st.integers(0, places - 1))
    pairs = draw(st.lists(pair, max_size=30, unique=True))
    costs = draw(st.lists(st.integers(0, 6), min_size=len(pairs), max_size=len(pairs)))
    supply = draw(st.lists(st.integers(1, 9), min_size=points, max_size=points))
    room = draw(st.lists(st.integers(1, 12), min_size=places, max_size=places))
    ways = _ways([(i, j, float(cost)) for (i, j), cost in zip(pairs, costs, strict=True)], points)
    return ways, np.array(supply, dtype=float), np.array(room, dtype=float), float(draw(st.sampled_from([0, 3, 100])))


def _big_world(seed: int) -> World:
    """Return a world of many ties with more people than room, so that some are taken in first and must go again."""
    rng = np.random.default_rng(seed)
    supply, room = rng.integers(1, 4, 50).astype(float), rng.integers(1, 8, 15).astype(float)
    rows = [(i, j, float(rng.integers(0, 40))) for i in range(50) for j in range(15) if rng.random() < 0.5]
    return _ways(rows, 50), supply, room, 1e3


big_worlds = st.integers(0, 10_000).map(_big_world)


def test_people_make_way_for_those_who_have_no_other_place() -> None:
    # Point 0 is nearer to place 0 (1) than to place 1 (5); point 1 can get to place 0 alone. Each place takes 10.
    ways = _ways([(0, 0, 1.0), (0, 1, 5.0), (1, 0, 2.0)], 2)
    people, found = transport(ways, np.array([10.0, 6.0]), np.array([10.0, 10.0]), 100.0, 0.0)
    # 6 of point 1 take place 0, which leaves 4 for point 0; its other 6 go to place 1: 4 + 30 + 12 = 46.
    assert people.tolist() == [4, 6, 6]
    assert found


def test_who_is_cheap_to_leave_out_is_left_out() -> None:
    people, _ = transport(_ways([(0, 0, 5.0), (1, 0, 2.0)], 2), np.ones(2), np.array([5.0]), 3.0, 0.0)
    assert people.tolist() == [0, 1]


def test_without_ways_there_is_nothing_to_share_out() -> None:
    people, found = transport(_ways([], 2), np.ones(2), np.ones(1), 3.0, 0.0)
    assert (people.size, found) == (0, True)


def _highs(world: World) -> float:
    """Return the least cost of all, those left out with it, as HiGHS finds it."""
    ways, supply, room, left_out = world
    if not ways.cost.size:
        return left_out * supply.sum()
    sums = np.zeros((len(supply) + len(room), len(ways.cost)))
    for way, (tail, head) in enumerate(zip(ways.tail, ways.head, strict=True)):
        sums[[tail, head], way] = 1.0
    found = linprog(ways.cost - left_out, A_ub=sums, b_ub=np.concatenate([supply, room]), method="highs")
    return float(found.fun) + left_out * supply.sum()


@LAWS
@given(st.one_of(worlds(), big_worlds))
def test_it_costs_as_little_as_highs_finds_and_nobody_is_sent_twice(world: World) -> None:
    ways, supply, room, left_out = world
    people, found = transport(*world, 0.0)
    assert found
    assert (people >= 0).all()
    assert (np.bincount(ways.tail, people, minlength=len(supply)) <= supply).all()
    assert (np.bincount(ways.head - len(supply), people, minlength=len(room)) <= room).all()
    cost = people @ ways.cost + left_out * (supply.sum() - people.sum())
    assert cost == pytest.approx(_highs(world), abs=1e-6)
    assert (people == np.round(people)).all()  # whole people in, whole people out


@pytest.mark.parametrize("seed", range(3))
def test_one_person_a_place_is_the_assignment_scipy_finds(seed: int) -> None:
    cost = np.random.default_rng(seed).integers(0, 50, (25, 25)).astype(float)
    ways = _ways([(i, j, cost[i, j]) for i in range(25) for j in range(25)], 25)
    people, _ = transport(ways, np.ones(25), np.ones(25), 1e4, 0.0)
    assert people.sum() == 25
    assert people @ ways.cost == cost[linear_sum_assignment(cost)].sum()


@settings(LAWS, max_examples=30)
@given(st.one_of(worlds(), big_worlds))
def test_the_tree_stays_a_tree_whose_empty_ways_lead_up(world: World) -> None:
    ways, supply, room, left_out = world
    points, root = len(supply), len(supply) + len(room)
    nodes, at_root = np.arange(root), np.full(root, root)
    every = Ways(
        np.concatenate([ways.tail, nodes[:points], at_root[points:]]),
        np.concatenate([ways.head, at_root[:points], nodes[points:]]),
        np.concatenate([ways.cost, np.full(points, left_out), np.zeros(root - points)]),
    )
    tree = kernel._star(every, np.concatenate([supply, room]), points)  # noqa: SLF001 the law is about the inside
    entering, at = kernel._way_that_pays(every, tree.price, 0, 0.0)  # noqa: SLF001
    while entering >= 0:
        kernel._take_in(every, tree, entering)  # noqa: SLF001
        for node in range(root):
            tail, head = every.tail[tree.way[node]], every.head[tree.way[node]]
            assert (tail, head) == ((node, tree.parent[node]) if tree.up[node] else (tree.parent[node], node))
            assert tree.depth[node] == tree.depth[tree.parent[node]] + 1
            assert tree.price[head] == tree.price[tail] + every.cost[tree.way[node]]
            assert tree.people[node] > 0 or (tree.people[node] == 0 and tree.up[node])
        entering, at = kernel._way_that_pays(every, tree.price, at, 0.0)  # noqa: SLF001
