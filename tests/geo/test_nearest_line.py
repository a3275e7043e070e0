"""Distance to the nearest of some lines, against geodesics to many places of each."""

import numpy as np
import pytest

from geo.geodesy import distance_m
from geo.nearest_line import NearestLine


def _tried_m(line: tuple[np.ndarray, np.ndarray], lon: float, lat: float) -> float:
    whole = np.arange(len(line[0]))
    at = np.linspace(0, len(line[0]) - 1, 200 * len(line[0]))
    return float(distance_m(lon, lat, np.interp(at, whole, line[0]), np.interp(at, whole, line[1])).min())


@pytest.mark.parametrize("seed", range(6))
def test_the_nearest_line_and_its_distance_are_those_of_trying_every_place(seed: int) -> None:
    rng = np.random.default_rng(seed)
    lines = [
        (
            -95 + 5 * rng.random() + np.cumsum(rng.normal(0, 0.05, 6)),
            14 + 4 * rng.random() + np.cumsum(rng.normal(0, 0.05, 6)),
        )
        for _ in range(5)
    ]
    lon, lat = -96 + 8 * rng.random(15), 12 + 8 * rng.random(15)
    away = NearestLine(lines).away(lon, lat)
    for p in range(len(lon)):
        tried = np.array([_tried_m(line, lon[p], lat[p]) for line in lines])
        assert away.distance_m[p] == pytest.approx(tried.min(), abs=15.0, rel=3e-4)
        assert tried[away.line[p]] == pytest.approx(tried.min(), abs=15.0, rel=3e-4)


def test_a_place_on_a_line_is_not_away_from_it() -> None:
    away = NearestLine([(np.array([-92.0, -91.0]), np.array([15.0, 15.5]))]).away(-91.5, 15.25)
    assert away.distance_m[0] == pytest.approx(0.0, abs=0.01)


def test_half_a_degree_of_meridian_away_is_half_a_degree_of_meridian() -> None:
    away = NearestLine([(np.array([-92.0, -91.0]), np.array([0.0, 0.0]))]).away(-91.5, 0.5)
    # WGS 84: from the equator to 0.5 degrees north, 55,287.2 m.
    assert away.distance_m[0] == pytest.approx(55_287.2, abs=1.0)


def test_without_lines_everything_is_infinitely_far() -> None:
    away = NearestLine([]).away([-92.0, -91.0], [15.0, 15.0])
    assert np.isinf(away.distance_m).all()
    assert away.line.tolist() == [-1, -1]
