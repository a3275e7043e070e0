"""What matters most to an answer: each unknown at both its ends, the others as in the answer without runs."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.bands.draw import (
    DELAY_HIGH_S,
    DELAY_LOW_S,
    SPEED_SIGMA,
    WET_LOW,
    Draw,
    Uncertain,
    draw,
    plain,
)

NINETY = 1.6448536269514722  # standard deviations that hold 90 % of a normal distribution
SPEEDS, SEASON, GROUND, PLACES, BORDERS, MISSING = FACTORS = (
    "speeds",
    "season",
    "ground",
    "places",
    "borders",
    "missing_roads",
)


class Ends(NamedTuple):
    """Two worlds that differ from the answer in one unknown: at its better end and at its worse."""

    factor: str
    better: Draw
    worse: Draw


def ends(uncertain: Uncertain) -> Iterator[Ends]:
    """Yield each unknown of a question at both ends; one the question does not have is left out.

    Speeds of all classes at once at the ends of their 90 % interval; the season dry, and at its wettest; ways whose
    ground nobody tagged all paved, and all unpaved; places nobody knows all counting, and none; borders crossed at the
    least and the longest delay; no road missing, and those of the first run.
    """
    base = plain(uncertain)
    wide = np.exp(NINETY * SPEED_SIGMA)
    yield Ends(SPEEDS, base._replace(speed=base.speed * wide), base._replace(speed=base.speed / wide))
    if not uncertain.season_known:
        yield Ends(SEASON, base, base._replace(wet=WET_LOW))
    if uncertain.unpaved_share.any():
        yield Ends(GROUND, base, base._replace(unpaved=uncertain.unpaved_share > 0))
    if (uncertain.chance < 1.0).any():
        yield Ends(PLACES, base._replace(counts=np.ones_like(base.counts)), base)
    if uncertain.borders:
        delays = (np.full(uncertain.borders, delay) for delay in (DELAY_LOW_S, DELAY_HIGH_S))
        yield Ends(BORDERS, *(base._replace(delay_s=delay_s) for delay_s in delays))
    yield Ends(MISSING, base, base._replace(missing=draw(uncertain, uncertain.supply.plan.seed, 0).missing))


def tornado(uncertain: Uncertain, figure: Callable[[Draw], float]) -> pd.DataFrame:
    """Return what becomes of one figure at both ends of each unknown, the one that moves it most first.

    Parameters
    ----------
    uncertain
        What nobody knows for sure.
    figure
        The figure of a drawn world, such as the metres beyond the cutoff.

    Returns
    -------
    pandas.DataFrame
        ``factor, better, worse, swing`` (the distance between the two), by falling swing, then factor.
    """
    rows = [(each.factor, figure(each.better), figure(each.worse)) for each in ends(uncertain)]
    frame = pd.DataFrame(rows, columns=["factor", "better", "worse"])
    frame = frame.assign(swing=(frame["worse"] - frame["better"]).abs())
    return frame.sort_values(["swing", "factor"], ascending=[False, True], ignore_index=True)
