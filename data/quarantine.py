"""Rows set aside as a file of their own that a person can mend and give again, like any other."""

import json
from collections.abc import Mapping

import pandas as pd

from data.raw import RawTable

# Columns of ours among those of somebody's file: told to the reader, left out when the file is read again.
_OURS = "alcance_"
_REASONS = ("file", "row", "column", "value", "reason")


def file_to_mend(noun: str) -> str:
    """Return the name of the file that holds a table's rows set aside."""
    return f"quarantine-{noun}.csv"


def is_told_by_us(column: str) -> bool:
    """Tell whether a column says why its row was set aside, instead of belonging to it."""
    return column.startswith(_OURS)


def rows_to_mend(set_aside: pd.DataFrame) -> pd.DataFrame:
    """Return rows set aside under their own columns, each with what is wrong with it.

    Parameters
    ----------
    set_aside
        As `Intake.set_aside` lists them, of one table.

    Returns
    -------
    DataFrame
        Text: first ``alcance_file, alcance_row, alcance_column, alcance_value, alcance_reason``, then the columns of
        the rows in the order of their file. A row too long to be listed whole, or cut off, has empty cells. Empty if
        nothing was set aside. Mended and written as CSV it can be read as an ordinary file.
    """
    lines = set_aside.to_dict("records")
    cells = [_cells(str(line["cells"])) for line in lines]
    columns = dict.fromkeys(name for row in cells for name in row if not is_told_by_us(name))
    told = {_OURS + name: ["" if pd.isna(line[name]) else str(line[name]) for line in lines] for name in _REASONS}
    own = {name: [row.get(name, "") for row in cells] for name in columns}
    return pd.DataFrame(told | own, dtype="str")


def _cells(text: str) -> Mapping[str, str]:
    try:
        cells = json.loads(text)
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in cells.items()} if isinstance(cells, dict) else {}


def first_set_aside(cells: str) -> tuple[str, int, str] | None:
    """Return from which file and row of it a row of a mended file was first set aside, and its cells without that.

    Parameters
    ----------
    cells
        The row as JSON text, as `Intake.set_aside` lists it. None is returned where it does not say it.
    """
    row = _cells(cells)
    file, number = row.get(f"{_OURS}file", ""), row.get(f"{_OURS}row", "")
    if not file or not number.isascii() or not number.isdigit():
        return None
    own = {name: text for name, text in row.items() if not is_told_by_us(name)}
    return file, int(number), json.dumps(own, ensure_ascii=False)


def set_aside_from(cells: Mapping[str, str]) -> str:
    """Return the file a row of a mended file was set aside from, ``""`` where it does not say it."""
    return cells.get(f"{_OURS}file", "")


def was_set_aside(raw: RawTable) -> dict[int, tuple[str, int]]:
    """Return from which file, and row of it, each row of a mended file was set aside first, by its number."""
    told = [(row.number, set_aside_from(row.cells), row.cells.get(f"{_OURS}row", "")) for row in raw.rows]
    return {at: (file, int(number)) for at, file, number in told if file and number.isascii() and number.isdigit()}
