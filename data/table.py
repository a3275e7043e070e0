"""What a table of a study must look like, and the check every table passes once at the border."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.errors import InputError

CRS = "EPSG:4326"
FrameT = TypeVar("FrameT", bound=pd.DataFrame)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes
    ----------
    name
        Its name, a contract with other people's scripts.
    dtype
        ``text`` (never missing, empty is ``""``) or ``number`` (float64, missing is NaN).
    unit
        Unit of a number, or the form of a text; empty where the name says it all.
    required
        Whether a file must have the column; its cells may still be empty where the reader of the table says so.
    """

    name: str
    dtype: Literal["text", "number"] = "text"
    unit: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The shape of one table.

    Attributes
    ----------
    noun
        Its name, and the stem of its file.
    key
        Columns that together name a row; text keys are never empty and no two rows share one.
    columns
        The columns of the contract, in order. Others may follow them, as text.
    geometry
        Names of the geometry types allowed; empty for a table without places.
    placeless
        Whether a row may be without a place (geometry missing).
    """

    noun: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    geometry: tuple[str, ...] = ()
    placeless: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns of the contract, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def is_points(self) -> bool:
        """Tell whether the rows are points, which may come as lon and lat columns."""
        return self.geometry == ("Point",)


def check(table: Table, frame: FrameT) -> FrameT:
    """Return `frame` as it is, or raise.

    Parameters
    ----------
    table
        What the frame must look like.
    frame
        Rows sorted by key; a GeoDataFrame in EPSG:4326 if the table has geometry.

    Raises
    ------
    InputError
        A column is missing or of another type, a key is empty, repeated or out of order, a number is infinite,
        or a geometry is missing, empty, of another type or in another CRS.
    """
    for column in table.columns:
        _check_column(table, frame, column)
    _check_key(table, frame)
    if table.geometry:
        _check_geometry(table, frame)
    return frame


def _refuse(table: Table, what: str) -> InputError:
    return InputError(f"table {table.noun}", what, "Read the table again from its file.")


def _check_column(table: Table, frame: pd.DataFrame, column: Column) -> None:
    if column.name not in frame.columns:
        raise _refuse(table, f"column {column.name} is missing")
    values = frame[column.name]
    if column.dtype == "number":
        if values.dtype != np.float64 or bool(np.isinf(values.to_numpy()).any()):
            raise _refuse(table, f"column {column.name} holds something else than finite numbers")
    elif not _is_text(values):
        raise _refuse(table, f"column {column.name} holds something else than text")


def _is_text(values: pd.Series) -> bool:
    if isinstance(values.dtype, pd.StringDtype):
        return not values.hasnans
    return all(isinstance(value, str) for value in values)


def _check_key(table: Table, frame: pd.DataFrame) -> None:
    keys = list(frame[list(table.key)].itertuples(index=False, name=None))
    if any(part == "" for key in keys for part in key):
        raise _refuse(table, f"{table.key[0]} is empty in a row")
    for earlier, later in pairwise(keys):
        if earlier >= later:
            raise _refuse(table, f"{table.key[0]} {later[0]} is repeated or out of order")


def _check_geometry(table: Table, frame: pd.DataFrame) -> None:
    if not isinstance(frame, gpd.GeoDataFrame) or frame.crs != CRS:
        raise _refuse(table, f"its places are not in {CRS}")
    present = [shape for shape in frame.geometry if shape is not None]
    if not table.placeless and len(present) < len(frame):
        raise _refuse(table, "a row has no place")
    for shape in present:
        if shape.is_empty or shape.geom_type not in table.geometry:
            raise _refuse(table, f"a place is a {shape.geom_type} or empty")
