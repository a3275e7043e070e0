"""Where a search between points and facilities starts, where it is read, and the ways that pass no junction."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from geo.ends import direct_ways, from_points, into_points
from geo.kernels.arrays import Ints
from geo.kernels.carry import Between, Carried, Passage, Rows, between, carry_in, carry_out
from geo.kernels.pairs import Arrivals, Shortcuts
from geo.kernels.read import Direct, Ends
from geo.kernels.search import Seeds
from geo.roads import Direction, IntArray, Roads
from geo.snap import Snaps


class Side(NamedTuple):
    """The rows of facilities or points, the facility or point of each, rising, and how many there are of them."""

    rows: Rows
    of: IntArray
    places: int


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """What a search between points and facilities needs to know, at the junctions of the chains.

    Attributes
    ----------
    seeds
        Where it starts; owners are facilities, in rising order.
    ends
        Where it is read, by point.
    direct
        The ways that pass no junction, by point.
    facilities, points
        The rows of both as they are, at any slot.
    set_out, arrive
        How `seeds` and `ends` were carried from them.
    inside
        The ways between rows on one chain.
    """

    seeds: Seeds
    ends: Ends
    direct: Direct
    facilities: Side
    points: Side
    set_out: Carried
    arrive: Carried
    inside: Between

    def seeds_inside(self, junctions: int) -> tuple[Rows, Ints]:
        """Return the seeds at inner nodes by slot, and whose they are."""
        slot = self.facilities.rows.slot
        order = np.argsort(slot, kind="stable")
        order = order[slot[order] >= junctions]
        return self.facilities.rows.taken(order), self.facilities.of[order].astype(np.int32)

    def arrivals(self, junctions: int) -> Arrivals:
        """Return the rows of `ends` by junction."""
        point = np.repeat(np.arange(len(self.ends.indptr) - 1, dtype=np.int32), np.diff(self.ends.indptr))
        order = np.argsort(self.ends.node, kind="stable")
        return Arrivals(begins(self.ends.node, junctions), point[order], self.ends.cost_s[order])

    def shortcuts(self, owners: int) -> Shortcuts:
        """Return the rows of `direct` by owner."""
        point = np.repeat(np.arange(len(self.direct.indptr) - 1, dtype=np.int32), np.diff(self.direct.indptr))
        order = np.argsort(self.direct.owner, kind="stable")
        return Shortcuts(begins(self.direct.owner, owners), point[order], self.direct.cost_s[order])


class Slots:
    """Snapped places as a search sees them.

    Parameters
    ----------
    roads, mode
        The roads and who travels.
    slot
        The slot of each node of the roads.
    """

    def __init__(self, roads: Roads, mode: str, slot: Ints) -> None:
        self._roads, self._mode, self._slot = roads, mode, slot

    def set_out(self, facilities: Snaps, direction: Direction) -> Side:
        """Return where a search from the facilities starts; one row for each of the snaps'."""
        return self._side(facilities, into_points if direction == "to" else from_points)

    def arrive(self, points: Snaps, direction: Direction) -> Side:
        """Return where a search is read for the points; one row for each of the snaps'."""
        return self._side(points, from_points if direction == "to" else into_points)

    def _side(self, snaps: Snaps, ends_of: Callable[[Roads, str, Snaps], Ends]) -> Side:
        ends = ends_of(self._roads, self._mode, snaps)
        return Side(Rows(self._slot[ends.node], ends.cost_s, ends.length_m), snaps.point, len(snaps))

    def on_one_edge(self, points: Snaps, facilities: Snaps, direction: Direction) -> Direct:
        """Return the ways along a single edge between points and facilities."""
        if direction == "to":
            return direct_ways(self._roads, self._mode, leave=points, enter=facilities, by="leave")
        return direct_ways(self._roads, self._mode, leave=facilities, enter=points, by="enter")


def meet(passage: Passage, facilities: Side, points: Side, on_one_edge: Direct, *, cutoff_s: float = np.inf) -> Meeting:
    """Return what a search between points and facilities needs to know.

    Parameters
    ----------
    passage
        The chains as the search passes them.
    facilities, points
        Where it starts, and where it is read.
    on_one_edge
        The ways that pass no node.
    cutoff_s
        Longer ways inside a chain are not looked for.
    """
    set_out, arrive = carry_out(passage, facilities.rows), carry_in(passage, points.rows)
    inside = between(passage, facilities.rows, points.rows, cutoff_s)
    owner = facilities.of.astype(np.int32)
    at = np.concatenate([np.repeat(np.arange(points.places), np.diff(on_one_edge.indptr)), points.of[inside.second]])
    order = np.argsort(at, kind="stable")
    return Meeting(
        seeds=Seeds(set_out.rows.slot, set_out.rows.cost_s, set_out.rows.length_m, owner[set_out.origin]),
        ends=Ends(
            begins(points.of[arrive.origin], points.places), arrive.rows.slot, arrive.rows.cost_s, arrive.rows.length_m
        ),
        direct=Direct(
            begins(at, points.places),
            np.concatenate([on_one_edge.owner, owner[inside.first]])[order],
            np.concatenate([on_one_edge.cost_s, inside.cost_s])[order],
            np.concatenate([on_one_edge.length_m, inside.length_m])[order],
        ),
        facilities=facilities,
        points=points,
        set_out=set_out,
        arrive=arrive,
        inside=inside,
    )


def begins(of: IntArray | Ints, count: int) -> IntArray:
    """Return where the rows of each of `count` things begin, and the last end, once rows are in that order."""
    return np.concatenate([[0], np.cumsum(np.bincount(of, minlength=count))]).astype(np.int64)
