"""Quickest times from many seeds at once, each with the seed's owner, the length of the way and the arc it came by."""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Floats, Ints, Longs
from geo.kernels.buckets import LAST, no_entries, pop, push
from geo.kernels.compiled import compiled

# More would take longer to look through than to let nodes wait together.
MOST_BUCKETS = 65_536


class Graph(NamedTuple):
    """A directed graph in compressed rows; the arcs out of node n are ``indptr[n]`` to ``indptr[n + 1]``.

    Parallel arcs, loops and arcs of no cost stay as they are. The queue of a search has `buckets_per_s`, as many as
    the longest arc that is open needs (`graph_of`).
    """

    indptr: Longs
    head: Ints
    cost_s: Floats
    length_m: Floats
    edge: Ints
    buckets_per_s: float
    buckets: int


class Seeds(NamedTuple):
    """Where a search starts: a node, what reaching it has cost already, and whose seed it is."""

    node: Ints
    cost_s: Floats
    length_m: Floats
    owner: Ints

    def taken(self, rows: Longs) -> "Seeds":
        """Return the seeds at `rows`, in that order."""
        return Seeds(self.node[rows], self.cost_s[rows], self.length_m[rows], self.owner[rows])


class Labels(NamedTuple):
    """The answer at every node: seconds (``inf`` unreached), metres of that way, owner and last arc (-1: none)."""

    time_s: Floats
    length_m: Floats
    owner: Ints
    via: Ints


class Desk(NamedTuple):
    """What a search works on: the labels, and the nodes that have one, whose number `tally` holds."""

    labels: Labels
    touched: Ints
    tally: Longs


def graph_of(indptr: Longs, head: Ints, cost_s: Floats, length_m: Floats, edge: Ints) -> Graph:
    """Return a graph with the buckets that suit it: each as long as a mean arc.

    In longer ones more nodes are improved again; in shorter ones a wide search leaves the nodes it has just reached,
    which are still near the processor, for others far away: half as long took a third more time on ten million nodes.
    """
    finite = cost_s[np.isfinite(cost_s)]
    longest_s, mean_s = (float(finite.max()), float(finite.mean())) if len(finite) else (0.0, 0.0)
    bucket_s = max(mean_s, longest_s / MOST_BUCKETS)
    per_s = 1.0 / bucket_s if bucket_s > 0 else 1.0
    # An arc may end in the bucket after the one its length says, and the one being emptied is none of the others.
    return Graph(indptr, head, cost_s, length_m, edge, per_s, int(longest_s * per_s) + 3)


@compiled
def clear_desk(nodes: int) -> Desk:
    """Return a desk for a graph of so many nodes, all of them unreached."""
    labels = Labels(
        np.full(nodes, np.inf), np.full(nodes, np.inf), np.full(nodes, -1, np.int32), np.full(nodes, -1, np.int32)
    )
    return Desk(labels, np.empty(nodes, np.int32), np.zeros(1, np.int64))


@compiled
def _label_seeds(desk: Desk, seeds: Seeds, cutoff_s: float) -> int:
    """Give the nodes of seeds their labels; return how many nodes that are."""
    time_s, length_m, owner, _ = desk.labels
    count = 0
    for k in range(len(seeds.node)):
        node, cost, who = seeds.node[k], seeds.cost_s[k], seeds.owner[k]
        if cost <= cutoff_s and (cost < time_s[node] or (cost == time_s[node] and who < owner[node])):
            if np.isinf(time_s[node]):
                desk.touched[count] = node
                count += 1
            time_s[node], owner[node], length_m[node] = cost, who, seeds.length_m[k]
    return count


@compiled
def tidy_desk(desk: Desk) -> None:
    """Take away the labels a search left, for the next one; it takes as long as nodes were touched."""
    time_s, length_m, owner, via = desk.labels
    for k in range(desk.tally[0]):
        node = desk.touched[k]
        time_s[node], length_m[node], owner[node], via[node] = np.inf, np.inf, -1, -1
    desk.tally[0] = 0


@compiled
def search(desk: Desk, graph: Graph, seeds: Seeds, cutoff_s: float) -> None:
    """Label on a clear desk every node within `cutoff_s` (inclusive) of a seed; ties go to the smallest owner.

    Dijkstra's algorithm (1959) with Dial's queue (1969, Communications of the ACM 12:632): nodes wait in a circle of
    buckets. One that is improved after it left its bucket waits again, so that the order inside a bucket does not
    matter. Labels are ordered by (time, owner), so an arc of no cost still hands on the smaller owner.
    """
    # Arrays are taken out of their tuples once: inside the loops that would cost more than the search itself.
    time_s, length_m, owner, via = desk.labels
    indptr, heads, cost_s, arc_m, per_s = graph.indptr, graph.head, graph.cost_s, graph.length_m, graph.buckets_per_s
    touched, count = desk.touched, _label_seeds(desk, seeds, cutoff_s)
    seeded = touched[:count][np.argsort(time_s[touched[:count]], kind="mergesort")]
    first, entries = np.full(graph.buckets, LAST, np.int32), no_entries()
    waiting, joined, bucket = 0, 0, np.int64(0)
    while waiting > 0 or joined < len(seeded):
        if waiting == 0:
            bucket = max(bucket, np.int64(time_s[seeded[joined]] * per_s))
        while joined < len(seeded) and np.int64(time_s[seeded[joined]] * per_s) <= bucket:
            entries = push(entries, first, int(bucket % len(first)), seeded[joined])
            waiting, joined = waiting + 1, joined + 1
        while first[bucket % len(first)] != LAST:
            node = pop(entries, first, int(bucket % len(first)))
            waiting -= 1
            if np.int64(time_s[node] * per_s) != bucket:
                continue  # it was improved meanwhile, and left from an earlier bucket
            for arc in range(indptr[node], indptr[node + 1]):
                near, further = heads[arc], time_s[node] + cost_s[arc]
                best = time_s[near]
                if further > cutoff_s or further > best or (further == best and owner[node] >= owner[near]):
                    continue
                if np.isinf(best):
                    touched[count] = near
                    count += 1
                time_s[near], owner[near], via[near] = further, owner[node], arc
                length_m[near] = length_m[node] + arc_m[arc]
                begin = indptr[near]
                if indptr[near + 1] == begin + 1 and heads[begin] == node:
                    continue  # a dead end leads back alone
                entries = push(entries, first, int(further * per_s) % len(first), near)
                waiting += 1
        bucket += 1
    desk.tally[0] = count
