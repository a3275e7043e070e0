"""Geodesic distance from points to the nearest of some lines, at any range."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from geo.geodesy import distance_m, foot_on_pieces
from geo.roads import FloatArray, IntArray

STEP_DEGREES = 0.01  # lines are cut this fine, so that the nearest cut leads to the nearest piece
CANDIDATES = 4


class Away(NamedTuple):
    """How far each point is from the lines and which line is nearest; ``inf`` and -1 where there is no line."""

    distance_m: FloatArray
    line: IntArray


class NearestLine:
    """Lines indexed for asking how far away they are.

    Parameters
    ----------
    lines
        Vertices of each line, degrees, EPSG:4326: arrays of longitudes and latitudes.
    """

    def __init__(self, lines: list[tuple[FloatArray, FloatArray]]) -> None:
        cut = [_cut(lon, lat) for lon, lat in lines]
        lon = [lon for lon, _ in cut]
        lat = [lat for _, lat in cut]
        self._line = np.repeat(np.arange(len(cut)), [max(len(a) - 1, 0) for a in lon])
        self._start = (_joined([a[:-1] for a in lon]), _joined([a[:-1] for a in lat]))
        self._end = (_joined([a[1:] for a in lon]), _joined([a[1:] for a in lat]))
        middle = (self._start[0] + self._end[0]) / 2, (self._start[1] + self._end[1]) / 2
        self._tree = cKDTree(unit_vectors(*middle)) if len(self._line) else None

    def away(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> Away:
        """Return the distance of each point to the nearest line, metres, and the position of that line."""
        lon, lat = np.atleast_1d(np.asarray(lon, dtype=np.float64)), np.atleast_1d(np.asarray(lat, dtype=np.float64))
        if self._tree is None:
            return Away(np.full(len(lon), np.inf), np.full(len(lon), -1))
        k = min(CANDIDATES, len(self._line))
        piece = self._tree.query(unit_vectors(lon, lat), k=np.arange(1, k + 1))[1]
        start, end = (self._start[0][piece], self._start[1][piece]), (self._end[0][piece], self._end[1][piece])
        share = foot_on_pieces((lon[:, None], lat[:, None]), start, end).fraction
        foot = start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
        metres = distance_m(lon[:, None], lat[:, None], *foot)
        best = np.argmin(metres, axis=1)[:, None]
        nearest = np.take_along_axis(piece, best, axis=1)[:, 0]
        return Away(np.take_along_axis(metres, best, axis=1)[:, 0], self._line[nearest])


def _cut(lon: FloatArray, lat: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the line with vertices added so that none of its pieces is longer than the step."""
    longest = np.maximum(np.abs(np.diff(lon)), np.abs(np.diff(lat)))
    counts = np.maximum(np.ceil(longest / STEP_DEGREES), 1).astype(np.int64)
    at = np.concatenate([np.arange(n) / n + k for k, n in enumerate(counts)] + [[len(counts)]])
    whole = np.arange(len(lon))
    return np.interp(at, whole, lon), np.interp(at, whole, lat)


def _joined(parts: list[FloatArray]) -> FloatArray:
    return np.concatenate(parts) if parts else np.empty(0)


def unit_vectors(lon: FloatArray, lat: FloatArray) -> FloatArray:
    """Return places, degrees, as points of the unit sphere, one row each: near ones are found without a map."""
    east, north = np.radians(lon), np.radians(lat)
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])
