"""The quickest way between a point and a facility, edge by edge."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.graph import TO_HEAD, TO_TAIL, Searchable
from geo.kernels.carry import HEAD, NEITHER, Passage, chains_of
from geo.kernels.contract import inner_slot
from geo.kernels.read import Found
from geo.kernels.search import Labels
from geo.meeting import Meeting
from geo.roads import Direction, FloatArray, IntArray, Roads, round_to_ticks
from geo.snap import Snaps


class Searched(NamedTuple):
    """What a search between one point and one facility passed and left, and what that says about the point."""

    searchable: Searchable
    meeting: Meeting
    labels: Labels
    found: Found


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way as it is travelled.

    Attributes
    ----------
    time_s, length_m
        The walk at both ends included; ``inf`` where there is no way.
    edge
        The edges travelled whole or in part, in order (positions in the edge arrays of the roads).
    lon, lat
        Where the way enters the roads, its nodes, and where it leaves them; degrees; empty where there is no way.
    """

    time_s: float
    length_m: float
    edge: IntArray
    lon: FloatArray
    lat: FloatArray


class _Joined(NamedTuple):
    """The rows of facility and point a way joins, and the whole edges between as the search passed them."""

    facility: int
    point: int
    edges: list[int]


def trace_way(roads: Roads, mode: str, searched: Searched, ends: tuple[Snaps, Snaps], *, direction: Direction) -> Way:
    """Return the way a search found, from the labels it left.

    Parameters
    ----------
    roads, mode
        The roads and who travels.
    searched
        What was searched and what came out, for one point.
    ends
        The point and the facility, one of each.
    direction
        ``to``: the way runs from the point to the facility; ``from``: the other way round.
    """
    found = searched.found
    if not np.isfinite(found.time_s[0]):
        return Way(np.inf, np.inf, np.empty(0, np.int64), np.empty(0), np.empty(0))
    start, goal = ends if direction == "to" else ends[::-1]
    first, last, cost_s = _rows_on_one_edge(roads, mode, start, goal)
    edge = [int(start.edge[first])]
    if found.node[0] >= 0 or cost_s > found.time_s[0]:
        joined = _by_junctions(searched) if found.node[0] >= 0 else _inside_chain(searched)
        turned = direction == "to"  # such a search passes every edge from its head to its tail
        first, last = (joined.point, joined.facility) if turned else (joined.facility, joined.point)
        edge = [int(start.edge[first]), *(joined.edges[::-1] if turned else joined.edges), int(goal.edge[last])]
    nodes = roads.head[edge[:-1]]
    enters, leaves = _place(roads, start, first), _place(roads, goal, last)
    return Way(
        time_s=float(found.time_s[0]),
        length_m=float(found.length_m[0]),
        edge=np.array(edge, dtype=np.int64),
        lon=np.concatenate([[enters[0]], roads.lon[nodes], [leaves[0]]]),
        lat=np.concatenate([[enters[1]], roads.lat[nodes], [leaves[1]]]),
    )


def _by_junctions(searched: Searched) -> _Joined:
    (passage, graph), meeting = searched.searchable, searched.meeting
    chains, junction = passage.chains, int(searched.found.node[0])
    last = _cheapest(meeting.ends.cost_s, meeting.ends.node == junction)
    arcs: list[int] = []
    while searched.labels.via[junction] >= 0:
        arcs.append(int(graph.edge[searched.labels.via[junction]]))
        junction = int((chains.head if arcs[-1] % 2 == TO_TAIL else chains.tail)[arcs[-1] // 2])
    first = _cheapest(meeting.seeds.cost_s, meeting.seeds.node == junction)
    facility, point = int(meeting.set_out.origin[first]), int(meeting.arrive.origin[last])
    leaves, enters = int(meeting.set_out.side[first]), int(meeting.arrive.side[last])
    edges = _between(passage, int(meeting.facilities.rows.slot[facility]), leaves)
    for arc in reversed(arcs):
        begin, end = int(chains.first[arc // 2]), int(chains.first[arc // 2 + 1])
        edges += _passed(passage, begin, end) if arc % 2 == TO_HEAD else _passed(passage, end, begin)
    edges += _between(passage, int(meeting.points.rows.slot[point]), enters, arriving=True)
    return _Joined(facility, point, edges)


def _inside_chain(searched: Searched) -> _Joined:
    passage, meeting = searched.searchable.passage, searched.meeting
    row = int(np.argmin(meeting.inside.cost_s))
    facility, point = int(meeting.inside.first[row]), int(meeting.inside.second[row])
    begin = _place_in_chain(passage, int(meeting.facilities.rows.slot[facility]))
    end = _place_in_chain(passage, int(meeting.points.rows.slot[point]))
    return _Joined(facility, point, _passed(passage, begin, end))


def _cheapest(cost_s: FloatArray, of: npt.NDArray[np.bool_]) -> int:
    return int(np.argmin(np.where(of, cost_s, np.inf)))


def _between(passage: Passage, slot: int, side: int, *, arriving: bool = False) -> list[int]:
    """Return the edges from a slot to a side of its chain, or the other way; none where it is a junction."""
    if side == NEITHER:
        return []
    chain = int(chains_of(passage.chains, np.array([slot], np.int32))[0])
    here, end = _place_in_chain(passage, slot), int(passage.chains.first[chain + (side == HEAD)])
    return _passed(passage, end, here) if arriving else _passed(passage, here, end)


def _place_in_chain(passage: Passage, slot: int) -> int:
    """Return the piece that leads up from the slot of an inner node."""
    chain = int(chains_of(passage.chains, np.array([slot], np.int32))[0])
    return int(passage.chains.first[chain]) + slot - int(inner_slot(passage.chains, chain)) + 1


def _passed(passage: Passage, begin: int, end: int) -> list[int]:
    """Return the edges of the pieces from one to before another, or back."""
    if begin <= end:
        return [int(edge) for edge in passage.up[begin:end]]
    return [int(edge) for edge in passage.down[end:begin][::-1]]


def _rows_on_one_edge(roads: Roads, mode: str, start: Snaps, goal: Snaps) -> tuple[int, int, float]:
    """Return the rows of `start` and `goal` with the quickest ride along one edge, and its seconds."""
    whole_s = roads.time_s[mode][start.edge][:, None]
    usable = (start.edge[:, None] == goal.edge[None, :]) & (goal.fraction[None, :] >= start.fraction[:, None])
    usable &= np.isfinite(whole_s)
    whole_s = np.where(np.isfinite(whole_s), whole_s, 0.0)
    ride_s = round_to_ticks(goal.fraction[None, :] * whole_s) - round_to_ticks(start.fraction[:, None] * whole_s)
    cost_s = np.where(usable, ride_s + start.access_s[:, None] + goal.access_s[None, :], np.inf)
    first, last = np.unravel_index(int(np.argmin(cost_s)), cost_s.shape)
    return int(first), int(last), float(cost_s[first, last])


def _place(roads: Roads, snaps: Snaps, row: int) -> tuple[float, float]:
    """Return where on its edge a snapped point stands, degrees."""
    tail, head, fraction = roads.tail[snaps.edge[row]], roads.head[snaps.edge[row]], snaps.fraction[row]
    lon = roads.lon[tail] + fraction * (roads.lon[head] - roads.lon[tail])
    return float(lon), float(roads.lat[tail] + fraction * (roads.lat[head] - roads.lat[tail]))
