"""The roads of one place for one mode, and the five questions they answer: snap, nearest, matrix, reach, way."""

from copy import copy
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.ends import direct_ways, from_points, into_points
from geo.graph import build_graph, check_mode
from geo.interrupts import interrupts_held
from geo.kernels.onward import search_onward
from geo.kernels.read import Direct, Ends, Found, read
from geo.kernels.search import Graph, Seeds, search
from geo.pace import WALKING_KMH, at_pace
from geo.reached import Reached, reached_parts
from geo.roads import Direction, FloatArray, IntArray, Roads
from geo.snap import Snapper, Snaps
from geo.way import Searched, Way, trace_way

CROSSROADS = 3  # roads that meet at a junction, at least


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """The nearest facility of each point.

    Attributes
    ----------
    time_s, length_m
        The quickest way there, the walk at both ends included; ``inf`` where there is none within the cutoff.
    facility
        Its position among the facilities asked about; -1 where there is none.
    """

    time_s: FloatArray
    length_m: FloatArray
    facility: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Within:
    """The points and facilities within a cutoff of each other; one row a pair, ordered by facility, then point.

    Attributes
    ----------
    point, facility
        Their positions.
    time_s
        The quickest way between them, the walk at both ends included.
    """

    point: IntArray
    facility: IntArray
    time_s: FloatArray


