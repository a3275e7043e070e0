"""The searches asked about a random multigraph, and every answer held against what scipy and networkx know."""

import heapq
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import multigraphs
import networkx as nx
import numpy as np
import numpy.typing as npt
from multigraphs import TICK_S, FloatArray, World

from geo import graph as of_graph
from geo.kernels import onward as of_onward
from geo.kernels import read as of_read
from geo.kernels import search as of_search
from geo.kernels.read import Found
from geo.kernels.search import Graph, Labels, Seeds
from geo.roads import Roads

DECORATOR = "from geo.kernels.compiled import compiled\n"
ENOUGH_STEPS = 200_000  # several times what the worlds of a test take together


class Kernels(NamedTuple):
    """The functions to be held to it, compiled or not."""

    build_graph: Callable[..., Graph]
    search: Callable[..., Labels]
    read: Callable[..., Found]
    search_onward: Callable[..., tuple[FloatArray, Any]]


class Answers(NamedTuple):
    """What the kernels say for one cutoff."""

    labels: Labels
    found: Found


class Known(NamedTuple):
    """What is known of a world by other means: seconds from every owner (rows) to every node and point (columns)."""

    world: World
    graph: nx.MultiDiGraph
    at_nodes: FloatArray
    at_points: FloatArray


COMPILED = Kernels(of_graph.build_graph, of_search.search, of_read.read, of_onward.search_onward)


def plain(module: str = "", old: str = "", new: str = "") -> Kernels:
    """Return the kernels not compiled; with `old` replaced by `new` in the text of `module` to see what notices.

    A changed kernel that would never end is stopped.
    """
    sources = {"build_graph": of_graph, "search": of_search, "read": of_read, "search_onward": of_onward}
    texts = {name: Path(str(source.__file__)).read_text("utf-8") for name, source in sources.items()}
    if module:
        assert texts[module].count(old) == 1, f"{module} has not just one: {old}"
        texts[module] = texts[module].replace(old, new)
    names = {name: _run(text) for name, text in texts.items()}
    if "heappop" in names.get(module, {}):
        names[module]["heappop"] = _stopped(heapq.heappop)
    return Kernels(**{name: found[name] for name, found in names.items()})


def _run(text: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "plain"}
    exec(text.replace(DECORATOR, "compiled = lambda kernel: kernel\n"), names)  # noqa: S102  (our own files)
    return names


def _stopped(heappop: Callable[[list[Any]], Any]) -> Callable[[list[Any]], Any]:
    steps = iter(range(ENOUGH_STEPS))

    def step(heap: list[Any]) -> Any:
        assert next(steps, None) is not None, "it never ends"
        return heappop(heap)

    return step


def known(seed: int) -> Known:
    """Return the world of a number and the times in it; scipy, networkx and the sum by hand agree on them."""
    world = multigraphs.random_world(seed)
    graph = multigraphs.graph_of_networkx(world)
    at_nodes = multigraphs.times_by_hand(world)
    assert np.array_equal(at_nodes, multigraphs.times_of_scipy(world)), "scipy knows other times"
    assert np.array_equal(at_nodes, multigraphs.times_of_networkx(graph, world)), "networkx knows other times"
    return Known(world, graph, at_nodes, multigraphs.times_at_points(world, at_nodes))


def cutoffs(know: Known, seed: int) -> Iterator[float]:
    """Yield no cutoff, one that is just a time of a node, one of a point, and those a tick below."""
    rng = np.random.default_rng(seed)
    yield np.inf
    for times in (know.at_nodes, know.at_points):
        finite = times[np.isfinite(times)]
        if finite.size:
            just = float(rng.choice(finite))
            yield from (just, just - TICK_S)


def graph_of(kernels: Kernels, world: World) -> Graph:
    """Return the graph to be searched; in half of them a closure came later (as by ``Network.with_times``)."""
    arcs = len(world.tail)
    later = arcs % 2 == 1
    nothing, open_s = np.zeros(world.nodes), np.where(np.isfinite(world.cost_s), world.cost_s, 0.0)
    small = np.zeros(arcs, np.int8)
    roads = Roads(
        node_id=np.arange(world.nodes),
        lon=nothing,
        lat=nothing,
        tail=world.tail,
        head=world.head,
        length_m=world.length_m,
        road_class=small,
        way_id=np.arange(arcs),
        ground=small,
        time_s={"drive": open_s if later else world.cost_s},
    )
    graph = kernels.build_graph(roads, "drive", reverse=world.turned)
    return graph._replace(cost_s=world.cost_s[graph.edge]) if later else graph


