"""The roads of a scenario: closed, slower, in the rain. Times are those of one mode."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.what_if.shapes import Mask, closed_edges, edges_touching, unknown_ids
from data.scenario import Closure, Scenario
from geo.errors import QuestionError
from geo.network import Network
from geo.roads import ROAD_CLASSES, UNKNOWN_GROUND, UNPAVED, FloatArray, Roads, round_to_ticks

WALK = "walk"
_FERRY = ROAD_CLASSES.index("ferry")


@dataclass(frozen=True, slots=True, eq=False)
class RoadsChanged:
    """The roads of a scenario for one mode, both directions of a road counted once.

    Attributes
    ----------
    time_s
        Seconds for each edge; ``inf``: closed.
    closed
        Which edges are closed that were open.
    closed_m, slowed_m, unknown_m
        Metres of road closed; of unpaved road slowed by rain; of road nobody knows the ground of, which rain does not
        slow in this answer. The last two are 0 in the dry season and for those who walk.
    """

    time_s: FloatArray
    closed: Mask
    closed_m: float
    slowed_m: float
    unknown_m: float


def roads_in(scenario: Scenario, network: Network) -> RoadsChanged:
    """Return the roads of a scenario.

    Parameters
    ----------
    scenario
        What would be.
    network
        The roads for one mode as they are.

    Raises
    ------
    QuestionError
        A closure or a change of speed is about no road, or names one that is not there.

    Notes
    -----
    Seconds are divided by the product of all factors that hold for an edge. Rain slows what is known to be unpaved, by
    a guess [G]; nobody knows whether it does where the ground is unknown, so how much of that there is is told. Who
    walks is not slowed.
    """
    roads, mode = network.roads, network.mode
    open_ = np.isfinite(roads.time_s[mode])
    closed = np.zeros(len(roads.tail), dtype=np.bool_)
    for number, closure in enumerate(scenario.closures, start=1):
        named = _closed_by(roads, closure, f"{scenario.where}, closures {number}")
        closed |= named if mode in closure.modes else False
    rain = scenario.wet_factor < 1.0 and mode != WALK
    wet = (roads.ground == UNPAVED) & (roads.road_class != _FERRY) & rain
    unsure = (roads.ground == UNKNOWN_GROUND) & (roads.road_class != _FERRY) & rain
    factor = _speed_factor(scenario, roads, mode) * np.where(wet, scenario.wet_factor, 1.0)
    time_s = np.where(closed, np.inf, _slower(roads.time_s[mode], factor))
    return RoadsChanged(
        time_s,
        closed & open_,
        closed_m=_length_m(roads, closed & open_),
        slowed_m=_length_m(roads, wet & open_ & ~closed),
        unknown_m=_length_m(roads, unsure & open_ & ~closed),
    )


def _slower(time_s: FloatArray, factor: FloatArray) -> FloatArray:
    return np.where(factor == 1.0, time_s, round_to_ticks(time_s / factor))


def _closed_by(roads: Roads, closure: Closure, where: str) -> Mask:
    unknown = unknown_ids(roads, closure)
    if unknown:
        kind = "way" if closure.ways else "piece of road"
        raise QuestionError(where, f"{kind} {unknown[0]} is not on the roads of this study", "Mend it, or remove it.")
    closed = closed_edges(roads, closure)
    if not closed.any():
        raise QuestionError(where, "touches no road of this study", "Draw it over the roads it closes.")
    return closed


def _speed_factor(scenario: Scenario, roads: Roads, mode: str) -> FloatArray:
    factor = np.ones(len(roads.tail))
    for number, speed in enumerate(scenario.speeds, start=1):
        about = np.isin(roads.road_class, [ROAD_CLASSES.index(each) for each in speed.classes or ROAD_CLASSES])
        if speed.polygon:
            about &= edges_touching(roads, speed.polygon)
        if not about.any():
            where = f"{scenario.where}, speeds {number}"
            raise QuestionError(where, "is about no road of this study", "Mend its `classes` or its `polygon`.")
        factor[about] *= speed.factor if mode in speed.modes else 1.0
    return factor


def _length_m(roads: Roads, edges: Mask) -> float:
    """Return the length of some edges; of two that join the same nodes over the same length only one counts."""
    tail, head, length_m = roads.tail[edges], roads.head[edges], roads.length_m[edges]
    ends = {"low": np.minimum(tail, head), "high": np.maximum(tail, head), "length_m": length_m}
    return float(pd.DataFrame(ends).drop_duplicates()["length_m"].sum())
