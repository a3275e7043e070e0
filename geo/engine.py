"""What one mode's searches run on: its chains, the graph of their junctions either way, and desks to work at."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

import numpy as np

from geo.chains import contract_roads
from geo.graph import Searchable, pass_chains
from geo.kernels.arrays import Ints
from geo.kernels.contract import Chains, junctions_of
from geo.kernels.fill import AtJunction
from geo.kernels.hierarchy import Hierarchy, build_hierarchy
from geo.kernels.search import Desk, clear_desk
from geo.roads import Direction, IntArray, Roads


class Engine:
    """The chains of one mode, ready to be searched.

    Parameters
    ----------
    roads, mode
        The roads of one place and who travels.
    """

    def __init__(self, roads: Roads, mode: str) -> None:
        self._roads, self._mode = roads, mode
        self.chains: Chains = contract_roads(roads, mode)
        self.junctions = int(junctions_of(self.chains))
        self.slot: Ints = np.full(len(roads.lon), -1, np.int32)
        self.slot[self.chains.node] = np.arange(len(self.chains.node), dtype=np.int32)
        self._searchable: dict[Direction, Searchable] = {}
        self._hierarchy: dict[Direction, Hierarchy] = {}
        self._desks: list[Desk] = []

    def with_times(self, roads: Roads) -> "Engine":
        """Return the same chains with the times of `roads`, which may have closed some but opened none."""
        other = object.__new__(Engine)
        other.__dict__.update(self.__dict__)
        other._roads = roads
        other._searchable, other._hierarchy = {}, {}
        return other

    def searchable(self, direction: Direction) -> Searchable:
        """Return what a search in one direction passes; made when it is first asked for."""
        if direction not in self._searchable:
            self._searchable[direction] = pass_chains(self._roads, self._mode, self.chains, direction=direction)
        return self._searchable[direction]

    def hierarchy(self, direction: Direction) -> Hierarchy:
        """Return the hierarchy of the junctions in one direction; made when it is first asked for."""
        if direction not in self._hierarchy:
            self._hierarchy[direction] = build_hierarchy(self.searchable(direction).graph)
        return self._hierarchy[direction]

    def has_hierarchy(self, direction: Direction) -> bool:
        """Return whether the hierarchy in one direction is made already."""
        return direction in self._hierarchy

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Lend a clear desk; whoever gives it back has tidied it. Two threads never work at the same one."""
        try:
            desk = self._desks.pop()
        except IndexError:
            desk = clear_desk(self.junctions)
        yield desk
        self._desks.append(desk)  # after an error it is not clear, and left to be collected

    def chains_at(self, junctions: IntArray | Ints) -> IntArray:
        """Return the chains that end at some junctions, each once, rising."""
        begin, end = self.ends_at.indptr[junctions], self.ends_at.indptr[junctions + 1]
        counts = end - begin
        row = np.arange(counts.sum()) + np.repeat(begin - (np.cumsum(counts) - counts), counts)
        return np.unique(self.ends_at.chain[row])

    @cached_property
    def ends_at(self) -> AtJunction:
        """The chains that end at each junction."""
        ends = np.concatenate([self.chains.tail, self.chains.head])
        counts = np.bincount(ends, minlength=self.junctions)
        chain = np.argsort(ends, kind="stable") % max(len(self.chains.tail), 1)
        return AtJunction(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), chain)
