"""Run every comparison and print the table: ``python -m benchmarks``."""

import platform
from importlib.metadata import version
from itertools import chain

from benchmarks.compare import Row
from benchmarks.nearest import compare_nearest
from benchmarks.reading import compare_reading
from benchmarks.world import extracts_or_reason

PACKAGES = ("numba", "scipy", "networkx", "osmnx", "osmium")


def main() -> None:
    """Print machine, versions and one line per comparison."""
    print(f"{platform.machine()}, Python {platform.python_version()}, ", end="")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES))
    print("medians of 5 runs after a warm-up; a ratio above 1 means that the peer is slower\n")
    extracts, reason = extracts_or_reason()
    if not extracts:
        print(f"nothing to compare on: {reason}")
        return
    print(Row.header())
    for row in chain(compare_nearest(extracts[0]), compare_reading(extracts[1])):
        print(row)


main()
