"""A dense matrix of times between many origins and destinations; what each prepares once is told apart."""

from collections.abc import Iterator

import numpy as np

from benchmarks.engine.doors import MODE, arriving, leaving, some_nodes
from benchmarks.engine.line import Line, ahead, not_measured
from benchmarks.engine.peers import NoPeerError, cheapest_edges, check_times, peer
from benchmarks.engine.sizes import Sizes
from benchmarks.engine.turns import DifferError, in_turn, timed
from benchmarks.made_worlds import made_roads
from geo.network import Network
from geo.roads import FloatArray

MS = 1_000.0
ROUNDED_S = 2.0  # RoutingKit counts whole milliseconds an edge: a way of thousands of edges may be off by so much


def origin_destination(sizes: Sizes) -> Iterator[Line]:
    """Yield the line against RoutingKit's customizable contraction hierarchies."""
    roads = made_roads(sizes.country)
    work = f"OD {sizes.sources:,} × {sizes.points:,}, {len(roads.node_id):,} nodes"
    name, at_least = "RoutingKit CCH (pyroutingkit)", 10
    try:
        kit = peer("pyroutingkit")
    except NoPeerError as error:
        yield not_measured(work, name, f"≥ {at_least} ×", str(error))
        return
    points, facilities = some_nodes(roads, sizes.points, 4), some_nodes(roads, sizes.sources, 5)
    network, made_s = timed(lambda: Network(roads, MODE))
    at_points, at_facilities = leaving(roads, points), arriving(roads, facilities)
    _, first_s = timed(lambda: network.matrix(at_points, at_facilities))
    edges = cheapest_edges(roads)
    topology, metric = kit.CCHTopology(), None
    lat, lon = roads.lat.astype(np.float32), roads.lon.astype(np.float32)
    order = (edges.tail.astype(np.uint32), edges.head.astype(np.uint32), lat, lon, len(lat))
    _, built_s = timed(lambda: topology.build(*order))
    metric = kit.CCHMetric(topology)
    _, fitted_s = timed(lambda: metric.customize(np.rint(edges.cost_s * MS).astype(np.uint32)))

    def ours() -> FloatArray:
        return network.matrix(at_points, at_facilities)

    def theirs() -> FloatArray:
        found = metric.distances_many_to_many(points.astype(np.uint32), facilities.astype(np.uint32))
        return np.where(found >= kit.INF_WEIGHT, np.inf, found.reshape(len(points), -1) / MS)

    try:
        times = in_turn(ours, theirs, lambda a, b: check_times(a, b, tolerance_s=ROUNDED_S))
    except DifferError as error:
        yield not_measured(work, name, f"≥ {at_least} ×", str(error))
        return
    note = (
        f"prepared before, once: ours {made_s + first_s:.3g} s (with a first answer), RoutingKit {built_s:.3g} s for "
        f"the order and {fitted_s:.3g} s for the weights"
    )
    yield ahead(work, name, times, at_least, note=note)
