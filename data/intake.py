"""Takes raw rows into a table: each row ends kept, repaired (kept, its mends listed) or set aside with its reason."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from textwrap import shorten
from typing import Any, NamedTuple, NoReturn

import pandas as pd
import shapely

from data.collector import collector_paused
from data.coordinates import read_metres
from data.duplicates import copies
from data.encodings import is_suspect, mended_text
from data.located import ONE_CELL, Located, locate, points_of
from data.mends import Mend, Refusal
from data.numerals import Decimal, decimal_sign
from data.quarantine import is_told_by_us
from data.raw import RawRow, RawTable
from data.records import frame_of
from data.repeats import same_key, same_words
from data.table import Table, check
from data.watched import told
from geo.errors import InputError

REPAIRED_COLUMNS = ("file", "row", "id", "column", "value", "mend")
# A longer cell could not be read back from CSV.
LONGEST_CELL = 100_000
_LONGEST_VALUE = 200
_LONGEST_LIST = 400


class SetAside(NamedTuple):
    """A row set aside.

    Attributes
    ----------
    file, row
        Where it stands; a row known by its id alone has no number.
    id, column, value
        Its key, the cell it was refused for and what that says; each may be empty.
    reason
        Why it cannot be used.
    cells
        The whole row as JSON text.
    """

    file: str
    row: int | None
    id: str
    column: str
    value: str
    reason: str
    cells: str


SET_ASIDE_COLUMNS = SetAside._fields
_IN_OUR_FORM: tuple[Decimal, Decimal] = "point", ""


class Counts(NamedTuple):
    """What became of the rows of a file; the last three sum to the first.

    Attributes
    ----------
    rows
        All of them.
    kept
        Those in the table as they were written.
    repaired
        Those in the table with a cell or more read as something else.
    set_aside
        Those that are in no table.
    """

    rows: int
    kept: int
    repaired: int
    set_aside: int


@dataclass(frozen=True, slots=True, eq=False)
class Intake:
    """A table as it was taken in.

    Attributes
    ----------
    frame
        The usable rows, checked, sorted by key: the columns of the contract, then the file's own columns as text;
        a GeoDataFrame in EPSG:4326 if the table has places.
    set_aside
        One line per unusable row, its columns those of `SetAside`.
    repaired
        One line per mended cell of a kept row: ``file, row, id, column, value`` (as it was) and ``mend``.
    same_as
        Which id in the frame says all that one set aside does, by the latter.
    """

    frame: pd.DataFrame
    set_aside: pd.DataFrame
    repaired: pd.DataFrame
    same_as: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> Counts:
        """Return how many rows of the file were kept, repaired and set aside."""
        # A row mended and then set aside by another table's word stands among the ids set aside.
        gone = set(self.set_aside["id"]) - set(self.frame.iloc[:, 0].str[:_LONGEST_VALUE])
        repaired = self.repaired[~self.repaired["id"].isin(gone)]["row"].nunique()
        aside = len(self.set_aside)
        return Counts(len(self.frame) + aside, len(self.frame) - repaired, repaired, aside)


class RowRefusedError(Exception):
    """A row cannot be used; caught where rows are taken in, never outside."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, reason)
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Row:
    """A raw row while it is being judged.

    Attributes
    ----------
    raw
        Its cells, their encoding mended.
    given
        Its cells as the file has them.
    located
        Where it is, if its table has points.
    signs
        What `1.234` and `1,234` are, by column.
    mends
        Gathers what is told of its cells.
    point
        The point it is located at; None if it has none.
    """

    raw: RawRow
    given: RawRow
    located: Located = field(default_factory=Located)
    signs: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    mends: list[Mend] = field(default_factory=list)
    point: shapely.Point | None = None

    def text(self, column: str) -> str:
        """Return the cell, ``""`` where it is empty or absent."""
        return self.raw.cells.get(column, "")

    def mend(self, column: str, how: str) -> None:
        """Note that a cell was read as something else than it says."""
        self.mends.append(Mend(column, how))

    def signs_of(self, column: str) -> tuple[Decimal, Decimal]:
        """Return what `1.234` and `1,234` are in a column; "" where that is open."""
        return self.signs.get(column, ("", ""))

    def refuse(self, column: str, reason: str) -> NoReturn:
        """Set the row aside."""
        raise RowRefusedError(column, reason)


