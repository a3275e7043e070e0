"""Roads for people who walk faster or slower than most."""

from dataclasses import replace

import numpy as np

from geo.roads import ROAD_CLASSES, Roads, round_to_ticks

WALKING_KMH = 5.0  # the pace the roads are timed at, and of the walk between a place and its road
_FERRY = ROAD_CLASSES.index("ferry")


def at_pace(roads: Roads, walking_kmh: float) -> Roads:
    """Return the roads with the times of people who walk at `walking_kmh`, km/h; a ferry keeps its own."""
    if walking_kmh == WALKING_KMH:
        return roads
    slower = np.where(roads.road_class == _FERRY, 1.0, WALKING_KMH / walking_kmh)
    return replace(roads, time_s={**roads.time_s, "walk": round_to_ticks(roads.time_s["walk"] * slower)})
