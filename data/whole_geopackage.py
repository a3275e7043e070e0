"""Makes sure that a GeoPackage just written is whole: GDAL may pass over what a full disk refused, and say nothing."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pandas as pd


def check_whole(path: Path, layers: Mapping[str, pd.DataFrame]) -> None:
    """Return if the file holds every row of every layer, in its index too.

    Parameters
    ----------
    path
        A GeoPackage just written.
    layers
        What was to be in it.

    Raises
    ------
    OSError
        Something is missing.
    """
    try:
        with closing(sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)) as book:
            is_whole = book.execute("pragma integrity_check").fetchone() == ("ok",) and all(
                _holds(book, name, frame) for name, frame in layers.items()
            )
    except sqlite3.Error:
        is_whole = False
    if not is_whole:
        raise OSError(28, "the disk may be full")


def _holds(book: sqlite3.Connection, name: str, frame: pd.DataFrame) -> bool:
    quoted = '"' + name.replace('"', '""') + '"'
    counted = "select feature_count from gpkg_ogr_contents where table_name = ?"
    counts = [
        book.execute(f"select count(*) from {quoted}").fetchone(),  # noqa: S608  quoted
        book.execute(counted, (name,)).fetchone(),
    ]
    if any(count != (len(frame),) for count in counts):
        return False
    if not isinstance(frame, gpd.GeoDataFrame):
        return True
    drawn = int(frame.geometry.notna().sum())
    index = '"' + f"rtree_{name}_geom".replace('"', '""') + '"'
    extent = book.execute("select min_x from gpkg_contents where table_name = ?", (name,)).fetchone()
    indexed = book.execute(f"select count(*) from {index}").fetchone()  # noqa: S608  quoted
    return indexed == (drawn,) and (extent[0] is not None) == (drawn > 0)
