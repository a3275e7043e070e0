"""From the labels of junctions to the times all along their chains."""

from typing import NamedTuple

import numpy as np

from geo.kernels.arrays import Floats, Ints, Longs
from geo.kernels.carry import Passage, Rows
from geo.kernels.compiled import compiled
from geo.kernels.contract import junctions_of
from geo.kernels.search import Labels


class Along(NamedTuple):
    """Seconds (``inf``: beyond the cutoff) and owner (-1) at the ends of every piece of some chains, in order.

    Chain k of those asked for has the places from ``first[k]`` to ``first[k + 1]``, one more than it has pieces.
    """

    first: Longs
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
def at_slots(passage: Passage, along: Along, labels: Labels) -> tuple[Floats, Ints]:
    """Return seconds and owner at every slot, once the times along all chains are known."""
    chains = passage.chains
    time_s, who = np.empty(len(chains.node)), np.empty(len(chains.node), np.int32)
    slot = junctions_of(chains)
    time_s[:slot], who[:slot] = labels.time_s, labels.owner
    for chain in range(len(chains.tail)):
        for at in range(along.first[chain] + 1, along.first[chain + 1] - 1):
            time_s[slot], who[slot] = along.time_s[at], along.owner[at]
            slot += 1
    return time_s, who


@compiled
def _better(time_s: float, owner: int, than_s: float, than_owner: int) -> bool:
    return time_s < than_s or (time_s == than_s and owner < than_owner)
