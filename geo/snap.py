"""Putting points on the roads: every edge a person could step onto, and the walk to it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geo.pace import WALKING_KMH
from geo.pieces import Near, Pieces
from geo.roads import NO_STEPPING_ON, FloatArray, IntArray, Roads, round_to_ticks

SLACK_M = 50.0  # both carriageways of a divided road lie within this of the nearest one
REACH_M = 5_000.0  # a longer walk to the road than an hour is no access
MPS_OF_KMH = 1 / 3.6


@dataclass(frozen=True, slots=True, eq=False)
class Snaps:
    """Points on the roads. Rows ``indptr[p]`` to ``indptr[p + 1]`` are the edges point p may use; none: it failed.

    Attributes
    ----------
    indptr
        Row bounds, one more than there are points.
    edge
        Position in the edge arrays of the roads; the two directions of a road are two edges.
    fraction
        Where on the edge the point stands, 0 at its tail, 1 at its head.
    access_m, access_s
        The walk between the point and the edge.
    """

    indptr: IntArray
    edge: npt.NDArray[np.int32]
    fraction: FloatArray
    access_m: FloatArray
    access_s: FloatArray

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.indptr) - 1

    @property
    def point(self) -> IntArray:
        """The point each row belongs to."""
        return np.repeat(np.arange(len(self)), np.diff(self.indptr))

    @property
    def failed(self) -> npt.NDArray[np.bool_]:
        """True for each point that found no road within reach."""
        return np.asarray(np.diff(self.indptr) == 0)

    def taken(self, points: IntArray) -> "Snaps":
        """Return the snaps of `points` (positions) alone, in that order."""
        counts = np.diff(self.indptr)[points]
        indptr = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        rows = np.arange(indptr[-1]) + np.repeat(self.indptr[points] - indptr[:-1], counts)
        return Snaps(indptr, self.edge[rows], self.fraction[rows], self.access_m[rows], self.access_s[rows])

    def followed_by(self, other: "Snaps") -> "Snaps":
        """Return these points and after them others."""
        indptr = np.concatenate([self.indptr, self.indptr[-1] + other.indptr[1:]])
        return Snaps(
            indptr,
            np.concatenate([self.edge, other.edge]),
            np.concatenate([self.fraction, other.fraction]),
            np.concatenate([self.access_m, other.access_m]),
            np.concatenate([self.access_s, other.access_s]),
        )


class Snapper:
    """Snaps points to the edges one mode may use.

    Parameters
    ----------
    roads
        The roads of one place.
    mode
        One of ``MODES``.
    walking_kmh
        How fast the way between a point and its road is walked, km/h.
    """

    def __init__(self, roads: Roads, mode: str, *, walking_kmh: float = WALKING_KMH) -> None:
        self._roads = roads
        self._walk_mps = walking_kmh * MPS_OF_KMH
        self._usable = np.isfinite(roads.time_s[mode]) & (roads.tail != roads.head) & (roads.length_m > 0)

    def snap(self, lon: FloatArray, lat: FloatArray, *, on_road: bool = False) -> Snaps:
        """Return every edge within 50 m of the nearest one, for each point.

        Parameters
        ----------
        lon, lat
            Points, degrees, EPSG:4326. A NaN place snaps to nothing.
        on_road
            True for someone already travelling, who may be on a motorway or a ferry; others step onto one only
            where another road meets it.
        """
        side = self._travels if on_road else self._steps_on
        return side.snap(np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64))

    # Each index is built when it is first asked for: few questions need both.

    @cached_property
    def _steps_on(self) -> "_Side":
        closed = np.isin(self._roads.road_class, NO_STEPPING_ON)
        return _Side(self._roads, np.flatnonzero(self._usable & ~closed), self._walk_mps)

    @cached_property
    def _travels(self) -> "_Side":
        return _Side(self._roads, np.flatnonzero(self._usable), self._walk_mps)


class _Side:
    """The edges that may be snapped to, each pair of directions indexed as one piece."""

    def __init__(self, roads: Roads, edges: IntArray, walk_mps: float) -> None:
        self._walk_mps = walk_mps
        tail, head, nodes = roads.tail[edges], roads.head[edges], np.int64(len(roads.lon))
        pair = np.minimum(tail, head) * nodes + np.maximum(tail, head)
        order = np.argsort(pair, kind="stable")
        first = np.flatnonzero(np.diff(pair[order], prepend=-1))
        self._edges, self._indptr = edges[order].astype(np.int32), np.append(first, len(order))
        self._roads = roads
        low, high = np.divmod(pair[order[first]], nodes)
        self._pieces = Pieces((roads.lon[low], roads.lat[low]), (roads.lon[high], roads.lat[high]))

    def snap(self, lon: FloatArray, lat: FloatArray) -> Snaps:
        placed = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
        near = self._pieces.near(lon[placed], lat[placed], reach_m=REACH_M, slack_m=SLACK_M)
        return self._edges_of(near._replace(point=placed[near.point]), len(lon))

    def _edges_of(self, near: Near, points: int) -> Snaps:
        counts = self._indptr[near.piece + 1] - self._indptr[near.piece]
        first = np.repeat(self._indptr[near.piece] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        edge = self._edges[np.arange(counts.sum()) + first]
        backward = self._roads.tail[edge] > self._roads.head[edge]
        fraction = np.repeat(near.fraction, counts)
        per_point = np.bincount(np.repeat(near.point, counts), minlength=points)
        access_m = np.repeat(near.distance_m, counts)
        return Snaps(
            indptr=np.concatenate([[0], np.cumsum(per_point)]).astype(np.int64),
            edge=edge,
            fraction=np.where(backward, 1.0 - fraction, fraction),
            access_m=access_m,
            access_s=round_to_ticks(access_m / self._walk_mps),
        )
