"""The largest memory a fresh process takes to build the network of the large world and search it."""

import resource
import subprocess
import sys
from collections.abc import Iterator

import numpy as np

from benchmarks.engine.doors import MODE, store_bytes
from benchmarks.engine.line import Line, at_most, not_measured
from benchmarks.engine.sizes import Sizes
from benchmarks.made_worlds import made_roads
from benchmarks.world import ROOT
from geo.network import Network

MB = 1e6
MOST_GIB, MOST_MB = 4.0, 300.0
POINTS = 10_000
KIB_PER_GIB = 2.0**20


def memory(sizes: Sizes) -> Iterator[Line]:
    """Yield the lines of memory and of the store."""
    roads = made_roads(sizes.large)
    count = f"{len(roads.node_id):,} nodes"
    command = [sys.executable, "-m", "benchmarks.engine.memory", str(sizes.large), str(sizes.few)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  (our own module)
    work = f"{count}: network built, {sizes.few:,} facilities and {POINTS:,} points snapped, nearest: peak memory"
    if ran.returncode:
        yield not_measured(work, "", f"≤ {MOST_GIB:g} GiB", (ran.stderr.splitlines() or ["it was killed"])[-1])
    else:
        yield at_most(work, float(ran.stdout), "GiB", MOST_GIB, note="mapped files included")
    yield at_most(f"{count}: store of one mode", store_bytes(roads) / MB, "MB", MOST_MB)


def _peak_gib(nodes: int, facilities: int) -> float:
    """Build, snap and search, and return the most memory this process ever had, GiB."""
    network = Network(made_roads(nodes), MODE)
    rng = np.random.default_rng(1)
    roads = network.roads
    chosen = rng.choice(len(roads.lon), facilities + POINTS, replace=False)
    places = network.snap(roads.lon[chosen], roads.lat[chosen])
    network.nearest(places.taken(np.arange(facilities, len(chosen))), places.taken(np.arange(facilities)))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_GIB


if __name__ == "__main__":
    print(_peak_gib(int(sys.argv[1]), int(sys.argv[2])))
