"""Between the inner nodes of a chain and its two junctions, and between two inner nodes of one chain."""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Bytes, Floats, Ints, Longs
from geo.kernels.compiled import compiled
from geo.kernels.contract import Chains, inner_slot, junctions_of

TAIL, HEAD, NEITHER = 0, 1, -1  # the sides of a chain; the row of a junction was carried by neither


class Passage(NamedTuple):
    """Chains as a search passes them: the edges that lead `up` to the head of a chain, and `down` to its tail.

    Both are as long as the pieces of the chains (-1: none), and so are the seconds they take (``inf``: no edge, or a
    closed one). `length_m` is that of all edges.
    """

    chains: Chains
    up: Ints
    down: Ints
    up_s: Floats
    down_s: Floats
    length_m: Floats


class Rows(NamedTuple):
    """What it takes to get from, or to, a slot; of a search or of a point beside the roads."""

    slot: Ints
    cost_s: Floats
    length_m: Floats

    def taken(self, rows: Longs) -> "Rows":
        """Return those at `rows`, in that order."""
        return Rows(self.slot[rows], self.cost_s[rows], self.length_m[rows])


class Carried(NamedTuple):
    """Rows at junctions: which one of the rows given each stems from, and by which side of the chain it came."""

    rows: Rows
    origin: Longs
    side: Bytes


class Between(NamedTuple):
    """Ways inside a chain that pass no junction, from a row of the first kind to one of the second."""

    first: Longs
    second: Longs
    cost_s: Floats
    length_m: Floats


@compiled
def chains_of(chains: Chains, slots: Ints) -> Longs:
    """Return the chain of each slot of an inner node; -1 for a junction."""
    found, first, junctions = np.full(len(slots), -1, np.int64), chains.first, junctions_of(chains)
    for k in range(len(slots)):
        if slots[k] >= junctions:
            low, high = 0, len(first) - 1
            while high - low > 1:
                middle = (low + high) // 2
                if junctions + first[middle] - middle <= slots[k]:
                    low = middle
                else:
                    high = middle
            found[k] = low
    return found


@compiled
def carry_out(passage: Passage, rows: Rows) -> Carried:
    """Return where a search starts at junctions: the rows of inner nodes carried to both ends of their chain."""
    return _carry(passage, rows, (passage.up, passage.up_s), (passage.down, passage.down_s))


@compiled
def carry_in(passage: Passage, rows: Rows) -> Carried:
    """Return where a search ends at junctions: the rows of inner nodes carried back from both ends of their chain."""
    return _carry(passage, rows, (passage.down, passage.down_s), (passage.up, passage.up_s))


@compiled
def _carry(passage: Passage, rows: Rows, to_head: tuple[Ints, Floats], to_tail: tuple[Ints, Floats]) -> Carried:
    """Carry rows along the edges between them and either end; a row ends where the road is closed."""
    chains, length_m = passage.chains, passage.length_m
    most, count = 2 * len(rows.slot), 0
    slot, cost_s, metres = np.empty(most, np.int32), np.empty(most), np.empty(most)
    origin, side = np.empty(most, np.int64), np.empty(most, np.int8)
    of = chains_of(chains, rows.slot)
    for row in range(len(rows.slot)):
        chain = of[row]
        if chain < 0:
            slot[count], cost_s[count], metres[count] = rows.slot[row], rows.cost_s[row], rows.length_m[row]
            origin[count], side[count] = row, NEITHER
            count += 1
            continue
        here = chains.first[chain] + rows.slot[row] - inner_slot(chains, chain) + 1
        for which in (TAIL, HEAD):
            edges, edges_s = to_head if which == HEAD else to_tail
            begin = here if which == HEAD else chains.first[chain]
            end = chains.first[chain + 1] if which == HEAD else here
            seconds, far = rows.cost_s[row], rows.length_m[row]
            for piece in range(begin, end):
                seconds, far = seconds + edges_s[piece], far + length_m[edges[piece]]
            if np.isfinite(seconds):
                slot[count] = chains.head[chain] if which == HEAD else chains.tail[chain]
                cost_s[count], metres[count], origin[count], side[count] = seconds, far, row, which
                count += 1
    carried = Rows(slot[:count], cost_s[:count], metres[:count])
    return Carried(carried, origin[:count], side[:count])


@compiled
def between(passage: Passage, setting_out: Rows, arriving: Rows, cutoff_s: float) -> Between:
    """Return the ways within `cutoff_s` from rows to others on the same chain that pass none of its ends."""
    chains = passage.chains
    of, others = chains_of(chains, setting_out.slot), np.argsort(arriving.slot, kind="mergesort")
    at = arriving.slot[others]
    pairs, ways, count = np.empty((64, 2), np.int64), np.empty((64, 2)), 0
    for row in range(len(of)):
        if of[row] < 0:
            continue
        begin = inner_slot(chains, of[row])
        low, high = np.searchsorted(at, begin), np.searchsorted(at, inner_slot(chains, of[row] + 1))
        place = np.searchsorted(at, setting_out.slot[row])
        for up in range(2):
            found, step = (place, 1) if up else (place - 1, -1)
            slot = np.int64(setting_out.slot[row])
            seconds, far = setting_out.cost_s[row], setting_out.length_m[row]
            while low <= found < high and seconds <= cutoff_s and seconds < np.inf:
                if at[found] != slot:
                    piece = chains.first[of[row]] + slot - begin + up
                    seconds += passage.up_s[piece] if up else passage.down_s[piece]
                    far += passage.length_m[passage.up[piece] if up else passage.down[piece]]
                    slot += step
                    continue
                if count == len(pairs):
                    pairs, ways = np.concatenate((pairs, pairs)), np.concatenate((ways, ways))
                pairs[count] = row, others[found]
                ways[count] = seconds + arriving.cost_s[others[found]], far + arriving.length_m[others[found]]
                count, found = count + 1, found + step
    return Between(pairs[:count, 0], pairs[:count, 1], ways[:count, 0], ways[:count, 1])
