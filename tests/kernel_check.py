"""The searches asked about a random multigraph, and every answer held against what scipy and networkx know."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import multigraphs
import networkx as nx
import numpy as np
import numpy.typing as npt
from kernels_at_hand import Kernels
from multigraphs import TICK_S, FloatArray, World

from geo.roads import Roads


class Known(NamedTuple):
    """What is known of a world by other means: seconds from every owner (rows) to every node and point (columns)."""

    world: World
    graph: nx.MultiDiGraph
    at_nodes: FloatArray
    at_points: FloatArray


class Made(NamedTuple):
    """A world contracted: the chains, what passes them, and where searches start and are read."""

    chains: Any
    searchable: Any
    meeting: Any


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


def make(kernels: Kernels, world: World) -> Made:
    """Return what is to be searched; in half of the worlds a closure came later (as by ``Network.with_times``)."""
    arcs = len(world.tail)
    open_s = np.where(np.isfinite(world.cost_s), world.cost_s, 0.0)
    small, rng = np.zeros(arcs, np.int8), np.random.default_rng(arcs)
    roads = Roads(
        node_id=np.arange(world.nodes),
        lon=rng.random(world.nodes),
        lat=rng.random(world.nodes),
        tail=world.tail,
        head=world.head,
        length_m=world.length_m,
        road_class=small,
        way_id=np.arange(arcs),
        ground=small,
        time_s={"drive": open_s if arcs % 2 == 1 else world.cost_s},
    )
    chains = kernels.contract_roads(roads, "drive")
    now = Roads(**{**{name: getattr(roads, name) for name in Roads.__slots__}, "time_s": {"drive": world.cost_s}})
    searchable = kernels.pass_chains(now, "drive", chains, direction="to" if world.turned else "from")
    slot = np.full(world.nodes, -1, np.int32)
    slot[chains.node] = np.arange(len(chains.node))
    order = np.argsort(world.seeds.owner, kind="stable")
    owner, points = world.seeds.owner[order].astype(np.int64), len(world.ends.indptr) - 1
    facilities = kernels.Rows(slot[world.seeds.node[order]], world.seeds.cost_s[order], world.seeds.length_m[order])
    ends = kernels.Rows(slot[world.ends.node], world.ends.cost_s, world.ends.length_m)
    point = np.repeat(np.arange(points), np.diff(world.ends.indptr))
    return Made(
        chains,
        searchable,
        kernels.meet(
            searchable.passage,
            kernels.Side(facilities, owner, len(world.owner_rank)),
            kernels.Side(ends, point, points),
            world.direct,
        ),
    )


def _labels(kernels: Kernels, made: Made, cutoff_s: float) -> Any:
    """Return the labels a search leaves at the junctions."""
    desk = kernels.clear_desk(kernels.junctions_of(made.chains))
    kernels.search(desk, made.searchable.graph, made.meeting.seeds, cutoff_s)
    assert np.array_equal(np.sort(desk.touched[: desk.tally[0]]), np.flatnonzero(np.isfinite(desk.labels.time_s))), (
        "nodes touched"
    )
    return desk.labels


def _along(kernels: Kernels, made: Made, labels: Any, cutoff_s: float) -> Any:
    """Return times and owners along all chains."""
    inside, owner = made.meeting.seeds_inside(kernels.junctions_of(made.chains))
    every = np.arange(len(made.chains.tail))
    return kernels.spread(made.searchable.passage, every, labels, inside, owner, cutoff_s)


def _at_nodes(kernels: Kernels, made: Made, world: World, searched: tuple[Any, float]) -> tuple[FloatArray, Any]:
    """Return time and owner at every node; a seed beside no open road is at none."""
    labels, cutoff_s = searched
    told = kernels.At(np.full(world.nodes, np.inf), np.full(world.nodes, -1, np.int32))
    junctions, chains = kernels.junctions_of(made.chains), len(made.chains.tail)
    at, inside = made.chains.node[:junctions], made.meeting.seeds_inside(junctions)
    told.time_s[at], told.owner[at] = labels.time_s, labels.owner
    for part in ((chains // 2, chains), (0, chains // 2)):
        kernels.tell_inner(made.searchable.passage, labels, inside, (*part, cutoff_s), told)
    return told.time_s, told.owner


def _pairs(kernels: Kernels, made: Made, world: World, cutoff_s: float) -> Any:
    """Return all pairs of owner and point within a cutoff."""
    owners, seeds = len(world.owner_rank), made.meeting.seeds
    junctions = kernels.junctions_of(made.chains)
    begin = _begins(made, owners)
    points = made.meeting.arrivals(junctions), made.meeting.shortcuts(owners), len(world.point_rank)
    return kernels.search_pairs(
        kernels.clear_desk(junctions), made.searchable.graph, (seeds, begin, 0, owners), points, cutoff_s
    )


def _begins(made: Made, owners: int) -> npt.NDArray[np.int64]:
    """Return where the seeds of each owner begin."""
    return np.searchsorted(made.meeting.seeds.owner, np.arange(owners + 1))


def _sweeps(kernels: Kernels, made: Made, world: World, cutoff_s: float) -> Any:
    """Return the slots that each owner reaches."""
    owners, chains, junctions = len(world.owner_rank), made.chains, kernels.junctions_of(made.chains)
    part, desk = (0, owners, cutoff_s), kernels.clear_desk(junctions)
    passage, graph = made.searchable
    reached = kernels.search_each(desk, graph, made.meeting.seeds, _begins(made, owners), part)
    ends = np.concatenate([chains.tail, chains.head])
    order = np.argsort(ends, kind="stable")
    ends_at = kernels.AtJunction(
        np.searchsorted(ends[order], np.arange(junctions + 1)), order % max(len(chains.tail), 1)
    )
    rows, owner = made.meeting.facilities.rows, made.meeting.facilities.of
    inner = np.flatnonzero(rows.slot >= junctions)
    begin = np.searchsorted(owner[inner], np.arange(owners + 1))
    return kernels.fill(passage, ends_at, reached, kernels.Reach(begin, rows.slot[inner], rows.cost_s[inner]), part)


def onward(kernels: Kernels, made: Made, world: World) -> tuple[FloatArray, Any]:
    """Return times and owners of the nearest onward; seeds join in falling rank."""
    seeds = made.meeting.seeds.taken(np.argsort(-world.owner_rank[made.meeting.seeds.owner], kind="stable"))
    ranks = world.owner_rank[seeds.owner], world.point_rank, world.owner_rank
    return kernels.search_onward(
        made.searchable.graph, seeds, ranks[0], made.meeting.ends, made.meeting.direct, *ranks[1:]
    )


def check(kernels: Kernels, know: Known, seed: int) -> None:
    """Hold every answer of the kernels in a world against what is known of it."""
    world = know.world
    made = make(kernels, world)
    _check_chains(kernels, made, world)
    kernels.taken[0] = 0
    for cutoff_s in cutoffs(know, seed):
        labels = _labels(kernels, made, cutoff_s)
        found = kernels.read(labels, made.meeting.ends, made.meeting.direct, cutoff_s)
        _check_nearest(know.at_points, cutoff_s, (found.time_s, found.owner), f"points within {cutoff_s}")
        _check_along(kernels, made, know, (labels, cutoff_s))
        _check_nearest(know.at_nodes, cutoff_s, _at_nodes(kernels, made, world, (labels, cutoff_s)), "nodes told")
        _check_arcs(made, labels)
        _check_ways(made, know, labels)
        _check_points(made, labels, found)
        _check_pairs(_pairs(kernels, made, world, cutoff_s), know, cutoff_s)
        _check_matrix(kernels, made, know, cutoff_s)
        _check_sweeps(made, _sweeps(kernels, made, know.world, cutoff_s), know, cutoff_s)
    ahead = np.where(world.owner_rank[:, None] >= world.point_rank, know.at_points, np.inf)
    _check_nearest(ahead, np.inf, onward(kernels, made, world), "points onward")
    for point in range(len(world.point_rank)):  # the search goes no farther than the points asked about need
        alone = _alone(world, point)
        said = onward(kernels, make(kernels, alone), alone)
        _check_nearest(ahead[:, [point]], np.inf, said, f"point {point} onward, alone")


def _alone(world: World, point: int) -> World:
    """Return the world with one of its points only."""
    ends, direct = (
        type(rows)(np.array([0, last - first]), *(column[first:last] for column in rows[1:]))
        for rows in (world.ends, world.direct)
        for first, last in [rows.indptr[point : point + 2]]
    )
    return world._replace(ends=ends, direct=direct, point_rank=world.point_rank[point : point + 1])


def nodes_of(kernels: Kernels, chains: Any, chain: int) -> list[int]:
    """Return the nodes of a chain from its tail to its head."""
    begin, pieces = kernels.inner_slot(chains, chain), chains.first[chain + 1] - chains.first[chain]
    slots = [chains.tail[chain], *range(begin, begin + pieces - 1), chains.head[chain]]
    return [int(chains.node[slot]) for slot in slots]


def _check_chains(kernels: Kernels, made: Made, world: World) -> None:
    """Check that chains hold every arc once, between the nodes it has, and that only junctions are where roads meet."""
    chains, leaves = made.chains, np.concatenate([made.chains.along, made.chains.against])
    arcs = np.arange(len(world.tail)) if len(world.tail) % 2 else np.flatnonzero(np.isfinite(world.cost_s))
    assert np.array_equal(np.sort(leaves[leaves >= 0]), arcs), "arcs"
    near: dict[int, list[int]] = {}
    for chain in range(len(chains.tail)):
        nodes = nodes_of(kernels, chains, chain)
        for piece, (tail, head) in enumerate(pairwise(nodes), start=int(chains.first[chain])):
            along, against = int(chains.along[piece]), int(chains.against[piece])
            assert along < 0 or (world.tail[along], world.head[along]) == (tail, head), "an arc leads elsewhere"
            assert against < 0 or (world.tail[against], world.head[against]) == (head, tail), "one back leads elsewhere"
            near.setdefault(tail, []).append(head)
            near.setdefault(head, []).append(tail)
    assert sorted(near) == sorted(chains.node.tolist()), "nodes"
    _check_pairs_of_arcs(near, world, arcs)
    junctions = set(chains.node[: kernels.junctions_of(chains)].tolist())
    inner = {node for node, others in near.items() if len(set(others) - {node}) == len(others) == 2}
    assert junctions >= set(near) - inner, "an inner node where roads meet"
    rings = [chain for chain in range(len(chains.tail)) if chains.tail[chain] == chains.head[chain]]
    assert junctions - (set(near) - inner) <= {int(chains.node[chains.tail[ring]]) for ring in rings}, (
        "a needless junction"
    )
    _check_graph(made)


def _check_pairs_of_arcs(near: dict[int, list[int]], world: World, arcs: npt.NDArray[np.int64]) -> None:
    """Check that there are as many pieces between two nodes as the direction with more arcs has."""
    there = Counter(zip(world.tail[arcs].tolist(), world.head[arcs].tolist(), strict=True))
    for node, others in near.items():
        for other, pieces in Counter(others).items():
            most = max(there[node, other], there[other, node])
            assert pieces == (2 * most if node == other else most), "arcs back not with those there"


def _check_graph(made: Made) -> None:
    """Check that every chain that leads through to another junction is in the graph once each way, as long as it is."""
    passage, graph = made.searchable
    chains, tails, said = passage.chains, _tails(made), {}
    for arc in range(len(graph.edge)):
        said[int(graph.edge[arc])] = (tails[arc], graph.head[arc], graph.cost_s[arc], graph.length_m[arc])
    assert len(said) == len(graph.edge), "a chain twice"
    for chain in range(len(chains.tail)):
        ends = chains.tail[chain], chains.head[chain]
        for side, (edges, passed_s, way) in enumerate(
            ((passage.up, passage.up_s, ends), (passage.down, passage.down_s, ends[::-1]))
        ):
            passed = edges[chains.first[chain] : chains.first[chain + 1]]
            cost_s = float(passed_s[chains.first[chain] : chains.first[chain + 1]].sum())
            known = (*way, cost_s, passage.length_m[passed].sum())
            arc = said.pop(2 * chain + side, None)
            # A closed one may be there or not.
            assert arc == known if np.isfinite(cost_s) and ends[0] != ends[1] else arc is None or np.isinf(arc[2]), (
                "a chain"
            )
    assert said == {}, "chains nobody knows"


def _tails(made: Made) -> npt.NDArray[np.int64]:
    indptr = made.searchable.graph.indptr
    return np.repeat(np.arange(len(indptr) - 1), np.diff(indptr))


def _check_nearest(times: FloatArray, cutoff_s: float, said: tuple[FloatArray, Any], where: str) -> None:
    time_s, owner = multigraphs.nearest(np.where(times <= cutoff_s, times, np.inf))
    assert np.array_equal(said[0], time_s), f"times of {where}: {said[0]}, not {time_s}"
    assert np.array_equal(said[1], owner), f"owners of {where}: {said[1]}, not {owner}"


def _check_along(kernels: Kernels, made: Made, know: Known, searched: tuple[Any, float]) -> None:
    """Check times and owners at every node of every chain, the junctions' own as well."""
    labels, cutoff_s = searched
    chains, along = made.chains, _along(kernels, made, labels, cutoff_s)
    junctions = kernels.junctions_of(chains)
    at = chains.node[:junctions]
    _check_nearest(know.at_nodes[:, at], cutoff_s, (labels.time_s, labels.owner), f"junctions within {cutoff_s}")
    for chain in range(len(chains.tail)):
        of = slice(along.first[chain], along.first[chain + 1])
        times = know.at_nodes[:, nodes_of(kernels, chains, chain)]
        _check_nearest(times, cutoff_s, (along.time_s[of], along.owner[of]), f"chain {chain} within {cutoff_s}")


