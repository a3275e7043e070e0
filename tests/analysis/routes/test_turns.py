"""The turn list of drawn worlds, entry by entry."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_towns import World, worlds
from towns import EAST, LAT, LON, NORTH, Town, roads_of, town
from toy_route import called, driven, edge_between, node_at, route_of, settlements

from analysis.routes.crossings import Crossing, crossings_passed
from analysis.routes.turns import ACTIONS, Turn, turns
from data.open_at import Where
from data.road_names import collect_names
from geo.roads import ROAD_CLASSES

NOWHERE = settlements()


def told(world: Town, way: str, names: dict[str, str], **asked: object) -> list[Turn]:
    route = driven(world, way)
    return turns(route, world.roads, called(world, names), NOWHERE, mode="drive", **asked)  # type: ignore[arg-type]


def short(entries: list[Turn]) -> list[tuple[str, str, float, float]]:
    return [(each.action, each.road, round(each.at_m, 6), round(each.next_m, 6)) for each in entries]


def placed(places: dict[str, tuple[float, float]], *pieces: str) -> Town:
    """Return two-way roads between places, metres east and north."""
    at = list(places)
    lon = np.array([LON + x / 1000 * EAST for x, _ in places.values()])
    lat = np.array([LAT + y / 1000 * NORTH for _, y in places.values()])
    edges = [
        (at.index(a), at.index(b), float(np.hypot(*np.subtract(places[a], places[b]))))
        for piece in pieces
        for a, b in (piece, piece[::-1])
    ]
    return Town(roads_of(lon, lat, edges), {name: (float(lon[k]), float(lat[k])) for k, name in enumerate(at)})


CROSSROADS = """
    C
    |
A---B---D---E
    |   |
    G   F
