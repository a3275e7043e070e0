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


@compiled
def _room(labels: Labels, count: int) -> Labels:
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
    nodes = len(graph.indptr) - 1
    whole_s, whole_exposure = np.full(nodes, np.inf), np.full(nodes, np.inf)
    via, before = np.full(nodes, NONE, np.int32), np.full(nodes, NONE, np.int32)
    first, last = np.full(nodes, NONE, np.int32), np.full(nodes, NONE, np.int32)
    passed, least = np.full(len(graph.head), NONE, np.int32), np.full(nodes, np.inf)
    floats, ints = np.empty(1024, np.float64), np.empty(1024, np.int32)
    labels = Labels(floats, floats.copy(), ints, ints.copy(), ints.copy())
    count = 0
    queue = [(left.time_s[start], left.exposure[start], np.int64(start))]
    whole_s[start], whole_exposure[start] = left.time_s[start], left.exposure[start]
    while len(queue) > 0 and count < most:
        key_s, key_exposure, node = heappop(queue)
        if key_s != whole_s[node] or key_exposure != whole_exposure[node]:
            continue  # a better one took its place
        whole_s[node] = whole_exposure[node] = np.inf
        if key_exposure < least[goal]:
            labels = _room(labels, count)
            time_s, exposure = key_s - left.time_s[node], key_exposure - left.exposure[node]
            labels.time_s[count], labels.exposure[count] = time_s, exposure
            labels.via[count], labels.before[count], labels.after[count] = via[node], before[node], NONE
            if first[node] == NONE:
                first[node] = count
            else:
                labels.after[last[node]] = count
            last[node], least[node] = count, exposure
            count += 1
            for arc in range(graph.indptr[node], graph.indptr[node + 1]):
                near = np.int64(graph.head[arc])
                further = exposure + graph.exposure[arc]
                further_whole = further + left.exposure[near]
                if further >= least[near] or further_whole >= least[goal]:
                    continue
                later_s = time_s + graph.time_s[arc] + left.time_s[near]
                if later_s < whole_s[near] or (later_s == whole_s[near] and further_whole < whole_exposure[near]):
                    whole_s[near], whole_exposure[near] = later_s, further_whole
                    via[near], before[near] = arc, count - 1
                    heappush(queue, (later_s, further_whole, near))
        # The next way to this node, among those its neighbours know.
        best_s = best_exposure = np.inf
        for row in range(graph.into_indptr[node], graph.into_indptr[node + 1]):
            arc = graph.into[row]
            tail = graph.tail[arc]
            label = first[tail] if passed[arc] == NONE else passed[arc]
            while label != NONE:
                exposure = labels.exposure[label] + graph.exposure[arc]
                if exposure < least[node] and exposure + left.exposure[node] < least[goal]:
                    time_s = labels.time_s[label] + graph.time_s[arc] + left.time_s[node]
                    exposure += left.exposure[node]
                    if time_s < best_s or (time_s == best_s and exposure < best_exposure):
                        best_s, best_exposure = time_s, exposure
                        via[node], before[node] = arc, label
                    break
                passed[arc] = label
                label = labels.after[label]
        if best_s < np.inf:
            whole_s[node], whole_exposure[node] = best_s, best_exposure
            heappush(queue, (best_s, best_exposure, np.int64(node)))
    return labels, (GIVEN_UP if count >= most else int(first[goal]))
