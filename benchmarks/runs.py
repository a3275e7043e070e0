"""Random runs on the embedded corridor: seconds and memory of 200 for three services, as a person would ask for them.

``python -m benchmarks.runs``.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.demo import run_alone
from benchmarks.target import Target
from data.corridor.example import load_example

MOST_S, MOST_MB = 300.0, 3_000.0
SERVICES = ("primary", "emergency", "shelter")
RUNS = 200


def time_runs() -> Iterator[Target]:
    """Yield the seconds of three services one after the other, and the most memory any of them held."""
    with tempfile.TemporaryDirectory(prefix="alcance-bench-") as folder:
        study = Path(folder, "example")
        load_example(study)
        told = [
            run_alone("gaps", study, "--service", each, "--runs", str(RUNS), "--out", Path(folder, each))
            for each in SERVICES
        ]
    yield Target(f"gaps, {RUNS} runs, {len(SERVICES)} services", sum(seconds for seconds, _ in told), "s", MOST_S)
    yield Target(f"gaps, {RUNS} runs: memory of all its processes", max(mb for _, mb in told), "MB", MOST_MB)


if __name__ == "__main__":
    print(Target.header())
    for line in time_runs():
        print(line)
