"""Where the map says nothing: segments with no mapped facility of any kind near them and no complete list."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from analysis.segments import Segments
from geo.geodesy import foot_on_pieces
from geo.line import MeasuredLine
from geo.roads import FloatArray

NEAR_M = 25_000.0


def lacks_evidence(
    line: MeasuredLine, segments: Segments, seen: gpd.GeoDataFrame, *, complete: shapely.Geometry | None
) -> npt.NDArray[np.bool_]:
    """Return True for each segment farther than 25 km from every mapped facility that no complete list covers.

    Parameters
    ----------
    line, segments
        The corridor and its pieces.
    seen
        Facilities of any kind and service, EPSG:4326; closed ones are evidence too.
    complete
        The area some source declares complete, EPSG:4326; None: nowhere.
    """
    covered = _covered(line, segments, complete)
    if covered.all():
        return ~covered
    away_m = _away_m(line, segments, seen["lon"].to_numpy(dtype=np.float64), seen["lat"].to_numpy(dtype=np.float64))
    return (away_m > NEAR_M) & ~covered


def _away_m(line: MeasuredLine, segments: Segments, lon: FloatArray, lat: FloatArray) -> FloatArray:
    """Return the distance from each segment to the nearest place, measured in the flat frame around the place."""
    cuts = [shapely.get_coordinates(line.cut(a, b)) for a, b in zip(segments.start_m, segments.end_m, strict=True)]
    owner = np.repeat(np.arange(len(cuts)), [len(xy) - 1 for xy in cuts])
    start, end = np.concatenate([xy[:-1] for xy in cuts]).T, np.concatenate([xy[1:] for xy in cuts]).T
    away_m = np.full(len(cuts), np.inf)
    for place in zip(lon, lat, strict=True):
        at = np.asarray(place[0]), np.asarray(place[1])
        np.minimum.at(away_m, owner, foot_on_pieces(at, (start[0], start[1]), (end[0], end[1])).distance_m)
    return away_m


def _covered(line: MeasuredLine, segments: Segments, complete: shapely.Geometry | None) -> npt.NDArray[np.bool_]:
    """Return True for each segment all of whose samples lie in the complete area."""
    if complete is None:
        return np.zeros(len(segments.start_m), dtype=np.bool_)
    inside = shapely.intersects_xy(complete, *line.at(segments.sample_m))
    outside = np.bincount(segments.cell_segment, weights=~inside, minlength=len(segments.start_m))
    return np.asarray(outside == 0)
