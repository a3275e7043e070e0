"""The roads within reach and how long they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import LAT, LON, roads_of, town

from geo.network import Network
from geo.reached import Reached, road_length_m
from geo.roads import DIRECTIONS, Direction

pytestmark = pytest.mark.kernel


def _length_m(network: Network, lon: float, lat: float, *, cutoff_s: float, direction: Direction = "to") -> float:
    reached = network.reached(network.snap(lon, lat), direction=direction, cutoff_s=cutoff_s)
    return road_length_m(network.roads, reached)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_two_way_road_counts_once(direction: Direction) -> None:
    world = town("A---------B")
    # 3 minutes from A are 3 of the 10 km, in both of its directions.
    assert _length_m(world.network(), *world.spot["A"], cutoff_s=180.0, direction=direction) == pytest.approx(3_000.0)


def test_around_a_place_in_the_middle_of_an_edge_both_sides_are_reached() -> None:
    world = town("A---------B")
    middle = (world.spot["A"][0] + world.spot["B"][0]) / 2
    assert _length_m(world.network(), middle, LAT, cutoff_s=120.0) == pytest.approx(4_000.0)


def test_on_a_one_way_road_only_what_is_upstream_gets_to_a_place() -> None:
    world = town("A>>>>>>>>>B")
    network = world.network()
    third = world.spot["A"][0] + 0.3 * (world.spot["B"][0] - world.spot["A"][0])
    # 3 of 10 km lie upstream and 7 downstream.
    assert _length_m(network, third, LAT, cutoff_s=900.0) == pytest.approx(3_000.0)
    assert _length_m(network, third, LAT, cutoff_s=900.0, direction="from") == pytest.approx(7_000.0)


def test_the_walk_to_the_road_is_taken_off_what_can_be_reached() -> None:
    world = town("A---------B")
    # 250 m on foot take 3 of the 5 minutes; 2 km are left.
    assert _length_m(world.network(), world.spot["A"][0], LAT + 250 / 110_650, cutoff_s=300.0) == pytest.approx(
        2_000.0, abs=2.0
    )
    assert _length_m(world.network(), world.spot["A"][0], LAT + 450 / 110_650, cutoff_s=300.0) == 0.0


def test_a_road_that_takes_no_time_is_reached_whole() -> None:
    roads = roads_of([LON, LON + 0.05], [LAT, LAT], [(0, 1, 5_000.0), (1, 0, 5_000.0)], time_s=[0.0, 0.0])
    network = Network(roads, "drive")
    assert _length_m(network, LON + 0.02, LAT, cutoff_s=1.0) == pytest.approx(5_000.0)


def test_two_ways_between_the_same_places_are_two_roads() -> None:
    roads = roads_of([LON, LON + 0.05], [LAT, LAT], [(0, 1, 5_000.0), (0, 1, 6_000.0)])
    roads.way_id[:] = [1, 2]
    reached = Reached(np.array([0, 1], dtype=np.int32), np.zeros(2), np.ones(2))
    assert road_length_m(roads, reached) == pytest.approx(11_000.0)


def test_nothing_reached_is_no_road() -> None:
    roads = town("A---B").roads
    assert road_length_m(roads, Reached(np.empty(0, np.int32), np.empty(0), np.empty(0))) == 0.0


stretches = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=12)


@given(stretches)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_overlapping_stretches_of_a_road_are_merged_whichever_way_they_run(given_stretches: list) -> None:
    # Edges 0 and 1 are one road of 2,000 m in both directions; 2 and 3 another of 1,000 m.
    roads = roads_of(
        [LON, LON + 0.02, LON + 0.03],
        [LAT] * 3,
        [(0, 1, 2_000.0), (1, 0, 2_000.0), (1, 2, 1_000.0), (2, 1, 1_000.0)],
    )
    painted = np.zeros((2, 20), dtype=bool)
    for edge, a, b in given_stretches:
        low, high = sorted((a, b))
        road, turned = divmod(edge, 2)
        painted[road, slice(20 - high, 20 - low) if turned else slice(low, high)] = True
    edge, a, b = (np.array(column) for column in zip(*given_stretches, strict=True))
    reached = Reached(edge.astype(np.int32), np.minimum(a, b) / 20, np.maximum(a, b) / 20)
    assert road_length_m(roads, reached) == pytest.approx(painted.sum(axis=1) @ np.array([100.0, 50.0]), abs=1e-6)
