"""Cells that hold at least five settlements each: all that is told of where a restricted place is.

The cells part the known world without overlap, and are made of settlements alone: which places lie in a cell, and where
in it, changes nothing about any cell.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.basemap import load_towns
from geo.roads import FloatArray, IntArray

Box = tuple[float, float, float, float]
LEAST_SETTLEMENTS = 5
_NAMED = 3


class Cell(NamedTuple):
    """A rectangle, degrees, EPSG:4326; it holds its western and southern side, its neighbours the other two.

    Attributes
    ----------
    west, south, east, north
        Its sides.
    label
        Its largest settlements.
    countries
        Those of all its settlements, ISO 3166-1 alpha-2, sorted, apart by ``;``.
    """

    west: float
    south: float
    east: float
    north: float
    label: str
    countries: str

    def holds(self, lon: float, lat: float) -> bool:
        """Return whether a point lies in it."""
        return self.west <= lon < self.east and self.south <= lat < self.north


def cell_of(lon: float, lat: float) -> Cell | None:
    """Return the cell a point lies in; None where no settlement is known around it."""
    return next((cell for cell in settlement_cells() if cell.holds(lon, lat)), None)


@cache
def settlement_cells() -> tuple[Cell, ...]:
    """Return the cells, made of the towns of the basemap: five to nine in each."""
    towns = load_towns().sort_values(["population", "name"], ascending=[False, True], ignore_index=True)
    return part_settlements(towns)


def part_settlements(towns: pd.DataFrame) -> tuple[Cell, ...]:
    """Return a partition of the box around settlements into cells with `LEAST_SETTLEMENTS` of them or more.

    Parameters
    ----------
    towns
        name, country, lon, lat (degrees, EPSG:4326), largest first. Fewer than five give no cell.

    Notes
    -----
    A k-d tree: a box is cut across its longer side, halfway between two settlements, as long as both parts keep five.
    """
    lon, lat = towns["lon"].to_numpy(float), towns["lat"].to_numpy(float)
    if len(lon) < LEAST_SETTLEMENTS:
        return ()
    # The eastern and northern sides are open: the outermost settlements belong to their cells too.
    east, north = np.nextafter([lon.max(), lat.max()], np.inf)
    box = (float(lon.min()), float(lat.min()), float(east), float(north))
    names, countries = (towns[column].to_numpy(object) for column in ("name", "country"))
    found = _parts(lon, lat, np.arange(len(lon)), box)
    return tuple(
        Cell(*sides, ", ".join(names[np.sort(inside)[:_NAMED]]), ";".join(sorted(set(countries[inside]) - {""})))
        for sides, inside in found
    )


def _parts(lon: FloatArray, lat: FloatArray, inside: IntArray, box: Box) -> Iterator[tuple[Box, IntArray]]:
    west, south, east, north = box
    width = (east - west) * np.cos(np.radians((south + north) / 2))
    first, second = (lon, lat) if width >= north - south else (lat, lon)
    for axis in (first, second):
        at = _cut(axis[inside])
        if at is not None:
            break
    else:
        yield box, inside
        return
    low, high = inside[axis[inside] < at], inside[axis[inside] >= at]
    across = axis is lon
    yield from _parts(lon, lat, low, (west, south, at, north) if across else (west, south, east, at))
    yield from _parts(lon, lat, high, (at, south, east, north) if across else (west, at, east, north))


def _cut(values: FloatArray) -> float | None:
    """Return where to cut so that both parts keep enough, as even as can be; None where there is no such place."""
    ordered = np.sort(values)
    places = np.arange(LEAST_SETTLEMENTS, len(ordered) - LEAST_SETTLEMENTS + 1)
    apart = places[ordered[places - 1] < ordered[places]]
    if not len(apart):
        return None
    at = int(apart[np.argmin(np.abs(apart - len(ordered) / 2))])
    return float((ordered[at - 1] + ordered[at]) / 2)
