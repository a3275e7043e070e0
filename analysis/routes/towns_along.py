"""The settlements a route passes."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.routes.driven import Driven
from data.osm_keep import PLACE_RANKS
from data.road_names import clean_name
from geo.pieces import Pieces

PASSED_WITHIN_M = 2_000.0


@dataclass(frozen=True, slots=True)
class TownPassed:
    """A settlement beside a route.

    Attributes
    ----------
    name
        One line.
    rank
        One of ``PLACE_RANKS``, "" if none of them.
    population
        People; NaN where nobody knows.
    at_m, at_s
        Metres and seconds since the start where the route comes nearest to it.
    lon, lat
        That place on the road, degrees, EPSG:4326.
    """

    name: str
    rank: str
    population: float
    at_m: float
    at_s: float
    lon: float
    lat: float

    @property
    def size(self) -> tuple[int, float]:
        """What sorts settlements, the largest first: by rank, then people."""
        rank = PLACE_RANKS.index(self.rank) if self.rank in PLACE_RANKS else len(PLACE_RANKS)
        return rank, -np.nan_to_num(self.population)


def towns_along(route: Driven, places: pd.DataFrame) -> list[TownPassed]:
    """Return the settlements within 2 km of a route, in the order they are passed, each once.

    Parameters
    ----------
    route
        As it is driven; one that goes nowhere passes none.
    places
        `data.network_store.load_places`.
    """
    if not len(route.edge) or not len(places):
        return []
    pieces = Pieces((route.lon[:-1], route.lat[:-1]), (route.lon[1:], route.lat[1:]))
    where = [places[name].to_numpy(dtype=np.float64) for name in ("lon", "lat")]
    near = pieces.near(where[0], where[1], reach_m=PASSED_WITHIN_M, slack_m=0.0)
    near = near.taken(np.unique(near.point, return_index=True)[1])  # the first of equally near pieces
    told = [
        part[near.piece] + near.fraction * np.diff(part)[near.piece]
        for part in (route.reach_m, route.reach_s, route.lon, route.lat)
    ]
    rows = places.iloc[near.point]
    names, ranks = map(clean_name, rows["name"]), rows["rank"].fillna("")
    found = [
        TownPassed(*row) for row in zip(names, ranks, rows["population"], *(x.tolist() for x in told), strict=True)
    ]
    return sorted(found, key=lambda town: (town.at_m, *town.size, town.name))
