"""A dask scheduler with workers on this machine, in a process of its own: ``python dask_cluster.py WORKERS``.

It says its address and ends when its input does.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])}


@contextmanager
def dask_cluster(workers: int) -> Iterator[str]:
    """Give the address of a scheduler with so many workers, each a process of one thread."""
    command = [sys.executable, __file__, str(workers)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


@contextmanager
def lone_worker(address: str) -> Iterator[subprocess.Popen[bytes]]:
    """Give a worker of a scheduler that nobody starts again once it is killed."""
    options = ["--no-nanny", "--nthreads", "1", "--no-dashboard"]
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, *options]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=ENVIRONMENT) as process:
        yield process
        process.kill()


if __name__ == "__main__":
    from distributed import LocalCluster

    options = {"processes": True, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(n_workers=int(sys.argv[1]), host="127.0.0.1", **options) as cluster:
        sys.stdout.write(f"{cluster.scheduler_address}\n")
        sys.stdout.flush()
        sys.stdin.read()
