"""Distances on the ellipsoid and the flat frame around a point."""

import numpy as np
import pytest

from geo.geodesy import distance_m, foot_on_pieces, measures_m, metres_per_degree


def test_a_degree_of_the_equator_is_as_long_as_the_ellipsoid_says() -> None:
    # 6,378,137 m * pi / 180
    assert float(distance_m(0, 0, 1, 0)) == pytest.approx(111_319.491, abs=0.01)
    assert float(metres_per_degree(0.0)[0]) == pytest.approx(111_319.491, abs=0.01)


@pytest.mark.parametrize("lat", [-20.0, 0.0, 15.0, 32.0])
def test_the_flat_frame_agrees_with_the_geodesic_at_short_range(lat: float) -> None:
    east_m, north_m = metres_per_degree(lat)
    assert float(distance_m(0, lat, 0.001, lat)) == pytest.approx(0.001 * float(east_m), rel=1e-7)
    assert float(distance_m(0, lat - 0.0005, 0, lat + 0.0005)) == pytest.approx(0.001 * float(north_m), rel=1e-7)


def test_measures_rise_from_nothing_by_the_length_of_each_piece() -> None:
    lon, lat = np.array([0.0, 1.0, 1.0]), np.zeros(3)
    assert measures_m(lon, lat) == pytest.approx([0.0, 111_319.491, 111_319.491], abs=0.01)


def _foot(lon: float, lat: float) -> tuple[float, float]:
    at = np.array(lon), np.array(lat)
    foot = foot_on_pieces(at, (np.array([0.0]), np.array([0.0])), (np.array([0.01]), np.array([0.0])))
    return float(foot.distance_m[0]), float(foot.fraction[0])


def test_the_foot_is_beside_the_point_or_at_the_nearer_end() -> None:
    north_m = float(metres_per_degree(0.0)[1])
    assert _foot(0.0025, 0.001) == (pytest.approx(0.001 * north_m), pytest.approx(0.25))
    assert _foot(-0.001, 0.0) == (pytest.approx(111.319, abs=0.01), 0.0)
    assert _foot(0.012, 0.0) == (pytest.approx(222.639, abs=0.01), 1.0)


def test_on_a_piece_of_no_length_the_foot_is_its_place() -> None:
    here = np.array([0.0]), np.array([0.0])
    foot = foot_on_pieces((np.array(0.001), np.array(0.0)), here, here)
    assert foot.distance_m == pytest.approx([111.319], abs=0.01)
    assert foot.fraction.tolist() == [0.0]