def _check_arcs(made: Made, labels: Any) -> None:
    """Check that a label is that of the node before it and its arc, or that of a seed, or says that there is none."""
    graph, reached = made.searchable.graph, np.isfinite(labels.time_s)
    assert np.isinf(labels.length_m[~reached]).all(), "a length without a way"
    assert (labels.via[~reached] == -1).all(), "an arc without a way"
    node = np.flatnonzero(labels.via >= 0)
    arc = labels.via[node]
    before = _tails(made)[arc]
    assert np.array_equal(graph.head[arc], node), "the last arc leads elsewhere"
    assert np.array_equal(labels.time_s[before] + graph.cost_s[arc], labels.time_s[node]), "time of the last arc"
    assert np.array_equal(labels.length_m[before] + graph.length_m[arc], labels.length_m[node]), "length of the way"
    assert np.array_equal(labels.owner[before], labels.owner[node]), "owner of the way"
    rows = set(zip(*(column.tolist() for column in made.meeting.seeds), strict=True))
    for start in np.flatnonzero(reached & (labels.via < 0)).tolist():
        label = (start, float(labels.time_s[start]), float(labels.length_m[start]), int(labels.owner[start]))
        assert label in rows, f"no such seed: {label}"


def _check_ways(made: Made, know: Known, labels: Any) -> None:
    """Check that the last arcs lead back to a seed, and that networkx finds the way as short as the label says."""
    graph, node = made.searchable.graph, made.chains.node
    tail = _tails(made).tolist()
    for junction in np.flatnonzero(np.isfinite(labels.time_s)).tolist():
        way = [junction]
        while labels.via[way[-1]] >= 0:
            way.append(tail[labels.via[way[-1]]])
            assert len(way) <= len(graph.indptr), f"the way to {junction} goes in a circle"
        far_s = nx.dijkstra_path_length(know.graph, int(node[way[-1]]), int(node[junction]))
        assert labels.time_s[way[-1]] + far_s == labels.time_s[junction], f"the way to {junction}"


