"""Many people at once on the example: how long a click takes, what goes wrong, and whether memory stays flat.

They speak the server's own language: this measures the server, not as many browsers on the same machine.
"""

import argparse
import gzip
import random
import re
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from websockets.exceptions import WebSocketException

from benchmarks.person import Person
from benchmarks.served import Served, served
from benchmarks.target import Target

PEOPLE = 25
THINK_S = (2.5, 7.5)
MOST_S = 1.5
SHORT_MIN, LONG_MIN = 2.0, 20.0
FLAT_MB_PER_MIN = 1.0
LINK = "service=primary&mode=drive&cutoff=60&lang=en"
# One click in ten asks something else; the others choose a segment.
ELSE = 0.1
SERVICES, MODES, LIMITS_MIN = ("primary", "emergency", "shelter"), ("drive", "walk"), (30.0, 60.0, 90.0, 120.0)
_SEGMENT = re.compile(rb'data-key="segment:([^"]+)"')
_EVERY_S = 5.0


@dataclass
class Load:
    """What happened while people clicked; times in seconds, memory in MB with the minute it was read at."""

    opened: list[float] = field(default_factory=list)
    segments: list[float] = field(default_factory=list)
    questions: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    pages: dict[str, bytes] = field(default_factory=dict)

    def see(self, url: str, packed: bytes) -> None:
        """Keep the first page that came: the segments are the same in all of them."""
        if not self.pages:
            self.pages[url] = packed

    @cached_property
    def segment_ids(self) -> list[str]:
        """The segments there are to choose."""
        page = gzip.decompress(next(iter(self.pages.values())))
        return sorted({each.decode() for each in _SEGMENT.findall(page)})


def load_app(minutes: float) -> Iterator[Target]:
    """Yield what came of people clicking for some minutes."""
    with tempfile.TemporaryDirectory(prefix="alcance-bench-") as folder, served(Path(folder)) as app:
        yield Target("memory of the server, just started", app.resident_mb(), "MB")
        load = Load()
        first = Person(app.address, load.see)
        first.open("gaps", LINK)
        first.close()
        yield Target("memory of the server, one answer made", app.resident_mb(), "MB")
        _run(app, load, minutes * 60.0)
        yield Target("memory of the server, at most", app.peak_mb(), "MB")
    yield from _told(load, minutes)


def _run(app: Served, load: Load, seconds: float) -> None:
    gate, people = threading.Barrier(PEOPLE + 1), []
    for seed in range(PEOPLE):
        people.append(threading.Thread(target=_live, args=(app.address, load, seed, gate, seconds), daemon=True))
        people[-1].start()
    gate.wait()
    start = time.monotonic()
    end = start + seconds
    while time.monotonic() < end:
        load.memory.append(((time.monotonic() - start) / 60.0, app.resident_mb()))
        time.sleep(min(_EVERY_S, max(0.0, end - time.monotonic())))
    for each in people:
        each.join(2 * 60.0)


def _live(address: str, load: Load, seed: int, gate: threading.Barrier, seconds: float) -> None:
    """Open the app, wait for all others, and click until the time is over."""
    chance = random.Random(seed)  # noqa: S311  the same clicks in every run
    person = Person(address, load.see)
    try:
        load.opened.append(person.open("gaps", LINK))
    except (OSError, WebSocketException, StopIteration) as error:
        person.errors.append(repr(error))
    gate.wait()
    end = time.monotonic() + seconds
    on_gaps = True
    try:
        while time.monotonic() < end and not person.errors:
            time.sleep(chance.uniform(*THINK_S))
            on_gaps = _click(person, load, chance, on_gaps=on_gaps)
        person.close()
    except (OSError, WebSocketException, StopIteration) as error:
        person.errors.append(repr(error))
    load.errors.extend(person.errors)


def _click(person: Person, load: Load, chance: random.Random, *, on_gaps: bool) -> bool:
    """Click once; returns whether the person is on the page with segments afterwards."""
    if not on_gaps:
        load.questions.append(person.go("gaps"))
        return True
    if chance.random() >= ELSE:
        load.segments.append(person.choose_segment(chance.choice(load.segment_ids)))
        return True
    asked = chance.choice(("service", "mode", "cutoff", "page"))
    if asked == "page":
        load.questions.append(person.go("coverage"))
        return False
    asks: dict[str, tuple[str, dict[str, Any]]] = {
        "service": ("ask-service", {"string_value": chance.choice(SERVICES)}),
        "mode": ("ask-mode", {"string_value": chance.choice(MODES)}),
        "cutoff": ("ask-cutoff", {"double_value": chance.choice(LIMITS_MIN)}),
    }
    widget, value = asks[asked]
    load.questions.append(person.change(widget, **value))
    return True


def _told(load: Load, minutes: float) -> Iterator[Target]:
    who = f"{PEOPLE} people, {minutes:g} min"
    clicks = load.segments + load.questions
    yield Target(f"{who}: opening the page at once, slowest", max(load.opened), "s")
    yield Target(f"{who}: {len(clicks)} clicks, half under", float(np.median(clicks)), "s")
    yield Target(f"{who}: 95 of 100 clicks under", float(np.percentile(clicks, 95)), "s", MOST_S)
    yield Target(f"{who}: 95 of 100 choices of a segment under", float(np.percentile(load.segments, 95)), "s")
    yield Target(f"{who}: 95 of 100 other questions under", float(np.percentile(load.questions, 95)), "s")
    yield Target(f"{who}: slowest click", max(clicks), "s")
    yield Target(f"{who}: errors", len(load.errors), "", 0)
    at, held = np.array(load.memory).T
    late = at >= at[-1] / 2
    yield Target(f"{who}: memory with all there", held[0], "MB")
    yield Target(f"{who}: memory at the end", held[-1], "MB")
    slope = float(np.polyfit(at[late], held[late], 1)[0])
    flat = FLAT_MB_PER_MIN if minutes >= LONG_MIN else None
    yield Target(f"{who}: memory grows in the second half by", slope, "MB/min", flat)
    for each in sorted(set(load.errors))[:5]:
        print(f"error: {each}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=LONG_MIN, help="how long they click (%(default)s)")
    wanted = parser.parse_args()
    print(Target.header())
    for line in load_app(wanted.minutes):
        print(line)
