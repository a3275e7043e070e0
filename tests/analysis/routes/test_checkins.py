"""The settlements a route passes, and where the team checks in."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from towns import NORTH, Town, town
from toy_route import ToyRoute, driven, settlements

from analysis.routes.checkins import CheckIn, check_ins
from analysis.routes.towns_along import TownPassed, towns_along

LONG = "A" + "-" * 199 + "B" + "-" * 49 + "C"  # 200 and 50 km, a km a minute
MINUTE = 60.0


def passed(name: str, minute: float, rank: str = "town") -> TownPassed:
    return TownPassed(name, rank, np.nan, minute * 1000.0, minute * MINUTE, 0.0, 0.0)


def marks(found: list[CheckIn]) -> list[tuple[str, float, float]]:
    return [(each.name, round(each.at_s / MINUTE, 6), round(each.at_m / 1000, 6)) for each in found]


@pytest.fixture
def route() -> ToyRoute:
    return driven(town(LONG), "ABC")


def beside(world: Town, km: float, north_km: float) -> tuple[float, float]:
    (west, south), (east, _) = world.spot["A"], world.spot["B"]
    return west + (east - west) * km / 200, south + north_km * NORTH


def test_settlements_within_two_km_are_passed_where_the_road_comes_nearest(route: ToyRoute) -> None:
    world = town(LONG)
    places = settlements(
        ("Lejos", "city", beside(world, 30, 2.1)), ("Cerca", "village", beside(world, 50, -1.9)),
        ("Antes", "hamlet", beside(world, 20, 0)), ("B\x00e\n", "town", world.spot["B"]),
        people=[9e9, 10.0, np.nan, 5.0],
    )  # fmt: skip
    found = towns_along(route, places)
    assert [(each.name, each.rank) for each in found] == [("Antes", "hamlet"), ("Cerca", "village"), ("Be", "town")]
    assert [each.at_m for each in found] == pytest.approx([20_000, 50_000, 200_000])
    assert [each.at_s for each in found] == pytest.approx([20 * MINUTE, 50 * MINUTE, 200 * MINUTE])
    assert (found[1].lon, found[1].lat) == pytest.approx(beside(world, 50, 0))
    assert found[1].population == 10


def test_a_route_that_goes_nowhere_and_a_network_without_places_pass_none(route: ToyRoute) -> None:
    nowhere = replace(route, edge=np.zeros(0, np.int64))
    assert towns_along(nowhere, settlements(("B", "town", town(LONG).spot["B"]))) == []
    assert towns_along(route, settlements()) == []
    assert check_ins(nowhere, []) == []


def test_without_settlements_one_checks_in_every_hour_on_the_open_road(route: ToyRoute) -> None:
    # 250 minutes: at 60, 120, 180; the mark at 240 is too near the arrival.
    found = check_ins(route, [])
    assert marks(found) == [("", 0, 0), ("", 60, 60), ("", 120, 120), ("", 180, 180), ("", 250, 250)]
    assert (found[1].lon, found[1].lat) == pytest.approx(beside(town(LONG), 60, 0))


def test_one_checks_in_at_the_nearest_town_and_counts_the_hour_from_there(route: ToyRoute) -> None:
    # 80 is 20 minutes after the mark at 60; from there 140, of whose towns 130 is nearer than 155; from there 190.
    towns = [passed("a", 39), passed("b", 80), passed("c", 130), passed("d", 155), passed("e", 211)]
    assert marks(check_ins(route, towns)) == [
        ("", 0, 0),
        ("b", 80, 80),
        ("c", 130, 130),
        ("", 190, 190),
        ("", 250, 250),
    ]


def test_a_town_counts_before_a_nearer_village_and_a_village_before_the_open_road(route: ToyRoute) -> None:
    towns = [passed("village", 60, "village"), passed("town", 75), passed("hamlet", 130, "hamlet")]
    assert [each.name for each in check_ins(route, towns)] == ["", "town", "hamlet", "", ""]


def test_the_ends_are_named_by_what_lies_within_two_km(route: ToyRoute) -> None:
    found = check_ins(route, [passed("start", 2), passed("beyond", 2.1), passed("end", 248.5)])
    assert [found[0].name, found[-1].name] == ["start", "end"]


def test_other_spans_shrink_what_is_near(route: ToyRoute) -> None:
    # Every 30 minutes: 40 is 10 from the mark, 19 is 11.
    found = check_ins(route, [passed("no", 19), passed("yes", 40)], every_s=1800.0)
    assert marks(found)[:3] == [("", 0, 0), ("yes", 40, 40), ("", 70, 70)]
    assert marks(check_ins(route, [passed("no", 99)], every_s=7200.0))[1] == ("", 120, 120)


@given(st.lists(st.tuples(st.integers(0, 250), st.sampled_from(["city", "village"])), max_size=30))
def test_nobody_drives_longer_than_eighty_minutes_without_a_check_in(rows: list[tuple[int, str]]) -> None:
    route = driven(town(LONG), "ABC")
    found = check_ins(route, [passed(str(at), at, rank) for at, rank in sorted(rows)])
    assert (found[0].at_s, found[-1].at_s) == (0.0, route.time_s)
    gaps = [(later.at_s - earlier.at_s) / MINUTE for earlier, later in pairwise(found)]
    assert all(0 < gap <= 80 + 1e-9 for gap in gaps)
    assert all(gap >= 40 - 1e-9 for gap in gaps[:-1])
