"""Drawn shapes: many facilities the way OSMnx's example does it, and one shape against a union of edge buffers."""

from collections.abc import Iterator

import networkx as nx
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from benchmarks.engine.doors import MODE, leaving, some_nodes, sweep
from benchmarks.engine.line import Line, ahead, at_most, not_measured
from benchmarks.engine.osmnx_way import make_iso_polys, osmnx_graph
from benchmarks.engine.sizes import Sizes
from benchmarks.engine.turns import DifferError, in_turn, share_that_fits
from benchmarks.made_worlds import made_roads
from benchmarks.world import extracts_or_reason
from data.osm_file import read_osm
from data.osm_roads import build_roads
from geo.geodesy import metres_per_degree
from geo.isochrone import Isochrone, draw_isochrone
from geo.network import Network
from geo.reached import Reached
from geo.roads import IntArray, Roads
from geo.snap import Snaps

MINUTES = (15, 30, 60)
POLYGON_MINUTES = (15, 30)
LOSS = 0.005
TOWNS = 3  # whose shapes are compared


def isochrones(sizes: Sizes) -> Iterator[Line]:
    """Yield the line of facilities at three cutoffs: on a real extract where there is one."""
    extracts, _ = extracts_or_reason()
    roads = build_roads(read_osm(extracts[0]))[0] if extracts else made_roads(sizes.xml)
    where = "southern Honduras" if extracts else "a made world"
    network, graph = Network(roads, MODE), osmnx_graph(roads)
    nodes = some_nodes(roads, sizes.drawn, 6)
    places = leaving(roads, nodes)
    cutoffs = [minutes * 60.0 for minutes in MINUTES]
    work = f"isochrones of {len(nodes)} facilities at {', '.join(map(str, MINUTES))} min, {where}, {len(graph):,} nodes"
    peer, at_least = "osmnx's example: ego_graph, buffers, union", 100

    def ours(count: int) -> list[list[Isochrone]]:
        return [_drawn(network, places.taken(np.array([k])), cutoffs) for k in range(count)]

    def theirs(count: int) -> list[list[BaseGeometry]]:
        return [make_iso_polys(graph, int(node), cutoffs) for node in nodes[:count]]

    our_count, their_count = (
        share_that_fits(ours, len(nodes)),
        share_that_fits(theirs, len(nodes), probe=1, warmed=True),
    )
    try:
        _check_reach(network, graph, nodes[:1], cutoffs)
        times = in_turn(lambda: ours(our_count), lambda: theirs(their_count), lambda _a, _b: None)
    except DifferError as error:
        yield not_measured(work, peer, f"≥ {at_least} ×", str(error))
        return
    counts = (("ours", our_count), ("peer", their_count))
    sampled = [f"{who}: {count} facilities, scaled" for who, count in counts if count < len(nodes)]
    scaled = times.scaled(len(nodes) / our_count, len(nodes) / their_count)
    yield ahead(work, peer, scaled, at_least, note="; ".join(["the same nodes reached", *sampled]))


def polygons(sizes: Sizes) -> Iterator[Line]:
    """Yield for each cutoff the time against a union of buffers as wide, and what the shape loses of the nodes."""
    roads = made_roads(sizes.country)
    network = Network(roads, MODE)
    nodes = some_nodes(roads, TOWNS, 7)
    places = leaving(roads, nodes)
    for minutes in POLYGON_MINUTES:
        cutoff_s = minutes * 60.0
        found = [_reached(network, places, k, cutoff_s) for k in range(TOWNS)]
        shapes: list[tuple[list[Isochrone], list[BaseGeometry]]] = []
        times = in_turn(
            lambda f=found, c=cutoff_s: [draw_isochrone(roads, each, cutoff_s=c) for each in f],  # type: ignore[misc]
            lambda f=found, c=cutoff_s: [_union(roads, each, c) for each in f],  # type: ignore[misc]
            lambda a, b, s=shapes: s.append((a, b)),  # type: ignore[misc]
        )
        drawn, widened = shapes[0]
        inside = [_reached_nodes(roads, each) for each in found]
        ours = float(np.mean([_iou(roads, at, shape.shape) for at, shape in zip(inside, drawn, strict=True)]))
        theirs = float(np.mean([_iou(roads, at, shape) for at, shape in zip(inside, widened, strict=True)]))
        reach = f"{np.mean([at.sum() for at in inside]):,.0f} nodes reached on average"
        yield ahead(f"polygons of {TOWNS} facilities at {minutes} min", "union of edge buffers", times, 50, note=reach)
        told = f"node IoU {ours:.3f}, of the union {theirs:.3f}"
        yield at_most(f"the same: loss of node IoU at {minutes} min", theirs - ours, "", LOSS, note=told)


