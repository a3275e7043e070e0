"""What is told of a place and of an area, and how they are cut into files."""

import json
from itertools import pairwise

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from toy_public_view import place, toy_public_view

from data.public.view import TOWN_COLUMNS
from layers.public.corridors import public_corridors
from layers.public.places import Record, cell_records, place_records
from layers.public.script import call
from layers.public.tiles import MOST, cut_tiles
from layers.public.towns import starting_towns

POINTS = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), max_size=700)


def records(*rows: dict[str, object]) -> list[Record]:
    view = toy_public_view(places=pd.DataFrame(list(rows)))
    return place_records(view, public_corridors(view.corridors))


def test_a_place_tells_all_that_is_known_under_short_names() -> None:
    told = records(
        place(
            "a",
            name="Clínica A",
            services="primary;maternal",
            services_possible="emergency",
            lon=-90.000004,
            lat=15.2,
            opening_hours="Mo 08:00-12:00; Dec 14 off",
            languages="es;mam",
            documents_required="no",
            fee="yes",
            phone="1",
            referral_phone="2",
            country="GT",
            organisation="Org",
            source="Lista",
            checked_on="2026-01-02",
        )
    )
    assert told == [
        {
            "n": "Clínica A",
            "k": "clinic",
            "s": ["primary", "maternal"],
            "m": ["emergency"],
            "x": -90.0,
            "y": 15.2,
            "c": "GT",
            "o": "Org",
            "t": "1",
            "r": "2",
            "h": (((480, 720),), (), (), (), (), (), ()),
            "hx": [4],
            "l": ["es", "mam"],
            "d": {"documents_required": "no", "fee": "yes"},
            "q": "2026-01-02",
            "f": "Lista",
        }
    ]


def test_what_nobody_knows_is_left_out() -> None:
    assert records(place("a", lon=0.0, lat=0.0)) == [{"n": "Place a", "k": "clinic", "x": 0.0, "y": 0.0}]


def test_hours_that_cannot_be_read_are_told_as_they_are_written() -> None:
    assert records(place("a", opening_hours="por las tardes"))[0]["ht"] == "por las tardes"


def test_hours_that_name_no_day_are_marked() -> None:
    (told, other) = records(place("a", opening_hours="08:00-15:00"), place("b", opening_hours="Mo-Su 08:00-15:00"))
    assert (told["hd"], told["h"]) == (1, other["h"])
    assert "hd" not in other


def test_hours_by_the_sun_are_told_as_they_are_written_and_in_no_table() -> None:
    (told,) = records(place("a", opening_hours="sunrise-sunset"))
    assert told == {"n": "Place a", "k": "clinic", "ht": "sunrise-sunset"}


def test_a_place_knows_where_it_lies_along_the_corridor() -> None:
    on_it, beside, far = records(
        place("a", lon=-90.0, lat=15.0), place("b", lon=-90.0, lat=15.09), place("c", lon=-90.0, lat=15.1)
    )
    assert on_it["w"] == [(0, 215.1, 0)]  # 2 degrees of 107,553 m
    assert beside["w"] == [(0, 215.1, 9958)]
    assert "w" not in far


def test_a_line_without_a_place_lies_nowhere() -> None:
    (line,) = records(place("a", kind="hotline", services="gbv", phone="1"))
    assert line == {"n": "Place a", "k": "hotline", "s": ["gbv"], "t": "1"}


def test_an_area_tells_its_box_and_its_phones_and_no_way_along_a_corridor() -> None:
    assert cell_records(toy_public_view().cells) == [
        {
            "a": 1,
            "n": "Chico, Medio",
            "cc": ["GT"],
            "s": ["legal", "shelter"],
            "r": ["123", "456"],
            "b": [-90.5, 14.8, -90.0, 15.2],
            "x": -90.25,
            "y": 15.0,
        }
    ]


@settings(deadline=None)
@given(POINTS)
def test_every_record_is_in_exactly_one_tile_of_few_whose_box_holds_it(points: list[tuple[int, int]]) -> None:
    given_records: list[Record] = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]
    tiles = cut_tiles(given_records)
    assert sorted(record["id"] for tile in tiles for record in tile.records) == list(range(len(points)))
    assert all(0 < len(tile.records) <= MOST for tile in tiles)
    for west, south, east, north in [tile.box for tile in tiles]:
        assert west <= east
        assert south <= north
    for tile in tiles:
        assert all(tile.box[0] <= r["x"] <= tile.box[2] and tile.box[1] <= r["y"] <= tile.box[3] for r in tile.records)


def test_tiles_are_cut_across_the_longer_side_and_keep_the_order() -> None:
    line: list[Record] = [{"x": at % 200, "y": 0, "id": at} for at in range(200)]
    tiles = cut_tiles(line)
    assert [tile.box for tile in tiles] == [(0, 0, 99, 0), (100, 0, 199, 0)]
    assert all(one["id"] < other["id"] for tile in tiles for one, other in pairwise(tile.records))


def test_the_box_of_a_tile_holds_the_whole_of_its_areas() -> None:
    assert cut_tiles([{"x": 1, "y": 1, "b": [0, 0, 2, 2]}, {"x": 1.5, "y": 1.0}])[0].box == (0, 0, 2, 2)


def test_towns_to_start_from_are_those_near_the_corridor_or_a_place_largest_first() -> None:
    view = toy_public_view()
    lines = [corridor.line for corridor in public_corridors(view.corridors)]
    assert [town[0] for town in starting_towns(view.towns, lines, [])] == [
        "Medio",
        "Oeste",
        "Este",
        "Chico",
        "Sin Censo",
    ]
    assert starting_towns(view.towns, [], [{"x": -99.05, "y": 19.05}]) == [("Lejos", "MX", -99.0, 19.0)]


def test_of_towns_of_one_name_in_one_country_the_nearest_larger_town_is_told() -> None:
    rows = [
        ("Morelia", "MX", -101.2, 19.7, 9e5),
        ("Tapachula", "MX", -92.26, 14.9, 3e5),
        ("Ciudad Hidalgo", "MX", -100.555, 19.69, 6e4),
        ("Ciudad Hidalgo", "MX", -92.152, 14.68, 1e4),
        ("Ciudad Hidalgo", "GT", -92.1, 14.7, 1e3),
        ("Chiapas Chico", "MX", -92.152, 14.69, 10),
    ]
    records: list[Record] = [{"x": row[2], "y": row[3]} for row in rows]
    towns = starting_towns(pd.DataFrame(rows, columns=list(TOWN_COLUMNS)), [], records)
    assert [town for town in towns if town[0] == "Ciudad Hidalgo"] == [
        ("Ciudad Hidalgo", "MX", -100.555, 19.69, "Morelia"),
        ("Ciudad Hidalgo", "MX", -92.152, 14.68, "Tapachula"),
        ("Ciudad Hidalgo", "GT", -92.1, 14.7),
    ]
    assert {len(town) for town in towns if town[0] != "Ciudad Hidalgo"} == {4}


def test_a_script_hands_over_json_that_ends_neither_it_nor_its_line() -> None:
    hostile = "</script><!--\u2028\u2029${1}`\\\"'\n"
    body = call("places", 3, [{"n": hostile}])
    assert body.startswith(b"ALCANCE.places(3,[")
    assert not any(sign in body.decode() for sign in ("<", "\u2028", "\u2029"))
    assert json.loads(body.decode().removeprefix("ALCANCE.places(3,").removesuffix(");\n")) == [{"n": hostile}]
