"""Opens files as the program does, in a process of its own that is small: what its children need can be told then.

Given the folder for temporary files and the files; prints, as one JSON object, what each became and what it took.
"""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from data.door.passing import lines_of_table
from data.door.read_outside import read_outside
from geo.errors import InputError


def opened(path: Path) -> tuple[int | None, str]:
    """Return how many rows a file has and all of them, or nothing and what is said of it."""
    try:
        raw = read_outside(path)
    except InputError as error:
        return None, str(error)
    return len(raw.rows), "\n".join(lines_of_table(raw))


def main() -> None:
    tempfile.tempdir = sys.argv[1]
    told = {}
    for name in sys.argv[2:]:
        begun = time.monotonic()
        rows, said = opened(Path(name))
        told[Path(name).name] = (rows, said, time.monotonic() - begun)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    sys.stdout.write(json.dumps({"files": told, "peak MiB": peak}))


if __name__ == "__main__":
    main()
