"""Reads an Excel workbook as a sheet of text; its formulas are never worked out, only what they last gave is read."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from data.grid import Grid, GridRow, raw_from_grid
from data.joined_sheets import has_header_of, joined
from data.raw import RawTable
from data.sources_sheet import is_sources_sheet
from data.xlsx_about import asked_in_others, said_of_itself
from data.xlsx_comments import find_comments
from data.xlsx_faults import find_faults
from geo.errors import InputError

MOST_COLUMNS = 2_000
MOST_ROWS = 1_048_576
# A sheet is laid out whole in memory, from its first cell to its last.
MOST_CELLS = 4_000_000
_CHUNK = 1 << 18
# So far down may its header be looked for.
_MOST_TITLES = 20
_LONGEST_TAG = 400
# Cells and rows that hold something, whatever follows their place; damaged places count as well.
_CELL = re.compile(rb'<(?:\w+:)?(?:c|row)\s[^>]*?\br="([A-Za-z]{0,5})[A-Za-z]*(\d{1,9})[^>/]*>')
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TODO = "Copy the table alone into a new workbook, or save it as CSV."
_Cells = list[list[str]]


def read(path: Path) -> RawTable:
    """Return the table of a workbook; see `read_xlsx` and `raw_from_grid`."""
    return raw_from_grid(read_xlsx(path))


def read_xlsx(path: Path) -> Grid:
    """Return the visible sheet with most filled rows, other than our own sources, and those that go on with it.

    Parameters
    ----------
    path
        The workbook. Visible sheets with the header of the chosen one are read with it; notes name them, and those
        that are not read. A hidden sheet is read only where no other holds anything. Dates become ISO 8601,
        whole numbers have no point. A cell merged over several lines stands in each of them. An error, and a
        formula without the value it last gave, is an empty cell that is told of. Remarks on cells are read too.

    Raises
    ------
    InputError
        It is broken, its cells are spread too wide, or nothing is in it.
    """
    _check_spread(path)
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            sheets = [(name, *_sheet(book.get_sheet_by_name(name))) for name in book.sheet_names]
            shown = {each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible}
    except (CalamineError, OSError, ValueError) as error:
        raise InputError(path.name, f"is a broken workbook ({type(error).__name__})", "Save it again.") from None
    filled = [sum(any(cells) for cells in rows) for _, rows, _ in sheets]
    if not any(filled):
        raise InputError(path.name, "the workbook is empty", "Give it a header row and rows.")
    # The sources of an export of ours are the table only where there is nothing else.
    weights = [
        (count > 0 and name in shown, bool(count) + (0 if is_sources_sheet(name, rows[0] if rows else ()) else count))
        for count, (name, rows, _) in zip(filled, sheets, strict=True)
    ]
    chosen = weights.index(max(weights))
    first = _grid(path, *sheets[chosen])
    alike = _alike(path, first, {at: sheets[at] for at in range(len(sheets)) if weights[at][0] and at != chosen})
    others = tuple(
        f"{'' if sheets[at][0] in shown else 'hidden '}sheet {sheets[at][0][:60]}, {count} filled rows, not read"
        for at, count in enumerate(filled)
        if count and at != chosen and at not in alike
    )
    name, rows, merged = sheets[chosen]
    merged += sum(sheets[at][2] for at in alike)
    spread = (f"{merged} cells filled from the merged cell they belong to",) if merged else ()
    hidden = "" if name in shown else ", hidden in the workbook: no other holds anything"
    notes = (f"sheet {name[:60]}{hidden}", *others, *spread) if others or hidden or alike else spread
    read_not = ((other, cells) for at, (other, cells, _) in enumerate(sheets) if at != chosen and at not in alike)
    asked = asked_in_others(read_not, {cell for row in rows[:_MOST_TITLES] for cell in row})
    return joined(replace(first, notes=notes, about=(*first.about, *asked)), list(alike.values()))


def _alike(path: Path, first: Grid, others: Mapping[int, tuple[str, _Cells, int]]) -> dict[int, Grid]:
    """Return the sheets, by their place, that go on with the list of the first under the same header."""
    bare = {
        at: _bare(path, name, rows)
        for at, (name, rows, _) in others.items()
        if not is_sources_sheet(name, rows[0] if rows else ())
    }
    return {at: _grid(path, *others[at]) for at, grid in bare.items() if has_header_of(grid, first)}


def _grid(path: Path, name: str, rows: _Cells, _merged: int) -> Grid:
    """Return a sheet with what stands beside its cells."""
    faults, comments, said = _beside(path, name)
    grid = _bare(path, name, rows)
    below = (text for at, text in comments.items() if at >= len(rows))
    told = tuple(
        replace(row, faults=faults.get(at, {}), comment=comments.get(at, "")) for at, row in enumerate(grid.rows)
    )
    return replace(grid, rows=told, about=(name, *below, *said))


def _bare(path: Path, name: str, rows: _Cells) -> Grid:
    return Grid(path.name, tuple(GridRow(at + 1, tuple(cells)) for at, cells in enumerate(rows)), about=(name,))


def _beside(path: Path, sheet: str) -> tuple[dict[int, dict[int, str]], Mapping[int, str], list[str]]:
    """Return by row and column what stands in cells without a value, by row the remarks, and what is said of all."""
    try:
        with zipfile.ZipFile(path) as archive:
            found, comments = find_faults(archive, sheet), find_comments(archive, sheet)
            said = list(said_of_itself(archive, sheet))
    except (zipfile.BadZipFile, ValueError):
        raise InputError(path.name, "is a broken workbook", "Save it again.") from None
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in found.items():
        by_row.setdefault(row, {})[column] = text
    return by_row, comments, said


def _check_spread(path: Path) -> None:
    """Refuse a workbook whose few cells would span a huge sheet, before anything lays it out."""
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if member.filename.startswith("xl/") and member.filename.endswith(".xml"):
                    _check_part(path, archive, member)
    except zipfile.BadZipFile:
        raise InputError(path.name, "is a broken workbook", "Save it again.") from None


def _check_part(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    width = height = 0
    is_sheet = "/worksheets/" in member.filename
    for piece in _pieces(archive, member):
        if _DECLARED.search(piece) or piece.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputError(path.name, "holds definitions no workbook needs", _TODO)
        places = _CELL.findall(piece) if is_sheet else []
        width = max(width, *(_column(letters) for letters in {letters for letters, _ in places}), 0)
        height = max(height, *(int(digits) for digits in {digits for _, digits in places}), 0)
        if width > MOST_COLUMNS or height > MOST_ROWS or width * height > MOST_CELLS:
            what = f"has a sheet of at least {height:,} rows by {width:,} columns, more than can be laid out"
            raise InputError(path.name, what, _TODO)


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part piece by piece, each beginning with the end of the one before, in which a tag may have begun."""
    with archive.open(member) as file:
        tail = b""
        while chunk := file.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_LONGEST_TAG:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - ord("A") + 1
    return number


def _sheet(sheet: CalamineSheet) -> tuple[_Cells, int]:
    """Return a sheet's cells as text, and how many were filled from a merged cell."""
    rows = [[_text(value) for value in values] for values in sheet.to_python(skip_empty_area=False)]
    filled = 0
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for at in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[at]) and rows[top][left] and not rows[at][left]:
                rows[at][left], filled = rows[top][left], filled + 1
    return rows, filled


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time() else value).isoformat()
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
