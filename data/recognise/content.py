"""What the cells of a column tell about it, where two columns go by names of one meaning."""

import re
from collections import Counter
from collections.abc import Sequence

from data.raw import RawRow, RawTable
from data.recognise.plain import plain
from data.table import Column, Table

_EMPTY = frozenset(
    ["", "n a", "na", "nan", "nd", "none", "null", "s d", "sd", "sin dato", "sin datos", "ninguno", "no data"]
)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_LIMITS = {"lon": 180.0, "lat": 90.0}
# Columns are compared by the share of rows that suit, in steps: a few odd cells decide nothing.
_STEPS = 20
# The share of rows that must have a code if it is to be their id though some repeat.
_MOST_FILLED = 0.9


def suits(cells: Sequence[str], column: Column, table: Table) -> int:
    """Return how well the cells of a column suit one of ours, from 0 (not one does) to 20.

    Parameters
    ----------
    cells
        One text a row.
    column
        Ours. A key suits where it is filled and tells rows apart, a coordinate where it lies in its range, a number
        where it is one, a text where it is filled.
    table
        The table it belongs to.
    """
    filled = [cell for cell in cells if plain(cell) not in _EMPTY]
    if table.key == (column.name,):
        # One row without a key is one row lost: no step is too small here.
        return min(_STEPS * len(set(filled)) // max(len(cells), 1), _STEPS)
    good = sum(1 for cell in filled if _is_good(cell, column))
    return _STEPS * good // max(len(cells), 1) or int(good > 0)


def repeats_places(raw: RawTable, theirs: str, telling: Sequence[Sequence[str]]) -> bool:
    """Tell whether the codes of a column that repeat are ids all the same: their rows say one place twice.

    Parameters
    ----------
    raw
        The file.
    theirs
        A column whose codes do not tell all rows apart. Where most rows share theirs with another, it is a code of
        something else (a municipality), and so it is where most rows with one code say different places.
    telling
        Columns that together tell a place: two rows that say the same in all of one group say one place.
    """
    codes = [row.cells.get(theirs, "") for row in raw.rows]
    times = Counter(code for code in codes if plain(code) not in _EMPTY)
    shared = sum(count for count in times.values() if count > 1)
    # A row without a code would be lost, too.
    if not shared or 2 * shared > times.total() or times.total() < _MOST_FILLED * len(codes):
        return False
    first: dict[str, RawRow] = {}
    alike = []
    for row, code in zip(raw.rows, codes, strict=True):
        if times[code] > 1 and code in first:
            alike.append(any(_say_the_same(row, first[code], group) for group in telling))
        first.setdefault(code, row)
    return 2 * sum(alike) >= len(alike)


def _say_the_same(row: RawRow, other: RawRow, names: Sequence[str]) -> bool:
    pairs = [(plain(row.cells.get(name, "")), plain(other.cells.get(name, ""))) for name in names]
    return bool(pairs) and all(one == another != "" for one, another in pairs)


def _is_good(cell: str, column: Column) -> bool:
    if column.dtype == "text":
        return True
    if not _NUMBER.fullmatch(cell):
        return False
    return abs(float(cell.replace(",", "."))) <= _LIMITS.get(column.name, float("inf"))
