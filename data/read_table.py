"""Opens a file somebody gave us, by its suffix, after looking at its size."""

import stat
from pathlib import Path

from data.raw import RawTable
from data.read_csv import read_csv
from data.read_geojson import read_geojson
from geo.errors import InputError

MAX_BYTES = 200_000_000
SUFFIXES = (".csv", ".geojson", ".json")


def read_table(path: Path) -> RawTable:
    """Read a CSV or GeoJSON file of up to 200 MB into raw rows.

    Parameters
    ----------
    path
        The file; its suffix tells its format.

    Raises
    ------
    InputError
        The file is missing, a folder, of another format, empty, too large, or not what its suffix says.
    """
    _check_file(path)
    return read_csv(path) if path.suffix.lower() == ".csv" else read_geojson(path)


def _check_file(path: Path) -> None:
    where = path.name or str(path)
    if path.suffix.lower() not in SUFFIXES:
        what = f"is no CSV or GeoJSON file (its suffix is {path.suffix or 'missing'})"
        raise InputError(where, what, "Export it as CSV or GeoJSON.")
    size = _readable_bytes(path)
    if size == 0:
        raise InputError(where, "the file is empty", "Export it again.")
    if size > MAX_BYTES:
        what = f"has {size // 1_000_000:,} MB, more than {MAX_BYTES // 1_000_000}"
        raise InputError(where, what, "Cut it to the study's place.")


def _readable_bytes(path: Path) -> int:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise InputError(str(path), "is a folder or a device, not a file", "Give the file.")
        with path.open("rb"):
            return state.st_size
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "Look at the path and the rights.") from None
