"""A graph of two costs with as few nodes as its ways allow: who only passes a node is led past it."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.kernels.fronts import TwoCosts
from geo.roads import FloatArray, IntArray

MORE_ARCS = 2  # so many more for a node less: looking at them is quicker than telling the ways that meet at it


class Shrunk(NamedTuple):
    """Some nodes of a graph, arcs between them, and of what each is made.

    Attributes
    ----------
    node
        The nodes of the graph that are left, rising.
    costs
        The arcs between them; nodes are positions in `node`.
    arc
        For each of them its number in `parts`.
    parts
        The arcs of the graph, then pairs of numbers: one arc after the other.
    """

    node: IntArray
    costs: TwoCosts
    arc: IntArray
    parts: list[tuple[int, ...]]

    def unfold(self, arcs: IntArray) -> IntArray:
        """Return the arcs of the graph that arcs here stand for, in order."""
        waiting, found = [int(each) for each in self.arc[arcs[::-1]]], []
        while waiting:
            parts = self.parts[waiting.pop()]
            if len(parts) == 1:
                found.append(parts[0])
            else:
                waiting += parts[::-1]
        return np.array(found, dtype=np.int64)


class Kept(NamedTuple):
    """The arcs of a graph that are kept, as numbers, and the ends and both costs of every arc."""

    arcs: IntArray
    tail: IntArray
    head: IntArray
    time_s: FloatArray
    exposure: FloatArray


def shrink(kept: Kept, start: int, goal: int) -> Shrunk:
    """Return a graph with the same alternatives between two nodes, which are left.

    A node is taken out where the arcs past it, each in place of two, are hardly more than those that meet there
    (Geisberger et al. 2008, WEA:319). One back to where it came from is none, and of arcs between the same nodes those
    go that another beats.

    Parameters
    ----------
    kept
        The arcs.
    start, goal
        Two nodes.
    """
    shrinking = _Shrinking(kept)
    nodes = np.union1d(np.concatenate([kept.tail[kept.arcs], kept.head[kept.arcs]]), [start, goal]).tolist()
    waiting = dict.fromkeys(node for node in nodes if node not in {start, goal})
    while waiting:
        node, _ = waiting.popitem()
        waiting.update(dict.fromkeys(near for near in shrinking.take_out(node) if near not in {start, goal}))
    left = [node for node in nodes if node in {start, goal} or not shrinking.is_out(node)]
    return shrinking.told(np.array(left, dtype=np.int64))


class _Shrinking:
    """Arcs by their numbers, and which of them leave and enter each node."""

    def __init__(self, kept: Kept) -> None:
        arcs = kept.arcs
        self.tail, self.head = kept.tail[arcs].tolist(), kept.head[arcs].tolist()
        self.costs = list(zip(kept.time_s[arcs].tolist(), kept.exposure[arcs].tolist(), strict=True))
        self.parts: list[tuple[int, ...]] = [(int(arc),) for arc in arcs]
        # Dictionaries keep the order, so that the same graph is shrunk the same way.
        self.leaving: dict[int, dict[int, None]] = defaultdict(dict)
        self.entering: dict[int, dict[int, None]] = defaultdict(dict)
        for number, (tail, head) in enumerate(zip(self.tail, self.head, strict=True)):
            self.leaving[tail][number] = self.entering[head][number] = None

    def is_out(self, node: int) -> bool:
        """Return whether no arc meets a node."""
        return not (self.leaving[node] or self.entering[node])

    def take_out(self, node: int) -> list[int]:
        """Lead arcs past a node if that makes hardly more of them; return the nodes whose arcs are others now."""
        into, out = list(self.entering[node]), list(self.leaving[node])
        past = [(one, other) for one in into for other in out if self.tail[one] != self.head[other]]
        if len(past) > len(into) + len(out) + MORE_ARCS or self.is_out(node):
            return []
        for one in into:
            self._remove(one)
        for other in out:
            self._remove(other)
        for one, other in past:
            self._lead_past(one, other)
        return sorted({*(self.tail[one] for one in into), *(self.head[other] for other in out)} - {node})

    def _remove(self, number: int) -> None:
        self.leaving[self.tail[number]].pop(number, None)
        self.entering[self.head[number]].pop(number, None)

    def _lead_past(self, one: int, other: int) -> None:
        """Add an arc in place of two, unless another between the same nodes is as good; it may be better than some."""
        tail, head = self.tail[one], self.head[other]
        time_s, exposure = (a + b for a, b in zip(self.costs[one], self.costs[other], strict=True))
        beside = [number for number in self.leaving[tail] if self.head[number] == head]
        if any(self.costs[number][0] <= time_s and self.costs[number][1] <= exposure for number in beside):
            return
        for number in beside:
            if time_s <= self.costs[number][0] and exposure <= self.costs[number][1]:
                self._remove(number)
        number = len(self.parts)
        self.leaving[tail][number] = self.entering[head][number] = None
        self.tail.append(tail)
        self.head.append(head)
        self.costs.append((time_s, exposure))
        self.parts.append((one, other))

    def told(self, nodes: IntArray) -> Shrunk:
        """Return the graph of the arcs that are left between some nodes."""
        arcs = [number for node in nodes.tolist() for number in self.leaving[node]]
        tail = np.searchsorted(nodes, [self.tail[number] for number in arcs]).astype(np.int32)
        head = np.searchsorted(nodes, [self.head[number] for number in arcs]).astype(np.int32)
        costs = np.array([self.costs[number] for number in arcs]).reshape(-1, 2)
        two_costs = TwoCosts(
            indptr=_indptr(tail, len(nodes)),
            head=head,
            tail=tail,
            into_indptr=_indptr(head, len(nodes)),
            into=np.argsort(head, kind="stable").astype(np.int32),
            time_s=costs[:, 0].copy(),
            exposure=costs[:, 1].copy(),
        )
        return Shrunk(nodes, two_costs, np.array(arcs, dtype=np.int64), self.parts)


def _indptr(at: npt.NDArray[np.int32], nodes: int) -> IntArray:
    return np.concatenate([[0], np.cumsum(np.bincount(at, minlength=nodes))]).astype(np.int64)
