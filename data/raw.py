"""Rows as they were written by somebody else: text cells, perhaps a geometry, and where they stood."""

import re
from dataclasses import dataclass

import pandas as pd
from shapely.geometry.base import BaseGeometry

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a file, unjudged.

    Attributes
    ----------
    number
        Line of a CSV file (the header is line 1), or place of the feature in a GeoJSON file (the first is 1).
    cells
        Text by column name; ``""`` is empty.
    geometry
        What a GeoJSON feature draws, longitude and latitude in degrees, EPSG:4326; None if it draws nothing.
    trouble
        Why the row cannot be read at all; empty if it can.
    """

    number: int
    cells: dict[str, str]
    geometry: BaseGeometry | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class RawTable:
    """All rows of one file.

    Attributes
    ----------
    file
        The file's name, for messages.
    columns
        Names of the columns in the order of the file.
    rows
        The rows in the order of the file.
    spatial
        Whether the file holds geometries (GeoJSON) instead of lon and lat columns.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    spatial: bool = False


def clean_text(text: str) -> str:
    """Return `text` on one line, trimmed, inner white space as single spaces, characters that are no text as U+FFFD."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def column_name(name: str, position: int) -> str:
    """Return the name a column goes by: trimmed; numbered where it has none; never the one geometries stand under."""
    cleaned = clean_text(name)
    return {"": f"column_{position}", "geometry": "geometry_text"}.get(cleaned, cleaned)


def raw_from_frame(frame: pd.DataFrame, file: str) -> RawTable:
    """Return the rows of a frame as if they stood in a file.

    Parameters
    ----------
    frame
        Text and number columns; a missing value is an empty cell. Points as lon and lat columns, no geometry.
    file
        What messages call the source of the rows; they are numbered from 1.
    """
    columns = tuple(column_name(str(name), position) for position, name in enumerate(frame.columns, start=1))
    records = frame.itertuples(index=False, name=None)
    rows = (
        RawRow(number, {name: _cell_text(value) for name, value in zip(columns, record, strict=True)})
        for number, record in enumerate(records, start=1)
    )
    return RawTable(file=file, columns=columns, rows=tuple(rows))


def _cell_text(value: object) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):  # noqa: PLR0124 - NaN
        return ""
    return clean_text(str(value))