def _check_points(made: Made, labels: Any, found: Any) -> None:
    """Check that a point's length, owner and node belong to one of its rows."""
    ends, direct = made.meeting.ends, made.meeting.direct
    for point, (time_s, length_m, owner, node) in enumerate(zip(*found, strict=True)):
        said = (float(time_s), float(length_m), int(owner), int(node))
        rows = {(np.inf, np.inf, -1, -1)}
        if np.isfinite(time_s):
            near = range(ends.indptr[point], ends.indptr[point + 1])
            beside = range(direct.indptr[point], direct.indptr[point + 1])
            rows = {_by_node(labels, ends, k) for k in near}
            rows |= {(float(direct.cost_s[k]), float(direct.length_m[k]), int(direct.owner[k]), -1) for k in beside}
        assert said in rows, f"point {point} has no way such as {said}"


def _by_node(labels: Any, ends: Any, row: int) -> tuple[float, float, int, int]:
    node = int(ends.node[row])
    time_s, length_m = labels.time_s[node] + ends.cost_s[row], labels.length_m[node] + ends.length_m[row]
    return float(time_s), float(length_m), int(labels.owner[node]), node


def _check_pairs(pairs: Any, know: Known, cutoff_s: float) -> None:
    """Check that every owner's points within the cutoff are told once, in order."""
    times = np.where(know.at_points <= cutoff_s, know.at_points, np.inf)
    owner, point = np.nonzero(np.isfinite(times))
    assert (pairs.owner.tolist(), pairs.point.tolist()) == (owner.tolist(), point.tolist()), f"pairs within {cutoff_s}"
    assert np.array_equal(pairs.time_s, times[owner, point]), f"times of pairs within {cutoff_s}"


