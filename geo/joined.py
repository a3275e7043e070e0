"""Roads with a start and a goal of their own, joined by the parts of edges a way begins and ends with."""

from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from geo.roads import TICKS_PER_S, FloatArray, IntArray, Roads
from geo.snap import Snaps

Kind = TypeVar("Kind", bound=np.generic)
# Sums of exposure are exact in float64 up to 2**17 points.
EXPOSURE_TICKS = 2.0**36


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Roads and two more nodes, the last: a start nothing leads to and a goal nothing leads from.

    Attributes
    ----------
    roads
        The edges of the study, then one for each way from the start onto its roads, off them to the goal, and along
        one edge from the one to the other; the walk at both ends is part of their time and length.
    exposure
        Of each edge, in whole ticks; ``inf`` on a closed one. The walks add nothing.
    edge
        The edge of the study each edge of `roads` is a part of.
    enters, leaves
        The fractions of it where the part begins and ends.
    walk_s, walk_m
        The walk to the road that an edge from the start begins with; 0 elsewhere.
    """

    roads: Roads
    exposure: FloatArray
    edge: IntArray
    enters: FloatArray
    leaves: FloatArray
    walk_s: FloatArray
    walk_m: FloatArray

    @property
    def ends(self) -> tuple[int, int]:
        """The nodes of the start and of the goal."""
        return len(self.roads.lon) - 2, len(self.roads.lon) - 1


class _Parts(NamedTuple):
    """Parts of edges, their ends, and the rows of start and goal that stand there (-1: neither)."""

    edge: IntArray
    enters: FloatArray
    leaves: FloatArray
    tail: IntArray
    head: IntArray
    start: IntArray
    goal: IntArray


def join(roads: Roads, mode: str, exposure: FloatArray, start: Snaps, goal: Snaps) -> Joined:
    """Return roads that begin at one snapped place and end at another.

    Parameters
    ----------
    roads, mode
        The roads and who travels.
    exposure
        What each edge adds, at least 0.
    start, goal
        One place each.
    """
    parts = _parts(roads, start, goal)
    in_s, in_m = _walk(start.access_s, parts.start), _walk(start.access_m, parts.start)
    out_s, out_m = _walk(goal.access_s, parts.goal), _walk(goal.access_m, parts.goal)
    share = parts.leaves - parts.enters
    part_s = in_s + _share_of(roads.time_s[mode][parts.edge], parts, TICKS_PER_S) + out_s
    joined = _with(roads, mode, parts, time_s=part_s, length_m=in_m + share * roads.length_m[parts.edge] + out_m)
    time_s, count = joined.time_s[mode], len(roads.tail)
    whole = np.round(exposure * EXPOSURE_TICKS) / EXPOSURE_TICKS
    each = np.concatenate([whole, _share_of(exposure[parts.edge], parts, EXPOSURE_TICKS)])
    return Joined(
        roads=joined,
        exposure=np.where(np.isfinite(time_s), each, np.inf),
        edge=np.concatenate([np.arange(count), parts.edge]).astype(np.int64),
        enters=np.concatenate([np.zeros(count), parts.enters]),
        leaves=np.concatenate([np.ones(count), parts.leaves]),
        walk_s=np.concatenate([np.zeros(count), in_s]),
        walk_m=np.concatenate([np.zeros(count), in_m]),
    )


def _parts(roads: Roads, start: Snaps, goal: Snaps) -> _Parts:
    """Return the parts of edges a way may begin with, end with, or consist of."""
    one, other = np.nonzero(
        (start.edge[:, None] == goal.edge[None, :]) & (goal.fraction[None, :] >= start.fraction[:, None])
    )
    first, last = len(roads.lon), len(roads.lon) + 1
    outs, intos = np.arange(len(start.edge)), np.arange(len(goal.edge))
    return _Parts(
        edge=np.concatenate([start.edge, goal.edge, start.edge[one]]).astype(np.int64),
        enters=np.concatenate([start.fraction, np.zeros(len(intos)), start.fraction[one]]),
        leaves=np.concatenate([np.ones(len(outs)), goal.fraction, goal.fraction[other]]),
        tail=np.concatenate([np.full(len(outs), first), roads.tail[goal.edge], np.full(len(one), first)]),
        head=np.concatenate([roads.head[start.edge], np.full(len(intos) + len(one), last)]),
        start=np.concatenate([outs, np.full(len(intos), -1), one]),
        goal=np.concatenate([np.full(len(outs), -1), intos, other]),
    )


def _walk(access: FloatArray, row: IntArray) -> FloatArray:
    return np.append(access, 0.0)[row]


def _share_of(whole: FloatArray, parts: _Parts, ticks: float) -> FloatArray:
    """Return what parts of edges take; cut anywhere, the pieces of an edge sum up to the whole of it."""
    is_open = np.isfinite(whole)
    whole = np.where(is_open, whole, 0.0)
    share = (np.round(parts.leaves * whole * ticks) - np.round(parts.enters * whole * ticks)) / ticks
    return np.where(is_open, share, np.inf)


def _with(roads: Roads, mode: str, parts: _Parts, *, time_s: FloatArray, length_m: FloatArray) -> Roads:
    """Return roads with two nodes and some edges more, for one mode."""
    nowhere, edge = np.zeros(2), parts.edge

    def more(values: npt.NDArray[Kind]) -> npt.NDArray[Kind]:
        return np.concatenate([values, values[edge]])

    return Roads(
        node_id=np.concatenate([roads.node_id, [-1, -1]]),
        lon=np.concatenate([roads.lon, nowhere]),
        lat=np.concatenate([roads.lat, nowhere]),
        tail=np.concatenate([roads.tail, parts.tail]).astype(np.int32),
        head=np.concatenate([roads.head, parts.head]).astype(np.int32),
        length_m=np.concatenate([roads.length_m, length_m]),
        road_class=more(roads.road_class),
        way_id=more(roads.way_id),
        ground=more(roads.ground),
        time_s={mode: np.concatenate([roads.time_s[mode], time_s])},
    )
