"""Hierarchies and sweeps over random multigraphs, held against times known by other means."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from kernel_check import Known, cutoffs
from multigraphs import FloatArray, World
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import Delaunay

from geo import many_to_many as of_sweep
from geo.kernels import hierarchy as of_hierarchy
from geo.kernels import lanes as of_lanes
from geo.kernels import shortcuts as of_shortcuts
from geo.kernels.hierarchy import Hierarchy
from geo.kernels.lanes import Within
from geo.kernels.search import Graph, graph_of
from geo.many_to_many import Sources
from geo.roads import TICKS_PER_S

DECORATOR = "from geo.kernels.compiled import compiled\n"
# In this order each module takes names from those before it.
MODULES = {"shortcuts": of_shortcuts, "hierarchy": of_hierarchy, "lanes": of_lanes, "sweep": of_sweep}
JUNCTIONS = 150


class Sweeps(NamedTuple):
    """The functions to be held to it, compiled or not."""

    build_hierarchy: Callable[[Graph], Hierarchy]
    times_between: Callable[..., FloatArray]
    times_within: Callable[..., Within]


COMPILED = Sweeps(of_hierarchy.build_hierarchy, of_sweep.times_between, of_sweep.times_within)


def plain(module: str = "", old: str = "", new: str = "") -> Sweeps:
    """Return the functions not compiled, with `old` replaced by `new` in the text of `module`.

    Two lanes and blocks of two targets, so that small worlds have several batches and blocks.
    """
    names: dict[str, Any] = {}
    for name, source in MODULES.items():
        text = Path(str(source.__file__)).read_text("utf-8")
        if name == module:
            assert text.count(old) == 1, f"{module} has not just one: {old}"
            text = text.replace(old, new)
        own = _run(text)
        own |= {key: names[key] for key in own.keys() & names.keys() if not _is_own(own[key])}
        if name == "lanes":
            own |= {"LANES": 2, "BLOCK": 2}
        names |= {key: value for key, value in own.items() if _is_own(value) or key == "LANES"}
    return Sweeps(names["build_hierarchy"], names["times_between"], names["times_within"])


def _run(text: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "plain"}
    exec(text.replace(DECORATOR, "compiled = lambda kernel: kernel\n"), names)  # noqa: S102  (our own files)
    return names


def _is_own(value: Any) -> bool:
    return getattr(value, "__module__", "") == "plain"


def graph_between(world: World) -> Graph:
    """Return the graph of a world as people pass it, closed arcs too."""
    leaves, enters = world.passed()
    edge = np.argsort(leaves, kind="stable").astype(np.int32)
    indptr = np.concatenate([[0], np.cumsum(np.bincount(leaves, minlength=world.nodes))]).astype(np.int64)
    return graph_of(indptr, enters[edge], world.cost_s[edge], world.length_m[edge], edge)


def graph_from(nodes: int, arcs: list[tuple[int, int, float]]) -> Graph:
    """Return the graph of some arcs: tail, head and seconds."""
    tail, head, cost_s = (np.array(column) for column in zip(*sorted(arcs), strict=True))
    indptr = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=nodes))]).astype(np.int64)
    cost_s = cost_s.astype(float)
    return graph_of(indptr, head.astype(np.int32), cost_s, cost_s, np.arange(len(tail), dtype=np.int32))


def roads(junctions: int, seed: int) -> Graph:
    """Return neighbours joined by streets of whole ticks, a fifth of them one-way and some closed."""
    rng = np.random.default_rng(seed)
    at = rng.random((junctions, 2)) * 1000
    corners = Delaunay(at).simplices
    sides = np.unique(np.sort(np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]]), 1), axis=0)
    sides = sides[rng.random(len(sides)) < 0.6]
    length = np.hypot(*(at[sides[:, 0]] - at[sides[:, 1]]).T)
    cost_s = np.round(length * rng.choice([1, 2, 5], len(sides)) * TICKS_PER_S) / TICKS_PER_S
    both = rng.random(len(sides)) < 0.8
    rows = np.concatenate([sides, sides[both][:, ::-1]])
    return graph_from(
        junctions, list(zip(*rows.T.tolist(), np.concatenate([cost_s, cost_s[both]]).tolist(), strict=True))
    )


def sources_of(world: World) -> Sources:
    """Return the owners of a world as sources, each with all its seeds."""
    owners = len(world.owner_rank)
    order = np.argsort(world.seeds.owner, kind="stable")
    rows = np.bincount(world.seeds.owner, minlength=owners)
    return Sources(np.concatenate([[0], np.cumsum(rows)]), world.seeds.node[order], world.seeds.cost_s[order])


def check(sweeps: Sweeps, know: Known, seed: int) -> None:
    """Hold the times between owners and nodes, all and some of them, against what is known."""
    world, rng = know.world, np.random.default_rng(seed)
    hierarchy = sweeps.build_hierarchy(graph_between(world))
    check_shape(hierarchy)
    every = np.arange(world.nodes, dtype=np.int32)
    some = rng.integers(0, world.nodes, rng.integers(0, 6)).astype(np.int32)
    for cutoff_s in cutoffs(know, seed):
        within = np.where(know.at_nodes <= cutoff_s, know.at_nodes, np.inf)
        for targets in (every, some):
            said = sweeps.times_between(hierarchy, sources_of(world), targets, cutoff_s=cutoff_s)
            assert np.array_equal(said, within[:, targets]), f"within {cutoff_s}: {said}, not {within[:, targets]}"
            few = sweeps.times_within(hierarchy, sources_of(world), targets, cutoff_s=cutoff_s)
            assert np.array_equal(_unfolded(few, within.shape[0], len(targets)), within[:, targets]), "few"


def _unfolded(few: Within, sources: int, targets: int) -> FloatArray:
    """Return the matrix of what is reached; in each row the targets rise."""
    times = np.full((sources, targets), np.inf)
    source = np.repeat(np.arange(sources), np.diff(few.indptr))
    assert (np.diff(source * targets + few.target) > 0).all(), "targets do not rise"
    assert np.isfinite(few.time_s).all(), "a target nobody reaches"
    times[source, few.target] = few.time_s
    return times


def check_shape(hierarchy: Hierarchy) -> None:
    """Check that every node has a place, and that a row holds only what stands before it, each once."""
    places = len(hierarchy.place)
    assert np.array_equal(np.sort(hierarchy.place), np.arange(places)), "places"
    at = np.repeat(np.arange(places), np.diff(hierarchy.indptr))
    assert (hierarchy.above < at).all(), "a row holds what stands behind it"
    assert len(np.unique(at * max(places, 1) + hierarchy.above)) == len(at), "a neighbour twice"
    assert np.isfinite(np.minimum(hierarchy.up_s, hierarchy.down_s)).all(), "a neighbour without an arc"


def check_same(one: Sweeps, other: Sweeps, know: Known) -> None:
    """Check that two builds of a hierarchy are the same to the last byte, types too."""
    graph = graph_between(know.world)
    said, again = (
        [(str(array.dtype), array.tobytes()) for array in sweeps.build_hierarchy(graph)] for sweeps in (one, other)
    )
    assert said == again, "the hierarchies differ"


def check_roads(sweeps: Sweeps) -> None:
    """Hold the times from one junction of some roads to all against what scipy knows."""
    graph = roads(JUNCTIONS, seed=5)
    source, every = Sources(np.array([0, 1]), np.zeros(1, np.int32), np.zeros(1)), np.arange(JUNCTIONS, dtype=np.int32)
    known = dijkstra(csr_array((graph.cost_s, graph.head, graph.indptr), shape=(JUNCTIONS,) * 2), indices=0)
    assert np.array_equal(sweeps.times_between(sweeps.build_hierarchy(graph), source, every)[0], known), "on roads"
