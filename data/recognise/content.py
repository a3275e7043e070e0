"""What the cells of a column tell about it, where two columns go by names of one meaning."""

import re
from collections.abc import Sequence

from data.recognise.plain import plain
from data.table import Column, Table

_EMPTY = frozenset(
    ["", "n a", "na", "nan", "nd", "none", "null", "s d", "sd", "sin dato", "sin datos", "ninguno", "no data"]
)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_LIMITS = {"lon": 180.0, "lat": 90.0}
# Columns are compared by the share of rows that suit, in steps: a few odd cells decide nothing.
_STEPS = 20


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


def _is_good(cell: str, column: Column) -> bool:
    if column.dtype == "text":
        return True
    if not _NUMBER.fullmatch(cell):
        return False
    return abs(float(cell.replace(",", "."))) <= _LIMITS.get(column.name, float("inf"))
