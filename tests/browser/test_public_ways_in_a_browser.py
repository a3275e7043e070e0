"""No time leads through another country, on foot over a motorway, or straight over water that a road goes around."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import toy_bundle as toy
from public_tab import PublicTab
from toy_public_view import road_net

from geo.roads import ROAD_CLASSES
from layers.public.road_graph import encode_graph, join_chains

pytestmark = pytest.mark.browser
MOTORWAY = ROAD_CLASSES.index("motorway")
# A square of 11 km a side whose southern side is the short way; the northern one is three sides long.
LON = np.array([-92.0, -91.9, -91.9, -92.0])
LAT = np.array([15.0, 15.0, 15.1, 15.1])
SIDES = [(0, 1), (1, 2), (2, 3), (3, 0)]
WAY = "howFar({x: -92, y: 15, country: 'GT'}, {x: -91.9, y: 15, c: 'GT'})"


def square(*, motorways: tuple[int, ...] = (), countries: tuple[str, ...] = ("GT",) * 4, left: int = 4) -> Any:
    """Return the square as the page gets it, with every side driven both ways in 600 s; `left` sides of it."""
    sides = SIDES[4 - left :]
    roads = road_net(LON, LAT, sides + [(b, a) for a, b in sides], seconds=[600.0] * 2 * len(sides))
    of_class = [each for side in motorways for each in (side, side + len(sides))]
    roads.road_class[of_class] = MOTORWAY
    graph = join_chains(roads)
    return encode_graph(graph, roads, [countries[at] for at in graph.node.tolist()])


@pytest.fixture
def opened(chrome: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def with_roads(roads: Any) -> PublicTab:
        monkeypatch.setattr(toy, "ROADS", roads)
        tab = PublicTab(chrome, toy.write_bundle(tmp_path, {}).as_uri() + "/")
        tab.open("#/en")
        tab.chrome.execute_async_script("ALCANCE.sums.loadRoads().then(arguments[0])")
        return tab

    return with_roads


def test_the_short_side_is_walked_and_driven(opened: Any) -> None:
    way = opened(square()).sum(WAY)
    assert (round(way["metres"] / 1000, 1), round(way["drive"])) == (10.8, 600)
    assert way["walk"] == pytest.approx(way["metres"] / 1.25)


def test_nobody_is_told_to_walk_on_a_motorway(opened: Any) -> None:
    way = opened(square(motorways=(0,))).sum(WAY)
    # By car the motorway, on foot the other three sides.
    assert round(way["drive"]) == 600
    assert way["walk"] * 1.25 == pytest.approx(33_000, rel=0.02)
    assert way["metres"] == pytest.approx(33_000, rel=0.02)


def test_where_only_a_motorway_leads_no_time_on_foot_is_told(opened: Any) -> None:
    tab = opened(square(motorways=(0, 1, 2, 3)))
    assert tab.sum(WAY)["walk"] is None
    assert tab.sum(f"shortWay(ALCANCE.sums.{WAY})") == "About 11 km, 10 min by car or bus"


def test_no_way_leads_through_another_country(opened: Any) -> None:
    tab = opened(square(countries=("GT", "GT", "SV", ""), left=3))
    assert tab.sum(WAY)["drive"] is None
    assert tab.sum(f"shortWay(ALCANCE.sums.{WAY})") == "About 11 km in a straight line"
    assert tab.sum(WAY.replace("-91.9, y: 15,", "-92, y: 15.1,"))["drive"] == 600


def test_where_the_country_of_a_crossing_is_not_sure_a_way_may_lead_there(opened: Any) -> None:
    assert round(opened(square(countries=("GT", "GT", "", ""), left=3)).sum(WAY)["drive"]) == 1800


def test_over_water_that_the_road_goes_around_no_time_is_told(opened: Any) -> None:
    # 1.6 km apart, on two roads that meet 5 km inland.
    lon, lat = np.array([-92.0, -92.0, -91.985, -91.985]), np.array([15.0, 15.045, 15.045, 15.0])
    sides = [(0, 1), (1, 2), (2, 3)]
    there = "howFar({x: -92, y: 15, country: 'GT'}, {x: -91.985, y: 15, c: 'GT'})"

    def way_by(ends: list[tuple[int, int]]) -> Any:
        roads = road_net(lon, lat, ends + [(b, a) for a, b in ends], seconds=[400.0] * 2 * len(ends))
        graph = join_chains(roads)
        return opened(encode_graph(graph, roads, [""] * len(graph.node))).sum(there)

    around = way_by(sides)
    assert (round(around["metres"], -2), around["walk"]) == (1600, None)
    assert way_by([*sides, (3, 0)])["walk"] is not None
    # Two roads that are not joined say no more of what lies between.
    assert way_by([sides[0], sides[2]])["walk"] is None


def test_far_from_any_road_its_detour_says_nothing(opened: Any) -> None:
    way = opened(square()).sum("howFar({x: -91.95, y: 15.015, country: 'GT'}, {x: -91.95, y: 15.018, c: 'GT'})")
    assert way["walk"] is not None
