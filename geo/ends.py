"""The stretch between a snapped point and the nodes next to it, and ways that stay on one edge."""

from typing import Literal

import numpy as np

from geo.kernels.read import Direct, Ends
from geo.roads import FloatArray, Roads, round_to_ticks
from geo.snap import Snaps


def from_points(roads: Roads, mode: str, snaps: Snaps) -> Ends:
    """Return what it takes to leave each point: the walk to the edge, then the rest of it to its head."""
    whole_s = roads.time_s[mode][snaps.edge]
    rest_s = _rest(whole_s, _part(snaps.fraction, whole_s))
    rest_m = (1.0 - snaps.fraction) * roads.length_m[snaps.edge]
    return Ends(snaps.indptr, roads.head[snaps.edge], rest_s + snaps.access_s, rest_m + snaps.access_m)


def into_points(roads: Roads, mode: str, snaps: Snaps) -> Ends:
    """Return what it takes to arrive at each point: its part of the edge from the tail, then the walk."""
    part_s = _part(snaps.fraction, roads.time_s[mode][snaps.edge])
    part_m = snaps.fraction * roads.length_m[snaps.edge]
    return Ends(snaps.indptr, roads.tail[snaps.edge], part_s + snaps.access_s, part_m + snaps.access_m)


def direct_ways(roads: Roads, mode: str, *, leave: Snaps, enter: Snaps, by: Literal["leave", "enter"]) -> Direct:
    """Return the ways along a single edge from the points of `leave` to those of `enter` downstream on it.

    Parameters
    ----------
    roads, mode
        The roads and who travels.
    leave, enter
        Where ways start and end.
    by
        Whose points the rows belong to; the other side's are the owners.
    """
    leave_row, enter_row = _same_edge(leave, enter)
    downstream = enter.fraction[enter_row] >= leave.fraction[leave_row]
    leave_row, enter_row = leave_row[downstream], enter_row[downstream]
    edge = leave.edge[leave_row]
    whole_s = roads.time_s[mode][edge]
    ride_s = _rest(_part(enter.fraction[enter_row], whole_s), _part(leave.fraction[leave_row], whole_s))
    ride_m = (enter.fraction[enter_row] - leave.fraction[leave_row]) * roads.length_m[edge]
    leave_point, enter_point = leave.point[leave_row], enter.point[enter_row]
    point, owner = (leave_point, enter_point) if by == "leave" else (enter_point, leave_point)
    order = np.argsort(point, kind="stable")
    counts = np.bincount(point, minlength=len(leave if by == "leave" else enter))
    return Direct(
        indptr=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        owner=owner[order].astype(np.int32),
        cost_s=(ride_s + leave.access_s[leave_row] + enter.access_s[enter_row])[order],
        length_m=(ride_m + leave.access_m[leave_row] + enter.access_m[enter_row])[order],
    )


def _part(fraction: FloatArray, whole_s: FloatArray) -> FloatArray:
    """Return a part of the time of an edge; of a closed one ``inf``, however small the part."""
    part_s = np.full(len(whole_s), np.inf)
    np.multiply(fraction, whole_s, out=part_s, where=np.isfinite(whole_s))
    return round_to_ticks(part_s)


def _rest(whole_s: FloatArray, part_s: FloatArray) -> FloatArray:
    """Return what is left of a time after a part of it; ``inf`` on a closed edge."""
    rest_s = np.full(len(whole_s), np.inf)
    np.subtract(whole_s, part_s, out=rest_s, where=np.isfinite(whole_s))
    return rest_s


def _same_edge(leave: Snaps, enter: Snaps) -> tuple[np.ndarray, np.ndarray]:
    """Return all pairs of rows of `leave` and `enter` that are on the same edge."""
    order = np.argsort(enter.edge, kind="stable")
    sorted_edge = enter.edge[order]
    low = np.searchsorted(sorted_edge, leave.edge, side="left")
    counts = np.searchsorted(sorted_edge, leave.edge, side="right") - low
    leave_row = np.repeat(np.arange(len(leave.edge)), counts)
    offset = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return leave_row, order[np.repeat(low, counts) + offset]
