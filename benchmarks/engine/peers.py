"""What peers are given: the same roads in their own form, and how their answers are checked."""

from importlib import import_module
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from benchmarks.engine.doors import MODE
from benchmarks.engine.turns import DifferError
from geo.roads import FloatArray, IntArray, Roads

TINY_S = 1e-9
TOLERANCE_S = 1e-3


class NoPeerError(Exception):
    """A peer cannot be had here."""


def peer(name: str) -> Any:
    """Return a peer's package.

    Raises
    ------
    NoPeerError
        It is not installed here, or does not start.
    """
    try:
        return import_module(name)
    except Exception as error:
        raise NoPeerError(f"{name} cannot be used here: {error}") from error


class Edges(NamedTuple):
    """The cheapest edge between each two nodes that have one, in order of tail, then head."""

    tail: IntArray
    head: IntArray
    cost_s: FloatArray
    nodes: int

    def turned(self) -> "Edges":
        """Return every edge turned round: the ways of those who travel to a place, seen from it."""
        return self._replace(tail=self.head, head=self.tail)

    def matrix(self) -> csr_matrix:
        """Return the edges as scipy takes them."""
        return csr_matrix((self.cost_s, (self.tail, self.head)), shape=(self.nodes, self.nodes))


def cheapest_edges(roads: Roads) -> Edges:
    """Return the edges that can be driven, of parallel ones the cheapest; those of no cost get a tiny one.

    scipy would sum parallel edges and lose edges of no cost.
    """
    row = np.flatnonzero(np.isfinite(roads.time_s[MODE]))
    row = row[np.lexsort((roads.time_s[MODE][row], roads.head[row], roads.tail[row]))]
    tail, head = roads.tail[row].astype(np.int64), roads.head[row].astype(np.int64)
    first = np.concatenate([[True], (np.diff(tail) != 0) | (np.diff(head) != 0)])
    cost_s = np.maximum(roads.time_s[MODE][row[first]], TINY_S)
    return Edges(tail[first], head[first], cost_s, len(roads.node_id))


def check_times(ours: FloatArray, theirs: FloatArray, *, tolerance_s: float = TOLERANCE_S) -> None:
    """Compare times, unreached ones included; NaN was not asked for.

    Raises
    ------
    DifferError
        They are not the same.
    """
    same = np.isclose(ours, theirs, rtol=0.0, atol=tolerance_s) | (np.isinf(ours) & np.isinf(theirs)) | np.isnan(ours)
    if not same.all():
        raise DifferError(f"the answers differ at {int((~same).sum())} of {same.size} places: nothing was timed")
