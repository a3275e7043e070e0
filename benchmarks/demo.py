"""``alcance demo``: its seconds and the memory of all its processes, with nothing compiled yet and with everything."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.target import Target

COLD_MOST_S, WARM_MOST_S, MOST_MB = 60.0, 15.0, 2000.0
_EVERY_S = 0.1
_MB = 1e6
_PAGE = os.sysconf("SC_PAGE_SIZE")
# The fields of /proc/*/stat after the name in brackets.
_SESSION, _RESIDENT = 3, 21


def time_demo() -> Iterator[Target]:
    """Yield seconds and memory of two runs: machine code compiled in the first is used by the second."""
    with tempfile.TemporaryDirectory(prefix="alcance-bench-") as folder:
        for when, most_s in (("nothing compiled yet", COLD_MOST_S), ("everything compiled", WARM_MOST_S)):
            seconds, memory_mb = run_alone("demo", Path(folder, when), compiled=Path(folder, "compiled"))
            yield Target(f"alcance demo, {when}", seconds, "s", most_s)
            yield Target(f"alcance demo, {when}: memory of all its processes", memory_mb, "MB", MOST_MB)


def run_alone(*words: str | Path, compiled: Path | None = None) -> tuple[float, float]:
    """Return the seconds of one command and the most megabytes its processes held together; shared ones count in each.

    Machine code is kept in the folder `compiled`, or where it is kept else.
    """
    command: list[str | Path] = [Path(sys.executable).with_name("alcance"), *words]
    environment = {**os.environ, **({} if compiled is None else {"NUMBA_CACHE_DIR": str(compiled)})}
    start, most_mb = time.perf_counter(), 0.0
    running = subprocess.Popen(  # noqa: S603  our own program
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    while running.poll() is None:
        most_mb = max(most_mb, _held_mb(running.pid))
        time.sleep(_EVERY_S)
    if running.returncode:
        said = running.stderr.read().decode() if running.stderr else ""
        raise SystemExit(f"alcance {words[0]} ended with {running.returncode}: {said.strip()}")
    return time.perf_counter() - start, most_mb


def _held_mb(session: int) -> float:
    """Return the memory held by all processes of a session."""
    held = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(fields[_SESSION]) == session:
            held += int(fields[_RESIDENT]) * _PAGE
    return held / _MB


if __name__ == "__main__":
    print(Target.header())
    for line in time_demo():
        print(line)