def answers(kernels: Kernels, graph: Graph, world: World, cutoff_s: float) -> Answers:
    """Return the labels of the nodes and what is read from them at the points."""
    labels = kernels.search(graph, world.seeds, cutoff_s)
    return Answers(labels, kernels.read(labels, world.ends, world.direct, cutoff_s))


def onward(kernels: Kernels, graph: Graph, world: World) -> tuple[FloatArray, Any]:
    """Return times and owners of the nearest onward; seeds join in falling rank."""
    order = np.argsort(-world.owner_rank[world.seeds.owner], kind="stable")
    seeds = Seeds(*(column[order] for column in world.seeds))
    return kernels.search_onward(
        graph, seeds, world.owner_rank[seeds.owner], world.ends, world.direct, world.point_rank, world.owner_rank
    )


def check(kernels: Kernels, know: Known, seed: int) -> None:
    """Hold every answer of the kernels in a world against what is known of it."""
    world = know.world
    graph = graph_of(kernels, world)
    _check_graph(graph, world)
    for cutoff_s in cutoffs(know, seed):
        labels, found = answers(kernels, graph, world, cutoff_s)
        _check_nearest(know.at_nodes, cutoff_s, (labels.time_s, labels.owner), f"nodes within {cutoff_s}")
        _check_nearest(know.at_points, cutoff_s, (found.time_s, found.owner), f"points within {cutoff_s}")
        _check_arcs(graph, world, labels)
        _check_ways(know, graph, labels)
        _check_points(world, labels, found)
    ahead = np.where(world.owner_rank[:, None] >= world.point_rank, know.at_points, np.inf)
    _check_nearest(ahead, np.inf, onward(kernels, graph, world), "points onward")
    for point in range(len(world.point_rank)):  # the search goes no farther than the points asked about need
        _check_nearest(
            ahead[:, [point]], np.inf, onward(kernels, graph, _alone(world, point)), f"point {point} onward, alone"
        )


def _alone(world: World, point: int) -> World:
    """Return the world with one of its points only."""
    ends, direct = (
        type(rows)(np.array([0, last - first]), *(column[first:last] for column in rows[1:]))
        for rows in (world.ends, world.direct)
        for first, last in [rows.indptr[point : point + 2]]
    )
    return world._replace(ends=ends, direct=direct, point_rank=world.point_rank[point : point + 1])


def _check_graph(graph: Graph, world: World) -> None:
    """Check that every open arc is in the graph once, with all that is its own."""
    leaves, enters = world.passed()
    is_open = np.isfinite(world.cost_s)
    assert np.array_equal(np.unique(graph.edge[np.isfinite(graph.cost_s)]), np.flatnonzero(is_open)), "arcs"
    assert len(np.unique(graph.edge)) == len(graph.edge), "an arc twice"
    own = (leaves, enters, world.cost_s, world.length_m)
    said = (_tails(graph), graph.head, graph.cost_s, graph.length_m)
    for column, found in zip(own, said, strict=True):
        assert np.array_equal(found, column[graph.edge]), "what belongs to another arc"


def _tails(graph: Graph) -> npt.NDArray[np.int64]:
    return np.repeat(np.arange(len(graph.indptr) - 1), np.diff(graph.indptr))


def _check_nearest(times: FloatArray, cutoff_s: float, said: tuple[FloatArray, Any], where: str) -> None:
    time_s, owner = multigraphs.nearest(np.where(times <= cutoff_s, times, np.inf))
    assert np.array_equal(said[0], time_s), f"times of {where}: {said[0]}, not {time_s}"
    assert np.array_equal(said[1], owner), f"owners of {where}: {said[1]}, not {owner}"


