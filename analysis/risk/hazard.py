"""What a hazard adds to the exposure of each edge, and how much each hazard counts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from geo.errors import QuestionError
from geo.roads import FloatArray

INCIDENTS, STATED, HELP, UNPAVED, FLOOD = ON_ROADS = ("incidents", "stated", "help", "unpaved", "flood")
NIGHT, HEAT = BY_SUN = ("night", "heat")
HAZARDS = (*ON_ROADS, *BY_SUN)
MOST_WEIGHT = 1000.0
# Points of one hazard count as much as those of another until somebody who knows the place says otherwise [G].
WEIGHTS: Mapping[str, float] = MappingProxyType(dict.fromkeys(HAZARDS, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class RoadHazard:
    """One hazard on the roads.

    Attributes
    ----------
    name
        One of ``ON_ROADS``.
    points
        What driving each edge whole adds at weight 1, at least 0.
    """

    name: str
    points: FloatArray


def check_weights(weights: Mapping[str, float]) -> Mapping[str, float]:
    """Return a weight for every hazard: as told, else 1.

    Raises
    ------
    QuestionError
        A hazard is not known, or its weight is no number from 0 to 1000.
    """
    for name, weight in weights.items():
        if name not in HAZARDS:
            raise QuestionError("--weight", f"{name[:80]!r} is no hazard", f"Use one of: {', '.join(HAZARDS)}.")
        if not (math.isfinite(weight) and 0 <= weight <= MOST_WEIGHT):
            todo = "Give a number from 0 (it does not count) to 1000."
            raise QuestionError("--weight", f"{weight:g} is no weight of {name}", todo)
    return MappingProxyType({**WEIGHTS, **weights})


def exposure_of(hazards: Sequence[RoadHazard], weights: Mapping[str, float], edges: int) -> FloatArray:
    """Return the exposure of each of so many edges: the weighted sum of what every hazard adds."""
    exposure = np.zeros(edges)
    for each in hazards:
        exposure += weights[each.name] * each.points
    return exposure
