"""Places in the order of Hilbert's curve: what is near on the map is near in memory."""

import numpy as np

from geo.interrupts import interrupts_held
from geo.kernels.hilbert import along_curve
from geo.roads import FloatArray, IntArray


def hilbert_order(lon: FloatArray, lat: FloatArray) -> IntArray:
    """Return the positions of points in the order in which Hilbert's curve over their box meets them.

    Parameters
    ----------
    lon, lat
        Degrees; equal places keep their order.
    """
    if not len(lon):
        return np.empty(0, np.int64)
    wide = max(float(np.ptp(lon)), float(np.ptp(lat))) or 1.0
    with interrupts_held():
        return np.argsort(along_curve((lon - lon.min()) / wide, (lat - lat.min()) / wide), kind="stable")
