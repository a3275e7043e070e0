"""The facilities of a corridor: where along it one leaves for each, and how long that detour is."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.supply import Supply
from geo.line import MeasuredLine
from geo.network import Nearest
from geo.roads import Direction, FloatArray, IntArray

JUNCTION_REACH_M = 60.0
# Samples stand 500 m apart: ten steps of 50 m to either side close the distance between them, then ten of 5 m.
FINER_M = (50.0, 5.0)
AROUND = np.arange(-10, 11)
OTHER: dict[Direction, Direction] = {"to": "from", "from": "to"}


class Along(NamedTuple):
    """Facilities seen from a corridor; one row each.

    Attributes
    ----------
    measure_m
        Whole metres along the corridor where the way to the facility is quickest; -1 where there is none.
    detour_s, detour_m
        That way; ``inf`` where there is none.
    belongs
        True where the detour is within the cutoff: only then the facility counts as ahead or behind.
    """

    measure_m: IntArray
    detour_s: FloatArray
    detour_m: FloatArray
    belongs: npt.NDArray[np.bool_]


def facilities_along(line: MeasuredLine, sample_m: FloatArray, supply: Supply) -> Along:
    """Return where each facility that certainly offers the service lies along a corridor.

    Leaving is tried at the samples, the ends and vertices of the line, where road junctions meet it, and beside each
    facility, so that a service on the road or up a side road gets its exact measure; then closer and closer around
    the best place found for each, so that the answer does not depend on where the samples happen to stand.

    Parameters
    ----------
    line
        The corridor.
    sample_m
        Its samples.
    supply
        Who offers the service.
    """
    network, facilities = supply.network, supply.certain
    beside = line.locate(facilities.lon, facilities.lat)
    crossroads = line.measures_near(*network.junctions(), reach_m=JUNCTION_REACH_M)
    leave_m = np.concatenate([sample_m, line.measure_m, beside, crossroads])
    measure_m, found = _leave(line, leave_m, supply)
    for step_m in FINER_M:
        near = measure_m[found.time_s <= supply.plan.cutoff_s]
        leave_m = np.concatenate([leave_m, (near[:, None] + step_m * AROUND).ravel()])
        measure_m, found = _leave(line, leave_m, supply)
    return Along(measure_m, found.time_s, found.length_m, found.time_s <= supply.plan.cutoff_s)


def _leave(line: MeasuredLine, leave_m: FloatArray, supply: Supply) -> tuple[IntArray, Nearest]:
    """Return at which of some measures the way to each facility is quickest (the smallest of equals; -1: none)."""
    leave_m = np.unique(np.clip(np.round(leave_m), 0.0, np.floor(line.length_m)))
    leave = supply.network.snap(*line.at(leave_m), on_road=True)
    found = supply.network.nearest(supply.certain.snaps, leave, direction=OTHER[supply.plan.direction])
    return np.append(leave_m, -1.0)[found.facility].astype(np.int64), found
