"""The way from Tapachula to Tijuana on the embedded corridor reads as one would tell it."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from toy_route import ToyRoute, route_of

from analysis.routes.checkins import check_ins
from analysis.routes.towns_along import towns_along
from analysis.routes.turns import turns
from data.corridor.example import ROADS
from data.door.read_roads import read_roads
from data.road_names import RoadNames
from geo.network import Network
from geo.roads import Roads

TAPACHULA, TIJUANA = (-92.262, 14.905), (-117.02, 32.51)
Scene = tuple[Roads, RoadNames, pd.DataFrame, ToyRoute]


@pytest.fixture(scope="module")
def scene() -> Scene:
    built = read_roads(Path(ROADS), lambda _what, _count: None)
    roads = built.roads
    network = Network(roads, "drive")
    ends = (network.snap(np.array([lon]), np.array([lat])) for lon, lat in (TAPACHULA, TIJUANA))
    return roads, built.names, built.places, route_of(roads, network.way(*ends))


def test_nearly_four_thousand_km_are_told_in_some_fifty_entries(scene: Scene) -> None:
    roads, names, places, route = scene
    found = turns(route, roads, names, places, mode="drive")
    assert 30 < len(found) < 70
    assert sum(each.next_m for each in found) == pytest.approx(route.length_m)
    first = found[:4]
    assert [(each.action, each.road, each.toward) for each in first] == [
        ("depart", "MEX-200", "Pijijiapan"),
        ("straight", "MEX-190", "Chahuites"),
        ("slight_left", "MEX-190", "Santo Domingo Zanatepec"),
        ("right", "MEX-185", "Acayucan"),
    ]
    assert all(each.road for each in found)
    assert all(later.at_m - earlier.at_m >= 50 for earlier, later in pairwise(found[1:-1]))


def test_the_towns_on_the_way_come_in_their_order(scene: Scene) -> None:
    *_, places, route = scene
    passed = [town.name for town in towns_along(route, places)]
    order = ["Tapachula", "Tonalá", "Puebla", "Tepic", "Mazatlán", "Culiacán", "Hermosillo", "Mexicali", "Tijuana"]
    assert sorted(order, key=passed.index) == order


def test_the_team_checks_in_at_towns_it_knows(scene: Scene) -> None:
    *_, places, route = scene
    found = check_ins(route, towns_along(route, places))
    assert (found[0].name, found[-1].name) == ("Tapachula", "Tijuana")
    assert max(later.at_s - earlier.at_s for earlier, later in pairwise(found)) <= 80 * 60
    assert {"Arriaga", "Mazatlán", "Hermosillo", "Tecate"} <= {each.name for each in found}
