"""What became of a search, in one word."""

import numpy as np
import numpy.typing as npt

from geo.roads import FloatArray


def status_of(
    time_s: FloatArray, failed: npt.NDArray[np.bool_], *, cutoff_s: float, nobody: bool
) -> npt.NDArray[np.str_]:
    """Return ``reached``, ``beyond``, ``unreachable``, ``snap_failed`` or ``none`` (no such facility) for each place.

    Parameters
    ----------
    time_s
        Seconds to the nearest facility; ``inf`` where none can be reached.
    failed
        True where the place found no road within reach.
    cutoff_s
        The largest time that still counts.
    nobody
        True where no usable facility offers the service at all.
    """
    if nobody:
        return np.full(len(time_s), "none", dtype="<U11")
    conditions = [failed, ~np.isfinite(time_s), time_s > cutoff_s]
    return np.select(conditions, ["snap_failed", "unreachable", "beyond"], "reached")
