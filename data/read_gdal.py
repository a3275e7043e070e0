"""Reads GeoPackage, shapefile and FlatGeobuf through GDAL; only in the child process, never in ours."""

import json
import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import pyproj
import shapely
from pyproj.exceptions import ProjError
from shapely.geometry.base import BaseGeometry

from data.door.environment import GDAL_DRIVERS
from data.drawn_point import alone, point_cells
from data.geojson_crs import looks_like_degrees, refuse_degrees
from data.raw import RawRow, RawTable, clean_text, column_name
from data.tidied import note_tidied, was_tidied
from geo.errors import InputError

# Such words in a CRS make the projection library open a file.
_OPENS_FILES = re.compile(r"EXTENSION|grids|PARAMETERFILE|\+|file|://", re.IGNORECASE)
_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
_GROUPS = (shapely.GeometryType.MULTIPOINT, shapely.GeometryType.GEOMETRYCOLLECTION)
_NUMBERS = ("float", "int", "uint")
_METRES = (
    "names no CRS (.prj) that can be read, and its coordinates are no degrees: add the .prj, or say the UTM zone whose "
    "metres they are"
)
_AS_DEGREES = "Export it as EPSG:4326 (WGS 84, degrees)."


def read_gdal(path: Path, *, expected: int, layer: str | None = None) -> RawTable:
    """Read a layer through GDAL into raw rows.

    Parameters
    ----------
    path
        The file.
    expected
        How many rows it is known to hold.
    layer
        Which layer; None: the only one.

    Raises
    ------
    InputError
        GDAL cannot read it or reads another number of rows, its CRS is unknown or in metres while
        its coordinates are degrees, or it has none and holds no degrees and more than points. Points in metres of no
        known CRS stand in the cells ``lon`` and ``lat`` alone, and are not drawn: their zone may still be told.
    """
    _check_drivers()
    try:
        meta, _, wkb, columns = pyogrio.raw.read(path, layer=layer, force_2d=True, datetime_as_string=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, UnicodeDecodeError):
        raise InputError(path.name, "cannot be read", "Export it again, or in another format.") from None
    count = len(wkb) if wkb is not None else max(map(len, columns), default=0)
    if count != expected:
        raise InputError(path.name, f"gives {count} of its {expected} rows", "Export it again.")
    shapes = _shapes(wkb, count)
    in_metres = not meta.get("crs") and _are_points_in_metres(shapes[shapely.is_geometry(shapes)])
    placed, notes = _in_degrees(path, shapes, meta.get("crs"), in_metres=in_metres)
    names = tuple(column_name(str(name), at) for at, name in enumerate(meta["fields"], start=1))
    texts, tidied = [], {}
    for name, values, kind in zip(names, columns, meta["dtypes"], strict=True):
        given = _texts(values, str(kind))
        texts.append([clean_text(text) for text in given])
        tidied[name] = sum(map(was_tidied, given, texts[-1]))
    cells = zip(*texts, strict=True) if texts else ((),) * count
    drawn = ("lon", "lat") if any(isinstance(shape, shapely.Point) for shape in placed) else ()
    drawings = zip(wkb if wkb is not None else [None] * count, placed, strict=True)
    rows = tuple(_rows(names, cells, drawings, in_metres=in_metres))
    notes += note_tidied(names, tidied)
    numbers = frozenset(
        name for name, kind in zip(names, meta["dtypes"], strict=True) if str(kind).startswith(_NUMBERS)
    )
    columns = tuple(dict.fromkeys((*names, *drawn)))
    about = (layer,) if layer else ()
    return RawTable(path.name, columns, rows, wkb is not None, notes, numbers=numbers, about=about)


def _check_drivers() -> None:
    """Stop unless GDAL was started with our few drivers: another could open other files or addresses."""
    if not set(pyogrio.list_drivers()) <= set(GDAL_DRIVERS.values()):
        message = "GDAL has drivers that may open other files"
        raise PermissionError(message)


def _shapes(wkb: Any, count: int) -> Any:
    """Return what is drawn; a group of one as that one."""
    if wkb is None:
        return np.full(count, None)
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    groups = np.isin(shapely.get_type_id(shapes), _GROUPS)
    shapes[groups] = [alone(shape) for shape in shapes[groups]]
    return shapes


