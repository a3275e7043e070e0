"""What each of many facilities reaches within a cutoff, node by node: by searches or by sweeps, whichever is sooner."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from geo.engine import Engine
from geo.in_threads import in_threads
from geo.interrupts import interrupts_held
from geo.kernels.carry import carry_out
from geo.kernels.fill import Reach, fill, search_each
from geo.kernels.pairs import Shortcuts, read_matrix
from geo.kernels.read import Ends
from geo.kernels.search import Seeds
from geo.many_to_many import Sources, times_between, times_within
from geo.meeting import Side, begins
from geo.roads import Direction, FloatArray

_LOG = logging.getLogger(__name__)

FEW = 32  # facilities: one takes a sweep as long as so many together
AT_ONCE = 256  # facilities whose answers are held at a time
TRIED = 8  # facilities searched from to learn how far the others will reach
# Seconds of one core: for a junction a search reaches, for one of a hierarchy that is built, for one that is swept.
SEARCHED_S, BUILT_S, SWEPT_S = 1.2e-7, 1.8e-5, 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Swept:
    """The nodes one facility reaches, in no order.

    Attributes
    ----------
    node
        Their positions among the nodes of the roads.
    time_s
        The quickest way between them and the facility, the walk at its end included.
    """

    node: npt.NDArray[np.int32]
    time_s: FloatArray


class NodeSweep:
    """Facilities ready to be searched from, each alone.

    Parameters
    ----------
    engine
        The chains of the mode.
    facilities
        Where the searches start.
    direction
        ``to`` or ``from`` the facilities.
    cutoff_s
        The largest time that counts, seconds.
    """

    def __init__(self, engine: Engine, facilities: Side, *, direction: Direction, cutoff_s: float) -> None:
        self._engine, self._direction, self._cutoff_s = engine, direction, cutoff_s
        (self._passage, self._graph), rows = engine.searchable(direction), facilities.rows
        with interrupts_held():
            carried = carry_out(self._passage, rows)
        owner = facilities.of[carried.origin]
        self._places, self._seeds = facilities.places, Seeds(*carried.rows, owner.astype(np.int32))
        self._begin = begins(owner, facilities.places)
        inner = np.lexsort((rows.slot, facilities.of))
        inner = inner[rows.slot[inner] >= engine.junctions]
        self._inside = Reach(begins(facilities.of[inner], facilities.places), rows.slot[inner], rows.cost_s[inner])

    def each(self) -> Iterator[Swept]:
        """Yield what each facility reaches, in order; as many are searched from at once as there are cores."""
        find = self._by_sweeps if self.sweeps_are_sooner() else self._by_searches
        for low in range(0, self._places, AT_ONCE):
            high = min(low + AT_ONCE, self._places)
            for reach in in_threads(find(low, high), low, high):
                yield from self._told(reach)

    def sweeps_are_sooner(self) -> bool:
        """Return whether a hierarchy is worth its building, and log it.

        It is judged by what a few facilities reach; without a cutoff all is reached.
        """
        if self._places <= FEW:
            return False
        junctions = self._engine.junctions
        reached = float(junctions)
        if self._cutoff_s < np.inf:
            tried = np.unique(np.linspace(0, self._places - 1, TRIED).astype(np.int64)).tolist()
            reached = sum(len(self._searched(at, at + 1).slot) for at in tried) / len(tried)
        built_s = 0.0 if self._engine.has_hierarchy(self._direction) else junctions * BUILT_S
        sooner = self._places * reached * SEARCHED_S > built_s + self._places * junctions * SWEPT_S
        told = self._places, reached, junctions, "sweeps" if sooner else "searches"
        _LOG.info("%d facilities that reach about %d of %d junctions each: %s", *told)
        return sooner

    def matrix(self, ends: Ends, shortcuts: Shortcuts) -> FloatArray:
        """Return by sweeps the seconds between points (rows) and facilities; ``inf`` beyond the cutoff.

        Parameters
        ----------
        ends, shortcuts
            How points are reached from junctions, and directly.
        """
        times_s = np.empty((self._places, len(ends.indptr) - 1))
        junctions, column = np.unique(ends.node, return_inverse=True)
        hierarchy = self._engine.hierarchy(self._direction)
        for low in range(0, self._places, AT_ONCE):
            high = min(low + AT_ONCE, self._places)
            found_s = times_between(hierarchy, self._sources(low, high), junctions, cutoff_s=self._cutoff_s)

            def read(first: int, last: int, low: int = low, found_s: FloatArray = found_s) -> None:
                part = first, last, self._cutoff_s
                read_matrix(found_s[first - low : last - low], column, (ends, shortcuts), part, times_s)

            list(in_threads(read, low, high))
        return times_s.T

    def _sources(self, low: int, high: int) -> Sources:
        begin, end = self._begin[low], self._begin[high]
        rows = slice(begin, end)
        return Sources(self._begin[low : high + 1] - begin, self._seeds.node[rows], self._seeds.cost_s[rows])

    def _by_searches(self, _low: int, _high: int) -> Callable[[int, int], Reach]:
        return lambda first, last: self._filled(self._searched(first, last), first, last)

    def _by_sweeps(self, low: int, high: int) -> Callable[[int, int], Reach]:
        sources = self._sources(low, high)
        every = np.arange(self._engine.junctions, dtype=np.int32)
        swept = Reach(*times_within(self._engine.hierarchy(self._direction), sources, every, cutoff_s=self._cutoff_s))
        return lambda first, last: self._filled(_part(swept, first - low, last - low), first, last)

    def _searched(self, first: int, last: int) -> Reach:
        with self._engine.desk() as desk:
            return search_each(desk, self._graph, self._seeds, self._begin, (first, last, self._cutoff_s))

    def _filled(self, junctions: Reach, first: int, last: int) -> Reach:
        inside = _part(self._inside, first, last)
        return fill(self._passage, self._engine.ends_at, junctions, inside, (0, last - first, self._cutoff_s))

    def _told(self, reach: Reach) -> Iterator[Swept]:
        for begin, end in pairwise(reach.indptr.tolist()):
            yield Swept(self._engine.chains.node[reach.slot[begin:end]], reach.time_s[begin:end])


def _part(reach: Reach, first: int, last: int) -> Reach:
    """Return the rows of some sources."""
    begin, end = reach.indptr[first], reach.indptr[last]
    return Reach(reach.indptr[first : last + 1] - begin, reach.slot[begin:end], reach.time_s[begin:end])
