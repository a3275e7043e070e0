"""Taking the nodes of a graph away one by one, least important first, without changing a quickest time among the rest.

Where the quickest way between two neighbours of a node may lead through it, an arc of that cost (a shortcut) takes its
place (Geisberger, Sanders, Schultes & Delling 2008, Contraction Hierarchies). Whether it may is found out by a search
for a way around that gives up early: a shortcut too many costs room, never the truth.
"""

from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Floats, Ints, Longs
from geo.kernels.compiled import compiled

# Nodes a search for a way around may leave for each neighbour of the node to be taken away. With as many steps for all
# nodes, those that stay longest became a clique, and most of the time went into them.
STEPS = 20
# How many levels a shortcut for each arc taken along weighs: of 1, 2, 4, 8 the quickest to build and to use on roads.
SHORTCUTS_WEIGH = 8.0


class Rows(NamedTuple):
    """The neighbours of each node, both directions in one record: ``size[n]`` of them from ``start[n]`` on.

    A row has ``room`` for more; ``used[0]`` is where the next row that outgrows its room goes. ``out_s`` is the time to
    the neighbour ``to``, ``in_s`` the time from it; ``inf`` where there is no arc.
    """

    start: Longs
    size: Longs
    room: Longs
    used: Longs
    to: Ints
    out_s: Floats
    in_s: Floats


class Space(NamedTuple):
    """Room to work in, left as it was: a time for every node, all ``inf`` and all below 0."""

    time_s: Floats
    through_s: Floats


class Sought(NamedTuple):
    """Where a way around is to lead: ``through_s`` is how quick it must be; below 0 where no way is ``wanted``."""

    through_s: Floats
    wanted: int
    furthest_s: float


class Shortcuts(NamedTuple):
    """Arcs that take the place of a node; ``found[0]`` of them stand."""

    found: Longs
    tail: Ints
    head: Ints
    cost_s: Floats


@compiled
def contract(rows: Rows) -> tuple[Rows, Ints]:
    """Return each node's neighbours at the time it was taken away, and the nodes in the order they were.

    A node is the less important the fewer arcs take the place of how many, and the fewer levels lie below it. Weights
    are brought up to date when a node comes up, ties go to the smaller node.
    """
    nodes = len(rows.start)
    level, weight = np.zeros(nodes, np.int32), np.zeros(nodes)
    stale, order = np.zeros(nodes, np.bool_), np.empty(nodes, np.int32)
    space = Space(np.full(nodes, np.inf), np.full(nodes, -1.0))
    cuts = _no_shortcuts(64)
    for every in range(nodes):
        cuts = _find_shortcuts(rows, every, 0, space, cuts)
        weight[every] = _weight(rows, every, level, cuts)
    queue = [(weight[every], np.int64(every)) for every in range(nodes)]
    heapify(queue)
    taken = 0
    while len(queue) > 0:
        node = int(heappop(queue)[1])
        if stale[node]:
            stale[node] = False
            cuts = _find_shortcuts(rows, node, 0, space, cuts)
            weight[node] = _weight(rows, node, level, cuts)
            if len(queue) > 0 and (weight[node], node) > queue[0]:
                heappush(queue, (weight[node], np.int64(node)))
                continue
        cuts = _find_shortcuts(rows, node, STEPS, space, cuts)
        for k in range(rows.start[node], rows.start[node] + rows.size[node]):
            _forget(rows, rows.to[k], node)
            level[rows.to[k]] = max(level[rows.to[k]], level[node] + 1)
            stale[rows.to[k]] = True
        for k in range(cuts.found[0]):
            rows = _add(rows, cuts.tail[k], cuts.head[k], cuts.cost_s[k], np.inf)
            rows = _add(rows, cuts.head[k], cuts.tail[k], np.inf, cuts.cost_s[k])
        order[taken] = node
        taken += 1
    return rows, order


@compiled
def _weight(rows: Rows, node: int, level: Ints, cuts: Shortcuts) -> float:
    """Return how important a node is: its level, and the shortcuts for each arc it takes along."""
    arcs = 0
    for k in range(rows.start[node], rows.start[node] + rows.size[node]):
        arcs += rows.out_s[k] < np.inf
        arcs += rows.in_s[k] < np.inf
    return float(level[node] + SHORTCUTS_WEIGH * cuts.found[0] / max(arcs, 1))


@compiled
def _find_shortcuts(rows: Rows, node: int, steps: int, space: Space, cuts: Shortcuts) -> Shortcuts:
    """Return the arcs to take the place of `node`; without `steps` no way around of three arcs or more is found."""
    time_s, through_s = space.time_s, space.through_s
    first, last = rows.start[node], rows.start[node] + rows.size[node]
    cuts.found[0] = 0
    steps *= rows.size[node]
    for k in range(first, last):
        wanted, furthest = 0, 0.0
        for m in range(first, last):
            through = rows.in_s[k] + rows.out_s[m]
            if m != k and through < np.inf:
                through_s[rows.to[m]] = through
                wanted, furthest = wanted + 1, max(furthest, through)
        if wanted == 0:
            continue
        wanted = _look_around(rows, node, rows.to[k], Sought(through_s, wanted, furthest))
        if steps > 0 and wanted > 0:
            _go_around(rows, node, rows.to[k], Sought(through_s, wanted, furthest), steps, time_s)
        for m in range(first, last):
            if through_s[rows.to[m]] >= 0:
                cuts = _more_room(cuts)
                at = cuts.found[0]
                cuts.tail[at], cuts.head[at], cuts.cost_s[at] = rows.to[k], rows.to[m], through_s[rows.to[m]]
                cuts.found[0] += 1
                through_s[rows.to[m]] = -1.0
    return cuts