"""


def test_one_entry_at_the_start_where_one_turns_off_and_at_the_end() -> None:
    # On 1 past B, at D off it to the right: 4 + 4 km on 1, 2 km on 2, at a km a minute.
    found = told(town(CROSSROADS), "ABDF", {"ABDE": "1", "DF": "2"})
    assert short(found) == [
        ("depart", "1", 0.0, 8000.0),
        ("right", "2", 8000.0, 2000.0),
        ("arrive", "2", 10000.0, 0.0),
    ]
    assert [each.at_s for each in found] == pytest.approx([0.0, 480.0, 600.0])
    assert (found[1].lon, found[1].lat) == town(CROSSROADS).spot["D"]
    assert {each.road_class for each in found} == {"primary"}
    assert {each.crossing for each in found} == {""}


def test_where_the_name_changes_straight_ahead_over_a_crossroads_it_is_told() -> None:
    found = told(town(CROSSROADS), "ABDE", {"AB": "1", "BDE": "2"})
    assert short(found)[1:2] == [("straight", "2", 4000.0, 8000.0)]


def test_a_road_of_several_numbers_goes_on_as_any_of_them() -> None:
    found = told(town(CROSSROADS), "ABDE", {"AB": "1;7", "BD": "7; 2", "DE": "2"})
    assert [each.action for each in found] == ["depart", "arrive"]


def test_a_road_without_a_name_goes_on_straight_ahead_untold() -> None:
    for names in ({}, {"AB": "1", "BC": "2"}, {"DE": "1"}):
        assert [each.action for each in told(town(CROSSROADS), "ABDE", names)] == ["depart", "arrive"]


def test_a_turn_off_a_road_without_a_name_is_told() -> None:
    found = told(town(CROSSROADS), "CBD", {})
    assert short(found)[1:2] == [("left", "", 2000.0, 4000.0)]


def test_where_fewer_than_three_roads_meet_nothing_is_told_whatever_the_road_is_called() -> None:
    bends = town("A---B\n    |\n    C---D")
    assert [each.action for each in told(bends, "ABCD", {"AB": "1", "BC": "2"})] == ["depart", "arrive"]


def test_a_road_the_mode_may_not_take_does_not_meet_others() -> None:
    world = town("A---B---D\n    |\n    C")
    assert [each.action for each in told(world, "ABC", {})] == ["depart", "right", "arrive"]
    closed = np.where(np.isin(world.roads.way_id, [way_of(world, "BD")]), np.inf, world.roads.time_s["drive"])
    roads = replace(world.roads, time_s={**world.roads.time_s, "drive": closed})
    assert [each.action for each in told(Town(roads, world.spot), "ABC", {})] == ["depart", "arrive"]


def way_of(world: Town, piece: str) -> int:
    return int(world.roads.way_id[edge_between(world.roads, *(node_at(world, name) for name in piece))])


def test_where_the_only_other_road_comes_in_there_is_no_choice() -> None:
    joins = town("A---B---D\n    ^\n    |\n    C")
    assert [each.action for each in told(joins, "ABD", {"AB": "1", "BD": "2"})] == ["depart", "arrive"]
    assert [each.action for each in told(joins, "CBD", {})] == ["depart", "right", "arrive"]


def test_at_the_end_of_a_road_both_ways_of_its_number_are_told() -> None:
    end = town("B---C\n|\nA---D\n|\nE")
    assert short(told(end, "DAB", {"DA": "1", "BAE": "1"}))[1:2] == [("right", "1", 4000.0, 2000.0)]


BENDING = {"A": (0, 0), "B": (1000, 0), "C": (1500, 866), "D": (1643, -766), "E": (700, -900), "F": (1500, -866)}


def test_a_numbered_road_that_bends_at_a_side_road_only_bends() -> None:
    # At B the road bends by 60 degrees; by 50 to the other side a road without a number goes on.
    world = placed(BENDING, "AB", "BC", "BD")
    assert [each.action for each in told(world, "ABC", {"ABC": "1"})] == ["depart", "arrive"]
    assert [each.action for each in told(world, "ABC", {"AB": "1"})] == ["depart", "slight_left", "arrive"]
    assert [each.action for each in told(world, "ABC", {"ABC": "1", "BD": "1"})] == ["depart", "slight_left", "arrive"]
    back = placed(BENDING, "AB", "BC", "BE")  # the side road bends by 108 degrees
    assert [each.action for each in told(back, "ABC", {})] == ["depart", "arrive"]


def test_to_leave_a_road_that_bends_for_one_straight_ahead_is_told() -> None:
    world = placed({"A": (0, 0), "B": (1000, 0), "C": (2000, 0), "D": (1940, 340)}, "AB", "BC", "BD")
    assert short(told(world, "ABC", {"ABD": "1"}))[1:2] == [("slight_right", "", 1000.0, 1000.0)]
    apart = placed({"A": (0, 0), "B": (1000, 0), "C": (2000, 0), "D": (1800, 600)}, "AB", "BC", "BD")
    assert short(told(apart, "ABC", {"ABD": "1"}))[1:2] == [("straight", "", 1000.0, 1000.0)]


@pytest.mark.parametrize(
    ("degrees", "action"),
    [
        (0, "straight"), (19, "straight"), (30, "slight_right"), (80, "right"), (140, "sharp_right"),
        (175, "u_turn"), (-30, "slight_left"), (-80, "left"), (-140, "sharp_left"),
    ],
)  # fmt: skip
def test_a_turn_is_called_by_its_angle(degrees: float, action: str) -> None:
    east, north = 1000 * np.cos(np.radians(degrees)), -1000 * np.sin(np.radians(degrees))
    world = placed({"A": (-1000, 0), "B": (0, 0), "C": (east, north), "D": (900, -700)}, "AB", "BC", "BD")
    assert [each.action for each in told(world, "ABC", {"AB": "1", "BC": "2"})] == ["depart", action, "arrive"]


def test_a_bearing_is_taken_over_thirty_metres_and_not_over_a_tiny_piece() -> None:
    # The last 2 m before the crossroads and the first after it are drawn askew.
    world = placed(
        {"A": (-500, 0), "a": (-2, 0), "B": (-1, 2), "c": (1, 2), "C": (1, 500), "D": (500, 2)},
        "Aa",
        "aB",
        "Bc",
        "cC",
        "BD",
    )
    assert short(told(world, "AaBcC", {"AaB": "1", "BcC": "2"}))[1][0] == "left"


STAGGERED = """
     N
     |
