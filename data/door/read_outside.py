"""Reads a file from outside: a child process of its own reads it, and hands back a table or one clear error."""

import stat
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

import shapely

from data.door.allowance import Allowance, allowance_for
from data.door.child_process import Ended, run_child
from data.door.ended import broken_reader, check_ended
from data.door.folder import copy_in, door_folder
from data.door.missing import missing_guards
from data.door.passing import table_from_lines
from data.door.signature import format_of
from data.raw import RawTable
from geo.errors import InputError

MAX_BYTES = 200_000_000
# What is packed is larger inside.
_ZIP_GROWS = 6


def read_outside(path: Path, *, name: str | None = None) -> RawTable:
    """Read a table somebody gave us, whatever its format, in a child process.

    Parameters
    ----------
    path
        The file, up to 200 MB. What it holds tells its format, not its suffix: CSV (commas, semicolons, tabs, bars),
        Excel (.xlsx), GeoJSON, HSDS 3 JSON, GeoPackage, FlatGeobuf, KML, GPX, or a zip archive with one of them or a
        shapefile.
    name
        What messages call the file; None: its own name.

    Returns
    -------
    RawTable
        Every row of the file; geometries in degrees, EPSG:4326. Its notes say what was noticed.

    Raises
    ------
    InputError
        The file cannot be read, is of another kind, asks for more time, memory or space than it may, or breaks its
        reader.
    """
    called = path.name if name is None else name
    size = _checked_size(path, called)
    # Named at random: no name of the user's reaches a library.
    with door_folder() as folder:
        inside = folder / f"{token_hex(8)}.in"
        copy_in(path, inside, called)
        found = format_of(inside, called)
        allowance = allowance_for(size * _ZIP_GROWS if found == "zip" else size)
        request = {"task": "table", "path": str(inside), "format": found, "name": called}
        ended = run_child(request, folder, allowance)
    return _table(ended, called, allowance)


def _checked_size(path: Path, name: str) -> int:
    try:
        state = path.stat()
    except OSError as error:
        raise _unreadable(name, error) from None
    if not stat.S_ISREG(state.st_mode):
        raise InputError(name, "is a folder or a device, not a file", "Give the file.")
    if state.st_size > MAX_BYTES:
        what = f"has {state.st_size // 1_000_000:,} MB, more than {MAX_BYTES // 1_000_000}"
        raise InputError(name, what, "Cut it to the study's place.")
    return state.st_size


def _unreadable(name: str, error: OSError) -> InputError:
    return InputError(name, f"cannot be read ({error.strerror})", "Look at the path and the rights.")


def _table(ended: Ended, name: str, allowance: Allowance) -> RawTable:
    check_ended(ended, name, allowance)
    table = table_from_lines(ended.lines, shapely.from_wkb)
    if table is None:
        raise broken_reader(ended, name)
    return replace(table, notes=(*table.notes, *missing_guards()))
