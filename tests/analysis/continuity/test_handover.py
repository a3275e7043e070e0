"""Who hands a patient over to whom: the last site before a border and the first after it."""

from typing import Any

import geopandas as gpd
import pytest
import shapely
from towns import Town, ask, clinics, corridors, town

from analysis.continuity.continuity import ContinuityResult, continuity
from analysis.continuity.itinerary import Journey
from analysis.gaps import Terrain

# 100 km, a minute each: sites at km 5, 40, 62 and 95.
ROAD: Town = town("P----a" + "-" * 34 + "b" + "-" * 21 + "c" + "-" * 32 + "d----Q")


def _across(*kms: float, **journey: Any) -> ContinuityResult:
    """Return the answer with a border that crosses the road at each of some km."""
    line = ROAD.line("PQ")
    at = [line.interpolate(km / 100, normalized=True).x for km in kms]
    lat = ROAD.spot["P"][1]
    # One border that goes to and fro over the road.
    ends = [(lon, lat + (0.01 if (k + up) % 2 else -0.01)) for k, lon in enumerate(at) for up in (0, 1)]
    told = {"border_id": ["GT-MX"], "country_a": ["GT"], "country_b": ["MX"]}
    borders = gpd.GeoDataFrame(told, geometry=[shapely.LineString(ends)], crs="EPSG:4326")
    supply = ask(ROAD, clinics({name: ROAD.spot[name] for name in "abcd"}), cutoff_min=6)
    asked = Journey(**{"supply_days": 1, "km_a_day": 10, **journey})
    return continuity(Terrain(corridors(c=line), borders), supply, asked)


def _sides(result: ContinuityResult) -> list[tuple[Any, Any]]:
    ids = "abcd"
    return [
        tuple(None if side is None else (side[0] + 1, ids[side[1]]) for side in (each.before, each.after))
        for each in result.handovers
    ]


def test_the_last_site_before_a_border_and_the_first_after_it() -> None:
    # Border at km 50. b (km 40) is within 6 minutes to km 46: last seen on day 5; c (km 62) from km 56 on: day 6.
    result = _across(50)
    assert _sides(result) == [((5, "b"), (6, "c"))]
    assert result.handovers[0].crossing.first_m == pytest.approx(50_000, abs=60)


def test_travelling_back_swaps_the_sides() -> None:
    # From km 100: day 4 is 70 to 60, and day 5 60 to 50, where c is still within 6 minutes until km 56; b from km 46.
    assert _sides(_across(50, from_km=100, to_km=0)) == [((5, "c"), (6, "b"))]


def test_the_countries_are_told_only_where_they_are_sure() -> None:
    # All of the drawn road lies in one country of the basemap: nothing is told of a border drawn elsewhere.
    crossing = _across(50).handovers[0].crossing
    assert (crossing.country_from, crossing.country_to) == ("", "")


def test_a_road_that_meets_a_border_twice_runs_along_it_and_three_times_crosses_it() -> None:
    assert _sides(_across(48, 50)) == []
    assert _sides(_across(48, 50, 53)) == [((5, "b"), (6, "c"))]


def test_far_apart_it_is_crossed_each_time() -> None:
    # At km 20 and 80: before the first a (km 5) to km 11, day 2; after it b from km 34, day 4. Before the second c to
    # km 68, day 7; after it d from km 89, day 9.
    assert _sides(_across(20, 80)) == [((2, "a"), (4, "b")), ((7, "c"), (9, "d"))]


@pytest.mark.parametrize("km", [2, 98])
def test_a_border_at_the_very_end_of_a_journey_is_not_crossed(km: float) -> None:
    assert _sides(_across(km)) == []


def test_where_there_is_no_site_on_a_side_none_is_told() -> None:
    # Beyond the border at km 10 she could still go back to a until km 11; it stands before it, and is none after it.
    assert _sides(_across(10, from_km=4, to_km=30)) == [((1, "a"), None)]
    assert _sides(_across(20, from_km=12, to_km=30)) == [(None, None)]