Record = dict[str, Any]


def as_it_is(_row: Row, record: Record, _other: Record) -> Record:
    """Return a record whatever another with its key says."""
    return record


def never(_record: Record) -> bool:
    """Return that a record gives way to no other."""
    return False


@collector_paused()
def take_rows(
    table: Table,
    raw: RawTable,
    judge: Callable[[Row], Record],
    *,
    gives_way: Callable[[Record], bool] = never,
    settle: Callable[[Row, Record, Record], Record] = as_it_is,
) -> Intake:
    """Return the rows of a file as a checked table.

    Parameters
    ----------
    table
        The table they are meant for. Of two rows with one key the later is set aside, unless the earlier gives way.
    raw
        The rows.
    judge
        Makes a record of a row (``geometry`` among its values if the table has places), mends it or refuses it.
    gives_way
        Whether a record leaves its key to a record that does not give way, wherever in the file they stand.
    settle
        What becomes of a record that stays, and its row, for one with its key that is set aside.

    Raises
    ------
    InputError
        A required column is missing, or no row can be used.
    """
    _require_columns(table, raw)
    extra = tuple(name for name in raw.columns if name not in table.names and not is_told_by_us(name))
    kept: dict[tuple[Any, ...], tuple[Row, Record]] = {}
    refused: list[tuple[Row, Refusal]] = []
    for row in told(_rows(table, raw), len(raw.rows)):
        try:
            record = _judged(table, row, judge)
        except RowRefusedError as refusal:
            # Not the exception itself: it holds on to every row, and all rows would outlive this function.
            refused.append((row, Refusal(refusal.column, refusal.reason)))
            continue
        key, this = _key(table, record), (row, record | {name: row.text(name) for name in extra})
        if key not in kept:
            kept[key] = this
            continue
        first = kept[key]
        stays, goes = (this, first) if gives_way(first[1]) and not gives_way(record) else (first, this)
        refused.append((goes[0], same_key(table.key, first[1], record)))
        kept[key] = stays[0], settle(*stays, goes[1])
    same = copies(table, {key: (row.raw.number, record) for key, (row, record) in kept.items()})
    refused += [(kept.pop(key)[0], same_words(table.key[0])) for key in same]
    set_aside = [_refusal(table, raw, *each) for each in sorted(refused, key=lambda each: each[0].raw.number)]
    if not kept:
        raise _nothing_left(table, raw, set_aside)
    rows = sorted((row for row, _ in kept.values()), key=lambda row: row.raw.number)
    repaired = [(*_where(table, raw, row, mend.column, mend.was), mend.mend) for row in rows for mend in row.mends]
    records = {key: record for key, (_, record) in kept.items()}
    frame = check(table, frame_of(table, records, extra))
    same_as = {str(key[0]): str(first[0]) for key, first in same.items() if len(key) == 1}
    return Intake(frame, list_set_aside(set_aside), list_repaired(repaired), same_as)


def _rows(table: Table, raw: RawTable) -> Iterator[Row]:
    """Yield the rows with all that can only be told from the whole file."""
    mended = [_mended(row) for row in raw.rows]
    readable = replace(raw, rows=tuple(row for row, _ in mended))
    # In a file in the form we write no row may change how another one is read, where a hidden one could be among them.
    is_ours = raw.columns[: len(table.names)] == table.names
    certain = table.names if is_ours and "visibility" in table.names else raw.numbers
    places = locate(readable, guess=not is_ours) if table.is_points else [Located()] * len(mended)
    signs = {
        column.name: _IN_OUR_FORM if column.name in certain else _signs(readable, column.name)
        for column in table.columns
        if column.dtype == "number"
    }
    points = points_of(places)
    for given, (row, mends), place, point in zip(raw.rows, mended, places, points, strict=True):
        yield Row(row, given, place, signs, mends, point)


def _signs(raw: RawTable, column: str) -> tuple[Decimal, Decimal]:
    return decimal_sign(row.cells.get(column, "") for row in raw.rows)


