"""Two ways agree: the searches against a networkx graph with the places put on it as nodes."""

import brute_force
import numpy as np
import pytest

from geo.network import Network
from geo.roads import DIRECTIONS, Direction, Roads
from geo.snap import Snaps

pytestmark = pytest.mark.kernel
SEEDS = range(24)


@pytest.fixture(params=SEEDS)
def world(request: pytest.FixtureRequest) -> tuple[Network, Snaps, Snaps, np.random.Generator]:
    rng = np.random.default_rng(request.param)
    network = Network(brute_force.random_roads(rng), "drive")
    points = network.snap(*brute_force.random_places(rng, network.roads, 9))
    facilities = network.snap(*brute_force.random_places(rng, network.roads, 6))
    return network, points, facilities, rng


World = tuple[Network, Snaps, Snaps, np.random.Generator]
both_directions = pytest.mark.parametrize("direction", DIRECTIONS)


def _first_smallest(times: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(times.min(axis=1)), times.argmin(axis=1), -1)


@both_directions
def test_every_time_of_the_matrix_is_the_slow_and_sure_one(world: World, direction: Direction) -> None:
    network, points, facilities, _ = world
    slow = brute_force.matrix(network.roads, "drive", points, facilities, direction=direction)
    assert np.isfinite(slow).any()
    assert np.isinf(slow).any()
    assert np.array_equal(network.matrix(points, facilities, direction=direction), slow)


@both_directions
def test_the_nearest_is_the_smallest_time_and_a_tie_goes_to_the_first_facility(
    world: World, direction: Direction
) -> None:
    network, points, facilities, _ = world
    slow = brute_force.matrix(network.roads, "drive", points, facilities, direction=direction)
    found = network.nearest(points, facilities, direction=direction)
    assert np.array_equal(found.time_s, slow.min(axis=1))
    assert np.array_equal(found.facility, _first_smallest(slow))


@both_directions
def test_a_time_equal_to_the_cutoff_counts_and_a_larger_one_does_not(world: World, direction: Direction) -> None:
    network, points, facilities, _ = world
    slow = brute_force.matrix(network.roads, "drive", points, facilities, direction=direction)
    cutoff_s = float(np.median(slow[np.isfinite(slow)]))
    limited = np.where(slow <= cutoff_s, slow, np.inf)
    found = network.nearest(points, facilities, direction=direction, cutoff_s=cutoff_s)
    assert np.array_equal(found.time_s, limited.min(axis=1))
    assert np.array_equal(found.facility, _first_smallest(limited))
    assert np.array_equal(network.matrix(points, facilities, direction=direction, cutoff_s=cutoff_s), limited)


@both_directions
def test_the_nearest_onward_is_the_smallest_time_among_those_not_ranked_below(
    world: World, direction: Direction
) -> None:
    network, points, facilities, rng = world
    point_rank, facility_rank = rng.integers(0, 6, len(points)), rng.integers(0, 6, len(facilities))
    slow = brute_force.matrix(network.roads, "drive", points, facilities, direction=direction)
    onward = np.where(facility_rank[None, :] >= point_rank[:, None], slow, np.inf)
    found = network.nearest_onward(
        points, facilities, point_rank=point_rank, facility_rank=facility_rank, direction=direction
    )
    assert np.array_equal(found.time_s, onward.min(axis=1))
    assert np.array_equal(found.facility, _first_smallest(onward))


@both_directions
def test_a_way_is_a_chain_of_edges_whose_times_and_lengths_sum(world: World, direction: Direction) -> None:
    network, points, facilities, _ = world
    slow = brute_force.matrix(network.roads, "drive", points, facilities, direction=direction)
    for p, f in np.ndindex(*slow.shape):
        point, facility = points.taken(np.array([p])), facilities.taken(np.array([f]))
        way = network.way(point, facility, direction=direction)
        assert way.time_s == slow[p, f]
        if np.isinf(slow[p, f]):
            assert way.edge.size == way.lon.size == 0
            assert np.isinf(way.length_m)
            continue
        start, goal = (point, facility) if direction == "to" else (facility, point)
        _assert_is_travelled(network.roads, way.edge, start, goal, (way.time_s, way.length_m))
        assert len(way.lon) == len(way.lat) == len(way.edge) + 1


def _assert_is_travelled(roads: Roads, edge: np.ndarray, start: Snaps, goal: Snaps, total: tuple[float, float]) -> None:
    assert np.array_equal(roads.head[edge[:-1]], roads.tail[edge[1:]])
    first, last = np.flatnonzero(start.edge == edge[0])[0], np.flatnonzero(goal.edge == edge[-1])[0]
    # Every edge whole, less the part before the start on the first and the part after the goal on the last.
    before, after = start.fraction[first], 1.0 - goal.fraction[last]
    time_s, length_m = roads.time_s["drive"], roads.length_m
    walk_s, walk_m = start.access_s[first] + goal.access_s[last], start.access_m[first] + goal.access_m[last]
    ride_s = time_s[edge].sum() - before * time_s[edge[0]] - after * time_s[edge[-1]]
    ride_m = length_m[edge].sum() - before * length_m[edge[0]] - after * length_m[edge[-1]]
    assert total == (pytest.approx(ride_s + walk_s, abs=1e-4), pytest.approx(ride_m + walk_m, abs=1e-4))


@both_directions
def test_a_spot_of_road_is_reached_just_when_its_own_time_is_within_the_cutoff(
    world: World, direction: Direction
) -> None:
    network, _, facilities, rng = world
    roads, cutoff_s = network.roads, 200.0
    open_edge = np.flatnonzero(np.isfinite(roads.time_s["drive"]) & (roads.tail != roads.head))
    edge = np.repeat(open_edge, 5).astype(np.int32)
    nothing = np.zeros(len(edge))
    spots = Snaps(np.arange(len(edge) + 1), edge, rng.uniform(0, 1, len(edge)), nothing, nothing)
    times = brute_force.matrix(roads, "drive", spots, facilities, direction=direction)
    for f in range(len(facilities)):
        reached = network.reached(facilities.taken(np.array([f])), direction=direction, cutoff_s=cutoff_s)
        within = (reached.start <= spots.fraction[:, None]) & (spots.fraction[:, None] <= reached.end)
        found = (within & (reached.edge == edge[:, None])).any(axis=1)
        clear = np.abs(times[:, f] - cutoff_s) > 1e-3
        assert np.array_equal(found[clear], times[clear, f] <= cutoff_s)
