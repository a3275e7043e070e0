"""Distances on the WGS 84 ellipsoid and the flat frame around a point. Degrees in, metres out."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from pyproj import Geod

from geo.roads import FloatArray

WGS84 = Geod(ellps="WGS84")


def distance_m(lon_a: npt.ArrayLike, lat_a: npt.ArrayLike, lon_b: npt.ArrayLike, lat_b: npt.ArrayLike) -> FloatArray:
    """Return the geodesic distance between pairs of points, metres; the inputs broadcast."""
    lon_a, lat_a, lon_b, lat_b = np.broadcast_arrays(lon_a, lat_a, lon_b, lat_b)
    return np.asarray(WGS84.inv(lon_a, lat_a, lon_b, lat_b)[2], dtype=np.float64)


def measures_m(lon: FloatArray, lat: FloatArray) -> FloatArray:
    """Return the distance travelled at each vertex of a line, metres; the first is 0."""
    steps = distance_m(lon[:-1], lat[:-1], lon[1:], lat[1:])
    return np.concatenate([[0.0], np.cumsum(steps)])


def metres_per_degree(lat: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return the lengths of a degree of longitude and of latitude at `lat`, metres (WGS 84 radii of curvature)."""
    radians = np.radians(np.asarray(lat, dtype=np.float64))
    squash = 1.0 - WGS84.es * np.sin(radians) ** 2
    east = np.radians(WGS84.a / np.sqrt(squash) * np.cos(radians))
    north = np.radians(WGS84.a * (1.0 - WGS84.es) / squash**1.5)
    return east, north


class Foot(NamedTuple):
    """The nearest point of a straight piece to a point.

    Attributes
    ----------
    distance_m
        Metres from the point to the piece.
    fraction
        Where on the piece the nearest point lies: 0 at its start, 1 at its end; 0 on a piece of no length.
    """

    distance_m: FloatArray
    fraction: FloatArray


def foot_on_pieces(
    point: tuple[FloatArray, FloatArray], start: tuple[FloatArray, FloatArray], end: tuple[FloatArray, FloatArray]
) -> Foot:
    """Return the nearest point of straight pieces to points, pair by pair.

    Parameters
    ----------
    point, start, end
        Longitudes and latitudes, degrees; the shapes broadcast. Measured in the flat frame around `point`: good to
        a millionth at 25 km.
    """
    east, north = metres_per_degree(point[1])
    ax, ay = (start[0] - point[0]) * east, (start[1] - point[1]) * north
    dx, dy = (end[0] - start[0]) * east, (end[1] - start[1]) * north
    square = dx * dx + dy * dy
    with np.errstate(invalid="ignore", divide="ignore"):
        along = np.where(square > 0, -(ax * dx + ay * dy) / square, 0.0)
    fraction = np.clip(along, 0.0, 1.0)
    return Foot(np.hypot(ax + fraction * dx, ay + fraction * dy), fraction)
