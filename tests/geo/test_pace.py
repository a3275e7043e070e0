"""People who walk slower take longer on foot and to their road, and no longer in a car or on a ferry."""

import numpy as np
import pytest
from towns import EAST, LAT, LON, roads_of, town

from geo.network import Network
from geo.pace import at_pace

ROAD = town("a----b")  # 5 km


@pytest.mark.parametrize(("mode", "minutes"), [("walk", 5 / 3.5 * 60), ("drive", 5.0)])
def test_a_slower_walker_takes_longer_on_foot_and_not_in_a_car(mode: str, minutes: float) -> None:
    network = Network(ROAD.roads, mode, walking_kmh=3.5)
    a, b = (network.snap(*ROAD.spot[name]) for name in "ab")
    assert network.nearest(a, b).time_s[0] / 60 == pytest.approx(minutes, abs=0.01)


def test_the_walk_to_the_road_takes_a_slower_walker_longer_whatever_the_mode() -> None:
    network = Network(ROAD.roads, "drive", walking_kmh=2.5)
    lon, lat = ROAD.spot["a"]
    beside = network.snap(lon, lat + 1000 / 111_000)
    usual = Network(ROAD.roads, "drive").snap(lon, lat + 1000 / 111_000)
    assert beside.access_s[0] == pytest.approx(2 * usual.access_s[0], abs=1e-5)


def test_a_ferry_keeps_its_time() -> None:
    roads = roads_of([LON, LON + EAST], [LAT, LAT], [(0, 1, 1000.0), (1, 0, 1000.0)], road_class="ferry")
    assert np.array_equal(at_pace(roads, 3.0).time_s["walk"], roads.time_s["walk"])


def test_at_the_usual_pace_nothing_is_made_anew() -> None:
    assert at_pace(ROAD.roads, 5.0) is ROAD.roads
