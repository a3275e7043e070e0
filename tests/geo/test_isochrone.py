"""The drawn shape of a catchment: near the analytic area, holes kept, nothing beyond the buffer."""

import brute_force
import numpy as np
import pytest
import shapely
from towns import LAT, LON, roads_of, town

from geo.geodesy import WGS84, metres_per_degree
from geo.isochrone import Isochrone, draw_isochrone
from geo.network import Network
from geo.reached import Reached
from geo.roads import Roads

EAST_M, NORTH_M = (float(metres) for metres in metres_per_degree(LAT))


def _drawn(network: Network, lon: float, lat: float, cutoff_s: float) -> Isochrone:
    return draw_isochrone(network.roads, network.reached(network.snap(lon, lat), cutoff_s=cutoff_s), cutoff_s=cutoff_s)


def _east_road(length_m: float) -> Roads:
    lon = [LON, LON + length_m / EAST_M]
    return roads_of(lon, [LAT, LAT], [(0, 1, length_m), (1, 0, length_m)])


def test_along_a_straight_road_the_area_is_a_belt_with_round_ends() -> None:
    network = Network(_east_road(40_000.0), "drive")
    drawn = _drawn(network, LON + 20_000 / EAST_M, LAT, 600.0)
    # 10 km each way: 20 km by twice 250 m, and a circle of 250 m; corners may be cut by half a cell of 50 m.
    assert drawn.buffer_m == 250.0
    assert drawn.area_m2 == pytest.approx(20_000 * 500 + np.pi * 250**2, rel=0.03)


def test_the_shape_ends_a_buffer_beyond_where_the_cutoff_falls() -> None:
    network = Network(_east_road(40_000.0), "drive")
    west, south, east, north = _drawn(network, LON + 20_000 / EAST_M, LAT, 600.0).shape.bounds
    assert (west - LON) * EAST_M == pytest.approx(10_000 - 250, abs=50.0)
    assert (east - LON) * EAST_M == pytest.approx(30_000 + 250, abs=50.0)
    assert [(south - LAT) * NORTH_M, (north - LAT) * NORTH_M] == pytest.approx([-250, 250], abs=50.0)


def test_the_ground_inside_a_ring_road_stays_a_hole() -> None:
    ring = town("""
A---+
|   |
|   |
|   |
+---+
""")
    drawn = _drawn(ring.network(), *ring.spot["A"], 1_800.0)
    (outline,) = drawn.shape.geoms
    (hole,) = outline.interiors
    # 4 km a side; the hole is 3.5 km a side; the outer edge has round corners.
    assert abs(WGS84.polygon_area_perimeter(*hole.coords.xy)[0]) == pytest.approx(3_500**2, rel=0.03)
    assert drawn.area_m2 == pytest.approx(4 * 4_000 * 250 + np.pi * 250**2 + 4_000**2 - 3_500**2, rel=0.03)


def test_cells_and_buffer_grow_with_the_cutoff_beyond_half_an_hour() -> None:
    network = Network(_east_road(10_000.0), "drive")
    assert [_drawn(network, LON, LAT, cutoff_s).buffer_m for cutoff_s in (600, 1_800, 3_600)] == [250, 250, 500]


def test_where_nothing_is_reached_nothing_is_drawn() -> None:
    nothing = Reached(np.empty(0, np.int32), np.empty(0), np.empty(0))
    drawn = draw_isochrone(_east_road(1_000.0), nothing, cutoff_s=600.0)
    assert drawn.shape.is_empty
    assert drawn.area_m2 == 0.0


def test_roads_apart_are_drawn_apart_and_their_areas_add_up() -> None:
    world = town("A----B          C----D")
    reached = Reached(np.array([0, 2], dtype=np.int32), np.zeros(2), np.ones(2))
    drawn = draw_isochrone(world.roads, reached, cutoff_s=600.0)
    assert len(drawn.shape.geoms) == 2
    assert drawn.area_m2 == pytest.approx(2 * (5_000 * 500 + np.pi * 250**2), rel=0.03)


@pytest.mark.parametrize("seed", range(12))
def test_the_shape_is_valid_holds_all_that_is_reached_and_has_the_area_it_states(seed: int) -> None:
    rng = np.random.default_rng(seed)
    network = Network(brute_force.random_roads(rng, nodes=14, edges=40), "drive")
    roads = network.roads
    facility = network.snap(roads.lon[roads.tail[0]], roads.lat[roads.tail[0]])
    reached = network.reached(facility, cutoff_s=400.0)
    drawn = draw_isochrone(roads, reached, cutoff_s=400.0)
    assert drawn.shape.is_valid
    tail, head = roads.tail[reached.edge], roads.head[reached.edge]
    for share in (reached.start, (reached.start + reached.end) / 2, reached.end):
        lon = roads.lon[tail] + share * (roads.lon[head] - roads.lon[tail])
        lat = roads.lat[tail] + share * (roads.lat[head] - roads.lat[tail])
        assert shapely.contains_xy(drawn.shape, lon, lat).all()
    parts_m2 = [abs(WGS84.geometry_area_perimeter(shapely.orient_polygons(part))[0]) for part in drawn.shape.geoms]
    assert drawn.area_m2 == pytest.approx(sum(parts_m2))
