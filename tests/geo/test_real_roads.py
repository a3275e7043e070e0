"""The search on the roads of southern Honduras against scipy's."""

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from data.osm_file import read_osm
from data.osm_roads import build_roads
from geo.graph import build_graph
from geo.kernels.search import Seeds, search
from geo.network import Network
from geo.roads import MODES, Roads


@pytest.fixture(scope="module")
def roads(real_data: Path) -> Roads:
    return build_roads(read_osm(real_data / "osm" / "honduras-south.osm.pbf"))[0]


def _quickest_arcs(roads: Roads, mode: str, *, reverse: bool) -> csr_array:
    """Return the graph for scipy, which knows one arc between two nodes: the quickest."""
    time_s = roads.time_s[mode]
    tail, head = (roads.head, roads.tail) if reverse else (roads.tail, roads.head)
    order = np.lexsort((time_s, head, tail))
    order = order[np.isfinite(time_s[order])]
    first = np.concatenate([[True], np.any(np.diff(np.stack([tail[order], head[order]])) != 0, axis=0)])
    kept = order[first]
    shape = (len(roads.lon), len(roads.lon))
    return csr_array((time_s[kept], (tail[kept], head[kept])), shape=shape)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("reverse", [False, True])
def test_the_time_to_every_node_is_the_one_scipy_finds(roads: Roads, mode: str, reverse: bool) -> None:  # noqa: FBT001
    seeds = np.random.default_rng(1).choice(roads.tail[np.isfinite(roads.time_s[mode])], 5, replace=False)
    nothing = np.zeros(len(seeds))
    labels = search(
        build_graph(roads, mode, reverse=reverse),
        Seeds(seeds.astype(np.int32), nothing, nothing, np.arange(len(seeds), dtype=np.int32)),
        np.inf,
    )
    each = dijkstra(_quickest_arcs(roads, mode, reverse=reverse), indices=seeds)
    assert np.isfinite(each).sum() > len(roads.lon)
    assert np.array_equal(labels.time_s, each.min(axis=0))
    assert np.array_equal(labels.owner, np.where(np.isfinite(each.min(axis=0)), each.argmin(axis=0), -1))


def test_nearest_and_the_smallest_of_the_matrix_agree_on_real_roads(roads: Roads) -> None:
    network, rng = Network(roads, "drive"), np.random.default_rng(2)
    node = rng.choice(len(roads.lon), 220)
    places = network.snap(roads.lon[node] + rng.normal(0, 0.002, 220), roads.lat[node] + rng.normal(0, 0.002, 220))
    points, facilities = places.taken(np.arange(200)), places.taken(np.arange(200, 220))
    matrix, found = network.matrix(points, facilities), network.nearest(points, facilities)
    assert np.isfinite(matrix).any()
    assert np.array_equal(found.time_s, matrix.min(axis=1))
    reached = np.isfinite(found.time_s)
    assert np.array_equal(found.facility[reached], matrix.argmin(axis=1)[reached])
