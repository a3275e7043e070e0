"""Hands a table from the child to its parent as lines of JSON: nothing in it can run, and its end is marked."""

import binascii
import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from data.raw import RawRow, RawTable
from geo.errors import InputError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class _RowTold(NamedTuple):
    """A row as a line tells it: its cells alone where they stand under all columns, else with their names."""

    number: int
    cells: dict[str, str] | list[str]
    drawn: str | None
    trouble: str
    notes: list[tuple[str, ...]]


ReadWkb = Callable[[bytes], "BaseGeometry"]


def lines_of_table(raw: RawTable) -> Iterator[str]:
    """Yield a table as lines of JSON: what it is, each row, and how many there were."""
    about = {"file": raw.file, "columns": raw.columns, "spatial": raw.spatial, "numbers": sorted(raw.numbers)}
    yield json.dumps({**about, "notes": raw.notes, "sources": raw.sources, "left_out": raw.left_out, "said": raw.about})
    for row in raw.rows:
        same = tuple(row.cells) == raw.columns
        cells: Any = tuple(row.cells.values()) if same else row.cells
        drawn = None if row.geometry is None else row.geometry.wkb_hex
        yield json.dumps((row.number, cells, drawn, row.trouble, row.notes))
    yield json.dumps({"rows": len(raw.rows)})


def line_of_error(error: InputError) -> str:
    """Return an error as one line of JSON."""
    return json.dumps({"error": [error.where, error.what, error.todo]})


def line_of_progress(what: str, count: int) -> str:
    """Return how far a child is as one line of JSON."""
    return json.dumps({"progress": [what, count]})


def progress_in(line: bytes) -> tuple[str, int] | None:
    """Return what a line tells of progress; None where it tells something else."""
    if not line.startswith(b'{"progress"'):
        return None
    told = _parsed(line)
    return (str(told["progress"][0]), int(told["progress"][1])) if isinstance(told, dict) else None


def table_from_lines(lines: Iterable[bytes], read_wkb: ReadWkb) -> RawTable | None:
    """Return the table that lines of JSON hold; None where they stop before their end.

    Parameters
    ----------
    lines
        What `lines_of_table` or `line_of_error` made.
    read_wkb
        Makes a shape of well-known binary.

    Raises
    ------
    InputError
        The one the lines hold.
    """
    told = iter(lines)
    head = _parsed(next(told, b""))
    if not isinstance(head, dict):
        return None
    if "error" in head:
        raise InputError(*(str(part) for part in head["error"]))
    columns = tuple(head["columns"])
    rows: list[RawRow] = []
    for line in told:
        value = _parsed(line)
        if isinstance(value, dict):
            return _whole(head, columns, rows) if value.get("rows") == len(rows) else None
        if value is None:
            return None
        rows.append(_row(columns, value, read_wkb))
    return None


def _whole(head: dict[str, Any], columns: tuple[str, ...], rows: list[RawRow]) -> RawTable:
    sources = tuple((str(title), str(licence), str(url), str(day)) for title, licence, url, day in head["sources"])
    notes, numbers = tuple(head["notes"]), frozenset(map(str, head["numbers"]))
    left_out = tuple((str(name), str(member), int(count)) for name, member, count in head["left_out"])
    said = tuple(map(str, head["said"]))
    return RawTable(head["file"], columns, tuple(rows), head["spatial"], notes, sources, numbers, left_out, said)


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _row(columns: tuple[str, ...], value: Any, read_wkb: ReadWkb) -> RawRow:
    told = _RowTold(*value)
    named = dict(told.cells) if isinstance(told.cells, dict) else dict(zip(columns, told.cells, strict=True))
    shape = None if told.drawn is None else read_wkb(binascii.unhexlify(told.drawn))
    return RawRow(told.number, named, shape, told.trouble, tuple(tuple(note) for note in told.notes))
