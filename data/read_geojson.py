"""Reads a GeoJSON file into raw rows, without GDAL: a file must never make us open another."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.drawn_point import alone, point_cells
from data.geojson_beside import beside_features, with_beside
from data.geojson_crs import (
    WGS84_EPSG,
    crs_of_epsg,
    looks_like_degrees,
    named_epsg,
    refuse_degrees,
    to_degrees,
)
from data.json_members import LONG_NUMBER, LongNumberError, RepeatedMemberError, parse_json, repeated_member
from data.mends import Mend
from data.raw import RawRow, RawTable, clean_text, column_name
from data.tidied import note_tidied, was_tidied
from geo.errors import InputError

_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
# What shapely raises on coordinates that are no coordinates.
_UNREADABLE = (shapely.errors.ShapelyError, ValueError, TypeError, LookupError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class _Document:
    """A file while it is read: its ``crs`` member, and what is noticed in its features.

    Attributes
    ----------
    tidied
        How many cells were put on one line, by column.
    texts
        The columns in which a feature has something else than a number.
    in_degrees
        Of each drawing in another CRS than degrees whether it looks like degrees all the same, by EPSG code.
    """

    path: Path
    crs: object
    tidied: Counter[str] = field(default_factory=Counter)
    texts: set[str] = field(default_factory=set)
    in_degrees: dict[int, list[bool]] = field(default_factory=dict)


def read_geojson(path: Path) -> RawTable:
    """Read a GeoJSON file (RFC 7946: degrees, EPSG:4326).

    Parameters
    ----------
    path
        The file: a FeatureCollection or one Feature. Heights are left out. An old ``crs`` member that names another
        EPSG code is honoured, and noted. A point's coordinates also stand in the cells ``lon`` and ``lat``; a group of
        one point, and a collection of one geometry, are that one. NaN and Infinity,
        which other programs write though they are not JSON, spoil no more than where they stand: such a value is
        emptied and noted, and a feature with such a coordinate is in trouble.

    Raises
    ------
    InputError
        Not UTF-8, not JSON, no feature collection, a CRS nobody knows, or one in metres of coordinates in degrees.
    """
    document = _parsed(path)
    features = _features(path, document)
    seen = _Document(path, document.get("crs"))
    rows = tuple(_row(seen, number, feature) for number, feature in enumerate(features, start=1))
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    notes = (*_notes_on_crs(seen), *note_tidied(columns, seen.tidied))
    numbers = frozenset(columns) - seen.texts
    return RawTable(
        path.name, columns, rows, spatial=True, notes=notes, numbers=numbers, about=tuple(beside_features(document))
    )


def _notes_on_crs(seen: _Document) -> Iterator[str]:
    for epsg, in_degrees in sorted(seen.in_degrees.items()):
        crs = crs_of_epsg(seen.path, epsg)
        if all(in_degrees):
            refuse_degrees(seen.path, crs)
        yield f"projected from {crs.name[:60]} to EPSG:4326"


def _parsed(path: Path) -> dict[str, Any]:
    try:
        document = parse_json(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(path.name, "is not UTF-8 text", "Export it again as GeoJSON.") from None
    except RepeatedMemberError as error:
        raise repeated_member(path.name, error) from None
    except LongNumberError:
        raise InputError(path.name, LONG_NUMBER, "Export it again as GeoJSON.") from None
    except (ValueError, RecursionError) as error:
        what = f"is not GeoJSON ({str(error)[:100]})"
        raise InputError(path.name, what, "Export it again as GeoJSON; it may have been cut short.") from None
    if not isinstance(document, dict):
        raise InputError(path.name, "is JSON, not GeoJSON", "Export it as a GeoJSON FeatureCollection.")
    return document


def _features(path: Path, document: dict[str, Any]) -> list[Any]:
    features = [document] if document.get("type") == "Feature" else document.get("features")
    if not isinstance(features, list):
        raise InputError(path.name, "has no list of features", "Export it as a GeoJSON FeatureCollection.")
    return features


def _row(seen: _Document, number: int, feature: object) -> RawRow:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return RawRow(number, {}, trouble="is not a GeoJSON Feature")
    cells, notes = _cells(with_beside(feature), seen)
    drawing = feature.get("geometry")
    if drawing is None:
        return RawRow(number, cells, notes=notes)
    crs = (drawing.get("crs") if isinstance(drawing, dict) else None) or feature.get("crs") or seen.crs
    drawing = _only_one(drawing)
    if not isinstance(drawing, dict) or drawing.get("type") not in _GEOMETRIES:
        return RawRow(number, cells, trouble="its geometry is of no known type", notes=notes)
    geometry = _geometry(seen, drawing, named_epsg(seen.path, crs))
    if geometry is None:
        return RawRow(number, cells, trouble="its geometry has no usable coordinates", notes=notes)
    if isinstance(geometry, shapely.Point):
        cells, unlike = point_cells(cells, geometry)
        notes += unlike
    return RawRow(number, cells, geometry, notes=notes)


def _only_one(drawing: object) -> object:
    """Return what a collection of one geometry holds; else what was given."""
    is_collection = isinstance(drawing, dict) and drawing.get("type") == "GeometryCollection"
    parts = drawing.get("geometries") if isinstance(drawing, dict) and is_collection else None
    return parts[0] if isinstance(parts, list) and len(parts) == 1 else drawing


def _cells(properties: object, seen: _Document) -> tuple[dict[str, str], tuple[tuple[str, ...], ...]]:
    """Return the cells of a feature, and a note on each that was emptied; note what was seen in them."""
    cells: dict[str, str] = {}
    notes = []
    for position, (name, value) in enumerate(properties.items() if isinstance(properties, dict) else (), start=1):
        column = column_name(name, position)
        if isinstance(value, float) and not math.isfinite(value):
            cells[column] = ""
            notes.append(_emptied(column, value))
        else:
            text = _text(value)
            cells[column] = clean_text(text)
            seen.tidied[column] += was_tidied(text, cells[column])
            if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
                seen.texts.add(column)
    return cells, tuple(notes)


def _emptied(column: str, value: float) -> tuple[str, ...]:
    mend = Mend(column, "is no finite number, emptied")
    return (mend.column, mend.mend, json.dumps(value))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return ";".join(value)
    return json.dumps(value, ensure_ascii=False)


def _geometry(seen: _Document, drawing: dict[str, Any], epsg: int) -> BaseGeometry | None:
    """Return the shape in degrees, or None where its coordinates are none, or not of their CRS."""
    try:
        # Coordinates that are no numbers are told below, as a row's trouble.
        with np.errstate(invalid="ignore"):
            drawn = shapely.force_2d(shape({"type": drawing["type"], "coordinates": drawing["coordinates"]}))
    except _UNREADABLE:
        return None
    if epsg != WGS84_EPSG and not drawn.is_empty:
        is_in_degrees = bool(looks_like_degrees([drawn], crs_of_epsg(seen.path, epsg))[0])
        seen.in_degrees.setdefault(epsg, []).append(is_in_degrees)
        if is_in_degrees:
            return None
    geometry = alone(to_degrees(seen.path, drawn, epsg))
    coordinates = shapely.get_coordinates(geometry)
    return geometry if len(coordinates) and bool(np.isfinite(coordinates).all()) else None
