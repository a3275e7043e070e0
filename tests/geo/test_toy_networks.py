"""Times on worlds small enough to draw; a character is a kilometre, a kilometre a minute."""

import numpy as np
import pytest
from towns import LAT, LON, Town, roads_of, town

from geo.errors import QuestionError
from geo.geodesy import metres_per_degree
from geo.network import Network
from geo.roads import ROAD_CLASSES

pytestmark = pytest.mark.kernel
EAST_M, NORTH_M = (float(metres) for metres in metres_per_degree(LAT))


def _minutes(world: Town, start: str, goal: str, direction: str = "to", mode: str = "drive") -> float:
    network = world.network(mode)
    point, facility = network.snap(*world.spot[start]), network.snap(*world.spot[goal])
    return float(network.nearest(point, facility, direction=direction).time_s[0]) / 60.0


def test_on_a_one_way_ring_the_time_to_a_place_is_not_the_time_from_it() -> None:
    ring = town("""
A>>B
^  v
+<<+
""")
    # From B to A: 2 down, 3 west, 2 up = 7. From A to B: 3.
    assert _minutes(ring, "B", "A", "to") == pytest.approx(7.0)
    assert _minutes(ring, "B", "A", "from") == pytest.approx(3.0)


def test_a_place_upstream_on_the_same_one_way_road_is_reached_by_going_round() -> None:
    ring = town("""
+>>>>>>>+
^       v
+<<<<<<<+
""")
    network = ring.network()
    # On the upper road of 8 km, P stands 6 km along and F 2 km along; the ring is 8 + 2 + 8 + 2 = 20 km.
    p, f = (network.snap(LON + km * 1000 / EAST_M, LAT) for km in (6, 2))
    assert network.nearest(f, p).time_s[0] / 60 == pytest.approx(4.0)
    assert network.nearest(p, f).time_s[0] / 60 == pytest.approx(16.0)
    assert network.nearest(p, f, direction="from").time_s[0] / 60 == pytest.approx(4.0)


def test_both_carriageways_of_a_divided_road_reach_a_service_on_either_side() -> None:
    # Eastbound along LAT, westbound 30 m north of it, 20 km long and joined at the ends alone.
    west, east, north = LON, LON + 20_000 / EAST_M, LAT + 30 / NORTH_M
    edges = [(0, 1, 20_000.0), (2, 3, 20_000.0), (1, 2, 30.0), (3, 0, 30.0)]
    network = Network(roads_of([west, east, east, west], [LAT, LAT, north, north], edges), "drive")
    middle = (west + east) / 2
    for beside in (LAT - 5 / NORTH_M, north + 5 / NORTH_M):
        clinic = network.snap(middle, beside)
        assert set(clinic.edge) == {0, 1}
        ends = network.snap([west, east], [LAT, north])
        # 10 km each way without turning; the walk to the clinic is at most 35 m (25.2 s), a joint 30 m (1.8 s).
        assert np.all(network.nearest(ends, clinic).time_s < 600 + 28)
        assert np.all(network.nearest(ends, clinic, direction="from").time_s < 600 + 28)


def test_a_time_equal_to_the_cutoff_is_inside() -> None:
    world = town("A---------B")
    network = world.network()
    a, b = network.snap(*world.spot["A"]), network.snap(*world.spot["B"])
    assert network.nearest(a, b, cutoff_s=600.0).time_s[0] == 600.0
    assert np.isinf(network.nearest(a, b, cutoff_s=599.999).time_s[0])


def test_the_walk_to_the_road_is_part_of_the_time() -> None:
    world = town("A---------B")
    network = world.network()
    point = network.snap(world.spot["A"][0], LAT + 500 / NORTH_M)
    # 500 m on foot at 5 km/h are 6 minutes; then 10 by road.
    found = network.nearest(point, network.snap(*world.spot["B"]))
    assert found.time_s[0] / 60 == pytest.approx(16.0, abs=1e-3)
    assert found.length_m[0] == pytest.approx(10_500.0, abs=0.5)


def test_two_places_on_one_edge_are_joined_without_passing_a_node() -> None:
    world = town("A---------B")
    network = world.network()
    p, f = network.snap(LON + 2_000 / EAST_M, LAT), network.snap(LON + 5_000 / EAST_M, LAT)
    assert network.nearest(p, f).time_s[0] / 60 == pytest.approx(3.0)
    assert network.nearest(p, f).length_m[0] == pytest.approx(3_000.0, abs=0.5)
    assert list(network.way(p, f).edge) == [0]
    assert list(network.way(p, f, direction="from").edge) == [1]


