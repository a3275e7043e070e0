"""How much of each road lies inside a drawn area, or beside a drawn line."""

from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from analysis.what_if.shapes import drawn_edges, edges_in_box
from geo.geodesy import metres_per_degree
from geo.roads import FloatArray, Roads

BESIDE_M = 100.0  # so near a drawn line a road counts as on it: the lines of two maps differ by as much [P]
_LONGEST_DEG = 0.1  # a longer piece of line would leave the flat frame around its middle
_AREAS = ("Polygon", "MultiPolygon")


def area_of(shape: BaseGeometry) -> BaseGeometry:
    """Return the area a drawn shape stands for: itself, or what is within 100 m of a line.

    Parameters
    ----------
    shape
        An area or a line, or several, EPSG:4326. A line is measured in the flat frame around each piece of it.
    """
    if shape.geom_type in _AREAS:
        return shape
    return shapely.union_all([_beside(start, end) for part in shapely.get_parts(shape) for start, end in _pieces(part)])


def share_inside(roads: Roads, area: BaseGeometry) -> FloatArray:
    """Return which share of each edge lies inside an area, from 0 to 1.

    Parameters
    ----------
    roads
        The roads of one place.
    area
        One area or several, EPSG:4326.

    Notes
    -----
    Edges are straight in degrees, and so the share of one is the same in degrees as in any flat frame.
    """
    share = np.zeros(len(roads.tail))
    near = edges_in_box(roads, area.bounds)
    lines = drawn_edges(roads, near)
    shapely.prepare(area)
    whole = shapely.covers(area, lines)
    share[near[whole]] = 1.0
    cut = shapely.intersects(area, lines) & ~whole
    inside, length = shapely.length(shapely.intersection(area, lines[cut])), shapely.length(lines[cut])
    share[near[cut]] = np.divide(inside, length, out=np.zeros(len(length)), where=length > 0)
    return np.minimum(share, 1.0)


def _pieces(line: BaseGeometry) -> list[tuple[FloatArray, FloatArray]]:
    return list(pairwise(shapely.get_coordinates(shapely.segmentize(line, _LONGEST_DEG))))


def _beside(start: FloatArray, end: FloatArray) -> BaseGeometry:
    scale = np.array(metres_per_degree((start[1] + end[1]) / 2))
    return shapely.transform(
        shapely.buffer(shapely.LineString([start * scale, end * scale]), BESIDE_M), lambda at: at / scale
    )
