"""The corridors of a public map: where each goes, and in which countries it is, kilometre by kilometre."""

import json
from bisect import bisect_right
from typing import NamedTuple

import geopandas as gpd

from geo.line import MeasuredLine

Run = tuple[float, str]


class Corridor(NamedTuple):
    """A corridor.

    Attributes
    ----------
    name
        As people call it.
    line
        Where it goes, EPSG:4326.
    runs
        From which kilometre on it is in which countries, apart by a space; none where nobody knows.
    """

    name: str
    line: MeasuredLine
    runs: list[Run]

    def may_have(self, km: float, country: str) -> bool:
        """Return whether a place of a country may be on the corridor's side of the border; unknown ones may."""
        if not country or not self.runs:
            return True
        at = max(0, bisect_right([start for start, _ in self.runs], km) - 1)
        return country in self.runs[at][1].split()


def public_corridors(corridors: gpd.GeoDataFrame) -> list[Corridor]:
    """Return the corridors of a view, in their order; `data.public.sides.countries_along` wrote their countries."""
    return [
        Corridor(str(name), MeasuredLine(line), [(float(km), str(names)) for km, names in json.loads(countries)])
        for name, line, countries in zip(corridors["name"], corridors.geometry, corridors["countries"], strict=True)
    ]
