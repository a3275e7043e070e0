"""A public map written by hand: a road from Bé to Norte, 60 km along 15° N, with a few places beside it."""

import gzip
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from data.public.page_parts import load_page, load_service_worker

HOSTILE = '</script><img src=x onerror="window.X=1">${window.X=1}{town}'
EVERY_DAY = [[[480, 1020]]] * 7
ALWAYS = [[[0, 1440]]] * 7
WEEKDAYS = [[[480, 720], [840, 1020]]] * 5 + [[], []]
NIGHTS = [[[1200, 1560]]] * 7
CORRIDORS = [{"name": "Camino del Norte", "km": 60.0, "c": []}]
# Between Bé and Centro, up to the sea in the south.
BORDERS = {"lines": [[[-91.9, 14.0], [-91.9, 16.0]]], "ends": [[-91.9, 14.0]]}
COURSES = [{"line": [[-92.0, 15.0], [-91.5, 15.0], [-91.44, 15.0]], "at": [0.0, 53.7, 60.0]}]
LEGS = [
    {"corridor": 0, "from": "Bé", "to": "Centro", "start_km": 0.0, "end_km": 30.0, "box": [-92.1, 14.9, -91.72, 15.1]},
    {
        "corridor": 0,
        "from": "Centro",
        "to": "Norte",
        "start_km": 30.0,
        "end_km": 60.0,
        "box": [-91.72, 14.9, -91.4, 15.1],
    },
]
TOWNS = [
    ["Bé", "GT", -92.0, 15.0],
    ["Centro", "MX", -91.72, 15.0],
    ["Lejos", "MX", -85.0, 20.0],
    ["Norte", "MX", -91.44, 15.0],
    *([f"Pueblo {number:02d}", "MX", -91.9 + number / 100, 15.01] for number in range(40)),
]
HOTLINES: list[dict[str, Any]] = [
    {
        "n": "Línea de apoyo",
        "k": "hotline",
        "s": ["gbv", "legal"],
        "t": "800 000 0000",
        "h": ALWAYS,
        "z": [1, 2, 3],
        "l": ["es", "fr", "ht"],
        "c": "MX",
        "q": "2026-03-02",
    },
    {
        "n": "Help in English",
        "k": "hotline",
        "s": ["gbv"],
        "t": "+1 800 000 0001; 911",
        "l": ["en"],
        "ht": "when somebody is there",
    },
    {
        "n": "Tercera línea",
        "k": "hotline",
        "s": ["gbv"],
        "t": "ask the guard",
        "h": WEEKDAYS,
        "z": [0, 1, 3],
        "l": ["xyz"],
    },
]
TILES: list[list[dict[str, Any]]] = [
    [
        {
            "n": "Centro de Salud Bé",
            "k": "clinic",
            "s": ["primary", "maternal", "vaccination"],
            "m": ["tb_dot"],
            "x": -91.99,
            "y": 15.0,
            "c": "GT",
            "o": "Ministerio de Salud",
            "t": "502 5555 0101",
            "h": WEEKDAYS,
            "hx": True,
            "z": 0,
            "l": ["es", "mam", "en"],
            "d": {"documents_required": "no", "fee": "no", "interpretation": "yes"},
            "q": "2026-02-11",
            "f": "OpenStreetMap",
            "w": [[0, 1.1, 0]],
        },
        {
            "n": HOSTILE,
            "k": "pharmacy",
            "s": ["pharmacy"],
            "m": ["primary"],
            "x": -91.98,
            "y": 15.001,
            "w": [[0, 2.1, 111]],
            "ht": HOSTILE,
            "f": HOSTILE,
            "t": "javascript:alert(1)",
        },
        *(
            {
                "n": f"Puesto {number}",
                "k": "health_post",
                "s": ["primary"],
                "x": -91.95 + number / 100,
                "y": 15.02,
                "h": EVERY_DAY,
                "z": 0,
                "w": [[0, 5.4 + number, 2224]],
            }
            for number in range(12)
        ),
    ],
    [
        {
            "n": "Albergue Norte",
            "k": "shelter",
            "s": ["shelter", "food", "wash"],
            "x": -91.45,
            "y": 15.0,
            "c": "MX",
            "t": "962 000 0000",
            "r": "800 111 1111",
            "h": NIGHTS,
            "z": 2,
            "d": {"documents_required": "yes", "women_only": "yes", "accepts_unaccompanied_minors": "no"},
            "q": "2025-11-30",
            "w": [[0, 59.0, 0]],
        },
        {
            "a": 1,
            "n": "Centro, Pueblo 20",
            "cc": ["MX"],
            "b": [-91.8, 14.95, -91.6, 15.05],
            "s": ["shelter", "legal"],
            "r": ["800 222 2222"],
            "x": -91.7,
            "y": 15.0,
        },
        {
            "n": "Clínica Norte",
            "k": "clinic",
            "s": ["primary"],
            "x": -91.5,
            "y": 15.0,
            "h": ALWAYS,
            "z": 2,
            "w": [[0, 53.7, 0]],
        },
    ],
]
# More workshops than a list weighs at once, far from any road, the farthest first.
TILES.append(
    [{"n": f"Taller {at}", "k": "school", "s": ["employment"], "x": -91.9 + at / 100, "y": 15.3} for at in range(45)][
        ::-1
    ]
)
SHEETS = [
    {
        "id": "hazards",
        "title": "Dangers on the road",
        "as_of": "2026-03-01",
        "sections": [
            {"title": "Heat", "items": ["Drink water before you are thirsty.", "Verify before you rely on it."]}
        ],
        "sources": [{"title": "A source", "url": "https://example.org/heat", "read": "2026-03-01"}],
    }
]
INDEX: dict[str, Any] = {
    "title": "Bé – Norte",
    "example": True,
    "draft": True,
    "as_of": "2026-03-15",
    "version": "abc123",
    # 16 April 2026 and, in Mexico alone, the day after.
    "holidays": {"": [32], "MX": [32, 33]},
    "zones": ["America/Guatemala", "America/Hermosillo", "America/Mexico_City", "America/Tijuana"],
    "sources": [
        {
            "title": "OpenStreetMap",
            "licence": "ODbL 1.0",
            "url": "https://www.openstreetmap.org",
            "retrieved": "2026-03-01",
        }
    ],
    "needs": [
        "primary",
        "maternal",
        "gbv",
        "employment",
        "tb_dot",
        "vaccination",
        "pharmacy",
        "shelter",
        "wash",
        "food",
        "legal",
    ],
    "towns": TOWNS,
    "hotlines": HOTLINES,
    "corridors": CORRIDORS,
    "legs": LEGS,
    "sheets": [{"id": sheet["id"], "title": sheet["title"]} for sheet in SHEETS],
    "tiles": [
        {"box": [-91.99, 15.0, -91.84, 15.02], "count": 14},
        {"box": [-91.8, 14.95, -91.45, 15.05], "count": 3},
        {"box": [-91.9, 15.3, -91.46, 15.3], "count": 45},
    ],
}
# A straight road of 21 crossings from Bé, 3 km apart; the last piece may be driven one way only.
ROADS = {
    "x": [-920000] + [280] * 20,
    "y": [150000] + [0] * 20,
    "e": [number for at in range(20) for number in (int(at > 0), 1, 3000, 180, int(at == 19))],
    # Of no crossing it is sure in which country it is.
    "c": ["", 21],
}


