"""Walls of the Linux kernel around a child: no network, no file but its own folder and the program it runs.

Both are taken where the kernel gives them, and done without where it does not: the other guards stand then too.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
_NO_NEW_RIGHTS = 38
_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_WRITE_FILE, _REMOVE_FILE, _MAKE_FOLDER, _MAKE_FILE, _TRUNCATE = 1 << 1, 1 << 5, 1 << 7, 1 << 8, 1 << 14
# How many file rights a version of the kernel's Landlock knows; later ones know no fewer.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_LATEST_FILE_RIGHTS = 16
_NETWORK_SINCE = 4
_SYSTEM = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/share/zoneinfo",
    "/etc/ld.so.cache",
    "/dev/null",
    "/dev/urandom",
)
HAS_WALLS = sys.platform == "linux"
_ROOMS = Path(__file__).resolve().parents[2]


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _PathRule(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def close_walls(folder: Path) -> None:
    """Close the walls around this process.

    Parameters
    ----------
    folder
        What it may go on reading and writing. Besides it, it may read Python, its packages and our rooms.
    """
    if not HAS_WALLS:
        return
    kernel = ctypes.CDLL(None, use_errno=True)
    _leave_network(kernel)
    _leave_files(kernel, folder)


def program_folders() -> Iterator[Path]:
    """Yield where Python, its packages and our rooms lie."""
    yield from {Path(prefix).resolve() for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix)}
    yield from (_ROOMS / room for room in ("geo", "data", "analysis", "layers", "alcance"))


def _leave_network(kernel: ctypes.CDLL) -> None:
    if kernel.unshare(_NEW_NETWORK) != 0:
        kernel.unshare(_NEW_USERS | _NEW_NETWORK)


def _leave_files(kernel: ctypes.CDLL, folder: Path) -> None:
    version = kernel.syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return
    known = (1 << _FILE_RIGHTS.get(version, _LATEST_FILE_RIGHTS)) - 1
    # No rule for the network is made, so that no address can be called.
    network, length = (3, 16) if version >= _NETWORK_SINCE else (0, 8)
    rules = kernel.syscall(_CREATE, ctypes.byref(_Ruleset(known, network)), ctypes.c_size_t(length), 0)
    reads = _READ_FILE | _READ_FOLDER
    _allow(kernel, rules, folder, (reads | _WRITE_FILE | _REMOVE_FILE | _MAKE_FOLDER | _MAKE_FILE | _TRUNCATE) & known)
    for readable in (*program_folders(), *map(Path, _SYSTEM)):
        _allow(kernel, rules, readable, reads if readable.is_dir() else _READ_FILE)
    kernel.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    kernel.syscall(_RESTRICT, rules, 0)
    os.close(rules)


def _allow(kernel: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not there on this system
    kernel.syscall(_ADD_RULE, rules, _PATH_BENEATH, ctypes.byref(_PathRule(rights, handle)), 0)
    os.close(handle)