def _mended(row: RawRow) -> tuple[RawRow, list[Mend]]:
    mends = [Mend(*note) for note in row.notes]
    if not is_suspect("".join(row.cells.values())):
        return row, mends
    cells = {column: mended_text(text) for column, text in row.cells.items() if is_suspect(text)}
    changed = {column: text for column, text in cells.items() if text != row.cells[column]}
    if not changed:
        return row, mends
    mends += [Mend(column, f"wrong encoding, read as {text[:_LONGEST_VALUE]}") for column, text in changed.items()]
    return RawRow(row.number, row.cells | changed, row.geometry, row.trouble, row.notes), mends


def _refusal(table: Table, raw: RawTable, row: Row, refusal: Refusal) -> SetAside:
    cells = json.dumps(row.given.cells, ensure_ascii=False)[:LONGEST_CELL]
    return SetAside(*_where(table, raw, row, refusal.column), reason=refusal.reason, cells=cells)


def list_set_aside(lines: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Return lines of rows set aside as a frame, possibly empty."""
    return _listed(lines, SET_ASIDE_COLUMNS)


def list_repaired(lines: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """Return lines of mended cells as a frame, possibly empty."""
    return _listed(lines, REPAIRED_COLUMNS)


def _listed(lines: Iterable[tuple[Any, ...]], names: tuple[str, ...]) -> pd.DataFrame:
    columns = list(zip(*lines, strict=True)) or [()] * len(names)
    # A row number may be missing (a row known by its id alone), hence Int64.
    types = ["Int64" if name == "row" else "str" for name in names]
    listed = zip(names, columns, types, strict=True)
    return pd.DataFrame({name: pd.Series(values, dtype=dtype) for name, values, dtype in listed})


def _require_columns(table: Table, raw: RawTable) -> None:
    if not raw.rows:
        raise InputError(raw.file, f"holds no row of {table.noun}", "Export it again with its rows.")
    if table.geometry and not table.is_points and not raw.spatial:
        what = f"holds cells, but {table.noun} are drawn ({' or '.join(table.geometry)})"
        raise InputError(raw.file, what, "Export it as GeoJSON.")
    drawn = ("lon", "lat") if raw.spatial or ONE_CELL in raw.columns else ()
    for column in table.columns:
        if column.required and column.name not in (*raw.columns, *drawn):
            found = shorten(", ".join(raw.columns), _LONGEST_LIST, placeholder=" …") or "none"
            what = f"column {column.name} is missing; columns found: {found}"
            raise InputError(raw.file, what, f"Add {column.name} or rename the column that holds it.")


def _judged(table: Table, row: Row, judge: Callable[[Row], Record]) -> Record:
    if row.raw.trouble:
        row.refuse("", row.raw.trouble)
    if max(map(len, row.raw.cells.values()), default=0) > LONGEST_CELL:
        column = next(name for name, text in row.raw.cells.items() if len(text) > LONGEST_CELL)
        row.refuse(column, f"is longer than {LONGEST_CELL:,} characters")
    if not row.text(table.key[0]):
        row.refuse(table.key[0], "is empty: each row needs one of its own")
    return judge(row)


def _key(table: Table, record: Record) -> tuple[Any, ...]:
    return tuple(record[name] for name in table.key)


def _where(
    table: Table, raw: RawTable, row: Row, column: str, was: str | None = None
) -> tuple[str, int, str, str, str]:
    value = row.given.cells.get(column, "") if was is None else was
    return raw.file, row.raw.number, row.text(table.key[0])[:_LONGEST_VALUE], column, value[:_LONGEST_VALUE]


def _nothing_left(table: Table, raw: RawTable, set_aside: list[SetAside]) -> InputError:
    first = set_aside[0]
    parts = (str(first.row), first.id, first.column, repr(first.value) if first.value else "")
    cell = " ".join(part for part in parts if part)
    what = f"none of its {len(raw.rows)} rows can be used as {table.noun}; the first: row {cell} {first.reason}"
    return InputError(raw.file, what, _how_to_mend(table, first))


def _how_to_mend(table: Table, first: SetAside) -> str:
    """Return what to do where no row can be used: often one value, told for all of them, is enough."""
    if first.column in ("lon", "lat") and read_metres(first.value) is not None:
        return f"Say the UTM zone if they are its metres: --column {table.noun}.utm_zone==11N (your zone)."
    if any(each.name == first.column and each.unit.startswith("one of") for each in table.columns):
        return f"Mend the rows, or say one word for all: --column {table.noun}.{first.column}==WORD."
    return "Mend the rows and give the file again."
