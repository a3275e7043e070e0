"""All alternatives by time and exposure: seconds on a made road graph and the corridor, beside Martins on a short way.

``python -m benchmarks.routes``. No package among those installed by name gives all of them: the peer is the
label setting of Martins (1984) in plain Python, which would take very long on the long ways.
"""

import tempfile
from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np

from benchmarks.compare import RUNS, Row
from benchmarks.engine.turns import DifferError, in_turn, timed
from benchmarks.made_worlds import made_roads
from benchmarks.target import Target
from data.corridor.example import load_example
from data.network_store import load_roads
from geo.alternatives import Front
from geo.geodesy import metres_per_degree
from geo.network import Network
from geo.roads import FloatArray, Roads
from geo.snap import Snaps
from tests.slow_fronts import GOAL, START, TICKS_PER_POINT, TICKS_PER_S, Arcs, Costs, Node, arcs_of

MODE, NODES = "drive", 54_000
GRAPH_S, CORRIDOR_S = 1.0, 2.0
PLACES, AROUND_M, POINTS_PER_M = 100, 5_000.0, 1e-5
ACROSS = ((0.08, 0.10, 0.92, 0.90), (0.16, 0.10, 0.92, 0.80), (0.24, 0.10, 0.92, 0.70))
SHORT = (0.42, 0.42, 0.50, 0.50)
TAPACHULA, TIJUANA = (-92.26, 14.90), (-117.02, 32.52)
PEER = "Martins (1984), plain Python"


class Asked(NamedTuple):
    """Two places, the roads, and what their edges add."""

    network: Network
    start: Snaps
    goal: Snaps
    exposure: FloatArray

    def front(self) -> Front:
        """Return all alternatives."""
        return self.network.front(self.start, self.goal, self.exposure)


def time_routes() -> Iterator[Target]:
    """Yield the median seconds of five runs for three ways across the graph, and for the length of the corridor."""
    network = Network(made_roads(NODES), MODE)
    nodes, exposure = len(network.roads.lon), around_places(network.roads)
    for share in ACROSS:
        told, seconds = _median_s(asked_across(network, exposure, share).front)
        yield Target(f"{told} across {nodes:,} nodes", seconds, "s", GRAPH_S)
    with tempfile.TemporaryDirectory(prefix="alcance-bench-") as folder:
        study = load_example(Path(folder, "example"))
        network = Network(load_roads(study / "network"), MODE)
        drawn = np.random.default_rng(1).exponential(1.0, len(network.roads.tail))
        exposure = drawn * POINTS_PER_M * network.roads.length_m
        told, seconds = _median_s(asked_between(network, exposure, TAPACHULA, TIJUANA).front)
    yield Target(f"{told}, Tapachula to Tijuana", seconds, "s", CORRIDOR_S)


def compare_routes() -> Iterator[Row]:
    """Yield the comparison on a short way through the same graph; the answers are compared first."""
    network = Network(made_roads(NODES), MODE)
    asked = asked_across(network, around_places(network.roads), SHORT)
    arcs = arcs_of(network.roads, MODE, asked.exposure, asked.start, asked.goal)
    both = in_turn(asked.front, lambda: by_martins(arcs), _check_same)
    told = ", ".join(filter(None, [f"{len(asked.front())} alternatives", both.told()]))
    yield Row(told, PEER, both.ours_s, both.theirs_s)


def _check_same(ours: Front, theirs: list[Costs]) -> None:
    ticks = np.column_stack([ours.time_s * TICKS_PER_S, ours.exposure * TICKS_PER_POINT])
    if not np.array_equal(ticks, np.array(theirs, dtype=float)):
        raise DifferError("the alternatives are not the same")


def by_martins(arcs: Arcs) -> list[Costs]:
    """Return the alternatives by label setting.

    As ways come by rising time, the last of a node, or of the goal, tells whether one is beaten.

    Martins, E. Q. V. (1984), European Journal of Operational Research 16:236-245.
    """
    found: list[Costs] = []
    least: dict[Node, float] = {}
    order = count()
    waiting: list[tuple[Costs, int, Node]] = [((0, 0), next(order), START)]
    while waiting:
        costs, _, node = heappop(waiting)
        if costs[1] >= min(least.get(node, np.inf), least.get(GOAL, np.inf)):
            continue
        least[node] = costs[1]
        if node == GOAL:
            found.append(costs)
        for near, (seconds, points) in arcs.get(node, ()):
            if costs[1] + points < min(least.get(near, np.inf), least.get(GOAL, np.inf)):
                heappush(waiting, ((costs[0] + seconds, costs[1] + points), next(order), near))
    return found


def around_places(roads: Roads) -> FloatArray:
    """Return the exposure of roads on which more is reported within 5 km of some places drawn by lot."""
    rng = np.random.default_rng(0)
    lon, lat = ((of[roads.tail] + of[roads.head]) / 2 for of in (roads.lon, roads.lat))
    east_m, north_m = (float(metres) for metres in metres_per_degree(float(lat.mean())))
    rate = np.full(len(lon), 0.2)
    for node in rng.integers(0, len(roads.lon), PLACES):
        away = np.hypot((lon - roads.lon[node]) * east_m, (lat - roads.lat[node]) * north_m) / AROUND_M
        rate += 3.0 * np.maximum(1.0 - away**2, 0.0) ** 2
    return np.asarray(rate * POINTS_PER_M * roads.length_m)


def asked_across(network: Network, exposure: FloatArray, share: tuple[float, float, float, float]) -> Asked:
    """Return the question between two places, each told by its shares of the width and the height of the roads."""
    roads = network.roads
    low, size = np.array([roads.lon.min(), roads.lat.min()]), np.array([np.ptp(roads.lon), np.ptp(roads.lat)])
    start, goal = low + np.array(share[:2]) * size, low + np.array(share[2:]) * size
    return asked_between(network, exposure, (float(start[0]), float(start[1])), (float(goal[0]), float(goal[1])))


def asked_between(
    network: Network, exposure: FloatArray, start: tuple[float, float], goal: tuple[float, float]
) -> Asked:
    """Return the question between two places."""
    return Asked(network, network.snap(*start), network.snap(*goal), exposure)


def _median_s(ask: Callable[[], Front]) -> tuple[str, float]:
    """Return how many alternatives there are, and the median of five runs after a warm-up."""
    front = ask()
    return f"{len(front):,} alternatives", median(timed(ask)[1] for _ in range(RUNS))


if __name__ == "__main__":
    print(Target.header())
    for target in time_routes():
        print(target, flush=True)
    print(Row.header())
    for row in compare_routes():
        print(row, flush=True)
