"""The roads of a scenario by hand, and what must hold whatever is closed or slowed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_towns import World, worlds
from towns import ask, clinics, people, roads_of, town

from analysis.reach import reach
from analysis.supply import Supply, build_supply
from analysis.what_if.roads import roads_in
from data.bilingual import Bilingual
from data.scenario import Closure, Scenario, SpeedChange
from geo.errors import QuestionError
from geo.network import Network
from geo.roads import PAVED, UNKNOWN_GROUND, UNPAVED, Roads

LAWS = settings(max_examples=20, deadline=None, derandomize=True)
LINE = "a--b--c--d"


def what_if(**changes: object) -> Scenario:
    return Scenario("try", Bilingual(en="Try"), where="try.toml", **changes)  # type: ignore[arg-type]


def changed(world: Network, **changes: object) -> list[float]:
    return list(roads_in(what_if(**changes), world).time_s)


def ground(*kinds: int) -> Roads:
    """Return a road of as many pieces, 1 km and a minute each, one way, of the given grounds."""
    roads = roads_of(-92 + np.arange(len(kinds) + 1) / 108, [15.0] * (len(kinds) + 1), _steps(len(kinds)))
    return replace(roads, ground=np.array(kinds, dtype=np.int8))


def _steps(count: int) -> list[tuple[int, int, float]]:
    return [(k, k + 1, 1000.0) for k in range(count)]


def test_nothing_changes_where_nothing_is_said() -> None:
    world = town(LINE).network()
    assert changed(world) == [180.0] * 6


def test_a_closed_piece_is_closed_both_ways_to_the_modes_named_alone() -> None:
    world = town(LINE)
    drive, walk = world.network(), world.network("walk")
    found = roads_in(what_if(closures=(Closure(edges=((1, 2),), modes=("drive",)),)), drive)
    assert np.isinf(found.time_s).sum() == 2
    assert (found.closed_m, found.closed.sum()) == (3000.0, 2)
    assert np.isfinite(changed(walk, closures=(Closure(edges=((1, 2),), modes=("drive",)),))).all()


def test_rain_slows_what_is_unpaved_and_tells_how_much_nobody_knows() -> None:
    # Paved 60 s; unpaved 60 / 0.6 = 100 s; of the ground of the last nobody knows: 60 s, and 1 km is told.
    network = Network(ground(PAVED, UNPAVED, UNKNOWN_GROUND), "drive")
    found = roads_in(what_if(wet_factor=0.6), network)
    assert found.time_s.tolist() == pytest.approx([60.0, 100.0, 60.0], abs=1e-5)
    assert (found.slowed_m, found.unknown_m) == (1000.0, 1000.0)


def test_rain_slows_nobody_who_walks() -> None:
    network = Network(ground(UNPAVED, UNKNOWN_GROUND), "walk")
    found = roads_in(what_if(wet_factor=0.6), network)
    assert found.time_s.tolist() == network.roads.time_s["walk"].tolist()
    assert (found.slowed_m, found.unknown_m) == (0.0, 0.0)


def test_factors_that_hold_for_one_road_are_multiplied() -> None:
    # 60 s / (0.5 · 0.5 · 0.6) = 400 s on the unpaved piece, 240 s on the paved one.
    network = Network(ground(UNPAVED, PAVED), "drive")
    half = SpeedChange(0.5), SpeedChange(0.5, classes=("primary",))
    assert changed(network, speeds=half, wet_factor=0.6) == pytest.approx([400.0, 240.0], abs=1e-5)


@pytest.mark.filterwarnings("error")
def test_however_many_factors_are_multiplied_no_road_is_slower_than_a_hundredth() -> None:
    network = Network(ground(UNPAVED, PAVED), "drive")
    assert changed(network, speeds=(SpeedChange(0.01),) * 200, wet_factor=0.5) == [6000.0, 6000.0]


def test_speeds_change_for_a_class_in_an_area_and_for_a_mode_alone() -> None:
    network = Network(ground(PAVED, PAVED), "drive")
    west = ((-92.001, 14.9), (-91.995, 14.9), (-91.995, 15.1), (-92.001, 15.1))
    assert changed(network, speeds=(SpeedChange(0.5, polygon=west),)) == [120.0, 60.0]
    assert changed(network, speeds=(SpeedChange(0.5, modes=("walk",)),)) == [60.0, 60.0]
    with pytest.raises(QuestionError, match="speeds 1: is about no road of this study"):
        changed(network, speeds=(SpeedChange(0.5, classes=("track",)),))


@pytest.mark.parametrize(
    ("closure", "what"),
    [
        (Closure(polygon=((0, 0), (1, 0), (1, 1))), "closures 2: touches no road of this study"),
        (Closure(line=((0, 0), (1, 0))), "closures 2: touches no road of this study"),
        (Closure(ways=(0, 99)), "closures 2: way 99 is not on the roads of this study"),
        (Closure(edges=((0, 2),)), r"closures 2: piece of road \[0, 2\] is not on the roads of this study"),
    ],
)
def test_a_closure_of_no_road_is_refused_with_its_number(closure: Closure, what: str) -> None:
    with pytest.raises(QuestionError, match=f"try.toml, {what}"):
        changed(town(LINE).network(), closures=(Closure(edges=((0, 1),)), closure))


def test_of_a_scenario_that_comes_along_what_lies_elsewhere_is_passed_over_and_counted() -> None:
    elsewhere = ((0, 0), (1, 0), (1, 1))
    closures = (Closure(edges=((0, 1),)), Closure(polygon=elsewhere), Closure(line=((0, 0), (1, 0))))
    speeds = (SpeedChange(0.5), SpeedChange(0.5, polygon=elsewhere))
    found = roads_in(what_if(closures=closures, speeds=speeds, comes_along=True), town(LINE).network())
    assert (found.closures_outside, found.speeds_outside) == (2, 1)
    alone = roads_in(what_if(closures=closures[:1], speeds=speeds[:1]), town(LINE).network())
    assert found.time_s.tolist() == alone.time_s.tolist()
    assert (alone.closures_outside, alone.speeds_outside) == (0, 0)


def test_a_scenario_that_comes_along_for_another_place_altogether_is_refused() -> None:
    elsewhere = ((0, 0), (1, 0), (1, 1))
    there = what_if(closures=(Closure(polygon=elsewhere),), speeds=(SpeedChange(0.5, polygon=elsewhere),))
    with pytest.raises(QuestionError) as refusal:
        roads_in(replace(there, comes_along=True), town(LINE).network())
    assert str(refusal.value) == (
        "--scenario try: changes no road of this study. "
        "Choose one of this place, or write one of your own (docs/scenarios.md)."
    )


def test_a_closure_of_roads_that_are_not_for_this_mode_is_none_to_it() -> None:
    roads = town(LINE).roads
    paths = replace(roads, time_s={**roads.time_s, "drive": np.where(roads.way_id == 1, np.inf, 180.0)})
    found = roads_in(what_if(closures=(Closure(ways=(1,)),)), Network(paths, "drive"))
    assert (found.closed_m, found.closed.any()) == (0.0, False)


def _in_scenario(world: World, scenario: Scenario, direction: str) -> tuple[Supply, Supply]:
    before = ask(world.town, world.clinics, direction=direction)
    after = before.network.with_times(roads_in(scenario, before.network).time_s)
    return before, build_supply(world.clinics, after, before.plan)


def _reach_s(world: World, supply: Supply) -> np.ndarray:
    return reach(world.homes, supply).demand["time_s"].to_numpy()


@LAWS
@given(worlds(), st.data(), st.sampled_from(["to", "from"]))
def test_a_closure_never_shortens_a_time(world: World, data: st.DataObject, direction: str) -> None:
    ways = data.draw(st.lists(st.sampled_from(sorted({*world.town.roads.way_id.tolist()})), min_size=1, unique=True))
    before, after = _in_scenario(world, what_if(closures=(Closure(ways=tuple(ways)),)), direction)
    assert (_reach_s(world, after) >= _reach_s(world, before)).all()


@LAWS
@given(worlds(), st.floats(0.01, 1.0), st.floats(0.01, 1.0), st.sampled_from(["to", "from"]))
def test_slower_never_shortens_a_time_and_still_slower_shortens_none(
    world: World, factor: float, further: float, direction: str
) -> None:
    before, slow = _in_scenario(world, what_if(speeds=(SpeedChange(factor),)), direction)
    _, slower = _in_scenario(world, what_if(speeds=(SpeedChange(factor), SpeedChange(further))), direction)
    times = [_reach_s(world, each) for each in (before, slow, slower)]
    assert (times[1] >= times[0]).all()
    # Each piece is rounded to a millionth of a second: two factors of nearly 1 may round apart.
    assert (times[2] >= times[1] - 1e-4).all()


def test_who_stands_on_a_closed_road_reaches_nobody() -> None:
    world = town(LINE)
    halfway = (world.spot["b"][0] + world.spot["c"][0]) / 2
    homes = people({"h": (halfway, world.spot["b"][1])})
    places = clinics({"k": world.spot["a"]})
    supply = ask(world, places)
    closed = roads_in(what_if(closures=(Closure(edges=((1, 2),)),)), supply.network).time_s
    after = build_supply(places, supply.network.with_times(closed), supply.plan)
    assert reach(homes, supply).demand["time_s"].tolist() == [270.0]
    assert reach(homes, after).demand["time_s"].tolist() == [np.inf]
