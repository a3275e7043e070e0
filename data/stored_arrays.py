"""Arrays in files of their own, named by their content: written in a stream, mapped into memory once checked."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

_DIGITS = 16  # of a hash, in a file's name: enough that two files of one folder never share one
_AT_ONCE = 1 << 22  # bytes
_OURS = re.compile(rf"\.?\w+-[0-9a-f]{{{_DIGITS}}}\.(npy|json)|\.\w+\.part|\.manifest\.json\.part")
Array = npt.NDArray[Any]


class AlteredError(Exception):
    """A file does not hold what its hash vouches for."""


def stored_name(name: str, digest: str, suffix: str) -> str:
    """Return the name of the file that holds something of a hash."""
    return f"{name}-{digest[:_DIGITS]}{suffix}"


def is_ours(path: Path) -> bool:
    """Say whether a file of a network's folder is one that was written here, whole or broken off."""
    return _OURS.fullmatch(path.name) is not None


def write_array(folder: Path, name: str, array: Array) -> str:
    """Write an array into its file, as NumPy's own format has it, and return its hash; none of it is copied whole."""
    return _written(folder, name, ".npy", _npy(array))


def write_blob(folder: Path, name: str, blob: bytes) -> str:
    """Write bytes into their file and return their hash."""
    return _written(folder, name, ".json", iter([blob]))


def replace_file(path: Path, blob: bytes) -> None:
    """Put a file in its place in one step, its bytes on the disk before."""
    with _staged(path.with_name(f".{path.name}.part")) as (staged, stream):
        stream.write(blob)
        _settle(stream)
        staged.replace(path)


def sync_folder(folder: Path) -> None:
    """Have the names of a folder on the disk, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def map_array(path: Path, digest: str) -> Array:
    """Return an array as a read-only view of its file.

    The file is opened once, and what was checked is what is mapped, whatever is put in its place meanwhile.

    Raises
    ------
    AlteredError
        The file's bytes are not those of the hash.
    OSError
        It cannot be opened.
    ValueError
        It holds no array.
    """
    with path.open("rb") as stream:
        _check(stream, digest)
        version = np.lib.format.read_magic(stream)
        if version != (1, 0):
            raise ValueError(version)
        shape, _, dtype = np.lib.format.read_array_header_1_0(stream)
        if not np.prod(shape):
            found: Array = np.zeros(shape, dtype)
        else:
            found = np.asarray(np.memmap(stream, dtype, "r", stream.tell(), shape))
    found.setflags(write=False)
    return found


def read_blob(path: Path, digest: str) -> bytes:
    """Return the bytes of a file.

    Raises
    ------
    AlteredError
        They are not those of the hash.
    OSError
        It cannot be opened.
    """
    with path.open("rb") as stream:
        _check(stream, digest)
        return stream.read()


def _check(stream: IO[bytes], digest: str) -> None:
    """Look at a file to its end, a part at a time, and go back to its start."""
    found = hashlib.sha256()
    while part := stream.read(_AT_ONCE):
        found.update(part)
    if found.hexdigest() != digest:
        raise AlteredError
    stream.seek(0)


def _written(folder: Path, name: str, suffix: str, parts: Iterator[bytes | memoryview]) -> str:
    """Write parts to a file that gets its name, which holds their hash, once all are on the disk."""
    found = hashlib.sha256()
    with _staged(folder / f".{name}.part") as (staged, stream):
        for part in parts:
            found.update(part)
            stream.write(part)
        _settle(stream)
        staged.replace(folder / stored_name(name, found.hexdigest(), suffix))
    return found.hexdigest()


@contextmanager
def _staged(path: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """Yield a hidden file to write to; it is gone at the end unless it was given its name."""
    try:
        with path.open("wb") as stream:
            yield path, stream
    finally:
        path.unlink(missing_ok=True)


def _settle(stream: IO[bytes]) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _npy(array: Array) -> Iterator[bytes | memoryview]:
    """Yield an array's file, part by part."""
    head = _Head()
    np.lib.format.write_array_header_1_0(head, np.lib.format.header_data_from_array_1_0(array))
    yield bytes(head.text)
    step = max(1, _AT_ONCE // max(1, array.itemsize))
    for start in range(0, len(array), step):
        yield np.ascontiguousarray(array[start : start + step]).data.cast("B")


class _Head:
    """Takes what is written to it."""

    def __init__(self) -> None:
        self.text = bytearray()

    def write(self, text: bytes) -> None:
        """Take a part."""
        self.text += text
