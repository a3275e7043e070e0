"""The nearest facility of every node, by those who drive to it."""

from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import dijkstra

from benchmarks.engine.doors import MODE, arriving, nearest_of_nodes, some_nodes
from benchmarks.engine.line import Line, ahead, not_measured
from benchmarks.engine.peers import TOLERANCE_S, Edges, NoPeerError, cheapest_edges, check_times, peer
from benchmarks.engine.sizes import Sizes
from benchmarks.engine.turns import DifferError, in_turn
from benchmarks.made_worlds import made_roads
from geo.network import Network
from geo.roads import FloatArray, IntArray, Roads

FARTHEST_S = 100_000.0
PANDANA_UNIT = 10.0  # of them a second: it cuts the cost of an edge to thousandths
PANDANA_TOLERANCE_S = 1.0  # and so loses a ten-thousandth of a second on each
TIES = 1e-5  # of all nodes may be as near to another facility
Answer = tuple[FloatArray, npt.NDArray[np.int32]]


def nearest_large(sizes: Sizes) -> Iterator[Line]:
    """Yield the line of the large world: times and owners against scipy."""
    roads = made_roads(sizes.large)
    nodes = some_nodes(roads, sizes.many, 1)
    ours = _ours(roads, nodes)
    matrix = cheapest_edges(roads).turned().matrix()

    def by_scipy() -> Answer:
        time_s, _, source = dijkstra(matrix, indices=nodes, min_only=True, return_predecessors=True)
        return time_s, source

    def check(ours: Answer, theirs: Answer) -> None:
        time_s, source = theirs
        _check(ours, (time_s, np.where(source >= 0, np.searchsorted(nodes, source), -1)))

    work, name = f"nearest of {sizes.many:,}, {len(roads.node_id):,} nodes, with owner", "scipy dijkstra(min_only)"
    try:
        yield ahead(work, name, in_turn(ours, by_scipy, check), 5)
    except DifferError as error:
        yield not_measured(work, name, "≥ 5 ×", str(error))


def nearest_country(sizes: Sizes) -> Iterator[Line]:
    """Yield the lines of the country: pandana, igraph, networkx."""
    roads = made_roads(sizes.country)
    nodes = some_nodes(roads, sizes.few, 1)
    ours, edges = _ours(roads, nodes), cheapest_edges(roads)
    work = f"nearest of {sizes.few:,}, {len(roads.node_id):,} nodes"
    for name, made, at_least, tolerance_s, note in (
        ("pandana nearest_pois", _pandana, 50, PANDANA_TOLERANCE_S, "pandana's preprocessing not counted"),
        ("igraph distances", _igraph, 15, TOLERANCE_S, "one source joined to all facilities; igraph tells no owner"),
        ("networkx multi_source_dijkstra_path_length", _networkx, 80, TOLERANCE_S, "networkx tells no owner"),
    ):
        try:
            ask = made(roads, edges, nodes)
            timed = in_turn(
                ours,
                ask,
                lambda a, b, t=tolerance_s: check_times(a[0], b, tolerance_s=t),  # type: ignore[misc]
            )
            yield ahead(work, name, timed, at_least, note=note)
        except (NoPeerError, DifferError) as error:
            yield not_measured(work, name, f"≥ {at_least} ×", str(error))


def _ours(roads: Roads, nodes: IntArray) -> Callable[[], Answer]:
    """Return our answer at every node."""
    network, facilities = Network(roads, MODE), arriving(roads, nodes)
    return lambda: nearest_of_nodes(network, facilities)


def _check(ours: Answer, theirs: Answer) -> None:
    """Compare times and owners; a few nodes may be as near to two facilities."""
    check_times(ours[0], theirs[0])
    other = np.mean(ours[1] != theirs[1])
    if other > TIES:
        raise DifferError(f"the owners differ at a share of {other:.2g} of the nodes: nothing was timed")


def _pandana(roads: Roads, edges: Edges, nodes: IntArray) -> Any:
    """Its searches follow the edges to the places, so that it gets the edges as they are driven."""
    pandana, pandas = peer("pandana"), peer("pandas")
    lon, lat = pandas.Series(np.array(roads.lon)), pandas.Series(np.array(roads.lat))
    costs = pandas.DataFrame({"time": edges.cost_s * PANDANA_UNIT})
    network = pandana.Network(lon, lat, pandas.Series(edges.tail), pandas.Series(edges.head), costs, twoway=False)
    farthest = FARTHEST_S * PANDANA_UNIT
    network.set_pois("facility", farthest, 1, lon[nodes], lat[nodes])

    def ask() -> FloatArray:
        found = network.nearest_pois(farthest, "facility", num_pois=1, include_poi_ids=True)[1].to_numpy()
        return np.where(found >= farthest, np.inf, found / PANDANA_UNIT)

    return ask


def _igraph(_roads: Roads, edges: Edges, nodes: IntArray) -> Any:
    igraph = peer("igraph")
    turned, count = edges.turned(), edges.nodes
    tail, head = np.append(turned.tail, np.full(len(nodes), count)), np.append(turned.head, nodes)
    other = igraph.Graph(n=count + 1, edges=np.column_stack([tail, head]), directed=True)
    weights = np.append(edges.cost_s, np.zeros(len(nodes))).tolist()
    return lambda: np.array(other.distances(source=[count], weights=weights, mode="out")[0][:-1])


def _networkx(_roads: Roads, edges: Edges, nodes: IntArray) -> Any:
    other: nx.DiGraph[int] = nx.DiGraph()
    turned = edges.turned()
    rows = zip(turned.tail.tolist(), turned.head.tolist(), turned.cost_s.tolist(), strict=True)
    other.add_weighted_edges_from(rows)

    def ask() -> FloatArray:
        time_s = np.full(edges.nodes, np.inf)
        found = nx.multi_source_dijkstra_path_length(other, set(nodes.tolist()))
        time_s[list(found)] = list(found.values())
        return time_s

    return ask
