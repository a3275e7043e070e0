"""Who may enter, which way round, and past which barrier."""

import pytest

from data.osm_access import directions, may_enter, modes_past_barrier, passable_kmh
from geo.roads import MODES


@pytest.mark.parametrize(
    "value", ["no", "private", "agricultural", "forestry", "emergency", "military", "permit", "psv"]
)
def test_access_for_some_people_only_is_closed(value: str) -> None:
    assert not any(may_enter({"highway": "track", "access": value}, mode) for mode in MODES)


@pytest.mark.parametrize("value", ["yes", "permissive", "designated", "destination", "customers", "unknown", ""])
def test_access_for_whoever_goes_there_is_open(value: str) -> None:
    assert all(may_enter({"highway": "track", "access": value}, mode) for mode in MODES)


def test_one_open_value_of_several_opens() -> None:
    assert may_enter({"access": "agricultural;destination"}, "drive")


def test_the_most_specific_tag_decides() -> None:
    assert may_enter({"access": "no", "vehicle": "no", "motor_vehicle": "yes"}, "drive")
    assert not may_enter({"access": "yes", "vehicle": "no"}, "4x4")
    assert may_enter({"access": "no", "foot": "yes"}, "walk")
    assert not may_enter({"access": "no", "foot": "yes"}, "drive")
    assert may_enter({"vehicle": "no", "motor_vehicle": "private"}, "walk")
    assert not may_enter({"access": "private", "foot": "unknown"}, "walk")
    assert may_enter({"motorcar": "no", "hgv": "no"}, "drive")


def test_a_motorroad_is_closed_to_walkers_alone() -> None:
    tags = {"highway": "trunk", "motorroad": "yes"}
    assert [may_enter(tags, mode) for mode in MODES] == [False, True, True]


@pytest.mark.parametrize(
    ("tags", "along_and_against"),
    [
        ({}, (True, True)),
        ({"oneway": "yes"}, (True, False)),
        ({"oneway": "true"}, (True, False)),
        ({"oneway": "1"}, (True, False)),
        ({"oneway": "-1"}, (False, True)),
        ({"oneway": "reverse"}, (False, True)),
        ({"oneway": "no"}, (True, True)),
        ({"oneway": "alternating"}, (True, True)),
        ({"oneway": "reversible"}, (False, False)),
        ({"junction": "roundabout"}, (True, False)),
        ({"junction": "circular"}, (True, False)),
        ({"junction": "roundabout", "oneway": "no"}, (True, True)),
        ({"junction": "roundabout", "oneway": "-1"}, (False, True)),
        ({"highway": "motorway"}, (True, False)),
        ({"highway": "motorway", "oneway": "no"}, (True, True)),
        ({"highway": "motorway_link"}, (True, True)),
    ],
)
def test_one_way_tags_bind_vehicles(tags: dict[str, str], along_and_against: tuple[bool, bool]) -> None:
    assert directions(tags, "drive") == directions(tags, "4x4") == along_and_against


def test_one_way_streets_do_not_bind_walkers_unless_they_are_named() -> None:
    for tags in ({"oneway": "yes"}, {"oneway": "-1"}, {"junction": "roundabout"}, {"oneway": "reversible"}):
        assert directions(tags, "walk") == (True, True)
    assert directions({"oneway:foot": "yes"}, "walk") == (True, False)
    assert directions({"oneway:foot": "-1"}, "walk") == (False, True)


def test_speed_is_nothing_where_a_mode_may_not_pass() -> None:
    assert passable_kmh({"highway": "primary", "oneway": "yes"}, "drive") == (65.0, 0.0)
    assert passable_kmh({"highway": "primary", "oneway": "yes"}, "walk") == (5.0, 5.0)
    assert passable_kmh({"highway": "primary", "access": "no"}, "drive") == (0.0, 0.0)
    assert passable_kmh({"route": "ferry", "motor_vehicle": "no"}, "drive") == (0.0, 0.0)
    assert passable_kmh({"route": "ferry", "motor_vehicle": "no"}, "walk") == (5.0, 5.0)
    assert passable_kmh({"highway": "construction"}, "walk") == (0.0, 0.0)


@pytest.mark.parametrize(
    ("tags", "modes"),
    [
        ({"barrier": "gate"}, MODES),
        ({"barrier": "lift_gate"}, MODES),
        ({"barrier": "toll_booth"}, MODES),
        ({"barrier": "border_control"}, MODES),
        ({"barrier": "cattle_grid"}, MODES),
        ({"barrier": "no"}, MODES),
        ({"barrier": "bollard"}, ("walk",)),
        ({"barrier": "block"}, ("walk",)),
        ({"barrier": "a thing nobody knows"}, ("walk",)),
        ({"barrier": "fence"}, ()),
        ({"barrier": "gate", "access": "private"}, ()),
        ({"barrier": "gate", "access": "private", "foot": "yes"}, ("walk",)),
        ({"barrier": "lift_gate", "access": "private", "motor_vehicle": "yes"}, ("drive", "4x4")),
        ({"barrier": "bollard", "motor_vehicle": "yes"}, MODES),
        ({"barrier": "fence", "access": "yes"}, MODES),
    ],
)
def test_a_barrier_stops_by_its_kind_unless_its_own_tags_say_so(tags: dict[str, str], modes: tuple[str, ...]) -> None:
    assert modes_past_barrier(tags) == modes
