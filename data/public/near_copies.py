"""Public rows that are perhaps another row of a place nobody may find: told of, they would give it away.

Rows with one name, or much of it, are held back alike wherever a study is read (`data.one_place`).
"""

from collections.abc import Iterator
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import KDTree

from data.duplicates import CLOSE_M, globe_points
from data.public.phone_numbers import Numbers
from data.visibility import PUBLIC
from geo.geodesy import distance_m

# A door, or a point somebody set twice by hand.
SAME_SPOT_M = 25.0

Mask = npt.NDArray[np.bool_]


class NearCopies(NamedTuple):
    """Public rows near those that are not public, in the order of the facilities.

    Attributes
    ----------
    copies
        Which are perhaps another row of one of these.
    beside
        Which others lie within 25 m of one.
    """

    copies: Mask
    beside: Mask


def near_copies(facilities: gpd.GeoDataFrame | pd.DataFrame) -> NearCopies:
    """Return which public rows are perhaps another row of a hidden or restricted place.

    Parameters
    ----------
    facilities
        Of a study. A row is taken for another of a place within 100 m that has its phone. Of a hotline nobody learns
        where it is, so it is none.
    """
    placed = facilities["lon"].notna().to_numpy()
    seen = (facilities["visibility"] == PUBLIC).to_numpy()
    asked = placed & seen & (facilities["kind"] != "hotline").to_numpy()
    phones = [str(phone) for phone in facilities["phone"]]
    copies, beside = np.zeros(len(facilities), dtype=bool), np.zeros(len(facilities), dtype=bool)
    for one, other, apart_m in _pairs(facilities, np.flatnonzero(asked), np.flatnonzero(placed & ~seen)):
        copies[one] |= apart_m <= CLOSE_M and _is_in(phones[other], phones[one])
        beside[one] |= apart_m <= SAME_SPOT_M
    return NearCopies(copies, beside & ~copies)


def _pairs(
    facilities: pd.DataFrame, ones: npt.NDArray[np.int64], others: npt.NDArray[np.int64]
) -> Iterator[tuple[int, int, float]]:
    """Yield who of some lies about within 100 m of whom of others, and how far apart they are in metres."""
    if not len(ones) or not len(others):
        return
    lon, lat = (facilities[name].to_numpy(float) for name in ("lon", "lat"))
    near = KDTree(globe_points(lon[others], lat[others])).query_ball_point(globe_points(lon[ones], lat[ones]), CLOSE_M)
    for one, found in zip(ones.tolist(), near, strict=True):
        at = others[found]
        apart_m = np.atleast_1d(distance_m(lon[one], lat[one], lon[at], lat[at]))
        yield from ((one, *pair) for pair in zip(at.tolist(), apart_m.tolist(), strict=True))


def _is_in(phone: str, other: str) -> bool:
    return bool(phone and other) and Numbers([phone]).are_in(other)
