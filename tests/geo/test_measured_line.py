"""A line measured along itself."""

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from towns import LAT, LON

from geo.geodesy import distance_m
from geo.line import MeasuredLine

steps = st.lists(st.tuples(st.integers(1, 200), st.integers(-40, 40)), min_size=1, max_size=8)
PLAIN = settings(max_examples=60, deadline=None, derandomize=True)


def _line(moves: list[tuple[int, int]]) -> MeasuredLine:
    """Return a line that always goes on east, so that no two of its parts meet."""
    xy = np.concatenate([[[0, 0]], np.cumsum(moves, axis=0)]) / 1_000
    return MeasuredLine(shapely.LineString(np.array([LON, LAT]) + xy))


@given(steps, st.floats(0, 1))
@PLAIN
def test_a_place_at_a_measure_is_located_at_that_measure(moves: list[tuple[int, int]], share: float) -> None:
    line = _line(moves)
    measure_m = share * line.length_m
    assert line.locate(*line.at(measure_m))[0] == pytest.approx(measure_m, abs=0.5)


@given(steps, st.floats(0, 1), st.floats(0, 1))
@PLAIN
def test_a_piece_cut_out_is_as_long_as_the_measures_say(moves: list[tuple[int, int]], one: float, other: float) -> None:
    line = _line(moves)
    start_m, end_m = sorted((one * line.length_m, other * line.length_m))
    assume(end_m - start_m > 1)
    assert MeasuredLine(line.cut(start_m, end_m)).length_m == pytest.approx(end_m - start_m, abs=1.0)


@given(steps, st.floats(0.01, 0.99))
@PLAIN
def test_two_pieces_of_a_line_are_together_as_long_as_the_line(moves: list[tuple[int, int]], share: float) -> None:
    line = _line(moves)
    at_m = share * line.length_m
    parts_m = [MeasuredLine(line.cut(a, b)).length_m for a, b in ((0, at_m), (at_m, line.length_m))]
    assert sum(parts_m) == pytest.approx(line.length_m, abs=0.5)


def test_a_whole_line_cut_out_is_the_line() -> None:
    line = _line([(10, 5), (20, -5)])
    assert np.allclose(shapely.get_coordinates(line.cut(0, line.length_m)), np.column_stack([line.lon, line.lat]))


def test_repeated_vertices_are_taken_out() -> None:
    line = MeasuredLine(shapely.LineString([(LON, LAT), (LON, LAT), (LON + 0.1, LAT), (LON + 0.1, LAT)]))
    assert line.lon.tolist() == [LON, LON + 0.1]
    assert np.all(np.diff(line.measure_m) > 0)


def test_the_length_is_geodesic() -> None:
    line = MeasuredLine(shapely.LineString([(LON, LAT), (LON, LAT + 1)]))
    assert line.length_m == float(distance_m(LON, LAT, LON, LAT + 1))


def test_beyond_its_ends_a_line_is_at_its_ends() -> None:
    line = _line([(100, 0)])
    lon, lat = line.at([-5.0, line.length_m + 5.0])
    assert lon.tolist() == [LON, LON + 0.1]
    assert lat.tolist() == [LAT, LAT]


def test_of_two_equally_near_parts_the_first_is_located() -> None:
    # Out and back along two parallels 0.02 degrees apart; the place is halfway between them.
    line = MeasuredLine(shapely.LineString([(LON, 0.01), (LON + 0.1, 0.01), (LON + 0.1, -0.01), (LON, -0.01)]))
    assert line.locate(LON + 0.05, 0.0)[0] == pytest.approx(line.measure_m[1] / 2)


def test_only_places_within_reach_get_a_measure() -> None:
    line = _line([(100, 0)])
    near_m = line.measures_near(np.array([LON + 0.05, LON + 0.05]), np.array([LAT + 0.0005, LAT + 0.01]), reach_m=60.0)
    assert near_m == pytest.approx([line.length_m / 2], abs=1.0)
