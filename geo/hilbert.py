"""Places in the order of Hilbert's curve: what is near on the map is near in memory."""

import numpy as np

from geo.roads import FloatArray, IntArray

_BITS = 24  # of each coordinate: 2 m in the size of a continent


def hilbert_order(lon: FloatArray, lat: FloatArray) -> IntArray:
    """Return the positions of points in the order in which Hilbert's curve over their box meets them.

    Parameters
    ----------
    lon, lat
        Degrees; equal places keep their order.
    """
    if not len(lon):
        return np.empty(0, np.int64)
    wide = max(np.ptp(lon), np.ptp(lat)) or 1.0
    x, y = (((axis - axis.min()) / wide * (2**_BITS - 1)).astype(np.int64) for axis in (lon, lat))
    along = np.zeros(len(lon), np.int64)
    # Square by square, from the whole box to the smallest: which quarter, and how the curve is turned in it (Hilbert
    # 1891, Mathematische Annalen 38:459).
    for bit in range(_BITS - 1, -1, -1):
        right, upper = (x >> bit) & 1, (y >> bit) & 1
        along += ((3 * right) ^ upper) << (2 * bit)
        mirrored = (upper == 0) & (right == 1)
        x, y = np.where(mirrored, ~x, x), np.where(mirrored, ~y, y)
        x, y = np.where(upper == 0, y, x), np.where(upper == 0, x, y)
    return np.argsort(along, kind="stable")
