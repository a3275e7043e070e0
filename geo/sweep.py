"""Times from many sources to many targets by a contraction hierarchy: the dense matrix of a country."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from geo.kernels.arrays import Floats, Ints, Longs
from geo.kernels.hierarchy import Hierarchy
from geo.kernels.lanes import LANES, Selection, Space, Starts, climb, descend, select, tell
from geo.roads import TICKS_PER_S

# In whole ticks the largest uint32 is left to say *beyond the cutoff*.
LONGEST_IN_TICKS = 2**32 - 2
# Sums of ticks are exact up to here.
LONGEST_S = 2.0**32


class Sources(NamedTuple):
    """Where sources start: rows ``indptr[s]`` to ``indptr[s + 1]`` are nodes of source s and the seconds to each."""

    indptr: Longs
    node: Ints
    cost_s: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """What all batches share. Times are ``unit_s`` long and count up to ``cutoff``; ``most`` lies beyond it."""

    hierarchy: Hierarchy
    up: npt.NDArray[Any]
    selection: Selection
    unit_s: float
    cutoff: Any
    most: Any


def times_between(hierarchy: Hierarchy, sources: Sources, targets: Ints, *, cutoff_s: float = np.inf) -> Floats:
    """Return the quickest times from every source to every target, in seconds.

    The times are those of a search, to the last bit, if all costs are whole ticks (see ``TICKS_PER_S``).

    Parameters
    ----------
    hierarchy
        The hierarchy of a graph; of the reversed graph for people who travel to the sources.
    sources
        Where each source starts, and what it takes to get there. Without rows a source gets nowhere.
    targets
        Nodes; the same one may stand twice.
    cutoff_s
        The longest time that still counts, seconds.

    Returns
    -------
    Floats
        Sources (rows) by targets (columns); ``inf`` where there is no way within the cutoff.
    """
    times_s = np.empty((len(sources.indptr) - 1, len(targets)))
    for rows, found_s in batches(hierarchy, sources, targets, cutoff_s=cutoff_s):
        times_s[rows] = found_s
    return times_s


def batches(
    hierarchy: Hierarchy, sources: Sources, targets: Ints, *, cutoff_s: float = np.inf
) -> Iterator[tuple[Longs, Floats]]:
    """Yield the rows of ``times_between`` some at a time: which sources they are, and their times.

    Sources whose nodes are close to each other in number come together, so that they share most of their ways up.
    """
    order = np.argsort(_first_nodes(sources), kind="stable")
    sweep = _prepare(hierarchy, sources, targets, cutoff_s)
    starts = _starts(sweep, sources, order)
    workers = os.cpu_count() or 1
    spaces: SimpleQueue[Space] = SimpleQueue()
    for _ in range(workers):
        spaces.put(_space(sweep))
    with ThreadPoolExecutor(workers) as pool:
        firsts = range(0, len(order), LANES)
        for some in range(0, len(firsts), workers):  # no more rows at a time than there are workers
            now = firsts[some : some + workers]
            for first, found_s in zip(now, pool.map(partial(_batch, sweep, starts, spaces), now), strict=True):
                yield order[first : first + LANES], found_s


def _batch(sweep: Sweep, starts: Starts, spaces: SimpleQueue[Space], first: int) -> Floats:
    """Return the times of the sources from `first` on."""
    space = spaces.get()
    try:
        found_s = np.empty((min(LANES, len(starts.indptr) - 1 - first), len(sweep.selection.target)))
        climb(sweep.hierarchy, sweep.up, sweep.most, starts, first, space)
        descend(sweep.selection, sweep.most, space)
        tell(sweep.selection, sweep.cutoff, sweep.unit_s, space, found_s)
    finally:
        spaces.put(space)
    return found_s


def _prepare(hierarchy: Hierarchy, sources: Sources, targets: Ints, cutoff_s: float) -> Sweep:
    """Return the sweep in ticks of uint32 if the cutoff allows, which takes half the room, and else in seconds."""
    costs = (hierarchy.up_s, hierarchy.down_s, sources.cost_s)
    in_ticks = 0 <= cutoff_s * TICKS_PER_S <= LONGEST_IN_TICKS and all(_are_whole_ticks(cost_s) for cost_s in costs)
    cutoff: Any = np.uint32(cutoff_s * TICKS_PER_S) if in_ticks else cutoff_s
    # A whole second more is so far beyond that no rounding brings back what was cut off on the way.
    most = np.uint32(cutoff + 1) if in_ticks else np.floor(cutoff_s) + 2 if cutoff_s < LONGEST_S else np.inf
    up, down = (_in_ticks(cost_s) if in_ticks else cost_s for cost_s in (hierarchy.up_s, hierarchy.down_s))
    unit_s = 1 / TICKS_PER_S if in_ticks else 1.0
    return Sweep(hierarchy, up, select(hierarchy, down, most, targets), unit_s, cutoff, most)


def _starts(sweep: Sweep, sources: Sources, order: Longs) -> Starts:
    """Return the starts of the sources in another order, by place and in the unit of the sweep."""
    rows = np.diff(sources.indptr)[order]
    indptr = np.concatenate([[0], np.cumsum(rows)])
    row = np.repeat(sources.indptr[:-1][order] - indptr[:-1], rows) + np.arange(indptr[-1])
    cost_s = sources.cost_s[row]
    cost = _in_ticks(cost_s) if sweep.up.dtype == np.uint32 else cost_s
    return Starts(indptr, sweep.hierarchy.place[sources.node[row]], cost)


def _first_nodes(sources: Sources) -> Ints:
    """Return the first node of every source; one that starts nowhere may stand anywhere."""
    return np.append(sources.node, np.int32(0))[sources.indptr[:-1]]


def _space(sweep: Sweep) -> Space:
    nodes, selected, kind = len(sweep.hierarchy.place), len(sweep.selection.place), sweep.up.dtype
    return Space(
        np.zeros(nodes, np.bool_),
        np.empty((nodes, LANES), kind),
        np.zeros(selected, np.bool_),
        np.empty((selected, LANES), kind),
    )


def _are_whole_ticks(cost_s: Floats) -> bool:
    ticks = cost_s * TICKS_PER_S
    return bool((ticks == np.floor(ticks)).all())


def _in_ticks(cost_s: Floats) -> npt.NDArray[np.uint32]:
    """Return whole ticks; what is too long for them, as the longest."""
    return np.minimum(cost_s * TICKS_PER_S, LONGEST_IN_TICKS + 1).astype(np.uint32)
