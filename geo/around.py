"""Weights of places known only roughly, spread evenly over the roads around them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.density import edge_of_piece
from geo.geodesy import part_within
from geo.kernels.contract import Chains
from geo.kernels.density import Stands
from geo.pieces import Near, Pieces
from geo.roads import FloatArray, IntArray, Roads

AT_ONCE = 64  # places: around each there may be every road of a town


class Places(NamedTuple):
    """Places with a weight: longitudes, latitudes (degrees, EPSG:4326), and within how many metres each is known."""

    lon: FloatArray
    lat: FloatArray
    within_m: FloatArray
    weight: FloatArray

    def taken(self, rows: IntArray) -> "Places":
        """Return the places at `rows`, in that order."""
        return Places(*(column[rows] for column in self))


class Spread(NamedTuple):
    """Places on the roads.

    Attributes
    ----------
    stands
        Points on the pieces of the chains; their weights sum to those of the places found.
    found
        Whether there is a road for each place.
    """

    stands: Stands
    found: npt.NDArray[np.bool_]


def spread_around(roads: Roads, chains: Chains, places: Places, *, nearest_m: float, step_m: float) -> Spread:
    """Return places spread over the roads of one mode.

    Parameters
    ----------
    roads, chains
        The roads of one place, and the chains of the mode.
    places
        The weight of each goes evenly over all metres of road within ``within_m`` of it. Where there is none it goes
        to the nearest point of a road.
    nearest_m
        That road is at most so far away, or ``within_m`` if that is farther; else the place is not found.
    step_m
        How far apart the points on a road are, at most: a weight between two of them is split in inverse proportion
        to its distance from each, so that its mean place stays.
    """
    length_m = roads.length_m[edge_of_piece(chains)]
    cells = np.maximum(np.ceil(length_m / step_m), 1).astype(np.int64)
    first = np.concatenate([[0], np.cumsum(cells + 1)]).astype(np.int64)
    places, which = _merged(places)
    weight, found = np.zeros(first[-1]), np.zeros(len(places.lon), np.bool_)
    for rows, part in _parts(_Ground(roads, chains, length_m), places, nearest_m=nearest_m):
        found[rows[part.place]] = True
        _add(weight, part.cut(length_m, step_m), (first, cells))
    at = np.flatnonzero(weight)
    piece = np.searchsorted(first, at, side="right") - 1
    share = (at - first[piece]) / cells[piece]
    return Spread(Stands(piece, share * length_m[piece], weight[at]), found[which])


def _merged(places: Places) -> tuple[Places, IntArray]:
    """Return each place once with all of its weight, and which of them each was."""
    key = np.column_stack(places[:3])
    once, which = np.unique(key, axis=0, return_inverse=True)
    which = which.ravel()
    lon, lat, within_m = once.T
    weight = np.zeros(len(once))
    np.add.at(weight, which, places.weight)
    return Places(lon, lat, within_m, weight), which


class _Part(NamedTuple):
    """Parts of pieces (from and to: shares of the piece) and the weight that lies evenly on each, by place."""

    place: IntArray
    piece: IntArray
    begin: FloatArray
    end: FloatArray
    weight: FloatArray

    def cut(self, length_m: FloatArray, step_m: float) -> "_Part":
        """Return the parts cut so that none is longer than a step."""
        wide = self.end - self.begin
        pieces = np.maximum(np.ceil(wide * length_m[self.piece] / step_m), 1).astype(np.int64)
        of = np.repeat(np.arange(len(pieces)), pieces)
        which = np.arange(len(of)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        begin = self.begin[of] + wide[of] * which / pieces[of]
        return _Part(self.place[of], self.piece[of], begin, begin + wide[of] / pieces[of], (self.weight / pieces)[of])


class _Ground:
    """The pieces of the chains that have a length, by place."""

    def __init__(self, roads: Roads, chains: Chains, length_m: FloatArray) -> None:
        self.piece, edge = np.flatnonzero(length_m > 0), edge_of_piece(chains)
        self.length_m, turned = length_m[self.piece], chains.along[self.piece] < 0
        tail, head = roads.tail[edge[self.piece]], roads.head[edge[self.piece]]
        start, end = np.where(turned, head, tail), np.where(turned, tail, head)
        self.start, self.end = (roads.lon[start], roads.lat[start]), (roads.lon[end], roads.lat[end])
        self.pieces = Pieces(self.start, self.end)


def _parts(ground: _Ground, places: Places, *, nearest_m: float) -> Iterator[tuple[IntArray, _Part]]:
    """Yield the places, some at a time, and what of their weight goes where."""
    like = np.ceil(np.log2(np.maximum(places.within_m, 1.0)))
    order = np.lexsort((places.lat, places.lon, like))
    for rows in np.split(order, np.flatnonzero(np.diff(like[order])) + 1):
        for low in range(0, len(rows), AT_ONCE):
            some = rows[low : low + AT_ONCE]
            yield some, _around(ground, places.taken(some), nearest_m=nearest_m)


def _around(ground: _Ground, places: Places, *, nearest_m: float) -> _Part:
    widest_m = float(places.within_m.max(initial=0.0))
    near = ground.pieces.near(places.lon, places.lat, reach_m=max(widest_m, nearest_m), slack_m=widest_m)
    start, end = (tuple(axis[near.piece] for axis in side) for side in (ground.start, ground.end))
    at = places.lon[near.point], places.lat[near.point]
    begin, close = part_within(at, (start[0], start[1]), (end[0], end[1]), places.within_m[near.point])
    metres = np.where(near.distance_m < places.within_m[near.point], (close - begin) * ground.length_m[near.piece], 0.0)
    total_m = np.bincount(near.point, metres, minlength=len(places.lon))
    over = np.flatnonzero(metres)
    place = near.point[over]
    part = _Part(
        place, near.piece[over], begin[over], close[over], metres[over] / total_m[place] * places.weight[place]
    )
    alone = _nearest(near, places, total_m == 0, nearest_m=nearest_m)
    both = (np.concatenate(columns) for columns in zip(part, alone, strict=True))
    whole = _Part(*both)
    return whole._replace(piece=ground.piece[whole.piece])


def _nearest(near: Near, places: Places, left: npt.NDArray[np.bool_], *, nearest_m: float) -> _Part:
    """Return the nearest point of a road for those that are left and have one within reach."""
    reach_m = np.maximum(places.within_m, nearest_m)
    there = np.flatnonzero(left[near.point] & (near.distance_m <= reach_m[near.point]))
    there = there[np.lexsort((near.piece[there], near.distance_m[there], near.point[there]))]
    point, first = np.unique(near.point[there], return_index=True)
    at = there[first]
    return _Part(point, near.piece[at], near.fraction[at], near.fraction[at], places.weight[point])


def _add(weight: FloatArray, part: _Part, grid: tuple[IntArray, IntArray]) -> None:
    """Add weights to the points of their pieces that they lie between."""
    first, cells = grid
    at = (part.begin + part.end) / 2 * cells[part.piece]
    low = np.minimum(at.astype(np.int64), cells[part.piece] - 1)
    beyond = at - low
    np.add.at(weight, first[part.piece] + low, part.weight * (1.0 - beyond))
    np.add.at(weight, first[part.piece] + low + 1, part.weight * beyond)
