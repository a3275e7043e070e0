"""The road graph of the phone: joined, packed and unpacked, it leads as far as the roads it was made of."""

from itertools import accumulate

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy_public_view import road_net

from geo.roads import ROAD_CLASSES, Roads
from layers.public.road_graph import LONGEST_M, encode_graph, join_chains

EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(1, 50), st.booleans()), max_size=40)


def net(edges: list[tuple[int, int, int, bool]], *, spread: float = 0.001) -> Roads:
    """Return twelve nodes on a bow and the edges among them; both ways where it is said."""
    ways = [(a, b, s) for a, b, s, both in edges for a, b in ((a, b), (b, a))[: 1 + both]]
    at = np.arange(12.0)
    return road_net(at * spread, at**2 * spread / 10, [way[:2] for way in ways], seconds=[float(s) for *_, s in ways])


def graph_of(rows: list[tuple[int, int, float]]) -> nx.DiGraph:
    graph = nx.DiGraph()
    for tail, head, seconds in rows:
        graph.add_edge(tail, head, s=min(seconds, graph.get_edge_data(tail, head, {"s": seconds})["s"]))
    return graph


def decoded(coded: dict[str, list[int]]) -> tuple[list[tuple[float, float]], list[tuple[int, int, int, int]]]:
    """Return the points and the directed edges (tail, head, metres, seconds) as the page reads them."""
    points = [(x / 1e4, y / 1e4) for x, y in zip(accumulate(coded["x"]), accumulate(coded["y"]), strict=True)]
    edges, tail = [], 0
    for at in range(0, len(coded["e"]), 5):
        step, reach, metres, seconds, one_way = coded["e"][at : at + 5]
        tail += step
        edges.append((tail, tail + reach, metres, seconds))
        edges += [] if one_way % 2 else [(tail + reach, tail, metres, seconds)]
    return points, edges


@settings(max_examples=300, deadline=None)
@given(EDGES)
def test_joining_keeps_the_time_between_all_nodes_that_stay(edges: list[tuple[int, int, int, bool]]) -> None:
    roads = net(edges)
    joined = join_chains(roads)
    whole = graph_of(list(zip(roads.tail.tolist(), roads.head.tolist(), roads.time_s["drive"].tolist(), strict=True)))
    ends = joined.node[joined.tail].tolist(), joined.node[joined.head].tolist()
    small = graph_of(list(zip(*ends, joined.seconds.tolist(), strict=True)))
    small.add_nodes_from(joined.node.tolist())
    for start in joined.node.tolist():
        before = nx.single_source_dijkstra_path_length(whole, start, weight="s")
        after = nx.single_source_dijkstra_path_length(small, start, weight="s")
        assert after == {node: time for node, time in before.items() if node in small}


@settings(max_examples=300, deadline=None)
@given(EDGES, st.sets(st.integers(0, 22)))
def test_joining_keeps_where_one_can_walk(edges: list[tuple[int, int, int, bool]], motorways: set[int]) -> None:
    roads = net(edges)
    # Both directions of a road are of one class.
    roads.road_class[np.isin(roads.tail + roads.head, list(motorways))] = ROAD_CLASSES.index("motorway")
    joined = join_chains(roads)
    walked = roads.road_class != ROAD_CLASSES.index("motorway")
    whole = nx.Graph(list(zip(roads.tail[walked].tolist(), roads.head[walked].tolist(), strict=True)))
    ends = joined.node[joined.tail[joined.on_foot]].tolist(), joined.node[joined.head[joined.on_foot]].tolist()
    small = nx.Graph(list(zip(*ends, strict=True)))
    for graph in (whole, small):
        graph.add_nodes_from(joined.node.tolist())
    for start in joined.node.tolist():
        reached = nx.node_connected_component(whole, start) & set(joined.node.tolist())
        assert nx.node_connected_component(small, start) == reached


def test_where_two_one_way_roads_meet_people_still_walk_through() -> None:
    # 0 → 1 is a motorway. Cars come from 3 to 1 by 2 and 0; on foot there is 3, 2, 1, against the second of the roads.
    roads = net([(0, 1, 1, False), (1, 2, 1, False), (2, 0, 1, False), (3, 2, 1, False)])
    roads.road_class[np.isin(roads.tail + roads.head, [1])] = ROAD_CLASSES.index("motorway")
    joined = join_chains(roads)
    walked = zip(joined.node[joined.tail[joined.on_foot]], joined.node[joined.head[joined.on_foot]], strict=True)
    graph = nx.Graph([(int(a), int(b)) for a, b in walked])
    assert nx.has_path(graph, 1, 3)


