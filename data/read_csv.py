"""Reads a CSV file without GDAL (a file must never make us open another): our own strictly, anybody's as a sheet."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from data.formulas import GUARD, freed
from data.grid import Grid, GridRow
from data.raw import RawRow, RawTable, clean_texts, column_name
from data.swallowed import swallowed_notes
from geo.errors import InputError

_DELIMITERS = ",;\t|"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# So much of a file tells what splits its cells, characters.
_SAMPLE = 100_000


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


def read_grid_csv(path: Path) -> Grid:
    """Read a CSV file somebody gave us as a sheet.

    Parameters
    ----------
    path
        The file: cells split by commas, semicolons, tabs or bars, whichever gives the widest table; UTF-8, UTF-16, or
        else Windows-1252 (Latin-1 where that has no letter), and then a note says so.

    Raises
    ------
    InputError
        Its quotes are broken.
    """
    text, notes = _read_as_text(path.read_bytes())
    first = text[:16].partition("\n")[0].strip().lower()
    number, delimiter = 1, _delimiter(text[:_SAMPLE])
    if first.startswith("sep=") and len(first) > len("sep="):
        number, delimiter, text = 2, first[len("sep=")], text.partition("\n")[2]
    lines = list(_lines(path, text, delimiter=delimiter, number=number))
    swallowed = swallowed_notes(lines, delimiter)
    return Grid(path.name, tuple(GridRow(line, tuple(cells)) for line, cells in lines), (*notes, *swallowed))


def _read_as_text(content: bytes) -> tuple[str, tuple[str, ...]]:
    if content.startswith(_UTF16):
        return content.decode("utf-16", errors="replace"), ()
    # One zero among letters is a slip; UTF-16 has one in every letter of our alphabet.
    if content[:200].count(0) * 4 > len(content[:200]):
        # Text of our alphabet in UTF-16 has its zeros on one side.
        name = "utf-16-le" if content[1:200:2].count(0) > content[:200:2].count(0) else "utf-16-be"
        return content.decode(name, errors="replace"), ("has no mark of its encoding, read as UTF-16",)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), ("is not UTF-8 text, read as Windows-1252",)
    except UnicodeDecodeError:
        return content.decode("latin-1"), ("is not UTF-8 text, read as Latin-1",)


def _delimiter(sample: str) -> str:
    """Return what splits a text into the widest table; a comma where nothing does."""
    whole = sample.rpartition("\n")[0] if len(sample) == _SAMPLE else sample
    return max(_DELIMITERS, key=lambda delimiter: _cells_of_table(whole, delimiter))


def _cells_of_table(sample: str, delimiter: str) -> int:
    """Return how many cells beyond the first the lines of the usual width have."""
    try:
        widths = Counter(len(cells) for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
    except csv.Error:
        return 0
    return max(((width - 1) * times for width, times in widths.items()), default=0)


def _lines(path: Path, text: str, *, delimiter: str = ",", number: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Yield the line each record starts on, and its cells; the text begins on line `number`."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    above = number - 1
    try:
        for cells in reader:
            if cells:
                yield number, [freed(cell) if cell.startswith(GUARD) else cell for cell in cells]
            number = above + reader.line_num + 1
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
    return RawRow(number, dict(zip(header, clean_texts(cells), strict=False)), trouble=trouble)
