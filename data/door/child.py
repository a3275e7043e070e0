"""The child: shuts itself in, does its one task, sends what came of it."""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from data.door.archive import Unpacked, unpack
from data.door.json_text import json_format
from data.door.limits import set_limits
from data.door.passing import line_of_error, line_of_progress, lines_of_table
from data.door.readers import load_reader, read_as
from data.door.walls import close_walls
from data.door.watch import refuse_the_rest
from geo.errors import InputError

Tell = Callable[[str, int], None]
# Packages that others load when they are there; without them a child starts in half the time.
_FRAMES = ("pandas", "geopandas", "pyarrow")


def main() -> None:
    """Do what the order on the standard input says; the answer goes to the standard output, nothing else does."""
    order = json.loads(sys.stdin.buffer.read())
    answer = os.fdopen(os.dup(1), "wb")
    # What libraries print goes nowhere.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    shut_in(order)
    do(order, answer)
    # Leaving at once: closing down libraries can take long, and nothing is left to do.
    os._exit(0)


def shut_in(order: Mapping[str, Any]) -> None:
    """Take from this process what its order does not allow; there is no way back."""
    close_walls(Path(order["folder"]))
    set_limits(**order["allowance"])


def do(order: Mapping[str, Any], answer: IO[bytes]) -> None:
    """Do the task of an order and write its lines, at the end an error where there was one."""
    memory = order["allowance"]["memory"] >> 20
    too_much = f"needs more than {memory} MiB of memory to read"
    # Made before memory runs out.
    no_memory = line_of_error(InputError(order["name"], too_much, "Cut it to the study's place."))

    def tell(what: str, count: int) -> None:
        _write(answer, iter([line_of_progress(what, count)]))

    try:
        _write(answer, _TASKS[order["task"]](order, tell))
    except MemoryError:
        _write(answer, iter([no_memory]))
    except InputError as error:
        _write(answer, iter([line_of_error(error)]))
    except Exception as error:  # noqa: BLE001 - whatever a hostile file brings about is one line
        what = f"cannot be read ({type(error).__name__})"
        told = InputError(order["name"], what, "Export it again, or in another format.")
        _write(answer, iter([line_of_error(told)]))


def _table(order: Mapping[str, Any], _tell: Tell) -> Iterator[str]:
    """Return the lines of a table; what is in an archive is named by its own name inside."""
    # Looking again and again for cycles among a table's cells takes long, and this process ends with its one table.
    gc.disable()
    path, name = Path(order["path"]), order["name"]
    taken = Unpacked(order["format"], path, "")
    try:
        if taken.found == "zip":
            taken = unpack(path)
        if taken.found == "json":
            taken = replace(taken, found=json_format(taken.path))
        if taken.found in ("geojson", "sqlite", "fgb", "shp"):
            _do_without(_FRAMES)
        load_reader(taken.found)
        # Only now, as loading a library does much that reading a file must not.
        refuse_the_rest(Path(order["folder"]))
        raw = read_as(taken.found, taken.path, taken.name or name)
    except InputError as error:
        said = (part.replace(taken.path.name, name).replace(path.name, name) for part in error.args)
        raise InputError(*said) from None
    return lines_of_table(replace(raw, file=name))


def _roads(order: Mapping[str, Any], tell: Tell) -> Iterator[str]:
    """Build the roads of an OpenStreetMap file."""
    path, folder = Path(order["path"]), Path(order["folder"])
    # Only this task needs its many libraries.
    build = import_module("data.door.roads_task").build
    refuse_the_rest(folder)
    try:
        yield from build(path, folder, tell)
    except InputError as error:
        raise InputError(*(part.replace(path.name, order["name"]) for part in error.args)) from None


def _do_without(packages: Iterable[str]) -> None:
    for package in packages:
        sys.modules.setdefault(package, None)  # type: ignore[arg-type]


def _write(answer: IO[bytes], lines: Iterator[str]) -> None:
    for line in lines:
        answer.write(line.encode() + b"\n")
    answer.flush()


# What may be asked of a child; every task keeps within the same walls.
_TASKS: Mapping[str, Callable[[Mapping[str, Any], Tell], Iterator[str]]] = {"table": _table, "roads": _roads}
