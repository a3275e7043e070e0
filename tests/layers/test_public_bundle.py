"""The bundle: all of the contract's files, nothing else, the same each time."""

import gzip
import hashlib
import json
from base64 import b64decode
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from public_bytes import said, whole
from toy_public_view import place, toy_parts, toy_public_view

from data.draft_study import OSM_LICENCE, OSM_TITLE
from data.public import page_parts
from data.public.view import PublicView
from data.study_file import Source
from layers.public.bundle import bundle_files
from layers.public.index_file import ALWAYS_OFFERED
from layers.public.parts import load_parts
from layers.public.script import call

KEYS_OF_A_PLACE = set("abcdfhklmnoqrstwxyz") | {"hx", "ht", "hd", "cc"}
KEYS_OF_THE_INDEX = {
    *("title", "example", "draft", "as_of", "version", "sources", "credits", "languages", "needs", "towns", "tiles"),
    *("hotlines", "corridors", "legs", "sheets", "holidays", "zones"),
}


def bundle(**parts: object) -> dict[str, bytes]:
    return bundle_files(toy_public_view(**parts), toy_parts(), lambda _done, _of: None)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return bundle()


def test_the_bundle_has_the_files_of_the_contract(files: dict[str, bytes]) -> None:
    assert [path for path in files if not path.endswith(".gz")] == [
        "app.js",
        "borders.js",
        "corridors.js",
        "index.html",
        "index.js",
        "manifest.json",
        "map/ground-00.js",
        "map/ground-01.js",
        "map/map.css",
        "places/p00.js",
        "roads.js",
        "sheets-en.js",
        "sheets-es.js",
        "sw.js",
        "version.txt",
        "words-es.js",
    ]


def test_the_manifest_lists_every_other_file_with_its_hash(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    listed = {path: (entry["sha256"], entry["bytes"]) for path, entry in manifest.pop("files").items()}
    rest = {path: body for path, body in files.items() if path != "manifest.json"}
    assert listed == {path: (hashlib.sha256(body).hexdigest(), len(body)) for path, body in rest.items()}
    assert manifest == {"version": manifest["version"], "as_of": "2026-11-20", "example": False, "draft": False}


def test_every_file_but_the_manifest_stands_there_packed_too(files: dict[str, bytes]) -> None:
    plain = {path for path in files if not path.endswith(".gz")} - {"manifest.json"}
    assert {path for path in files if path.endswith(".gz")} == {f"{path}.gz" for path in plain}
    assert all(gzip.decompress(files[f"{path}.gz"]) == files[path] for path in plain)


def test_the_same_view_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert bundle() == files


def test_no_id_and_no_name_of_a_column_of_ours_is_in_any_byte(files: dict[str, bytes]) -> None:
    text = b"".join(body for path, body in files.items() if not path.endswith(".gz"))
    assert not [key for key in (b"secret", b"facility_id") if key in text]
    assert not [
        word for word in (b"visibility", b"capacity", b"trusted", b"pcode", b"adm1", b"complete_in") if word in text
    ]


def test_records_and_index_have_the_keys_of_the_contract_only(files: dict[str, bytes]) -> None:
    (index,) = said(files["index.js"])
    number, records = said(files["places/p00.js"])[0], whole(files["places/p00.js"])
    assert set(index) == KEYS_OF_THE_INDEX
    assert number == 0
    assert set().union(*records, *index["hotlines"]) <= KEYS_OF_A_PLACE


def test_every_place_is_in_a_tile_and_a_line_without_a_place_in_the_index(files: dict[str, bytes]) -> None:
    (index,) = said(files["index.js"])
    assert [record["n"] for record in whole(files["places/p00.js"])] == [
        "Place 1",
        "Place 2",
        "Chico, Medio",
    ]
    assert [record["n"] for record in index["hotlines"]] == ["Place 3"]


def test_each_file_of_the_map_says_first_of_which_version_it_is(files: dict[str, bytes]) -> None:
    begin = call("version", json.loads(files["manifest.json"])["version"])
    for path in ("places/p00.js", "roads.js", "corridors.js", "sheets-es.js", "words-es.js", "map/ground-01.js"):
        assert files[path].startswith(begin), path
        assert files[path].count(b"ALCANCE.version(") == 1
    assert files["version.txt"].decode() == json.loads(files["manifest.json"])["version"] + "\n"


def test_the_index_says_which_days_may_be_holidays(files: dict[str, bytes]) -> None:
    (index,) = said(files["index.js"])
    first = date.fromisoformat(index["as_of"])
    days = {code: {first + timedelta(days=n) for n in told} for code, told in index["holidays"].items()}
    everywhere = {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2027, 1, 1)}
    everywhere |= {date(2027, 3, 25), date(2027, 3, 26), date(2027, 5, 1)}
    assert (set(days), days[""]) == ({"", "GT"}, everywhere)
    assert days["GT"] > everywhere | {date(2027, 9, 15)}  # its day of independence


