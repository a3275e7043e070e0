"""A sheet as text, unjudged, and the table in it: below its titles, under one header of one or two lines."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.grid_answers import questions, with_answers, without_answers
from data.grid_header import Header, find_header
from data.mends import fault
from data.raw import RawRow, RawTable, are_clean, clean_text, clean_texts, column_name
from data.tidied import note_tidied, was_tidied
from geo.errors import InputError

_LONGEST_TOLD = 60


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of a sheet.

    Attributes
    ----------
    number
        Where it stands, the first is 1.
    cells
        Text from the first column on; ``""`` is empty.
    trouble
        Why the line cannot be read; empty if it can.
    faults
        What stands in cells that have no value though they hold something, by their place from 0.
    comment
        What somebody remarked on its cells.
    """

    number: int
    cells: tuple[str, ...]
    trouble: str = ""
    faults: Mapping[int, str] = field(default_factory=dict)
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as text.

    Attributes
    ----------
    file
        The file's name, for messages.
    rows
        Its lines in order; lines with nothing on them may be left out.
    notes
        What was noticed while reading it.
    about
        What the file says of it beside its cells, such as the sheet's name.
    """

    file: str
    rows: tuple[GridRow, ...]
    notes: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


def raw_from_grid(grid: Grid) -> RawTable:
    """Return the table that stands in a sheet.

    Parameters
    ----------
    grid
        The sheet. Titles above the header are no rows; nor are empty lines. Columns without a name and without a cell
        are left out; one without a name is numbered, and so is a name that repeats. An HXL hashtag stands behind the
        name of its column. A line of units, or one that is shorter or longer than the header, is a row in trouble.
        Cells are put on one line, and a note says in how many rows. Remarks on cells of rows are a column.

    Raises
    ------
    InputError
        There is nothing in the sheet, no text, one cell alone, or nothing below its header.
    """
    rows = [row for row in grid.rows if any(cell.strip() for cell in row.cells)]
    if not rows:
        raise InputError(grid.file, "the file is empty", "Give it a header row and rows.")
    if not any(_is_text(cell) for row in rows for cell in row.cells):
        raise InputError(grid.file, "holds no text, only bytes that stand for none", "Export it again.")
    header = find_header([row.cells for row in rows])
    asked = questions(header)
    body = [_joined(row, header, asked) for row in rows[header.below :]] if asked else rows[header.below :]
    if not body:
        raise _without_rows(grid, rows)
    names = _names(header, without_answers(header.names, asked), body)
    columns = tuple(name for name in names if name)
    units = {body[0].number} if header.units_follow else set()
    table_rows = tuple(_row(names, row, is_units=row.number in units) for row in body)
    tidied = note_tidied(columns, _count_tidied(names, body, table_rows))
    if any(row.comment for row in body):
        columns, table_rows = _with_comments(columns, table_rows, [clean_text(row.comment) for row in body])
    titles = [_title(row) for row in rows[: header.above]]
    told = {row.number for row in body}
    remarks = [clean_text(row.comment) for row in grid.rows if row.comment and row.number not in told]
    notes = (*grid.notes, *_above(rows, titles), *_of_two_lines(header, rows), *tidied)
    about = (*grid.about, *titles, *map(clean_text, header.unused), *remarks)
    return RawTable(grid.file, columns, table_rows, notes=notes, about=about)


def _joined(row: GridRow, header: Header, asked: Mapping[int, tuple[int, ...]]) -> GridRow:
    """Return a row with the answers to each question in one column, and what spoils one of their cells too."""
    first = {at: first for first, places in asked.items() for at in places}
    faults = {first.get(at, at): text for at, text in row.faults.items()}
    return replace(row, cells=with_answers(row.cells, header, asked), faults=faults)


def _of_two_lines(header: Header, rows: Sequence[GridRow]) -> tuple[str, ...]:
    if header.second is None:
        return ()
    row = rows[header.second]
    return (f"line {row.number} read as the second line of the header: {_title(row)[:100]}",)


def _with_comments(
    columns: tuple[str, ...], rows: tuple[RawRow, ...], comments: Sequence[str]
) -> tuple[tuple[str, ...], tuple[RawRow, ...]]:
    """Return a table with what was remarked on its cells as a column."""
    name = _not_taken("comments", set(columns))
    pairs = zip(rows, comments, strict=True)
    return (*columns, name), tuple(replace(row, cells=row.cells | {name: comment}) for row, comment in pairs)


def _is_text(cell: str) -> bool:
    return bool(clean_text(cell).strip("\N{REPLACEMENT CHARACTER} "))


def _without_rows(grid: Grid, rows: Sequence[GridRow]) -> InputError:
    """Return what is said of a sheet with nothing below what would be its header."""
    cells = [clean_text(cell) for row in rows for cell in row.cells if cell.strip()]
    if len(cells) == 1:
        # One word, such as the null of a program that had nothing to write, is no header.
        return InputError(
            grid.file, f"holds {cells[0][:_LONGEST_TOLD]!r} and no table", "Export it again with its rows."
        )
    return InputError(grid.file, "holds a header and no row", "Export it again with its rows.")


def _count_tidied(names: Sequence[str], body: Sequence[GridRow], rows: Sequence[RawRow]) -> Counter[str]:
    """Return in how many rows of each column a cell stands otherwise than in the sheet."""
    return Counter(
        name
        for given, row in zip(body, rows, strict=True)
        if not are_clean(given.cells)
        for name, text in zip(names, given.cells, strict=False)
        if name and was_tidied(text, row.cells[name])
    )


def _above(rows: Sequence[GridRow], titles: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"line {row.number} above the header: {title[:100]}" for row, title in zip(rows, titles, strict=False))


def _title(row: GridRow) -> str:
    return " ".join(cell for cell in map(clean_text, row.cells) if cell)


def _names(header: Header, over: Sequence[str], body: Sequence[GridRow]) -> tuple[str, ...]:
    """Return a name for each column, ``""`` for one with neither name nor cell."""
    given = [_with_hashtag(clean_text(name), tag) for name, tag in zip(over, header.hashtags, strict=True)]
    nameless = [at for at, name in enumerate(given) if not name]
    used = {at for row in body for at in nameless if at < len(row.cells) and row.cells[at].strip()}
    taken: set[str] = set()
    names = []
    for at, name in enumerate(given):
        named = _not_taken(column_name(name, at + 1), taken) if name or at in used else ""
        taken.add(named)
        names.append(named)
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _with_hashtag(name: str, tag: str) -> str:
    return " ".join(part for part in (name, tag) if part)


def _not_taken(name: str, taken: set[str]) -> str:
    numbered, times = name, 1
    while numbered in taken:
        times += 1
        numbered = f"{name}_{times}"
    return numbered


def _row(names: Sequence[str], row: GridRow, *, is_units: bool) -> RawRow:
    texts = clean_texts(row.cells)
    cells = dict(zip(names, texts, strict=False))
    cells.pop("", None)
    # Cells beyond the header have no column: they are kept for the list of rows set aside.
    beyond = {
        _not_taken(f"column_{at}", set(names)): text
        for at, text in enumerate(texts[len(names) :], start=len(names) + 1)
        if text
    }
    trouble = row.trouble or ("holds units, no values" if is_units else "")
    if not trouble and (beyond or len(texts) < len(names)):
        trouble = f"has {len(texts)} cells where the header has {len(names)}"
    faults = [(at, text) for at, text in sorted(row.faults.items()) if at < len(names) and names[at]]
    notes = tuple((names[at], fault(names[at], text).mend, text) for at, text in faults)
    return RawRow(row.number, cells | beyond, trouble=trouble, notes=notes)