@compiled
def _look_around(rows: Rows, node: int, source: int, sought: Sought) -> int:
    """Strike out what is as quick by one or two arcs from `source` past `node`; return how many are still wanted."""
    through_s, wanted = sought.through_s, sought.wanted
    for k in range(rows.start[source], rows.start[source] + rows.size[source]):
        by, cost = rows.to[k], rows.out_s[k]
        if by == node or cost > sought.furthest_s:
            continue
        if cost <= through_s[by]:
            through_s[by] = -1.0
            wanted -= 1
        for m in range(rows.start[by], rows.start[by] + rows.size[by]):
            if cost + rows.out_s[m] <= through_s[rows.to[m]]:
                through_s[rows.to[m]] = -1.0
                wanted -= 1
        if wanted == 0:
            break
    return wanted


@compiled
def _go_around(rows: Rows, node: int, source: int, sought: Sought, steps: int, time_s: Floats) -> None:
    """Search from `source` past `node` for so many steps; what is found as quick as through `node` is struck out."""
    through_s, wanted = sought.through_s, sought.wanted
    time_s[source] = 0.0
    touched = [np.int64(source)]
    queue = [(0.0, np.int64(source))]
    while len(queue) > 0 and steps > 0 and wanted > 0:
        cost, at = heappop(queue)
        if cost > time_s[at]:
            continue
        steps -= 1
        for k in range(rows.start[at], rows.start[at] + rows.size[at]):
            head, further = rows.to[k], cost + rows.out_s[k]
            if further <= sought.furthest_s and further < time_s[head] and head != node:
                if time_s[head] == np.inf:
                    touched.append(np.int64(head))
                time_s[head] = further
                heappush(queue, (further, np.int64(head)))
                if further <= through_s[head]:
                    through_s[head] = -1.0
                    wanted -= 1
    for reached in touched:
        time_s[reached] = np.inf


@compiled
def _forget(rows: Rows, node: int, neighbour: int) -> None:
    """Take `neighbour` out of the row of `node`; the last of the row takes its place."""
    last = rows.start[node] + rows.size[node] - 1
    for k in range(rows.start[node], last + 1):
        if rows.to[k] == neighbour:
            rows.to[k], rows.out_s[k], rows.in_s[k] = rows.to[last], rows.out_s[last], rows.in_s[last]
            rows.size[node] -= 1
            return


@compiled
def _add(rows: Rows, node: int, neighbour: int, out_s: float, in_s: float) -> Rows:
    """Put `neighbour` into the row of `node`, or make its times there quicker."""
    for k in range(rows.start[node], rows.start[node] + rows.size[node]):
        if rows.to[k] == neighbour:
            rows.out_s[k], rows.in_s[k] = min(rows.out_s[k], out_s), min(rows.in_s[k], in_s)
            return rows
    if rows.size[node] == rows.room[node]:
        rows = _move(rows, node)
    at = rows.start[node] + rows.size[node]
    rows.to[at], rows.out_s[at], rows.in_s[at] = neighbour, out_s, in_s
    rows.size[node] += 1
    return rows


@compiled
def _move(rows: Rows, node: int) -> Rows:
    """Move the row of `node` to the end, with room for twice as many and two."""
    size, begin, goal = rows.size[node], rows.start[node], rows.used[0]
    room = 2 * size + 2
    to, out_s, in_s = rows.to, rows.out_s, rows.in_s
    if goal + room > len(to):
        more = len(to) + room
        to = np.concatenate((to, np.empty(more, np.int32)))
        out_s, in_s = np.concatenate((out_s, np.empty(more))), np.concatenate((in_s, np.empty(more)))
    for k in range(size):
        to[goal + k], out_s[goal + k], in_s[goal + k] = to[begin + k], out_s[begin + k], in_s[begin + k]
    rows.start[node], rows.room[node] = goal, room
    rows.used[0] = goal + room
    return Rows(rows.start, rows.size, rows.room, rows.used, to, out_s, in_s)


@compiled
def _no_shortcuts(room: int) -> Shortcuts:
    return Shortcuts(np.zeros(1, np.int64), np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room))


@compiled
def _more_room(cuts: Shortcuts) -> Shortcuts:
    """Return the shortcuts with room for one more at least."""
    size = len(cuts.tail)
    if cuts.found[0] < size:
        return cuts
    more = _no_shortcuts(size)
    return Shortcuts(
        cuts.found,
        np.concatenate((cuts.tail, more.tail)),
        np.concatenate((cuts.head, more.head)),
        np.concatenate((cuts.cost_s, more.cost_s)),
    )
