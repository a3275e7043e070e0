"""What roads are called: kept once each, the same bytes whatever the order, and only ever text."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from osm_world import line_of_nodes, osm_file, way

from data.built_roads import BuiltRoads
from data.corridor.example import ROADS
from data.door.read_roads import read_roads
from data.network_store import MANIFEST, load_road_names, load_roads
from data.osm_names import NamesRead
from data.road_names import MOST_SIGNS, RoadNames, clean_name, collect_names
from geo.errors import StudyError

STREET = {"highway": "residential"}
THINGS = [
    *line_of_nodes(1, 2, 3),
    way(7, "1 2", {"highway": "trunk", "ref": "MEX 200", "name": "Carretera Costera"}),
    way(8, "2 3", {**STREET, "name": "Calle 5 de Mayo, Oriente"}),
    way(9, "1 3", STREET),
    way(10, "3 2", {"route": "ferry", "name": "MEX 200"}),
    way(11, "2 1", {"highway": "proposed", "name": "Libramiento"}),
]
NAMES = ["MEX 200", "Calle 5 de Mayo, Oriente", "", "MEX 200", "", ""]


def read(path: Path) -> BuiltRoads:
    return read_roads(path, lambda _what, _count: None)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != MANIFEST}


def test_the_number_of_a_road_is_kept_or_else_its_name_each_once(tmp_path: Path) -> None:
    read(osm_file(tmp_path, *THINGS)).write(tmp_path / "network")
    names = load_road_names(tmp_path / "network")
    assert names.of_ways(np.array([7, 8, 9, 10, 11, 404])) == NAMES
    assert names.of_ways(np.array([10, 10, 7])) == ["MEX 200"] * 3
    assert names.of_ways(np.zeros(0, np.int64)) == []
    assert names.named_way.tolist() == [7, 8, 10]
    assert names.name_text.tobytes() == b"Calle 5 de Mayo, Oriente\nMEX 200\n"


def test_the_order_of_the_file_leaves_no_trace_in_the_names(tmp_path: Path) -> None:
    read(osm_file(tmp_path, *THINGS)).write(tmp_path / "network")
    for seed in range(3):
        shuffled = random.Random(seed).sample(THINGS, len(THINGS))  # noqa: S311 - no secret
        read(osm_file(tmp_path, *shuffled)).write(tmp_path / "other")
        assert contents(tmp_path / "other") == contents(tmp_path / "network")


def test_of_two_versions_the_name_of_the_newer_counts(tmp_path: Path) -> None:
    newer = way(7, "1 2", {"highway": "trunk", "ref": "MEX 15"}).replace('version="1"', 'version="2"')
    for things in ([*THINGS, newer], [newer, *THINGS]):
        assert read(osm_file(tmp_path, *things)).names.of_ways(np.array([7, 8])) == ["MEX 15", NAMES[1]]


def without_names(folder: Path) -> dict[str, object]:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    arrays = {name: told for name, told in manifest["arrays"].items() if name not in RoadNames.__slots__}
    return {**manifest, "arrays": arrays}


def test_a_network_built_before_names_were_kept_has_none_and_is_read_as_ever(tmp_path: Path) -> None:
    folder = tmp_path / "network"
    read(osm_file(tmp_path, *THINGS)).write(folder)
    (folder / MANIFEST).write_text(json.dumps(without_names(folder)), encoding="utf-8")
    assert load_road_names(folder).of_ways(np.array([7, 8])) == ["", ""]
    assert len(load_roads(folder).tail) == 8


def test_altered_names_and_names_that_do_not_fit_are_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "network"
    read(osm_file(tmp_path, *THINGS)).write(folder)
    (path,) = folder.glob("name_text-*.npy")
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"MEX", b"MIX"))
    with pytest.raises(StudyError, match=r"name_text-.*altered"):
        load_road_names(folder)
    path.write_bytes(whole)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    del manifest["arrays"]["named_way"]
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(StudyError, match="do not fit together"):
        load_road_names(folder)


@pytest.mark.parametrize(
    ("way_id", "way_name", "text"),
    [([2, 1], [0, 0], b"a\n"), ([1, 1], [0, 0], b"a\n"), ([1], [1], b"a\n"), ([1], [-1], b"a\n"), ([1], [0], b"a")],
)
def test_names_in_disorder_or_out_of_range_do_not_fit(way_id: list[int], way_name: list[int], text: bytes) -> None:
    names = RoadNames(np.array(way_id), np.array(way_name, np.int32), np.frombuffer(text, np.uint8))
    assert not names.fits()
    assert RoadNames(np.array([1]), np.zeros(1, np.int32), np.frombuffer(b"a\n", np.uint8)).fits()


def test_a_name_is_short_and_holds_no_sign_that_is_no_text() -> None:
    assert clean_name("  Calle\n\tReal  ") == "Calle Real"
    assert clean_name("a\x00\x1b[2J\u202eb\u200b \ud800 c\u2028d") == "a[2Jb c d"
    assert clean_name("x" * 59 + " yz") == "x" * 59
    assert clean_name("\x07") == ""
    assert clean_name("<b>${x}</b>`") == "<b>${x}</b>`"


@given(st.text())
def test_a_clean_name_is_printable_short_and_stays_as_it_is(text: str) -> None:
    name = clean_name(text)
    assert name.isprintable()
    assert len(name) <= MOST_SIGNS
    assert clean_name(name) == name


def test_names_are_read_as_osmium_wrote_them() -> None:
    names = NamesRead()
    texts = [
        b"highway=trunk,name=b%2c%%20%c,ref=MEX%20%200",
        b"name=Calle%20%%3d%1,highway=path",
        b"ref=%0a%,name=Sur",
        b"old_name=x,xref=y,highway=path",
        b"name=%1fffff%\xff",
        b"highway=path,name=MEX%20%200",
    ]
    numbers = names.read(texts).tolist()
    assert [names.texts[at] for at in numbers] == ["MEX 200", "Calle =1", "Sur", "", "\ufffd\ufffd", "MEX 200"]
    assert numbers[0] == numbers[-1]


@given(st.dictionaries(st.integers(-(2**62), 2**62), st.text(), max_size=20))
def test_every_way_gets_the_name_it_was_given(given_names: dict[int, str]) -> None:
    ids = sorted(given_names)
    clean = {way_id: clean_name(text) for way_id, text in given_names.items()}
    texts = sorted({"", *clean.values()})
    number = np.array([texts.index(clean[way_id]) for way_id in ids], np.int32)
    names = collect_names(np.array(ids, np.int64), number, texts)
    assert names.fits()
    asked = ids[::-1] + ids
    assert names.of_ways(np.array(asked, np.int64)) == [clean[way_id] for way_id in asked]


def test_the_roads_of_the_embedded_corridor_have_their_numbers(tmp_path: Path) -> None:
    read(ROADS).write(tmp_path)
    roads, names = load_roads(tmp_path), load_road_names(tmp_path)
    found = names.of_ways(roads.way_id[roads.road_class <= 3])
    assert "MEX-200" in found
    assert sum(map(bool, found)) > 0.9 * len(found)
