"""What an OpenStreetMap PBF file says it unpacks to, block by block, read without unpacking any of it.

The format: https://wiki.openstreetmap.org/wiki/PBF_Format, and Protocol Buffers' wire format.
"""

from pathlib import Path
from typing import BinaryIO

from geo.errors import InputError

# Real extracts unpack to two to four times their size; a megabyte is free, for files of almost nothing.
_MOST_TIMES = 60
_FREE = 1_000_000
_RAW_SIZE, _DATA_SIZE = 2, 3  # field numbers: of a Blob, of a BlobHeader
_LARGEST_HEADER = 64 * 1024
_VARINT, _LENGTH = 0, 2  # wire types
_ENOUGH = 64  # bytes at the start of a Blob in which its raw_size stands


def check_unpacked(path: Path) -> None:
    """Refuse a file whose blocks say that they unpack to far more than map data does.

    Parameters
    ----------
    path
        A ``.osm.pbf`` file. One that is broken is left to its reader, who says where.

    Raises
    ------
    InputError
        It unpacks to more than sixty times its size.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        unpacked = sum(_raw_sizes(stream))
    if unpacked > _FREE + _MOST_TIMES * size:
        what = f"says that it unpacks to {unpacked // 1_000_000:,} MB, far more than map data of its size"
        raise InputError(path.name, what, "Fetch it again from where extracts are made.")


def _raw_sizes(stream: BinaryIO) -> list[int]:
    sizes = []
    while len(length := stream.read(4)) == 4:  # noqa: PLR2004  the length of a header, big-endian
        header = stream.read(min(int.from_bytes(length), _LARGEST_HEADER))
        data_size = _fields(header).get(_DATA_SIZE, 0)
        start = stream.read(min(data_size, _ENOUGH))
        sizes.append(_fields(start).get(_RAW_SIZE, data_size))
        stream.seek(data_size - len(start), 1)
    return sizes


def _fields(message: bytes) -> dict[int, int]:
    """Return the numbers of a message by field, up to where it stops making sense."""
    found: dict[int, int] = {}
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        field, wire = key >> 3, key & 7
        if wire == _VARINT:
            found[field], at = _varint(message, at)
        elif wire == _LENGTH:
            length, at = _varint(message, at)
            at += length
        else:
            break
    return found


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(message):
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:  # noqa: PLR2004  no further byte belongs to it
            break
    return value, at
