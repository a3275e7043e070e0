"""Places in the order of Hilbert's curve."""

import numpy as np
import pytest

from geo.hilbert import hilbert_order

pytestmark = pytest.mark.kernel


def test_the_curve_over_four_places_is_a_horseshoe() -> None:
    # Lower left, upper left, upper right, lower right.
    lon, lat = np.array([0.0, 1.0, 0.0, 1.0]), np.array([0.0, 0.0, 1.0, 1.0])
    assert hilbert_order(lon, lat).tolist() == [0, 2, 3, 1]


def test_each_place_of_a_grid_is_beside_the_one_before() -> None:
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(16.0), np.arange(16.0)))
    order = hilbert_order(x, y)
    assert np.sort(order).tolist() == list(range(256))
    steps = np.abs(np.diff(x[order])) + np.abs(np.diff(y[order]))
    assert steps.max() == 1.0


def test_equal_places_keep_their_order_and_no_places_have_none() -> None:
    assert hilbert_order(np.zeros(3), np.zeros(3)).tolist() == [0, 1, 2]
    assert hilbert_order(np.empty(0), np.empty(0)).tolist() == []
