"""A dask scheduler with workers on this machine, in a process of its own: ``python dask_cluster.py WORKERS``.

It says its address and ends when its input does.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

TESTS = Path(__file__).resolve().parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])}


@contextmanager
def dask_cluster(workers: int) -> Iterator[str]:
    """Give the address of a scheduler with so many workers of one thread, each replaced once it is killed."""
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
    with _worker(address) as process:
        yield process
        process.kill()


def _worker(address: str) -> subprocess.Popen[bytes]:
    options = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--death-timeout", "60"]
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address, *options]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, env=ENVIRONMENT)


def _keep_a_worker(address: str, over: Event) -> None:
    """Start one as often as it ends: dask's own keeper gives up now and then on a busy machine."""
    while not over.is_set():
        _worker(address).wait()


if __name__ == "__main__":
    from distributed import LocalCluster

    with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=None) as cluster:
        over, count = Event(), int(sys.argv[1])
        for _ in range(count):
            Thread(target=_keep_a_worker, args=(cluster.scheduler_address, over), daemon=True).start()
        if count:
            cluster.wait_for_workers(count)
        sys.stdout.write(f"{cluster.scheduler_address}\n")
        sys.stdout.flush()
        sys.stdin.read()
        over.set()
