"""Weights of places known only roughly, spread evenly over the roads around them."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.density import edge_of_piece
from geo.geodesy import metres_per_degree
from geo.hilbert import hilbert_order
from geo.interrupts import interrupts_held
from geo.kernels.around import BLOCK, Circles, Ground, spread_within
from geo.kernels.contract import Chains
from geo.kernels.density import Stands
from geo.pieces import Pieces
from geo.roads import FloatArray, IntArray, Roads


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
        The weight of each goes evenly over all metres of road within ``within_m`` of it, measured in the flat frame
        around it. Where there is none it goes to the nearest point of a road.
    nearest_m
        That road is at most so far away, or ``within_m`` if that is farther; else the place is not found.
    step_m
        How far apart the points on a road are, at most: a weight between two of them is split in inverse proportion
        to its distance from each, so that its mean place stays.
    """
    piece, ground = _ground_of(roads, chains, step_m)
    places, which = _merged(places)
    points = np.zeros(int((ground.cells + 1).sum()))
    with interrupts_held():
        circles = Circles(places.lon, places.lat, *metres_per_degree(places.lat), places.within_m, places.weight)
        found = spread_within(ground, circles, points)
    left = np.flatnonzero(~found)
    found[left] = _put_on_nearest(ground, places.taken(left), nearest_m, points)
    at = np.flatnonzero(points)
    row = np.searchsorted(ground.first, at, side="right") - 1
    from_m = (at - ground.first[row]) / ground.cells[row] * ground.length_m[row]
    return Spread(Stands(piece[row], from_m, points[at]), found[which])


def _ground_of(roads: Roads, chains: Chains, step_m: float) -> tuple[IntArray, Ground]:
    """Return the pieces that have a length, in an order in which near ones stand together, and where they are."""
    edge = edge_of_piece(chains)
    piece = np.flatnonzero(roads.length_m[edge] > 0)
    tail, head = roads.tail[edge[piece]], roads.head[edge[piece]]
    order = hilbert_order((roads.lon[tail] + roads.lon[head]) / 2, (roads.lat[tail] + roads.lat[head]) / 2)
    piece, tail, head = piece[order], tail[order], head[order]
    turned, length_m = chains.along[piece] < 0, roads.length_m[edge[piece]]
    first, last = np.where(turned, head, tail), np.where(turned, tail, head)
    start, end = (roads.lon[first], roads.lat[first]), (roads.lon[last], roads.lat[last])
    at = np.arange(0, len(piece), BLOCK)
    west, south = (np.minimum.reduceat(np.minimum(*both), at) for both in zip(start, end, strict=True))
    east, north = (np.maximum.reduceat(np.maximum(*both), at) for both in zip(start, end, strict=True))
    cells = np.maximum(np.ceil(length_m / step_m), 1).astype(np.int64)
    points = np.cumsum(cells + 1) - (cells + 1)
    boxes = (west, south), (east, north), np.add.reduceat(length_m, at)
    return piece, Ground(start, end, length_m, *boxes, points, cells)


def _merged(places: Places) -> tuple[Places, IntArray]:
    """Return each place once with all of its weight, and which of them each was."""
    key = np.column_stack(places[:3])
    once, which = np.unique(key, axis=0, return_inverse=True)
    which = which.ravel()
    lon, lat, within_m = (np.ascontiguousarray(column) for column in once.T)
    weight = np.zeros(len(once))
    np.add.at(weight, which, places.weight)
    return Places(lon, lat, within_m, weight), which


def _put_on_nearest(ground: Ground, places: Places, nearest_m: float, points: FloatArray) -> npt.NDArray[np.bool_]:
    """Add the weight of places at the nearest point of a road; return which have one within reach."""
    reach_m = np.maximum(places.within_m, nearest_m)
    near = Pieces(ground.start, ground.end).near(
        places.lon, places.lat, reach_m=float(reach_m.max(initial=nearest_m)), slack_m=0.0
    )
    near = near.taken(near.distance_m <= reach_m[near.point])
    point, rows = np.unique(near.point, return_index=True)
    near = near.taken(rows)
    cells = ground.cells[near.piece]
    at = near.fraction * cells
    low = np.minimum(at.astype(np.int64), cells - 1)
    for share, beside in ((1.0 - (at - low), low), (at - low, low + 1)):
        np.add.at(points, ground.first[near.piece] + beside, places.weight[point] * share)
    found = np.zeros(len(places.lon), np.bool_)
    found[point] = True
    return found
