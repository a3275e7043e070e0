"""From the labels of junctions to the times all along their chains."""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Floats, Ints, Longs
from geo.kernels.carry import Passage, Rows
from geo.kernels.compiled import compiled
from geo.kernels.contract import inner_slot, junctions_of
from geo.kernels.search import Labels


class Along(NamedTuple):
    """Seconds (``inf``: beyond the cutoff) and owner (-1) at the ends of every piece of some chains, in order.

    Chain k of those asked for has the places from ``first[k]`` to ``first[k + 1]``, one more than it has pieces.
    """

    first: Longs
    time_s: Floats
    owner: Ints


class At(NamedTuple):
    """Seconds and owner at some places; ``inf`` and -1 where nobody comes from."""

    time_s: Floats
    owner: Ints


@compiled
def spread(passage: Passage, which: Longs, labels: Labels, seeds: Rows, owner: Ints, cutoff_s: float) -> Along:
    """Return the times along chains, from both their ends and from the seeds in between.

    Parameters
    ----------
    passage
        The chains as they are passed.
    which
        The chains asked for.
    labels
        What a search left at the junctions.
    seeds, owner
        The seeds at slots of inner nodes, rising, and whose they are.
    cutoff_s
        The largest time that counts, inclusive.
    """
    chains = passage.chains
    first = np.zeros(len(which) + 1, np.int64)
    for k in range(len(which)):
        first[k + 1] = first[k] + chains.first[which[k] + 1] - chains.first[which[k]] + 1
    time_s, who = np.full(first[-1], np.inf), np.full(first[-1], -1, np.int32)
    ups_s, downs_s, firsts, junctions = passage.up_s, passage.down_s, chains.first, junctions_of(chains)
    tails, heads, node_s, node_owner = chains.tail, chains.head, labels.time_s, labels.owner
    for k in range(len(which)):
        chain, here, end = which[k], first[k], first[k + 1] - 1
        piece, begin = firsts[chain] - here, junctions + firsts[chain] - chain
        time_s[here], who[here] = node_s[tails[chain]], node_owner[tails[chain]]
        time_s[end], who[end] = node_s[heads[chain]], node_owner[heads[chain]]
        seed = np.searchsorted(seeds.slot, begin) if len(seeds.slot) > 0 else 0
        while seed < len(seeds.slot) and seeds.slot[seed] < begin + end - here - 1:
            at = here + seeds.slot[seed] - begin + 1
            if seeds.cost_s[seed] <= cutoff_s and _better(seeds.cost_s[seed], owner[seed], time_s[at], who[at]):
                time_s[at], who[at] = seeds.cost_s[seed], owner[seed]
            seed += 1
        for at in range(here, end):
            further = time_s[at] + ups_s[piece + at]
            if further <= cutoff_s and _better(further, who[at], time_s[at + 1], who[at + 1]):
                time_s[at + 1], who[at + 1] = further, who[at]
        for at in range(end, here, -1):
            further = time_s[at] + downs_s[piece + at - 1]
            if further <= cutoff_s and _better(further, who[at], time_s[at - 1], who[at - 1]):
                time_s[at - 1], who[at - 1] = further, who[at]
    return Along(first, time_s, who)


@compiled
def tell_inner(
    passage: Passage, labels: Labels, starts: tuple[Rows, Ints], part: tuple[int, int, float], told: At
) -> None:
    """Write seconds and owner of the inner nodes of some chains.

    Parameters
    ----------
    passage, labels
        The chains as they are passed, and what a search left at the junctions.
    starts
        The seeds at slots of inner nodes, rising, and whose they are.
    part
        The first chain asked for, the one after the last, and the cutoff (inclusive).
    told
        ``inf`` and -1 at every node of the roads; those that are reached are written over.
    """
    (seeds, owner), (low, high, cutoff_s), chains = starts, part, passage.chains
    (tails, heads, firsts), (times_s, owners) = (chains.tail, chains.head, chains.first), told
    node, junctions, longest = chains.node, junctions_of(chains), 0
    for chain in range(low, high):
        longest = max(longest, firsts[chain + 1] - firsts[chain] - 1)
    line = At(np.empty(longest), np.empty(longest, np.int32))
    seed = np.searchsorted(seeds.slot, inner_slot(chains, low))
    for chain in range(low, high):
        first, inner = firsts[chain], firsts[chain + 1] - firsts[chain] - 1
        begin = junctions + first - chain
        for k in range(inner):
            line.time_s[k], line.owner[k] = np.inf, -1
        while seed < len(seeds.slot) and seeds.slot[seed] < begin + inner:
            k = seeds.slot[seed] - begin
            if _better(seeds.cost_s[seed], owner[seed], line.time_s[k], line.owner[k]):
                line.time_s[k], line.owner[k] = seeds.cost_s[seed], owner[seed]
            seed += 1
        now_s, who = labels.time_s[tails[chain]], labels.owner[tails[chain]]
        for k in range(inner):
            now_s, who = _sooner(now_s + passage.up_s[first + k], who, line, k)
        now_s, who = labels.time_s[heads[chain]], labels.owner[heads[chain]]
        for k in range(inner - 1, -1, -1):
            now_s, who = _sooner(now_s + passage.down_s[first + k + 1], who, line, k)
            if now_s <= cutoff_s:
                times_s[node[begin + k]], owners[node[begin + k]] = now_s, who


@compiled
def _sooner(time_s: float, owner: int, line: At, k: int) -> tuple[float, int]:
    """Return and note the better of a label that comes along and the one that is there."""
    if not _better(time_s, owner, line.time_s[k], line.owner[k]):
        return line.time_s[k], line.owner[k]
    line.time_s[k], line.owner[k] = time_s, owner
    return time_s, owner


@compiled
def _better(time_s: float, owner: int, than_s: float, than_owner: int) -> bool:
    return time_s < than_s or (time_s == than_s and owner < than_owner)