def _check_arcs(graph: Graph, world: World, labels: Labels) -> None:
    """Check that a label is that of the node before it and its arc, or that of a seed, or says that there is none."""
    reached = np.isfinite(labels.time_s)
    assert np.isinf(labels.length_m[~reached]).all(), "a length without a way"
    assert (labels.via[~reached] == -1).all(), "an arc without a way"
    node = np.flatnonzero(labels.via >= 0)
    arc = labels.via[node]
    before = _tails(graph)[arc]
    assert np.array_equal(graph.head[arc], node), "the last arc leads elsewhere"
    assert np.array_equal(labels.time_s[before] + graph.cost_s[arc], labels.time_s[node]), "time of the last arc"
    assert np.array_equal(labels.length_m[before] + graph.length_m[arc], labels.length_m[node]), "length of the way"
    assert np.array_equal(labels.owner[before], labels.owner[node]), "owner of the way"
    rows = set(zip(*(column.tolist() for column in world.seeds), strict=True))
    for start in np.flatnonzero(reached & (labels.via < 0)).tolist():
        label = (start, float(labels.time_s[start]), float(labels.length_m[start]), int(labels.owner[start]))
        assert label in rows, f"no such seed: {label}"


def _check_ways(know: Known, graph: Graph, labels: Labels) -> None:
    """Check that the last arcs lead back to a seed, and that networkx finds the way as short as the label says."""
    tail = _tails(graph).tolist()
    for node in np.flatnonzero(np.isfinite(labels.time_s)).tolist():
        way = [node]
        while labels.via[way[-1]] >= 0:
            way.append(tail[labels.via[way[-1]]])
            assert len(way) <= know.world.nodes, f"the way to {node} goes in a circle"
        way.append(know.world.nodes + int(labels.owner[node]))
        assert nx.path_weight(know.graph, way[::-1], "weight") == labels.time_s[node], f"the way to {node}"


def _check_points(world: World, labels: Labels, found: Found) -> None:
    """Check that a point's length, owner and node belong to one of its rows."""
    ends, direct = world.ends, world.direct
    for point, (time_s, length_m, owner, node) in enumerate(zip(*found, strict=True)):
        said = (float(time_s), float(length_m), int(owner), int(node))
        rows = {(np.inf, np.inf, -1, -1)}
        if np.isfinite(time_s):
            near = range(ends.indptr[point], ends.indptr[point + 1])
            beside = range(direct.indptr[point], direct.indptr[point + 1])
            rows = {_by_node(labels, ends, k) for k in near}
            rows |= {(float(direct.cost_s[k]), float(direct.length_m[k]), int(direct.owner[k]), -1) for k in beside}
        assert said in rows, f"point {point} has no way such as {said}"


def _by_node(labels: Labels, ends: Any, row: int) -> tuple[float, float, int, int]:
    node = int(ends.node[row])
    time_s, length_m = labels.time_s[node] + ends.cost_s[row], labels.length_m[node] + ends.length_m[row]
    return float(time_s), float(length_m), int(labels.owner[node]), node


def check_work(kernels: Kernels, know: Known) -> None:
    """Check that kernels that are not compiled leave each node they reach once, and none twice."""
    world = know.world._replace(
        point_rank=np.zeros_like(know.world.point_rank), owner_rank=np.zeros_like(know.world.owner_rank)
    )
    graph, indptr = counted(graph_of(kernels, world))
    reached = int(np.isfinite(kernels.search(graph, world.seeds, np.inf).time_s).sum())
    assert indptr.nodes_left() == reached, "nodes are left in vain"
    graph, indptr = counted(graph)
    onward(kernels, graph, world)
    assert indptr.nodes_left() <= reached, "nodes are left in vain onward"


class Counted(list[int]):
    """Where the arcs of each node begin; it counts how often it is asked."""

    asked = 0

    def __getitem__(self, at: Any) -> Any:
        """Return a value and count it."""
        self.asked += 1
        return super().__getitem__(at)

    def nodes_left(self) -> int:
        """Return how often the arcs of a node were gone through: both their ends are asked for."""
        return self.asked // 2


def counted(graph: Graph) -> tuple[Graph, Counted]:
    """Return a graph that counts how often a node of it is left."""
    indptr = Counted(graph.indptr)
    return graph._replace(indptr=indptr), indptr


def check_same(one: Kernels, other: Kernels, know: Known, seed: int) -> None:
    """Check that two sets of kernels say the same to the last byte, types too."""
    for cutoff_s in cutoffs(know, seed):
        said, again = (_all_said(kernels, know.world, cutoff_s) for kernels in (one, other))
        assert said == again, f"they differ within {cutoff_s}"


def _all_said(kernels: Kernels, world: World, cutoff_s: float) -> list[tuple[str, bytes]]:
    graph = graph_of(kernels, world)
    labels, found = answers(kernels, graph, world, cutoff_s)
    return [(str(said.dtype), said.tobytes()) for said in (*graph, *labels, *found, *onward(kernels, graph, world))]
