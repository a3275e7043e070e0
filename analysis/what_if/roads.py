"""The roads of a scenario: closed, slower, in the rain. Times are those of one mode."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.what_if.shapes import Mask, closed_edges, edges_touching, unknown_ids
from data.scenario import SLOWEST, Closure, Scenario
from geo.errors import QuestionError
from geo.network import Network
from geo.roads import ROAD_CLASSES, UNKNOWN_GROUND, UNPAVED, WALK, FloatArray, Roads, round_to_ticks

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
    closures_outside, speeds_outside
        How many closures and changes of speed are about no road of the study, and were passed over: those of a scenario
        that comes along alone.
    """

    time_s: FloatArray
    closed: Mask
    closed_m: float
    slowed_m: float
    unknown_m: float
    closures_outside: int = 0
    speeds_outside: int = 0


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
        A closure or a change of speed is about no road, or names one that is not there; of a scenario that comes along,
        all of them.

    Notes
    -----
    Seconds are divided by the product of all factors that hold for an edge, at least ``SLOWEST``. Rain slows what is
    known to be unpaved, by a guess [G]; nobody knows whether it does where the ground is unknown, so how much of that
    there is is told. Who walks is not slowed.
    """
    roads, mode = network.roads, network.mode
    open_ = np.isfinite(roads.time_s[mode])
    closures, speeds = _closures_of(scenario, roads), _speeds_of(scenario, roads)
    _check_any_fits(scenario, [*closures, *speeds])
    closed = np.zeros(len(roads.tail), dtype=np.bool_)
    for closure, named in zip(scenario.closures, closures, strict=True):
        closed |= named if mode in closure.modes else False
    rain = scenario.wet_factor < 1.0 and mode != WALK
    wet = (roads.ground == UNPAVED) & (roads.road_class != _FERRY) & rain
    unsure = (roads.ground == UNKNOWN_GROUND) & (roads.road_class != _FERRY) & rain
    factor = np.maximum(_speed_factor(scenario, speeds, mode) * np.where(wet, scenario.wet_factor, 1.0), SLOWEST)
    time_s = np.where(closed, np.inf, _slower(roads.time_s[mode], factor))
    return RoadsChanged(
        time_s,
        closed & open_,
        closed_m=_length_m(roads, closed & open_),
        slowed_m=_length_m(roads, wet & open_ & ~closed),
        unknown_m=_length_m(roads, unsure & open_ & ~closed),
        closures_outside=sum(not each.any() for each in closures),
        speeds_outside=sum(not each.any() for each in speeds),
    )


def _slower(time_s: FloatArray, factor: FloatArray) -> FloatArray:
    return np.where(factor == 1.0, time_s, round_to_ticks(time_s / factor))


def _closures_of(scenario: Scenario, roads: Roads) -> list[Mask]:
    """Return the edges each closure is about; of a scenario that comes along perhaps none."""
    found = []
    for number, closure in enumerate(scenario.closures, start=1):
        where = f"{scenario.where}, closures {number}"
        closed = _closed_by(roads, closure, where)
        if not closed.any() and not scenario.comes_along:
            raise QuestionError(where, "touches no road of this study", "Draw it over the roads it closes.")
        found.append(closed)
    return found


def _closed_by(roads: Roads, closure: Closure, where: str) -> Mask:
    unknown = unknown_ids(roads, closure)
    if unknown:
        kind = "way" if closure.ways else "piece of road"
        raise QuestionError(where, f"{kind} {unknown[0]} is not on the roads of this study", "Mend it, or remove it.")
    return closed_edges(roads, closure)


def _speeds_of(scenario: Scenario, roads: Roads) -> list[Mask]:
    """Return the edges each change of speed is about; of a scenario that comes along perhaps none."""
    found = []
    for number, speed in enumerate(scenario.speeds, start=1):
        about = np.isin(roads.road_class, [ROAD_CLASSES.index(each) for each in speed.classes or ROAD_CLASSES])
        if speed.polygon:
            about &= edges_touching(roads, speed.polygon)
        if not about.any() and not scenario.comes_along:
            where = f"{scenario.where}, speeds {number}"
            raise QuestionError(where, "is about no road of this study", "Mend its `classes` or its `polygon`.")
        found.append(about)
    return found


def _check_any_fits(scenario: Scenario, drawn: Sequence[Mask]) -> None:
    """Refuse a scenario that comes along for another place: the answer would be that of the study as it is."""
    if drawn and not any(each.any() for each in drawn):
        todo = "Choose one of this place, or write one of your own (docs/scenarios.md)."
        raise QuestionError(f"--scenario {scenario.name}", "changes no road of this study", todo)


def _speed_factor(scenario: Scenario, speeds: Sequence[Mask], mode: str) -> FloatArray:
    factor = np.ones(len(speeds[0]) if speeds else 1)
    for speed, about in zip(scenario.speeds, speeds, strict=True):
        factor[about] *= speed.factor if mode in speed.modes else 1.0
    return factor


def _length_m(roads: Roads, edges: Mask) -> float:
    """Return the length of some edges; of two that join the same nodes over the same length only one counts."""
    tail, head, length_m = roads.tail[edges], roads.head[edges], roads.length_m[edges]
    ends = {"low": np.minimum(tail, head), "high": np.maximum(tail, head), "length_m": length_m}
    return float(pd.DataFrame(ends).drop_duplicates()["length_m"].sum())
