"""Reads a FlatGeobuf file once its features are counted one by one, as a cut file would else lose rows."""

import struct
from pathlib import Path

from data.raw import RawTable
from data.read_gdal import read_gdal
from geo.errors import InputError

_MAGIC = 8
_NODE_BYTES = 40
_COUNT_FIELD, _NODE_SIZE_FIELD = 8, 9
_NODE_SIZE = 16


def read(path: Path) -> RawTable:
    """Return the table of a FlatGeobuf file.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InputError
        It is broken, or holds another number of features than it says.
    """
    content = path.read_bytes()
    try:
        said, found = _said_and_found(content)
    except (struct.error, IndexError):
        said, found = 0, -1
    if found < 0 or said not in (0, found):
        raise InputError(path.name, "is broken or was cut short", "Export it again.")
    return read_gdal(path, expected=found)


def _said_and_found(content: bytes) -> tuple[int, int]:
    """Return the count of features in the head, and that of those there; -1 where the last is cut."""
    (length,) = struct.unpack_from("<I", content, _MAGIC)
    head = content[_MAGIC + 4 : _MAGIC + 4 + length]
    (said,) = struct.unpack("<Q", _field(head, _COUNT_FIELD, 8) or bytes(8))
    (node,) = struct.unpack("<H", _field(head, _NODE_SIZE_FIELD, 2) or struct.pack("<H", _NODE_SIZE))
    at = _MAGIC + 4 + length + _index_bytes(said, node)
    found = 0
    while at < len(content):
        (length,) = struct.unpack_from("<I", content, at)
        at, found = at + 4 + length, found + 1
    return said, found if at == len(content) else -1


def _field(head: bytes, number: int, length: int) -> bytes:
    """Return a field of the head's root table, nothing where it has its usual value."""
    (root,) = struct.unpack_from("<I", head)
    (back,) = struct.unpack_from("<i", head, root)
    directory = root - back
    (size,) = struct.unpack_from("<H", head, directory)
    if 4 + 2 * number >= size:
        return b""
    (offset,) = struct.unpack_from("<H", head, directory + 4 + 2 * number)
    return head[root + offset : root + offset + length] if offset else b""


def _index_bytes(count: int, node: int) -> int:
    """Return the length of the packed tree over `count` features; there is none where its nodes hold nothing."""
    if not node or not count:
        return 0
    nodes = level = count
    while level > 1:
        level = -(-level // max(node, 2))
        nodes += level
    return nodes * _NODE_BYTES
