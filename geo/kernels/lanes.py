"""Times from many sources to many targets over a hierarchy, a lane for each of some sources at once.

From the sources the times are carried up; then one sweep over what lies above the targets carries them down, highest
first (PHAST and RPHAST: Delling, Goldberg, Nowatzyk & Werneck 2011; Delling, Goldberg & Werneck 2011). Where no lane
comes within the cutoff, the sweep only looks and writes nothing. Ticks of uint32 instead of seconds took a tenth less
time, which was not worth a second unit.
"""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Bools, Floats, Ints, Longs
from geo.kernels.compiled import compiled
from geo.kernels.hierarchy import Hierarchy

LANES = 32
BLOCK = 64  # targets told at a time, so that few pages are written to at once


class Selection(NamedTuple):
    """The places above some targets, highest first, and the arcs down between them: row s belongs to ``place[s]``.

    ``above`` and ``target`` are positions in the selection, ``down_s`` the time from the one above.
    """

    place: Ints
    indptr: Longs
    above: Ints
    down_s: Floats
    target: Ints


class Space(NamedTuple):
    """Room for one batch: times by place and by position in a selection, which count only where the flag stands."""

    climbed: Bools
    up_s: Floats
    reached: Bools
    down_s: Floats


class Starts(NamedTuple):
    """Where sources start: rows ``indptr[s]`` to ``indptr[s + 1]`` are the places of source s and what each costs."""

    indptr: Longs
    place: Ints
    cost_s: Floats


class Within(NamedTuple):
    """Rows ``indptr[s]`` to ``indptr[s + 1]``: the targets source s reaches, by position, and the seconds to each."""

    indptr: Longs
    target: Ints
    time_s: Floats


@compiled
def select(hierarchy: Hierarchy, targets: Ints, cutoff_s: float) -> Selection:
    """Return what a sweep down to `targets` (nodes) has to pass, by arcs that take no longer than the cutoff."""
    nodes = len(hierarchy.place)
    position = np.full(nodes, -1, np.int32)
    for node in targets:
        position[hierarchy.place[node]] = 0
    places, arcs = 0, 0
    for at in range(nodes - 1, -1, -1):
        if position[at] < 0:
            continue
        places += 1
        for k in range(hierarchy.indptr[at], hierarchy.indptr[at + 1]):
            if hierarchy.down_s[k] <= cutoff_s:
                arcs += 1
                position[hierarchy.above[k]] = 0
    place, indptr = np.empty(places, np.int32), np.zeros(places + 1, np.int64)
    above, down_s = np.empty(arcs, np.int32), np.empty(arcs)
    places, arcs = 0, 0
    for at in range(nodes):
        if position[at] < 0:
            continue
        position[at], place[places] = places, at
        for k in range(hierarchy.indptr[at], hierarchy.indptr[at + 1]):
            if hierarchy.down_s[k] <= cutoff_s:
                above[arcs], down_s[arcs] = position[hierarchy.above[k]], hierarchy.down_s[k]
                arcs += 1
        places += 1
        indptr[places] = arcs
    return Selection(place, indptr, above, down_s, position[hierarchy.place[targets]])


@compiled
def climb(hierarchy: Hierarchy, starts: Starts, first: int, cutoff_s: float, space: Space) -> None:
    """Carry the times of the sources from `first` on up, a lane each."""
    times_s, climbed = space.up_s, space.climbed
    climbed[:] = False
    for source in range(first, min(first + LANES, len(starts.indptr) - 1)):
        for k in range(starts.indptr[source], starts.indptr[source + 1]):
            if starts.cost_s[k] <= cutoff_s:
                at = starts.place[k]
                if not climbed[at]:
                    climbed[at] = True
                    times_s[at, :] = np.inf
                times_s[at, source - first] = min(times_s[at, source - first], starts.cost_s[k])
    for at in range(len(climbed) - 1, -1, -1):
        climbed[at] = climbed[at] and _quickest(times_s, at) <= cutoff_s
        if not climbed[at]:
            continue
        for k in range(hierarchy.indptr[at], hierarchy.indptr[at + 1]):
            if hierarchy.up_s[k] <= cutoff_s:
                above = hierarchy.above[k]
                if not climbed[above]:
                    climbed[above] = True
                    times_s[above, :] = np.inf
                _carry(times_s, at, times_s, above, hierarchy.up_s[k])


@compiled
def descend(selection: Selection, cutoff_s: float, space: Space) -> None:
    """Carry the times down over the selection; where no lane has a way, nothing is written but the flag."""
    times_s, reached = space.down_s, space.reached
    for at in range(len(selection.place)):
        place = selection.place[at]
        found = space.climbed[place]
        if found:
            times_s[at, :] = space.up_s[place, :]
        for k in range(selection.indptr[at], selection.indptr[at + 1]):
            above = selection.above[k]
            if reached[above]:
                if not found:
                    found = True
                    times_s[at, :] = np.inf
                _carry(times_s, above, times_s, at, selection.down_s[k])
        reached[at] = found and _quickest(times_s, at) <= cutoff_s


@compiled
def tell(selection: Selection, cutoff_s: float, space: Space, sources: Longs, times_s: Floats) -> None:
    """Write the times of the lanes into the rows `sources` of `times_s`, in seconds; ``inf`` beyond the cutoff."""
    targets = selection.target
    for first in range(0, len(targets), BLOCK):
        for lane in range(len(sources)):
            for k in range(first, min(first + BLOCK, len(targets))):
                at = targets[k]
                times_s[sources[lane], k] = np.inf
                if space.reached[at] and space.down_s[at, lane] <= cutoff_s:
                    times_s[sources[lane], k] = space.down_s[at, lane]


@compiled
def pick(selection: Selection, cutoff_s: float, space: Space, lanes: int) -> Within:
    """Return the targets that the first lanes reach within the cutoff, and when, in seconds."""
    indptr = np.zeros(lanes + 1, np.int64)
    for at in selection.target:
        if space.reached[at]:
            for lane in range(lanes):
                indptr[lane + 1] += space.down_s[at, lane] <= cutoff_s
    indptr = np.cumsum(indptr)
    free, target, time_s = indptr[:-1].copy(), np.empty(indptr[lanes], np.int32), np.empty(indptr[lanes])
    for k in range(len(selection.target)):
        at = selection.target[k]
        if space.reached[at]:
            for lane in range(lanes):
                if space.down_s[at, lane] <= cutoff_s:
                    target[free[lane]], time_s[free[lane]] = k, space.down_s[at, lane]
                    free[lane] += 1
    return Within(indptr, target, time_s)


@compiled
def _carry(times_s: Floats, at: int, onto_s: Floats, to: int, cost_s: float) -> None:
    """Make all lanes of row `to` as quick as row `at` and the way between."""
    for lane in range(LANES):
        onto_s[to, lane] = min(onto_s[to, lane], times_s[at, lane] + cost_s)


@compiled
def _quickest(times_s: Floats, at: int) -> float:
    quickest = times_s[at, 0]
    for lane in range(1, LANES):
        quickest = min(quickest, times_s[at, lane])
    return float(quickest)
