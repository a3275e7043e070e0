"""Roads over land borders, in worlds drawn on paper: A lies west of the line, B east of it."""

from collections.abc import Iterator
from random import Random

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from towns import EAST, LAT, LON, NORTH, Town, places_frame, town

from analysis.border_roads import (
    CLOSED,
    FORMAL,
    OPEN,
    Sides,
    border_of_edges,
    country_of_nodes,
    edges_at,
    is_off_the_roads,
    times_under_rule,
    with_changes_of_country,
)
from data.profile import Profile, load_profiles
from geo.roads import IntArray

GRID = """
a----b----c----d----e
|    |    |    |    |
f----g----h----i----j
|    |    |    |    |
k----l----m----n----o
"""
PAPERLESS = load_profiles()["without_documents"]


def _line(*at: tuple[float, float], border_id: str = "A-B", pair: tuple[str, str] = ("AA", "BB")) -> gpd.GeoDataFrame:
    """Return a border through places in km east and north of the drawing's upper left corner."""
    shape = shapely.LineString([(LON + x * EAST, LAT + y * NORTH) for x, y in at])
    frame = {"border_id": [border_id], "country_a": [pair[0]], "country_b": [pair[1]]}
    return gpd.GeoDataFrame(frame, geometry=[shape], crs="EPSG:4326")


def _upright(x: float, **names: object) -> gpd.GeoDataFrame:
    return _line((x, 50.0), (x, -50.0), **names)  # type: ignore[arg-type]


def _over(world: Town, border: IntArray) -> set[str]:
    """Return the ends of the edges over a border, by the names in the drawing."""
    name = {spot: mark for mark, spot in world.spot.items()}
    roads = world.roads
    marks = [name[lon, lat] for lon, lat in zip(roads.lon, roads.lat, strict=True)]
    return {f"{marks[roads.tail[edge]]}{marks[roads.head[edge]]}" for edge in np.flatnonzero(border >= 0)}


def _crossings(world: Town, at: str, **columns: object) -> gpd.GeoDataFrame:
    told = {"country_from": "AA", "country_to": "BB", "delay_min": 30.0, "documents_required": "unknown", **columns}
    return places_frame({f"to {at}": world.spot[at]}, **told).assign(crossing_id=lambda frame: frame["name"])


def _sides(world: Town, borders: gpd.GeoDataFrame, **known: str) -> Sides:
    border = border_of_edges(world.roads, borders)
    told = np.full(len(world.roads.lon), "", dtype=object)
    for mark, country in known.items():
        told[world.roads.lon == world.spot[mark][0]] = country
    return Sides(border, country_of_nodes(world.roads, border, borders, told))


def test_a_road_with_an_end_on_each_side_crosses_in_both_directions_and_no_other_does() -> None:
    world = town("a--b--c--d")
    assert _over(world, border_of_edges(world.roads, _upright(4.0))) == {"bc", "cb"}


def test_borders_are_numbered_in_the_order_of_their_ids() -> None:
    world = town("a--b--c--d")
    both = pd.concat([_upright(1.0, border_id="Z"), _upright(7.0, border_id="M")], ignore_index=True)
    border = border_of_edges(world.roads, both)
    assert sorted(border.tolist()) == [-1, -1, 0, 0, 1, 1]
    assert _over(world, np.where(border == 0, 0, -1)) == {"cd", "dc"}


def test_a_road_along_the_line_that_comes_back_over_it_has_not_crossed() -> None:
    #       b--c       b and c lie 500 m beyond the line, which is drawn a kilometre off
    # ===== | =| ===== the line
    # a-----d--e---f
    world = town("     b--c\n     |  |\na----d--e---f")
    assert _over(world, border_of_edges(world.roads, _line((-50.0, -0.5), (50.0, -0.5)))) == set()
    # A kilometre and a half beyond it is more than a line drawn badly.
    far = town("     b--c\n     |  |\n     |  |\na----d--e---f")
    assert _over(far, border_of_edges(far.roads, _line((-50.0, -1.5), (50.0, -1.5)))) == {"bd", "db", "ce", "ec"}


