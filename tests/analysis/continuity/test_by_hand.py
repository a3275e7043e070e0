"""Journeys small enough to draw: which day has a site, which dose is missed, and what would help."""

from typing import Any

import pandas as pd
import pytest
from towns import Town, ask, clinics, corridors, town

from analysis.continuity.continuity import ContinuityResult, continuity
from analysis.continuity.itinerary import Journey
from analysis.gaps import Terrain

# 100 km, a minute each: sites at km 5 and 95.
ROAD: Town = town("P----a" + "-" * 89 + "b----Q")


def _follow(sites: str = "ab", *, world: Town = ROAD, cutoff_min: float = 6.0, **journey: Any) -> ContinuityResult:
    supply = ask(world, clinics({name: world.spot[name] for name in sites}), cutoff_min=cutoff_min)
    line = world.line("PQ")
    return continuity(Terrain(corridors(c=line)), supply, Journey(**{"supply_days": 7, "km_a_day": 10, **journey}))


def _column(result: ContinuityResult, name: str) -> list[Any]:
    return list(result.days[name])


def test_a_day_has_a_site_when_some_point_of_its_stretch_is_within_the_cutoff() -> None:
    # a (km 5) is within 6 min from km 0 to 11: of day 1 (0 to 10) whole, of day 2 (10 to 20) at its first steps.
    # b (km 95) from km 89 to 100: of day 9 (80 to 90) at its last steps, of day 10 whole.
    result = _follow(supply_days=5)
    assert _column(result, "site_id") == ["a", "a", "", "", "", "", "", "", "b", "b"]
    assert _column(result, "days_since_dose") == [0, 0, 1, 2, 3, 4, 5, 6, 0, 0]
    assert _column(result, "missed") == ["no"] * 7 + ["yes"] + ["no"] * 2
    assert result.needed_supply == 6


def test_travelling_back_is_the_same_journey_the_other_way() -> None:
    there, back = _follow(supply_days=5), _follow(supply_days=5, from_km=100, to_km=0)
    assert _column(back, "site_id") == _column(there, "site_id")[::-1]
    assert [km / 1e3 for km in _column(back, "at_m")] == pytest.approx([90, 80, 70, 60, 50, 40, 30, 20, 10, 0], abs=0.2)


def test_she_rests_where_she_slept_and_not_once_she_has_arrived() -> None:
    # 60 km, 20 a day, a day of rest after each day on the way: walk to 20, rest, walk to 40, rest, walk to 60.
    result = _follow(from_km=0, to_km=60, km_a_day=20, rest_days=1, rest_every=1)
    assert _column(result, "stage") == ["walk", "rest", "walk", "rest", "walk"]
    assert _column(result, "at_m") == pytest.approx([20_000, 20_000, 40_000, 40_000, 60_000])
    assert _column(result, "site_id") == ["a", "", "", "", ""]


def test_of_the_sites_of_a_day_the_quickest_counts_and_of_equals_the_smallest_id() -> None:
    world = town("P--a-b--Q")  # on the day from km 0 to 8 both stand on the road: no minute away
    assert _column(_follow(world=world, km_a_day=8), "site_id") == ["a"]
    # From km 0 alone, where she turns at km 1, a is 2 minutes away and b is 4.
    assert _column(_follow(world=world, to_km=1, km_a_day=1), "site_id") == ["a"]


def test_a_site_on_the_road_is_not_stepped_over_by_samples_500_metres_apart() -> None:
    world = town("P" + "-" * 8 + "a" + "-" * 2 + "Q", km=0.1)  # at 900 m, between the samples at 500 and 1,000 m
    assert _column(_follow("a", world=world, cutoff_min=0.01), "site_id") == ["a"]


def test_missed_days_of_180_days_are_those_counted_by_hand() -> None:
    # 1,800 km, 10 a day, within 6 km: sites at km 305, 605, 1,205, so in reach at the last steps of day 30, on 31 and
    # at the first steps of 32; likewise on 60 to 62 and 120 to 122. With doses for 20 days:
    #   days 1 to 29: none since the eve; doses for days 1 to 20, missed 21 to 29:         9
    #   days 33 to 59: doses for 33 to 52, missed 53 to 59:                                7
    #   days 63 to 119: doses for 63 to 82, missed 83 to 119:                             37
    #   days 123 to 180: doses for 123 to 142, missed 143 to 180:                         38
    world = town("P" + "-" * 60 + "a" + "-" * 59 + "b" + "-" * 119 + "c" + "-" * 118 + "Q", km=5.0)
    result = _follow("abc", world=world, supply_days=20)
    assert len(result.days) == 180
    assert _column(result, "missed").count("yes") == 9 + 7 + 37 + 38
    missed = [day for day, each in enumerate(_column(result, "missed"), 1) if each == "yes"]
    assert (missed[0], missed[9], missed[16], missed[-1]) == (21, 53, 83, 180)
    assert result.needed_supply == 58


def test_the_fewest_added_sites_are_places_where_she_sleeps_when_there_are_no_candidates() -> None:
    # Without b: a in reach on days 1 and 2; with doses for 3 days missed 6 to 10. A place where she sleeps is in reach
    # on the day that ends there and on the next, and saves those and 3 more: of km 60 days 6 to 10, which are all.
    # So does km 50 days 6 to 9 alone, and km 70 only days 7 to 10.
    result = _follow("a", supply_days=3)
    assert _column(result, "missed") == ["no"] * 5 + ["yes"] * 5
    chosen = result.candidates.iloc[list(result.added.fewest)]
    assert chosen["site_id"].tolist() == ["c:60000"]
    assert result.added.one == result.added.fewest[0]
    assert result.added.left == 0


def test_candidates_of_the_study_are_taken_and_it_is_said_when_all_of_them_are_not_enough() -> None:
    supply = ask(ROAD, clinics({"a": ROAD.spot["a"]}), cutoff_min=6)
    lon, lat = ROAD.line("PQ").interpolate(0.45, normalized=True).coords[0]
    could = pd.DataFrame({"site_id": ["x"], "name": ["X"], "lon": [lon], "lat": [lat]})
    terrain, journey = Terrain(corridors(c=ROAD.line("PQ"))), Journey(supply_days=2, km_a_day=10)
    result = continuity(terrain, supply, journey, candidates=could)
    # a on days 1 and 2, doses for 3 and 4: missed 5 to 10. x (km 45), in reach from km 39 to 51, on days 4, 5 and 6:
    # saves 5 to 8.
    assert result.candidates["site_id"].tolist() == ["x"]
    assert result.saves == (0b0011110000,)
    assert (result.added.one, result.added.fewest, result.added.left) == (0, (0,), 2)
