"""Takes raw rows into a table: each row ends kept, repaired (kept, its mends listed) or set aside with its reason."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any, NoReturn

import geopandas as gpd
import numpy as np
import pandas as pd

from data.raw import RawRow, RawTable
from data.table import CRS, Table, check
from geo.errors import InputError

SET_ASIDE_COLUMNS = ("file", "row", "id", "column", "value", "reason", "cells")
REPAIRED_COLUMNS = ("file", "row", "id", "column", "value", "mend")
# A longer cell could not be read back from CSV.
LONGEST_CELL = 100_000
_LONGEST_VALUE = 200
_LONGEST_LIST = 400


@dataclass(frozen=True, slots=True, eq=False)
class Intake:
    """A table as it was taken in.

    Attributes
    ----------
    frame
        The usable rows, checked, sorted by key: the columns of the contract, then the file's own columns as text;
        a GeoDataFrame in EPSG:4326 if the table has places.
    set_aside
        One line per unusable row: ``file, row, id, column, value, reason`` and ``cells``, the whole row as JSON text.
    repaired
        One line per mended cell of a kept row: ``file, row, id, column, value`` (as it was) and ``mend``.
    """

    frame: pd.DataFrame
    set_aside: pd.DataFrame
    repaired: pd.DataFrame


class RowRefusedError(Exception):
    """A row cannot be used; caught where rows are taken in, never outside."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, reason)
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Row:
    """A raw row while it is being judged; `mends` gathers (column, mend)."""

    raw: RawRow
    mends: list[tuple[str, str]] = field(default_factory=list)

    def text(self, column: str) -> str:
        """Return the cell, ``""`` where it is empty or absent."""
        return self.raw.cells.get(column, "")

    def mend(self, column: str, how: str) -> None:
        """Note that a cell was read as something else than it says."""
        self.mends.append((column, how))

    def refuse(self, column: str, reason: str) -> NoReturn:
        """Set the row aside."""
        raise RowRefusedError(column, reason)


Record = dict[str, Any]


def never(_record: Record) -> bool:
    """Return that a record gives way to no other."""
    return False


def take_rows(
    table: Table, raw: RawTable, judge: Callable[[Row], Record], *, gives_way: Callable[[Record], bool] = never
) -> Intake:
    """Return the rows of a file as a checked table.

    Parameters
    ----------
    table
        The table they are meant for. Of two rows with one key the later is set aside, unless the earlier gives way.
    raw
        The rows.
    judge
        Makes a record of a row (``geometry`` among its values if the table has places), mends it or refuses it.
    gives_way
        Whether a record leaves its key to a record that does not give way, wherever in the file they stand.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    _require_columns(table, raw)
    extra = tuple(name for name in raw.columns if name not in table.names)
    kept: dict[tuple[Any, ...], tuple[Row, Record]] = {}
    refused: list[tuple[RawRow, str, str]] = []
    for raw_row in raw.rows:
        row = Row(raw_row)
        try:
            record = _judged(table, row, judge)
        except RowRefusedError as refusal:
            refused.append((raw_row, refusal.column, refusal.reason))
            continue
        key = _key(table, record)
        loser = row if key in kept else None
        if loser and gives_way(kept[key][1]) and not gives_way(record):
            loser = kept.pop(key)[0]
        if loser:
            refused.append((loser.raw, table.key[0], "is repeated: another row has it"))
        if loser is not row:
            kept[key] = row, record | {name: row.text(name) for name in extra}
    set_aside = [_refusal(table, raw, *each) for each in sorted(refused, key=lambda each: each[0].number)]
    if not kept:
        raise _nothing_left(table, raw, set_aside)
    rows = sorted((row for row, _ in kept.values()), key=lambda row: row.raw.number)
    repaired = [(*_where(table, raw, row.raw, column), how) for row in rows for column, how in row.mends]
    records = {key: record for key, (_, record) in kept.items()}
    return Intake(check(table, _frame(table, records, extra)), list_set_aside(set_aside), list_repaired(repaired))


def _refusal(table: Table, raw: RawTable, row: RawRow, column: str, reason: str) -> tuple[Any, ...]:
    cells = json.dumps(row.cells, ensure_ascii=False)[:LONGEST_CELL]
    return (*_where(table, raw, row, column), reason, cells)


def list_set_aside(lines: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Return lines of rows set aside as a frame, possibly empty."""
    return _listed(lines, SET_ASIDE_COLUMNS)


