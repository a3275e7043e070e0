"""The country that people are told to live in, by their p-code."""

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alcance.land_borders import told_country

BORDERS = gpd.GeoDataFrame({"country_a": ["GT", "BZ"], "country_b": ["MX", "GT"]})


def _told(*codes: str) -> list[str]:
    return list(told_country(gpd.GeoDataFrame({"pcode": codes}), BORDERS))


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("MX07", "MX"),
        ("mx07", "MX"),
        (" Gt01 ", "GT"),
        ("BZ", "BZ"),
        ("CHIS-019", ""),  # Chiapas, and not Switzerland
        ("VER30", ""),
        ("VE30", ""),  # a country there is, on no border at hand
        ("MXN07", ""),
        ("07089", ""),
        ("M", ""),
        ("", ""),
    ],
)
def test_a_p_code_tells_a_country_of_the_borders_before_a_digit_or_alone(code: str, country: str) -> None:
    assert _told(code) == [country]


@given(st.lists(st.text(max_size=8), max_size=5))
def test_whatever_stands_for_a_p_code_nobody_is_told_to_live_off_the_borders(codes: list[str]) -> None:
    told = _told(*codes)
    assert len(told) == len(codes)
    assert set(told) <= {"", "BZ", "GT", "MX"}


def test_without_p_codes_nothing_is_told() -> None:
    assert list(told_country(gpd.GeoDataFrame({"demand_id": ["a", "b"]}), BORDERS)) == ["", ""]
