"""Cutting a corridor into segments and samples."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.plan import CELL_M
from geo.roads import FloatArray, IntArray


class Segments(NamedTuple):
    """The pieces of one corridor and the cells its samples stand in the middle of; measures in metres.

    Attributes
    ----------
    start_m, end_m
        Ends of each segment.
    cell_start_m, cell_end_m
        Ends of each cell; a cell lies in one segment.
    cell_segment
        The segment (position) of each cell.
    """

    start_m: FloatArray
    end_m: FloatArray
    cell_start_m: FloatArray
    cell_end_m: FloatArray
    cell_segment: IntArray

    @property
    def middle_m(self) -> FloatArray:
        """Midpoints of the segments."""
        return (self.start_m + self.end_m) / 2

    @property
    def sample_m(self) -> FloatArray:
        """Midpoints of the cells, where the samples stand."""
        return (self.cell_start_m + self.cell_end_m) / 2

    @property
    def cell_m(self) -> FloatArray:
        """Lengths of the cells."""
        return self.cell_end_m - self.cell_start_m


def cut_segments(length_m: float, breaks_m: FloatArray, *, piece_m: float) -> Segments:
    """Return the segments and cells of a corridor.

    Between two forced breaks pieces have the fixed length; a last piece shorter than half of it is merged into the
    one before, but a lone short piece stays. Cells of 500 m are laid from each break on, so that they, and every sum
    over them, do not depend on the length of the pieces.

    Parameters
    ----------
    length_m
        Length of the corridor.
    breaks_m
        Measures of its forced breaks, rising, inside it.
    piece_m
        The fixed length, a multiple of 500 m.
    """
    bounds = np.concatenate([[0.0], breaks_m, [length_m]])
    stretches = list(pairwise(bounds))
    pieces = np.concatenate([_cuts(a, b, step=piece_m, merge=True) for a, b in stretches] + [[length_m]])
    cells = np.concatenate([_cuts(a, b, step=CELL_M, merge=False) for a, b in stretches] + [[length_m]])
    middles = (cells[:-1] + cells[1:]) / 2
    segment = np.searchsorted(pieces, middles, side="right") - 1
    return Segments(pieces[:-1], pieces[1:], cells[:-1], cells[1:], segment.astype(np.int64))


def mean_over_cells(segments: Segments, values: npt.ArrayLike) -> FloatArray:
    """Return the mean of a value per cell over each segment, weighted by the cells' lengths."""
    return sum_over_cells(segments, np.asarray(values) * segments.cell_m) / sum_over_cells(segments, segments.cell_m)


def sum_over_cells(segments: Segments, values: FloatArray) -> FloatArray:
    """Return the sum of a value per cell over each segment."""
    return np.asarray(np.bincount(segments.cell_segment, weights=values, minlength=len(segments.start_m)), dtype=float)


def _cuts(start_m: float, end_m: float, *, step: float, merge: bool) -> FloatArray:
    """Return where the pieces between two breaks start."""
    count = max(1, int(np.ceil((end_m - start_m) / step - 1e-9)))
    starts = start_m + step * np.arange(count, dtype=np.float64)
    if merge and len(starts) > 1 and end_m - starts[-1] < step / 2:
        starts = starts[:-1]
    return starts
