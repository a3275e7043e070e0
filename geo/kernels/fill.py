"""From the junctions some sources reach to all the nodes they reach, source by source."""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Bools, Floats, Ints, Longs
from geo.kernels.carry import Passage, Rows, chains_of
from geo.kernels.compiled import compiled
from geo.kernels.contract import junctions_of
from geo.kernels.search import Desk, Graph, Seeds, search, tidy_desk


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
def search_each(desk: Desk, graph: Graph, seeds: Seeds, begin: Longs, part: tuple[int, int, float]) -> Reach:
    """Return the junctions that some sources reach, in no order.

    Parameters
    ----------
    desk, graph
        A clear desk, and the graph.
    seeds, begin
        The seeds by source, and where those of each begin.
    part
        The first source asked for, the one after the last, and the cutoff (inclusive).
    """
    low, high, cutoff_s = part
    indptr, slots, times_s, count = np.zeros(high - low + 1, np.int64), np.empty(256, np.int32), np.empty(256), 0
    for source in range(low, high):
        of = slice(begin[source], begin[source + 1])
        search(desk, graph, Seeds(seeds.node[of], seeds.cost_s[of], seeds.length_m[of], seeds.owner[of]), cutoff_s)
        while count + desk.tally[0] > len(slots):
            slots, times_s = np.concatenate((slots, slots)), np.concatenate((times_s, times_s))
        for node in desk.touched[: desk.tally[0]]:
            slots[count], times_s[count], count = node, desk.labels.time_s[node], count + 1
        tidy_desk(desk)
        indptr[source - low + 1] = count
    return Reach(indptr, slots[:count], times_s[:count])


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
    at_s = np.full(len(ends_at.indptr) - 1, np.inf)
    which, met = np.empty(len(passage.chains.tail), np.int64), np.zeros(len(passage.chains.tail), np.bool_)
    indptr, slots, times_s, count = np.zeros(high - low + 1, np.int64), np.empty(256, np.int32), np.empty(256), 0
    for source in range(low, high):
        first, last = reached.indptr[source], reached.indptr[source + 1]
        own = slice(inside.indptr[source], inside.indptr[source + 1])
        starts, some = Rows(inside.slot[own], inside.time_s[own], inside.time_s[own]), 0
        for chain in chains_of(passage.chains, starts.slot):
            some = _note(which, met, some, chain)
        for row in range(first, last):
            junction = reached.slot[row]
            at_s[junction] = reached.time_s[row]
            for k in range(ends_at.indptr[junction], ends_at.indptr[junction + 1]):
                some = _note(which, met, some, ends_at.chain[k])
        met[which[:some]] = False
        while count + last - first + _places(passage, which[:some]) > len(slots):
            slots, times_s = np.concatenate((slots, slots)), np.concatenate((times_s, times_s))
        for row in range(first, last):
            slots[count], times_s[count], count = reached.slot[row], reached.time_s[row], count + 1
        told = slots[count:], times_s[count:]
        count += _inside((passage, which[:some]), at_s, starts, cutoff_s, told)
        for row in range(first, last):
            at_s[reached.slot[row]] = np.inf
        indptr[source - low + 1] = count
    return Reach(indptr, slots[:count], times_s[:count])


@compiled
def _places(passage: Passage, which: Longs) -> int:
    """Return how many inner nodes some chains have."""
    count, first = 0, passage.chains.first
    for chain in which:
        count += first[chain + 1] - first[chain] - 1
    return count


@compiled
def _inside(
    chains: tuple[Passage, Longs], at_s: Floats, starts: Rows, cutoff_s: float, told: tuple[Ints, Floats]
) -> int:
    """Tell the inner nodes of some chains that are reached from their ends, or from the starts; return how many."""
    (passage, which), (slots, times_s), found = chains, told, 0
    tails, heads, firsts = passage.chains.tail, passage.chains.head, passage.chains.first
    up_s, down_s, junctions = passage.up_s, passage.down_s, junctions_of(passage.chains)
    for chain in which:
        first, inner = firsts[chain], firsts[chain + 1] - firsts[chain] - 1
        before = junctions + first - chain
        line = times_s[found : found + inner]
        line[:] = np.inf
        for k in range(len(starts.slot)):
            if before <= starts.slot[k] < before + inner:
                at = starts.slot[k] - before
                line[at] = min(line[at], starts.cost_s[k])
        now_s = at_s[tails[chain]]
        for k in range(inner):
            now_s = min(now_s + up_s[first + k], line[k])
            line[k] = now_s
        now_s = at_s[heads[chain]]
        for k in range(inner - 1, -1, -1):
            now_s = min(now_s + down_s[first + k + 1], line[k])
            line[k] = now_s
        for k in range(inner):
            if line[k] <= cutoff_s and line[k] < np.inf:
                slots[found], times_s[found], found = before + k, line[k], found + 1
    return found


@compiled
def _note(which: Longs, met: Bools, some: int, chain: int) -> int:
    """Note a chain that was not met before; return how many are noted."""
    if met[chain]:
        return some
    met[chain], which[some] = True, chain
    return some + 1
