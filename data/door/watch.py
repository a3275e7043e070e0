"""Python's own watch in a child: what Python code tries outside its folder is refused before it happens."""

import os
import sys
from pathlib import Path
from typing import Any

from data.door.walls import program_folders

_NEVER = (
    *("socket.", "subprocess.", "os.exec", "os.fork", "os.spawn", "os.posix_spawn", "os.system", "os.startfile"),
    *("pickle.", "ctypes.", "sqlite3.enable_load_extension", "sqlite3.load_extension", "webbrowser.", "urllib."),
    *("ftplib.", "http.", "smtplib.", "os.kill", "os.putenv", "os.chown", "os.chmod", "os.link", "os.symlink"),
)
_WRITES = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.truncate", "shutil.")
_LOOKS = ("os.listdir", "os.scandir", "os.chdir")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def refuse_the_rest(folder: Path) -> None:
    """Refuse from now on what leaves `folder`; reading Python, its packages and our rooms stays allowed."""
    own = _beneath(folder.resolve())
    readable = (own, *(_beneath(path) for path in program_folders()), os.devnull)

    def watch(event: str, values: tuple[Any, ...]) -> None:
        if event == "open":
            writes = (values[2] or 0) & _WRITING or (isinstance(values[1], str) and set(values[1]) & set("wax+"))
            _refuse_outside(values[0], (own,) if writes else readable)
        elif event.startswith(_NEVER):
            raise PermissionError(event)
        elif event.startswith(_WRITES):
            _refuse_outside(values[0], (own,))
        elif event.startswith(_LOOKS) or event == "sqlite3.connect":
            _refuse_outside(values[0] or ".", readable)

    sys.addaudithook(watch)


def _beneath(path: Path) -> str:
    return str(path) + os.sep


def _refuse_outside(path: object, allowed: tuple[str, ...]) -> None:
    if isinstance(path, int):
        return
    if not isinstance(path, str | bytes | os.PathLike):
        raise PermissionError
    real = os.path.realpath(os.fsdecode(path).removeprefix("file:").split("?")[0])
    if not f"{real}{os.sep}".startswith(allowed) and real not in allowed:
        raise PermissionError
