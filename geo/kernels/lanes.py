"""Times from many sources to many targets over a hierarchy, a lane for each of some sources at once.

From the sources the times are carried up; then one sweep over what lies above the targets carries them down, highest
first (PHAST and RPHAST: Delling, Goldberg, Nowatzyk & Werneck 2011; Delling, Goldberg & Werneck 2011). The bodies are
the same for seconds (float64) and for whole ticks (uint32): no time grows beyond ``most``, which is past the cutoff.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from geo.kernels.arrays import Bools, Floats, Ints, Longs
from geo.kernels.compiled import compiled
from geo.kernels.hierarchy import Hierarchy

LANES = 32
BLOCK = 64  # targets told at a time, so that few pages are written to at once


class Selection(NamedTuple):
    """The places above some targets, highest first, and the arcs down between them: row s belongs to ``place[s]``.

    ``above`` and ``target`` are positions in the selection, ``down`` the time from the one above.
    """

    place: Ints
    indptr: Longs
    above: Ints
    down: npt.NDArray[Any]
    target: Ints


class Space(NamedTuple):
    """Room for one batch: times by place and by position in a selection, which count only where the flag stands."""

    climbed: Bools
    up: npt.NDArray[Any]
    reached: Bools
    down: npt.NDArray[Any]


class Starts(NamedTuple):
    """Where sources start: rows ``indptr[s]`` to ``indptr[s + 1]`` are the places of source s and what each costs."""

    indptr: Longs
    place: Ints
    cost: npt.NDArray[Any]


class Within(NamedTuple):
    """Rows ``indptr[s]`` to ``indptr[s + 1]``: the targets source s reaches, by position, and the seconds to each."""

    indptr: Longs
    target: Ints
    time_s: Floats


@compiled
def select(hierarchy: Hierarchy, down: npt.NDArray[Any], most: Any, targets: Ints) -> Selection:
    """Return what a sweep down to `targets` (nodes) has to pass, by arcs of less than `most` in `down`."""
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
            if down[k] < most:
                arcs += 1
                position[hierarchy.above[k]] = 0
    place, indptr = np.empty(places, np.int32), np.zeros(places + 1, np.int64)
    above, cost = np.empty(arcs, np.int32), np.empty(arcs, down.dtype)
    places, arcs = 0, 0
    for at in range(nodes):
        if position[at] < 0:
            continue
        position[at], place[places] = places, at
        for k in range(hierarchy.indptr[at], hierarchy.indptr[at + 1]):
            if down[k] < most:
                above[arcs], cost[arcs] = position[hierarchy.above[k]], down[k]
                arcs += 1
        places += 1
        indptr[places] = arcs
    return Selection(place, indptr, above, cost, position[hierarchy.place[targets]])


@compiled
def climb(hierarchy: Hierarchy, up: npt.NDArray[Any], most: Any, starts: Starts, first: int, space: Space) -> None:
    """Carry the times of the sources from `first` on, a lane each, up by arcs of less than `most` in `up`."""
    times, climbed = space.up, space.climbed
    climbed[:] = False
    for source in range(first, min(first + LANES, len(starts.indptr) - 1)):
        for k in range(starts.indptr[source], starts.indptr[source + 1]):
            if starts.cost[k] < most:
                at = starts.place[k]
                if not climbed[at]:
                    climbed[at] = True
                    times[at, :] = most
                times[at, source - first] = min(times[at, source - first], starts.cost[k])
    for at in range(len(climbed) - 1, -1, -1):
        if not climbed[at]:
            continue
        for k in range(hierarchy.indptr[at], hierarchy.indptr[at + 1]):
            if up[k] < most:
                above = hierarchy.above[k]
                if not climbed[above]:
                    climbed[above] = True
                    times[above, :] = most
                _carry(times, at, times, above, up[k], most)
        climbed[at] = _quickest(times, at) < most


@compiled
def descend(selection: Selection, most: Any, space: Space) -> None:
    """Carry the times down over the selection; where no lane has a way, nothing is written but the flag."""
    times, reached = space.down, space.reached
    for at in range(len(selection.place)):
        place = selection.place[at]
        found = space.climbed[place]
        if found:
            times[at, :] = space.up[place, :]
        for k in range(selection.indptr[at], selection.indptr[at + 1]):
            above = selection.above[k]
            if reached[above]:
                if not found:
                    found = True
                    times[at, :] = most
                _carry(times, above, times, at, selection.down[k], most)
        reached[at] = found and _quickest(times, at) < most


@compiled
def tell(selection: Selection, cutoff: Any, unit_s: float, space: Space, sources: Longs, times_s: Floats) -> None:
    """Write the times of the lanes into the rows `sources` of `times_s`, in seconds; ``inf`` beyond `cutoff`."""
    targets = selection.target
    for first in range(0, len(targets), BLOCK):
        for lane in range(len(sources)):
            for k in range(first, min(first + BLOCK, len(targets))):
                at = targets[k]
                times_s[sources[lane], k] = np.inf
                if space.reached[at] and space.down[at, lane] <= cutoff:
                    times_s[sources[lane], k] = space.down[at, lane] * unit_s


@compiled
def pick(selection: Selection, cutoff: Any, unit_s: float, space: Space, lanes: int) -> Within:
    """Return the targets that the first lanes reach within `cutoff`, and when, in seconds."""
    indptr = np.zeros(lanes + 1, np.int64)
    for at in selection.target:
        if space.reached[at]:
            for lane in range(lanes):
                indptr[lane + 1] += space.down[at, lane] <= cutoff
    indptr = np.cumsum(indptr)
    free, target, time_s = indptr[:-1].copy(), np.empty(indptr[lanes], np.int32), np.empty(indptr[lanes])
    for k in range(len(selection.target)):
        at = selection.target[k]
        if space.reached[at]:
            for lane in range(lanes):
                if space.down[at, lane] <= cutoff:
                    target[free[lane]], time_s[free[lane]] = k, space.down[at, lane] * unit_s
                    free[lane] += 1
    return Within(indptr, target, time_s)


@compiled
def _carry(times: npt.NDArray[Any], at: int, onto: npt.NDArray[Any], to: int, cost: Any, most: Any) -> None:
    """Make all lanes of row `to` as quick as row `at` and the way between; the way costs less than `most`."""
    kind = times.dtype.type
    room = kind(most - cost)
    for lane in range(LANES):
        further = kind(min(times[at, lane], room) + cost)
        onto[to, lane] = min(onto[to, lane], further)


@compiled
def _quickest(times: npt.NDArray[Any], at: int) -> Any:
    quickest = times[at, 0]
    for lane in range(1, LANES):
        quickest = min(quickest, times[at, lane])
    return quickest
