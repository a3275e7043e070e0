"""Makes raw rows of cells and the shapes that were drawn for them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from data.raw import RawRow, RawTable, clean_text, column_name
from geo.errors import InputError

_MULTI: Mapping[str, Callable[[Any], BaseGeometry]] = MappingProxyType(
    {"Point": shapely.MultiPoint, "LineString": shapely.MultiLineString, "Polygon": shapely.MultiPolygon}
)
Drawn = tuple[dict[str, str], list[BaseGeometry | None]]


def drawn_table(path: Path, drawn: Sequence[Drawn], notes: tuple[str, ...]) -> RawTable:
    """Return a table of what was drawn.

    Parameters
    ----------
    path
        The file.
    drawn
        The cells of each row, and its shapes; None is a shape without usable coordinates.
    notes
        About the file.

    Raises
    ------
    InputError
        There is no row.
    """
    if not drawn:
        raise InputError(path.name, "holds no place", "Export it again with its rows.")
    rows = tuple(_row(number, cells, shapes) for number, (cells, shapes) in enumerate(drawn, start=1))
    columns = tuple(dict.fromkeys(name for row in rows for name in row.cells))
    return RawTable(path.name, columns, rows, spatial=True, notes=notes)


def _row(number: int, texts: dict[str, str], shapes: list[BaseGeometry | None]) -> RawRow:
    cells = {column_name(name, at): clean_text(text) for at, (name, text) in enumerate(texts.items(), start=1)}
    whole = [shape for shape in shapes if shape is not None]
    if len(whole) < len(shapes):
        return RawRow(number, cells, trouble="its geometry has no usable coordinates")
    kinds = {shape.geom_type for shape in whole}
    if len(kinds) > 1:
        return RawRow(number, cells, trouble="its geometry is of several types")
    if len(whole) > 1:
        return RawRow(number, cells, _MULTI[kinds.pop()](whole))
    if whole and isinstance(whole[0], shapely.Point):
        cells |= {"lon": repr(whole[0].x), "lat": repr(whole[0].y)}
    return RawRow(number, cells, whole[0] if whole else None)
