"""From the junctions some sources reach to all the nodes they reach, source by source."""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Bools, Floats, Ints, Longs
from geo.kernels.carry import Passage, Rows, chains_of
from geo.kernels.compiled import compiled
from geo.kernels.contract import inner_slot
from geo.kernels.search import Labels
from geo.kernels.spread import spread


class Reach(NamedTuple):
    """Slots and seconds, in compressed rows by source."""

    indptr: Longs
    slot: Ints
    time_s: Floats


class AtJunction(NamedTuple):
    """In compressed rows the chains that end at each junction; a loop is there twice."""

    indptr: Longs
    chain: Longs


@compiled
def fill(passage: Passage, ends_at: AtJunction, reached: Reach, inside: Reach, part: tuple[int, int, float]) -> Reach:
    """Return the slots that some sources reach, from the junctions they reach.

    Parameters
    ----------
    passage, ends_at
        The chains as they are passed, and those at each junction.
    reached
        The junctions each source reaches, and when.
    inside
        Where each source starts at inner nodes, rising, and when.
    part
        The first source asked for, the one after the last, and the cutoff (inclusive).
    """
    low, high, cutoff_s = part
    chains, junctions = passage.chains, len(ends_at.indptr) - 1
    at_s, nobody = np.full(junctions, np.inf), np.zeros(junctions, np.int32)
    labels = Labels(at_s, at_s, nobody, nobody)
    which, met = np.empty(len(chains.tail), np.int64), np.zeros(len(chains.tail), np.bool_)
    indptr, slots, times_s, count = np.zeros(high - low + 1, np.int64), np.empty(256, np.int32), np.empty(256), 0
    for source in range(low, high):
        rows = slice(reached.indptr[source], reached.indptr[source + 1])
        starts = slice(inside.indptr[source], inside.indptr[source + 1])
        own, own_s, some = inside.slot[starts], inside.time_s[starts], 0
        for chain in chains_of(chains, own):
            some = _note(which, met, some, chain)
        for row in range(rows.start, rows.stop):
            junction = reached.slot[row]
            at_s[junction] = reached.time_s[row]
            for k in range(ends_at.indptr[junction], ends_at.indptr[junction + 1]):
                some = _note(which, met, some, ends_at.chain[k])
        along = spread(passage, which[:some], labels, Rows(own, own_s, own_s), nobody, cutoff_s)
        while count + rows.stop - rows.start + len(along.time_s) > len(slots):
            slots, times_s = np.concatenate((slots, slots)), np.concatenate((times_s, times_s))
        for row in range(rows.start, rows.stop):
            slots[count], times_s[count], count = reached.slot[row], reached.time_s[row], count + 1
            at_s[reached.slot[row]] = np.inf
        for k in range(some):
            before = inner_slot(chains, which[k]) - along.first[k] - 1
            met[which[k]] = False
            for place in range(along.first[k] + 1, along.first[k + 1] - 1):
                if along.time_s[place] < np.inf:
                    slots[count], times_s[count], count = before + place, along.time_s[place], count + 1
        indptr[source - low + 1] = count
    return Reach(indptr, slots[:count], times_s[:count])


@compiled
def _note(which: Longs, met: Bools, some: int, chain: int) -> int:
    """Note a chain that was not met before; return how many are noted."""
    if met[chain]:
        return some
    met[chain], which[some] = True, chain
    return some + 1
