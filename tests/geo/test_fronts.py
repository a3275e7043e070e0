"""All ways between two places that none beats in time and exposure: sums on paper, two slow ways, and laws."""

from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest
from towns import LAT, LON, Town, town
from toy_route import edge_between, node_at

from geo.alternatives import Front
from geo.errors import QuestionError
from geo.geodesy import metres_per_degree
from geo.roads import FloatArray

pytestmark = pytest.mark.kernel
EAST_M = float(metres_per_degree(LAT)[0])


def _exposure(world: Town, points: Mapping[str, float]) -> FloatArray:
    """Return what edges add: ``{"AB": 3.0}`` is three points from A to B, and back."""
    exposure = np.zeros(len(world.roads.tail))
    for (one, other), added in points.items():
        for tail, head in ((one, other), (other, one)):
            at = node_at(world, tail), node_at(world, head)
            exposure[(world.roads.tail == at[0]) & (world.roads.head == at[1])] = added
    return exposure


def _front(world: Town, ends: str, points: Mapping[str, float]) -> Front:
    network = world.network()
    start, goal = (network.snap(*world.spot[name]) for name in ends)
    return network.front(start, goal, _exposure(world, points))


def _told(front: Front) -> list[tuple[float, float]]:
    """Return minutes and points."""
    return list(zip((front.time_s / 60).tolist(), front.exposure.tolist(), strict=True))


def _edges(world: Town, names: str) -> list[int]:
    nodes = [node_at(world, name) for name in names]
    return [edge_between(world.roads, *pair) for pair in pairwise(nodes)]


THREE_ROADS = town("""
A----B
|    |
C----D
|    |
E----F
""")


def test_a_way_that_no_price_of_exposure_finds_is_among_the_alternatives() -> None:
    front = _front(THREE_ROADS, "AB", {"AB": 10.0, "CD": 8.0, "EF": 1.0})
    # Straight on 5 min, by C and D 2 + 5 + 2 = 9 min, by E and F 4 + 5 + 4 = 13 min.
    assert _told(front) == [(5.0, 10.0), (9.0, 8.0), (13.0, 1.0)]
    ways = ["AB", "ACDB", "ACEFDB"]
    assert [front.route(number).edge.tolist() for number in range(3)] == [_edges(THREE_ROADS, way) for way in ways]
    # The line from (5, 10) to (13, 1) passes 9 min at 10 - 9 / 8 * 4 = 5.5 points, below the 8 of the way between.
    prices = np.concatenate([[0.0], np.geomspace(1e-3, 1e3, 2_000)])  # minutes a point
    cheapest = np.argmin(front.time_s / 60 + prices[:, None] * front.exposure, axis=1)
    assert set(cheapest.tolist()) == {0, 2}


def test_what_is_beaten_or_equal_is_not_an_alternative() -> None:
    # By C and D 9 min and 10 points are beaten by 5 min and 10 points; by E and F as above.
    assert _told(_front(THREE_ROADS, "AB", {"AB": 10.0, "CD": 10.0, "EF": 1.0})) == [(5.0, 10.0), (13.0, 1.0)]
    square = town("""
A-B
| |
C-D
""")
    # By B and by C 2 + 2 = 4 min and 3 points: one of both.
    assert _told(_front(square, "AD", {"AB": 3.0, "CD": 3.0})) == [(4.0, 3.0)]
    # Nothing is exposed: the quickest alone.
    assert _told(_front(THREE_ROADS, "AB", {})) == [(5.0, 0.0)]


def test_one_way_roads_are_passed_their_way_alone() -> None:
    ring = town("""
A>>>>B
|    |
C-<--D
""")
    points = {"AB": 4.0, "CD": 1.0}
    # There by the one-way road alone, 5 min; back by D and C, 2 + 5 + 2 min.
    assert _told(_front(ring, "AB", points)) == [(5.0, 4.0)]
    assert _told(_front(ring, "BA", points)) == [(9.0, 1.0)]


