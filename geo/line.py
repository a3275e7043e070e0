"""A line measured in metres along itself: points at a measure, measures of points, pieces cut out of it."""

import numpy as np
import numpy.typing as npt
import shapely

from geo.geodesy import Foot, foot_on_pieces, measures_m
from geo.pieces import Pieces
from geo.roads import FloatArray

BLOCK = 64  # points measured at a time: enough to be quick, few enough to stay in the processor's memory


class MeasuredLine:
    """A line string with the geodesic distance travelled at each vertex.

    Parameters
    ----------
    line
        LineString, EPSG:4326, at least two different points.

    Attributes
    ----------
    lon, lat
        Vertices, degrees; repeated ones are taken out.
    measure_m
        Metres from the start, rising.
    """

    def __init__(self, line: shapely.Geometry) -> None:
        xy = shapely.get_coordinates(line)
        moves = np.concatenate([[True], np.any(np.diff(xy, axis=0) != 0, axis=1)])
        self.lon, self.lat = xy[moves, 0], xy[moves, 1]
        self.measure_m = measures_m(self.lon, self.lat)

    @property
    def length_m(self) -> float:
        """Geodesic length, metres."""
        return float(self.measure_m[-1])

    def at(self, measure_m: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Return longitude and latitude at each measure; beyond the ends, the ends."""
        at = np.asarray(measure_m, dtype=np.float64)
        return np.interp(at, self.measure_m, self.lon), np.interp(at, self.measure_m, self.lat)

    def locate(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> FloatArray:
        """Return the measure of the nearest point of the line, metres; the first of equally near ones."""
        lon, lat = np.atleast_1d(np.asarray(lon, dtype=np.float64)), np.atleast_1d(np.asarray(lat, dtype=np.float64))
        firsts = range(0, len(lon), BLOCK)
        blocks = [self._measures(lon[first : first + BLOCK], lat[first : first + BLOCK]) for first in firsts]
        return np.concatenate([np.empty(0), *blocks])

    def measures_near(self, lon: FloatArray, lat: FloatArray, *, reach_m: float) -> FloatArray:
        """Return the measures of those points that lie within `reach_m` of the line."""
        pieces = Pieces((self.lon[:-1], self.lat[:-1]), (self.lon[1:], self.lat[1:]))
        near = pieces.near(lon, lat, reach_m=reach_m, slack_m=0.0)
        return self.measure_m[near.piece] + near.fraction * np.diff(self.measure_m)[near.piece]

    def cut(self, start_m: float, end_m: float) -> shapely.LineString:
        """Return the part of the line between two measures."""
        inner = self.measure_m[(self.measure_m > start_m) & (self.measure_m < end_m)]
        lon, lat = self.at(np.concatenate([[start_m], inner, [end_m]]))
        return shapely.LineString(np.column_stack([lon, lat]))

    def feet(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> Foot:
        """Return the nearest point of every straight piece of the line to a point, or to each of a column of points."""
        place = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
        return foot_on_pieces(place, (self.lon[:-1], self.lat[:-1]), (self.lon[1:], self.lat[1:]))

    def _measures(self, lon: FloatArray, lat: FloatArray) -> FloatArray:
        foot = self.feet(lon[:, np.newaxis], lat[:, np.newaxis])
        piece = np.argmin(foot.distance_m, axis=1)
        fraction = foot.fraction[np.arange(len(piece)), piece]
        measures: FloatArray = self.measure_m[piece] + fraction * np.diff(self.measure_m)[piece]
        return measures
