"""Who can get where in time: demand points and facilities within the cutoff of each other, without the empty rest."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.roads import FloatArray, IntArray


class Pairs(NamedTuple):
    """The ways within the cutoff, each point and facility paired at most once.

    They are ordered by facility, then time, then point: `build_pairs` sees to that. No pair means that nobody can get
    to any facility in time.

    Attributes
    ----------
    point, facility
        Positions of the demand point and of the facility.
    time_s
        Seconds of travel between them, finite.
    """

    point: IntArray
    facility: IntArray
    time_s: FloatArray

    def take(self, chosen: npt.NDArray[np.bool_] | IntArray) -> "Pairs":
        """Return the chosen pairs: those for which a mask is True, or those at some positions."""
        return Pairs(self.point[chosen], self.facility[chosen], self.time_s[chosen])


def build_pairs(point: npt.ArrayLike, facility: npt.ArrayLike, time_s: npt.ArrayLike) -> Pairs:
    """Return pairs in their order; a pair given twice keeps its quicker way.

    Parameters
    ----------
    point, facility
        Positions of the two ends of each way, in any order.
    time_s
        Seconds of each way, all within the cutoff.
    """
    found = Pairs(
        np.asarray(point, dtype=np.int64), np.asarray(facility, dtype=np.int64), np.asarray(time_s, dtype=np.float64)
    )
    ordered = found.take(np.lexsort((found.point, found.time_s, found.facility)))
    both = ordered.facility * (1 + ordered.point.max(initial=0)) + ordered.point
    first = np.sort(np.unique(both, return_index=True)[1])
    return ordered.take(first)


def pairs_within(time_s: FloatArray, *, cutoff_s: float) -> Pairs:
    """Return the pairs of a full table of times.

    Parameters
    ----------
    time_s
        Seconds, demand points × facilities; ``inf`` or ``NaN`` where there is no way.
    cutoff_s
        The largest time that still counts; ``inf``: every way does.
    """
    facility, point = np.nonzero((np.isfinite(time_s) & (time_s <= cutoff_s)).T)
    return build_pairs(point, facility, time_s[point, facility])
