"""Looks into a zip archive before anything of it is unpacked, and unpacks the one table in it."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from secrets import token_hex

from data.door.signature import format_of
from geo.errors import InputError

MOST_MEMBERS = 1_000
MOST_UNPACKED = 512_000_000
MOST_GROWTH = 200
_CHUNK = 1 << 16
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_TABLES = (".csv", ".tsv", ".txt", ".geojson", ".json", ".kml", ".gpx", ".gpkg", ".fgb")
_ARCHIVES = (".zip", ".kmz", ".xlsx", ".xlsm", ".ods", ".docx", ".gz", ".bz2", ".7z", ".rar", ".tar", ".tgz", ".xz")
_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_TODO = "Pack it again, with the table alone."


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came out of an archive.

    Attributes
    ----------
    found
        Its format.
    path
        Where it lies: the archive itself where that is a workbook.
    name
        What it was called inside; ``""`` for a workbook.
    """

    found: str
    path: Path
    name: str


def unpack(path: Path) -> Unpacked:
    """Unpack the one table of an archive: a workbook, a shapefile, or a file of a format that is read.

    Parameters
    ----------
    path
        The archive. What is unpacked goes beside it, under random names.

    Raises
    ------
    InputError
        It is broken or encrypted, unpacks to too much, holds links or paths that leave it, or not one table.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = _checked(path, archive)
            if "[Content_Types].xml" in members and any(name.startswith("xl/") for name in members):
                return _workbook(path, archive, members)
            return _table_inside(path, archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OverflowError) as error:
        raise InputError(path.name, f"is a broken archive ({type(error).__name__})", "Pack or save it again.") from None


def _checked(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive by name, once none of them is dangerous."""
    every = archive.infolist()
    if len(every) > MOST_MEMBERS:
        raise InputError(path.name, f"holds {len(every):,} files, more than {MOST_MEMBERS:,}", _TODO)
    for member in every:
        _refuse_danger(path, member)
    if len({member.filename for member in every}) < len(every):
        raise InputError(path.name, "holds two files of one name", _TODO)
    unpacked = sum(member.file_size for member in every)
    if unpacked > min(MOST_UNPACKED, MOST_GROWTH * path.stat().st_size):
        raise InputError(path.name, f"unpacks to {unpacked:,} bytes, far more than it should", _TODO)
    return {member.filename: member for member in every if not member.is_dir()}


def _refuse_danger(path: Path, member: zipfile.ZipInfo) -> None:
    name = PurePosixPath(member.filename)
    if name.is_absolute() or ".." in name.parts or "\\" in member.filename or ":" in member.filename[:2]:
        raise InputError(path.name, "holds a file that would be unpacked elsewhere", _TODO)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise InputError(path.name, "holds a link in place of a file", _TODO)
    if member.flag_bits & 1:
        raise InputError(path.name, "is encrypted", "Pack it again without a password.")
    if member.compress_type not in _PACKED:
        raise InputError(path.name, "is packed in an unusual way", "Pack it again as a plain zip archive.")


def _workbook(path: Path, archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> Unpacked:
    for member in members.values():
        for _ in _chunks(path, archive, member):
            pass  # read once to its end: its length and its checksum are then known to be right
    return Unpacked("xlsx", path, "")


def _table_inside(path: Path, archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> Unpacked:
    seen = [
        name for name in members if not name.startswith("__MACOSX/") and not PurePosixPath(name).name.startswith(".")
    ]
    suffixes = {name: PurePosixPath(name).suffix.lower() for name in sorted(seen)}
    if any(suffix in _ARCHIVES for suffix in suffixes.values()):
        raise InputError(path.name, "holds another archive or workbook", "Unpack it and give the file inside.")
    shapes = [name for name, suffix in suffixes.items() if suffix == ".shp"]
    tables = shapes or [name for name, suffix in suffixes.items() if suffix in _TABLES]
    if len(tables) != 1:
        what = f"holds {len(tables)} tables; one is needed"
        raise InputError(path.name, what, "Pack one table, or the .shp, .shx, .dbf and .prj of one shapefile.")
    inside = path.with_name(f"{token_hex(8)}.{'shp' if shapes else 'in'}")
    wanted = _parts(tables[0], members) if shapes else {tables[0]: inside}
    for name, target in wanted.items():
        place = inside.with_suffix(target.suffix) if shapes else inside
        _unpack(path, archive, members[name], place)
    found = "shp" if shapes else format_of(inside, path.name)
    if found == "zip":
        raise InputError(path.name, "holds another archive or workbook", "Unpack it and give the file inside.")
    return Unpacked(found, inside, tables[0])


def _parts(shape: str, members: dict[str, zipfile.ZipInfo]) -> dict[str, Path]:
    """Return the files of one shapefile, with the suffix each is unpacked under."""
    stem = shape[: -len(".shp")].lower()
    return {
        name: Path(f"part{name[len(stem) :].lower()}")
        for name in members
        if name[: len(stem)].lower() == stem and name[len(stem) :].lower() in _SHAPEFILE
    }


def _unpack(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path) -> None:
    with place.open("xb") as file:
        for chunk in _chunks(path, archive, member):
            file.write(chunk)


def _chunks(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what a file holds; zipfile compares its checksum at the end."""
    length = 0
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            length += len(chunk)
            yield chunk
    if length != member.file_size:
        raise InputError(path.name, "holds a file cut short", _TODO)