def test_beside_a_motorway_the_road_that_is_walked_stays() -> None:
    ends = [(0, 3, 5, True), (0, 4, 5, True), (1, 5, 5, True), (1, 6, 5, True)]
    roads = net([(0, 1, 10, True), (0, 2, 30, True), (2, 1, 30, True), *ends])
    roads.road_class[:2] = ROAD_CLASSES.index("motorway")
    joined = join_chains(roads)
    between = (joined.tail == 0) & (joined.head == 1)
    assert list(zip(joined.seconds[between].tolist(), joined.on_foot[between].tolist(), strict=True)) == [
        (10.0, False),
        (60.0, True),
    ]
    coded = encode_graph(joined, roads, ["MX"] * len(joined.node))["e"]
    assert sorted(zip(coded[3::5], coded[4::5], strict=True)) == [(5, 0)] * 4 + [(10, 2), (60, 0)]


def test_a_chain_is_joined_into_one_edge() -> None:
    joined = join_chains(net([(at, at + 1, 10, True) for at in range(5)]))
    assert joined.node.tolist() == [0, 5]
    assert list(zip(joined.tail.tolist(), joined.head.tolist(), joined.seconds.tolist(), strict=True)) == [
        (0, 1, 50.0),
        (1, 0, 50.0),
    ]


def test_a_one_way_chain_stays_one_way_and_a_junction_stays() -> None:
    joined = join_chains(net([(0, 1, 5, False), (1, 2, 5, False), (2, 3, 1, True), (2, 4, 1, True)]))
    assert joined.node.tolist() == [0, 2, 3, 4]
    assert (0, 1) in zip(joined.tail.tolist(), joined.head.tolist(), strict=True)
    assert (1, 0) not in zip(joined.tail.tolist(), joined.head.tolist(), strict=True)


def test_the_quickest_of_two_ways_stays() -> None:
    ends = [(0, 3, 1, True), (0, 4, 1, True), (1, 5, 1, True), (1, 6, 1, True)]
    joined = join_chains(net([(0, 1, 90, True), (0, 2, 10, True), (2, 1, 10, True), *ends]))
    assert joined.node.tolist() == [0, 1, 3, 4, 5, 6]
    assert joined.seconds[(joined.tail == 0) & (joined.head == 1)].tolist() == [20.0]


def test_no_joined_piece_is_longer_than_three_kilometres() -> None:
    roads = net([(at, at + 1, 10, True) for at in range(11)], spread=0.01)
    joined = join_chains(roads)
    assert 2 < len(joined.node) < 12
    assert joined.metres.max() <= LONGEST_M


def test_a_road_closed_to_cars_and_a_node_without_roads_are_left_out() -> None:
    roads = road_net(np.arange(3.0), np.zeros(3), [(0, 1), (1, 2)], seconds=[7.0, np.inf])
    assert join_chains(roads).node.tolist() == [0, 1]


@settings(deadline=None)
@given(EDGES)
def test_what_is_packed_is_unpacked_again(edges: list[tuple[int, int, int, bool]]) -> None:
    roads = net(edges)
    joined = join_chains(roads)
    points, ways = decoded(encode_graph(joined, roads, [""] * len(joined.node)))
    kept = list(zip(roads.lon[joined.node].round(4).tolist(), roads.lat[joined.node].round(4).tolist(), strict=True))
    rows = zip(joined.tail, joined.head, joined.metres, joined.seconds, strict=True)
    expected = [(kept[a], kept[b], max(round(m), 1), max(round(s), 1)) for a, b, m, s in rows]
    assert sorted(points) == sorted(kept)
    assert sorted((points[a], points[b], m, s) for a, b, m, s in ways) == sorted(expected)


def test_a_two_way_road_takes_five_small_numbers() -> None:
    roads = net([(0, 1, 10, True)])
    coded = encode_graph(join_chains(roads), roads, ["MX", "MX"])
    e = [0, 1, pytest.approx(112, abs=1), 10, 0]
    assert coded == {"x": [0, 10], "y": [0, 1], "e": e, "c": ["MX", 2]}


def test_no_roads_are_no_graph() -> None:
    roads = net([])
    assert encode_graph(join_chains(roads), roads, []) == {"x": [], "y": [], "e": [], "c": []}
