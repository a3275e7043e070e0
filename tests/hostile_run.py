"""Opens thousands of damaged files in children like those of the door, made by forking, and counts what happens.

Started by a test in the environment of such a child, with the root, the folder of whole files and a count. Prints
figures as JSON.
"""

import io
import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

if __name__ == "__main__":
    sys.path[:0] = [sys.argv[1], f"{sys.argv[1]}/tests"]

import shapely
from damaged_files import cuts, damaged

from data.door.allowance import allowance_for
from data.door.child import do, shut_in
from data.door.passing import table_from_lines
from data.door.readers import FORMATS, load_reader
from data.door.signature import format_of
from geo.errors import InputError

ROWS = 12
SECONDS = 10


def rows_by_another_way(name: str, content: bytes) -> int | None:
    """Return how many rows a damaged file holds, counted without our readers; None where nobody can know."""
    try:
        return _counted(name, content)
    except (ValueError, ET.ParseError):
        # Damaged into another format, such as text.
        return None


def _counted(name: str, content: bytes) -> int | None:
    kind = name.rpartition(".")[2]
    if kind == "geojson":
        document = json.loads(content.decode("utf-8-sig"))
        return 1 if document.get("type") == "Feature" else len(document["features"])
    if kind in ("kml", "gpx"):
        tags = [element.tag.rpartition("}")[2] for element in ET.fromstring(content).iter()]  # noqa: S314
        return sum(tag.rpartition(":")[2] in ("Placemark", "wpt", "trk", "rte") for tag in tags)
    return ROWS if kind in ("gpkg", "fgb", "xlsx", "zip", "kmz") else None


def opened(folder: Path, content: bytes, name: str) -> tuple[str, bytes, Any]:
    """Return how the child ended, what it sent, and what it used."""
    folder.mkdir()
    path = folder / "0123456789abcdef.in"
    path.write_bytes(content)
    found = format_of(path, name)
    order = {"task": "table", "path": str(path), "format": found, "name": name, "folder": str(folder)}
    order["allowance"] = asdict(allowance_for(len(content)))
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        answer = os.fdopen(writing, "wb")
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.chdir(folder)
        try:
            shut_in(order)
            do(order, answer)
            answer.flush()
        except BaseException:  # noqa: BLE001 - a forked child must never go on in its parent's code
            os._exit(99)
        os._exit(0)
    os.close(writing)
    sent, why = _gathered(reading, child)
    _, status, used = os.wait4(child, 0)
    os.close(reading)
    return why or ("" if status == 0 else f"status {status}"), sent, used


def _gathered(reading: int, child: int) -> tuple[bytes, str]:
    end = time.monotonic() + SECONDS
    content = io.BytesIO()
    while True:
        ready, _, _ = select.select([reading], [], [], max(0, end - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            return content.getvalue(), "hang"
        chunk = os.read(reading, 1 << 20)
        if not chunk:
            return content.getvalue(), ""
        content.write(chunk)


def chosen_files(seeds: dict[str, bytes], count: int, chance: random.Random) -> list[tuple[str, bytes, str]]:
    """Return the name, the content and the damage of each file: at most half of them cut, at every hundredth."""
    every = [(name, content, "cut") for name, whole in seeds.items() for content in cuts(whole)]
    if len(every) > count // 2:
        every = chance.sample(every, count // 2)
    names = sorted(seeds)
    while len(every) < count:
        name = chance.choice(names)
        every.append((name, damaged(seeds[name], chance), "damaged"))
    return every


def main() -> None:
    """Open the files one by one and print what happened."""
    seeds = {path.name: path.read_bytes() for path in sorted(Path(sys.argv[2]).iterdir())}
    count = int(sys.argv[3])
    for found in FORMATS:
        load_reader(found)
    chance = random.Random(20261122)  # noqa: S311
    figures: Counter[str] = Counter()
    lost, broke = [], []
    longest, largest = 0.0, 0
    every = chosen_files(seeds, count, chance)
    for at, (name, content, how) in enumerate(every):
        folder = Path.cwd() / f"f{at}"
        begun = time.monotonic()
        try:
            why, sent, used = opened(folder, content, name)
        except InputError:
            figures["refused"] += 1
            continue
        finally:
            shutil.rmtree(folder)
        longest = max(longest, time.monotonic() - begun)
        largest = max(largest, used.ru_maxrss)
        if why:
            # In the door itself this is one clear error too; here it is counted apart.
            figures["hangs" if why == "hang" else "readers broken"] += 1
            broke.append(f"{at} {how} {name} {why}")
            continue
        try:
            table = table_from_lines(sent.splitlines(), shapely.from_wkb)
        except InputError as error:
            said = str(error)
            figures["refused"] += 1
            figures["unclear"] += "\n" in said or len(said) > 1000 or "0123456789abcdef" in said
            continue
        if table is None:
            figures["half answers"] += 1
            continue
        figures["tables"] += 1
        expected = rows_by_another_way(name, content)
        if expected is not None and len(table.rows) < expected:
            lost.append(f"{at} {how} {name}: {len(table.rows)} of {expected}")
    told = {"files": len(every), **figures, "rows lost in silence": lost, "broke": broke}
    print(json.dumps(told | {"longest seconds": round(longest, 2), "peak MiB": largest >> 10}))  # noqa: T201


if __name__ == "__main__":
    main()
