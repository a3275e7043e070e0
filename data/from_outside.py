"""A file somebody gave us as a table of a study: read in a child process, its columns recognised, its rows judged."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from data.door.read_outside import read_outside
from data.raw import RawTable
from data.recognise.apply import apply_map
from data.recognise.column_map import ColumnMap
from data.recognise.find import recognise
from data.tables_of_study import STUDY_TABLES
from data.taken_file import TakenFile
from geo.errors import InputError

_MOST_COLUMNS = 40  # named in a message

Choice = Mapping[str, str]
NO_CHOICE: Choice = MappingProxyType({})


def look_into(
    noun: str, path: Path, chosen: Choice = NO_CHOICE, *, name: str | None = None
) -> tuple[RawTable, ColumnMap]:
    """Return the rows of a file and what its columns are taken for.

    Parameters
    ----------
    noun
        The table it is meant for, a key of ``STUDY_TABLES``.
    path
        The file.
    chosen
        Their column by ours, decided by somebody (see `recognise`).
    name
        What messages call the file; None: its own name.

    Raises
    ------
    InputError
        The file cannot be read, or a choice names a column that is not there.
    """
    raw = read_outside(path, name=name)
    return raw, recognise(raw, STUDY_TABLES[noun].table, chosen)


def take_outside(noun: str, path: Path, chosen: Choice = NO_CHOICE) -> TakenFile:
    """Take a file in as a table of a study.

    Parameters
    ----------
    noun, path, chosen
        As for `look_into`.

    Raises
    ------
    InputError
        The file cannot be read, a required column was not recognised, or no row can be used.
    """
    raw, columns = look_into(noun, path, chosen)
    _check_found(raw, columns)
    each = STUDY_TABLES[noun]
    intake = each.take(apply_map(raw, each.table, columns))
    return TakenFile(path.name, intake, columns, raw.notes)


def _check_found(raw: RawTable, columns: ColumnMap) -> None:
    """Refuse a file whose required columns nobody could tell, and say how to choose them."""
    if not columns.missing or not raw.rows:
        return
    missing = columns.missing[0]
    found = ", ".join(columns.tied.get(missing, raw.columns[:_MOST_COLUMNS])) or "none"
    if missing in columns.tied:
        what = f"column {missing} could be any of these: {found}"
    else:
        what = f"column {missing} was not recognised; columns found: {found}"
    todo = f"Say which it is: --column {columns.noun}.{missing}=NAME, or =VALUE where all rows have the same."
    raise InputError(raw.file, what, todo)
