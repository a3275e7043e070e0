"""Road worlds kept under build/bench, so that each is made once; another generator or speed table makes them anew."""

import hashlib
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.road_file import write_file
from benchmarks.road_world import RoadWorld, road_world, without_cut_ways
from benchmarks.world import ROOT
from benchmarks.world_roads import world_roads
from geo.roads import MODES, Roads

KEPT = ROOT / "build" / "bench"
SEED = 1
MAKERS = (
    "benchmarks/road_plan.py",
    "benchmarks/road_ways.py",
    "benchmarks/road_lines.py",
    "benchmarks/road_world.py",
    "benchmarks/road_file.py",
    "benchmarks/world_roads.py",
    "data/speeds.py",
    "data/osm_access.py",
    "data/osm_ground.py",
)


def made_roads(nodes: int) -> Roads:
    """Return the roads of the world of about `nodes` nodes; the arrays are mapped from files, not read."""
    folder = _place(nodes, "roads")
    if not folder.is_dir():
        staged = folder.with_name(f"part-{folder.name}")
        staged.mkdir(parents=True, exist_ok=True)
        for name, array in _arrays(world_roads(road_world(nodes, SEED))).items():
            np.save(staged / f"{name}.npy", array)
        staged.rename(folder)
    flat = {each.name: _mapped(folder / f"{each.name}.npy") for each in fields(Roads) if each.name != "time_s"}
    return Roads(**flat, time_s={mode: _mapped(folder / f"{mode}.npy") for mode in MODES})


def made_file(nodes: int, suffix: str = ".osm.pbf", *, clipped: bool = True) -> Path:
    """Return the OpenStreetMap file of the world of about `nodes` nodes, clipped as extracts are, or whole."""
    path = _place(nodes, f"{'clipped' if clipped else 'whole'}{suffix}")
    if not path.is_file():
        world: RoadWorld = road_world(nodes, SEED)
        write_file(world if clipped else without_cut_ways(world), path)
    return path


def _place(nodes: int, what: str) -> Path:
    made_by = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in MAKERS)).hexdigest()
    return KEPT / f"{made_by[:8]}-{nodes}-{what}"


def _arrays(roads: Roads) -> dict[str, npt.NDArray[Any]]:
    flat = {each.name: getattr(roads, each.name) for each in fields(Roads) if each.name != "time_s"}
    return flat | dict(roads.time_s)


def _mapped(path: Path) -> npt.NDArray[Any]:
    return np.asarray(np.load(path, mmap_mode="r"))
