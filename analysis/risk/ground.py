"""Unpaved road in the wet season; road nobody knows the ground of counts with it and is told apart."""

from dataclasses import dataclass

import numpy as np

from analysis.risk.points import points_of
from geo.roads import ROAD_CLASSES, UNKNOWN_GROUND, UNPAVED, FloatArray, Roads

_SECONDARY, _FERRY = ROAD_CLASSES.index("secondary"), ROAD_CLASSES.index("ferry")


@dataclass(frozen=True, slots=True, eq=False)
class Unpaved:
    """What unpaved road adds, one value an edge of the roads.

    Attributes
    ----------
    points
        Of driving the whole edge: one for each 100 km of it.
    unknown
        The part of them that is of road nobody knows the ground of.
    """

    points: FloatArray
    unknown: FloatArray


def unpaved(roads: Roads, *, wet: bool) -> Unpaved:
    """Return the points of unpaved road.

    Parameters
    ----------
    roads
        The roads of one place.
    wet
        Whether it is the wet season; in the dry one there are none.

    Notes
    -----
    Known to be unpaved, of whatever class, or of unknown ground and below secondary: unknown is never paved there. From
    secondary up an untagged road is taken as paved, as its speed is. A ferry is no road.
    """
    unknown = (roads.ground == UNKNOWN_GROUND) & (roads.road_class > _SECONDARY)
    counts = ((roads.ground == UNPAVED) | unknown) & (roads.road_class != _FERRY) & wet
    points = np.where(counts, points_of(roads.length_m), 0.0)
    return Unpaved(points, np.where(unknown, points, 0.0))
