"""Reads a shapefile once its parts are known to be whole and to agree with one another."""

import struct
from dataclasses import replace
from pathlib import Path

from data.raw import RawTable
from data.read_gdal import read_gdal
from geo.errors import InputError

_HEADER = 100
_MAGIC = 9994
_TODO = "Export the shapefile again and zip its .shp, .shx, .dbf and .prj."
# How a CRS begins; anything else could make the projection library open a file.
_CRS_WORDS = ("GEOGCS[", "PROJCS[", "GEOGCRS[", "PROJCRS[", "COMPD_CS[", "COMPOUNDCRS[", "GEODCRS[")


def read(path: Path) -> RawTable:
    """Return the table of a shapefile.

    Parameters
    ----------
    path
        Its .shp; .dbf, .shx, .prj and .cpg stand beside it. Without .shx its index is made anew. Without .prj it is
        read as degrees where it lies within them, and a note says so.

    Raises
    ------
    InputError
        A part is missing or cut short, parts do not agree, or nothing says what its coordinates are.
    """
    shapes = _count_shapes(path)
    rows = _count_rows(path)
    if shapes != rows:
        raise InputError(path.name, f"has {shapes} shapes in its .shp and {rows} rows in its .dbf", _TODO)
    _check_index(path, shapes)
    _check_crs(path)
    # Asked before GDAL makes one.
    restored = () if path.with_suffix(".shx").exists() else ("has no .shx: its index was made anew",)
    raw = read_gdal(path, expected=shapes)
    return replace(raw, notes=(*raw.notes, *restored))


def _count_shapes(path: Path) -> int:
    """Return the count of shapes, found by going from one to the next to the end."""
    content = path.read_bytes()
    if len(content) < _HEADER or struct.unpack_from(">i", content)[0] != _MAGIC:
        raise InputError(path.name, "is no shapefile inside", _TODO)
    if struct.unpack_from(">i", content, 24)[0] * 2 != len(content):
        raise InputError(path.name, "its .shp was cut short", _TODO)
    at, count = _HEADER, 0
    while at + 8 <= len(content):
        number, words = struct.unpack_from(">ii", content, at)
        if number != count + 1 or words < 2:  # noqa: PLR2004 - a shape holds at least its type
            raise InputError(path.name, f"its .shp is broken at shape {count + 1}", _TODO)
        at, count = at + 8 + 2 * words, count + 1
    if at != len(content):
        raise InputError(path.name, "its .shp was cut short", _TODO)
    return count


def _count_rows(path: Path) -> int:
    table = path.with_suffix(".dbf")
    if not table.exists():
        raise InputError(path.name, "has no .dbf, which holds the cells of its rows", _TODO)
    content = table.read_bytes()
    if len(content) < 32:  # noqa: PLR2004 - the length of its head
        raise InputError(path.name, "its .dbf was cut short", _TODO)
    rows, head, length = struct.unpack_from("<IHH", content, 4)
    if len(content) < head + rows * length:
        raise InputError(path.name, "its .dbf was cut short", _TODO)
    if any(content[head + row * length] == ord("*") for row in range(rows)):
        raise InputError(path.name, "its .dbf holds rows marked as deleted", "Pack its table, then export it again.")
    return int(rows)


def _check_index(path: Path, shapes: int) -> None:
    index = path.with_suffix(".shx")
    if index.exists() and index.stat().st_size != _HEADER + 8 * shapes:
        raise InputError(path.name, "its .shx does not belong to its .shp", _TODO)


def _check_crs(path: Path) -> None:
    projection = path.with_suffix(".prj")
    if projection.exists() and not projection.read_bytes().strip().decode("latin-1").upper().startswith(_CRS_WORDS):
        raise InputError(path.name, "its .prj names no CRS we know", "Export it as EPSG:4326 (WGS 84, degrees).")
