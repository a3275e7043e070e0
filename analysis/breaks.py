"""Where a corridor must be broken: at borders, at first-level administrative lines, where corridors meet."""

import geopandas as gpd
import numpy as np
import shapely

from geo.line import MeasuredLine
from geo.roads import FloatArray

TOUCH_M = 100.0  # the end of one corridor this near another meets it


def forced_breaks(
    corridor_id: str,
    corridors: gpd.GeoDataFrame,
    *,
    borders: gpd.GeoDataFrame | None,
    areas: gpd.GeoDataFrame | None,
) -> FloatArray:
    """Return the measures of the forced breaks of one corridor, whole metres, rising, its two ends left out.

    Parameters
    ----------
    corridor_id
        Which corridor.
    corridors, borders, areas
        The study's tables, EPSG:4326. Areas of level ``adm1`` (or 1) break corridors at their edges.
    """
    line = MeasuredLine(dict(zip(corridors["corridor_id"], corridors.geometry, strict=True))[corridor_id])
    shape = shapely.LineString(np.column_stack([line.lon, line.lat]))
    others = corridors[corridors["corridor_id"] != corridor_id].geometry
    found = [_meetings(line, shape, other) for other in others]
    found += [crossings(line, shape, edge) for edge in _edges(borders, areas)]
    whole = np.unique(np.round(np.concatenate([[0.0], *found])))
    return whole[(whole >= 1) & (whole <= line.length_m - 1)]


def _edges(borders: gpd.GeoDataFrame | None, areas: gpd.GeoDataFrame | None) -> list[shapely.Geometry]:
    edges: list[shapely.Geometry] = [] if borders is None else list(borders.geometry)
    if areas is not None and "level" in areas:
        first = areas["level"].astype(str).str.lower().isin(["adm1", "1", "1.0"])
        edges += [shapely.boundary(area) for area in areas.geometry[first]]
    return edges


def crossings(line: MeasuredLine, shape: shapely.LineString, other: shapely.Geometry) -> FloatArray:
    """Return where the line crosses or begins or ceases to follow another, metres along it, in no order.

    Parameters
    ----------
    line, shape
        The line, measured and as a shape.
    other
        The other line, EPSG:4326.
    """
    shared = shapely.intersection(shape, other)
    if shared.is_empty:
        return np.empty(0)
    parts = shapely.get_parts(shared)
    is_line = shapely.length(parts) > 0
    stretches = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(list(parts[is_line]))))
    ends = [shapely.get_coordinates(part)[[0, -1]] for part in (*stretches, *parts[~is_line])]
    at = np.concatenate(ends)
    return line.locate(at[:, 0], at[:, 1])


def _meetings(line: MeasuredLine, shape: shapely.LineString, other: shapely.Geometry) -> FloatArray:
    ends = shapely.get_coordinates(other)[[0, -1]]
    touching = np.array([line.feet(lon, lat).distance_m.min() <= TOUCH_M for lon, lat in ends])
    return np.concatenate([crossings(line, shape, other), line.locate(*ends[touching].T)])
