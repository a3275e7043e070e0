"""How smoothly the public map with 5,000 places is dragged on a phone a quarter as fast as this computer."""

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.browser import a_browser
from benchmarks.target import Target
from data.corridor.example import load_example
from data.public.map_parts import load_map
from data.public.prepare import prepare_view
from data.public.view import PLACE_COLUMNS, PublicView
from data.study import load_study
from layers.public.bundle import bundle_files
from layers.public.corridors import public_corridors
from layers.public.legs import all_legs
from layers.public.parts import load_parts
from tests.public_tab import PublicTab

PLACES = 5_000
SLOWED = 4
LEAST_FRAMES_A_SECOND = 30
NEED = "primary"
SCREEN = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
_KINDS = ("hospital", "clinic", "health_post", "pharmacy", "shelter", "water", "legal_aid", "food", "school")
_DRAWN = "return Boolean(document.querySelector('.map-places') && document.querySelector('canvas.leaflet-tile'))"
_COUNT = (
    "if (!window.framesAt) { const count = at => { window.framesAt.push(at); requestAnimationFrame(count) };"
    "requestAnimationFrame(count) } window.framesAt = []"
)
_FIELD = (
    "const box = document.querySelector('.map-field').getBoundingClientRect();"
    "return [box.x + box.width / 2, box.y + box.height / 2]"
)
_AWAY = "return document.querySelector('.leaflet-map-pane').getBoundingClientRect().x"
# Strokes of a thumb across the screen: there and back, so that ground and places come that were not drawn.
_STROKES = ((1, 0), (1, 0), (-1, 0), (-1, 0), (0, 1), (0, -1), (-1, 0), (1, 0))
_STROKE_PX, _STEPS = 240, 20


def time_public_map() -> Iterator[Target]:
    """Yield the time a frame takes while the map is dragged, of a whole leg and near a town."""
    with a_browser("public map") as found:
        if found:
            chrome, folder = found
            yield from _timed(chrome, _bundle(folder))


def _timed(chrome: Any, bundle: Path) -> Iterator[Target]:
    tab = PublicTab(chrome, bundle.as_uri() + "/")
    tab.open("#/en")
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SCREEN)
    chrome.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    tab.go(f"#/en/map/{NEED}")
    tab.wait(_DRAWN)
    for closer, where in ((1, "a whole leg"), (3, "near a town")):
        for _ in range(closer):
            tab.press("Closer")
            time.sleep(2)
        frames_ms = _dragged(chrome)
        mean_ms = float(np.mean(frames_ms))
        what = f"{PLACES:,} places dragged, {where}, slowed {SLOWED} ×"
        yield Target(f"{what}: a frame", mean_ms, "ms", 1000 / LEAST_FRAMES_A_SECOND)
        yield Target(f"{what}: frames a second", 1000 / mean_ms, "")
        yield Target(f"{what}: the slowest of twenty", float(np.percentile(frames_ms, 95)), "ms")


def _dragged(chrome: Any) -> list[float]:
    """Return how long each frame took while a thumb dragged the map to and fro, in ms."""
    middle = np.array(chrome.execute_script(_FIELD))
    chrome.execute_script(_COUNT)
    seen = {_stroke(chrome, middle, np.array(way)) for way in _STROKES}
    if len(seen) == 1:
        raise SystemExit("the map did not move")
    frames_at = chrome.execute_script("return window.framesAt")
    return [later - earlier for earlier, later in pairwise(frames_at)]


def _stroke(chrome: Any, middle: Any, way: Any) -> float:
    """Drag the map once; returns where it then lies, in pixels from the left."""
    start = middle - way * _STROKE_PX / 2
    _mouse(chrome, "mousePressed", start)
    for step in range(1, _STEPS + 1):
        _mouse(chrome, "mouseMoved", start + way * _STROKE_PX * step / _STEPS)
    away = float(chrome.execute_script(_AWAY))
    _mouse(chrome, "mouseReleased", start + way * _STROKE_PX)
    return away


def _mouse(chrome: Any, kind: str, at: Any) -> None:
    event = {"type": kind, "x": float(at[0]), "y": float(at[1]), "button": "left", "buttons": 1, "clickCount": 1}
    chrome.execute_cdp_cmd("Input.dispatchMouseEvent", event)


def _bundle(folder: Path) -> Path:
    """Write the public map of the example's first corridor with 5,000 places along its first leg."""
    study = load_study(load_example(folder / "study"))
    view = prepare_view(study, as_of=date(2026, 11, 22), signed=True).view
    view = replace(view, corridors=view.corridors.iloc[:1])
    files = {**bundle_files(_crowded(view), load_parts(), lambda _done, _of: None), **load_map()}
    for name, content in files.items():
        (folder / "bundle" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "bundle" / name).write_bytes(content)
    return folder / "bundle"


def _crowded(view: PublicView) -> PublicView:
    line = all_legs(public_corridors(view.corridors), view.towns)[0].line
    luck = random.Random(1)  # noqa: S311 - a fixed seed, no secret
    spots = [line.interpolate(luck.random(), normalized=True) for _ in range(PLACES)]
    told = {
        "facility_id": [f"place-{at:04d}" for at in range(PLACES)],
        "name": [f"Centro de Salud {at}" for at in range(PLACES)],
        "kind": [luck.choice(_KINDS) for _ in range(PLACES)],
        "services": NEED,
        "lon": [spot.x + luck.gauss(0, 0.1) for spot in spots],
        "lat": [spot.y + luck.gauss(0, 0.1) for spot in spots],
    }
    silent = dict.fromkeys(PLACE_COLUMNS, "")
    return replace(view, places=pd.DataFrame({**silent, **told})[list(PLACE_COLUMNS)], cells=view.cells.iloc[:0])


if __name__ == "__main__":
    print(Target.header())
    for line in time_public_map():
        print(line)
