"""A route with the walks to and from its road: what the hours of a day are told of."""

from typing import NamedTuple

import numpy as np

from analysis.routes.asked import RoutesAsked
from geo.alternatives import Route
from geo.roads import FloatArray


class Walked(NamedTuple):
    """Its places from door to door, degrees, EPSG:4326, and the seconds since the start at each."""

    lon: FloatArray
    lat: FloatArray
    reach_s: FloatArray


def from_door_to_door(route: Route, asked: RoutesAsked) -> Walked:
    """Return a route from the place asked for to the other."""
    return Walked(
        np.concatenate([[asked.start[0]], route.lon, [asked.goal[0]]]),
        np.concatenate([[asked.start[1]], route.lat, [asked.goal[1]]]),
        np.concatenate([[0.0], route.reach_s, [route.time_s]]),
    )
