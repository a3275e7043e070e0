"""What peers are given: the same roads in their own form, and how their answers are checked."""

from importlib import import_module
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from benchmarks.engine.turns import DifferError
from geo.kernels.search import Graph
from geo.roads import FloatArray, IntArray

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


def cheapest_edges(graph: Graph) -> tuple[IntArray, IntArray, FloatArray]:
    """Return tail, head and seconds of the cheapest of parallel edges; those of no cost get a tiny one.

    scipy would sum parallel edges and lose edges of no cost.
    """
    tail = np.repeat(np.arange(len(graph.indptr) - 1), np.diff(graph.indptr))
    order = np.lexsort((graph.cost_s, graph.head, tail))
    tail, head = tail[order], graph.head[order].astype(np.int64)
    first = np.concatenate([[True], (np.diff(tail) != 0) | (np.diff(head) != 0)])
    return tail[first], head[first], np.maximum(graph.cost_s[order[first]], TINY_S)


def scipy_matrix(graph: Graph) -> csr_matrix:
    """Return the graph as scipy takes it."""
    tail, head, cost_s = cheapest_edges(graph)
    return csr_matrix((cost_s, (tail, head)), shape=(len(graph.indptr) - 1,) * 2)


def check_times(ours: FloatArray, theirs: FloatArray, *, tolerance_s: float = TOLERANCE_S) -> None:
    """Compare times, unreached ones included.

    Raises
    ------
    DifferError
        They are not the same.
    """
    same = np.isclose(ours, theirs, rtol=0.0, atol=tolerance_s) | (np.isinf(ours) & np.isinf(theirs))
    if not same.all():
        raise DifferError(f"the answers differ at {int((~same).sum())} of {same.size} places: nothing was timed")
