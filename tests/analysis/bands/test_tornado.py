"""What matters most: each unknown moved alone, on a road of 40 km with the sums on paper."""

from dataclasses import replace

import numpy as np
import pytest
from towns import clinics, people, roads_of

from analysis.bands.draw import Uncertain, uncertain_of
from analysis.bands.people import coverage_tornado
from analysis.plan import build_plan
from analysis.supply import build_supply
from geo.network import Network
from geo.roads import PAVED, ROAD_CLASSES, UNKNOWN_GROUND, UNPAVED

KM = 1000.0 / 111_319.490_793
# Places 0 to 4 every 10 km, a minute a km. The clinic stands at 0. The first road is primary and paved, the second a
# track, unpaved, the third tertiary of unknown ground, over the fourth runs the border. A second clinic at 40 km, of
# which nobody knows whether it gives the service.
LENGTH_M = 10_000.0
CLASSES, GROUND = ("primary", "track", "tertiary", "primary"), (PAVED, UNPAVED, UNKNOWN_GROUND, PAVED)


def _uncertain(cutoff_min: float) -> Uncertain:
    ends = [(k, k + 1) for k in range(4)] + [(k + 1, k) for k in range(4)]
    lon = np.arange(5) * 10 * KM
    plain = roads_of(lon, np.zeros(5), [(a, b, LENGTH_M) for a, b in ends], time_s=[600.0] * 8)
    classes = np.array([ROAD_CLASSES.index(each) for each in CLASSES] * 2, dtype=np.int8)
    roads = replace(plain, road_class=classes, ground=np.array(GROUND * 2, dtype=np.int8))
    places = clinics({"a": (0.0, 0.0), "b": (40 * KM, 0.0)}, services=["primary", ""]).assign(
        services_possible=["", "primary"]
    )
    plan = build_plan(service="primary", cutoff_min=cutoff_min, runs=100)
    return uncertain_of(build_supply(places, Network(roads, "drive"), plan), np.array([-1, -1, -1, 0] * 2), 1)


def _moved(cutoff_min: float) -> dict[str, tuple[float, float]]:
    homes = people({f"{k}": (k * 10 * KM, 0.0) for k in range(5)}, [1.0, 10.0, 100.0, 1_000.0, 10_000.0])
    rows = coverage_tornado(homes, _uncertain(cutoff_min))
    assert rows["swing"].tolist() == sorted(rows["swing"], reverse=True)
    return {row.factor: (row.better, row.worse) for row in rows.itertuples()}


def test_each_unknown_is_moved_alone_and_all_that_the_question_has_are_told() -> None:
    # Within 25 minutes of a: places 0, 1 and 2 (20 min).
    moved = _moved(25.0)
    assert set(moved) == {"speeds", "season", "ground", "places", "borders", "missing_roads"}
    # e^(1.645 · 0.2) = 1.39: at the better end 25 min reach what took 34.7, place 3 (30 min); at the worse what took
    # 18.0, place 1.
    assert moved["speeds"] == (1_111.0, 11.0)
    # At its wettest 0.4 of the speed is left on the track: place 2 takes 10 + 25 = 35 min.
    assert moved["season"] == (111.0, 11.0)
    # The third road is beyond 25 minutes in both cases.
    assert moved["ground"] == (111.0, 111.0)
    # b counts, or not: it has place 4, and place 3 in 10 min.
    assert moved["places"] == (11_111.0, 111.0)


def test_ground_and_border_matter_where_they_lie_on_the_way() -> None:
    # Unpaved, the third road is driven at 30 km/h at most: 20 min instead of 10. Place 3 takes 30 or 40 min.
    assert _moved(35.0)["ground"] == (1_111.0, 111.0)
    # Place 4 takes 40 min and the border between 5 and 60 more.
    assert _moved(50.0)["borders"] == (11_111.0, 1_111.0)


def test_what_is_known_is_left_out() -> None:
    uncertain = _uncertain(25.0)
    known = replace(uncertain, season_known=True, borders=0, border=np.full(8, -1), unpaved_share=np.zeros(4))
    homes = people({"0": (0.0, 0.0)})
    assert set(coverage_tornado(homes, replace(known, chance=np.ones(2)))["factor"]) == {"speeds", "missing_roads"}


@pytest.mark.parametrize("cutoff_min", [5.0, 25.0, 45.0, 90.0])
def test_the_better_end_is_never_the_worse_one(cutoff_min: float) -> None:
    assert all(better >= worse for better, worse in _moved(cutoff_min).values())
