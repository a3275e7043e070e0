"""Where a team on its way calls its base: about every hour driven, in a settlement if one lies near the mark."""

from dataclasses import dataclass

import numpy as np

from analysis.routes.driven import Driven
from analysis.routes.towns_along import PASSED_WITHIN_M, TownPassed
from analysis.routes.walked import Doors, ends_of

EVERY_S = 3_600.0
NEAR_S = 1_200.0  # from the mark to the settlement, and never more than a third of the time between marks

KNOWN_TO_ALL = ("city", "town")  # the base finds these on its map


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A place to check in at.

    Attributes
    ----------
    at_m, at_s
        Metres and seconds since the start.
    lon, lat
        The place on the road, at both ends the door, degrees, EPSG:4326.
    name
        The settlement there, at both ends one within 2 km by road; "" on the open road.
    """

    at_m: float
    at_s: float
    lon: float
    lat: float
    name: str


def check_ins(
    route: Driven, towns: list[TownPassed], *, every_s: float = EVERY_S, doors: Doors | None = None
) -> list[CheckIn]:
    """Return the check-in points of a route: at departure, about every hour driven, on arrival.

    The next mark is set an hour after the last check-in, so that no more than 80 minutes are driven without one. Of
    the settlements at most 20 minutes before or after the mark the city or town nearest to it in time is taken, else
    the nearest village or hamlet, else the mark itself. A mark less than 20 minutes before the arrival is left out.

    Parameters
    ----------
    route
        As it is driven; one that goes nowhere has no check-ins.
    towns
        The settlements it passes (`towns_along`).
    every_s
        Seconds driven between two check-ins, above 0; the 20 minutes become a third of it where that is less.
    doors
        The places it leads from and to, EPSG:4326; None: the ends of its road.
    """
    if not len(route.edge):
        return []
    near_s = min(NEAR_S, every_s / 3)
    first, last = ends_of(route, doors)
    start = CheckIn(0.0, 0.0, *first, _here(towns, 0.0))
    end = CheckIn(route.length_m, route.time_s, *last, _here(towns, route.length_m))
    found = [start]
    while found[-1].at_s + every_s + near_s < route.time_s:
        found.append(_at_mark(route, towns, found[-1].at_s + every_s, near_s))
    return [*found, end]


def _at_mark(route: Driven, towns: list[TownPassed], mark_s: float, near_s: float) -> CheckIn:
    """Return the city or town nearest to a mark, else the nearest smaller settlement, else the mark itself."""
    near = [town for town in towns if abs(town.at_s - mark_s) <= near_s]
    if near:
        town = min(
            near, key=lambda town: (town.rank not in KNOWN_TO_ALL, abs(town.at_s - mark_s), *town.size, town.name)
        )
        return CheckIn(town.at_m, town.at_s, town.lon, town.lat, town.name)
    at_m, lon, lat = (float(np.interp(mark_s, route.reach_s, each)) for each in (route.reach_m, route.lon, route.lat))
    return CheckIn(at_m, mark_s, lon, lat, "")


def _here(towns: list[TownPassed], at_m: float) -> str:
    """Return the settlement nearest along the road to an end of the route; "" where none is within 2 km."""
    near = [town for town in towns if abs(town.at_m - at_m) <= PASSED_WITHIN_M]
    return min(near, key=lambda town: (abs(town.at_m - at_m), *town.size, town.name)).name if near else ""
