"""The 5th, 50th and 95th percentile of runs, where some may be infinite."""

import math
from typing import NamedTuple

import numpy as np

from geo.roads import FloatArray

SHARES = (0.05, 0.5, 0.95)


class Band(NamedTuple):
    """The 5th, 50th and 95th percentile of each column."""

    p5: FloatArray
    p50: FloatArray
    p95: FloatArray


def band(values: FloatArray) -> Band:
    """Return the band of each column: the smallest value that at least that share of the runs does not exceed.

    Parameters
    ----------
    values
        One row a run. ``inf`` counts as such, so no percentile lies between a time and none at all (the inverse of
        the empirical distribution function; definition 1 of Hyndman & Fan 1996).
    """
    ordered = np.sort(values, axis=0)
    runs = len(values)
    # 0.05 of 200 is 10.000000000000002 in binary.
    return Band(*(ordered[max(0, math.ceil(share * runs - 1e-9) - 1)] for share in SHARES))
