"""All ways between two nodes of which none is beaten in time and exposure at once."""

from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Floats, Ints, Longs
from geo.kernels.compiled import compiled

NONE, GIVEN_UP = -1, -2


class TwoCosts(NamedTuple):
    """A directed graph in compressed rows whose arcs take time and add exposure, both at least 0.

    ``into[into_indptr[n] : into_indptr[n + 1]]`` are the arcs into node n, and ``tail`` the node each arc leaves.
    """

    indptr: Longs
    head: Ints
    tail: Ints
    into_indptr: Longs
    into: Ints
    time_s: Floats
    exposure: Floats


class Left(NamedTuple):
    """For each node the least time and the least exposure still to come, each by a way of its own; ``inf``: no way."""

    time_s: Floats
    exposure: Floats


class Labels(NamedTuple):
    """Ways from the start that no other to the same node beats, in the order they were found.

    Its time and exposure, the arc it ends with and the label before (-1: none), and the next label of its node (-1).
    """

    time_s: Floats
    exposure: Floats
    via: Ints
    before: Ints
    after: Ints


class _Open(NamedTuple):
    """For each node the one way to it that waits: what the whole way takes at least, its last arc, the label before."""

    whole_s: Floats
    whole_exposure: Floats
    via: Ints
    before: Ints


class _Known(NamedTuple):
    """For each node its first and last label and the exposure of the last; for each arc the last label tried by it."""

    first: Ints
    last: Ints
    least: Floats
    tried: Ints


class _Desk(NamedTuple):
    """What a search works on."""

    graph: TwoCosts
    goal: int
    left: Left
    open: _Open
    known: _Known


Entry = tuple[float, float, np.int64]


@compiled
def _clear_desk(graph: TwoCosts, goal: int, left: Left) -> _Desk:
    nodes, none = len(graph.indptr) - 1, np.int32(NONE)
    waiting = _Open(np.full(nodes, np.inf), np.full(nodes, np.inf), np.full(nodes, none), np.full(nodes, none))
    known = _Known(np.full(nodes, none), np.full(nodes, none), np.full(nodes, np.inf), np.full(len(graph.head), none))
    return _Desk(graph, goal, left, waiting, known)


@compiled
def _with_room(labels: Labels, count: int) -> Labels:
    """Return labels with room for one more."""
    if count < len(labels.via):
        return labels
    floats, ints = np.empty(count, np.float64), np.empty(count, np.int32)
    return Labels(
        np.concatenate((labels.time_s, floats)),
        np.concatenate((labels.exposure, floats)),
        np.concatenate((labels.via, ints)),
        np.concatenate((labels.before, ints)),
        np.concatenate((labels.after, ints)),
    )


@compiled
def _label(desk: _Desk, labels: Labels, count: int, entry: Entry) -> None:
    """Write the label of the way that waited for a node behind the others of it."""
    whole_s, whole_exposure, node = entry
    known = desk.known
    exposure = whole_exposure - desk.left.exposure[node]
    labels.time_s[count], labels.exposure[count] = whole_s - desk.left.time_s[node], exposure
    labels.via[count], labels.before[count], labels.after[count] = desk.open.via[node], desk.open.before[node], NONE
    if known.first[node] == NONE:
        known.first[node] = count
    else:
        labels.after[known.last[node]] = count
    known.last[node], known.least[node] = count, exposure


@compiled
def _lead_on(desk: _Desk, labels: Labels, label: int, node: np.int64, queue: list[Entry]) -> None:
    """Let the way of a new label wait at each neighbour where none waits that comes before it."""
    indptr, heads, arc_s, arc_exposure = desk.graph.indptr, desk.graph.head, desk.graph.time_s, desk.graph.exposure
    left_s, left_exposure = desk.left.time_s, desk.left.exposure
    wait_s, wait_exposure, via, before = desk.open
    least = desk.known.least
    time_s, so_far, most = labels.time_s[label], labels.exposure[label], least[desk.goal]
    for arc in range(indptr[node], indptr[node + 1]):
        near = np.int64(heads[arc])
        exposure = so_far + arc_exposure[arc]
        whole_exposure = exposure + left_exposure[near]
        if exposure >= least[near] or whole_exposure >= most:
            continue
        whole_s = time_s + arc_s[arc] + left_s[near]
        if whole_s < wait_s[near] or (whole_s == wait_s[near] and whole_exposure < wait_exposure[near]):
            wait_s[near], wait_exposure[near] = whole_s, whole_exposure
            via[near], before[near] = arc, label
            heappush(queue, (whole_s, whole_exposure, near))