def _reached(network: Network, places: Snaps, place: int, cutoff_s: float) -> Reached:
    return network.reached(places.taken(np.array([place])), direction="from", cutoff_s=cutoff_s)


def _drawn(network: Network, place: Snaps, cutoffs: list[float]) -> list[Isochrone]:
    return [draw_isochrone(network.roads, _reached(network, place, 0, c), cutoff_s=c) for c in cutoffs]


def _check_reach(network: Network, graph: "nx.MultiDiGraph[int]", nodes: IntArray, cutoffs: list[float]) -> None:
    """Compare how many nodes are reached."""
    source = leaving(network.roads, nodes)
    for cutoff_s in cutoffs:
        around = nx.ego_graph(graph, int(nodes[0]), radius=cutoff_s, distance="time")
        theirs = len(around)
        ours = int(sweep(network, source, cutoff_s).nodes[0])
        if ours != theirs:
            raise DifferError(f"ours reaches {ours} nodes, the peer {theirs}: nothing was timed")


def _union(roads: Roads, reached: Reached, cutoff_s: float) -> BaseGeometry:
    """Return the stretches reached, each widened as much as ours are, as one shape."""
    east, north = metres_per_degree(float(np.median(roads.lat[roads.tail[reached.edge]])))
    tail, head = (np.stack([roads.lon[at] * east, roads.lat[at] * north], 1) for at in _ends(roads, reached))
    start = tail + reached.start[:, None] * (head - tail)
    end = tail + reached.end[:, None] * (head - tail)
    buffer_m = 250.0 * max(1.0, cutoff_s / 1_800.0)
    shape = shapely.union_all(shapely.buffer(shapely.linestrings(np.stack([start, end], axis=1)), buffer_m))
    return shapely.transform(shape, lambda xy: xy / np.array([east, north]))


def _ends(roads: Roads, reached: Reached) -> tuple[np.ndarray, np.ndarray]:
    return roads.tail[reached.edge], roads.head[reached.edge]


def _reached_nodes(roads: Roads, reached: Reached) -> np.ndarray:
    """Return for every node whether an edge is reached up to it."""
    at = np.zeros(len(roads.lon), dtype=np.bool_)
    tail, head = _ends(roads, reached)
    at[tail[reached.start <= 0]] = at[head[reached.end >= 1]] = True
    return at


def _iou(roads: Roads, reached: np.ndarray, shape: BaseGeometry) -> float:
    """Return the nodes both reached and inside the shape, as a share of those that are either."""
    open_edge = np.isfinite(roads.time_s[MODE])
    drivable_nodes = np.unique(np.concatenate([roads.tail[open_edge], roads.head[open_edge]]))
    west, south, east, north = shape.bounds
    lon, lat = roads.lon[drivable_nodes], roads.lat[drivable_nodes]
    near = drivable_nodes[(lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)]
    shapely.prepare(shape)
    inside = near[shapely.contains_xy(shape, roads.lon[near], roads.lat[near])]
    both = int(reached[inside].sum())
    return both / (len(inside) + int(reached.sum()) - both)
