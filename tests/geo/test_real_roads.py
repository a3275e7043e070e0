"""The search on the roads of southern Honduras against scipy's."""

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from data.osm_file import read_osm
from data.osm_roads import build_roads
from geo.engine import Engine
from geo.kernels.carry import Rows, carry_out
from geo.kernels.search import Seeds, search, tidy_desk
from geo.kernels.spread import spread
from geo.network import Network
from geo.roads import DIRECTIONS, MODES, Direction, Roads


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


def _at_every_node(roads: Roads, mode: str, nodes: np.ndarray, direction: Direction) -> tuple[np.ndarray, np.ndarray]:
    """Return the seconds to every node from the nearest of some, and which that is; ``inf`` and -1 where none is."""
    engine, owner = Engine(roads, mode), np.arange(len(nodes), dtype=np.int32)
    passage, graph = engine.searchable(direction)
    rows = Rows(engine.slot[nodes], np.zeros(len(nodes)), np.zeros(len(nodes)))
    carried = carry_out(passage, rows)
    time_s, whose = np.full(len(roads.lon), np.inf), np.full(len(roads.lon), -1, np.int32)
    with engine.desk() as desk:
        search(desk, graph, Seeds(*carried.rows, owner[carried.origin]), np.inf)
        order = np.argsort(rows.slot)
        order = order[rows.slot[order] >= engine.junctions]
        along = spread(
            passage, np.arange(len(engine.chains.tail)), desk.labels, rows.taken(order), owner[order], np.inf
        )
        of = engine.chains.node[: engine.junctions]
        time_s[of], whose[of] = desk.labels.time_s, desk.labels.owner
        tidy_desk(desk)
    inner = np.ones(len(along.time_s), dtype=np.bool_)
    inner[along.first[:-1]] = inner[along.first[1:] - 1] = False
    of = engine.chains.node[engine.junctions :]
    time_s[of], whose[of] = along.time_s[inner], along.owner[inner]
    return time_s, whose


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_time_to_every_node_is_the_one_scipy_finds(roads: Roads, mode: str, direction: Direction) -> None:
    nodes = np.random.default_rng(1).choice(roads.tail[np.isfinite(roads.time_s[mode])], 5, replace=False)
    time_s, owner = _at_every_node(roads, mode, nodes, direction)
    each = dijkstra(_quickest_arcs(roads, mode, reverse=direction == "to"), indices=nodes)
    assert np.isfinite(each).sum() > len(roads.lon)
    assert np.array_equal(time_s, each.min(axis=0))
    assert np.array_equal(owner, np.where(np.isfinite(each.min(axis=0)), each.argmin(axis=0), -1))


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
