"""Which roads an area, a line or a list is about, by hand and by measuring in another way."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import EAST, LAT, LON, NORTH, Town, roads_of, town

from analysis.what_if.shapes import closed_edges, edges_near, edges_touching, lines_of, unknown_ids
from data.scenario import Closure
from geo.geodesy import foot_on_pieces
from geo.roads import Roads

# a, b and c on one road, d 2 km north of b: places 3 km apart.
STREET = """
   d
   |
   |
a--b--c
"""


def at(x_km: float, y_km: float) -> tuple[float, float]:
    """Return the place so far east and north of a."""
    return LON + x_km * EAST, LAT - 3 * NORTH + y_km * NORTH


def named(world: Town, edges: np.ndarray) -> set[str]:
    name = {spot: mark for mark, spot in world.spot.items()}
    marks = [name[lon, lat] for lon, lat in zip(world.roads.lon, world.roads.lat, strict=True)]
    ends = zip(world.roads.tail[edges], world.roads.head[edges], strict=True)
    return {marks[tail] + marks[head] for tail, head in ends}


def test_an_area_touches_the_roads_that_enter_it_in_both_directions() -> None:
    world = town(STREET)
    inside = (at(1, -0.5), at(2, -0.5), at(2, 0.5), at(1, 0.5))
    assert named(world, edges_touching(world.roads, inside)) == {"ab", "ba"}


def test_an_area_that_meets_a_road_in_a_point_touches_it_and_one_beside_it_does_not() -> None:
    world = town(STREET)
    corner = (at(3, 3), at(4, 4), at(2, 4))
    assert named(world, edges_touching(world.roads, corner)) == {"bd", "db"}
    assert named(world, edges_touching(world.roads, (at(3.1, 1), at(4, 2), at(3.1, 2)))) == set()


def test_a_road_as_far_from_a_line_as_is_said_is_near_and_one_farther_is_not() -> None:
    world = town(STREET)
    line = at(4, 0.5), at(6, 0.5)  # 500 m north of b-c, 1,000 m east of b-d
    assert named(world, edges_near(world.roads, line, 501.0)) == {"bc", "cb"}
    assert named(world, edges_near(world.roads, line, 499.0)) == set()
    assert named(world, edges_near(world.roads, line, 1_150.0)) == {"bc", "cb", "bd", "db", "ab", "ba"}


def test_a_road_a_line_crosses_is_near_whatever_the_distance() -> None:
    world = town(STREET)
    assert named(world, edges_near(world.roads, (at(1, -1), at(1, 1)), 1.0)) == {"ab", "ba"}


def test_ways_and_pieces_of_road_are_named_by_their_ids() -> None:
    world = town(STREET)
    d, a, b, c = range(4)  # nodes are numbered row by row
    assert named(world, closed_edges(world.roads, Closure(edges=((b, a), (b, c))))) == {"ab", "ba", "bc", "cb"}
    way = int(world.roads.way_id[(world.roads.tail == d) | (world.roads.head == d)][0])
    assert named(world, closed_edges(world.roads, Closure(ways=(way,)))) == {"bd", "db"}


def test_what_is_not_among_the_roads_is_named() -> None:
    world = town(STREET)
    assert unknown_ids(world.roads, Closure(ways=(0, 77))) == ("77",)
    assert unknown_ids(world.roads, Closure(edges=((1, 2), (1, 3)))) == ("[1, 3]",)


def test_the_course_of_some_roads_is_drawn_once() -> None:
    world = town(STREET)
    drawn = lines_of(world.roads, edges_touching(world.roads, (at(1, -0.5), at(5, -0.5), at(5, 0.5), at(1, 0.5))))
    assert drawn.length == pytest.approx(6 * EAST + 3 * NORTH)
    assert lines_of(world.roads, np.zeros(len(world.roads.tail), dtype=bool)).is_empty


@st.composite
def scattered(draw: st.DrawFn) -> tuple[Roads, tuple[tuple[float, float], ...], float]:
    """Return roads, a line among them and a distance."""
    place = st.tuples(st.floats(-92.1, -91.9), st.floats(14.9, 15.1))
    spots = draw(st.lists(place, min_size=4, max_size=12, unique=True))
    lon, lat = np.array(spots).T
    edges = [(k, k + 1, 1.0) for k in range(len(spots) - 1)]
    line = draw(st.lists(place, min_size=2, max_size=4, unique=True))
    return roads_of(lon, lat, edges), tuple(line), draw(st.floats(10.0, 5_000.0))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(scattered())
def test_near_is_what_measuring_point_by_point_finds_near(
    world: tuple[Roads, tuple[tuple[float, float], ...], float],
) -> None:
    roads, line, within_m = world
    near = edges_near(roads, line, within_m)
    share = np.linspace(0, 1, 801)
    for edge in range(len(roads.tail)):
        tail, head = roads.tail[edge], roads.head[edge]
        lon = roads.lon[tail] + share * (roads.lon[head] - roads.lon[tail])
        lat = roads.lat[tail] + share * (roads.lat[head] - roads.lat[tail])
        gaps = [
            foot_on_pieces((lon, lat), tuple(map(np.array, start)), tuple(map(np.array, end))).distance_m.min()
            for start, end in pairwise(line)
        ]
        least_m, step_m = min(gaps), 32_000 / 800
        # Where the sampled distance and the one asked about are too alike, sampling cannot tell.
        if least_m < within_m * 0.999:
            assert near[edge]
        elif least_m - step_m > within_m * 1.001:
            assert not near[edge]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(scattered())
def test_an_area_around_all_touches_all_and_one_elsewhere_none(
    world: tuple[Roads, tuple[tuple[float, float], ...], float],
) -> None:
    roads = world[0]
    assert edges_touching(roads, ((-93, 14), (-91, 14), (-91, 16), (-93, 16))).all()
    assert not edges_touching(roads, ((-90, 14), (-89, 14), (-89, 16))).any()
