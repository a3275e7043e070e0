"""The drawn shape of a catchment: reached roads on a raster, distance from them, one contour."""

from dataclasses import dataclass

import contourpy
import numpy as np
import numpy.typing as npt
import shapely
from scipy.ndimage import distance_transform_edt

from geo.geodesy import WGS84, metres_per_degree
from geo.reached import Reached
from geo.roads import FloatArray, Roads

CELL_M = 50.0  # for cutoffs up to half an hour; grows with the cutoff beyond
CELL_CUTOFF_S = 1_800.0
BUFFER_CELLS = 5.0
MOST_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Isochrone:
    """The shape drawn for a catchment.

    Attributes
    ----------
    shape
        MultiPolygon, EPSG:4326, valid, holes kept; empty where nothing is reached.
    buffer_m
        How far beyond a reached road the shape extends.
    area_m2
        Geodesic area, holes taken off.
    """

    shape: shapely.MultiPolygon
    buffer_m: float
    area_m2: float


def draw_isochrone(roads: Roads, reached: Reached, *, cutoff_s: float) -> Isochrone:
    """Return the area within a stated distance of the roads reached. Never a convex hull: what lies between stays out.

    Parameters
    ----------
    roads
        The roads of one place.
    reached
        Stretches within reach.
    cutoff_s
        Sets the size of the raster's cells: 50 m up to 30 min, in proportion beyond.
    """
    cell_m = CELL_M * max(1.0, cutoff_s / CELL_CUTOFF_S)
    if len(reached.edge) == 0:
        return Isochrone(shapely.MultiPolygon(), BUFFER_CELLS * cell_m, 0.0)
    frame = _frame(roads, reached)
    x, y = _dots(roads, reached, frame, cell_m / 2)
    cell_m = max(cell_m, float(np.sqrt(np.ptp(x) * np.ptp(y) / MOST_CELLS)))
    buffer_m = BUFFER_CELLS * cell_m
    flat = _contour(x, y, cell_m, buffer_m)
    shape = shapely.transform(
        flat, lambda xy: np.column_stack([xy[:, 0] / frame[2] + frame[0], xy[:, 1] / frame[3] + frame[1]])
    )
    return Isochrone(shape, buffer_m, abs(WGS84.geometry_area_perimeter(shape)[0]))


def _frame(roads: Roads, reached: Reached) -> tuple[float, float, float, float]:
    """Return the middle of what is reached (degrees) and the metres per degree there."""
    lon, lat = roads.lon[roads.tail[reached.edge]], roads.lat[roads.tail[reached.edge]]
    middle_lon, middle_lat = float(lon.min() + lon.max()) / 2, float(lat.min() + lat.max()) / 2
    east, north = metres_per_degree(middle_lat)
    return middle_lon, middle_lat, float(east), float(north)


def _dots(
    roads: Roads, reached: Reached, frame: tuple[float, float, float, float], step_m: float
) -> tuple[FloatArray, FloatArray]:
    """Return points at most `step_m` apart along the stretches, metres from the middle."""
    tail, head = roads.tail[reached.edge], roads.head[reached.edge]
    counts = np.ceil((reached.end - reached.start) * roads.length_m[reached.edge] / step_m).astype(np.int64) + 1
    row = np.repeat(np.arange(len(counts)), counts)
    k = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    along = reached.start[row] + (reached.end - reached.start)[row] * k / np.maximum(counts[row] - 1, 1)
    lon = roads.lon[tail][row] + along * (roads.lon[head] - roads.lon[tail])[row]
    lat = roads.lat[tail][row] + along * (roads.lat[head] - roads.lat[tail])[row]
    return (lon - frame[0]) * frame[2], (lat - frame[1]) * frame[3]


def _contour(x: FloatArray, y: FloatArray, cell_m: float, buffer_m: float) -> shapely.MultiPolygon:
    margin = int(BUFFER_CELLS) + 2
    west, south = float(x.min()) - margin * cell_m, float(y.min()) - margin * cell_m
    column, row = np.rint((x - west) / cell_m).astype(np.int64), np.rint((y - south) / cell_m).astype(np.int64)
    away = np.ones((int(row.max()) + margin + 1, int(column.max()) + margin + 1), dtype=np.bool_)
    away[row, column] = False
    distance_m = np.asarray(distance_transform_edt(away, sampling=cell_m))
    lines = contourpy.contour_generator(
        west + cell_m * np.arange(away.shape[1]),
        south + cell_m * np.arange(away.shape[0]),
        distance_m,
        fill_type=contourpy.FillType.OuterOffset,
    ).filled(-1.0, buffer_m)
    return _polygons(*lines, tolerance_m=cell_m / 2)


def _polygons(
    points: list[FloatArray], offsets: list[npt.NDArray[np.uint32]], *, tolerance_m: float
) -> shapely.MultiPolygon:
    polygons = [
        shapely.Polygon(rings[0], rings[1:])
        for rings in (
            _simplified(np.split(xy, at[1:-1].astype(np.int64)), tolerance_m)
            for xy, at in zip(points, offsets, strict=True)
        )
    ]
    # Rings with fewer points may cross: where a hole then leaves its shape, what lies outside stays outside.
    shape = shapely.make_valid(shapely.MultiPolygon(polygons), method="structure", keep_collapsed=False)
    return shapely.MultiPolygon([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])


def _simplified(rings: list[FloatArray], tolerance_m: float) -> npt.NDArray[np.object_]:
    """Return the rings with fewer points, none of them lost; Douglas & Peucker 1973.

    The way that never lets a ring touch itself takes eight times as long, and is taken for those that would.
    """
    whole = np.array([shapely.LinearRing(ring) for ring in rings], dtype=np.object_)
    simple = shapely.simplify(whole, tolerance_m, preserve_topology=False)
    lost = shapely.is_empty(simple) | ~shapely.is_valid(simple)
    simple[lost] = shapely.simplify(whole[lost], tolerance_m)
    return simple
