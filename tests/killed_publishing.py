"""Publishing that is killed at random moments, or runs out of disk; run as a program of its own, so that it may fork.

``python tests/killed_publishing.py kill|full STUDY FOLDER TIMES SEED`` prints one JSON object of counts: of what stands
in the bundle's place (``nothing``, ``whole``, ``half``), and of what was left behind for good.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from doors import alcance, done

from data.staging import settle

DAY = ("--as-of", "2026-07-01")
PATIENCE_S = 20.0
STEPS = ("os.rename", "os.remove", "os.rmdir")


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def state_of(bundle: Path, whole: dict[str, bytes]) -> str:
    if not bundle.exists():
        return "nothing"
    return "whole" if files_of(bundle) == whole else "half"


def left_behind(place: Path) -> int:
    """Return how many hidden folders are there after the next run cleared up.

    What a killed run had started may live a little longer: it ends when it wants to say how far it is.
    """
    ends_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends_s:
        settle(place)
        if not list(place.glob(".*")):
            return 0
        time.sleep(0.2)
    return len(list(place.glob(".*")))


def begun(study: Path, bundle: Path, step: int) -> int:
    """Publish in a child, which kills itself at a step of the disk (0: never) and else ends with their number."""
    child = os.fork()
    if child:
        return child
    taken = 0

    def count(event: str, _: object) -> None:
        nonlocal taken
        if event.startswith(STEPS):
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(count)
        alcance("publish", study, bundle, *DAY)
    finally:
        os._exit(min(taken, 255))


def killed(study: Path, folder: Path, times: int, seed: int) -> Counter[str]:
    chance, counts = random.Random(seed), Counter[str]()  # noqa: S311 - moments, no secrets
    done("publish", study, folder / "whole", *DAY)
    whole = files_of(folder / "whole")
    began_s = time.monotonic()
    _, status = os.waitpid(begun(study, folder / "again", 0), 0)
    took_s, steps = time.monotonic() - began_s, os.waitstatus_to_exitcode(status)
    for number in range(times):
        place = folder / str(number)
        place.mkdir()
        # Every other time at a step of the disk, the last ones first: most moments are idle.
        child = begun(study, place / "map", steps - number // 2 % steps if number % 2 else 0)
        if number % 2 == 0:
            time.sleep(took_s * chance.random())
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        counts[state_of(place / "map", whole)] += 1
        counts["left behind"] += left_behind(place)
        counts[f"then {state_of(place / 'map', whole)}"] += 1
        shutil.rmtree(place)
    return counts


def filled(study: Path, folder: Path, times: int, seed: int) -> Counter[str]:
    """Publish on a small disk with a random rest of it free."""
    chance, counts = random.Random(seed), Counter[str]()  # noqa: S311 - sizes, no secrets
    done("publish", study, folder / "whole", *DAY)
    whole = files_of(folder / "whole")
    need = sum(map(len, whole.values()))
    shutil.rmtree(folder / "whole")
    for number in range(times):
        place = folder / str(number)
        place.mkdir()
        free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
        with (folder / "filler").open("wb") as filler:
            filler.write(b"x" * max(0, free - chance.randint(0, int(need * 1.5))))
        ran = alcance("publish", study, place / "map", *DAY)
        counts["refused in one line" if ran.code == 1 and ran.err.count("\n") == 1 else f"ended with {ran.code}"] += 1
        counts["the disk is named"] += "No space left on device" in ran.err
        counts[state_of(place / "map", whole)] += 1
        (folder / "filler").unlink()
        counts["left behind"] += left_behind(place)
        shutil.rmtree(place)
    return counts


if __name__ == "__main__":
    how, of, where, count, start = sys.argv[1:]
    run = {"kill": killed, "full": filled}[how]
    sys.stdout.write(json.dumps(run(Path(of), Path(where), int(count), int(start))))