def list_repaired(lines: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Return lines of mended cells as a frame, possibly empty."""
    return _listed(lines, REPAIRED_COLUMNS)


def _listed(lines: Iterable[tuple[Any, ...]], names: tuple[str, ...]) -> pd.DataFrame:
    # A row number may be missing (a row known by its id alone), hence Int64.
    return pd.DataFrame(list(lines), columns=list(names)).astype(
        {name: "Int64" if name == "row" else "str" for name in names}
    )


def _require_columns(table: Table, raw: RawTable) -> None:
    if not raw.rows:
        raise InputError(raw.file, f"holds no row of {table.noun}", "Export it again with its rows.")
    if table.geometry and not table.is_points and not raw.spatial:
        what = f"holds cells, but {table.noun} are drawn ({' or '.join(table.geometry)})"
        raise InputError(raw.file, what, "Export it as GeoJSON.")
    drawn = ("lon", "lat") if raw.spatial else ()
    for column in table.columns:
        if column.required and column.name not in (*raw.columns, *drawn):
            found = shorten(", ".join(raw.columns), _LONGEST_LIST, placeholder=" …") or "none"
            what = f"column {column.name} is missing; columns found: {found}"
            raise InputError(raw.file, what, f"Add {column.name} or rename the column that holds it.")


def _judged(table: Table, row: Row, judge: Callable[[Row], Record]) -> Record:
    if row.raw.trouble:
        row.refuse("", row.raw.trouble)
    for column, text in row.raw.cells.items():
        if len(text) > LONGEST_CELL:
            row.refuse(column, f"is longer than {LONGEST_CELL:,} characters")
    if not row.text(table.key[0]):
        row.refuse(table.key[0], "is empty")
    return judge(row)


def _key(table: Table, record: Record) -> tuple[Any, ...]:
    return tuple(record[name] for name in table.key)


def _where(table: Table, raw: RawTable, row: RawRow, column: str) -> tuple[str, int, str, str, str]:
    identifier, value = (row.cells.get(name, "")[:_LONGEST_VALUE] for name in (table.key[0], column))
    return raw.file, row.number, identifier, column, value


def _nothing_left(table: Table, raw: RawTable, set_aside: list[tuple[Any, ...]]) -> InputError:
    _, number, identifier, column, value, reason, _ = set_aside[0]
    parts = (f"row {number}", identifier, column, repr(value) if value else "", reason)
    first = " ".join(part for part in parts if part)
    what = f"none of its {len(raw.rows)} rows can be used as {table.noun}; the first: {first}"
    return InputError(raw.file, what, "Mend the rows and give the file again.")


def _frame(table: Table, kept: dict[tuple[Any, ...], Record], extra: tuple[str, ...]) -> pd.DataFrame:
    records = [kept[key] for key in sorted(kept)]
    columns: dict[str, Any] = {}
    for column in table.columns:
        empty, dtype = (np.nan, np.float64) if column.dtype == "number" else ("", object)
        columns[column.name] = np.array([record.get(column.name, empty) for record in records], dtype=dtype)
    for name in extra:
        columns[name] = np.array([record.get(name, "") for record in records], dtype=object)
    frame = pd.DataFrame({name: _text_or_number(values) for name, values in columns.items()})
    if not table.geometry:
        return frame
    return gpd.GeoDataFrame(frame, geometry=[record["geometry"] for record in records], crs=CRS)


def _text_or_number(values: Any) -> pd.Series:
    return pd.Series(values, dtype="str") if values.dtype == object else pd.Series(values)
