"""Writes that are killed at random moments, or run out of disk; run as a program of its own, so that it may fork.

``python tests/killed_writes.py kill|full FOLDER KIND TIMES SEED`` prints one JSON object of counts.
"""

import atexit
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from osm_world import straight_road

from data.built_roads import BuiltRoads
from data.demand import take_demand
from data.door.read_roads import read_roads
from data.export.xlsx import encode_xlsx
from data.network_store import load_places, load_roads, write_network
from data.osm_places import PLACE_TYPES
from data.raw import raw_from_frame
from data.staging import MARK
from data.write import (
    check_out_folder,
    geopackage,
    write_bytes,
    write_csv,
    write_geojson,
    write_geopackage,
    write_json,
    write_together,
)
from data.write_study import StudyDraft, write_study
from geo.errors import AlcanceError
from geo.roads import MODES, Roads

OLD, NEW = "old", "new"
ROWS = 400
STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.listdir", "os.scandir")


def table(generation: str) -> gpd.GeoDataFrame:
    size = ROWS if generation == OLD else ROWS + 100
    columns = {"demand_id": [f"{generation}{number:04d}" for number in range(size)], "population": [1.0] * size}
    columns |= {"lon": list(np.linspace(-90, -80, size)), "lat": [14.0] * size}
    frame = pd.DataFrame(columns)
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs="EPSG:4326")


def plain(generation: str) -> pd.DataFrame:
    return pd.DataFrame(table(generation).drop(columns="geometry"))


def roads(generation: str) -> Roads:
    size = ROWS if generation == OLD else ROWS + 100
    ids, ones = np.arange(size, dtype=np.int64), np.ones(size)
    ends = np.arange(size, dtype=np.int32)
    times = dict.fromkeys(MODES, ones)
    zeros = np.zeros(size, np.int8)
    return Roads(ids, ones, ones, ends, ends[::-1].copy(), ones, zeros, ids, zeros, time_s=times)


def results(folder: Path, generation: str) -> None:
    frame = table(generation)
    contents = {f"{name}.csv": frame.to_csv(index=False).encode() for name in ("gaps", "corridors", "border_gaps")}
    told = json.dumps({"generation": generation}).encode()
    write_together(folder, contents | {"result.gpkg": geopackage({"gaps": frame}), MARK: told})  # type: ignore[arg-type]


def study(folder: Path, generation: str) -> None:
    if generation == NEW:
        demand = take_demand(raw_from_frame(plain(NEW), "demand.csv"))
        write_study(folder / "study", StudyDraft("S", tables={"demand": demand}, build_network=network_of_study))


def network_of_study(folder: Path) -> None:
    network(folder / "network", NEW)


def network(folder: Path, generation: str) -> None:
    places = pd.DataFrame({name: [] for name in PLACE_TYPES}).astype(PLACE_TYPES)
    write_network(folder, roads(generation), places, described={})


@cache
def extract(generation: str) -> Path:
    """Return an OpenStreetMap file of a generation; like its roads it is made once, for all that follows."""
    folder = Path(tempfile.mkdtemp(prefix="killed-imports-"))
    atexit.register(shutil.rmtree, folder)
    return straight_road(folder, km=ROWS if generation == OLD else ROWS + 100)


@cache
def built(generation: str) -> BuiltRoads:
    return read_roads(extract(generation), lambda _what, _count: None)


def imported(folder: Path, generation: str) -> None:
    """Do what `alcance network` does; the old roads are there already."""
    if generation == OLD:
        built(OLD).write(folder)
    else:
        read_roads(extract(NEW), lambda _what, _count: None).write(folder)


WRITES: dict[str, Callable[[Path, str], object]] = {
    "csv": lambda folder, generation: write_csv(folder / "a.csv", table(generation)),
    "json": lambda folder, generation: write_json(folder / "a.json", plain(generation).to_dict("records")),
    "geojson": lambda folder, generation: write_geojson(folder / "a.geojson", table(generation)),
    "gpkg": lambda folder, generation: write_geopackage(folder / "a.gpkg", {"a": table(generation)}),
    "xlsx": lambda folder, generation: write_bytes(folder / "a.xlsx", encode_xlsx({"a": plain(generation)})),
    "results": results,
    "study": study,
    "network": network,
    "import": imported,
}
NETWORKS = ("network", "import")


