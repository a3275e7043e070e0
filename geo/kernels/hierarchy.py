"""A contraction hierarchy in the order of a sweep: whoever is higher stands before whoever is lower.

A quickest way is found as one that first leads up and then down. Up arcs and down arcs of a node have the same other
end and stand in one row: from the node to its higher neighbour, and from that neighbour to the node.
"""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Floats, Ints, Longs
from geo.kernels.compiled import compiled
from geo.kernels.search import Graph
from geo.kernels.shortcuts import Rows, contract


class Hierarchy(NamedTuple):
    """Nodes by their place in the sweep; row p (``indptr[p]`` to ``indptr[p + 1]``) holds what lies above place p.

    ``place[n]`` is the place of node n. ``above`` holds places smaller than the row's own. ``up_s`` is the time to the
    place above, ``down_s`` the time from it; ``inf`` where there is no arc that way, never both.
    """

    place: Ints
    indptr: Longs
    above: Ints
    up_s: Floats
    down_s: Floats


def build_hierarchy(graph: Graph) -> Hierarchy:
    """Return the contraction hierarchy of `graph`; the same graph gives the same arrays.

    Parallel arcs count as the quickest of them; loops and closed arcs (``inf``) do not count.
    """
    rows, order = contract(_rows(graph))
    return _in_sweep_order(rows, order)


def _rows(graph: Graph) -> Rows:
    """Return the neighbours of every node, both directions in one record."""
    nodes = len(graph.indptr) - 1
    tail = np.repeat(np.arange(nodes, dtype=np.int64), np.diff(graph.indptr))
    head = graph.head.astype(np.int64)
    counts = np.isfinite(graph.cost_s) & (tail != head)
    tail, head, cost_s = tail[counts], head[counts], graph.cost_s[counts]
    key = np.concatenate([tail * nodes + head, head * nodes + tail])
    order = np.argsort(key, kind="stable")
    first = np.flatnonzero(np.diff(key[order], prepend=-1))
    nothing = np.full(len(tail), np.inf)
    out_s, in_s = np.concatenate([cost_s, nothing])[order], np.concatenate([nothing, cost_s])[order]
    pair = key[order][first]
    size = np.bincount(pair // nodes, minlength=nodes) if nodes else np.zeros(0, np.int64)
    start = np.cumsum(size) - size
    return Rows(
        start,
        size,
        size.copy(),
        np.array([len(pair)]),
        (pair % nodes).astype(np.int32) if nodes else np.zeros(0, np.int32),
        np.minimum.reduceat(out_s, first) if first.size else np.zeros(0),
        np.minimum.reduceat(in_s, first) if first.size else np.zeros(0),
    )


@compiled
def _in_sweep_order(rows: Rows, order: Ints) -> Hierarchy:
    """Return the rows in an order in which all of one part stands together: a node follows the last of those above it.

    So the labels a sweep needs next are those it has just written.
    """
    nodes = len(order)
    indptr, lower = _turned(rows)
    waits_for, place = rows.size.copy(), np.empty(nodes, np.int32)
    standing = np.empty(nodes, np.int32)
    stack = [np.int64(0) for _ in range(0)]
    placed = 0
    for k in range(nodes - 1, -1, -1):
        if rows.size[order[k]] > 0:
            continue
        stack.append(np.int64(order[k]))
        while len(stack) > 0:
            node = stack.pop()
            place[node], standing[placed] = placed, node
            placed += 1
            for m in range(indptr[node], indptr[node + 1]):
                waits_for[lower[m]] -= 1
                if waits_for[lower[m]] == 0:
                    stack.append(np.int64(lower[m]))
    return _laid_out(rows, place, standing)


@compiled
def _turned(rows: Rows) -> tuple[Longs, Ints]:
    """Return for each node those that have it in their row, as compressed rows."""
    nodes = len(rows.start)
    indptr = np.zeros(nodes + 1, np.int64)
    for node in range(nodes):
        for k in range(rows.start[node], rows.start[node] + rows.size[node]):
            indptr[rows.to[k] + 1] += 1
    indptr = np.cumsum(indptr)
    free, lower = indptr.copy(), np.empty(indptr[nodes], np.int32)
    for node in range(nodes):
        for k in range(rows.start[node], rows.start[node] + rows.size[node]):
            lower[free[rows.to[k]]] = node
            free[rows.to[k]] += 1
    return indptr, lower


@compiled
def _laid_out(rows: Rows, place: Ints, standing: Ints) -> Hierarchy:
    """Return the rows by place."""
    nodes, arcs = len(place), rows.size.sum()
    indptr, above = np.zeros(nodes + 1, np.int64), np.empty(arcs, np.int32)
    up_s, down_s = np.empty(arcs), np.empty(arcs)
    for at in range(nodes):
        node, begin = standing[at], indptr[at]
        for k in range(rows.size[node]):
            record = rows.start[node] + k
            above[begin + k] = place[rows.to[record]]
            up_s[begin + k], down_s[begin + k] = rows.out_s[record], rows.in_s[record]
        indptr[at + 1] = begin + rows.size[node]
    return Hierarchy(place, indptr, above, up_s, down_s)
