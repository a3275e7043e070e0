"""The largest memory a fresh process takes to build the network of the large world and search it."""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.engine.doors import MODE
from benchmarks.engine.line import Line, at_most, not_measured
from benchmarks.engine.sizes import Sizes
from benchmarks.made_worlds import made_file
from benchmarks.world import ROOT
from data.network_store import describe_network, load_roads, write_network
from data.osm_file import read_osm
from data.osm_places import PLACE_TYPES
from data.osm_roads import pack_roads
from geo.network import Network
from geo.roads import MODES

MB = 1e6
MOST_GIB, MOST_MB = 4.0, 300.0
FACILITIES, POINTS = 1_000, 10_000
KIB_PER_GIB = 2.0**20


def memory(sizes: Sizes) -> Iterator[Line]:
    """Yield the lines of memory, of a process that imports and of one that asks, and of the store."""
    path = made_file(sizes.large)
    with tempfile.TemporaryDirectory(prefix="alcance-bench-") as folder:
        store = Path(folder, "network")
        for work, name in (
            ("OpenStreetMap file imported and stored, three modes", "build"),
            (f"store loaded, network made, {FACILITIES:,} facilities and {POINTS:,} points snapped, nearest", "ask"),
        ):
            command = [sys.executable, "-m", "benchmarks.engine.memory", name, str(path), str(store)]
            ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  (ours)
            told = f"{sizes.large:,} nodes, {work}: peak memory"
            if ran.returncode:
                reason = (ran.stderr.splitlines() or ["it was killed"])[-1]
                yield not_measured(told, "", f"≤ {MOST_GIB:g} GiB", reason)
                return
            yield at_most(told, float(ran.stdout), "GiB", MOST_GIB, note="mapped files included")
        size = sum(file.stat().st_size for file in store.iterdir()) / MB / len(MODES)
    yield at_most(f"{sizes.large:,} nodes: store for each mode", size, "MB", MOST_MB, note=f"of {len(MODES)} modes")


def _build(path: Path, store: Path) -> None:
    packed, report = pack_roads(read_osm(path))
    nowhere = pd.DataFrame(columns=list(PLACE_TYPES)).astype(PLACE_TYPES)
    write_network(store, packed, nowhere, described=describe_network(path, dated="", report=report))


def _ask(_path: Path, store: Path) -> None:
    network, rng = Network(load_roads(store), MODE), np.random.default_rng(1)
    roads = network.roads
    chosen = rng.choice(len(roads.lon), FACILITIES + POINTS, replace=False)
    places = network.snap(roads.lon[chosen], roads.lat[chosen])
    network.nearest(places.taken(np.arange(FACILITIES, len(chosen))), places.taken(np.arange(FACILITIES)))


if __name__ == "__main__":
    {"build": _build, "ask": _ask}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_PER_GIB)
