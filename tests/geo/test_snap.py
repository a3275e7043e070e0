"""Points on the roads, against distances tried at a thousand places of every edge."""

import brute_force
import numpy as np
import pytest
from towns import LAT, LON, town

from geo.geodesy import distance_m, metres_per_degree
from geo.network import Network
from geo.roads import Roads

NORTH_M = float(metres_per_degree(LAT)[1])


def _tried_m(roads: Roads, edge: int, lon: float, lat: float) -> float:
    share = np.linspace(0, 1, 1001)
    a, b = roads.tail[edge], roads.head[edge]
    on_lon = roads.lon[a] + share * (roads.lon[b] - roads.lon[a])
    on_lat = roads.lat[a] + share * (roads.lat[b] - roads.lat[a])
    return float(distance_m(lon, lat, on_lon, on_lat).min())


@pytest.mark.parametrize("seed", range(4))
def test_a_point_gets_every_edge_within_50_m_of_the_nearest_and_no_other(seed: int) -> None:
    rng = np.random.default_rng(seed)
    roads = brute_force.random_roads(rng)
    network = Network(roads, "drive")
    lon, lat = brute_force.random_places(rng, roads, 12)
    snaps = network.snap(lon, lat)
    usable = np.flatnonzero(np.isfinite(roads.time_s["drive"]) & (roads.tail != roads.head))
    for p in range(len(lon)):
        tried = np.array([_tried_m(roads, k, lon[p], lat[p]) for k in usable])
        rows = snaps.point == p
        got = np.isin(usable, snaps.edge[rows])
        if tried.min() > 5_000:
            assert snaps.failed[p]
            continue
        assert got[tried < tried.min() + 49].all()
        assert not got[tried > tried.min() + 51 + 10].any()  # a place tried may be 10 m from the foot
        assert snaps.access_m[rows] == pytest.approx(tried[np.searchsorted(usable, snaps.edge[rows])], abs=10.0)


def test_the_two_directions_of_a_road_have_opposite_fractions() -> None:
    world = town("A---------B")
    east_m = float(metres_per_degree(LAT)[0])
    snaps = world.network().snap(LON + 2_500 / east_m, LAT)
    assert dict(zip(snaps.edge.tolist(), snaps.fraction.tolist(), strict=True)) == pytest.approx({0: 0.25, 1: 0.75})


@pytest.mark.parametrize(("away_m", "failed"), [(4_990, False), (5_010, True)])
def test_a_point_farther_than_5_km_from_every_road_fails_to_snap(away_m: float, failed: bool) -> None:  # noqa: FBT001
    world = town("A---------B")
    assert world.network().snap(world.spot["A"][0], LAT + away_m / NORTH_M).failed[0] == failed


def test_a_place_without_coordinates_snaps_to_nothing_and_leaves_the_others_in_their_rows() -> None:
    world = town("A---------B")
    snaps = world.network().snap([np.nan, world.spot["B"][0]], [LAT, LAT])
    assert snaps.failed.tolist() == [True, False]
    assert set(snaps.point) == {1}


def test_taking_some_points_keeps_each_with_its_own_edges_in_the_order_asked_for() -> None:
    world = town("A---B---C")
    network = world.network()
    snaps = network.snap(*zip(*(world.spot[name] for name in "ABC"), strict=True))
    taken = snaps.taken(np.array([2, 0, 2]))
    assert [set(taken.edge[taken.point == p]) for p in range(3)] == [
        set(snaps.edge[snaps.point == p]) for p in (2, 0, 2)
    ]