def seen(folder: Path) -> dict[str, bytes]:
    """Return what a person sees: the files that are not hidden, nor in a hidden folder."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    inside = ((path.relative_to(folder), path) for path in paths)
    return {str(name): path.read_bytes() for name, path in inside if not any(p.startswith(".") for p in name.parts)}


def hidden(folder: Path) -> list[str]:
    return [str(path) for path in folder.rglob(".*")]


def state_of(kind: str, folder: Path, whole: dict[str, dict[str, bytes]]) -> str:
    """Return which generation the folder holds, or why it holds neither."""
    found = seen(folder)
    if kind in NETWORKS:  # new arrays may stand beside the old manifest, which does not name them
        generation = next((name for name in (OLD, NEW) if found.get(MARK) == whole[name][MARK]), "mixed")
        if generation != "mixed":
            load_roads(folder)
            load_places(folder)
        return generation
    for name in (OLD, NEW):
        if found == whole[name]:
            return name
    pieces_whole = all(content in (whole[OLD].get(name), whole[NEW].get(name)) for name, content in found.items())
    return "moving" if pieces_whole and kind == "results" and MARK not in found else "mixed"


def whole_worlds(kind: str, folder: Path) -> dict[str, dict[str, bytes]]:
    """Return what each generation looks like."""
    whole = {}
    for generation in (OLD, NEW):
        place = folder / f"whole-{generation}"
        place.mkdir()
        WRITES[kind](place, generation)
        whole[generation] = seen(place)
        shutil.rmtree(place)
    return whole


def prepare(kind: str) -> None:
    """Build beforehand what an import leaves when it is done, so that clearing up afterwards takes no time."""
    if kind == "import":
        built(NEW)


def begun(kind: str, place: Path, step: int, calls: int = 0) -> int:
    """Write the new generation in a child, which ends itself so many calls after a step of the disk (0: never)."""
    child = os.fork()
    if child:
        return child
    taken, left = 0, calls

    def count_calls(*_: object) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def count(event: str, _: object) -> None:
        nonlocal taken
        if event.startswith(STEPS):
            taken += 1
            if taken == step:
                sys.setprofile(count_calls)

    try:
        sys.addaudithook(count)
        WRITES[kind](place, NEW)
    finally:
        os._exit(min(taken, 255))


def steps_of(kind: str, folder: Path) -> tuple[int, float]:
    """Return how many steps a write takes in a child, and how long, seconds."""
    place = folder / "steps"
    place.mkdir()
    WRITES[kind](place, OLD)
    began_s = time.perf_counter()
    _, status = os.waitpid(begun(kind, place, 0), 0)
    took_s = time.perf_counter() - began_s
    shutil.rmtree(place)
    return os.waitstatus_to_exitcode(status), took_s


def killed(folder: Path, kind: str, times: int, seed: int) -> Counter[str]:
    chance, counts = random.Random(seed), Counter[str]()  # noqa: S311 - moments, no secrets
    whole = whole_worlds(kind, folder)
    prepare(kind)
    steps, took_s = steps_of(kind, folder)
    for number in range(times):
        place = folder / str(number)
        place.mkdir()
        WRITES[kind](place, OLD)
        # Every other time at a random step of the file system rather than a random moment: most moments are idle.
        step = chance.randint(1, steps) if number % 2 else 0
        child = begun(kind, place, step, chance.randint(0, 8))
        if not step:
            time.sleep(chance.uniform(0, took_s * 1.2))
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        counts[f"seen {state_of(kind, place, whole)}"] += 1
        settle_by_writing(kind, place)
        counts[f"then {state_of(kind, place, whole)}"] += 1
        counts["left behind"] += len(hidden(place))
        shutil.rmtree(place)
    return counts


def settle_by_writing(kind: str, place: Path) -> None:
    """Do what the next run does first; a network's next write replaces it, and so is its own clearing."""
    if kind in NETWORKS:
        generation = OLD if len(load_roads(place).node_id) <= ROWS + 1 else NEW
        network(place, generation) if kind == "network" else built(generation).write(place)
        return
    check_out_folder(place)


def filled(folder: Path, kind: str, times: int, seed: int) -> Counter[str]:
    """Write on a small disk with a random rest of it free."""
    chance, counts = random.Random(seed), Counter[str]()  # noqa: S311 - sizes, no secrets
    whole = whole_worlds(kind, folder)
    prepare(kind)
    for number in range(times):
        place = folder / str(number)
        place.mkdir()
        WRITES[kind](place, OLD)
        free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
        need = sum(-len(content) // 4096 * -4096 for content in whole[NEW].values())  # a disk gives whole blocks
        with (folder / "filler").open("wb") as filler:
            filler.write(b"x" * max(0, free - chance.randint(0, int(need * 1.2))))
        try:
            WRITES[kind](place, NEW)
            counts["written"] += 1
        except AlcanceError:
            counts["refused"] += 1
        counts[f"seen {state_of(kind, place, whole)}"] += 1
        (folder / "filler").unlink()
        settle_by_writing(kind, place)
        counts["left behind"] += len(hidden(place))
        shutil.rmtree(place)
    return counts


if __name__ == "__main__":
    how, where, which, count, start = sys.argv[1:]
    run = {"kill": killed, "full": filled}[how]
    sys.stdout.write(json.dumps(run(Path(where), which, int(count), int(start))))