def test_a_road_that_only_weaves_about_the_line_before_it_crosses_crosses_once() -> None:
    # It runs down at 11 km, up at 13 km and down again at 15 km: a - b | c | d | e - f, with c and d 1 km from it.
    world = town("a---------b-c-d-e---------f")
    zigzag = _line((11.0, 9.0), (11.0, -0.5), (13.0, -0.5), (13.0, 0.5), (15.0, 0.5), (15.0, -9.0))
    # c hangs on b and so lies west of the border, d on e and so lies east of it.
    assert _over(world, border_of_edges(world.roads, zigzag)) == {"cd", "dc"}


def test_a_road_that_weaves_four_times_crosses_in_the_middle() -> None:
    # Five lines at 11, 13, 15, 17 and 19 km, joined: c and d hang on b, e and f on g.
    world = town("a---------b-c-d-e-f-g---------h")
    bends = [(13.0, -0.5), (13.0, 0.5), (15.0, 0.5), (15.0, -0.5), (17.0, -0.5), (17.0, 0.5), (19.0, 0.5)]
    zigzag = _line((11.0, 9.0), (11.0, -0.5), *bends, (19.0, -9.0))
    assert _over(world, border_of_edges(world.roads, zigzag)) == {"de", "ed"}


def test_a_short_road_that_ends_beyond_the_line_has_crossed() -> None:
    world = town("a---------bc")
    assert _over(world, border_of_edges(world.roads, _upright(10.5))) == set()  # b and c are one kilometre apart
    joined = town("a---------b-c")
    assert _over(joined, border_of_edges(joined.roads, _upright(11.0))) == {"bc", "cb"}


def test_a_road_that_meets_a_corner_of_the_line_is_over_it_once_or_not_at_all() -> None:
    world = town("a---b---c")
    through = _line((6.0, 10.0), (6.0, 0.0), (6.0, -10.0))  # a corner lies on the road, the line goes on beyond it
    touching = _line((2.0, 10.0), (6.0, 0.0), (8.0, 10.0))  # and here it turns back
    assert _over(world, border_of_edges(world.roads, through)) == {"bc", "cb"}
    assert _over(world, border_of_edges(world.roads, touching)) == set()


def test_a_node_lies_in_the_country_of_the_nearest_one_known_on_its_side() -> None:
    world = town("a--b--c--d")
    assert _sides(world, _upright(4.0), a="AA", d="BB").country.tolist() == ["AA", "AA", "BB", "BB"]
    # Nobody knows the far side: over the border of A and B from A lies B.
    assert _sides(world, _upright(4.0), a="AA").country.tolist() == ["AA", "AA", "BB", "BB"]
    assert _sides(world, _upright(4.0)).country.tolist() == [""] * 4


def test_closed_shuts_what_crosses_open_takes_no_time_and_formal_adds_the_delay_its_way_only() -> None:
    world = town("a--b--c--d")  # 3 km and so 180 s each
    sides, network = _sides(world, _upright(4.0), a="AA", d="BB"), world.network()
    over = np.flatnonzero(sides.border >= 0)
    assert np.isinf(times_under_rule(network, sides, CLOSED)[over]).all()
    assert times_under_rule(network, sides, OPEN).tolist() == [180.0] * 6
    formal = times_under_rule(network, sides, FORMAL, crossings=_crossings(world, "b"))
    eastward = world.roads.lon[world.roads.tail] < world.roads.lon[world.roads.head]
    # 180 + 30 * 60 = 1980 s from A to B; nobody said that the crossing leads back.
    assert set(formal[over[eastward[over]]]) == {1980.0}
    assert np.isinf(formal[over[~eastward[over]]]).all()
    assert set(np.delete(formal, over)) == {180.0}


def test_a_crossing_into_another_country_opens_no_road_of_this_border() -> None:
    world = town("a--b--c--d")
    sides = _sides(world, _upright(4.0), a="AA")
    elsewhere = _crossings(world, "b", country_to="CC")
    assert np.isinf(times_under_rule(world.network(), sides, FORMAL, crossings=elsewhere)).sum() == 2


