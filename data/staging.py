"""Where files are made before they appear, so that whatever ends a write early, a folder holds the old or the new.

Files are made in a hidden folder beside their place. Several files appear together: once all are on the disk, renaming
that folder says in one step that they are to appear, and then they are moved out of it. A run killed before that step
leaves nothing but the hidden folder, which the next write takes away; a run killed after it is finished by the next
write. ``manifest.json`` goes first and comes last: while it is there, the files beside it belong together.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data.locks import CAN_LOCK, lock_at_once
from geo.interrupts import interrupts_held

MARK = "manifest.json"
_HIDDEN = ".alcance-"
_MAKING, _READY = f"{_HIDDEN}making-", f"{_HIDDEN}ready-"
_TRIES, _BETWEEN_S = 200, 0.05


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Yield a new hidden folder within `folder`, its owner's alone; what is still in it at the end is removed.

    Parameters
    ----------
    folder
        An existing folder. What killed runs left in it is settled first.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    stage, handle = None, None
    try:
        # Between making the folder and knowing of it, Ctrl-C would leave it behind.
        with interrupts_held(), _alone(folder):
            _settle(folder)
            stage = Path(tempfile.mkdtemp(prefix=_MAKING, dir=folder))
            handle = _held(stage)
        yield stage
    finally:
        with interrupts_held():
            if stage is not None:
                shutil.rmtree(stage, ignore_errors=True)
            if handle is not None:
                os.close(handle)


def appear(stage: Path) -> None:
    """Move the files of a staging folder, on the disk already, to the folder it stands in: all, or none.

    Raises
    ------
    OSError
        They cannot be moved.
    """
    folder = stage.parent
    names = sorted(path.name for path in stage.iterdir())
    for name in names:
        if (folder / name).is_dir():
            raise IsADirectoryError(21, "Is a directory", name)
    with interrupts_held(), _alone(folder):
        if len(names) == 1:
            (stage / names[0]).replace(folder / names[0])
            sync_folder(folder)
            return
        sync_folder(stage)
        ready = stage.rename(folder / stage.name.replace(_MAKING, _READY))
        sync_folder(folder)
        _move_out(ready)


def settle(folder: Path) -> None:
    """Finish what a killed run was about to let appear in a folder, and take away what it had only begun.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    with interrupts_held(), _alone(folder):
        _settle(folder)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` last through a power cut, where the system can."""
    with suppress(OSError), _opened(folder) as handle:
        os.fsync(handle)


def _settle(folder: Path) -> None:
    for left in sorted(folder.glob(f"{_HIDDEN}*")):
        if left.name.startswith(_READY):
            _move_out(left)
        elif left.name.startswith(_MAKING) and _is_abandoned(left):
            shutil.rmtree(left, ignore_errors=True)


def _move_out(ready: Path) -> None:
    folder = ready.parent
    names = {path.name for path in ready.iterdir()}
    if MARK in names:
        (folder / MARK).unlink(missing_ok=True)
        sync_folder(folder)
    for name in sorted(names - {MARK}):
        (ready / name).replace(folder / name)
    sync_folder(folder)
    if MARK in names:
        (ready / MARK).replace(folder / MARK)
        sync_folder(folder)
    ready.rmdir()


def _is_abandoned(stage: Path) -> bool:
    if not CAN_LOCK:
        return False  # another run may be at it
    with suppress(OSError), _opened(stage) as handle:
        lock_at_once(handle)
        return True
    return False


def _held(stage: Path) -> int | None:
    """Return a handle that, until this process ends, tells others that the folder is in use; None without locks."""
    if not CAN_LOCK:
        return None
    handle = os.open(stage, os.O_RDONLY)
    _lock(handle)
    return handle


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other run move files of this folder meanwhile, where folders can be locked."""
    if not CAN_LOCK:
        yield
        return
    with _opened(folder) as handle:
        _lock(handle)
        yield


def _lock(handle: int) -> None:
    """Lock a folder; moving files takes moments, so that waiting long for another run means that something is wrong."""
    for left in reversed(range(_TRIES)):
        try:
            lock_at_once(handle)
        except BlockingIOError:
            if not left:
                raise
            time.sleep(_BETWEEN_S)
        except OSError:
            # Some network disks know no locks for folders: two runs at once are not told apart there.
            return
        else:
            return


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)
