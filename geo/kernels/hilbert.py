"""Where Hilbert's curve over a square meets its cells."""

import numpy as np

from geo.kernels.arrays import Floats, Longs
from geo.kernels.compiled import compiled

BITS = 24  # of each coordinate: 2 m in the size of a continent


@compiled
def along_curve(x: Floats, y: Floats) -> Longs:
    """Return how far along the curve points are, in cells; `x` and `y` lie between 0 and 1.

    Square by square, from the whole to the smallest: which quarter, and how the curve is turned in it (Hilbert 1891,
    Mathematische Annalen 38:459).
    """
    along, cells = np.empty(len(x), np.int64), 2.0**BITS - 1
    for k in range(len(x)):
        column, row, met = np.int64(x[k] * cells), np.int64(y[k] * cells), np.int64(0)
        for bit in range(BITS - 1, -1, -1):
            right, upper = (column >> bit) & 1, (row >> bit) & 1
            met += ((3 * right) ^ upper) << (2 * bit)
            if upper == 0:
                if right == 1:
                    column, row = ~column, ~row
                column, row = row, column
        along[k] = met
    return along
