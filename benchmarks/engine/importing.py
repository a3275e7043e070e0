"""From an OpenStreetMap file to a network that can be routed on, against two that read such files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import osmnx

from benchmarks.engine.line import Line, ahead, not_measured
from benchmarks.engine.peers import NoPeerError, peer
from benchmarks.engine.sizes import Sizes
from benchmarks.engine.turns import DifferError, in_turn
from benchmarks.made_worlds import made_file
from data.osm_file import read_osm
from data.osm_roads import build_roads
from geo.roads import Roads


def importing(sizes: Sizes) -> Iterator[Line]:
    """Yield the lines against pyrosm and OSMnx, on files whose ways all end inside: OSMnx cannot read others."""
    yield from _against_pyrosm(made_file(sizes.pbf, clipped=False))
    yield from _against_osmnx(made_file(sizes.xml, ".osm", clipped=False))


def _against_pyrosm(path: Path) -> Iterator[Line]:
    work, name, at_least = _work(path), "pyrosm to_graph(igraph)", 2
    try:
        pyrosm = peer("pyrosm.pyrosm")
        peer("igraph")
    except NoPeerError as error:
        yield not_measured(work, name, f"≥ {at_least} ×", str(error))
        return

    def theirs() -> Any:
        osm = pyrosm.OSM(str(path))
        nodes, edges = osm.get_network(network_type="all", nodes=True)
        return osm.to_graph(nodes, edges, graph_type="igraph", retain_all=True, simplify=False)

    notes: list[str] = []

    def check(ours: Roads, graph: Any) -> None:
        ends = np.array(graph.get_edgelist())
        notes.append(_same_pieces(ours, ends, np.array(graph.vs["id"])))

    try:
        timed = in_turn(lambda: _ours(path), theirs, check)
        yield ahead(work, name, timed, at_least, note="; ".join(notes))
    except DifferError as error:
        yield not_measured(work, name, f"≥ {at_least} ×", str(error))


def _against_osmnx(path: Path) -> Iterator[Line]:
    work, name = _work(path), "osmnx graph_from_xml(simplify=False)"
    notes: list[str] = []

    def check(ours: Roads, graph: Any) -> None:
        edges = np.array([(tail, head) for tail, head, _ in graph.edges])
        ids, ends = np.unique(edges, return_inverse=True)
        notes.append(_same_pieces(ours, ends.reshape(-1, 2), ids))

    try:
        timed = in_turn(lambda: _ours(path), lambda: osmnx.graph_from_xml(path, simplify=False, retain_all=True), check)
        yield ahead(work, name, timed, 20, note="; ".join(notes))
    except DifferError as error:
        yield not_measured(work, name, "≥ 20 ×", str(error))


def _work(path: Path) -> str:
    return f"{path.suffix[1:]} file of {int(path.name.split('-')[1]):,} nodes to routable network"


def _ours(path: Path) -> Roads:
    return build_roads(read_osm(path))[0]


def _same_pieces(ours: Roads, ends: np.ndarray, ids: np.ndarray) -> str:
    """Say how many neighbouring nodes both join; those of closed ways are theirs only, and barriers ours only."""
    real = ours.node_id[ours.tail] != ours.node_id[ours.head]
    mine = _pairs(ours.node_id[ours.tail][real], ours.node_id[ours.head][real])
    other = _pairs(ids[ends[:, 0]], ids[ends[:, 1]])
    both = len(np.intersect1d(mine, other))
    if both < len(mine):
        raise DifferError(f"the peer lacks {len(mine) - both:,} of {len(mine):,} pieces of road: nothing was timed")
    more = len(other) - both
    return f"the same {both:,} pieces of road" + (f"; the peer keeps {more:,} of ways closed to all" if more else "")


def _pairs(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    pair = np.stack([np.minimum(one, other), np.maximum(one, other)], axis=1).astype(np.int64)
    return np.unique(np.ascontiguousarray(pair).view([("low", np.int64), ("high", np.int64)]))
