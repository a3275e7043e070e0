"""Siting: published p-median problems, large graphs and thousands of points, ours and HiGHS alone on the whole model.

``python -m benchmarks.siting``; what is slower to make than to solve is made once.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import floyd_warshall
from scipy.spatial import Delaunay, cKDTree

from analysis.siting.best import Best, best_choice
from analysis.siting.cheapest import Cheapest, build_cheapest
from analysis.siting.patience import patience
from analysis.siting.program import solve
from analysis.siting.ruled import ruled
from analysis.siting.rules import Rules
from analysis.siting.search import greedy
from benchmarks.target import Target
from geo.roads import FloatArray
from tests.p_median import read_p_median

SECONDS = 50.0
REFERENCE = Path(os.environ.get("ALCANCE_REFERENCE", Path(__file__).parents[2] / "shared" / "reference"))
SQUARE = 100.0
CORRIDOR_S, PUBLISHED_S, PUBLISHED = 20.0, 60.0, range(1, 11)
GAP_MEDIAN_PCT, GAP_COVER_PCT = 1.0, 3.0


def time_siting() -> Iterator[Target]:
    """Yield the seconds to proven optima, the gaps on large problems, and the peer's in the same time."""
    yield from _published()
    for nodes in (300, 600, 900):
        for count in (5, nodes // 10, nodes // 5):
            took_s, best, model = _ours(_graph(nodes, count), count)
            cost = model.most - best.value
            gap_pct = 100.0 * (best.bound - best.value) / cost
            yield Target(f"p-median, {nodes} nodes, p = {count} ({took_s:.0f} s)", gap_pct, "% gap", GAP_MEDIAN_PCT)
    for points, count, reach in ((2_500, 50, 3.0), (5_000, 50, 4.0), (5_000, 100, 5.0)):
        yield from _covering(points, count, reach)
    yield from _corridor()


def _published() -> Iterator[Target]:
    folder = REFERENCE / "pmed"
    if not folder.is_dir():
        print(f"published p-median problems: not at {folder}")
        return
    for number in PUBLISHED:
        distance, count = read_p_median(folder / f"pmed{number}.txt")
        model = _median(distance)
        took_s, best, _ = _ours(model, count)
        told = f"pmed{number}: {model.most - best.value:.0f}, {best.status}"
        yield Target(told, took_s, "s", PUBLISHED_S)


def _covering(points: int, count: int, reach: float) -> Iterator[Target]:
    model, rules = _towns(points, reach), Rules(count)
    took_s, best, _ = _ours(model, count)
    at_once = model.worth(greedy(model, rules)).value
    told = f"MCLP, {points} points, p = {count}"
    yield Target(f"{told} ({took_s:.0f} s)", 100.0 * (best.bound - best.value) / best.bound, "% gap", GAP_COVER_PCT)
    yield Target(f"{told}: greedy alone, below ours", 100.0 * (1.0 - at_once / best.value), "%")
    whole = model.program()
    alone = solve(ruled(whole, rules, points), None, patience(took_s))
    value = model.most - float(whole.cost @ alone.x) - whole.always if alone.x.size else 0.0
    yield Target(f"{told}: HiGHS alone in that time, below ours", 100.0 * (1.0 - value / best.value), "%")


def _corridor() -> Iterator[Target]:
    from alcance.sites import sites  # noqa: PLC0415  the doors are slow to load
    from data.corridor.example import load_example  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="alcance-") as folder:
        study = load_example(Path(folder) / "study")
        start = time.perf_counter()
        with redirect_stdout(StringIO()):
            sites(study, service="primary", count=10, out=Path(folder) / "out")
        yield Target("the example: 10 sites for primary care", time.perf_counter() - start, "s", CORRIDOR_S)


def _ours(model: Cheapest, count: int) -> tuple[float, Best, Cheapest]:
    start = time.perf_counter()
    best = best_choice(model, Rules(count), patience(SECONDS))
    return time.perf_counter() - start, best, model


def _median(distance: FloatArray) -> Cheapest:
    return build_cheapest(distance, np.full(len(distance), 2.0 * distance.max()))


def _graph(nodes: int, count: int) -> Cheapest:
    """Return the p-median problem of a triangulation of points at random, each edge as long as it is drawn."""
    place = np.random.default_rng(nodes + count).random((nodes, 2)) * SQUARE
    corners = Delaunay(place).simplices
    tail, head = np.concatenate([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]]).T
    length = np.hypot(*(place[tail] - place[head]).T).round() + 1.0
    once = {(min(pair), max(pair)): each for *pair, each in zip(tail.tolist(), head.tolist(), length, strict=True)}
    rows, columns = np.array(list(once)).T
    edges = coo_matrix((list(once.values()), (rows, columns)), shape=(nodes, nodes))
    return _median(floyd_warshall(edges.tocsr(), directed=False))


def _towns(points: int, reach: float) -> Cheapest:
    """Return points at random, each a candidate too, of very different size."""
    luck = np.random.default_rng(points + int(reach))
    place, people = luck.random((points, 2)) * SQUARE, luck.lognormal(4.0, 1.5, points).round()
    one, other = cKDTree(place).query_pairs(reach, output_type="ndarray").T
    itself = np.arange(points)
    point, site = np.concatenate([one, other, itself]), np.concatenate([other, one, itself])
    return Cheapest(people, point, site, np.zeros(len(point)), points)


if __name__ == "__main__":
    print(Target.header())
    for line in time_siting():
        print(line, flush=True)
