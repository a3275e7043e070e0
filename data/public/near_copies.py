"""Public rows that are perhaps another row of a place nobody may find: told of, they would give it away."""

from collections.abc import Iterator
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import KDTree

from data.duplicates import CLOSE_M, bare_names, globe_points
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
        Of a study. A row is taken for another of a place where it lies within 25 m and all words of one's name are
        among the other's; within 100 m where both names have the same words, or one's phone is the other's. What is
        another row of such a row is one too. Of a hotline nobody learns where it is, so it is none.
    """
    placed = facilities["lon"].notna().to_numpy()
    seen = (facilities["visibility"] == PUBLIC).to_numpy()
    asked = placed & seen & (facilities["kind"] != "hotline").to_numpy()
    kept = placed & ~seen
    rows = _Rows(facilities)
    copies, beside = np.zeros(len(facilities), dtype=bool), np.zeros(len(facilities), dtype=bool)
    others = np.flatnonzero(kept)
    while len(others):
        found = set()
        for one, other, apart_m in rows.pairs(np.flatnonzero(asked & ~copies), others):
            beside[one] |= kept[other] and apart_m <= SAME_SPOT_M
            if one not in found and rows.are_one(one, other, apart_m):
                found.add(one)
        others = np.array(sorted(found), dtype=np.int64)
        copies[others] = True
    return NearCopies(copies, beside & ~copies)


class _Rows:
    """What of each row tells whether it is another's."""

    def __init__(self, facilities: pd.DataFrame) -> None:
        self._lon, self._lat = (facilities[name].to_numpy(float) for name in ("lon", "lat"))
        self._words = [frozenset(name.split()) for name in bare_names(facilities["name"])]
        self._phones = [str(phone) for phone in facilities["phone"]]
        self._numbers: dict[int, Numbers] = {}

    def pairs(self, ones: npt.NDArray[np.int64], others: npt.NDArray[np.int64]) -> Iterator[tuple[int, int, float]]:
        """Yield who of some lies within 100 m of whom of others, and how far apart they are in metres."""
        if not len(ones):
            return
        tree = KDTree(globe_points(self._lon[others], self._lat[others]))
        near = tree.query_ball_point(globe_points(self._lon[ones], self._lat[ones]), CLOSE_M)
        for one, found in zip(ones.tolist(), near, strict=True):
            at = others[found]
            apart_m = np.atleast_1d(distance_m(self._lon[one], self._lat[one], self._lon[at], self._lat[at]))
            yield from ((one, *pair) for pair in zip(at.tolist(), apart_m.tolist(), strict=True))

    def are_one(self, one: int, other: int, apart_m: float) -> bool:
        if apart_m > CLOSE_M:
            return False
        words, others = self._words[one], self._words[other]
        is_like = words <= others or others <= words if apart_m <= SAME_SPOT_M else words == others
        return bool(words and others and is_like) or self._share_a_phone(one, other)

    def _share_a_phone(self, one: int, other: int) -> bool:
        if not self._phones[one] or not self._phones[other]:
            return False
        if other not in self._numbers:
            self._numbers[other] = Numbers([self._phones[other]])
        return self._numbers[other].are_in(self._phones[one])
