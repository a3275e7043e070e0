"""Roads as chains: between two junctions a road only leads on, so a search may pass it in one step."""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Bools, Ints, Longs
from geo.kernels.compiled import compiled


class Pieces(NamedTuple):
    """Undirected pieces of road: two nodes, the edge from `low` to `high` and the one back (-1: none)."""

    low: Ints
    high: Ints
    along: Ints
    against: Ints


class Chains(NamedTuple):
    """The roads one mode may travel as chains of pieces from junction to junction.

    A *slot* is a node's number here: junctions first, then the inner nodes of one chain after the other. Chain c has
    the pieces ``first[c]`` to ``first[c + 1]``, from the junction ``tail[c]`` to the junction ``head[c]``; each has the
    edge `along` and the one `against` that direction (-1: none). Its inner nodes, one fewer, have the slots from
    ``inner_slot(chains, c)``. ``node`` holds the node of each slot.
    """

    node: Ints
    tail: Ints
    head: Ints
    first: Longs
    along: Ints
    against: Ints


@compiled
def junctions_of(chains: Chains) -> int:
    """Return how many junctions there are: their slots come first."""
    return int(len(chains.node) - (len(chains.along) - len(chains.tail)))


@compiled
def inner_slot(chains: Chains, chain: int) -> int:
    """Return the slot of the first inner node of a chain."""
    return int(junctions_of(chains) + chains.first[chain] - chain)


@compiled
def pair_edges(keys: Longs, edges: Ints, back_keys: Longs, back_edges: Ints) -> tuple[Longs, Ints, Ints]:
    """Join edges with those that lead back: of equal keys the first with the first, the second with the second.

    Parameters
    ----------
    keys, edges
        Edges that leave their lower node, and the number of their two nodes, rising.
    back_keys, back_edges
        Those that leave their higher node, likewise.

    Returns
    -------
        The key of each piece, its edge along and its edge against (-1: none).
    """
    most = len(keys) + len(back_keys)
    key, along, against = np.empty(most, np.int64), np.full(most, -1, np.int32), np.full(most, -1, np.int32)
    one = other = count = 0
    while one < len(keys) or other < len(back_keys):
        key[count] = min(
            keys[one] if one < len(keys) else back_keys[other],
            back_keys[other] if other < len(back_keys) else keys[one],
        )
        if one < len(keys) and keys[one] == key[count]:
            along[count], one = edges[one], one + 1
        if other < len(back_keys) and back_keys[other] == key[count]:
            against[count], other = back_edges[other], other + 1
        count += 1
    return key[:count], along[:count], against[:count]


@compiled
def pieces_at(nodes: int, pieces: Pieces) -> tuple[Longs, Ints]:
    """Return in compressed rows the pieces that end at each node; a loop is there twice."""
    indptr = np.zeros(nodes + 1, np.int64)
    for piece in range(len(pieces.low)):
        indptr[pieces.low[piece] + 1] += 1
        indptr[pieces.high[piece] + 1] += 1
    for node in range(nodes):
        indptr[node + 1] += indptr[node]
    at, fill = np.empty(2 * len(pieces.low), np.int32), indptr[:-1].copy()
    for piece in range(len(pieces.low)):
        for node in (pieces.low[piece], pieces.high[piece]):
            at[fill[node]] = piece
            fill[node] += 1
    return indptr, at


@compiled
def find_junctions(pieces: Pieces, indptr: Longs, at: Ints) -> Bools:
    """Return which nodes with a road are junctions: all but those where one road leads on to another node.

    Of a road that runs in a circle and meets no other, the first node is one.
    """
    low, high = pieces.low, pieces.high
    nodes = len(indptr) - 1
    inner, seen = np.zeros(nodes, np.bool_), np.zeros(nodes, np.bool_)
    for node in range(nodes):
        if indptr[node + 1] == indptr[node] + 2:
            one, two = at[indptr[node]], at[indptr[node] + 1]
            ends = low[one] + high[one] - node, low[two] + high[two] - node
            inner[node] = ends[0] != ends[1]  # of a loop both are the node itself
    for start in range(nodes):
        if not inner[start] or seen[start]:
            continue
        # Both ways along the road, to its ends or round to the start.
        for side in range(2):
            node, piece = start, at[indptr[start] + side]
            while inner[node]:
                seen[node] = True
                node = low[piece] + high[piece] - node
                if node == start:
                    inner[start] = False
                elif inner[node]:
                    piece = at[indptr[node]] + at[indptr[node] + 1] - piece
    return ~inner


@compiled
def lay_chains(pieces: Pieces, indptr: Longs, at: Ints, junctions: Ints) -> Chains:
    """Return the chains from junction to junction, in the order of the junctions.

    Parameters
    ----------
    pieces, indptr, at
        The pieces, and those that end at each node.
    junctions
        The nodes that are junctions, in the order of their slots.
    """
    low, high, count = pieces.low, pieces.high, len(pieces.low)
    nodes = np.empty(len(junctions) + count, np.int32)
    nodes[: len(junctions)] = junctions
    slot = np.full(len(indptr) - 1, -1, np.int32)
    slot[junctions] = np.arange(len(junctions)).astype(np.int32)
    tail, head, first = np.empty(count, np.int32), np.empty(count, np.int32), np.empty(count + 1, np.int64)
    along, against = np.empty(count, np.int32), np.empty(count, np.int32)
    laid, slots, chains, done = 0, len(junctions), 0, np.zeros(count, np.bool_)
    for start in junctions:
        for k in range(indptr[start], indptr[start + 1]):
            piece, node = at[k], start
            if done[piece]:
                continue
            first[chains] = laid
            while True:
                done[piece] = True
                turned = low[piece] != node
                along[laid] = pieces.against[piece] if turned else pieces.along[piece]
                against[laid] = pieces.along[piece] if turned else pieces.against[piece]
                laid += 1
                node = low[piece] + high[piece] - node
                if slot[node] >= 0:
                    break
                nodes[slots] = node
                slots += 1
                piece = at[indptr[node]] + at[indptr[node] + 1] - piece
            tail[chains], head[chains] = slot[start], slot[node]
            chains += 1
    first[chains] = laid
    return Chains(nodes[:slots], tail[:chains], head[:chains], first[: chains + 1], along[:laid], against[:laid])
