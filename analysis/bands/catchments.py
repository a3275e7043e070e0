"""How sure the people of each catchment are."""

from dataclasses import replace
from functools import partial

import numpy as np

from analysis.bands.draw import Draw, Uncertain, network_of
from analysis.bands.quantiles import band
from analysis.bands.runs import rows_of_runs
from analysis.batches import Kept, Progress, Spread, in_turn
from analysis.catchments import CatchmentsResult, People
from geo.roads import FloatArray


def catchments_with_runs(
    result: CatchmentsResult,
    people: People,
    uncertain: Uncertain,
    *,
    progress: Progress,
    kept: Kept[FloatArray],
    spread: Spread[FloatArray] = in_turn,
) -> CatchmentsResult:
    """Return the answer with how sure it is.

    Parameters
    ----------
    result
        The answer without runs.
    people
        Where people are.
    uncertain, progress, kept, spread
        As for `analysis.bands.runs.rows_of_runs`.

    Returns
    -------
    CatchmentsResult
        Each catchment tells ``population_p5, population_p50, population_p95``: people within the cutoff of the place
        where it is open to them; NaN where it found no road.
    """
    supply = uncertain.supply
    row = partial(people_in, people, uncertain)
    columns = len(supply.certain.ids)
    told = band(rows_of_runs(row, uncertain, columns=columns, progress=progress, kept=kept, spread=spread))
    failed = supply.certain.snaps.failed
    bands = {f"population_{name}": np.where(failed, np.nan, each) for name, each in told._asdict().items()}
    return replace(result, catchments=result.catchments.assign(**bands))


def people_in(people: People, uncertain: Uncertain, drawn: Draw) -> FloatArray:
    """Return how many people are within the cutoff of each place that certainly counts, in one drawn world."""
    plan, places = uncertain.supply.plan, uncertain.supply.certain
    network = network_of(uncertain, drawn)
    pairs = network.within(people.points, places.snaps, direction=plan.direction, cutoff_s=plan.cutoff_s)
    counted = np.bincount(pairs.facility, weights=people.population[pairs.point], minlength=len(places.ids))
    return counted.astype(np.float64)