def renamed(value: Any, name: str) -> Any:
    """Return a part of the map with every text that is no code or day replaced by a name."""
    if isinstance(value, dict):
        return {key: part if key in {"s", "needs", "as_of"} else renamed(part, name) for key, part in value.items()}
    if isinstance(value, list):
        return [renamed(part, name) for part in value]
    return name if isinstance(value, str) else value


def bundle_files(words: dict[str, dict[str, str]], *, name: str | None = None) -> dict[str, bytes]:
    """Return the files of the map; words by language and English sentence. A name takes the place of every text."""
    index, tiles, sheets = (
        (INDEX, TILES, SHEETS) if name is None else (renamed(INDEX, name), renamed(TILES, name), renamed(SHEETS, name))
    )
    files = dict(load_page())
    files["index.js"] = _call("index", index)
    begin = _call("version", index["version"])
    files["corridors.js"] = begin + _call("corridors", COURSES)
    files["borders.js"] = begin + _call("borders", BORDERS)
    files["roads.js"] = begin + _call("roads", ROADS)
    for number, places in enumerate(tiles):
        files[f"places/p{number:02d}.js"] = begin + _call("places", number, places)
    for language in ("es", "fr", "ht", "pt", "mam"):
        files[f"words-{language}.js"] = begin + _call("words", language, words.get(language, {}))
    for language in ("es", "en", "fr", "ht", "pt", "mam"):
        files[f"sheets-{language}.js"] = begin + _call("sheets", language, sheets)
    files["map/map.js"] = b"ALCANCE.map((host, view) => { host.textContent = view.places.length; return () => {}; });\n"
    files["map/map.css"] = b".toy {}\n"
    packed = {f"{path}.gz": gzip.compress(body, mtime=0) for path, body in files.items()}
    return files | packed | {"sw.js": load_service_worker(files, "abc123"), "version.txt": b"abc123\n"}


def key(record: Mapping[str, Any]) -> str:
    """Return what a place is called in an address: its spot, and a sum of its name and kind."""
    total = 2166136261
    for sign in f"{record.get('n', '')}|{record.get('k', '')}":
        total = (total ^ ord(sign)) * 16777619 % 2**32
    spot = (np.base_repr(math.floor(record[axis] * 100_000 + 0.5), 36).lower() for axis in "xy")
    return ".".join((*spot, np.base_repr(total, 36).lower()))


def write_bundle(folder: Path, words: dict[str, dict[str, str]], *, name: str | None = None) -> Path:
    """Write the map into a folder; returns it."""
    for path, content in bundle_files(words, name=name).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def _call(name: str, *values: object) -> bytes:
    told = ",".join(json.dumps(value, ensure_ascii=False).replace("</", "<\\/") for value in values)
    return f"ALCANCE.{name}({told});\n".encode()
