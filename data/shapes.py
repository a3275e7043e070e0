"""Reads a row's place: a point, a line or an area in degrees, EPSG:4326. What cannot be one refuses the row."""

import shapely
from shapely.geometry.base import BaseGeometry

from data.intake import Row

Area = shapely.Polygon | shapely.MultiPolygon
Line = shapely.LineString | shapely.MultiLineString
_LAST_LON, _LAST_LAT = 180, 90
_OFF_THE_GLOBE = (
    "is off the globe: these look like metres (the CRS is missing or wrong) or like swapped lon and lat; "
    "export as EPSG:4326"
)


def point(row: Row) -> shapely.Point:
    """Return the point the row was found at, its mends listed; a row without a certain one is refused."""
    drawn = row.raw.geometry
    if drawn is not None and not isinstance(drawn, shapely.Point):
        row.refuse("geometry", f"is a {drawn.geom_type}; a Point is needed")
    refusal = row.located.refusal
    if refusal is not None:
        row.refuse(refusal.column, refusal.reason)
    if row.located.place is None or row.point is None:
        row.refuse("lon", "is empty")
    row.mends.extend(row.located.place.mends)
    return row.point


def one_line(row: Row) -> shapely.LineString:
    """Return one line in its drawing direction; parts are joined, and listed, where they follow one another."""
    drawn = lines(row)
    if isinstance(drawn, shapely.LineString):
        return drawn
    joined = shapely.line_merge(drawn, directed=True)
    if not isinstance(joined, shapely.LineString):
        row.refuse("geometry", f"has {len(drawn.geoms)} parts that do not join into one line from start to end")
    if len(drawn.geoms) > 1:
        row.mend("geometry", f"{len(drawn.geoms)} parts joined")
    return joined


def lines(row: Row) -> Line:
    """Return a line or several; lines of no length refuse the row."""
    drawn = _drawn(row)
    if not isinstance(drawn, shapely.LineString | shapely.MultiLineString):
        row.refuse("geometry", f"is a {drawn.geom_type}; a line is needed")
    if drawn.length == 0:
        row.refuse("geometry", "is a line of no length")
    return drawn


def line_or_area(row: Row) -> Line | Area:
    """Return a line or several, or a valid area."""
    drawn = _drawn(row)
    if not isinstance(drawn, Line | Area):
        row.refuse("geometry", f"is a {drawn.geom_type}; a line or an area is needed")
    return lines(row) if isinstance(drawn, Line) else area(row)


def area(row: Row) -> Area:
    """Return a valid area; one that crosses itself is repaired, and listed."""
    drawn = _drawn(row)
    if not isinstance(drawn, shapely.Polygon | shapely.MultiPolygon):
        row.refuse("geometry", f"is a {drawn.geom_type}; an area is needed")
    if drawn.is_valid:
        return drawn
    repaired = shapely.union_all([part for part in _flat_parts(shapely.make_valid(drawn)) if part.area > 0])
    if not isinstance(repaired, shapely.Polygon | shapely.MultiPolygon) or repaired.is_empty:
        row.refuse("geometry", f"encloses nothing ({shapely.is_valid_reason(drawn)})")
    row.mend("geometry", f"made valid ({shapely.is_valid_reason(drawn)})")
    return repaired


def _flat_parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    parts = list(shapely.get_parts(geometry))
    return [piece for part in parts for piece in shapely.get_parts(part)]


def _drawn(row: Row) -> BaseGeometry:
    if row.raw.geometry is None:
        row.refuse("geometry", "is missing")
    _check_degrees(row, "geometry", row.raw.geometry.bounds)
    return row.raw.geometry


def _check_degrees(row: Row, column: str, bounds: tuple[float, float, float, float]) -> None:
    west, south, east, north = bounds
    if west < -_LAST_LON or east > _LAST_LON or south < -_LAST_LAT or north > _LAST_LAT:
        row.refuse(column, _OFF_THE_GLOBE)
