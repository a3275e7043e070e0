"""The sun stands where almanacs say."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.risk.sun import sun_elevation_deg


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def by_noaa(lon: float, lat: float, at_s: float) -> float:
    """Return the elevation by NOAA's calculator (Meeus, chapter 25): the equation of time, no sidereal time."""
    t = (at_s / 86400 + 2440587.5 - 2451545) / 36525
    mean = 280.46646 + t * (36000.76983 + t * 0.0003032)
    anomaly = np.radians(357.52911 + t * (35999.05029 - 0.0001537 * t))
    bent = 0.016708634 - t * (0.000042037 + 0.0000001267 * t)
    centre = np.sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t))
    centre += np.sin(2 * anomaly) * (0.019993 - 0.000101 * t) + np.sin(3 * anomaly) * 0.000289
    node = np.radians(125.04 - 1934.136 * t)
    seen = np.radians(mean + centre - 0.00569 - 0.00478 * np.sin(node))
    tilt = np.radians(23.4392911 - 0.0130042 * t + 0.00256 * np.cos(node))
    declination = np.arcsin(np.sin(tilt) * np.sin(seen))
    y, m = np.tan(tilt / 2) ** 2, np.radians(mean)
    equation = y * np.sin(2 * m) - 2 * bent * np.sin(anomaly) + 4 * bent * y * np.sin(anomaly) * np.cos(2 * m)
    equation -= 0.5 * y * y * np.sin(4 * m) + 1.25 * bent * bent * np.sin(2 * anomaly)
    minutes = at_s / 60 % 1440 + 4 * np.degrees(equation) + 4 * lon
    angle, here = np.radians(minutes / 4 - 180), np.radians(lat)
    sine = np.sin(here) * np.sin(declination) + np.cos(here) * np.cos(declination) * np.cos(angle)
    return float(np.degrees(np.arcsin(sine)))


@pytest.mark.parametrize(
    ("moment", "declination"),
    [
        ("2024-03-20T03:06", 0.0),
        ("2024-06-20T20:51", 23.44),
        ("2024-09-22T12:44", 0.0),
        ("2024-12-21T09:20", -23.44),
    ],
)
def test_equinoxes_and_solstices_are_when_the_almanac_has_them(moment: str, declination: float) -> None:
    # From a pole the sun stands as high as its declination; at noon elsewhere at 90 - |latitude - declination|.
    assert sun_elevation_deg(0, 90, at(moment)) == pytest.approx(declination, abs=0.02)
    assert sun_elevation_deg(0, -90, at(moment)) == pytest.approx(-declination, abs=0.02)
    round_the_world = np.arange(-180, 180, 0.1)
    for lat in (-30, 0, 15, 32.5):
        highest = sun_elevation_deg(round_the_world, lat, at(moment)).max()
        assert highest == pytest.approx(90 - abs(lat - declination), abs=0.06)


def test_the_sun_rises_and_sets_over_london_as_in_every_calendar() -> None:
    # 20 June 2024: 4:43 and 21:21 British Summer Time; the upper edge, refracted, stands on the horizon at -0.833.
    for moment in ("2024-06-20T03:43", "2024-06-20T20:21"):
        assert sun_elevation_deg(-0.13, 51.5, at(moment)) == pytest.approx(-0.833, abs=0.1)


def test_a_solstice_day_is_the_same_before_and_after_its_noon() -> None:
    day = at("2024-06-20T12:00") + np.arange(0, 86400.0)
    high = sun_elevation_deg(-92.0, 15.0, day)
    noon = int(high.argmax())
    away = np.arange(0, 21600, 60)
    assert np.abs(high[noon - away] - high[noon + away]).max() < 0.02


MOMENTS = st.floats(at("2000-01-01"), at("2060-01-01"))


@settings(deadline=None, max_examples=100)
@given(st.floats(-180, 180), st.floats(-66, 66), MOMENTS)
def test_two_almanacs_agree(lon: float, lat: float, at_s: float) -> None:
    assert sun_elevation_deg(lon, lat, at_s) == pytest.approx(by_noaa(lon, lat, at_s), abs=0.02)


@settings(deadline=None, max_examples=100)
@given(st.floats(-180, 180), st.floats(-90, 90), MOMENTS)
def test_where_it_is_day_it_is_night_on_the_other_side(lon: float, lat: float, at_s: float) -> None:
    assert sun_elevation_deg(lon, lat, at_s) == pytest.approx(-sun_elevation_deg(lon + 180, -lat, at_s), abs=1e-5)


def test_many_places_and_moments_are_answered_at_once() -> None:
    lon, lat = np.array([-92.0, 0.0]), np.array([15.0, 51.5])
    grid = sun_elevation_deg(lon, lat, np.array([at("2024-01-01"), at("2024-07-01")])[:, None])
    assert grid.shape == (2, 2)
    assert grid[1, 0] == sun_elevation_deg(-92.0, 15.0, at("2024-07-01"))
