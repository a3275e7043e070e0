"""The speed cascade, each figure worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.speeds import (
    CAR_KMH,
    CLASS_OF_HIGHWAY,
    LOADED_KMH,
    SMOOTHNESS_FACTOR,
    SPEED_TABLE,
    SURFACE_CAP_KMH,
    parse_limit_kmh,
    road_class,
    speed_kmh,
)
from geo.roads import MODES, ROAD_CLASSES


@pytest.mark.parametrize(
    ("highway", "kmh"),
    [
        ("motorway", 90),
        ("trunk_link", 80),
        ("primary", 65),
        ("secondary", 50),
        ("tertiary", 40),
        ("unclassified", 30),
        ("residential", 25),
        ("living_street", 15),
        ("service", 15),
        ("track", 15),
    ],
)
def test_a_car_drives_the_used_speed_of_the_class(highway: str, kmh: float) -> None:
    assert speed_kmh({"highway": highway}, "drive") == kmh


@pytest.mark.parametrize(
    ("tags", "kmh"),
    [
        ({"highway": "motorway"}, 80),
        ({"highway": "trunk"}, 65),
        ({"highway": "primary"}, 50),
        ({"highway": "secondary"}, 40),
        ({"highway": "tertiary"}, 30),
        ({"highway": "track"}, 15),
        ({"highway": "track", "tracktype": "grade1"}, 20),
        ({"highway": "track", "tracktype": "grade2"}, 20),
        ({"highway": "track", "tracktype": "grade3"}, 15),
        ({"highway": "track", "tracktype": "grade5"}, 10),
    ],
)
def test_a_loaded_clinic_drives_its_own_table_and_a_grade_counts_once(tags: dict[str, str], kmh: float) -> None:
    assert speed_kmh(tags, "4x4") == kmh


@pytest.mark.parametrize(
    ("tags", "kmh"),
    [
        ({"maxspeed": "50"}, 45.0),  # nine tenths of the limit replace the class's 80 …
        ({"maxspeed": "110"}, 99.0),  # … upwards too
        ({"maxspeed": "80;60"}, 54.0),
        ({"maxspeed": "MX:rural"}, 80.0),
        ({"maxspeed": "100", "surface": "gravel"}, 30.0),
        ({"surface": "asphalt"}, 80.0),
        ({"surface": "compacted"}, 80.0),
        ({"surface": "fine_gravel"}, 60.0),
        ({"surface": "piedra"}, 30.0),  # a value nobody knows
        ({"surface": "asphalt;mud"}, 10.0),
        ({"smoothness": "bad"}, 48.0),  # 80 × .6
        ({"surface": "gravel", "smoothness": "intermediate"}, 21.0),  # 30 × .7
        ({"surface": "gravel", "tracktype": "grade4"}, 21.0),  # 30 × .7
        ({"surface": "mud", "smoothness": "horrible"}, 5.0),  # 10 × .4 = 4, but never slower than walking
        ({"smoothness": "impassable"}, 0.0),
        ({"smoothness": "never heard of"}, 80.0),
    ],
)
def test_limit_then_surface_then_smoothness_make_the_speed(tags: dict[str, str], kmh: float) -> None:
    assert speed_kmh({"highway": "trunk", **tags}, "drive") == pytest.approx(kmh, abs=1e-9)


def test_a_limit_of_one_direction_binds_that_direction_alone() -> None:
    tags = {"highway": "primary", "maxspeed": "60", "maxspeed:backward": "30"}
    assert speed_kmh(tags, "drive") == pytest.approx(54.0)
    assert speed_kmh(tags, "drive", forward=False) == pytest.approx(27.0)


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("80", 80.0),
        ("50 mph", 80.4672),
        ("50mph", 80.4672),
        ("30 knots", 55.56),
        ("80;60", 60.0),
        ("60.5", 60.5),
        ("80 km/h", 80.0),
        ("none", None),
        ("walk", None),
        ("MX:rural", None),
        ("80;none", None),
        ("0", None),
        ("-20", None),
        ("1000", None),
        ("80|60", None),
        ("", None),
        ("nan", None),
        ("8 0", None),
    ],
)
def test_a_limit_is_understood_or_left_alone(text: str, kmh: float | None) -> None:
    found = parse_limit_kmh(text)
    assert found is None if kmh is None else found == pytest.approx(kmh)


def test_walkers_go_five_everywhere_but_on_motorways() -> None:
    kmh = {highway: speed_kmh({"highway": highway, "maxspeed": "50"}, "walk") for highway in CLASS_OF_HIGHWAY}
    assert {highway for highway, speed in kmh.items() if speed == 0} == {"motorway", "motorway_link"}
    assert set(kmh.values()) == {0.0, 5.0}


def test_vehicles_stay_off_footpaths() -> None:
    for highway in ("path", "footway", "steps", "pedestrian", "cycleway", "bridleway"):
        assert speed_kmh({"highway": highway}, "drive") == 0
        assert speed_kmh({"highway": highway}, "4x4") == 0


def test_a_ferry_takes_everyone_at_five() -> None:
    assert [speed_kmh({"route": "ferry", "maxspeed": "30"}, mode) for mode in MODES] == [5.0, 5.0, 5.0]


def test_what_is_no_road_carries_nobody() -> None:
    for highway in ("construction", "proposed", "platform", "corridor", "elevator", "raceway", ""):
        assert road_class({"highway": highway}) is None
        assert [speed_kmh({"highway": highway}, mode) for mode in MODES] == [0.0, 0.0, 0.0]


def test_every_class_named_here_is_a_class_of_the_graph() -> None:
    assert {*CLASS_OF_HIGHWAY.values(), "ferry"} == set(ROAD_CLASSES)
    assert set(CAR_KMH) == set(LOADED_KMH) == set(ROAD_CLASSES) - {"path", "ferry"}


def test_a_loaded_clinic_is_never_faster_than_a_car_by_class() -> None:
    assert all(LOADED_KMH[name] <= CAR_KMH[name] for name in CAR_KMH)


def test_the_printed_table_holds_the_figures_in_use() -> None:
    assert SPEED_TABLE["car_kmh"] is CAR_KMH
    assert SPEED_TABLE["surface_cap_kmh"] is SURFACE_CAP_KMH


@given(
    highway=st.sampled_from(sorted(CLASS_OF_HIGHWAY)),
    surface=st.sampled_from(["", "asphalt", "x", *SURFACE_CAP_KMH]),
    smoothness=st.sampled_from(["", "x", *SMOOTHNESS_FACTOR]),
    maxspeed=st.sampled_from(["", "5", "30", "120", "none", "40 mph"]),
    mode=st.sampled_from(MODES),
)
def test_a_passable_road_is_never_slower_than_five(
    highway: str, surface: str, smoothness: str, maxspeed: str, mode: str
) -> None:
    tags = {"highway": highway, "surface": surface, "smoothness": smoothness, "maxspeed": maxspeed}
    kmh = speed_kmh(tags, mode)
    assert kmh == 0 or 5 <= kmh <= 0.9 * 150
