"""The roads of one place for one mode, and the questions they answer: snap, nearest, matrix, reach, way, sweeps."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.alternatives import Front, find_front
from geo.engine import Engine
from geo.graph import check_mode
from geo.in_threads import in_threads
from geo.interrupts import interrupts_held
from geo.kernels.carry import chains_of
from geo.kernels.contract import Chains
from geo.kernels.onward import search_onward
from geo.kernels.pairs import Pairs, search_pairs
from geo.kernels.read import read
from geo.kernels.search import search, tidy_desk
from geo.kernels.spread import At, spread, tell_inner
from geo.meeting import Meeting, Slots, begins, meet
from geo.node_sweeps import NodeSweep, Swept
from geo.pace import WALKING_KMH, at_pace
from geo.reached import Reached, nearer_edges, reached_parts
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
        self._engine = Engine(self.roads, mode)
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
        other._engine = self._engine.with_times(other.roads)  # noqa: SLF001  (one of this class)
        return other

    @property
    def chains(self) -> Chains:
        """The roads of the mode as chains of pieces; those that were closed later are among them."""
        return self._engine.chains

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
        meeting = self._meeting(points, facilities, direction, cutoff_s)
        searchable = self._engine.searchable(direction)
        with self._engine.desk() as desk, interrupts_held():
            search(desk, searchable.graph, meeting.seeds, cutoff_s)
            found = read(desk.labels, meeting.ends, meeting.direct, cutoff_s)
            tidy_desk(desk)
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
        meeting, graph = self._meeting(points, facilities, direction), self._engine.searchable(direction).graph
        order = np.argsort(-facility_rank[meeting.seeds.owner], kind="stable")
        seeds = meeting.seeds.taken(order)
        with interrupts_held():
            time_s, owner = search_onward(
                graph, seeds, facility_rank[seeds.owner], meeting.ends, meeting.direct, point_rank, facility_rank
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
        meeting = self._meeting(points, facilities, direction, cutoff_s)
        sweep = NodeSweep(self._engine, meeting.facilities, direction=direction, cutoff_s=cutoff_s)
        if sweep.sweeps_are_sooner():
            return sweep.matrix(meeting.ends, meeting.shortcuts(len(facilities)))
        pairs = self._pairs(meeting, direction, cutoff_s)
        times_s = np.full((len(points), len(facilities)), np.inf)
        times_s[pairs.point, pairs.owner] = pairs.time_s
        return times_s

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
        pairs = self._pairs(self._meeting(points, facilities, direction, cutoff_s), direction, cutoff_s)
        return Within(pairs.point.astype(np.int64), pairs.owner.astype(np.int64), pairs.time_s)

    def way(self, point: Snaps, facility: Snaps, *, direction: Direction = "to") -> Way:
        """Return the quickest way between one point and one facility, in the order it is travelled."""
        meeting, searchable = self._meeting(point, facility, direction), self._engine.searchable(direction)
        with self._engine.desk() as desk, interrupts_held():
            search(desk, searchable.graph, meeting.seeds, np.inf)
            found = read(desk.labels, meeting.ends, meeting.direct, np.inf)
            searched = Searched(searchable, meeting, desk.labels, found)
            way = trace_way(self.roads, self.mode, searched, (point, facility), direction=direction)
            tidy_desk(desk)
        return way

    def front(self, start: Snaps, goal: Snaps, exposure: FloatArray) -> Front:
        """Return all ways from one place to another that none beats in time and exposure: `find_front`."""
        return find_front(self.roads, self.mode, exposure, start, goal)

    def reached(self, facility: Snaps, *, direction: Direction = "to", cutoff_s: float) -> Reached:
        """Return the stretches from which (``to``) or to which (``from``) the facility is within the cutoff."""
        engine, passage = self._engine, self._engine.searchable(direction).passage
        meeting = self._meeting(facility.taken(np.empty(0, np.int64)), facility, direction)
        seeds, owner = meeting.seeds_inside(engine.junctions)
        with engine.desk() as desk, interrupts_held():
            search(desk, engine.searchable(direction).graph, meeting.seeds, cutoff_s)
            at = engine.chains_at(desk.touched[: desk.tally[0]])
            which = np.union1d(at, chains_of(passage.chains, seeds.slot))
            along = spread(passage, which, desk.labels, seeds, owner, cutoff_s)
            tidy_desk(desk)
        nearer = nearer_edges(passage, which, along)
        return reached_parts(self.roads, self.mode, nearer, facility, direction=direction, cutoff_s=cutoff_s)

    def sweeps(self, facilities: Snaps, *, direction: Direction = "to", cutoff_s: float) -> Iterator[Swept]:
        """Yield the nodes each facility reaches within the cutoff (inclusive), one facility after the other.

        Parameters
        ----------
        facilities
            Snapped places.
        direction
            ``to`` or ``from`` the facility.
        cutoff_s
            The largest time that counts, seconds; ``inf``: none.
        """
        side = Slots(self.roads, self.mode, self._engine.slot).set_out(facilities, direction)
        yield from NodeSweep(self._engine, side, direction=direction, cutoff_s=cutoff_s).each()

    def nearest_of_nodes(self, facilities: Snaps, *, direction: Direction = "to", cutoff_s: float = np.inf) -> Nearest:
        """Return the nearest facility of each node of the roads; ``length_m`` is NaN, as it is not carried along."""
        engine, passage = self._engine, self._engine.searchable(direction).passage
        meeting = self._meeting(facilities.taken(np.empty(0, np.int64)), facilities, direction)
        nodes, starts = len(self.roads.lon), meeting.seeds_inside(engine.junctions)
        told, junctions = At(np.full(nodes, np.inf), np.full(nodes, -1, np.int32)), self.chains.node[: engine.junctions]
        with engine.desk() as desk:
            with interrupts_held():
                search(desk, engine.searchable(direction).graph, meeting.seeds, cutoff_s)
            told.time_s[junctions], told.owner[junctions] = desk.labels.time_s, desk.labels.owner

            def tell(low: int, high: int) -> None:
                tell_inner(passage, desk.labels, starts, (low, high, cutoff_s), told)

            list(in_threads(tell, 0, len(self.chains.tail)))
            with interrupts_held():
                tidy_desk(desk)
        return Nearest(told.time_s, np.broadcast_to(np.nan, nodes), told.owner)

    def _pairs(self, meeting: Meeting, direction: Direction, cutoff_s: float) -> Pairs:
        graph, owners = self._engine.searchable(direction).graph, meeting.facilities.places
        begin = begins(meeting.seeds.owner, owners)
        read_at = meeting.arrivals(self._engine.junctions), meeting.shortcuts(owners), meeting.points.places

        def search_some(low: int, high: int) -> Pairs:
            with self._engine.desk() as desk:
                return search_pairs(desk, graph, (meeting.seeds, begin, low, high), read_at, cutoff_s)

        parts = list(in_threads(search_some, 0, owners))
        return Pairs(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))

    def _meeting(self, points: Snaps, facilities: Snaps, direction: Direction, cutoff_s: float = np.inf) -> Meeting:
        slots, passage = Slots(self.roads, self.mode, self._engine.slot), self._engine.searchable(direction).passage
        sides = slots.set_out(facilities, direction), slots.arrive(points, direction)
        one_edge = slots.on_one_edge(points, facilities, direction)
        with interrupts_held():
            return meet(passage, *sides, one_edge, cutoff_s=cutoff_s)
