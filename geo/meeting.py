"""Where a search between points and facilities starts, where it is read, and the ways that pass no junction."""

from dataclasses import dataclass

import numpy as np

from geo.ends import direct_ways, from_points, into_points
from geo.graph import Searchable
from geo.kernels.arrays import Ints
from geo.kernels.carry import Between, Carried, Rows, between, carry_in, carry_out
from geo.kernels.pairs import Arrivals, Shortcuts
from geo.kernels.read import Direct, Ends
from geo.kernels.search import Seeds
from geo.roads import Direction, IntArray, Roads
from geo.snap import Snaps


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
    setting_out, arriving
        The rows of facilities and points as they are, one for each of the snaps'.
    set_out, arrive
        What `seeds` and `ends` were carried from.
    inside
        The ways between rows on one chain.
    """

    seeds: Seeds
    ends: Ends
    direct: Direct
    setting_out: Rows
    arriving: Rows
    set_out: Carried
    arrive: Carried
    inside: Between

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
    """The rows of snapped places as a search sees them.

    Parameters
    ----------
    roads, mode
        The roads and who travels.
    slot
        The slot of each node of the roads.
    """

    def __init__(self, roads: Roads, mode: str, slot: Ints) -> None:
        self._roads, self._mode, self._slot = roads, mode, slot

    def set_out(self, facilities: Snaps, direction: Direction) -> Rows:
        """Return where a search from the facilities starts; one row for each of the snaps'."""
        rows = (into_points if direction == "to" else from_points)(self._roads, self._mode, facilities)
        return Rows(self._slot[rows.node], rows.cost_s, rows.length_m)

    def arrive(self, points: Snaps, direction: Direction) -> Rows:
        """Return where a search is read for the points; one row for each of the snaps'."""
        rows = (from_points if direction == "to" else into_points)(self._roads, self._mode, points)
        return Rows(self._slot[rows.node], rows.cost_s, rows.length_m)

    def on_one_edge(self, points: Snaps, facilities: Snaps, direction: Direction) -> Direct:
        """Return the ways along a single edge between points and facilities."""
        leave, enter = (points, facilities) if direction == "to" else (facilities, points)
        return direct_ways(
            self._roads, self._mode, leave=leave, enter=enter, by="leave" if direction == "to" else "enter"
        )


def meet(slots: Slots, searchable: Searchable, points: Snaps, facilities: Snaps, *, direction: Direction) -> Meeting:
    """Return what a search between points and facilities needs to know.

    Parameters
    ----------
    slots, searchable
        The places' rows, and the chains as the search passes them.
    points, facilities
        Snapped places.
    direction
        ``to`` or ``from`` the facilities.
    """
    setting_out, arriving = slots.set_out(facilities, direction), slots.arrive(points, direction)
    set_out, arrive = carry_out(searchable.passage, setting_out), carry_in(searchable.passage, arriving)
    owner, point = facilities.point.astype(np.int32), points.point
    inside = between(searchable.passage, setting_out, arriving, np.inf)
    one_edge = slots.on_one_edge(points, facilities, direction)
    at = np.concatenate([np.repeat(np.arange(len(points)), np.diff(one_edge.indptr)), point[inside.second]])
    order = np.argsort(at, kind="stable")
    return Meeting(
        seeds=Seeds(set_out.rows.slot, set_out.rows.cost_s, set_out.rows.length_m, owner[set_out.origin]),
        ends=Ends(
            begins(point[arrive.origin], len(points)), arrive.rows.slot, arrive.rows.cost_s, arrive.rows.length_m
        ),
        direct=Direct(
            begins(at, len(points)),
            np.concatenate([one_edge.owner, owner[inside.first]])[order],
            np.concatenate([one_edge.cost_s, inside.cost_s])[order],
            np.concatenate([one_edge.length_m, inside.length_m])[order],
        ),
        setting_out=setting_out,
        arriving=arriving,
        set_out=set_out,
        arrive=arrive,
        inside=inside,
    )


def begins(of: IntArray | Ints, count: int) -> IntArray:
    """Return where the rows of each of `count` things begin, and the last end, once rows are in that order."""
    return np.concatenate([[0], np.cumsum(np.bincount(of, minlength=count))]).astype(np.int64)
