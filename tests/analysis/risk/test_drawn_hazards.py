"""Areas that flood, and areas with a stated rate, on roads one can draw."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import EAST, LAT, LON, NORTH, roads_of

from analysis.risk.areas import event_probability, expected_events, flood, stated
from analysis.risk.inside import area_of, share_inside
from geo.roads import Roads

KMH = 60.0


def here(x_km: float, y_km: float) -> tuple[float, float]:
    return LON + x_km * EAST, LAT + y_km * NORTH


def road(*x_km: float) -> Roads:
    """Return a road to the east through the places at so many km, one edge a piece, driven at 60 km/h."""
    lon, lat = zip(*(here(x, 0) for x in x_km), strict=True)
    return roads_of(lon, lat, [(at, at + 1, 1000 * (b - a)) for at, (a, b) in enumerate(pairwise(x_km))])


def box(west_km: float, east_km: float, south_km: float = -1, north_km: float = 1) -> shapely.Polygon:
    return shapely.box(*here(west_km, south_km), *here(east_km, north_km))


def hazards(*rows: tuple[str, Any, float, str]) -> gpd.GeoDataFrame:
    """Return a table of hazards: kind, shape, rate, per."""
    kind, shape, rate, per = zip(*rows, strict=True)
    told = {"kind": list(kind), "rate": list(rate), "per": list(per)}
    return gpd.GeoDataFrame(told, geometry=list(shape), crs="EPSG:4326")


def per_km(shape: Any, rate: float) -> tuple[str, Any, float, str]:
    return ("stated", shape, rate, "km")


THREE = hazards(per_km(box(0, 10), 1e-3), per_km(box(10, 30), 5e-3), per_km(box(30, 35), 0.0))


@pytest.mark.parametrize("places", [(0, 10, 30, 35), (0, 35), (0, 4, 17, 29, 34, 35), (-5, 40)])
def test_rates_of_1_5_and_0_in_a_thousand_over_10_20_and_5_km_expect_11_in_a_hundred(places: tuple[float, ...]) -> None:
    # H = .001 x 10 + .005 x 20 + 0 x 5 = .11, and P = 1 - e^-.11 = .1042, wherever the road is cut.
    roads = road(*places)
    events = expected_events(roads, THREE, roads.time_s["drive"])
    assert events.sum() == pytest.approx(0.11, abs=1e-9)
    assert event_probability(events.sum()) == pytest.approx(0.1042, abs=5e-5)
    assert stated(roads, THREE, roads.time_s["drive"]).sum() == pytest.approx(11, abs=1e-7)


def test_each_edge_has_what_is_inside_it() -> None:
    roads = road(0, 10, 30, 35)
    assert expected_events(roads, THREE, roads.time_s["drive"]) == pytest.approx([0.01, 0.1, 0])


def test_a_rate_per_hour_counts_the_time_inside() -> None:
    # 15 of 30 km at 60 km/h are a quarter of an hour: .4 x .25 = .1; at half the speed .2.
    roads, slow = road(0, 30), hazards(("stated", box(15, 50), 0.4, "hour"))
    assert expected_events(roads, slow, roads.time_s["drive"]) == pytest.approx([0.1])
    assert expected_events(roads, slow, roads.time_s["4x4"]) == pytest.approx([0.2])


@pytest.mark.parametrize("per", ["km", "hour"])
def test_nobody_passes_a_closed_edge(per: str) -> None:
    roads, all_over = road(0, 10, 20), hazards(("stated", box(-1, 30), 0.3, per))
    time_s = np.where([True, False], np.inf, roads.time_s["drive"])
    assert expected_events(roads, all_over, time_s)[0] == 0
    assert expected_events(roads, all_over, time_s)[1] > 0


def test_rates_of_areas_that_overlap_add() -> None:
    roads, both = road(0, 10), hazards(per_km(box(0, 6), 0.01), per_km(box(4, 10), 0.02))
    assert expected_events(roads, both, roads.time_s["drive"]) == pytest.approx([0.01 * 6 + 0.02 * 6])


def test_a_road_is_under_water_once_where_floods_overlap_and_only_when_it_is_wet() -> None:
    # 0 to 8 km and 12 to 20: 16 km are .16 points, whatever is stated there.
    roads = road(0, 20)
    drawn = hazards(
        *(("flood", shape, np.nan, "") for shape in (box(0, 6), box(4, 8), box(12, 25))), per_km(box(8, 12), 1)
    )
    assert flood(roads, drawn, wet=True) == pytest.approx([0.16])
    assert flood(roads, drawn, wet=False) == pytest.approx([0.0])
    assert flood(roads, drawn[drawn["kind"] == "stated"], wet=True) == pytest.approx([0.0])
    assert expected_events(roads, drawn, roads.time_s["drive"]) == pytest.approx([4.0])


def test_a_drawn_line_stands_for_the_roads_within_100_m_of_it() -> None:
    roads = road(0, 10)
    beside, off = ([here(2, y), here(6, y)] for y in (0.09, 0.11))
    across = [here(5, -3), here(5, 3)]
    # Beside it at 90 m: its 4 km, and at each round end sqrt(100^2 - 90^2) = 43.6 m more.
    assert share_inside(roads, area_of(shapely.LineString(beside))) == pytest.approx([0.40872], abs=5e-4)
    assert share_inside(roads, area_of(shapely.LineString(off))) == [0.0]
    assert share_inside(roads, area_of(shapely.LineString(across))) == pytest.approx([0.02], abs=1e-4)
    both = shapely.MultiLineString([beside, across])
    assert share_inside(roads, area_of(both)) == pytest.approx([0.40872], abs=5e-4)


def test_a_long_line_is_as_wide_all_along() -> None:
    # 600 km to the north: a flat frame around its middle alone would be 6 % too narrow at one end.
    line = area_of(shapely.LineString([here(0, 0), here(0, 600)]))
    for y in (0.5, 300, 599.5):
        lon, lat = zip(here(-1, y), here(1, y), strict=True)
        (share,) = share_inside(roads_of(lon, lat, [(0, 1, 2000.0)]), line)
        east_m = shapely.length(shapely.LineString(zip(lon, lat, strict=True))) / EAST * 1000
        metres = share * east_m * np.cos(np.radians(lat[0])) / np.cos(np.radians(LAT))
        assert metres == pytest.approx(200, rel=0.002)


def test_an_edge_along_the_outline_or_of_no_length_is_no_trouble() -> None:
    roads = replace(road(0, 10, 10, 20), length_m=np.array([10_000.0, 0.0, 10_000.0]))
    assert share_inside(roads, box(0, 10, 0, 1))[0] == pytest.approx(1)
    assert np.isfinite(share_inside(roads, box(0, 10))).all()
    assert expected_events(roads, hazards(per_km(box(0, 20), 1.0)), roads.time_s["drive"]).sum() == pytest.approx(20)


@pytest.mark.parametrize(("events", "chance"), [(0.0, 0.0), (1e-12, 1e-12), (0.11, 0.104166), (np.inf, 1.0)])
def test_the_chance_of_an_event_is_one_less_e_to_the_minus_h(events: float, chance: float) -> None:
    assert event_probability(events) == pytest.approx(chance, rel=1e-5, abs=0)


CORNERS = st.lists(
    # On no line through places of whole km, so that no outline runs along a road.
    st.tuples(st.integers(-5, 24), st.integers(-15, 14)).map(lambda at: (at[0] + 0.31783, at[1] + 0.41421)),
    min_size=3,
    max_size=7,
    unique=True,
)
NODES = st.lists(st.tuples(st.integers(0, 20), st.integers(-9, 9)), min_size=2, max_size=6, unique=True)


def _tangle(nodes: list[tuple[int, int]]) -> Roads:
    """Return roads from each place to each other."""
    lon, lat = zip(*(here(*each) for each in nodes), strict=True)
    pairs = [(a, b) for a in range(len(nodes)) for b in range(len(nodes)) if a != b]
    return roads_of(lon, lat, [(a, b, 1000 * float(np.hypot(*np.subtract(nodes[a], nodes[b])))) for a, b in pairs])


def _by_looking(roads: Roads, area: shapely.Polygon) -> np.ndarray:
    at = (np.arange(1000) + 0.5) / 1000
    lon, lat = (axis[roads.tail, None] * (1 - at) + axis[roads.head, None] * at for axis in (roads.lon, roads.lat))
    return np.asarray(shapely.contains_xy(area, lon, lat).mean(axis=1))


@settings(deadline=None, max_examples=60)
@given(NODES, CORNERS)
def test_the_share_inside_is_what_many_looks_along_the_edge_find(
    nodes: list[tuple[int, int]], corners: list[tuple[float, float]]
) -> None:
    roads, area = _tangle(nodes), shapely.MultiPoint([here(*each) for each in corners]).convex_hull
    if area.geom_type != "Polygon":
        return
    assert share_inside(roads, area) == pytest.approx(_by_looking(roads, area), abs=0.006)


@settings(deadline=None, max_examples=60)
@given(NODES, CORNERS, st.integers(0, 19).map(lambda x: x + 0.57721))
def test_an_area_cut_in_two_holds_as_much_as_whole(
    nodes: list[tuple[int, int]], corners: list[tuple[float, float]], x_km: float
) -> None:
    roads, area = _tangle(nodes), shapely.MultiPoint([here(*each) for each in corners]).convex_hull
    parts = [part for half in (box(-99, x_km, -99, 99), box(x_km, 99, -99, 99)) if (part := area & half).area > 0]
    if area.geom_type != "Polygon":
        return
    summed = np.sum([share_inside(roads, part) for part in parts], axis=0)
    assert summed == pytest.approx(share_inside(roads, area), abs=1e-7)


@settings(deadline=None, max_examples=60)
@given(NODES, st.lists(st.tuples(CORNERS, st.floats(0, 2), st.sampled_from(["km", "hour"])), min_size=1, max_size=4))
def test_a_hazard_more_never_makes_a_road_safer(
    nodes: list[tuple[int, int]], drawn: list[tuple[Any, float, str]]
) -> None:
    roads = _tangle(nodes)
    shapes = [(shapely.MultiPoint([here(*each) for each in corners]).convex_hull, *told) for corners, *told in drawn]
    table = hazards(*(("stated", shape, rate, per) for shape, rate, per in shapes))
    time_s = roads.time_s["drive"]
    less, more = (expected_events(roads, table[:n], time_s) for n in (len(table) - 1, len(table)))
    assert (more >= less).all()
    assert (less >= 0).all()
    # As many events on a passage are at least as likely to be one.
    assert (event_probability(more) >= event_probability(less)).all()
