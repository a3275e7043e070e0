"""A route with the walks to and from its road: what the hours of a day are told of, and where it begins and ends."""

from typing import NamedTuple

import numpy as np

from analysis.routes.asked import Place, RoutesAsked
from analysis.routes.driven import Driven
from geo.alternatives import Route
from geo.roads import FloatArray

Doors = tuple[Place, Place]
WORTH_TELLING_M = 100.0  # of a walk; a shorter one is the way across the street


class Walked(NamedTuple):
    """Its places from door to door, degrees, EPSG:4326, and the seconds since the start at each."""

    lon: FloatArray
    lat: FloatArray
    reach_s: FloatArray


class Walks(NamedTuple):
    """The walks of a route.

    Attributes
    ----------
    start_m, goal_m
        Metres to the road and from it.
    """

    start_m: float
    goal_m: float


def from_door_to_door(route: Route, asked: RoutesAsked) -> Walked:
    """Return a route from the place asked for to the other."""
    return Walked(
        np.concatenate([[asked.start[0]], route.lon, [asked.goal[0]]]),
        np.concatenate([[asked.start[1]], route.lat, [asked.goal[1]]]),
        np.concatenate([[0.0], route.reach_s, [route.time_s]]),
    )


def walked_m(route: Driven) -> Walks:
    """Return the metres to the road and from it, worth telling or not, of a route that goes somewhere."""
    return Walks(float(route.reach_m[0]), max(0.0, route.length_m - float(route.reach_m[-1])))


def walks_of(route: Driven, doors: Doors | None) -> Walks:
    """Return the walks to and from the road that are worth telling, else 0; none where no doors are told."""
    if doors is None:
        return Walks(0.0, 0.0)
    return Walks(*(each if each >= WORTH_TELLING_M else 0.0 for each in walked_m(route)))


def ends_of(route: Driven, doors: Doors | None) -> Doors:
    """Return where a route begins and ends: at the doors, or on the road where the walk is not worth telling.

    Parameters
    ----------
    route
        As it is driven.
    doors
        The places asked for, EPSG:4326; None: both ends are on the road.
    """
    start, goal = ((float(route.lon[at]), float(route.lat[at])) for at in (0, -1))
    walks = walks_of(route, doors)
    return doors[0] if doors and walks.start_m else start, doors[1] if doors and walks.goal_m else goal
