"""Names of columns that a GeoPackage cannot hold beside the others: they go by another in it."""

from collections.abc import Mapping

import pandas as pd

# What a GeoPackage itself calls the number of a row and its place.
_RESERVED = ("fid", "geom")
_PLACE = "geometry"


def renamed_columns(frame: pd.DataFrame) -> dict[str, str]:
    """Return the columns that go by another name in a GeoPackage, with that name; it ends in ``_file``.

    Parameters
    ----------
    frame
        The table, whose first columns keep their names. Two names that differ in capitals alone are one there.
    """
    columns = [str(name) for name in frame.columns if name != _PLACE]
    taken = {*_RESERVED, _PLACE}
    renamed = {}
    for name in columns:
        if name.casefold() in taken:
            renamed[name] = _free(name, taken | {each.casefold() for each in columns})
        taken.add(renamed.get(name, name).casefold())
    return renamed


def note_renamed(renamed: Mapping[str, str]) -> list[str]:
    """Return what is told of columns that go by another name."""
    return [f"Column {name} is called {new} in it, as a GeoPackage cannot hold it so." for name, new in renamed.items()]


def _free(name: str, taken: set[str]) -> str:
    wanted, times = f"{name}_file", 1
    while wanted.casefold() in taken:
        times += 1
        wanted = f"{name}_file{times}"
    return wanted
