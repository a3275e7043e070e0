"""Reads a CSV file into raw rows, without GDAL: a file must never make us open another."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from data.raw import RawRow, RawTable, clean_text, column_name
from geo.errors import InputError


def read_csv(path: Path) -> RawTable:
    """Read a CSV file: UTF-8 with or without a byte order mark, commas, one header row.

    Parameters
    ----------
    path
        The file. Lines with nothing on them are no rows.

    Raises
    ------
    InputError
        Not UTF-8, not a table, split by something else than commas, or two columns of one name.
    """
    lines = _lines(path, _decoded(path))
    _, first = next(lines, (0, []))
    if not first:
        raise InputError(path.name, "the file is empty", "Give it a header row and rows.")
    header = _header(path, first)
    rows = tuple(_row(number, header, cells) for number, cells in lines)
    return RawTable(file=path.name, columns=header, rows=rows)


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path.name}, line {line}", "is not UTF-8 text", "Save the file as CSV UTF-8.") from None


def _lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line each record starts on, and its cells."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 1
    try:
        for cells in reader:
            if cells:
                yield number, cells
            number = reader.line_num + 1
    except csv.Error as error:
        where, what = f"{path.name}, line {number}", f"cannot be split into cells ({error})"
        raise InputError(where, what, "Mend the quotes or export it again.") from None


def _header(path: Path, cells: list[str]) -> tuple[str, ...]:
    if len(cells) == 1 and any(mark in cells[0] for mark in ";\t|"):
        raise InputError(path.name, "its columns are not split by commas", "Save it as CSV with commas.")
    header = tuple(column_name(cell, position) for position, cell in enumerate(cells, start=1))
    repeated = sorted(name for name, times in Counter(header).items() if times > 1)
    if repeated:
        raise InputError(path.name, f"has two columns named {repeated[0][:60]}", "Rename or remove one of them.")
    return header


def _row(number: int, header: tuple[str, ...], cells: list[str]) -> RawRow:
    # A short row may be one cut in the middle of a number, so that it is not filled up.
    trouble = "" if len(cells) == len(header) else f"has {len(cells)} cells where the header has {len(header)}"
    return RawRow(number, dict(zip(header, map(clean_text, cells), strict=False)), trouble=trouble)