def test_a_delay_nobody_knows_is_twenty_minutes() -> None:
    world = town("a--b--c--d")
    sides = _sides(world, _upright(4.0), a="AA")
    formal = times_under_rule(world.network(), sides, FORMAL, crossings=_crossings(world, "b", delay_min=np.nan))
    assert 180.0 + 1200.0 in formal


@pytest.mark.parametrize(("asks", "roads_open"), [("yes", 0), ("unknown", 0), ("no", 1)])
def test_without_papers_only_a_crossing_known_to_ask_for_none_is_open(asks: str, roads_open: int) -> None:
    world = town("a--b--c--d")
    sides, crossings = _sides(world, _upright(4.0), a="AA"), _crossings(world, "b", documents_required=asks)
    formal = times_under_rule(world.network(), sides, FORMAL, crossings=crossings, profile=PAPERLESS)
    assert (formal == 1980.0).sum() == roads_open
    assert 1980.0 in times_under_rule(world.network(), sides, FORMAL, crossings=crossings)


def test_a_crossing_two_kilometres_off_counts_and_one_farther_is_named() -> None:
    world = town("a--b--c--d--e")
    sides = _sides(world, _upright(4.0), a="AA")
    assert is_off_the_roads(world.roads, sides, _crossings(world, "b")).tolist() == [False]
    assert is_off_the_roads(world.roads, sides, _crossings(world, "d")).tolist() == [True]  # c is 3 km away
    assert np.isinf(times_under_rule(world.network(), sides, FORMAL, crossings=_crossings(world, "d"))).sum() == 2


def _several(world: Town, *told: tuple[str, str, float]) -> gpd.GeoDataFrame:
    """Return crossings told by id, where they stand, and their delay in minutes."""
    each = [_crossings(world, at, delay_min=delay_min).assign(crossing_id=name) for name, at, delay_min in told]
    return pd.concat(each, ignore_index=True)


def _passed_with(
    others: list[tuple[str, str, float]], *, nearest: bool = False
) -> Iterator[tuple[IntArray, list[str]]]:
    """Yield the edges over the border, and which of crossings on one road is passed, whatever their order."""
    world = town("a-b--c-d")
    sides = _sides(world, _upright(3.5), a="AA")
    told = [("m", "b", 50.0), *others]
    for order in (told, told[::-1]):
        crossings = _several(world, *order)
        edge, crossing = edges_at(world.roads, sides, crossings, nearest=nearest)
        yield edge, crossings["crossing_id"][crossing].tolist()


@pytest.mark.parametrize(
    ("others", "passed"),
    [
        ([("z", "a", 1.0)], "z"),  # quicker, though 2 km off
        ([("z", "b", 51.0)], "m"),
        ([("z", "b", np.nan)], "z"),  # 20 minutes where nobody knows
        ([("a", "a", 50.0)], "m"),  # as quick, but farther
        ([("a", "b", 50.0)], "a"),  # as quick and as near
    ],
)
def test_of_crossings_on_one_road_the_quickest_is_passed_then_the_nearest_then_the_first_id(
    others: list[tuple[str, str, float]], passed: str
) -> None:
    for edge, ids in _passed_with(others):
        assert (len(edge), ids) == (1, [passed])


@pytest.mark.parametrize(
    ("others", "passed"),
    [
        ([("z", "a", 1.0)], "m"),  # quicker, but 2 km off
        ([("a", "b", 1.0)], "a"),  # as near, and quicker
        ([("a", "b", 50.0)], "a"),
    ],
)
def test_a_team_passes_the_nearest_crossing_then_the_quickest(
    others: list[tuple[str, str, float]], passed: str
) -> None:
    for _, ids in _passed_with(others, nearest=True):
        assert ids == [passed]