def test_where_no_way_leads_there_are_no_alternatives() -> None:
    apart = town("""
A---B

C---D
""")
    front = _front(apart, "AD", {"AB": 1.0})
    assert len(front) == 0
    assert (front.time_s.size, front.exposure.size) == (0, 0)
    network = apart.network()
    nowhere, somewhere = network.snap(0.0, 0.0), network.snap(*apart.spot["A"])
    assert nowhere.failed.all()
    nothing = np.zeros(len(apart.roads.tail))
    assert len(network.front(nowhere, somewhere, nothing)) == len(network.front(somewhere, nowhere, nothing)) == 0


def test_between_places_inside_edges_a_share_of_time_and_exposure_counts() -> None:
    road = town("A---------B")
    network = road.network()
    start, goal = (network.snap(LON + km * 1000 / EAST_M, LAT) for km in (2, 7))
    front = network.front(start, goal, _exposure(road, {"AB": 20.0}))
    # Of 10 km, 10 min and 20 points the half.
    assert front.time_s / 60 == pytest.approx([5.0])
    assert front.exposure == pytest.approx([10.0])
    route = front.route(0)
    assert route.edge.tolist() == _edges(road, "AB")
    assert route.share == pytest.approx([0.5])
    assert route.lon == pytest.approx([LON + km * 1000 / EAST_M for km in (2, 7)])
    assert route.lat.tolist() == [LAT, LAT]


def test_a_place_behind_on_a_one_way_road_is_reached_round_it() -> None:
    ring = town("""
A>>>>>>>>>B
^         v
D<<<<<<<<<C
""")
    network = ring.network()
    start, goal = (network.snap(LON + km * 1000 / EAST_M, LAT) for km in (7, 2))
    front = network.front(start, goal, _exposure(ring, {"AB": 20.0, "CD": 1.0}))
    # 3 km to B, 2 to C, 10 to D, 2 to A, 2 more: 19 min; of AB half its 20 points, and 1 of CD.
    assert front.time_s / 60 == pytest.approx([19.0])
    assert front.exposure == pytest.approx([11.0])
    route = front.route(0)
    assert route.edge.tolist() == _edges(ring, "ABCDAB")
    assert route.share == pytest.approx([0.3, 1.0, 1.0, 1.0, 0.2])
    assert route.reach_s / 60 == pytest.approx([0.0, 3.0, 5.0, 15.0, 17.0, 19.0])
    assert route.reach_m / 1000 == pytest.approx([0.0, 3.0, 5.0, 15.0, 17.0, 19.0])


def test_at_one_place_the_way_is_the_walk_to_its_road_and_back() -> None:
    road = town("A---------B")
    network = road.network()
    place = network.snap(LON + 4_000 / EAST_M, LAT + 0.001)
    front = network.front(place, place, _exposure(road, {"AB": 20.0}))
    assert _told(front) == [(2 * place.access_s[0] / 60, 0.0)]
    assert front.route(0).share.tolist() == [0.0]
    assert front.route(0).length_m == pytest.approx(2 * place.access_m[0])


def test_a_closed_road_is_never_used() -> None:
    exposure = _exposure(THREE_ROADS, {"AB": 10.0, "CD": 8.0, "EF": 1.0})
    network = THREE_ROADS.network()
    start, goal = (network.snap(*THREE_ROADS.spot[name]) for name in "AB")
    time_s = THREE_ROADS.roads.time_s["drive"].copy()
    time_s[_edges(THREE_ROADS, "CDC")] = np.inf
    assert _told(network.with_times(time_s).front(start, goal, exposure)) == [(5.0, 10.0), (13.0, 1.0)]
    time_s[_edges(THREE_ROADS, "ABA")] = np.inf
    time_s[_edges(THREE_ROADS, "EFE")] = np.inf
    assert len(network.with_times(time_s).front(start, goal, exposure)) == 0


def test_more_ways_than_can_be_looked_at_are_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.alternatives.MOST_LABELS", 3)
    with pytest.raises(QuestionError, match=r"more alternatives .* fewer hazards"):
        _front(THREE_ROADS, "AB", {"AB": 10.0, "CD": 8.0, "EF": 1.0})
