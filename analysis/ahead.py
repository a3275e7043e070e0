"""At points along a corridor: the nearest service anywhere, the nearest ahead and behind, and the gap they stand in."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.along import Along, facilities_along
from analysis.segments import Segments
from analysis.status import status_of
from analysis.supply import Supply
from geo.line import MeasuredLine
from geo.roads import FloatArray, IntArray
from geo.snap import Snaps

END_M = 1.0  # a service this near an end of the corridor stands at the end


class Corridor(NamedTuple):
    """A corridor cut into segments, with the facilities of an answer laid along it.

    Attributes
    ----------
    corridor_id
        Its id.
    line, segments
        Its course and its pieces.
    along
        Where the facilities that certainly offer the service lie.
    bounds_m
        Ends of the gaps: 0, the measure of each facility that belongs to the corridor, its length.
    open_ends
        Whether the first and the last gap run to an end of the corridor where no service stands.
    """

    corridor_id: str
    line: MeasuredLine
    segments: Segments
    along: Along
    bounds_m: FloatArray
    open_ends: tuple[bool, bool]


def lay_corridor(corridor_id: str, line: MeasuredLine, segments: Segments, supply: Supply) -> Corridor:
    """Return the corridor with the facilities laid along it."""
    along = facilities_along(line, segments.sample_m, supply)
    measures = along.measure_m[along.belongs].astype(np.float64)
    measures = np.where(measures <= END_M, 0.0, np.where(measures >= line.length_m - END_M, line.length_m, measures))
    bounds_m = np.unique(np.concatenate([[0.0], measures, [line.length_m]]))
    open_ends = 0.0 not in measures, line.length_m not in measures
    return Corridor(corridor_id, line, segments, along, bounds_m, open_ends)


def values_at(corridor: Corridor, at_m: FloatArray, supply: Supply) -> pd.DataFrame:
    """Return the answer at points of a corridor.

    Parameters
    ----------
    corridor
        The corridor with its facilities.
    at_m
        Measures, metres.
    supply
        Who offers the service.

    Returns
    -------
    pandas.DataFrame
        One row a point: ``time_any_s, time_ahead_s, time_behind_s`` (``inf``: none), ``ahead_m, behind_m`` (metres
        along the corridor and up the detour; NaN: none), ``facility_any, facility_ahead, facility_behind`` (empty
        text: none), ``possible_time_any_s, gap_id, gap_m, status``.
    """
    points = supply.network.snap(*corridor.line.at(at_m), on_road=True)
    nearest = supply.nearest(points, supply.certain)
    rank = np.round(at_m).astype(np.int64)
    ahead, behind = (_onward(corridor, points, rank, supply, sign=sign) for sign in (1, -1))
    gap_id, gap_m = _gap_of(corridor, at_m)
    return pd.DataFrame(
        {
            "time_any_s": nearest.time_s,
            "time_ahead_s": ahead.time_s,
            "time_behind_s": behind.time_s,
            "ahead_m": ahead.distance_m,
            "behind_m": behind.distance_m,
            "facility_any": supply.certain.names(nearest.facility),
            "facility_ahead": ahead.facility,
            "facility_behind": behind.facility,
            "possible_time_any_s": supply.nearest(points, supply.possible).time_s,
            "gap_id": gap_id,
            "gap_m": gap_m,
            "status": status_of(nearest.time_s, points.failed, cutoff_s=supply.plan.cutoff_s, nobody=supply.nobody),
        }
    )


class _Onward(NamedTuple):
    time_s: FloatArray
    distance_m: FloatArray
    facility: np.ndarray


def _onward(corridor: Corridor, points: Snaps, rank: IntArray, supply: Supply, *, sign: int) -> _Onward:
    """Return the nearest facility of the corridor in its direction (`sign` 1) or against it (-1)."""
    own = np.flatnonzero(corridor.along.belongs)
    measure_m, detour_m = corridor.along.measure_m[own], corridor.along.detour_m[own]
    found = supply.network.nearest_onward(
        points,
        supply.certain.snaps.taken(own),
        point_rank=sign * rank,
        facility_rank=sign * measure_m,
        direction=supply.plan.direction,
    )
    way_m = sign * (np.append(measure_m.astype(np.float64), np.nan)[found.facility] - rank)
    names = np.append(supply.certain.ids[own], "")[found.facility]
    return _Onward(found.time_s, way_m + np.append(detour_m, np.nan)[found.facility], names)


def _gap_of(corridor: Corridor, at_m: FloatArray) -> tuple[np.ndarray, FloatArray]:
    """Return the id and length of the gap each point is in; at a service, of the gap ahead.

    Ids end in ``:start`` or ``:end`` where the gap runs to an end of the corridor without a service.
    """
    bounds_m = corridor.bounds_m
    last = len(bounds_m) - 2
    gap = np.clip(np.searchsorted(bounds_m, np.round(at_m), side="right") - 1, 0, last)
    marks = [""] * (last + 1)
    marks[0] += ":start" if corridor.open_ends[0] else ""
    marks[last] += ":end" if corridor.open_ends[1] else ""
    names = [f"{corridor.corridor_id}:gap:{bounds_m[k]:.0f}{mark}" for k, mark in enumerate(marks)]
    return np.array(names, dtype=object)[gap], np.diff(bounds_m)[gap]
