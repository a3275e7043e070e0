"""Random roads with two places on them, what their edges add, and all alternatives between the two."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from brute_force import random_places, random_roads
from slow_fronts import TICKS_PER_POINT, TICKS_PER_S, Arcs, arcs_of
from towns import roads_of

from geo.alternatives import Front, Route, find_front
from geo.network import Network
from geo.roads import FloatArray, IntArray, Roads
from geo.snap import Snaps


class RandomFront:
    """Random roads with two places on them, what the edges add, and the alternatives."""

    def __init__(
        self, seed: int, *, nodes: int, edges: int, is_long: bool = False, find: Callable[..., Any] = find_front
    ) -> None:
        rng = np.random.default_rng(seed)
        roads = random_roads(rng, nodes=nodes, edges=edges)
        # Whole minutes and points tie often, and cost nothing often; others hardly ever.
        if is_long or rng.random() < 0.4:
            tail, head = (roads.tail, roads.head) if not is_long else _long(rng, nodes, edges)
            ends = list(zip(tail.tolist(), head.tolist(), np.full(edges, 900.0).tolist(), strict=True))
            time_s = rng.uniform(0, 900, edges) if rng.random() < 0.6 else rng.integers(0, 6, edges) * 60.0
            roads = roads_of(roads.lon, roads.lat, ends, time_s=_closed(rng, time_s))
        few = rng.random() < 0.4
        self.roads: Roads = roads
        self.exposure = rng.integers(0, 4, edges).astype(float) if few else rng.exponential(1.0, edges)
        self.network = Network(roads, "drive")
        if is_long:
            places = self.network.snap(roads.lon[[0, nodes - 3]], roads.lat[[0, nodes - 3]])
            pairs = [(0, 1)]
        else:
            places = self.network.snap(*random_places(rng, roads, 8))
            pairs = [pair for pair in ((2, 3), (0, 1), (4, 5), (3, 6)) if not places.failed[list(pair)].any()]
        self.start, self.goal = (places.taken(np.array([at])) for at in pairs[seed % len(pairs)])
        self.front: Front = find(roads, "drive", self.exposure, self.start, self.goal)

    @property
    def arcs(self) -> Arcs:
        return arcs_of(self.roads, "drive", self.exposure, self.start, self.goal)

    def check_routes(self) -> None:
        for number in _some(len(self.front)):
            route = self.front.route(number)
            assert (route.time_s, route.exposure) == (self.front.time_s[number], self.front.exposure[number])
            _check_route(self, route)


def _long(rng: np.random.Generator, nodes: int, edges: int) -> tuple[IntArray, IntArray]:
    """Return edges that lead a few nodes on, or back, and some from the first node and to the last but two."""
    tail = rng.integers(0, nodes - 2, edges)
    return tail, np.clip(tail + rng.integers(-3, 7, edges), 0, nodes - 3)


def _closed(rng: np.random.Generator, time_s: FloatArray) -> FloatArray:
    return np.where(rng.random(len(time_s)) < 0.05, np.inf, time_s)


def _some(count: int) -> list[int]:
    return np.unique(np.linspace(0, count - 1, 8).astype(int)).tolist() if count else []


def _check_route(world: RandomFront, route: Route) -> None:
    """Check that edges follow each other from where the start stands to where the goal does, and all sums."""
    roads, edge = world.roads, route.edge
    inner = roads.tail[edge[1:]]
    assert np.array_equal(inner, roads.head[edge[:-1]])
    assert np.array_equal(route.lon[1:-1], roads.lon[inner])
    assert np.array_equal(route.lat[1:-1], roads.lat[inner])
    assert (route.share[1:-1] == 1).all()
    assert (route.share > 0).all() or len(edge) == 1
    assert route.exposure == pytest.approx((route.share * world.exposure[edge]).sum(), abs=1e-6)
    leaves = _stands(roads, world.start, (route.lon[0], route.lat[0]))
    enters = _stands(roads, world.goal, (route.lon[-1], route.lat[-1]))
    for reach, total, each, walks in (
        (route.reach_s, route.time_s, roads.time_s["drive"], (world.start.access_s, world.goal.access_s)),
        (route.reach_m, route.length_m, roads.length_m, (world.start.access_m, world.goal.access_m)),
    ):
        assert np.diff(reach) == pytest.approx(route.share * each[edge], abs=1e-5)
        assert len(reach) == len(edge) + 1
        assert reach[0] in walks[0][leaves]
        assert np.abs(total - reach[-1] - walks[1][enters]).min() < 1e-4


def _stands(roads: Roads, snaps: Snaps, place: tuple[float, float]) -> npt.NDArray[np.bool_]:
    """Return which rows of a snapped place stand at a longitude and latitude."""
    tail, head = roads.tail[snaps.edge], roads.head[snaps.edge]
    offs = [
        of[tail] + snaps.fraction * (of[head] - of[tail]) - at
        for of, at in zip((roads.lon, roads.lat), place, strict=True)
    ]
    return np.hypot(*offs) < 1e-9


def ticks(front: Front) -> list[tuple[int, int]]:
    return [
        (round(seconds * TICKS_PER_S), round(points * TICKS_PER_POINT))
        for seconds, points in zip(front.time_s.tolist(), front.exposure.tolist(), strict=True)
    ]
