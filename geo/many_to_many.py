"""Times from many sources to many targets by a contraction hierarchy: the dense matrix of a country."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import NamedTuple, TypeVar

import numpy as np

from geo.kernels.arrays import Floats, Ints, Longs
from geo.kernels.hierarchy import Hierarchy
from geo.kernels.lanes import LANES, Selection, Space, Starts, Within, climb, descend, pick, select, tell

# Sums of whole ticks are exact up to here; and ``inf`` must lie beyond every cutoff.
LONGEST_S = 2.0**32

Read = TypeVar("Read")


class Sources(NamedTuple):
    """Where sources start: rows ``indptr[s]`` to ``indptr[s + 1]`` are nodes of source s and the seconds to each."""

    indptr: Longs
    node: Ints
    cost_s: Floats


class Sweep(NamedTuple):
    """What all batches share: the way up, what lies above the targets, and the cutoff."""

    hierarchy: Hierarchy
    selection: Selection
    cutoff_s: float


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
    sweep = _prepare(hierarchy, targets, cutoff_s)
    times_s = np.empty((len(sources.indptr) - 1, len(targets)))

    def write(space: Space, some: Longs) -> None:
        tell(sweep.selection, sweep.cutoff_s, space, some, times_s)

    _sweep_all(sweep, sources, _neighbours_together(sources), write)
    return times_s


def times_within(hierarchy: Hierarchy, sources: Sources, targets: Ints, *, cutoff_s: float) -> Within:
    """Return only the targets that a source reaches within the cutoff, and the times, as compressed rows by source.

    Parameters
    ----------
    hierarchy, sources, targets, cutoff_s
        As for ``times_between``.

    Returns
    -------
    Within
        Targets are positions in `targets`, rising in each row; seconds. Empty rows for those who reach none.
    """
    sweep = _prepare(hierarchy, targets, cutoff_s)
    order = _neighbours_together(sources)

    def read(space: Space, some: Longs) -> Within:
        return pick(sweep.selection, sweep.cutoff_s, space, len(some))

    found = _sweep_all(sweep, sources, order, read)
    counts = np.concatenate([np.zeros(0, np.int64), *(np.diff(some.indptr) for some in found)])
    indptr, row = _rows_of(np.concatenate([[0], np.cumsum(counts)]), np.argsort(order))
    target = np.concatenate([np.zeros(0, np.int32), *(some.target for some in found)])
    return Within(indptr, target[row], np.concatenate([np.zeros(0), *(some.time_s for some in found)])[row])


def _neighbours_together(sources: Sources) -> Longs:
    """Return the sources by their first node, so that those of a batch share most of their ways.

    One that starts nowhere may stand anywhere.
    """
    return np.argsort(np.append(sources.node, np.int32(0))[sources.indptr[:-1]], kind="stable")


def _sweep_all(sweep: Sweep, sources: Sources, order: Longs, read: Callable[[Space, Longs], Read]) -> list[Read]:
    """Return what is read after the sweep of each batch of sources, taken in an order, by as many threads as cores."""
    starts, firsts = _starts(sweep, sources, order), range(0, len(order), LANES)
    workers = max(1, min(os.cpu_count() or 1, len(firsts)))
    spaces: SimpleQueue[Space] = SimpleQueue()
    for _ in range(workers):
        spaces.put(_space(sweep))

    def batch(first: int) -> Read:
        space = spaces.get()
        try:
            climb(sweep.hierarchy, starts, first, sweep.cutoff_s, space)
            descend(sweep.selection, sweep.cutoff_s, space)
            return read(space, order[first : first + LANES])
        finally:
            spaces.put(space)

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(batch, firsts))


def _prepare(hierarchy: Hierarchy, targets: Ints, cutoff_s: float) -> Sweep:
    longest_s = min(cutoff_s, LONGEST_S)
    return Sweep(hierarchy, select(hierarchy, targets, longest_s), longest_s)


def _starts(sweep: Sweep, sources: Sources, order: Longs) -> Starts:
    """Return the starts of the sources in an order, by place."""
    indptr, row = _rows_of(sources.indptr, order)
    return Starts(indptr, sweep.hierarchy.place[sources.node[row]], sources.cost_s[row])


def _rows_of(indptr: Longs, order: Longs) -> tuple[Longs, Longs]:
    """Return where the rows begin when they are taken in an order, and which entry then comes where."""
    counts = np.diff(indptr)[order]
    begins = np.concatenate([[0], np.cumsum(counts)])
    return begins, np.repeat(indptr[:-1][order] - begins[:-1], counts) + np.arange(begins[-1])


def _space(sweep: Sweep) -> Space:
    nodes, selected = len(sweep.hierarchy.place), len(sweep.selection.place)
    return Space(
        np.zeros(nodes, np.bool_),
        np.empty((nodes, LANES)),
        np.zeros(selected, np.bool_),
        np.empty((selected, LANES)),
    )
