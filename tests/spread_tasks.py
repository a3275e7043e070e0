"""Tasks that other processes are given.

A killing is a file in a folder: who takes it away kills itself at once, without a word, as the system does when memory
is out.
"""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any


def square(number: int) -> int:
    return number * number


def slow_square(number: int) -> int:
    time.sleep(0.05)
    return square(number)


def killings(folder: Path, count: int) -> None:
    """Let as many processes kill themselves."""
    for number in range(count):
        (folder / f"{number}.kill").touch()


def _take_one(folder: Path) -> None:
    for path in sorted(folder.glob("*.kill")):
        path.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Killed:
    """Does a task; at one piece the process is killed as often as there are killings."""

    task: Callable[[int], Any]
    folder: Path
    at: int

    def __call__(self, number: int) -> Any:
        if number == self.at:
            _take_one(self.folder)
        return self.task(number)


class Unknown:
    """A task of a program that is not installed where it arrives."""

    def __call__(self, number: int) -> int:
        return square(number)

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return import_module, ("a_program_that_is_not_there",)
