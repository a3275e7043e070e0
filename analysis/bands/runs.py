"""The times of many runs: batch by batch, so that work broken off goes on where it was."""

from collections.abc import Callable
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


def times_of_runs(points: Snaps, uncertain: Uncertain, *, progress: Progress, kept: Kept) -> FloatArray:
    """Return the seconds from each point to its nearest facility, or from it, in each run of the plan.

    Parameters
    ----------
    points
        Where people are, snapped.
    uncertain
        What nobody knows for sure.
    progress
        Told how many runs are done, of how many.
    kept
        Batches finished before, of this very question and these points.

    Returns
    -------
    array
        One row a run, one column a point; ``inf`` where nothing can be reached.
    """
    plan = uncertain.supply.plan
    batches = []
    for first in range(0, plan.runs, BATCH):
        progress(first, plan.runs)
        batch, numbers = first // BATCH, range(first, min(first + BATCH, plan.runs))
        times_s = kept.get(batch)
        if times_s is None or times_s.shape != (len(numbers), len(points)):
            rows = []
            for run in numbers:
                rows.append(times_in(points, uncertain, draw(uncertain, plan.seed, run)))
                progress(run + 1, plan.runs)
            times_s = np.stack(rows)
            kept.keep(batch, times_s)
        batches.append(times_s)
    progress(plan.runs, plan.runs)
    return np.concatenate(batches)


def times_in(points: Snaps, uncertain: Uncertain, drawn: Draw) -> FloatArray:
    """Return the seconds between each point and its nearest facility in one drawn world; ``inf``: none."""
    supply = uncertain.supply
    places = supply.possible.snaps.taken(np.flatnonzero(drawn.counts))
    return network_of(uncertain, drawn).nearest(points, places, direction=supply.plan.direction).time_s
