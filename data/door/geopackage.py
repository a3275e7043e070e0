"""Reads a GeoPackage once SQLite finds it whole and free of tables that are programs."""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from data.raw import RawTable, clean_text, column_name
from data.read_gdal import read_gdal
from data.recognise.plain import plain
from data.sources_sheet import is_sources_sheet
from geo.errors import InputError

_IDS = (b"GPKG", b"GP10", b"GP11")
_ID_AT = 68
_TODO = "Export it again as GeoPackage."
_Counts = dict[str, int]


def read(path: Path) -> RawTable:
    """Return the layer with most rows of a GeoPackage; a note names the others.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InputError
        It is another kind of database, broken, holds virtual tables or views as layers, or no layer with rows.
    """
    with path.open("rb") as file:
        head = file.read(_ID_AT + 4)
    if head[_ID_AT:] not in _IDS:
        raise InputError(path.name, "is a database, not a GeoPackage", "Export the table as CSV.")
    try:
        counts, sources = _row_counts(path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise InputError(path.name, f"is a broken GeoPackage ({type(error).__name__})", _TODO) from None
    # The sources of an export of ours are the table only where there is nothing else.
    largest = max(
        (layer for layer in counts if counts[layer]),
        key=lambda layer: (layer not in sources, counts[layer]),
        default=None,
    )
    if largest is None:
        raise InputError(path.name, "holds no layer with rows", _TODO)
    raw = _with_words(path, largest, read_gdal(path, layer=largest, expected=counts[largest]))
    notes = tuple(
        f"layer {layer}, {rows} rows, not read" for layer, rows in counts.items() if layer != largest and rows
    )
    return replace(raw, notes=(*raw.notes, *notes))


def _row_counts(path: Path) -> tuple[_Counts, frozenset[str]]:
    """Return the rows of each layer, and which layers are sources of an export of ours."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as base:
        base.execute("PRAGMA trusted_schema=OFF")
        base.execute("PRAGMA cell_size_check=ON")
        made = base.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        _check_tables(path, made)
        if base.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise InputError(path.name, "is a broken GeoPackage", _TODO)
        layers = base.execute("SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes')")
        plain = {name for kind, name, _ in made if kind == "table"}
        names = [str(name) for (name,) in sorted(layers) if name in plain]
        sources = frozenset(name for name in names if is_sources_sheet(name, _columns(base, name)))
        return {name: _rows(base, name) for name in names}, sources


def _with_words(path: Path, layer: str, raw: RawTable) -> RawTable:
    """Return a layer with what the file says of it, and its columns with the titles they have beside their names."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as base:
        base.execute("PRAGMA trusted_schema=OFF")
        said = _words(base, "gpkg_contents", ("identifier", "description"), layer)
        titles = {
            column_name(name, 1): f"{name} ({title})"
            for name, *texts in _words(
                base, "gpkg_data_columns", ("column_name", "name", "title", "description"), layer
            )
            if (title := "; ".join(re.sub(r"[()]", " ", text) for text in texts if text and plain(text) != plain(name)))
        }
    about = tuple(clean_text(text) for texts in said for text in texts if text and text != layer)
    named = {name: titles.get(name, name) for name in raw.columns}
    if len({*named.values()}) < len(named):
        return replace(raw, about=(*raw.about, *about))
    rows = tuple(replace(row, cells={named[name]: text for name, text in row.cells.items()}) for row in raw.rows)
    numbers = frozenset(named[name] for name in raw.numbers)
    columns = tuple(named.values())
    return replace(raw, columns=columns, rows=rows, numbers=numbers, about=(*raw.about, *about))


def _words(base: sqlite3.Connection, table: str, columns: Iterable[str], layer: str) -> list[tuple[str, ...]]:
    """Return what a table of the format itself says of a layer; nothing where there is none, or not all of it."""
    names = ", ".join(f"coalesce({name}, '')" for name in columns)
    try:
        rows = base.execute(f"SELECT {names} FROM {table} WHERE table_name = ?", (layer,))  # noqa: S608 - our own names
        return [tuple(map(str, row)) for row in rows]
    except sqlite3.Error:
        return []


def _columns(base: sqlite3.Connection, layer: str) -> list[str]:
    """Return the columns of a layer, its row number left out."""
    return [str(name) for name, key in base.execute("SELECT name, pk FROM pragma_table_info(?)", (layer,)) if not key]


def _check_tables(path: Path, made: list[tuple[str, str, str | None]]) -> None:
    for kind, name, sql in made:
        words = " ".join((sql or "").lower().split())
        if words.startswith("create virtual") and " using rtree" not in words:
            raise InputError(path.name, f"holds the virtual table {name[:60]}, which is a program", _TODO)
        if kind == "view":
            raise InputError(path.name, f"holds the view {name[:60]}", "Export its rows as a table.")


def _rows(base: sqlite3.Connection, layer: str) -> int:
    quoted = layer.replace('"', '""')
    return int(base.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # noqa: S608 - a quoted name
