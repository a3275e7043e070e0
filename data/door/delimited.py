"""Reads a text file of cells split by commas, semicolons, tabs or bars."""

from pathlib import Path

from data.door.readers import check_extent
from data.grid import raw_from_grid
from data.raw import RawTable
from data.read_csv import read_grid_csv


def read(path: Path) -> RawTable:
    """Return the table of a text file; see `read_grid_csv` and `raw_from_grid`."""
    grid = read_grid_csv(path)
    check_extent(path.name, len(grid.rows), max((len(row.cells) for row in grid.rows), default=0))
    return raw_from_grid(grid)
