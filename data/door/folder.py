"""Folders for what comes from outside; one left behind by a run that was killed goes with the next run."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data.locks import CAN_LOCK, lock_at_once
from geo.errors import InputError

_PREFIX = "alcance-door-"
_MAKING_S = 60.0


@contextmanager
def door_folder() -> Iterator[Path]:
    """Yield a new folder for a child, as `own_folder` does."""
    with own_folder(_PREFIX) as folder:
        yield folder


@contextmanager
def own_folder(prefix: str) -> Iterator[Path]:
    """Yield a new folder, its owner's alone, gone at the end; it holds a copy of what may tell of hidden places.

    As long as it is in use it is locked, so that whoever comes next can tell it from one whose run was killed.

    Parameters
    ----------
    prefix
        What its name begins with; folders left behind under the same prefix go now.
    """
    sweep(prefix)
    with tempfile.TemporaryDirectory(prefix=prefix) as made:
        handle = _locked(Path(made))
        try:
            yield Path(made)
        finally:
            if handle is not None:
                os.close(handle)


def copy_in(path: Path, inside: Path, name: str) -> None:
    """Put a copy of a file into a child's folder, which it may write in: a second name would be the file itself.

    Raises
    ------
    InputError
        The file, called `name`, cannot be read.
    """
    try:
        shutil.copyfile(path, inside)
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise InputError(name, what, "Look at the path and the rights.") from None


def sweep(prefix: str) -> None:
    """Take away our folders whose name begins so and which nobody locks any more; those made just now stay."""
    for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        handle = _locked(left) if _is_old(left) else None
        if handle is not None:
            shutil.rmtree(left, ignore_errors=True)
            os.close(handle)


def _is_old(folder: Path) -> bool:
    """Return whether a folder was made so long ago that whoever made it has locked it since, if they live."""
    with suppress(OSError):
        return time.time() - folder.stat().st_mtime > _MAKING_S
    return False


def _locked(folder: Path) -> int | None:
    """Return a handle that locks a folder of ours; None where another run does, or where folders cannot be locked."""
    if not CAN_LOCK:
        return None
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        if os.fstat(handle).st_uid == os.getuid():
            with suppress(OSError):
                lock_at_once(handle)
                return handle
        os.close(handle)
    return None
