"""Puts a file's columns under our names, and keeps all the others."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from data.coordinates import read_angle
from data.raw import RawRow, RawTable
from data.recognise.column_map import ColumnMap
from data.recognise.dates import read_days
from data.recognise.form import Derived
from data.recognise.forms import form_called
from data.recognise.names import COORDINATES
from data.recognise.pairs import split_pair
from data.recognise.plain import plain, without_hashtag
from data.recognise.words import read_words
from data.schemas import DATE
from data.table import Table

# (cell, how it was read), the second empty where the cell stays as it is.
_Read = tuple[str, str]


def apply_map(raw: RawTable, table: Table, columns: ColumnMap) -> RawTable:
    """Return a file's rows with our columns; no cell of theirs is lost.

    Parameters
    ----------
    raw
        The rows the map was made for.
    table
        The table they are meant for.
    columns
        What `recognise` returned for them. Words of our vocabulary are read in four languages, days in the usual
        writings, both coordinates from one cell: each cell so changed is in the row's notes, and then their whole
        column is kept under its own name too. So are columns that stand for none of ours; one that bears a name of
        ours and stands for something else has ``_file`` behind its name.
    """
    sources = columns.sources
    both = sources.get("lon") == sources.get("lat")
    read = {ours: _read_column(raw, table, ours, theirs, in_one=both) for ours, theirs in sources.items()}
    changed = {columns.sources[ours] for ours, cells in read.items() if any(how for _, how in cells)}
    kept = _kept_names(raw, table, [name for name in raw.columns if name in changed or name in columns.left])
    ours_first = [name for name in table.names if name in columns.columns or name in columns.derived]
    names = (*(name for name in ours_first if columns.columns.get(name) != ""), *kept.values())
    makers = _makers(table, columns)
    renamed = {theirs: ours for ours, theirs in columns.sources.items()}
    rows = []
    for at, row in enumerate(raw.rows):
        cells = {ours: cells[at][0] for ours, cells in read.items() if columns.sources[ours] in row.cells}
        cells |= columns.constants | _derived_cells(raw, row, columns, makers)
        cells |= {kept.get(name, name): text for name, text in row.cells.items() if name in kept or name not in renamed}
        notes = [(renamed.get(name, name), *how) for name, *how in row.notes]
        notes += [(ours, each[at][1], row.cells[sources[ours]]) for ours, each in read.items() if each[at][1]]
        rows.append(replace(row, cells=cells, notes=tuple(notes)))
    return replace(raw, columns=names, rows=tuple(rows))


def _read_column(raw: RawTable, table: Table, ours: str, theirs: str, *, in_one: bool) -> Sequence[_Read]:
    cells = [row.cells.get(theirs, "") for row in raw.rows]
    # Lists repeat the same few words; each is read once.
    distinct = list(dict.fromkeys(cells))
    column = next(column for column in table.columns if column.name == ours)
    if column.unit == DATE:
        read = read_days(distinct)
    elif in_one and ours in COORDINATES:
        read = [_coordinate(text, theirs, ours) for text in distinct]
    else:
        read = [_noted(text, read_words(text, column)) for text in distinct]
    by_text = dict(zip(distinct, read, strict=True))
    return [by_text[text] for text in cells]


def _coordinate(text: str, theirs: str, ours: str) -> _Read:
    both = split_pair(text, theirs)
    if both is None and read_angle(text):
        # One number cannot stand for both.
        return "", "is one coordinate where two are needed, emptied"
    return _noted(text, both[0 if ours == "lon" else 1] if both else text)


def _noted(text: str, reading: str) -> _Read:
    return reading, "" if reading == text else f"read as {reading}"


def _kept_names(raw: RawTable, table: Table, theirs: Iterable[str]) -> dict[str, str]:
    """Return the names their columns are kept under, none of them ours and no two alike."""
    taken = set(table.names)
    kept: dict[str, str] = {}
    for name in theirs:
        bare = without_hashtag(name)
        wanted = bare if bare == name or bare not in raw.columns else name
        times = 0
        while wanted in taken:
            times += 1
            wanted = f"{bare}_file{times if times > 1 else ''}"
        taken.add(wanted)
        kept[name] = wanted
    return kept


def _makers(table: Table, columns: ColumnMap) -> tuple[Derived, ...]:
    form = form_called(columns.form, table.noun)
    return tuple(each for each in form.derived if each.column in columns.derived) if form else ()


def _derived_cells(raw: RawTable, row: RawRow, columns: ColumnMap, makers: Sequence[Derived]) -> dict[str, str]:
    made = {each.column for each in makers}
    numbered = {ours: _row_name(raw, row) for ours in columns.derived if ours not in made}
    by_plain_name: dict[str, str] = {}
    for name, text in row.cells.items() if makers else ():
        by_plain_name.setdefault(plain(without_hashtag(name)), text)
    return numbered | {each.column: each.make(by_plain_name) for each in makers}


def _row_name(raw: RawTable, row: RawRow) -> str:
    # Never made of the place: whoever sees the id could try places until one gives it.
    stem = plain(PurePath(raw.file).stem).replace(" ", "-") or "row"
    return f"{stem}-{row.number}"
