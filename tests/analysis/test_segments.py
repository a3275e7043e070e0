"""Cutting a corridor into segments and cells."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.segments import cut_segments, mean_over_cells, sum_over_cells

NO_BREAKS = np.empty(0)


def test_a_last_piece_shorter_than_half_is_merged_into_the_one_before() -> None:
    assert cut_segments(24_999.0, NO_BREAKS, piece_m=10_000.0).end_m.tolist() == [10_000, 24_999]


def test_a_last_piece_of_half_the_length_stays() -> None:
    assert cut_segments(25_000.0, NO_BREAKS, piece_m=10_000.0).end_m.tolist() == [10_000, 20_000, 25_000]


def test_a_lone_short_piece_between_two_breaks_stays() -> None:
    cut = cut_segments(30_000.0, np.array([12_000.0, 13_000.0]), piece_m=10_000.0)
    assert cut.start_m.tolist() == [0, 12_000, 13_000, 23_000]
    assert cut.end_m.tolist() == [12_000, 13_000, 23_000, 30_000]


def test_a_corridor_shorter_than_half_a_piece_is_one_segment() -> None:
    cut = cut_segments(300.0, NO_BREAKS, piece_m=10_000.0)
    assert (cut.start_m.tolist(), cut.end_m.tolist()) == ([0], [300])
    assert cut.sample_m.tolist() == [150]


def test_samples_stand_in_the_middle_of_500_m_cells() -> None:
    cut = cut_segments(1_200.0, NO_BREAKS, piece_m=10_000.0)
    assert cut.sample_m.tolist() == [250, 750, 1_100]
    assert cut.cell_m.tolist() == [500, 500, 200]


def test_sums_and_means_over_cells_are_weighted_by_their_lengths() -> None:
    cut = cut_segments(1_200.0, np.array([700.0]), piece_m=10_000.0)
    # Cells 500, 200 | 500.
    assert cut.cell_m.tolist() == [500, 200, 500]
    assert sum_over_cells(cut, np.array([1.0, 2.0, 3.0])).tolist() == [3, 3]
    assert mean_over_cells(cut, [1.0, 8.0, 3.0]) == pytest.approx([(500 + 1_600) / 700, 3])


lengths = st.floats(600, 200_000)
breaks = st.lists(st.integers(1, 199_999), max_size=4, unique=True)
PLAIN = settings(max_examples=80, deadline=None, derandomize=True)


@given(lengths, breaks, st.integers(1, 40))
@PLAIN
def test_segments_and_cells_fill_the_corridor_and_each_cell_lies_in_one_segment(
    length_m: float, at_m: list[int], halves: int
) -> None:
    forced = np.array(sorted(b for b in at_m if b < length_m - 1), dtype=float)
    cut = cut_segments(length_m, forced, piece_m=500.0 * halves)
    for start_m, end_m in ((cut.start_m, cut.end_m), (cut.cell_start_m, cut.cell_end_m)):
        assert start_m[0] == 0.0
        assert end_m[-1] == length_m
        assert np.array_equal(start_m[1:], end_m[:-1])
        assert np.all(end_m > start_m)
        assert np.isin(forced, start_m).all()
    assert np.all(cut.start_m[cut.cell_segment] <= cut.cell_start_m)
    assert np.all(cut.cell_end_m <= cut.end_m[cut.cell_segment])
    assert np.all(cut.cell_m <= 500.0)


@given(lengths, breaks, st.integers(1, 40), st.integers(1, 40))
@PLAIN
def test_cells_do_not_depend_on_the_length_of_the_pieces(
    length_m: float, at_m: list[int], one: int, other: int
) -> None:
    forced = np.array(sorted(b for b in at_m if b < length_m - 1), dtype=float)
    a, b = (cut_segments(length_m, forced, piece_m=500.0 * halves) for halves in (one, other))
    assert np.array_equal(a.cell_start_m, b.cell_start_m)


@given(lengths, breaks, st.integers(1, 40))
@PLAIN
def test_between_breaks_only_a_lone_piece_is_shorter_than_half_and_none_is_as_long_as_one_and_a_half(
    length_m: float, at_m: list[int], halves: int
) -> None:
    forced = np.array(sorted(b for b in at_m if b < length_m - 1), dtype=float)
    cut = cut_segments(length_m, forced, piece_m=500.0 * halves)
    piece_m = cut.end_m - cut.start_m
    bounds = np.concatenate([[0.0], forced, [length_m]])
    lone = np.isin(cut.start_m, bounds[:-1]) & np.isin(cut.end_m, bounds[1:])
    assert np.all(piece_m[~lone] >= 250.0 * halves - 1e-3)
    assert np.all(piece_m < 750.0 * halves + 1e-3)
