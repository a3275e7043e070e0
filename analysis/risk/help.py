"""Distance from help: how long each road is from the nearest place known to take emergencies."""

from dataclasses import dataclass

import numpy as np

from analysis.risk.points import points_of
from analysis.supply import Supply
from geo.roads import FloatArray

_HOUR_S = 3600.0
MOST_HOURS = 3.0  # farther counts as much, and so does out of reach [P]


@dataclass(frozen=True, slots=True, eq=False)
class Help:
    """How far help is, one value an edge of the roads.

    Attributes
    ----------
    time_s
        Seconds between the edge and the nearest certain place: the mean of its two ends; ``inf`` where one of them is
        out of reach.
    points
        Of driving the whole edge: one for each 100 km of it an hour from help, three at most.
    """

    time_s: FloatArray
    points: FloatArray


def distance_from_help(supply: Supply) -> Help:
    """Return how far help is from each edge of the roads.

    Parameters
    ----------
    supply
        Who takes emergencies: of a plan whose service is ``emergency``, in its direction. Hidden places are not in it
        unless the plan is internal.
    """
    roads = supply.network.roads
    node_s = supply.network.nearest_of_nodes(supply.certain.snaps, direction=supply.plan.direction).time_s
    time_s = (node_s[roads.tail] + node_s[roads.head]) / 2
    return Help(time_s, np.minimum(time_s / _HOUR_S, MOST_HOURS) * points_of(roads.length_m))