def test_of_two_roads_between_the_same_places_the_quicker_is_taken() -> None:
    roads = roads_of([LON, LON + 0.05], [LAT, LAT], [(0, 1, 5_000.0), (0, 1, 5_000.0)], time_s=[300.0, 200.0])
    network = Network(roads, "drive")
    ends = network.snap(roads.lon, roads.lat)
    assert network.matrix(ends, ends)[0, 1] == 200.0


def test_each_mode_has_its_own_time() -> None:
    world = town("A---------B")
    # 10 km at 60, 30 and 5 km/h.
    assert [_minutes(world, "A", "B", mode=mode) for mode in ("drive", "4x4", "walk")] == pytest.approx([10, 20, 120])


def test_an_island_is_unreachable_and_nothing_is_nearest_there() -> None:
    world = town("A---B C---D")
    network = world.network()
    found = network.nearest(network.snap(*world.spot["A"]), network.snap(*world.spot["D"]))
    assert np.isinf(found.time_s[0])
    assert np.isinf(found.length_m[0])
    assert found.facility[0] == -1


def test_without_facilities_nothing_is_nearest() -> None:
    world = town("A---B")
    network = world.network()
    found = network.nearest(network.snap(*world.spot["A"]), network.snap([], []))
    assert np.isinf(found.time_s[0])
    assert found.facility[0] == -1
    assert network.matrix(network.snap(*world.spot["A"]), network.snap([], [])).shape == (1, 0)


def test_three_roads_meet_at_a_junction_and_two_directions_of_one_road_are_one_road() -> None:
    world = town("""
A---+---B
    |
    C
""")
    lon, lat = world.network().junctions()
    assert lon == pytest.approx([world.spot["C"][0]])
    assert lat == pytest.approx([LAT])


def test_a_mode_that_is_no_mode_is_refused_with_the_ones_that_are() -> None:
    with pytest.raises(QuestionError, match=r"mode 'bicycle': is not a mode of travel. Use one of: walk, drive, 4x4."):
        town("A---B").network("bicycle")


def test_a_mode_no_road_is_open_to_is_refused_with_the_modes_that_have_roads() -> None:
    roads = roads_of([LON, LON + 0.01], [LAT, LAT], [(0, 1, 1_000.0)])
    closed = type(roads)(
        **{name: getattr(roads, name) for name in roads.__slots__ if name != "time_s"},
        time_s={**roads.time_s, "drive": np.array([np.inf])},
    )
    with pytest.raises(QuestionError, match=r"no road of this study is open to it. Modes with roads: walk, 4x4;"):
        Network(closed, "drive")


def test_a_way_may_start_on_a_motorway_but_a_walker_may_not_step_onto_it() -> None:
    # The motorway passes the village 100 m to the north; the village's own road meets it 4 km further east.
    lon = [LON, LON + 4_000 / EAST_M, LON]
    lat = [LAT + 100 / NORTH_M, LAT + 100 / NORTH_M, LAT - 1_000 / NORTH_M]
    roads = roads_of(lon, lat, [(0, 1, 4_000.0), (1, 0, 4_000.0), (2, 1, 4_150.0), (1, 2, 4_150.0)])
    roads.road_class[:2] = ROAD_CLASSES.index("motorway")
    network = Network(roads, "drive")
    assert set(network.snap(LON, LAT).edge) == {2, 3}
    assert set(network.snap(LON, LAT, on_road=True).edge) == {0, 1}
    at_junction = network.snap(lon[1], lat[1])
    assert set(at_junction.edge) == {2, 3}
    assert at_junction.access_m == pytest.approx([0.0, 0.0], abs=1e-6)


def test_onward_too_an_edge_of_no_cost_hands_on_the_first_of_two_equally_near_facilities() -> None:
    # a -60 s-> u -0 s-> g and b -60 s-> g; the point stands on the way from g to h.
    km = np.array([0, 2, 4, 4, 9]) / EAST_M * 1000
    north = np.array([0, 0, 0, 3, 0]) / NORTH_M * 1000
    a, u, g, b, h = range(5)
    edges = [(a, u, 2_000.0), (u, g, 2_000.0), (b, g, 3_000.0), (g, h, 5_000.0)]
    network = Network(roads_of(LON + km, LAT + north, edges, time_s=[60, 0, 60, 100]), "drive")
    facilities = network.snap((LON + km)[[a, b]], (LAT + north)[[a, b]])
    point = network.snap(LON + 6_500 / EAST_M, LAT)
    rank = np.zeros(2, dtype=np.int64)
    found = network.nearest_onward(point, facilities, point_rank=rank[:1], facility_rank=rank, direction="from")
    assert network.matrix(point, facilities, direction="from").tolist() == [[110.0, 110.0]]
    assert found.time_s.tolist() == [110.0]
    assert found.facility.tolist() == [0]
