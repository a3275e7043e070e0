"""The nearest of 100 facilities to every node of a real, directed network, with its identity."""

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from benchmarks.compare import Row, compare
from data.osm_file import read_osm
from data.osm_roads import build_roads
from geo.graph import build_graph
from geo.kernels.search import Graph, Seeds, search
from geo.roads import FloatArray

FACILITIES = 100
WORK = "nearest of 100, 62 k nodes, with owner"
TOLERANCE_S = 1e-3


def compare_nearest(extract: Path) -> Iterator[Row]:
    """Yield the rows; the answers of all are checked to be equal first."""
    roads, _ = build_roads(read_osm(extract))
    graph = build_graph(roads, "drive", reverse=True)
    nodes = np.random.default_rng(1).choice(graph.head, FACILITIES, replace=False).astype(np.int32)
    nothing = np.zeros(FACILITIES)
    seeds = Seeds(nodes, nothing, nothing, np.arange(FACILITIES, dtype=np.int32))
    matrix, other = _cheapest(graph), _networkx(graph)

    def ours() -> FloatArray:
        return search(graph, seeds, np.inf).time_s

    def by_scipy() -> FloatArray:
        return np.asarray(dijkstra(matrix, indices=nodes, min_only=True, return_predecessors=True)[0])

    def by_networkx() -> dict[int, float]:
        lengths: dict[int, float] = nx.multi_source_dijkstra_path_length(other, {int(node) for node in nodes})
        return lengths

    _check(ours(), by_scipy())
    yield compare(WORK, "scipy dijkstra(min_only)", ours, by_scipy)
    yield compare(WORK, "networkx (no owner)", ours, by_networkx)


def _cheapest(graph: Graph) -> csr_matrix:
    """Return scipy's matrix; it would sum parallel edges and lose those of no cost, so only the cheapest stay."""
    tail = np.repeat(np.arange(len(graph.indptr) - 1), np.diff(graph.indptr))
    order = np.lexsort((graph.cost_s, graph.head, tail))
    first = np.unique(np.stack([tail[order], graph.head[order]]), axis=1, return_index=True)[1]
    keep = order[first]
    cost = np.maximum(graph.cost_s[keep], 1e-9)
    return csr_matrix((cost, (tail[keep], graph.head[keep])), shape=(len(graph.indptr) - 1,) * 2)


def _networkx(graph: Graph) -> "nx.DiGraph[int]":
    matrix = _cheapest(graph).tocoo()
    other: nx.DiGraph[int] = nx.DiGraph()
    other.add_weighted_edges_from(zip(matrix.row.tolist(), matrix.col.tolist(), matrix.data.tolist(), strict=True))
    return other


def _check(ours: FloatArray, theirs: FloatArray) -> None:
    same = np.isclose(ours, theirs, atol=TOLERANCE_S) | (np.isinf(ours) & np.isinf(theirs))
    if not same.all():
        raise SystemExit(f"the answers differ at {int((~same).sum())} nodes: nothing was timed")