def _check_matrix(kernels: Kernels, made: Made, know: Known, cutoff_s: float) -> None:
    """Check the matrix of owners and points, read from the times of each owner at the junctions."""
    meeting, at = made.meeting, made.chains.node[: kernels.junctions_of(made.chains)]
    owners = len(know.world.owner_rank)
    from_owners_s = np.ascontiguousarray(know.at_nodes[:, at])
    column = meeting.ends.node.astype(np.int64)
    said, points = np.full((owners, len(know.world.point_rank)), np.nan), (meeting.ends, meeting.shortcuts(owners))
    kernels.read_matrix(from_owners_s, column, points, (0, owners, cutoff_s), said)
    assert np.array_equal(said, np.where(know.at_points <= cutoff_s, know.at_points, np.inf)), "the matrix"


def _check_sweeps(made: Made, reach: Any, know: Known, cutoff_s: float) -> None:
    """Check that every owner's nodes within the cutoff are told once, and when."""
    for owner, (begin, end) in enumerate(pairwise(reach.indptr.tolist())):
        node = made.chains.node[reach.slot[begin:end]]
        times = know.at_nodes[owner]
        assert sorted(node.tolist()) == np.flatnonzero((times <= cutoff_s) & (times < np.inf)).tolist(), "nodes swept"
        assert np.array_equal(reach.time_s[begin:end], times[node]), "times swept"