@compiled
def _look_for_next(desk: _Desk, labels: Labels, node: np.int64, queue: list[Entry]) -> None:
    """Let the next way to a node wait, the first among those its neighbours have labels of."""
    graph, waiting = desk.graph, desk.open
    into_indptr, into, tail, arc_s, arc_exposure = (
        graph.into_indptr,
        graph.into,
        graph.tail,
        graph.time_s,
        graph.exposure,
    )
    label_s, label_exposure, after = labels.time_s, labels.exposure, labels.after
    left_s, left_exposure = desk.left.time_s[node], desk.left.exposure[node]
    first, tried = desk.known.first, desk.known.tried
    least, most = desk.known.least[node], desk.known.least[desk.goal]
    best_s = best_exposure = np.inf
    for row in range(into_indptr[node], into_indptr[node + 1]):
        arc = into[row]
        label = first[tail[arc]] if tried[arc] == NONE else tried[arc]
        while label != NONE:
            exposure = label_exposure[label] + arc_exposure[arc]
            if exposure < least and exposure + left_exposure < most:
                whole_s, exposure = label_s[label] + arc_s[arc] + left_s, exposure + left_exposure
                if whole_s < best_s or (whole_s == best_s and exposure < best_exposure):
                    best_s, best_exposure = whole_s, exposure
                    waiting.via[node], waiting.before[node] = arc, label
                break
            tried[arc] = label
            label = after[label]
    waiting.whole_s[node], waiting.whole_exposure[node] = best_s, best_exposure
    if best_s < np.inf:
        heappush(queue, (best_s, best_exposure, node))


@compiled
def search_front(graph: TwoCosts, start: int, goal: int, left: Left, most: int) -> tuple[Labels, int]:
    """Return every way from one node to another that no other beats in time and exposure, by rising time.

    Of ways equal in both only one is kept. The multiobjective Dijkstra of Maristany de las Casas, Sedeño-Noda and
    Borndörfer (2021, Computers & Operations Research 135:105424), aimed at a goal: at most one open way to each node
    waits, ordered by (time, exposure) of the whole way it may lead to; the next one is looked for among the labels of
    its neighbours when it has left. Sums must be exact (whole ticks).

    Parameters
    ----------
    graph, start, goal
        The graph and two nodes of it.
    left
        Bounds for the rest of the way, exact for each cost by itself.
    most
        So many labels at most: the search then ends without an answer.

    Returns
    -------
        All labels, those of the goal among them by rising time, and the first of those (-1: there is no way; -2: it
        was given up).
    """
    desk = _clear_desk(graph, goal, left)
    floats, ints = np.empty(1024, np.float64), np.empty(1024, np.int32)
    labels, count = Labels(floats, floats.copy(), ints, ints.copy(), ints.copy()), 0
    queue = [(left.time_s[start], left.exposure[start], np.int64(start))]
    desk.open.whole_s[start], desk.open.whole_exposure[start] = left.time_s[start], left.exposure[start]
    while len(queue) > 0 and count < most:
        entry = heappop(queue)
        whole_s, whole_exposure, node = entry
        if (whole_s, whole_exposure) != (desk.open.whole_s[node], desk.open.whole_exposure[node]):
            continue  # a better one took its place
        desk.open.whole_s[node] = desk.open.whole_exposure[node] = np.inf
        if whole_exposure < desk.known.least[goal]:
            labels = _with_room(labels, count)
            _label(desk, labels, count, entry)
            _lead_on(desk, labels, count, node, queue)
            count += 1
        _look_for_next(desk, labels, node, queue)
    labels = Labels(
        labels.time_s[:count], labels.exposure[:count], labels.via[:count], labels.before[:count], labels.after[:count]
    )
    return labels, (GIVEN_UP if count >= most else int(desk.known.first[goal]))
