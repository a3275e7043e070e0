"""Dark, heat and daylight along a drive.

On 20 March 2024 at longitude and latitude 0 the sun is highest at 12:07:24 UTC and turns 15 degrees an hour through the
zenith: it sets at 18:07:24, civil dusk (6 degrees, 24 minutes more) is at 18:31:24, civil dawn at 05:43:24.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.risk.night import DARK_DEG, HEAT_DEG, daylight
from analysis.risk.sun import sun_elevation_deg
from geo.errors import QuestionError
from geo.roads import FloatArray

HOUR_S = 3600.0
NEAR_S = 30.0


@dataclass(frozen=True)
class Driven:
    lon: FloatArray
    lat: FloatArray
    reach_s: FloatArray


def drive(hours: float, *, to_lon: float = 0.0, walk_s: float = 0.0) -> Driven:
    """Return a drive along the equator from longitude 0."""
    return Driven(np.array([0.0, to_lon]), np.zeros(2), walk_s + np.array([0.0, hours * HOUR_S]))


def march(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2024, 3, 20, hour, minute, second, tzinfo=UTC)


def test_a_day_at_the_equator_has_twelve_hours_less_two_dusks_of_dark_and_four_hours_of_high_sun() -> None:
    # 12 h - 2 x 24 min; 30 degrees on either side of the zenith at 15 an hour.
    found = daylight(drive(24), march(0))
    assert found.dark_s == pytest.approx(11.2 * HOUR_S, abs=NEAR_S)
    assert found.heat_s == pytest.approx(4 * HOUR_S, abs=NEAR_S)


def test_who_leaves_at_16_and_drives_four_hours_drives_in_the_dark_from_dusk_on() -> None:
    found = daylight(drive(4), march(16))
    assert found.dark_s == pytest.approx((20 - 18.5233) * HOUR_S, abs=NEAR_S)  # 18:31:24 to 20:00
    assert (found.heat_s, found.arrives_before_dark) == (0.0, False)
    assert found.latest_departure == march(14, 31)


def test_who_leaves_at_10_and_drives_four_hours_arrives_by_daylight() -> None:
    found = daylight(drive(4), march(10))
    assert (found.dark_s, found.arrives_before_dark) == (0.0, True)
    assert found.heat_s == pytest.approx((14 - 10.1233) * HOUR_S, abs=NEAR_S)  # 10:07:24 to 14:00


def test_a_drive_longer_than_the_day_has_no_departure_by_daylight() -> None:
    # From 05:43:24 to 18:31:24 are 12 h 48 min.
    assert daylight(drive(12.75), march(10)).latest_departure == march(5, 46)
    assert daylight(drive(12.85), march(10)).latest_departure is None
    assert daylight(drive(30), march(10)).latest_departure is None


@pytest.mark.parametrize(
    ("leaves", "hours", "before_dark"),
    [(4, 4, True), (22, 10, False), (2, 8, True), (17, 14, False), (19, 2, False), (4, 1, False), (4, 16, False)],
)
def test_it_is_before_dark_if_it_is_light_on_arrival_and_dusk_did_not_fall_on_the_way(
    leaves: int, hours: float, *, before_dark: bool
) -> None:
    assert daylight(drive(hours), march(leaves)).arrives_before_dark is before_dark


def test_the_sun_is_that_over_the_vehicle() -> None:
    # Six hours west with the sun it stays noon. Six hours east the sun sinks 30 degrees an hour: above 60 for an hour,
    # below -6 after 96 / 30 = 3.2 hours.
    west, east = (daylight(drive(6, to_lon=lon), march(12, 7, 24)) for lon in (-90, 90))
    assert (west.heat_s, west.dark_s) == (6 * HOUR_S, 0.0)
    assert east.heat_s == pytest.approx(HOUR_S, abs=NEAR_S)
    assert east.dark_s == pytest.approx(2.8 * HOUR_S, abs=NEAR_S)


def test_the_walk_to_the_road_is_not_driven_but_takes_its_time() -> None:
    found = daylight(drive(1, walk_s=HOUR_S), march(17, 30))
    assert found.dark_s == pytest.approx((19.5 - 18.5233) * HOUR_S, abs=NEAR_S)
    assert found.latest_departure == march(16, 31)


def test_the_day_is_that_of_the_clock_it_leaves_by() -> None:
    # At 23:00 in Tijuana it is the next day in Greenwich; its 20 March has its daylight 7 hours later there.
    place = Driven(np.array([-117.0, -117.0]), np.array([32.5, 32.5]), np.array([0.0, HOUR_S]))
    leaves = datetime(2024, 3, 20, 23, 0, tzinfo=ZoneInfo("America/Tijuana"))
    found = daylight(place, leaves)
    assert found.latest_departure is not None
    assert (found.latest_departure.tzinfo, found.latest_departure.date()) == (leaves.tzinfo, leaves.date())
    assert found.latest_departure.hour == 18  # dusk is at about 19:20, an hour's drive before
    assert daylight(place, leaves.astimezone(UTC)).dark_s == found.dark_s == HOUR_S


def test_a_drive_of_no_length_is_neither_dark_nor_hot() -> None:
    still = Driven(np.zeros(1), np.zeros(1), np.array([60.0]))
    found = daylight(still, march(12))
    assert (found.dark_s, found.heat_s, found.arrives_before_dark) == (0.0, 0.0, True)
    assert daylight(still, march(23)).arrives_before_dark is False


def test_a_departure_without_a_zone_is_refused() -> None:
    with pytest.raises(QuestionError, match="has no time zone"):
        daylight(drive(1), datetime(2024, 3, 20, 12))  # noqa: DTZ001 - what is refused


@st.composite
def drives(draw: st.DrawFn) -> Driven:
    # No faster than a degree of longitude an hour.
    steps = [
        (hours, east * hours, north * hours)
        for hours, east, north in draw(
            st.lists(st.tuples(st.floats(0, 5), st.floats(-1, 1), st.floats(-1, 1)), min_size=1, max_size=6)
        )
    ]
    hours, east, north = (np.cumsum([0.0, *each]) for each in zip(*steps, strict=True))
    return Driven(-100 + east, 20 + north, hours * HOUR_S + draw(st.sampled_from([0.0, 700.0])))


LEAVES = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(ZoneInfo("America/Mexico_City")))  # noqa: DTZ001


@settings(deadline=None, max_examples=40)
@given(drives(), LEAVES)
def test_dark_and_heat_are_what_a_look_each_five_seconds_finds(driven: Driven, leaves: datetime) -> None:
    found = daylight(driven, leaves)
    after_s = np.arange(driven.reach_s[0] + 2.5, driven.reach_s[-1], 5.0)
    lon, lat = (np.interp(after_s, driven.reach_s, axis) for axis in (driven.lon, driven.lat))
    sun = sun_elevation_deg(lon, lat, leaves.timestamp() + after_s)
    assert found.dark_s == pytest.approx(5.0 * (sun < DARK_DEG).sum(), abs=25)
    assert found.heat_s == pytest.approx(5.0 * (sun > HEAT_DEG).sum(), abs=185)  # where it just grazes 60 degrees


@settings(deadline=None, max_examples=40)
@given(drives(), LEAVES)
def test_the_latest_departure_is_by_daylight_and_a_minute_later_is_not(driven: Driven, leaves: datetime) -> None:
    latest = daylight(driven, leaves).latest_departure
    if latest is None:
        return
    assert latest.date() == leaves.date()
    assert daylight(driven, latest).dark_s == 0
    later = (latest.astimezone(UTC) + timedelta(minutes=1)).astimezone(latest.tzinfo)
    assert later.date() != latest.date() or not daylight(driven, later).arrives_before_dark
