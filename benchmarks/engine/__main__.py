"""Print the table of the network engine: ``python -m benchmarks.engine``; with ``--write`` into docs/benchmarks.md."""

import argparse
import multiprocessing
import os
import platform
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from benchmarks.engine.line import Line, not_measured
from benchmarks.engine.questions import QUESTIONS, lines_of
from benchmarks.engine.sizes import FULL, SMALL, Sizes
from benchmarks.world import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
PACKAGES = ("numba", "scipy", "networkx", "osmnx", "osmium", "shapely", "pandana", "igraph", "pyroutingkit", "pyrosm")


def main() -> None:
    """Run what was asked for, each in a fresh process, and print it as it comes."""
    asked = _asked()
    text = [_machine(small=asked.small), "", _row(Line.HEADER), _row(["---"] * len(Line.HEADER))]
    print("\n".join(text), flush=True)
    for name in asked.only or QUESTIONS:
        for line in _alone(name, SMALL if asked.small else FULL):
            text.append(_row(line.cells))
            print(text[-1], flush=True)
        if asked.write:
            _write(text)


def _write(text: list[str]) -> None:
    """Put the table, as far as it is, in the place of the one in the page."""
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    PAGE.write_text("\n".join([before + BEGIN, *text, END + rest.split(END)[1]]), "utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    parser.add_argument("--small", action="store_true", help="small worlds, to see that everything runs")
    parser.add_argument("--only", nargs="+", choices=list(QUESTIONS), help="some of the questions")
    return parser.parse_args()


def _alone(name: str, sizes: Sizes) -> list[Line]:
    """Return the lines of a question, asked in a process of its own: what one leaves in memory slows no other.

    What peers print themselves goes to stderr, so that stdout holds the table alone.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), os.dup2, (2, 1)) as pool:
        try:
            return pool.submit(lines_of, name, sizes).result()
        except BrokenProcessPool:
            return [not_measured(name, "", "", "the process was ended, probably for want of memory")]


def _machine(*, small: bool) -> str:
    told = [f"{datetime.now(UTC):%Y-%m-%d}", platform.machine(), f"{os.cpu_count()} cores"]
    told += [f"Python {platform.python_version()}", *(f"{name} {_version(name)}" for name in PACKAGES)]
    return ", ".join(told) + (". Small worlds: no figure counts." if small else ".")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _row(cells: "list[str] | tuple[str, ...]") -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
