"""Starts a child for one file, waits no longer than allowed, and gathers what it sent."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Literal

from data.door.allowance import Allowance
from data.door.environment import child_environment
from data.door.guard import Guard
from data.door.passing import progress_in

_ROOT = Path(__file__).resolve().parents[2]
# -I: no variable, folder or package of the user's changes what is imported.
_START = "import sys; sys.path.insert(0, sys.argv[1]); from data.door.child import main; main()"

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended.

    Attributes
    ----------
    code
        Its exit code; negative: the signal that ended it.
    why
        ``time`` or ``size`` where it was ended for taking too much of it; ``""`` where it ended by itself.
    lines
        What it sent; a last line without an end may be part of it.
    """

    code: int
    why: Literal["", "time", "size"]
    lines: tuple[bytes, ...]


def run_child(
    request: Mapping[str, str], folder: Path, allowance: Allowance, progress: Callable[[str, int], None] | None = None
) -> Ended:
    """Run one task in a child process and return what it sent.

    Parameters
    ----------
    request
        The task and what it is about.
    folder
        The only place the child can read and write, besides reading the program itself.
    allowance
        Its limits.
    progress
        Told how far the child is; what it raises ends the child, as does what `data.watched` raises.
    """
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(_ROOT)]
    order = json.dumps({**request, "folder": str(folder), "allowance": asdict(allowance)}).encode()
    with subprocess.Popen(  # noqa: S603 - our own program, its order on a pipe
        command,
        cwd=folder,
        env=child_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        return _gathered(child, order, allowance, progress or (lambda _what, _count: None))


def _gathered(child: subprocess.Popen[bytes], order: bytes, allowance: Allowance, progress: Progress) -> Ended:
    with Guard(child, allowance.seconds) as guard:
        _send(child, order)
        lines, size = _received(child.stdout, allowance.result, progress)
        if size > allowance.result:
            child.kill()
        code = child.wait()
    why: Literal["", "time", "size"] = "time" if guard.was_late else "size" if size > allowance.result else ""
    return Ended(code, why, lines)


def _send(child: subprocess.Popen[bytes], order: bytes) -> None:
    if child.stdin is None:
        return
    try:
        child.stdin.write(order)
        child.stdin.close()
    except BrokenPipeError:
        return  # it is gone already; its exit code will say so


def _received(pipe: IO[bytes] | None, most: int, progress: Progress) -> tuple[tuple[bytes, ...], int]:
    """Return the lines that came, those of progress told and left out, and how many bytes they were."""
    lines: list[bytes] = []
    size = 0
    while pipe is not None and size <= most and (line := pipe.readline(most + 1)):
        size += len(line)
        told = progress_in(line)
        if told is None:
            lines.append(line.rstrip(b"\n"))
        else:
            progress(*told)
    return tuple(lines), size