def _in_degrees(path: Path, shapes: Any, crs: str | None, *, in_metres: bool) -> tuple[Any, tuple[str, ...]]:
    """Return the shapes in degrees, and a note where that is only a guess; points in metres of no CRS as they are."""
    if in_metres:
        return shapes, (_METRES,)
    there = shapes[shapely.is_geometry(shapes)]
    if not len(there):
        return shapes, ()
    if not crs:
        west, south, east, north = shapely.total_bounds(there)
        if west < -180 or east > 180 or south < -90 or north > 90:  # noqa: PLR2004 - degrees
            what = "names no CRS (.prj) that can be read, and its coordinates are no degrees"
            raise InputError(path.name, what, "Add the .prj, or export it as EPSG:4326 (WGS 84, degrees).")
        return shapes, ("names no CRS (.prj) that can be read: taken as degrees, EPSG:4326",)
    return _projected(path, shapes, crs)


def _are_points_in_metres(there: Any) -> bool:
    """Tell whether all that is drawn are points none of which could be degrees: their zone of UTM can be told."""
    if not len(there) or not (shapely.get_type_id(there) == shapely.GeometryType.POINT).all():
        return False
    x, y = np.abs(shapely.get_coordinates(there)).T
    return bool(((x > 180) & (y > 90)).all())  # noqa: PLR2004 - degrees


def _projected(path: Path, shapes: Any, crs: str) -> tuple[Any, tuple[str, ...]]:
    if not crs.startswith("EPSG:") and _OPENS_FILES.search(crs):
        raise InputError(path.name, "names a CRS that would open other files", _AS_DEGREES)
    try:
        known = pyproj.CRS(crs)
        if known.equals(pyproj.CRS(4326), ignore_axis_order=True):
            return shapes, ()
        transformer = pyproj.Transformer.from_crs(known, 4326, always_xy=True)
    except ProjError:
        raise InputError(path.name, "names a CRS nobody knows", _AS_DEGREES) from None
    in_degrees = looks_like_degrees(shapes, known)
    if in_degrees.sum() == np.isfinite(shapely.bounds(shapes)).all(axis=1).sum() > 0:
        refuse_degrees(path, known)
    shapes = np.where(in_degrees, None, shapes)

    def project(places: Any) -> Any:
        return np.column_stack(transformer.transform(places[:, 0], places[:, 1]))

    return shapely.transform(shapes, project), (f"projected from {known.name[:60]} to EPSG:4326",)


def _rows(
    names: tuple[str, ...],
    cells: Iterable[tuple[str, ...]],
    drawn: Iterable[tuple[bytes | None, BaseGeometry | None]],
    *,
    in_metres: bool,
) -> Iterator[RawRow]:
    for number, (texts, (wkb, shape)) in enumerate(zip(cells, drawn, strict=True), start=1):
        named = dict(zip(names, texts, strict=True))
        trouble = _trouble(wkb, shape)
        if trouble or shape is None or shape.is_empty:
            yield RawRow(number, named, trouble=trouble)
            continue
        notes: tuple[tuple[str, ...], ...] = ()
        if in_metres and isinstance(shape, shapely.Point):
            yield RawRow(number, named | {"lon": f"{shape.x:.3f}", "lat": f"{shape.y:.3f}"})
            continue
        if isinstance(shape, shapely.Point):
            named, notes = point_cells(named, shape)
        yield RawRow(number, named, shape, notes=notes)


def _trouble(wkb: bytes | None, shape: BaseGeometry | None) -> str:
    if shape is None:
        return "its geometry has no usable coordinates" if wkb else ""
    if shape.geom_type not in _GEOMETRIES:
        return "its geometry is of no known type"
    finite = bool(np.isfinite(shapely.get_coordinates(shape)).all())
    return "" if finite else "its geometry has no usable coordinates"


def _texts(values: Any, kind: str) -> list[str]:
    whole = kind.startswith(("int", "uint"))
    return [_text(value, whole=whole) for value in values.tolist()]


def _text(value: object, *, whole: bool) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if whole and math.isfinite(value) else repr(value)
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return str(value) if not isinstance(value, list | dict) else json.dumps(value, ensure_ascii=False)
