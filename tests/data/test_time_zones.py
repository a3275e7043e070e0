"""Which time zone a point lies in, which a country has, and which clocks show the same."""

from datetime import date
from zoneinfo import available_timezones

import pytest
from babel import Locale

from data.country_zones import country_zones
from data.same_clocks import one_of_each_clock
from data.time_zone import time_zone


@pytest.mark.parametrize(
    ("lon", "lat", "zone"),
    [
        (-99.13, 19.43, "America/Mexico_City"),
        (-92.26, 14.9, "America/Mexico_City"),
        (-110.96, 29.08, "America/Hermosillo"),
        (-115.47, 32.62, "America/Tijuana"),  # Mexicali
        (-106.49, 31.69, "America/Ciudad_Juarez"),
        (-90.51, 14.63, "America/Guatemala"),
        (-88.03, 15.5, "America/Tegucigalpa"),
        (-86.85, 21.16, "America/Cancun"),
        (-130.0, 0.0, "Etc/GMT+9"),
    ],
)
def test_a_point_lies_in_one_zone(lon: float, lat: float, zone: str) -> None:
    assert time_zone(lon, lat) == zone


def test_a_country_has_its_zones() -> None:
    assert country_zones("GT") == ("America/Guatemala",)
    assert {"America/Tijuana", "America/Hermosillo", "America/Mexico_City"} < set(country_zones("MX"))
    assert (country_zones(""), country_zones("XX")) == ((), ())


def test_every_zone_of_a_country_is_one_whose_clock_is_known() -> None:
    known = available_timezones()
    assert {zone for code in Locale("en").territories for zone in country_zones(code)} <= known


def test_zones_are_alike_only_if_they_are_all_year() -> None:
    # Sonora never puts its clock forward: in summer it is that of California, in winter that of Denver.
    zones = ("America/Tijuana", "America/Hermosillo", "America/Los_Angeles", "America/Denver", "America/Mazatlan")
    assert one_of_each_clock(zones, date(2026, 3, 15)) == ("America/Tijuana", "America/Hermosillo", "America/Denver")
    assert one_of_each_clock((), date(2026, 3, 15)) == ()


def test_zones_that_once_differed_are_alike_now() -> None:
    assert one_of_each_clock(("America/Mexico_City", "America/Guatemala"), date(2020, 3, 15)) == (
        "America/Mexico_City",
        "America/Guatemala",
    )
    assert one_of_each_clock(("America/Mexico_City", "America/Guatemala"), date(2026, 3, 15)) == (
        "America/Mexico_City",
    )