@pytest.mark.parametrize("as_of", [date(2026, 1, 1), date(2026, 12, 25), date(2026, 12, 31)])
def test_holidays_are_known_from_the_day_before_the_map_to_the_last_of_its_weeks(as_of: date) -> None:
    (index,) = said(bundle(as_of=as_of)["index.js"])
    looked_at = [as_of + timedelta(days=after) for after in range(-1, 371)]
    fixed = {(1, 1), (5, 1), (12, 24), (12, 25), (12, 31)}
    due = {after for after, day in enumerate(looked_at, -1) if (day.month, day.day) in fixed}
    assert {
        after for after in index["holidays"][""] if (looked_at[after + 1].month, looked_at[after + 1].day) in fixed
    } == due


def test_the_index_names_the_zones_of_places_with_hours_and_of_no_other(files: dict[str, bytes]) -> None:
    (index,) = said(files["index.js"])
    assert index["zones"] == ["America/Guatemala"]
    assert [record.get("z") for record in whole(files["places/p00.js"])] == [0, None, None]
    assert [record.get("z") for record in index["hotlines"]] == [None]


def test_the_index_says_what_there_is(files: dict[str, bytes]) -> None:
    (index,) = said(files["index.js"])
    assert index["needs"] == ["primary", "gbv", "shelter", "food", "legal", "protection_minors"]
    # All needs of its places, by their positions.
    assert index["tiles"] == [{"box": [-91.0, 14.8, -90.0, 15.3], "count": 3, "s": [0, 2, 3, 4]}]
    assert index["languages"] == [{"code": "es", "reviewed": False}, {"code": "en", "reviewed": True}]
    assert index["sources"] == [
        {"title": "Mapa", "licence": "ODbL", "url": "https://example.org", "retrieved": "2026-01-01"},
        {"title": "Coast: somebody", "licence": "", "url": "", "retrieved": ""},
    ]
    assert [(leg["corridor"], leg["from"], leg["to"]) for leg in index["legs"]] == [
        (0, "Oeste", "Medio"),
        (0, "Medio", "Este"),
    ]


@pytest.mark.parametrize(
    ("source", "credit"),
    [
        (Source(OSM_TITLE, OSM_LICENCE, table="network"), ["© OpenStreetMap contributors, ODbL"]),
        (Source("Roads modelled", "CC BY 4.0", table="network"), ["Roads modelled, CC BY 4.0"]),
        (Source("Roads modelled", table="network"), ["Roads modelled"]),
        (Source("Corridors", "MIT", table="corridors"), []),
    ],
)
def test_those_whose_roads_are_drawn_are_named_before_the_ground(source: Source, credit: list[str]) -> None:
    assert said(bundle(sources=(source,))["index.js"])[0]["credits"] == [*credit, "Coast: somebody"]


