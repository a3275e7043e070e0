"""How far help is along the roads: on a world of 10 km, ten minutes, a character."""

import numpy as np
import pytest
from hypothesis import given, settings
from random_towns import World, worlds
from towns import ask, clinics, town

from analysis.risk.help import Help, distance_from_help

ROAD = town("A--------H-----B\n\nC--D", km=10)


def helped(*names: str, **columns: object) -> Help:
    places = clinics({name: ROAD.spot[name] for name in names}, services="emergency", **columns)
    return distance_from_help(ask(ROAD, places, service="emergency"))


def between(found: np.ndarray, a: str, b: str) -> float:
    """Return the value of the edge from a to b."""
    spots = [ROAD.spot[a], ROAD.spot[b]]
    node = [int(np.flatnonzero((ROAD.roads.lon == lon) & (ROAD.roads.lat == lat))[0]) for lon, lat in spots]
    (edge,) = np.flatnonzero((ROAD.roads.tail == node[0]) & (ROAD.roads.head == node[1]))
    return float(found[edge])


def test_a_road_is_as_far_from_help_as_the_mean_of_its_ends() -> None:
    # A to H is 90 km: 90 and 0 minutes, .75 h x .9 points; H to B 60 km: .5 h x .6. A second place at A halves it.
    found = helped("H")
    assert between(found.time_s, "A", "H") == pytest.approx(45 * 60)
    assert between(found.points, "A", "H") == pytest.approx(0.675)
    assert between(found.points, "B", "H") == pytest.approx(0.3)
    assert between(helped("A", "H").points, "A", "H") == 0


def test_out_of_reach_counts_as_three_hours() -> None:
    found = helped("H")
    assert between(found.time_s, "C", "D") == np.inf
    assert between(found.points, "C", "D") == pytest.approx(3 * 0.3)


def test_more_than_three_hours_away_counts_as_three() -> None:
    # C to B 320 km, its ends 0 and 320 minutes off; B to H 220, 320 and 540; H to A 220, 540 and 760.
    long = town("A----------H----------B---------------C", km=20)
    found = distance_from_help(ask(long, clinics({"C": long.spot["C"]}, services="emergency"), service="emergency"))
    assert sorted(found.points[::2]) == pytest.approx([3 * 2.2, 3 * 2.2, 160 / 60 * 3.2])
    assert sorted(found.time_s[::2] / 60) == pytest.approx([160, 430, 650])


@pytest.mark.parametrize(
    "columns", [{"visibility": "hidden"}, {"status": "closed"}, {"services": "", "services_possible": "emergency"}]
)
def test_a_place_that_is_hidden_closed_or_only_perhaps_one_is_no_help(columns: dict[str, str]) -> None:
    places = clinics({"H": ROAD.spot["H"]}, **({"services": "emergency"} | columns))
    found = distance_from_help(ask(ROAD, places, service="emergency"))
    assert np.isinf(found.time_s).all()
    assert found.points == pytest.approx(3 * ROAD.roads.length_m / 100_000)


def test_the_way_counts_in_the_direction_of_the_plan() -> None:
    # A to B 60 km, B to H 20: 80 and 20 minutes to H; from H nobody can be sent to A.
    one_way = town("A>>>>>B-H", km=10)
    places = clinics({"H": one_way.spot["H"]}, services="emergency")
    to, out = (
        distance_from_help(ask(one_way, places, service="emergency", direction=each)).points.max()
        for each in ("to", "from")
    )
    assert to == pytest.approx(0.6 * (80 + 20) / 2 / 60)
    assert out == pytest.approx(0.6 * 3)


@settings(deadline=None, max_examples=30)
@given(worlds())
def test_one_more_place_never_puts_help_farther_off(world: World) -> None:
    places = world.clinics.assign(services="emergency")
    fewer, more = (distance_from_help(ask(world.town, each, service="emergency")) for each in (places[1:], places))
    assert (more.points <= fewer.points).all()
    assert (fewer.points <= 3 * world.town.roads.length_m / 100_000 + 1e-9).all()
