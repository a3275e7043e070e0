"""The list of what files of services hold and no column of a study keeps."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from data.raw import LeftOut
from data.read_csv import read_csv

_COLUMNS = ("file", "object", "member", "services")


def list_left_out(by_file: Mapping[str, LeftOut]) -> pd.DataFrame:
    """Return ``file, object, member, services`` (how many have it) as text, in the order of the files."""
    lines = [(file, *map(str, each)) for file, members in by_file.items() for each in members]
    return pd.DataFrame(lines, columns=list(_COLUMNS), dtype="str")


def with_left_out(path: Path, file: str, members: LeftOut) -> pd.DataFrame:
    """Return the list a study has with the members of one more file; those of a file of that name give way.

    Parameters
    ----------
    path
        The study's list; it may be missing.
    file, members
        What was added.
    """
    new = list_left_out({file: members})
    if not path.is_file():
        return new
    had = [tuple(row.cells.get(name, "") for name in _COLUMNS) for row in read_csv(path).rows]
    kept = [line for line in had if line[0] != file]
    return pd.concat([pd.DataFrame(kept, columns=list(_COLUMNS), dtype="str"), new], ignore_index=True)