A----B
     |
     C----D
     |
     S
"""


def test_turns_less_than_fifty_metres_apart_are_one() -> None:
    near = town(STAGGERED, km=0.01)  # 20 m between B and C
    assert short(told(near, "ABCD", {"AB": "1", "CD": "2"}))[1:2] == [("straight", "2", 50.0, 70.0)]
    assert [each.action for each in told(near, "ABCD", {"AB": "1", "CD": "1"})] == ["depart", "arrive"]
    far = town(STAGGERED, km=0.025)  # 50 m
    assert [each.action for each in told(far, "ABCD", {"AB": "1", "CD": "1"})][1:3] == ["right", "left"]


def test_turning_over_to_the_other_carriageway_is_a_u_turn() -> None:
    world = town("A----B----X\n     |\nD----C----Y", km=0.01)
    assert short(told(world, "ABCD", {"ABX": "1", "DCY": "1"}))[1:2] == [("u_turn", "1", 50.0, 70.0)]


def test_a_ferry_is_told_where_it_is_boarded_and_where_one_lands() -> None:
    world = town("A---B---C---D")
    ferry = np.where(world.roads.way_id == way_of(world, "BC"), ROAD_CLASSES.index("ferry"), world.roads.road_class)
    world = Town(replace(world.roads, road_class=ferry.astype(np.int8)), world.spot)
    found = told(world, "ABCD", {"AB": "1", "BC": "Balsas"})
    assert short(found)[1:3] == [("ferry", "Balsas", 4000.0, 4000.0), ("straight", "", 8000.0, 4000.0)]
    assert [each.road_class for each in found] == ["primary", "ferry", "primary", "primary"]


def test_a_formal_crossing_is_told_once_by_its_name_if_it_is_known() -> None:
    world = town(CROSSROADS)
    edges = [edge_between(world.roads, node_at(world, a), node_at(world, b)) for a, b in ("BD", "DE")]
    crossing = Crossing("Suchiate II", Where("GT", 0.0, 0.0), "", math.nan)
    passed = crossings_passed(driven(world, "ABDE"), dict.fromkeys(edges, crossing), None)
    found = told(world, "ABDE", {"AB": "1", "BDE": "CA-2"}, crossings=passed)
    assert [(each.action, each.crossing) for each in found] == [
        ("depart", ""),
        ("cross", "Suchiate II"),
        ("straight", ""),
        ("arrive", ""),
    ]
    assert [each.next_m for each in found] == [4000.0, 0.0, 8000.0, 0.0]


def test_an_entry_names_the_largest_settlement_before_the_next_one_else_the_next() -> None:
    world = town(CROSSROADS)
    at = world.spot
    near_b, south_of_b = (at["B"][0] - EAST, at["B"][1] + NORTH), (at["B"][0], at["B"][1] - 1.9 * NORTH)
    places = settlements(
        ("Aquí", "city", (at["A"][0] + EAST, at["A"][1])), ("Ciudad", "city", south_of_b),
        ("Pueblo", "village", near_b), ("Villa", "town", at["B"]), ("Final", "village", at["F"]),
    )  # fmt: skip
    names = called(world, {"ABD": "1", "DF": "2"})
    found = turns(driven(world, "ABDF"), world.roads, names, places, mode="drive")
    assert [(each.action, each.toward) for each in found] == [("depart", "Ciudad"), ("right", "Final"), ("arrive", "")]
    nothing_large = places[~places["name"].isin(["Ciudad", "Villa", "Pueblo"])]
    found = turns(driven(world, "ABDF"), world.roads, names, nothing_large, mode="drive")
    assert [each.toward for each in found] == ["Final", "Final", ""]


def test_the_walks_at_both_ends_belong_to_the_way() -> None:
    world = town(CROSSROADS)
    route = driven(world, "ABDF", walk_s=60.0, walk_m=80.0)
    found = turns(route, world.roads, called(world, {"DF": "2"}), NOWHERE, mode="drive")
    assert short(found) == [("depart", "", 0.0, 8080.0), ("right", "2", 8080.0, 2080.0), ("arrive", "2", 10160.0, 0.0)]
    assert [each.at_s for each in found] == pytest.approx([0.0, 540.0, 720.0])


def test_a_walk_worth_telling_is_an_entry_from_the_door_to_the_road_and_from_the_road_to_the_door() -> None:
    world = town(CROSSROADS)
    route = driven(world, "ABDF", walk_s=240.0, walk_m=300.0)
    doors = ((-90.0, 14.0), (-91.0, 15.0))
    found = turns(route, world.roads, called(world, {"DF": "2"}), NOWHERE, mode="drive", doors=doors)
    assert short(found) == [
        ("walk", "", 0.0, 300.0),
        ("depart", "", 300.0, 8000.0),
        ("right", "2", 8300.0, 2000.0),
        ("walk", "", 10300.0, 300.0),
        ("arrive", "2", 10600.0, 0.0),
    ]
    assert [each.at_s for each in found] == pytest.approx([0.0, 240.0, 720.0, 840.0, 1080.0])
    spots = [(each.lon, each.lat) for each in found]
    assert spots == [doors[0], world.spot["A"], world.spot["D"], world.spot["F"], doors[1]]


def test_over_the_street_nobody_is_told_to_walk() -> None:
    world = town(CROSSROADS)
    route = driven(world, "ABDF", walk_s=60.0, walk_m=80.0)
    found = turns(route, world.roads, called(world, {}), NOWHERE, mode="drive", doors=((-90.0, 14.0), (-91.0, 15.0)))
    assert [each.action for each in found] == ["depart", "right", "arrive"]
    assert (found[0].lon, found[0].lat) == world.spot["A"]


def test_a_way_over_one_piece_has_a_start_and_an_end_and_no_way_has_neither() -> None:
    world = town(CROSSROADS)
    assert short(told(world, "AB", {})) == [("depart", "", 0.0, 4000.0), ("arrive", "", 4000.0, 0.0)]
    nowhere = replace(driven(world, "AB"), edge=np.zeros(0, np.int64), length_m=np.inf, time_s=np.inf)
    assert turns(nowhere, world.roads, called(world, {}), NOWHERE, mode="drive") == []


def list_of(world: World, numbers: list[int], *, mirrored: bool = False) -> tuple[float, list[Turn]] | None:
    roads = world.town.roads
    if mirrored:
        roads = replace(roads, lon=2 * LON - roads.lon)
    start, goal = np.array([0]), np.array([len(roads.lon) - 1])
    network = Town(roads, {}).network()
    way = network.way(*(network.snap(roads.lon[at], roads.lat[at]) for at in (start, goal)))
    if not len(way.edge):
        return None
    ways = np.unique(roads.way_id)
    number = np.array([numbers[at % len(numbers)] for at in range(len(ways))], np.int32)
    names = collect_names(ways, number, ["", "1", "2"])
    route = route_of(roads, way)
    return route.length_m, turns(route, roads, names, NOWHERE, mode="drive")


@given(worlds(), st.lists(st.integers(0, 2), min_size=1, max_size=5))
def test_entries_follow_each_other_and_their_stretches_make_up_the_way(world: World, numbers: list[int]) -> None:
    answer = list_of(world, numbers)
    if answer is None:
        return
    length_m, found = answer
    at_m = [each.at_m for each in found]
    assert at_m == sorted(at_m)
    assert [each.at_s for each in found] == sorted(each.at_s for each in found)
    assert sum(each.next_m for each in found) == pytest.approx(length_m)
    assert (found[0].action, found[-1].action) == ("depart", "arrive")
    assert all(each.action in ACTIONS[1:-1] for each in found[1:-1])


@given(worlds(), st.lists(st.integers(0, 2), min_size=1, max_size=5))
def test_in_a_mirror_left_is_right(world: World, numbers: list[int]) -> None:
    answer, mirrored = list_of(world, numbers), list_of(world, numbers, mirrored=True)
    if answer is None or mirrored is None:
        assert answer is mirrored
        return
    other = {"left": "right", "right": "left"}
    expected = ["_".join(other.get(part, part) for part in each.action.split("_")) for each in answer[1]]
    assert [each.action for each in mirrored[1]] == expected
