"""The parts of the roads within reach, with the last edge cut at the cutoff."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.kernels.carry import Passage
from geo.kernels.spread import Along
from geo.roads import Direction, FloatArray, IntArray, Roads
from geo.snap import Snaps


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """Stretches of road within reach; a stretch may be listed in both its directions.

    Attributes
    ----------
    edge
        Positions in the edge arrays of the roads.
    start, end
        Fractions of the edge between which it is reached, 0 at its tail; start <= end.
    """

    edge: npt.NDArray[np.int32]
    start: FloatArray
    end: FloatArray


class Nearer(NamedTuple):
    """Edges whose end nearer to a facility is within reach of it, rising, and the seconds of that end."""

    edge: IntArray
    time_s: FloatArray


def nearer_edges(passage: Passage, which: IntArray, along: Along) -> Nearer:
    """Return the edges of chains that are within reach at the end that is nearer to what was searched from.

    Parameters
    ----------
    passage
        The chains as the search passed them.
    which, along
        The positions of some chains, and the times along them.
    """
    chains = passage.chains
    counts = chains.first[which + 1] - chains.first[which]
    step = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    piece, place = (step + np.repeat(first, counts) for first in (chains.first[which], along.first[:-1]))
    edge = np.concatenate([passage.up[piece], passage.down[piece]])
    time_s = np.concatenate([along.time_s[place], along.time_s[place + 1]])
    open_ = np.isfinite(np.concatenate([passage.up_s[piece], passage.down_s[piece]]))
    inside = np.flatnonzero(open_ & np.isfinite(time_s))
    inside = inside[np.argsort(edge[inside], kind="stable")]
    return Nearer(edge[inside].astype(np.int64), time_s[inside])


def reached_parts(
    roads: Roads, mode: str, nearer: Nearer, facility: Snaps, *, direction: Direction, cutoff_s: float
) -> Reached:
    """Return the stretches from which (``to``) or to which (``from``) a facility is within the cutoff.

    Parameters
    ----------
    roads, mode
        The roads and who travels.
    nearer
        The edges with an end within `cutoff_s` of `facility`.
    facility
        The facility's snaps: on its own edge it reaches up- or downstream without passing a node.
    direction
        ``to`` or ``from`` the facility.
    cutoff_s
        The largest time that still counts, seconds.
    """
    time_s = roads.time_s[mode]
    edge = nearer.edge
    share = _share(cutoff_s - nearer.time_s, time_s[edge])
    own = np.flatnonzero(facility.access_s <= cutoff_s)
    own_edge, stands = facility.edge[own], facility.fraction[own]
    own_share = _share(cutoff_s - facility.access_s[own], time_s[own_edge])
    if direction == "to":
        start, end = 1.0 - share, np.ones(len(edge))
        own_start, own_end = np.maximum(stands - own_share, 0.0), stands
    else:
        start, end = np.zeros(len(edge)), share
        own_start, own_end = stands, np.minimum(stands + own_share, 1.0)
    return Reached(
        edge=np.concatenate([edge, own_edge]).astype(np.int32),
        start=np.concatenate([start, own_start]),
        end=np.concatenate([end, own_end]),
    )


def road_length_m(roads: Roads, reached: Reached) -> float:
    """Return the length of road reached, metres; a road reached in both directions or twice counts once."""
    tail, head = roads.tail[reached.edge], roads.head[reached.edge]
    turned = tail > head
    low = np.where(turned, 1.0 - reached.end, reached.start)
    high = np.where(turned, 1.0 - reached.start, reached.end)
    road = np.stack([np.minimum(tail, head), np.maximum(tail, head), roads.way_id[reached.edge]])
    _, first, number = np.unique(road, axis=1, return_index=True, return_inverse=True)
    length_m = roads.length_m[reached.edge[first]]
    # Each road gets its own stretch of one long axis, so that one sweep merges the intervals of all of them.
    low, high = low + 2.0 * number, high + 2.0 * number
    order = np.argsort(low, kind="stable")
    low, high, number = low[order], high[order], number[order]
    covered_to = np.maximum.accumulate(np.concatenate([[-1.0], high[:-1]]))
    fresh = np.maximum(high - np.maximum(low, covered_to), 0.0)
    return float(np.sum(fresh * length_m[number]))


def _share(left_s: FloatArray, time_s: FloatArray) -> FloatArray:
    """Return the share of an edge that can be travelled in the time left: all if it takes none, none if closed."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(time_s > 0, np.minimum(left_s / time_s, 1.0), 1.0)
    return np.where(np.isfinite(time_s), share, 0.0)
