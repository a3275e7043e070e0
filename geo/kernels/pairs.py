"""The times between many owners and many points, owner by owner, as far as a cutoff reaches."""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Floats, Ints, Longs
from geo.kernels.compiled import compiled
from geo.kernels.read import Ends
from geo.kernels.search import Desk, Graph, Seeds, search, tidy_desk


class Arrivals(NamedTuple):
    """The rows by which points are reached from junctions, in compressed rows by junction."""

    indptr: Longs
    point: Ints
    cost_s: Floats


class Shortcuts(NamedTuple):
    """The ways from an owner to a point that pass no junction, in compressed rows by owner."""

    indptr: Longs
    point: Ints
    cost_s: Floats


class Pairs(NamedTuple):
    """Owner, point and seconds, by owner and then by point."""

    owner: Ints
    point: Ints
    time_s: Floats


@compiled
def search_pairs(
    desk: Desk,
    graph: Graph,
    owners: tuple[Seeds, Longs, int, int],
    points: tuple[Arrivals, Shortcuts, int],
    cutoff_s: float,
) -> Pairs:
    """Return the points within `cutoff_s` (inclusive) of each owner, and how far they are.

    Parameters
    ----------
    desk, graph
        A clear desk, and the graph.
    owners
        The seeds by owner, where those of each owner begin, and the first owner asked for and
        the one after the last.
    points
        How points are reached from junctions and directly, and how many there are.
    cutoff_s
        The largest time that counts.
    """
    seeds, begin, low, high = owners
    arrivals, shortcuts, count = points
    best, near = np.full(count, np.inf), np.empty(count, np.int32)
    who, point, time_s, filled = np.empty(64, np.int32), np.empty(64, np.int32), np.empty(64), 0
    for owner in range(low, high):
        of = slice(begin[owner], begin[owner + 1])
        search(desk, graph, Seeds(seeds.node[of], seeds.cost_s[of], seeds.length_m[of], seeds.owner[of]), cutoff_s)
        found = 0
        for k in range(desk.tally[0]):
            node = desk.touched[k]
            for row in range(arrivals.indptr[node], arrivals.indptr[node + 1]):
                cost_s = desk.labels.time_s[node] + arrivals.cost_s[row]
                found = _note(best, near, found, arrivals.point[row], (cost_s, cutoff_s))
        tidy_desk(desk)
        for row in range(shortcuts.indptr[owner], shortcuts.indptr[owner + 1]):
            found = _note(best, near, found, shortcuts.point[row], (shortcuts.cost_s[row], cutoff_s))
        while filled + found > len(who):
            who, point = np.concatenate((who, who)), np.concatenate((point, point))
            time_s = np.concatenate((time_s, time_s))
        for at in np.sort(near[:found]):
            who[filled], point[filled], time_s[filled] = owner, at, best[at]
            best[at], filled = np.inf, filled + 1
    return Pairs(who[:filled], point[:filled], time_s[:filled])


@compiled
def _note(best: Floats, near: Ints, found: int, point: int, at: tuple[float, float]) -> int:
    """Note a way to a point if it is the best so far; return how many points are found."""
    cost_s, cutoff_s = at
    if cost_s <= cutoff_s and cost_s < best[point]:
        if np.isinf(best[point]):
            near[found] = point
            found += 1
        best[point] = cost_s
    return found


@compiled
def read_matrix(
    from_owners_s: Floats, column: Longs, points: tuple[Ends, Shortcuts], part: tuple[int, int, float], times_s: Floats
) -> None:
    """Write the seconds of some owners, one row an owner and one column a point, from their times at some junctions.

    Parameters
    ----------
    from_owners_s, column
        One row for each owner asked for, one column a junction; the column of each row of the ends.
    points
        How points are reached from junctions, and directly.
    part
        The first owner asked for, the one after the last, and the largest time that counts; ``inf`` beyond.
    times_s
        The rows of all owners.
    """
    (ends, shortcuts), (low, high, cutoff_s) = points, part
    indptr, end_s = ends.indptr, ends.cost_s
    for owner in range(low, high):
        near_s, row_s = from_owners_s[owner - low], times_s[owner]
        for point in range(len(row_s)):
            best_s = np.inf
            for row in range(indptr[point], indptr[point + 1]):
                best_s = min(best_s, near_s[column[row]] + end_s[row])
            row_s[point] = best_s if best_s <= cutoff_s else np.inf
        for row in range(shortcuts.indptr[owner], shortcuts.indptr[owner + 1]):
            point = shortcuts.point[row]
            if shortcuts.cost_s[row] <= cutoff_s:
                row_s[point] = min(row_s[point], shortcuts.cost_s[row])
