"""An index of straight pieces of line, and the pieces near a point."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from geo.geodesy import foot_on_pieces, metres_per_degree
from geo.hilbert import hilbert_order
from geo.roads import FloatArray, IntArray

# Boxes are tried from small to large: most points lie near a road, and a small box holds few pieces.
REACHES_M = (250.0, 1_500.0)
# The index holds blocks of pieces that lie near each other: a box for each piece would take more memory than the rest.
BLOCK = 16
AT_ONCE = 10_000  # points


class Pieces:
    """Straight pieces of line from start to end, indexed for looking up by place.

    Parameters
    ----------
    start, end
        Longitudes and latitudes of the ends, degrees, EPSG:4326; one value per piece.
    """

    def __init__(self, start: tuple[FloatArray, FloatArray], end: tuple[FloatArray, FloatArray]) -> None:
        self.start = start
        self.end = end
        middle = ((low + high) / 2 for low, high in zip(start, end, strict=True))
        self._order = hilbert_order(*middle).astype(np.int32)
        at = np.arange(0, len(self._order), BLOCK)
        west, south, east, north = (
            extreme.reduceat(of(*(side[axis][self._order] for side in (start, end))), at) if len(at) else np.empty(0)
            for extreme, of, axis in (
                (np.minimum, np.minimum, 0),
                (np.minimum, np.minimum, 1),
                (np.maximum, np.maximum, 0),
                (np.maximum, np.maximum, 1),
            )
        )
        self._tree = shapely.STRtree(shapely.box(west, south, east, north))

    def near(self, lon: FloatArray, lat: FloatArray, *, reach_m: float, slack_m: float) -> "Near":
        """Return, for each point, the nearest piece and all pieces at most `slack_m` farther away than it.

        Parameters
        ----------
        lon, lat
            Points, degrees.
        reach_m
            A point farther than this from every piece gets none.
        slack_m
            How much farther than the nearest a piece may be, metres; pieces are never beyond `reach_m`.
        """
        found = [Near.empty()]
        left = np.arange(len(lon))
        for reach in (*(r for r in REACHES_M if r < reach_m), reach_m):
            near = self._within(left, (lon[left], lat[left]), reach_m=reach, slack_m=slack_m)
            found.append(near)
            left = np.setdiff1d(left, near.point)
        return Near.joined(found).limited(reach_m)

    def _within(
        self, who: npt.NDArray[np.int64], at: tuple[FloatArray, FloatArray], *, reach_m: float, slack_m: float
    ) -> "Near":
        parts = [Near.empty()]
        for first in range(0, len(who), AT_ONCE):
            some = slice(first, first + AT_ONCE)
            parts.append(self._some(who[some], (at[0][some], at[1][some]), reach_m=reach_m, slack_m=slack_m))
        return Near(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    def _some(
        self, who: npt.NDArray[np.int64], at: tuple[FloatArray, FloatArray], *, reach_m: float, slack_m: float
    ) -> "Near":
        lon, lat = at
        east, north = metres_per_degree(lat)
        wide, high = (reach_m + slack_m) / np.maximum(east, 1.0), (reach_m + slack_m) / north
        point, piece = self._boxes_met((lon - wide, lat - high), (lon + wide, lat + high))
        foot = foot_on_pieces(
            (lon[point], lat[point]),
            (self.start[0][piece], self.start[1][piece]),
            (self.end[0][piece], self.end[1][piece]),
        )
        nearest = np.full(len(lon), np.inf)
        np.minimum.at(nearest, point, foot.distance_m)
        keep = (nearest[point] <= reach_m) & (foot.distance_m <= nearest[point] + slack_m)
        return Near(who[point[keep]], piece[keep], foot.distance_m[keep], foot.fraction[keep])

    def _boxes_met(
        self, low: tuple[FloatArray, FloatArray], high: tuple[FloatArray, FloatArray]
    ) -> tuple[IntArray, IntArray]:
        """Return the pairs of a box and a piece whose own box it touches."""
        box, block = self._tree.query(shapely.box(*low, *high))
        size = np.minimum(BLOCK, len(self._order) - block * BLOCK)
        box, at = (
            np.repeat(box, size),
            np.arange(size.sum()) + np.repeat(block * BLOCK - (np.cumsum(size) - size), size),
        )
        piece = self._order[at].astype(np.int64)
        met = np.ones(len(piece), dtype=np.bool_)
        for axis in (0, 1):
            one, other = self.start[axis][piece], self.end[axis][piece]
            met &= (np.maximum(one, other) >= low[axis][box]) & (np.minimum(one, other) <= high[axis][box])
        return box[met], piece[met]


class Near(NamedTuple):
    """Pairs of a point and a piece near it, ordered by point, then piece.

    Attributes
    ----------
    point, piece
        Positions of the point and of the piece.
    distance_m
        Metres between them.
    fraction
        Where on the piece the nearest point lies, 0 at its start.
    """

    point: npt.NDArray[np.int64]
    piece: npt.NDArray[np.int64]
    distance_m: FloatArray
    fraction: FloatArray

    @classmethod
    def empty(cls) -> "Near":
        """Return no pairs."""
        return cls(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0))

    @classmethod
    def joined(cls, parts: list["Near"]) -> "Near":
        """Return the pairs of all `parts` in order."""
        together = cls(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
        return together.taken(np.lexsort((together.piece, together.point)))

    def taken(self, rows: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> "Near":
        """Return the pairs at `rows`."""
        return Near(self.point[rows], self.piece[rows], self.distance_m[rows], self.fraction[rows])

    def limited(self, reach_m: float) -> "Near":
        """Return the pairs at most `reach_m` apart."""
        return self.taken(self.distance_m <= reach_m)
