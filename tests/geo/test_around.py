"""Places known only roughly, spread over the roads around them."""

import kernels_at_hand
import numpy as np
import numpy.typing as npt
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels_at_hand import COMPILED, Kernels
from random_towns import World, worlds
from towns import EAST, LAT, LON, NORTH, Town, roads_of, town

from geo.around import Places, Spread
from geo.chains import contract_roads
from geo.density import edge_of_piece
from geo.geodesy import distance_m, metres_per_degree
from geo.kernels.around import part_inside
from geo.roads import FloatArray

PLAIN = kernels_at_hand.plain()
LAWS = settings(max_examples=40, deadline=None, derandomize=True)


def at(x_km: float, y_km: float, within_km: float, weight: float = 1.0) -> Places:
    columns = LON + x_km * EAST, LAT + y_km * NORTH, within_km * 1000.0, weight
    return Places(*(np.array([float(value)]) for value in columns))


def spread(world: Town, places: Places, kernels: Kernels = COMPILED, *, step_m: float = 50.0) -> Spread:
    chains = contract_roads(world.roads, "drive")
    return kernels.spread_around(world.roads, chains, places, nearest_m=5000.0, step_m=step_m)


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


@LAWS
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


@LAWS
@given(st.integers(0, 2**32 - 1))
def test_the_part_of_a_road_near_a_point_is_as_long_as_many_points_on_it_say(seed: int) -> None:
    rng = np.random.default_rng(seed)
    start, end = (LON + rng.normal(0, 0.05), LAT + rng.normal(0, 0.05)), (LON, LAT + rng.normal(0, 0.05))
    point, within_m = (LON + rng.normal(0, 0.02), LAT + rng.normal(0, 0.02)), float(rng.uniform(100, 8000))
    scale = [float(metres) for metres in metres_per_degree(point[1])]
    ends = [tuple((each[axis] - point[axis]) * scale[axis] for axis in (0, 1)) for each in (start, end)]
    begin, close = part_inside(ends[0], ends[1], within_m)
    share = (np.arange(20_000) + 0.5) / 20_000
    lon, lat = (a + share * (b - a) for a, b in zip(start, end, strict=True))
    inside = distance_m(lon, lat, *point) <= within_m
    assert close - begin == pytest.approx(inside.mean(), abs=3e-3)


def grid_town(seed: int) -> tuple[Town, Places]:
    """Return streets every 500 m, some of them missing, and places in and around them."""
    rng, wide = np.random.default_rng(seed), 9
    cell = np.arange(wide * wide)
    across = [(int(k), int(k + 1)) for k in cell if k % wide < wide - 1] + [
        (int(k), int(k + wide)) for k in cell[:-wide]
    ]
    kept = [ends for ends in across if rng.random() < 0.7]
    lon, lat = LON + cell % wide * 0.5 * EAST, LAT + cell // wide * 0.5 * NORTH
    roads = roads_of(lon, lat, [(a, b, 500.0) for a, b in kept] + [(b, a, 500.0) for a, b in kept[::2]])
    count = 6
    x_km, y_km = rng.uniform(-1.0, 5.0, (2, count))
    within_m = rng.choice([0.0, 30.0, 400.0, 1_700.0, 9_000.0], count)
    return Town(roads, {}), Places(LON + x_km * EAST, LAT + y_km * NORTH, within_m, rng.random(count) + 0.1)


def lines_around(world: Town, lon: float, lat: float) -> npt.NDArray[np.object_]:
    """Return each piece of road as a line in metres around a place."""
    roads, edge = world.roads, edge_of_piece(contract_roads(world.roads, "drive"))
    ends = np.array([(roads.lon[k], roads.lat[k]) for k in (roads.tail[edge], roads.head[edge])])
    scale = np.array([float(metres) for metres in metres_per_degree(lat)])
    return np.asarray(shapely.linestrings((np.moveaxis(ends, 2, 0) - (lon, lat)) * scale))


def by_shapes(world: Town, places: Places) -> FloatArray:
    """Return the weight by edge, as the intersections of lines with circles of a thousand corners have it."""
    edge = edge_of_piece(contract_roads(world.roads, "drive"))
    weight, middle = np.zeros(len(world.roads.tail)), shapely.Point(0, 0)
    for lon, lat, within_m, each in zip(*places, strict=True):
        lines = lines_around(world, lon, lat)
        inside = shapely.length(shapely.intersection(lines, middle.buffer(within_m, quad_segs=256)))
        if inside.sum() == 0:
            inside = (np.arange(len(lines)) == shapely.distance(lines, middle).argmin()).astype(float)
        weight[edge] += each * inside / inside.sum()
    return weight


def has_one_nearest(world: Town, lon: float, lat: float) -> bool:
    """Tell whether no two roads are equally near, as those that meet at a corner may be."""
    metres = np.sort(shapely.distance(lines_around(world, lon, lat), shapely.Point(0, 0)))
    return bool(metres[1] - metres[0] > 1e-3)


def _differs(kernels: Kernels, seed: int) -> bool:
    world, places = grid_town(seed)
    clear = [has_one_nearest(world, lon, lat) for lon, lat in zip(places.lon, places.lat, strict=True)]
    places = places.taken(np.flatnonzero(clear))
    found = spread(world, places, kernels, step_m=130.0)
    return not np.allclose(on_edges(world, found), by_shapes(world, places), rtol=1e-3, atol=2e-4)


def test_every_street_has_as_much_as_its_part_in_the_circles() -> None:
    assert [seed for seed in range(60) if _differs(COMPILED, seed)] == []
    assert [seed for seed in range(5) if _differs(PLAIN, seed)] == []


KERNEL, AROUND = "geo.kernels.around", "geo.around"
PLANTED = {
    "a block near by is left out": (KERNEL, "near_x * near_x + near_y * near_y >= square", "near_x * near_x >= 0"),
    "far corners are near": (KERNEL, "if far_x * far_x + far_y * far_y <= square", "if near_x * near_x <= square"),
    "blocks count nothing": (KERNEL, "metres += ground.block_m[block]", "metres += 0.0"),
    "blocks get nothing": (KERNEL, "spreading.block[block] += each", "pass"),
    "whole pieces get nothing": (KERNEL, "spreading.piece[piece] += each", "pass"),
    "parts get nothing": (KERNEL, "elif each > 0.0 and part[1] > part[0]", "elif False"),
    "parts count whole": (KERNEL, "metres += (part[1] - part[0]) *", "metres += (part[1] > part[0]) *"),
    "a part begins before its piece": (KERNEL, "max((middle - half) / square, 0.0)", "(middle - half) / square"),
    "the other side of a chord": (KERNEL, "middle = dx * dx + dy * dy, -(", "middle = dx * dx + dy * dy, ("),
    "boxes too small": (
        AROUND,
        "np.maximum.reduceat(np.maximum(*both), at)",
        "np.minimum.reduceat(np.minimum(*both), at)",
    ),
    "no nearest road": (AROUND, "found[left] = ", "_ = "),
    "any road for the nearest": (AROUND, "slack_m=0.0", "slack_m=900.0"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_planted_is_noticed(what: str) -> None:
    kernels = kernels_at_hand.plain(*PLANTED[what])

    def breaks(seed: int) -> bool:
        try:
            return _differs(kernels, seed)
        except IndexError:
            return True

    assert (
        any(breaks(seed) for seed in range(12)) or not spread(town("A---------B"), at(4, 1, 0.1), kernels).found.all()
    )