def check_work(kernels: Kernels, know: Known) -> tuple[int, int]:
    """Check that no search onward leaves a node twice; return how many arcs a search came to, and how many it tried."""
    world = know.world._replace(
        point_rank=np.zeros_like(know.world.point_rank), owner_rank=np.zeros_like(know.world.owner_rank)
    )
    kernels.taken[0] = 0
    made = make(kernels, world)
    graph, costs = made.searchable.graph, Counted(made.searchable.graph.cost_s)
    reached = np.isfinite(_labels(kernels, _with_graph(made, graph._replace(cost_s=costs)), np.inf).time_s)
    indptr = Counted(graph.indptr)
    onward(kernels, _with_graph(made, graph._replace(indptr=indptr)), world)
    assert indptr.asked // 2 <= reached.sum(), "nodes are left in vain onward"
    return int(np.diff(graph.indptr)[reached].sum()), costs.asked


def _with_graph(made: Made, graph: Any) -> Made:
    return made._replace(searchable=made.searchable._replace(graph=graph))


class Counted(list[Any]):
    """What is kept for each node or arc; it counts how often it is asked."""

    asked = 0

    def __getitem__(self, at: Any) -> Any:
        """Return a value and count it."""
        self.asked += 1
        return super().__getitem__(at)


def check_same(one: Kernels, other: Kernels, know: Known, seed: int) -> None:
    """Check that two sets of kernels say the same to the last byte, types too."""
    for cutoff_s in cutoffs(know, seed):
        said, again = (_all_said(kernels, know.world, cutoff_s) for kernels in (one, other))
        assert said == again, f"they differ within {cutoff_s}"


def _all_said(kernels: Kernels, world: World, cutoff_s: float) -> list[tuple[str, bytes]]:
    made = make(kernels, world)
    meeting, labels = made.meeting, _labels(kernels, made, cutoff_s)
    told = [
        *made.chains,
        *made.searchable.graph,
        *meeting.seeds,
        *meeting.ends,
        *meeting.direct,
        *labels,
        *kernels.read(labels, meeting.ends, meeting.direct, cutoff_s),
        *_along(kernels, made, labels, cutoff_s),
        *_at_nodes(kernels, made, world, (labels, cutoff_s)),
        *_pairs(kernels, made, world, cutoff_s),
        *_sweeps(kernels, made, world, cutoff_s),
        *onward(kernels, made, world),
    ]
    return [(str(array.dtype), array.tobytes()) for array in map(np.asarray, told)]
