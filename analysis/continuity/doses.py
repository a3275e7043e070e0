"""Counting doses: she fills up to a supply on every day with a site, and takes one dose a day."""

import numpy as np
import numpy.typing as npt

from geo.roads import IntArray

BoolArray = npt.NDArray[np.bool_]


def days_since_dose(has_site: BoolArray) -> IntArray:
    """Return how many days ago the last day with a site was, 0 on such a day.

    Parameters
    ----------
    has_site
        For each day, from the first on. On the eve of the first she was at a site.
    """
    day = np.arange(1, len(has_site) + 1)
    return np.asarray(day - np.maximum.accumulate(np.where(has_site, day, 0)), dtype=np.int64)


def is_missed(since: IntArray, supply_days: int) -> BoolArray:
    """Return on which days no dose is left: the last site is longer ago than the supply lasts.

    Parameters
    ----------
    since
        As `days_since_dose` returns it.
    supply_days
        Whole days of doses carried when full.
    """
    return np.asarray(since > supply_days, dtype=np.bool_)


def needed_supply(since: IntArray) -> int:
    """Return the smallest supply with which no day is missed, at least 1: the longest run of days without a site."""
    return max(1, int(since.max(initial=0)))
