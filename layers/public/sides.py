"""Which countries a corridor is in, kilometre by kilometre."""

import json
from bisect import bisect_right
from typing import NamedTuple

import geopandas as gpd

Run = tuple[float, str]


class Sides(NamedTuple):
    """The countries of a corridor.

    Attributes
    ----------
    runs
        From which kilometre on it is in which countries, apart by a space; none where nobody knows.
    """

    runs: list[Run]

    def may_have(self, km: float, country: str) -> bool:
        """Return whether a place of a country may be on the corridor's side of the border; unknown ones may."""
        if not country or not self.runs:
            return True
        at = max(0, bisect_right([start for start, _ in self.runs], km) - 1)
        return country in self.runs[at][1].split()


def corridor_sides(corridors: gpd.GeoDataFrame) -> list[Sides]:
    """Return the countries of each corridor, as `data.public.sides.countries_along` wrote them."""
    return [Sides([(float(km), str(names)) for km, names in json.loads(text)]) for text in corridors["countries"]]
