"""Five hundred people at once on the public map of the example: how long each file takes, and what goes wrong.

They come over one connection each, look at the first screen, think, open a list, think, and look at another one.
"""

import asyncio
import random
from collections.abc import Iterator, Mapping

import numpy as np
import requests

from benchmarks.app_load import THINK_S
from benchmarks.public_bundle import Server, published
from benchmarks.target import Target
from benchmarks.visitor import Visitor

PEOPLE = 500
MOST_S = 0.2
MINUTES = 1.0
_FIRST = ("index.html", "app.css", "app.js", "index.js", "words-es.js")
# Lists opened by one person before the next one comes in their stead, with a phone that knows nothing.
_LISTS = 3


def load_public(servers: Mapping[str, Server]) -> Iterator[Target]:
    """Yield what came of people looking at the map, by way of serving."""
    for how, server in servers.items():
        with server() as address:
            yield from _told(how, asyncio.run(_all(address, _places(address))))


def _places(address: str) -> list[str]:
    listed = requests.get(f"{address}manifest.json", timeout=60).json()["files"]
    return [path for path in listed if path.startswith("places/") and path.endswith(".js")]


async def _all(address: str, places: list[str]) -> list[Visitor]:
    end = asyncio.get_running_loop().time() + MINUTES * 60
    came = await asyncio.gather(*(_live(address, places, seed, end) for seed in range(PEOPLE)))
    return [visitor for visitors in came for visitor in visitors]


async def _live(address: str, places: list[str], seed: int, end: float) -> list[Visitor]:
    """Be one person after the other until the time is over; all are there from the first moment on."""
    chance, came = random.Random(seed), []  # noqa: S311  the same people in every run
    await asyncio.sleep(chance.uniform(0, THINK_S[1]))
    while asyncio.get_running_loop().time() < end:
        came.append(Visitor(address))
        for path in _FIRST:
            await came[-1].fetch(path)
        for path in chance.sample(places, _LISTS):
            await asyncio.sleep(chance.uniform(*THINK_S))
            await came[-1].fetch(path)
        came[-1].leave()
    return came


def _told(how: str, visitors: list[Visitor]) -> Iterator[Target]:
    seconds = [each for visitor in visitors for each in visitor.seconds]
    errors = [each for visitor in visitors for each in visitor.errors]
    who = f"public map, {PEOPLE} people, {how}"
    yield Target(f"{who}: {len(seconds)} files, half under", float(np.median(seconds)), "s")
    yield Target(f"{who}: 95 of 100 files under", float(np.percentile(seconds, 95)), "s", MOST_S)
    yield Target(f"{who}: slowest file", max(seconds), "s")
    yield Target(f"{who}: sent", sum(visitor.came for visitor in visitors) / 1e6 / (MINUTES * 60), "MB/s")
    yield Target(f"{who}: errors", len(errors), "", 0)
    for each in sorted(set(errors))[:5]:
        print(f"error: {each}")


if __name__ == "__main__":
    print(Target.header())
    with published() as made:
        for line in load_public(made):
            print(line, flush=True)
