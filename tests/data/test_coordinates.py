import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.coordinates import read_angle, read_metres, read_pair, read_utm, read_zone, utm_degrees


@pytest.mark.parametrize(
    ("text", "degrees", "axis"),
    [
        ("-90.5", -90.5, ""),
        ("1e-05", 0.00001, ""),
        ("-90,5", -90.5, ""),
        ("90,5 O", -90.5, "lon"),
        ("W90.5", -90.5, "lon"),
        ("90.5° oeste", -90.5, "lon"),
        ("14.25 Norte", 14.25, "lat"),
        ("14.25 S", -14.25, "lat"),
        ("32°27'36\" N", 32.46, "lat"),
        ("32º 27\N{ACUTE ACCENT} 36,0\N{ACUTE ACCENT}\N{ACUTE ACCENT} N", 32.46, "lat"),
        ("32\N{DEGREE SIGN}27\N{PRIME}36\N{DOUBLE PRIME}N", 32.46, "lat"),
        ("32 27 36N", 32.46, "lat"),
        ("32:27:36", 32.46, ""),
        ("32 grados 27 minutos 36 segundos norte", 32.46, "lat"),
        ("32°27.6'", 32.46, ""),
        ("-116° 56' 15\"", -116.9375, ""),
        ("116° 56' 15\" W", -116.9375, "lon"),
        ("-116° 56' 15\" W", -116.9375, "lon"),
        ("116 56 15 E", 116.9375, "lon"),
    ],
)
def test_an_angle_is_read_however_it_is_written(text: str, degrees: float, axis: str) -> None:
    angle = read_angle(text)
    assert angle is not None
    assert math.isclose(angle.degrees, degrees, abs_tol=1e-9)
    assert angle.axis == axis


@pytest.mark.parametrize(
    "text",
    [
        "",
        "north",
        "32 27",
        "32°61'N",
        "32°27'60\"",
        "32.5°27'",
        "32°27.5'10\"",
        "-32 N",
        "N 32 S",
        "95 N",
        "1e400",
        "nan",
        "32..4",
        "181",
        "14,9,1",
        "٣٢",
        "14.9 casas",
        "Calle 5 No. 12",
        "32°27'36\"N 116°",
    ],
)
def test_what_contradicts_itself_or_says_no_angle_is_none(text: str) -> None:
    assert read_angle(text) is None


@pytest.mark.parametrize(
    ("text", "first", "second", "lat_first"),
    [
        ("14.5, -90.5", 14.5, -90.5, True),
        ("14.5,-90.5", 14.5, -90.5, True),
        ("14.5 -87.5", 14.5, -87.5, None),
        ("14,5; -87,5", 14.5, -87.5, None),
        ("14,5 -87,5", 14.5, -87.5, None),
        ("(-90.5, 14.5)", -90.5, 14.5, False),
        ("POINT (-87.5 14.5)", -87.5, 14.5, False),
        ("14.5 -87.5 1020 4.9", 14.5, -87.5, True),
        ("14°30'N, 87°30'O", 14.5, -87.5, True),
        ("87°30'00\"W 14°30'00\"N", -87.5, 14.5, False),
        ("N14.5 W87.5", 14.5, -87.5, True),
        ("14 30 00 N 87 30 00 W", 14.5, -87.5, True),
    ],
)
def test_two_coordinates_of_one_cell_are_told_apart(
    text: str, first: float, second: float, *, lat_first: bool | None
) -> None:
    pair = read_pair(text)
    assert pair is not None
    assert (pair.first.degrees, pair.second.degrees, pair.lat_first) == (first, second, lat_first)


@pytest.mark.parametrize(
    "text", ["", "14.5", "14,90", "14.5, x", "14.5, 90.5, 3, 4, 5", "14.5 N 15.5 N", "120.5 -130.5"]
)
def test_a_cell_that_does_not_surely_hold_two_coordinates_holds_none(text: str) -> None:
    assert read_pair(text) is None


@given(st.text(alphabet="0123456789.,;:°'\"NSEWO -+()/|ñ", max_size=30))
def test_no_text_reads_as_a_place_off_the_globe(text: str) -> None:
    angle, pair = read_angle(text), read_pair(text)
    for each in [angle] if angle else [pair.first, pair.second] if pair else []:
        assert abs(each.degrees) <= (90 if each.axis == "lat" else 180)


@given(st.floats(-180, 180), st.sampled_from(["lon", "lat"]))
def test_degrees_minutes_and_seconds_give_the_angle_back(angle: float, axis: str) -> None:
    degrees = angle / 2 if axis == "lat" else angle
    tenths = round(abs(degrees) * 36000)
    side = {"lon": "EW", "lat": "NS"}[axis][degrees < 0]
    read = read_angle(f"{tenths // 36000}° {tenths // 600 % 60}' {tenths % 600 / 10}\" {side}")
    assert read is not None
    assert math.isclose(read.degrees, degrees, abs_tol=1.5e-5)
    assert read.axis == axis


@pytest.mark.parametrize(("text", "metres"), [("494000", 494000), ("494000.5", 494000.5), ("494000,5", 494000.5)])
def test_metres_of_a_grid_are_read(text: str, metres: float) -> None:
    assert read_metres(text) == metres


def test_metres_may_be_grouped_by_commas_and_by_points_where_no_decimal_point_can_be_meant() -> None:
    assert read_metres("3,592,000") == 3_592_000
    assert read_metres("494,000") == 494_000
    assert read_metres("494.000") is None
    assert read_metres("505.817,95") == 505_817.95
    assert read_metres("3.592.000") == 3_592_000
    assert read_metres("3.592.000,5") == 3_592_000.5


@pytest.mark.parametrize(
    ("text", "zone"), [("11", (11, "")), ("11 n", (11, "N")), ("Zona 16P", (16, "P")), ("61", None), ("11I", None)]
)
def test_a_zone_has_a_number_and_perhaps_a_letter(text: str, zone: tuple[int, str] | None) -> None:
    assert read_zone(text) == zone


def test_a_grid_reference_in_one_cell_is_taken_apart() -> None:
    assert read_utm("11S 494000 3592000") == ((11, "S"), 494000, 3592000)
    assert read_utm("UTM 11 N 494000 mE 3592000 mN") == ((11, "N"), 494000, 3592000)
    assert read_utm("11S 494.000 3.592.000") is None


def test_the_letter_of_a_zone_is_a_band_or_a_half_of_the_world() -> None:
    north, south = utm_degrees((11, ""), 494000, 3592000)
    assert math.isclose(north[1], 32.465, abs_tol=0.001)
    assert south[1] < 0
    assert utm_degrees((11, "N"), 494000, 3592000) == [north]
    assert utm_degrees((11, "S"), 494000, 3592000) == [north, south]
    assert utm_degrees((11, "R"), 494000, 3592000) == []
    assert utm_degrees((11, "N"), 49400, 3592000) == []
