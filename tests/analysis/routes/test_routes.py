"""Ways between two places in drawn worlds: a kilometre is a minute, a point of a hazard as told."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from towns import NORTH, Town, ask, clinics, roads_of, town

from analysis.risk.hazard import HELP, INCIDENTS, STATED, RoadHazard
from analysis.routes.asked import RoutesAsked, build_asked
from analysis.routes.routes import NoWayError, RoutesResult, routes
from geo.errors import QuestionError
from geo.roads import UNKNOWN_GROUND, UNPAVED, FloatArray

# The short way from a to d through b is 6 km, the way round through e and f 12 km.
RING = """
e-----f
|     |
|     |
a--b--d
"""
NOON = datetime(2026, 3, 20, 12, tzinfo=ZoneInfo("America/Guatemala"))


def edge_of(world: Town, tail: str, head: str) -> int:
    """Return the edge between two places of a drawing."""
    roads = world.roads
    spots = {(float(lon), float(lat)): at for at, (lon, lat) in enumerate(zip(roads.lon, roads.lat, strict=True))}
    ends = spots[world.spot[tail]], spots[world.spot[head]]
    return int(np.flatnonzero((roads.tail == ends[0]) & (roads.head == ends[1]))[0])


def points(world: Town, **each: float) -> FloatArray:
    """Return points by the two letters of a road, in both directions."""
    found = np.zeros(len(world.roads.tail))
    for road, value in each.items():
        found[[edge_of(world, *road), edge_of(world, *road[::-1])]] = value
    return found


def asked(world: Town, start: str = "a", goal: str = "d", **told: object) -> RoutesAsked:
    return build_asked(world.spot[start], world.spot[goal], **{"weights": {}, **told})  # type: ignore[arg-type]


def minutes(result: RoutesResult) -> list[float]:
    return [round(told.route.time_s / 60.0, 6) for told in result.routes]


def test_the_short_way_and_the_way_round_a_hazard() -> None:
    world = town(RING)
    hazard = RoadHazard(INCIDENTS, points(world, ab=2.0, bd=1.0, ef=0.5))
    result = routes(world.network(), asked(world), [hazard], {}, {})
    assert minutes(result) == pytest.approx([6.0, 12.0], abs=1e-3)
    assert [told.exposure for told in result.routes] == [3.0, 0.5]
    assert [told.labels for told in result.routes] == [("fastest", "within_20"), ("safest",)]
    assert result.shown == (0, 1)


def test_a_weight_of_nothing_leaves_the_shortest_way_alone_and_tells_its_points() -> None:
    world = town(RING)
    hazard = RoadHazard(INCIDENTS, points(world, ab=2.0, bd=1.0))
    (told,) = routes(world.network(), asked(world, weights={INCIDENTS: 0.0}), [hazard], {}, {}).routes
    assert (told.points, told.exposure) == ({INCIDENTS: 3.0}, 0.0)


def test_weights_multiply_what_each_hazard_adds() -> None:
    world = town("a--b--d")
    on = [RoadHazard(INCIDENTS, points(world, ab=2.0)), RoadHazard(HELP, points(world, bd=1.0))]
    (told,) = routes(world.network(), asked(world, weights={HELP: 5.0}), on, {}, {}).routes
    assert (told.points, told.exposure) == ({INCIDENTS: 2.0, HELP: 1.0}, 7.0)


def test_the_chance_of_a_stated_event_and_none_where_nobody_stated_a_rate() -> None:
    # 11 points of stated rates are .11 events: 1 - exp(-.11).
    world = town("a--b--d")
    stated = RoadHazard(STATED, points(world, ab=11.0))
    (told,) = routes(world.network(), asked(world), [stated], {}, {}).routes
    assert round(told.event_probability, 4) == 0.1042
    (told,) = routes(world.network(), asked(world), [RoadHazard(HELP, stated.points)], {}, {}).routes
    assert np.isnan(told.event_probability)


def test_a_part_of_an_edge_adds_a_part_of_its_points() -> None:
    world = town("a----b")
    middle = tuple((one + other) / 2 for one, other in zip(world.spot["a"], world.spot["b"], strict=True))
    question = build_asked(world.spot["a"], (middle[0], middle[1]), weights={})
    (told,) = routes(world.network(), question, [RoadHazard(HELP, points(world, ab=4.0))], {}, {}).routes
    assert told.exposure == pytest.approx(2.0, abs=1e-6)
    assert told.route.length_m == pytest.approx(2500.0, abs=1.0)


def test_metres_unpaved_and_metres_nobody_knows() -> None:
    world = town("a--b---d")
    ground = world.roads.ground.copy()
    ground[edge_of(world, "a", "b")], ground[edge_of(world, "b", "d")] = UNPAVED, UNKNOWN_GROUND
    world.roads.ground[:] = ground
    (told,) = routes(world.network(), asked(world), [], {}, {}).routes
    assert (told.unpaved_m, told.unknown_ground_m) == (3000.0, 4000.0)


def test_the_longest_stretch_without_a_service() -> None:
    # Clinics at b, 3 km, and at c, 10 km of 16: the stretches are 3, 7 and 6 km.
    world = town("a--b------c-----d")
    supply = ask(world, clinics({name: world.spot[name] for name in "bc"}))
    (told,) = routes(world.network(), asked(world), [], {"primary": supply}, {}).routes
    (along,) = told.services
    assert list(along.stops["facility_id"]) == ["b", "c"]
    assert (along.from_m, along.longest_m) == pytest.approx((3000.0, 7000.0), abs=2.0)


def test_without_any_place_the_whole_way_is_without() -> None:
    world = town("a--b--d")
    supply = ask(world, clinics({"b": world.spot["b"]}, services="tb_dot"))
    (told,) = routes(world.network(), asked(world), [], {"primary": supply}, {}).routes
    assert told.services[0].longest_m == pytest.approx(6000.0, abs=2.0)


def test_in_the_dark_every_hour_adds_a_point_and_by_noon_none() -> None:
    world = town("a--b--d")
    for hour, expected in ((0, 0.1), (9, 0.0)):
        (told,) = routes(world.network(), asked(world, departure=NOON.replace(hour=hour)), [], {}, {}).routes
        assert told.points["night"] == pytest.approx(expected, abs=1e-4)
        assert told.exposure == pytest.approx(expected, abs=1e-4)


def test_where_no_way_leads_there_is_no_answer() -> None:
    world = town("a--b>>d")
    with pytest.raises(NoWayError):
        routes(world.network(), asked(world, "d", "a"), [], {}, {})


def test_a_place_in_the_sea_is_told_in_one_line() -> None:
    world = town("a--b--d")
    question = build_asked(world.spot["a"], (-91.0, 14.0), weights={})
    with pytest.raises(QuestionError, match="--to: has no road open to drive within 5 km"):
        routes(world.network(), question, [], {}, {})


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"weights": {"police": 1.0}}, "--weight: 'police' is no hazard"),
        ({"weights": {HELP: -1.0}}, "--weight: -1 is no weight of help"),
        ({"weights": {HELP: float("nan")}}, "--weight: nan is no weight of help"),
        ({"price_min": -1.0}, "--price-min: -1 is no price"),
        ({"goal": "a"}, "--to: is where --from is"),
    ],
)
def test_a_wrong_question_is_told_in_one_line(told: dict[str, object], reason: str) -> None:
    with pytest.raises(QuestionError, match=reason):
        asked(town("a--b--d"), **told)  # type: ignore[arg-type]


def test_a_closed_road_is_never_taken() -> None:
    world = town(RING)
    network = world.network()
    time_s = network.roads.time_s["drive"].copy()
    time_s[edge_of(world, "b", "d")] = np.inf
    result = routes(network.with_times(time_s), asked(world), [], {}, {})
    assert minutes(result) == pytest.approx([12.0], abs=1e-3)


def test_a_road_that_is_both_quicker_and_less_exposed_stands_alone() -> None:
    roads = roads_of([0.0, 0.1], [0.0, 0.0], [(0, 1, 11_000.0), (0, 1, 12_000.0)], time_s=[600.0, 700.0])
    world = Town(roads, {"a": (0.0, 0.0), "d": (0.1, 0.0)})
    result = routes(world.network(), asked(world), [RoadHazard(HELP, np.array([1.0, 2.0]))], {}, {})
    assert len(result.time_s) == 1


def test_the_walk_to_the_road_is_on_the_way_in_the_dark_too() -> None:
    # From 1 km north of a, at 5 km an hour: 12 minutes on foot and 6 by car, all before dawn.
    world = town("a--b--d")
    lon, lat = world.spot["a"]
    question = build_asked((lon, lat + 1.0 * NORTH), world.spot["d"], weights={}, departure=NOON.replace(hour=1))
    (told,) = routes(world.network(), question, [], {}, {}).routes
    assert told.sun is not None
    assert told.sun.dark_s == pytest.approx(told.route.time_s, abs=1.0)
    assert told.route.time_s == pytest.approx(18 * 60, abs=2.0)
