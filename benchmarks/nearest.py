"""The nearest of 100 facilities to every node of a real, directed network, with its identity."""

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import numpy as np
from scipy.sparse.csgraph import dijkstra

from benchmarks.compare import Row, compare
from benchmarks.engine.doors import MODE, arriving, nearest_of_nodes, some_nodes
from benchmarks.engine.peers import cheapest_edges, check_times
from data.osm_file import read_osm
from data.osm_roads import build_roads
from geo.network import Network
from geo.roads import FloatArray

FACILITIES = 100
WORK = "nearest of 100, 62 k nodes, with owner"


def compare_nearest(extract: Path) -> Iterator[Row]:
    """Yield the rows; the answers of all are checked to be equal first."""
    roads, _ = build_roads(read_osm(extract))
    nodes = some_nodes(roads, FACILITIES, 1)
    network, edges = Network(roads, MODE), cheapest_edges(roads).turned()
    facilities = arriving(roads, nodes)
    matrix = edges.matrix()
    other: nx.DiGraph[int] = nx.DiGraph()
    other.add_weighted_edges_from(zip(edges.tail.tolist(), edges.head.tolist(), edges.cost_s.tolist(), strict=True))

    def ours() -> FloatArray:
        return nearest_of_nodes(network, facilities)[0]

    def by_scipy() -> FloatArray:
        return np.asarray(dijkstra(matrix, indices=nodes, min_only=True, return_predecessors=True)[0])

    def by_networkx() -> dict[int, float]:
        lengths: dict[int, float] = nx.multi_source_dijkstra_path_length(other, {int(node) for node in nodes})
        return lengths

    check_times(ours(), by_scipy())
    yield compare(WORK, "scipy dijkstra(min_only)", ours, by_scipy)
    yield compare(WORK, "networkx (no owner)", ours, by_networkx)
