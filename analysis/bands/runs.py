"""The times of many runs: batch by batch, so that work broken off goes on where it was."""

from collections.abc import Callable
from functools import partial

import numpy as np

from analysis.bands.draw import Draw, Uncertain, draw, network_of
from analysis.batches import Kept, Progress, Spread, in_turn
from geo.roads import FloatArray
from geo.snap import Snaps

BATCH = 20  # runs that are kept together
Runs = Callable[[Snaps], FloatArray]


def row_of_run(row: Callable[[Draw], FloatArray], uncertain: Uncertain, run: int) -> FloatArray:
    """Return what the run of a number tells."""
    return row(draw(uncertain, uncertain.supply.plan.seed, run))


def rows_of_runs(
    row: Callable[[Draw], FloatArray],
    uncertain: Uncertain,
    *,
    columns: int,
    progress: Progress,
    kept: Kept[FloatArray],
    spread: Spread[FloatArray] = in_turn,
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
    spread
        Works runs out, in any order and anywhere, and yields the number of each with what it tells: the same whatever
        the order, since a run follows from its number alone.
    """
    total = uncertain.supply.plan.runs
    batches = {first // BATCH: range(first, min(first + BATCH, total)) for first in range(0, total, BATCH)}
    found = {batch: rows for batch in batches if (rows := kept.get(batch)) is not None}
    whole = {batch: rows for batch, rows in found.items() if rows.shape == (len(batches[batch]), columns)}
    missing = [run for batch, runs in batches.items() if batch not in whole for run in runs]
    begun: dict[int, FloatArray] = {}
    progress(total - len(missing), total)
    for done, (run, told) in enumerate(spread(partial(row_of_run, row, uncertain), missing), total - len(missing) + 1):
        begun[run] = told
        batch, runs = run // BATCH, batches[run // BATCH]
        if begun.keys() >= set(runs):
            whole[batch] = np.stack([begun.pop(each) for each in runs])
            kept.keep(batch, whole[batch])
        progress(done, total)
    return np.concatenate([whole[batch] for batch in batches])


def times_of_runs(
    points: Snaps,
    uncertain: Uncertain,
    *,
    progress: Progress,
    kept: Kept[FloatArray],
    spread: Spread[FloatArray] = in_turn,
) -> FloatArray:
    """Return the seconds between each point and its nearest facility in each run of the plan.

    Parameters
    ----------
    points
        Where people are, snapped.
    uncertain, progress, kept, spread
        As for `rows_of_runs`.

    Returns
    -------
    array
        One row a run, one column a point; ``inf`` where nothing can be reached.
    """
    row = partial(times_in, points, uncertain)
    return rows_of_runs(row, uncertain, columns=len(points), progress=progress, kept=kept, spread=spread)


def times_in(points: Snaps, uncertain: Uncertain, drawn: Draw) -> FloatArray:
    """Return the seconds between each point and its nearest facility in one drawn world; ``inf``: none."""
    supply = uncertain.supply
    places = supply.possible.snaps.taken(np.flatnonzero(drawn.counts))
    return network_of(uncertain, drawn).nearest(points, places, direction=supply.plan.direction).time_s
