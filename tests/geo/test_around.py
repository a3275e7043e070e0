"""Places known only roughly, spread over the roads around them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_towns import World, worlds
from towns import EAST, LAT, LON, NORTH, Town, town

from geo.around import Places, Spread, spread_around
from geo.chains import contract_roads
from geo.density import edge_of_piece
from geo.geodesy import distance_m, part_within
from geo.roads import FloatArray


def at(x_km: float, y_km: float, within_km: float, weight: float = 1.0) -> Places:
    columns = LON + x_km * EAST, LAT + y_km * NORTH, within_km * 1000.0, weight
    return Places(*(np.array([float(value)]) for value in columns))


def spread(world: Town, places: Places, *, nearest_m: float = 5000.0, step_m: float = 50.0) -> Spread:
    chains = contract_roads(world.roads, "drive")
    return spread_around(world.roads, chains, places, nearest_m=nearest_m, step_m=step_m)


def on_edges(world: Town, found: Spread) -> FloatArray:
    """Return the weight by the edge that stands for each piece."""
    edge = edge_of_piece(contract_roads(world.roads, "drive"))
    return np.bincount(edge[found.stands.piece], found.stands.weight, minlength=len(world.roads.tail))


def mean_km(world: Town, found: Spread) -> float:
    """Return the mean place of the weight, km east of the drawing's west."""
    roads, chains = world.roads, contract_roads(world.roads, "drive")
    edge = edge_of_piece(chains)[found.stands.piece]
    turned = chains.along[found.stands.piece] < 0
    start, end = (
        np.where(turned, *pair) for pair in ((roads.head[edge], roads.tail[edge]), (roads.tail[edge], roads.head[edge]))
    )
    share = found.stands.from_m / roads.length_m[edge]
    lon = roads.lon[start] + share * (roads.lon[end] - roads.lon[start])
    return float(((lon - LON) / EAST * found.stands.weight).sum() / found.stands.weight.sum())


def test_weight_lies_evenly_on_all_road_within_the_precision() -> None:
    # A----B  Within 2 km of the corner B: 2 km of A-B and 2 km of B-C, half on each; its mean place is 1 km and 0 km
    #      |  from B, so 4.5 km east of A.
    #      C
    world = town("A----B\n     |\n     |\n     |\n     C")
    found = spread(world, at(5, 0, 2.0, 3.0))
    assert sorted(on_edges(world, found))[-2:] == pytest.approx([1.5, 1.5], rel=1e-6)
    assert mean_km(world, found) == pytest.approx(4.5, abs=1e-6)
    assert found.found.tolist() == [True]


def test_a_circle_cuts_a_road_in_a_chord() -> None:
    # 3 km north of the road with a precision of 5 km: 4 km to either side, of which 5 - 1 = 4 km and 5 km by 9.
    world = town("A---------B")
    found = spread(world, at(3, 3, 5.0))
    assert on_edges(world, found).max() == pytest.approx(1.0, rel=1e-12)
    assert mean_km(world, found) == pytest.approx((0 + 7) / 2, abs=1e-3)  # from the end of the road at 0 to 7 km


def test_where_no_road_is_within_the_precision_the_nearest_one_is_taken_as_far_as_five_km() -> None:
    world = town("A---------B")
    assert mean_km(world, spread(world, at(4, 4.9, 0.1))) == pytest.approx(4.0, abs=1e-6)
    assert spread(world, at(4, 5.1, 0.1)).found.tolist() == [False]
    assert spread(world, at(4, 5.1, 0.1)).stands.weight.sum() == 0.0
    assert spread(world, at(4, 7.9, 8.0)).found.tolist() == [True]  # known within 8 km only: it may have been there


def test_places_told_twice_count_twice_and_the_lost_one_of_several_is_known() -> None:
    world = town("A---------B")
    one, far, other = at(2, 0, 0.0, 1.0), at(2, 90, 0.0, 1.0), at(8, 1, 0.0, 1.0)
    places = Places(*(np.concatenate(columns) for columns in zip(one, far, other, one, strict=True)))
    found = spread(world, places)
    assert found.found.tolist() == [True, False, True, True]
    assert found.stands.weight.sum() == pytest.approx(3.0, rel=1e-12)
    assert mean_km(world, found) == pytest.approx((2 + 2 + 8) / 3, abs=1e-6)


def test_a_world_without_places_has_nothing_on_its_roads() -> None:
    none = np.empty(0)
    found = spread(town("A---------B"), Places(none, none, none, none))
    assert (len(found.found), len(found.stands.weight)) == (0, 0)


@given(worlds(), st.integers(0, 2**32 - 1))
def test_no_weight_is_lost_and_all_of_it_is_where_a_place_may_be(world: World, seed: int) -> None:
    rng = np.random.default_rng(seed)
    roads, count = world.town.roads, 12
    lon, lat = (rng.uniform(axis.min() - 0.2, axis.max() + 0.2, count) for axis in (roads.lon, roads.lat))
    places = Places(lon, lat, rng.choice([0.0, 300.0, 4_000.0, 30_000.0], count), rng.random(count))
    found = spread(world.town, places)
    assert found.stands.weight.sum() == pytest.approx(places.weight[found.found].sum(), rel=1e-12)
    for k in range(count):
        alone = spread(world.town, places.taken(np.array([k])))
        assert alone.found[0] == found.found[k]
        assert alone.stands.weight.sum() == pytest.approx(places.weight[k] * found.found[k], rel=1e-12)


@given(st.integers(0, 2**32 - 1))
def test_the_part_of_a_road_near_a_point_is_as_long_as_many_points_on_it_say(seed: int) -> None:
    rng = np.random.default_rng(seed)
    start, end = (LON + rng.normal(0, 0.05), LAT + rng.normal(0, 0.05)), (LON, LAT + rng.normal(0, 0.05))
    point, within_m = (LON + rng.normal(0, 0.02), LAT + rng.normal(0, 0.02)), float(rng.uniform(100, 8000))
    ends = [tuple(np.array([value]) for value in each) for each in (point, start, end)]
    begin, close = part_within(ends[0], ends[1], ends[2], np.array([within_m]))
    share = (np.arange(20_000) + 0.5) / 20_000
    lon, lat = (a + share * (b - a) for a, b in zip(start, end, strict=True))
    inside = distance_m(lon, lat, *point) <= within_m
    assert float((close - begin)[0]) == pytest.approx(inside.mean(), abs=3e-3)