class Network:
    """The roads one mode may travel.

    Every question takes points snapped by :meth:`snap` and a direction: ``to`` is the time of people travelling to
    the facility, ``from`` that of someone sent out from it. On one-way roads the two differ.

    Parameters
    ----------
    roads
        The roads of one place.
    mode
        One of ``geo.roads.MODES``.
    walking_kmh
        How fast people walk, km/h: on foot, and between a place and its road whatever the mode.

    Raises
    ------
    QuestionError
        If no road is open to the mode.
    """

    def __init__(self, roads: Roads, mode: str, *, walking_kmh: float = WALKING_KMH) -> None:
        self.roads = at_pace(roads, walking_kmh)
        self.mode = check_mode(roads, mode)
        self._graphs: dict[Direction, Graph] = {
            "to": build_graph(self.roads, mode, reverse=True),
            "from": build_graph(self.roads, mode),
        }
        self._snapper = Snapper(self.roads, mode, walking_kmh=walking_kmh)

    def with_times(self, time_s: FloatArray) -> "Network":
        """Return the same roads with other times, such as after a closure; places stay where they were snapped.

        So that a road closed to somebody never puts her on a better one farther off.

        Parameters
        ----------
        time_s
            Seconds for each edge of the roads, in whole ticks; ``inf``: closed. An edge this mode cannot travel stays
            closed.
        """
        other = copy(self)
        time_s = np.where(np.isfinite(self.roads.time_s[self.mode]), time_s, np.inf)
        other.roads = replace(self.roads, time_s={**self.roads.time_s, self.mode: time_s})
        graphs = {way: graph._replace(cost_s=time_s[graph.edge]) for way, graph in self._graphs.items()}
        other._graphs = graphs  # noqa: SLF001  (one of this class)
        return other

    def snap(self, lon: npt.ArrayLike, lat: npt.ArrayLike, *, on_road: bool = False) -> Snaps:
        """Return points put on the roads; see :meth:`geo.snap.Snapper.snap`."""
        return self._snapper.snap(np.atleast_1d(np.asarray(lon)), np.atleast_1d(np.asarray(lat)), on_road=on_road)

    def nearest(
        self, points: Snaps, facilities: Snaps, *, direction: Direction = "to", cutoff_s: float = np.inf
    ) -> Nearest:
        """Return the nearest facility of each point; equal times go to the first in the list of facilities.

        Parameters
        ----------
        points, facilities
            Snapped places.
        direction
            ``to`` or ``from`` the facility.
        cutoff_s
            Farther facilities do not count; a time equal to the cutoff does.
        """
        found = self._found(points, facilities, direction=direction, cutoff_s=cutoff_s)
        return Nearest(found.time_s, found.length_m, found.owner)

    def nearest_onward(
        self, points: Snaps, facilities: Snaps, *, point_rank: IntArray, facility_rank: IntArray, direction: Direction
    ) -> Nearest:
        """Return the nearest facility of each point among those whose rank is not below the point's.

        Parameters
        ----------
        points, facilities
            Snapped places.
        point_rank, facility_rank
            Whole numbers, such as metres along a line; negate both to look the other way.
        direction
            ``to`` or ``from`` the facility.

        Returns
        -------
        Nearest
            ``length_m`` is NaN: the sweep does not carry it.
        """
        seeds, ends, direct = self._meeting(points, facilities, direction=direction)
        order = np.argsort(-facility_rank[seeds.owner], kind="stable")
        seeds = Seeds(seeds.node[order], seeds.cost_s[order], seeds.length_m[order], seeds.owner[order])
        with interrupts_held():
            time_s, owner = search_onward(
                self._graphs[direction], seeds, facility_rank[seeds.owner], ends, direct, point_rank, facility_rank
            )
        return Nearest(time_s, np.full(len(points), np.nan), owner)

    def junctions(self) -> tuple[FloatArray, FloatArray]:
        """Return the places (longitudes, latitudes) where three roads or more meet."""
        open_edge = np.isfinite(self.roads.time_s[self.mode])
        tail, head = self.roads.tail[open_edge].astype(np.int64), self.roads.head[open_edge].astype(np.int64)
        count = len(self.roads.lon)
        # A pair of neighbours as one number, whichever way its road is drawn.
        pair = np.unique(np.minimum(tail, head) * count + np.maximum(tail, head))
        met = np.bincount(np.concatenate([pair // count, pair % count]), minlength=count)
        return self.roads.lon[met >= CROSSROADS], self.roads.lat[met >= CROSSROADS]

    def matrix(
        self, points: Snaps, facilities: Snaps, *, direction: Direction = "to", cutoff_s: float = np.inf
    ) -> FloatArray:
        """Return seconds, one row a point and one column a facility; ``inf`` beyond the cutoff or without a way."""
        columns = self._times(points, facilities, direction=direction, cutoff_s=cutoff_s)
        return np.column_stack(columns) if columns else np.empty((len(points), 0))

    def within(self, points: Snaps, facilities: Snaps, *, direction: Direction = "to", cutoff_s: float) -> Within:
        """Return every facility within the cutoff of every point, not just the nearest.

        Parameters
        ----------
        points, facilities
            Snapped places.
        direction
            ``to`` or ``from`` the facility.
        cutoff_s
            The largest time that still counts; a time equal to it does.
        """
        times = self._times(points, facilities, direction=direction, cutoff_s=cutoff_s)
        near = [np.flatnonzero(np.isfinite(time_s)) for time_s in times]
        return Within(
            point=np.concatenate([*near, np.empty(0, np.int64)]),
            facility=np.repeat(np.arange(len(near), dtype=np.int64), [len(found) for found in near]),
            time_s=np.concatenate([*(t[n] for t, n in zip(times, near, strict=True)), np.empty(0)]),
        )

    def way(self, point: Snaps, facility: Snaps, *, direction: Direction = "to") -> Way:
        """Return the quickest way between one point and one facility, in the order it is travelled."""
        seeds, ends, direct = self._meeting(point, facility, direction=direction)
        graph = self._graphs[direction]
        with interrupts_held():
            labels = search(graph, seeds, np.inf)
            searched = Searched(graph, labels, read(labels, ends, direct, np.inf))
        return trace_way(self.roads, self.mode, searched, (point, facility), direction=direction)

    def reached(self, facility: Snaps, *, direction: Direction = "to", cutoff_s: float) -> Reached:
        """Return the stretches from which (``to``) or to which (``from``) the facility is within the cutoff."""
        seeds, _, _ = self._meeting(facility.taken(np.empty(0, np.int64)), facility, direction=direction)
        with interrupts_held():
            labels = search(self._graphs[direction], seeds, cutoff_s)
        return reached_parts(self.roads, self.mode, labels, facility, direction=direction, cutoff_s=cutoff_s)

    def _times(self, points: Snaps, facilities: Snaps, *, direction: Direction, cutoff_s: float) -> list[FloatArray]:
        """Return for each facility the seconds from or to every point; ``inf`` beyond the cutoff."""
        return [
            self._found(points, facilities.taken(np.array([k])), direction=direction, cutoff_s=cutoff_s).time_s
            for k in range(len(facilities))
        ]

    def _found(self, points: Snaps, facilities: Snaps, *, direction: Direction, cutoff_s: float) -> Found:
        seeds, ends, direct = self._meeting(points, facilities, direction=direction)
        with interrupts_held():
            return read(search(self._graphs[direction], seeds, cutoff_s), ends, direct, cutoff_s)

    def _meeting(self, points: Snaps, facilities: Snaps, *, direction: Direction) -> tuple[Seeds, Ends, Direct]:
        """Return where the search starts, where it is read, and the ways that pass no node."""
        if direction == "to":
            direct = direct_ways(self.roads, self.mode, leave=points, enter=facilities, by="leave")
            seeds, ends = into_points(self.roads, self.mode, facilities), from_points(self.roads, self.mode, points)
        else:
            direct = direct_ways(self.roads, self.mode, leave=facilities, enter=points, by="enter")
            seeds, ends = from_points(self.roads, self.mode, facilities), into_points(self.roads, self.mode, points)
        return _seeds(seeds), ends, direct


def _seeds(ends: Ends) -> Seeds:
    owner = np.repeat(np.arange(len(ends.indptr) - 1, dtype=np.int32), np.diff(ends.indptr))
    return Seeds(ends.node, ends.cost_s, ends.length_m, owner)
