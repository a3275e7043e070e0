"""Tells what a file is from its first bytes, never from its name, and refuses kinds that are not for us."""

import re
from pathlib import Path
from types import MappingProxyType

from geo.errors import InputError

HEAD_BYTES = 4096
_ZIPPED = b"PK\x03\x04"
_FLATGEOBUF = b"fgb\x03fgb"
_SQLITE = b"SQLite format 3\x00"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UNPACK = "Unpack it and give the file inside."
# How files begin that are not read, and why.
_REFUSED = MappingProxyType(
    {
        b"\xd0\xcf\x11\xe0": InputError("", "is an old Excel or Word file", "Save it as an Excel workbook (.xlsx)."),
        b"%PDF": InputError("", "is a PDF", "Ask for the table itself as CSV or Excel."),
        b"\x1f\x8b": InputError("", "is packed with gzip", _UNPACK),
        b"BZh": InputError("", "is packed with bzip2", _UNPACK),
        b"7z\xbc\xaf\x27\x1c": InputError("", "is packed with 7-Zip", _UNPACK),
        b"Rar!": InputError("", "is packed with RAR", _UNPACK),
        b"PK\x05\x06": InputError("", "is an archive with nothing in it", "Pack it again."),
        b"\x00\x00\x27\x0a": InputError(
            "", "is one file of a shapefile", "Zip its .shp, .shx, .dbf and .prj and give the .zip."
        ),
        b"PAR1": InputError("", "is a Parquet file", "Export it as CSV or GeoPackage."),
        b"\x7fELF": InputError("", "is a program", "Give a table."),
        b"MZ": InputError("", "is a program", "Give a table."),
        b"#!": InputError("", "is a program", "Give a table."),
    }
)
_PICKLE = re.compile(rb"\x80[\x02-\x05]")
_MARKUP = re.compile(rb"<[?!a-zA-Z]")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_BYTES_NO_TEXT_HAS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# A cell with a stray control character is still text.
_MOST_ODD_BYTES = 0.05
_FORMATS = "Give a CSV, Excel (.xlsx), GeoJSON, GeoPackage, zipped shapefile, KML, KMZ, GPX, FlatGeobuf or HSDS file."


def format_of(path: Path, name: str) -> str:
    """Return what a file holds: zip, sqlite, fgb, json, text, or for XML the name of its root, kml or gpx.

    Parameters
    ----------
    path
        The file; its first 4 KB are looked at.
    name
        What messages call it.

    Raises
    ------
    InputError
        It is empty, or of a kind that is not read.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise InputError(name, "the file is empty", "Export it again.")
    for begin, refusal in _REFUSED.items():
        if head.startswith(begin):
            raise InputError(name, refusal.what, refusal.todo)
    if _PICKLE.match(head):
        raise InputError(name, "is a Python pickle, which can run programs", "Export it as CSV.")
    for begin, found in ((_ZIPPED, "zip"), (_SQLITE, "sqlite"), (_FLATGEOBUF, "fgb")):
        if head.startswith(begin):
            return found
    return _text_format(head, name)


def _text_format(head: bytes, name: str) -> str:
    if head.startswith(_UTF16):
        return "text"
    if len(_BYTES_NO_TEXT_HAS.findall(head)) > _MOST_ODD_BYTES * len(head):
        raise InputError(name, "is no table in a format we know", _FORMATS)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return "json"
    return _markup_format(start, name) if _MARKUP.match(start) else "text"


def _markup_format(start: bytes, name: str) -> str:
    root = _ROOT.search(start)
    found = root.group(1).decode().lower() if root else "unknown"
    if found not in ("kml", "gpx"):
        raise InputError(name, f"is markup ({found[:40]}), not a table", _FORMATS)
    return found
