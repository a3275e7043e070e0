"""Which module reads which format; only that one is loaded, so that a child starts quickly and can do little."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from data.raw import RawTable
from geo.errors import InputError

MOST_ROWS = 2_000_000
MOST_COLUMNS = 2_000
# The module that reads a format, and its function.
_READERS = MappingProxyType(
    {
        "text": ("data.door.delimited", "read"),
        "geojson": ("data.read_geojson", "read_geojson"),
        "hsds": ("data.door.hsds", "read"),
        "xlsx": ("data.read_xlsx", "read"),
        "kml": ("data.door.kml", "read"),
        "gpx": ("data.door.gpx", "read"),
        "sqlite": ("data.door.geopackage", "read"),
        "fgb": ("data.door.flatgeobuf", "read"),
        "shp": ("data.door.shapefile", "read"),
    }
)
FORMATS = tuple(_READERS)
_SUFFIXES = MappingProxyType(
    {
        "text": ("CSV", (".csv", ".tsv", ".txt", ".tab")),
        "geojson": ("GeoJSON", (".json", ".geojson")),
        "hsds": ("JSON", (".json",)),
        "xlsx": ("Excel", (".xlsx", ".xlsm")),
        "kml": ("KML", (".kml", ".kmz")),
        "gpx": ("GPX", (".gpx",)),
        "sqlite": ("GeoPackage", (".gpkg",)),
        "fgb": ("FlatGeobuf", (".fgb",)),
        "shp": ("shapefile", (".shp", ".zip")),
    }
)


def load_reader(found: str) -> Callable[[Path], RawTable]:
    """Return the function that reads a format, its module loaded."""
    module, function = _READERS[found]
    reader: Callable[[Path], RawTable] = getattr(import_module(module), function)
    return reader


def read_as(found: str, path: Path, name: str) -> RawTable:
    """Return the table of a file.

    Parameters
    ----------
    found
        Its format, as its content says.
    path
        The file.
    name
        What its owner calls it. Where its suffix promises another format, a note says so.

    Raises
    ------
    InputError
        It cannot be read, or holds no row, or too many rows or columns.
    """
    raw = load_reader(found)(path)
    check_extent(name, len(raw.rows), len(raw.columns))
    if not raw.rows:
        raise InputError(name, "holds no rows", "Export it again with its rows.")
    return replace(raw, notes=(*raw.notes, *_note_on_name(found, name)))


def check_extent(name: str, rows: int, columns: int) -> None:
    """Refuse a table of too many rows or columns.

    Parameters
    ----------
    name
        What messages call the file.
    rows, columns
        How many there are.

    Raises
    ------
    InputError
        More than 2,000,000 rows or 2,000 columns.
    """
    todo = "Leave out what the study does not need."
    if columns > MOST_COLUMNS:
        raise InputError(name, f"has {columns:,} columns, more than {MOST_COLUMNS:,}", todo)
    if rows > MOST_ROWS:
        raise InputError(name, f"has {rows:,} rows, more than {MOST_ROWS:,}", todo)


def _note_on_name(found: str, name: str) -> Iterable[str]:
    if found not in _SUFFIXES:
        return
    noun, usual = _SUFFIXES[found]
    suffix = Path(name).suffix.lower()
    if suffix not in usual:
        yield f"named {suffix or 'without a suffix'}, read as {noun}, which it is"
