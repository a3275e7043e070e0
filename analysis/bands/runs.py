"""The times of many runs: batch by batch, so that work broken off goes on where it was."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

import numpy as np

from analysis.bands.draw import Draw, Uncertain, draw, network_of
from geo.roads import FloatArray
from geo.snap import Snaps

BATCH = 20  # runs that are kept together
Runs = Callable[[Snaps], FloatArray]
Progress = Callable[[int, int], None]


class Kept(Protocol):
    """Where finished batches are kept."""

    def get(self, batch: int) -> FloatArray | None:
        """Return the times of a batch, None where it is not finished."""

    def keep(self, batch: int, times_s: FloatArray) -> None:
        """Keep the times of a finished batch."""


class NothingKept:
    """Keeps no batch."""

    def get(self, batch: int) -> None:
        """Return nothing."""

    def keep(self, batch: int, times_s: FloatArray) -> None:
        """Forget the batch."""


def rows_of_runs(
    row: Callable[[Draw], FloatArray], uncertain: Uncertain, *, columns: int, progress: Progress, kept: Kept
) -> FloatArray:
    """Return what every run of the plan tells, one row a run.

    Parameters
    ----------
    row
        Tells it of one drawn world.
    uncertain
        What nobody knows for sure.
    columns
        How many values a row has: a kept batch of another shape is worked out again.
    progress
        Told how many runs are done, of how many.
    kept
        Batches finished before, of this very question.
    """
    plan = uncertain.supply.plan
    batches = []
    for first in range(0, plan.runs, BATCH):
        progress(first, plan.runs)
        batch, numbers = first // BATCH, range(first, min(first + BATCH, plan.runs))
        rows = kept.get(batch)
        if rows is None or rows.shape != (len(numbers), columns):
            rows = np.stack([_told(row, uncertain, run, progress) for run in numbers])
            kept.keep(batch, rows)
        batches.append(rows)
    progress(plan.runs, plan.runs)
    return np.concatenate(batches)


def _told(row: Callable[[Draw], FloatArray], uncertain: Uncertain, run: int, progress: Progress) -> FloatArray:
    plan = uncertain.supply.plan
    told = row(draw(uncertain, plan.seed, run))
    progress(run + 1, plan.runs)
    return told


def times_of_runs(points: Snaps, uncertain: Uncertain, *, progress: Progress, kept: Kept) -> FloatArray:
    """Return the seconds between each point and its nearest facility in each run of the plan.

    Parameters
    ----------
    points
        Where people are, snapped.
    uncertain, progress, kept
        As for `rows_of_runs`.

    Returns
    -------
    array
        One row a run, one column a point; ``inf`` where nothing can be reached.
    """
    row = partial(times_in, points, uncertain)
    return rows_of_runs(row, uncertain, columns=len(points), progress=progress, kept=kept)


def times_in(points: Snaps, uncertain: Uncertain, drawn: Draw) -> FloatArray:
    """Return the seconds between each point and its nearest facility in one drawn world; ``inf``: none."""
    supply = uncertain.supply
    places = supply.possible.snaps.taken(np.flatnonzero(drawn.counts))
    return network_of(uncertain, drawn).nearest(points, places, direction=supply.plan.direction).time_s