def test_the_index_only_names_corridors_and_sheets_which_have_files_of_their_own(files: dict[str, bytes]) -> None:
    (index,) = said(files["index.js"])
    (courses,) = said(files["corridors.js"])
    assert index["corridors"] == [{"name": "Camino", "km": courses[0]["at"][-1], "c": []}]
    assert (courses[0]["line"][0], courses[0]["line"][-1]) == ([-92.0, 15.0], [-88.3, 15.0])
    assert index["sheets"] == [{"id": "help", "title": "Help"}]
    assert said(files["sheets-es.js"]) == ["es", [{"id": "help", "title": "Ayuda"}]]


def test_each_leg_has_its_ground(files: dict[str, bytes]) -> None:
    number, text = said(files["map/ground-01.js"])
    assert number == 1
    assert b64decode(text).startswith(b"PMTiles\3")


def test_the_service_worker_keeps_all_but_the_ground_and_what_is_packed(files: dict[str, bytes]) -> None:
    version, paths = files["sw.js"].decode().split(":")
    assert version == json.loads(files["manifest.json"])["version"] == said(files["index.js"])[0]["version"]
    assert paths.split(",") == [
        "app.js",
        "borders.js",
        "corridors.js",
        "index.html",
        "index.js",
        "map/map.css",
        "places/p00.js",
        "roads.js",
        "sheets-en.js",
        "sheets-es.js",
        "words-es.js",
    ]


@pytest.mark.parametrize("change", [{"title": "Otra"}, {"signed": False}, {"cells": toy_public_view().cells.head(0)}])
def test_another_content_is_another_version(files: dict[str, bytes], change: dict[str, object]) -> None:
    assert json.loads(bundle(**change)["manifest.json"])["version"] != json.loads(files["manifest.json"])["version"]


def test_a_view_nobody_signed_is_a_draft_and_an_example_is_one() -> None:
    (index,) = said(bundle(signed=False, example=True)["index.js"])
    assert (index["draft"], index["example"]) == (True, True)


def test_hostile_names_are_text_in_a_script() -> None:
    hostile = '</script><script>window.X=1</script>${window.X=1}`\u2028"\\'
    body = bundle(places=pd.DataFrame([place("a", name=hostile, lon=-90.0, lat=15.0)]))["places/p00.js"]
    assert said(body)[1][0]["n"] == hostile
    assert b"<" not in body


def _empty(view: PublicView) -> PublicView:
    return replace(
        view,
        places=view.places.head(0),
        cells=view.cells.head(0),
        corridors=view.corridors.head(0),
        towns=view.towns.head(0),
    )


def test_a_view_of_nothing_is_a_bundle_all_the_same() -> None:
    files = bundle_files(_empty(toy_public_view()), toy_parts(), lambda _done, _of: None)
    (index,) = said(files["index.js"])
    assert [index[name] for name in ("towns", "tiles", "hotlines", "corridors", "legs")] == [[]] * 5


def test_needs_whose_places_are_often_hidden_are_offered_whatever_is_published() -> None:
    (index,) = said(bundle_files(_empty(toy_public_view()), toy_parts(), lambda _done, _of: None)["index.js"])
    assert index["needs"] == list(ALWAYS_OFFERED)
    page = (Path(page_parts.__file__).parent / "page" / "loading.js").read_text("utf-8")
    assert f"const ASK_FIRST = {json.dumps(ALWAYS_OFFERED)};" in page


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    bundle_files(toy_public_view(), toy_parts(), lambda done, of: told.append((done, of)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_program_brings_a_page_its_words_and_its_sheets() -> None:
    parts = load_parts()
    assert {"index.html", "app.js", "app.css"} <= set(parts.page)
    assert set(parts.words) == set(parts.languages) - {"en"}
    assert len({frozenset(words) for words in parts.words.values()}) == 1
    assert set(parts.titles.values()) <= set(parts.words["es"])
    named = {code: [sheet["id"] for sheet in sheets] for code, sheets in parts.sheets.items()}
    assert named == {code: list(parts.titles) for code in parts.languages}
    assert b'"abc"' in parts.service_worker(["index.html"], "abc")