def test_a_town_drawn_on_the_wrong_side_is_left_over_a_border_by_the_road_that_crosses_no_line() -> None:
    # The line runs between a and b; b is known to be in A too, so the border is passed on the road from b to c.
    world = town("a--b--c--d")
    borders = _upright(2.0)
    sides = _sides(world, borders, a="AA", b="AA", d="BB")
    assert _over(world, sides.border) == {"ab", "ba"}
    assert _over(world, with_changes_of_country(world.roads, sides, borders).border) == {"ab", "ba", "bc", "cb"}
    # So far from the line nobody takes a change of country for a slip of its drawing.
    far = town("a--b------c----d")
    sides = _sides(far, borders, b="BB", c="BB", d="AA")
    assert _over(far, with_changes_of_country(far.roads, sides, borders).border) == {"ab", "ba"}


_CROSSING = st.tuples(
    st.sampled_from("abcdfgh"),
    st.sampled_from([("AA", "BB"), ("BB", "AA")]),
    st.one_of(st.just(np.nan), st.floats(0.0, 90.0)),
    st.sampled_from(["yes", "no", "unknown"]),
)


@settings(deadline=None)
@given(st.lists(_CROSSING, min_size=1, max_size=6), st.sampled_from([None, PAPERLESS]), st.randoms())
def test_a_further_crossing_never_lengthens_a_time(
    told: list[tuple[str, tuple[str, str], float, str]], profile: Profile | None, chance: Random
) -> None:
    world = town("a-b--c-d--e\n  |  |\n  f--g--h")
    sides = _sides(world, _upright(3.5), a="AA", e="BB")
    frames = [
        _crossings(world, at, country_from=pair[0], country_to=pair[1], delay_min=delay_min, documents_required=asks)
        for at, pair, delay_min, asks in told
    ]
    crossings = pd.concat(frames, ignore_index=True).assign(crossing_id=[str(each) for each in range(len(told))])
    fewer = crossings.drop(index=chance.randrange(len(told)))
    before, after = (
        times_under_rule(world.network(), sides, FORMAL, crossings=each, profile=profile) for each in (fewer, crossings)
    )
    assert (after <= before).all()


@settings(deadline=None)
@given(st.floats(0.1, 11.9), st.lists(st.floats(-0.4, 0.4), min_size=2, max_size=6))
def test_closed_is_never_quicker_than_formal_nor_formal_than_open(at: float, bends: list[float]) -> None:
    world = town("a--b--c--d--e\n|     |\nf-----g--h")
    line = _line(*((at + bend, 20.0 - 40.0 * k / (len(bends) - 1)) for k, bend in enumerate(bends)))
    sides = _sides(world, line, a="AA", e="BB")
    crossings = pd.concat([_crossings(world, mark) for mark in "bg"], ignore_index=True)
    closed, formal, opened = (
        times_under_rule(world.network(), sides, rule, crossings=crossings) for rule in (CLOSED, FORMAL, OPEN)
    )
    assert (opened <= formal).all()
    assert (formal <= closed).all()


@settings(deadline=None)
@given(st.integers(-1, 4), st.floats(1.6, 3.4), st.floats(1.6, 3.4))
def test_away_from_the_line_an_edge_is_over_it_if_its_ends_lie_on_two_sides(
    column: int, at_top: float, at_foot: float
) -> None:
    # The drawing's columns are 5 km apart, its rows lie from 0 to 4 km south: the line passes between two columns.
    world = town(GRID)
    lean = at_top - at_foot
    top, foot = (5.0 * column + at_top + lean * y / 4.0 for y in (30.0, -34.0))
    line = _line((top, 30.0), (foot, -34.0))
    x, y = (world.roads.lon - LON) / EAST, (world.roads.lat - LAT) / NORTH
    aside_km = x - (top + (foot - top) * (30.0 - y) / 64.0)
    assert (np.abs(aside_km) > 1.5).all()
    east = aside_km > 0
    expected = east[world.roads.tail] != east[world.roads.head]
    assert (border_of_edges(world.roads, line) >= 0).tolist() == expected.tolist()
