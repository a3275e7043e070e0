"""The roads of one place as flat arrays, for all modes of travel."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

Direction = Literal["to", "from"]
DIRECTIONS: tuple[Direction, Direction] = ("to", "from")

MODES = ("walk", "drive", "4x4")
WALK = MODES[0]

ROAD_CLASSES = (
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "service",
    "track",
    "path",
    "ferry",
)
PAVED, UNPAVED, UNKNOWN_GROUND = range(3)
# Nobody steps onto these between their ends: a motorway away from a junction, a ferry in mid-water.
NO_STEPPING_ON = (ROAD_CLASSES.index("motorway"), ROAD_CLASSES.index("ferry"))

# Costs are whole multiples of this fraction of a second, so that sums of them are exact in float64 (up to
# 2**32 s) whatever the order of addition: two equally long ways compare as equal, and ties can be broken by id.
TICKS_PER_S = 2.0**20


@dataclass(frozen=True, slots=True, eq=False)
class Roads:
    """The road graph of one place. Row k of the edge arrays is one direction of one straight piece of road.

    Attributes
    ----------
    node_id
        Id of each node in the source (int64, OpenStreetMap's). Ids repeat where a barrier splits a node.
    lon, lat
        Degrees, EPSG:4326, one per node.
    tail, head
        Node positions an edge leaves and enters (int32).
    length_m
        Geodesic length, metres, at least 0.
    road_class
        Position in ``ROAD_CLASSES`` (int8); a link road has the class it links.
    way_id
        Id of the way in the source (int64).
    ground
        ``PAVED``, ``UNPAVED`` or ``UNKNOWN_GROUND`` (int8), whatever speed follows from it.
    time_s
        For each of ``MODES`` the seconds an edge takes (float64); ``inf`` where the mode may not pass.
    """

    node_id: IntArray
    lon: FloatArray
    lat: FloatArray
    tail: npt.NDArray[np.int32]
    head: npt.NDArray[np.int32]
    length_m: FloatArray
    road_class: npt.NDArray[np.int8]
    way_id: IntArray
    ground: npt.NDArray[np.int8]
    time_s: Mapping[str, FloatArray]


def round_to_ticks(seconds: FloatArray) -> FloatArray:
    """Return `seconds` rounded to the nearest tick, so that their sums are exact; ``inf`` stays ``inf``."""
    return np.asarray(np.round(seconds * TICKS_PER_S) / TICKS_PER_S, dtype=np.float64)
