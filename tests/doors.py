"""The command line as a person uses it: words in, an exit code and two streams out; and what folders hold."""

import csv
import io
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pyogrio

from alcance.command_line import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


def alcance(*words: object) -> Ran:
    """Run a command in this process."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    argv = ["alcance", *map(str, words)]
    with patch.object(sys, "argv", argv), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(bool(end.code))
    return Ran(code, out.getvalue(), err.getvalue())


def done(*words: object) -> Ran:
    """Run a command that must end well, in silence on the error stream."""
    ran = alcance(*words)
    assert (ran.code, ran.err) == (0, ""), ran
    return ran


def refused(*words: object) -> str:
    """Run a command that must say one line of where, what and what to do, and return it."""
    ran = alcance(*words)
    assert (ran.code, ran.out) == (1, ""), ran
    assert ran.err.startswith("alcance: "), ran
    assert ran.err.count("\n") == 1, ran
    return ran.err.removeprefix("alcance: ").rstrip("\n")


def holds(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too, with its bytes; a folder ends in a stroke."""
    return {
        str(path.relative_to(folder)) + "/" * path.is_dir(): b"" if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(path: Path, name: str) -> list[str]:
    """Return one column of a CSV file as text."""
    return [row[name] for row in rows_of(path)]


def header(path: Path) -> list[str]:
    """Return the column names of a CSV file."""
    return path.read_text("utf-8").splitlines()[0].split(",")


def layers(path: Path) -> list[str]:
    """Return the names of a GeoPackage's layers, in their alphabet."""
    return sorted(str(name) for name, _ in pyogrio.list_layers(path))


def written(path: Path, lines: Iterable[str]) -> Path:
    """Write lines and return the path."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
