"""Run every comparison, then the app, the demonstration and the public map, and print it: ``python -m benchmarks``."""

import os
import platform
from importlib.metadata import version
from itertools import chain

from benchmarks.access import time_access
from benchmarks.app_load import SHORT_MIN, load_app
from benchmarks.compare import Row
from benchmarks.demo import time_demo
from benchmarks.first_map import time_first_map
from benchmarks.nearest import compare_nearest
from benchmarks.public_bundle import published
from benchmarks.public_list import time_public_list
from benchmarks.public_load import load_public
from benchmarks.public_map import time_public_map
from benchmarks.reading import compare_reading
from benchmarks.routes import compare_routes, time_routes
from benchmarks.runs import time_runs
from benchmarks.siting import time_siting
from benchmarks.target import Target
from benchmarks.world import extracts_or_reason

PACKAGES = ("numba", "scipy", "networkx", "osmnx", "osmium", "highspy", "streamlit")


def main() -> None:
    """Print machine, versions and one line per figure."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, ", end="")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES))
    _print_comparisons()
    _print_targets()


def _print_comparisons() -> None:
    print("\nmedians of 5 runs after a warm-up; a ratio above 1 means that the peer is slower\n")
    extracts, reason = extracts_or_reason()
    if not extracts:
        print(f"nothing to compare on: {reason}")
        return
    print(Row.header())
    for row in chain(compare_nearest(extracts[0]), compare_reading(extracts[1]), compare_routes()):
        print(row)


def _print_targets() -> None:
    print(
        f"\nthe app; people click for {SHORT_MIN:g} minutes here: python -m benchmarks.app_load takes twenty, and tells"
    )
    print("whether memory stays flat\n")
    print(Target.header())
    with published() as made:
        public = chain(time_public_list(made), time_public_map(), load_public(made))
        alone = chain(time_access(), time_siting(), time_routes(), time_runs(), time_demo(), time_first_map())
        for line in chain(alone, public, load_app(SHORT_MIN)):
            print(line, flush=True)


main()
