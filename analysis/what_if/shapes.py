"""Which roads a drawn area or line is about."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from data.scenario import Closure, Course
from geo.geodesy import metres_per_degree
from geo.roads import FloatArray, IntArray, Roads

Mask = npt.NDArray[np.bool_]
_LONGEST_DEG = 0.1  # a longer piece of line would leave the flat frame around its middle


def edges_touching(roads: Roads, polygon: Course) -> Mask:
    """Return which edges an area touches, with its outline or its inside.

    Parameters
    ----------
    roads
        The roads of one place.
    polygon
        Its corners, longitude and latitude in degrees, EPSG:4326.
    """
    area = shapely.Polygon(polygon)
    shapely.prepare(area)
    touched = np.zeros(len(roads.tail), dtype=np.bool_)
    near = edges_in_box(roads, area.bounds)
    touched[near] = shapely.intersects(area, drawn_edges(roads, near))
    return touched


def edges_near(roads: Roads, line: Course, within_m: float) -> Mask:
    """Return which edges come within some metres of a line, with any part of theirs.

    Parameters
    ----------
    roads
        The roads of one place.
    line
        Its points, longitude and latitude in degrees, EPSG:4326.
    within_m
        Metres; as many exactly are within. Measured in the flat frame around each piece of the line.
    """
    points = shapely.get_coordinates(shapely.segmentize(shapely.LineString(line), _LONGEST_DEG))
    touched = np.zeros(len(roads.tail), dtype=np.bool_)
    for start, end in pairwise(points):
        east, north = (float(each) for each in metres_per_degree((start[1] + end[1]) / 2))
        (west, south), (right, top) = np.minimum(start, end), np.maximum(start, end)
        wide, high = within_m / east, within_m / north
        # The frame of each road's own latitude is a little wider or narrower: the box has room to spare.
        near = edges_in_box(roads, (west - 1.1 * wide, south - 1.1 * high, right + 1.1 * wide, top + 1.1 * high))
        piece = shapely.LineString([start, end] * np.array([east, north]))
        touched[near] |= shapely.distance(piece, drawn_edges(roads, near, (east, north))) <= within_m
    return touched


def closed_edges(roads: Roads, closure: Closure) -> Mask:
    """Return which edges a closure closes, to whatever mode."""
    if closure.polygon:
        return edges_touching(roads, closure.polygon)
    if closure.line:
        return edges_near(roads, closure.line, closure.within_m)
    if closure.ways:
        return np.isin(roads.way_id, closure.ways)
    return _between(roads, closure.edges)


def unknown_ids(roads: Roads, closure: Closure) -> tuple[str, ...]:
    """Return the ways and pieces of road a closure names that are not among the roads, as they were written."""
    ways = [str(each) for each in closure.ways if not (roads.way_id == each).any()]
    pieces = [str(list(each)) for each in closure.edges if not _between(roads, (each,)).any()]
    return (*ways, *pieces)


def _between(roads: Roads, pairs: tuple[tuple[int, int], ...]) -> Mask:
    """Return which edges run between the two nodes of a pair, either way; one id may be that of several nodes."""
    tail, head = roads.node_id[roads.tail], roads.node_id[roads.head]
    found = np.zeros(len(roads.tail), dtype=np.bool_)
    for first, second in pairs:
        found |= (tail == first) & (head == second) | (tail == second) & (head == first)
    return found


def edges_in_box(roads: Roads, bounds: tuple[float, float, float, float]) -> IntArray:
    """Return the edges whose own box meets a box: west, south, east, north, degrees, EPSG:4326."""
    west, south, east, north = bounds
    lon, lat = (axis[np.stack([roads.tail, roads.head])] for axis in (roads.lon, roads.lat))
    inside = (lon.max(0) >= west) & (lon.min(0) <= east) & (lat.max(0) >= south) & (lat.min(0) <= north)
    return np.flatnonzero(inside)


def drawn_edges(roads: Roads, edges: IntArray, scale: tuple[float, float] = (1.0, 1.0)) -> npt.NDArray[np.object_]:
    """Return the straight course of some edges, in degrees times `scale` (east, north)."""
    ends: FloatArray = np.stack([roads.tail[edges], roads.head[edges]], axis=1)
    return np.asarray(shapely.linestrings(np.stack([roads.lon[ends] * scale[0], roads.lat[ends] * scale[1]], axis=2)))


def lines_of(roads: Roads, edges: Mask) -> BaseGeometry:
    """Return the course of some edges, EPSG:4326, each road once and joined where nothing branches off."""
    low, high = np.minimum(roads.tail, roads.head)[edges], np.maximum(roads.tail, roads.head)[edges]
    ends = np.unique(np.stack([low, high], axis=1), axis=0)
    corners = np.stack([roads.lon[ends], roads.lat[ends]], axis=2)
    return shapely.line_merge(shapely.MultiLineString(list(corners)))
