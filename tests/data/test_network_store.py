"""The stored network: whole or not at all, the same bytes, and never read once altered."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from osm_world import line_of_nodes, node, osm_file, way

from data.network_store import (
    MANIFEST,
    describe_network,
    load_manifest,
    load_more,
    load_packed,
    load_places,
    load_roads,
    write_network,
)
from data.osm_file import read_osm
from data.osm_places import places_from_osm
from data.osm_roads import build_roads, pack_roads
from data.packed_roads import unpack_roads
from geo.errors import StudyError
from geo.roads import MODES

SMALL = [*line_of_nodes(1, 2, 3), node(9, 1.0, 2.0, place="town", name="Peñón", population="12"), way(7, "1 2 3")]
LARGER = [*SMALL, way(8, "1 3", {"highway": "primary", "maxspeed": "90"})]


def store(folder: Path, things: list[str]) -> Path:
    source = osm_file(folder.parent, *things)
    extract = read_osm(source)
    roads, report = build_roads(extract)
    described = describe_network(source, dated=extract.dated, report=report)
    return write_network(folder, roads, places_from_osm(extract), described=described)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_network_comes_back_as_it_was_written(tmp_path: Path) -> None:
    store(tmp_path / "network", LARGER)
    extract = read_osm(tmp_path / "toy.osm")
    roads, report = build_roads(extract)
    loaded = load_roads(tmp_path / "network")
    for name in ("node_id", "lon", "lat", "tail", "head", "length_m", "road_class", "way_id"):
        written, read = getattr(roads, name), getattr(loaded, name)
        assert np.array_equal(written, read)
        assert written.dtype == read.dtype
        assert not read.flags.writeable
    assert all(np.array_equal(roads.time_s[mode], loaded.time_s[mode]) for mode in MODES)
    pd.testing.assert_frame_equal(load_places(tmp_path / "network"), places_from_osm(extract))
    manifest = load_manifest(tmp_path / "network")
    assert manifest["counts"] == {"nodes": 3, "edges": 6, "places": 1}
    assert manifest["roads"] == report.to_json()
    assert manifest["osm"]["file"] == "toy.osm"
    assert len(manifest["osm"]["sha256"]) == 64
    assert manifest["speeds"]["car_kmh"]["trunk"] == 80


def test_a_network_without_places_comes_back_too(tmp_path: Path) -> None:
    store(tmp_path / "network", [*line_of_nodes(1, 2), way(7, "1 2")])
    extract = read_osm(tmp_path / "toy.osm")
    pd.testing.assert_frame_equal(load_places(tmp_path / "network"), places_from_osm(extract))


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        store(tmp_path / name / "network", LARGER)
    assert contents(tmp_path / "a" / "network") == contents(tmp_path / "b" / "network")


def test_an_older_network_is_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / "fresh").mkdir()
    store(tmp_path / "network", LARGER)
    (tmp_path / "network" / ".manifest.json.part").write_text("what a kill left")
    (tmp_path / "network" / "notes.txt").write_text("not ours")
    store(tmp_path / "network", SMALL)
    store(tmp_path / "fresh" / "network", SMALL)
    left = contents(tmp_path / "network")
    assert left.pop("notes.txt") == b"not ours"
    assert left == contents(tmp_path / "fresh" / "network")


def test_a_write_that_is_broken_off_leaves_the_old_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "network"
    store(folder, SMALL)
    replace = Path.replace

    def break_off(path: Path, target: Path) -> Path:
        if target.name.startswith(("way_id", MANIFEST)):
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", break_off)
    with pytest.raises(KeyboardInterrupt):
        store(folder, LARGER)
    monkeypatch.undo()
    assert len(load_roads(folder).tail) == 4
    store(folder, LARGER)
    assert len(load_roads(folder).tail) == 6


def test_a_file_that_is_missing_cut_or_altered_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "network"
    store(folder, SMALL)
    for name, whole in contents(folder).items():
        if name == MANIFEST or name.startswith("places"):
            continue
        path = folder / name
        for spoilt in (None, b"", whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
            path.unlink()
            if spoilt is not None:
                path.write_bytes(spoilt)
            with pytest.raises(StudyError, match="alcance network STUDY --osm FILE") as caught:
                load_roads(folder)
            assert name in str(caught.value)
            path.write_bytes(whole)
    assert len(load_roads(folder).tail) == 4


def test_altered_places_are_an_error(tmp_path: Path) -> None:
    store(tmp_path / "network", SMALL)
    path = next((tmp_path / "network").glob("places-*.json"))
    path.write_bytes(path.read_bytes().replace(b"Pe", b"Pa"))
    with pytest.raises(StudyError, match="altered"):
        load_places(tmp_path / "network")


def test_a_manifest_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="has no road network"):
        load_roads(tmp_path / "network")
    store(tmp_path / "network", SMALL)
    path = tmp_path / "network" / MANIFEST
    whole = json.loads(path.read_text(encoding="utf-8"))
    lost = {name: entry for name, entry in whole["arrays"].items() if name != "lon"}
    outside = {**whole["arrays"], "lon": {"sha256": "../../secret"}}
    for text in ("", "[]", "{", '{"format": 99}', json.dumps({**whole, "arrays": lost}),
                 json.dumps({**whole, "arrays": outside}), json.dumps({**whole, "arrays": []})):  # fmt: skip
        path.write_text(text, encoding="utf-8")
        with pytest.raises(StudyError, match="alcance network STUDY --osm FILE"):
            load_roads(tmp_path / "network")


def test_a_network_of_an_earlier_version_is_to_be_built_again(tmp_path: Path) -> None:
    store(tmp_path / "network", SMALL)
    path = tmp_path / "network" / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "format": 1}), encoding="utf-8")
    with pytest.raises(StudyError, match=r"earlier version of Alcance.*alcance network STUDY --osm FILE"):
        load_roads(tmp_path / "network")


def test_counts_that_do_not_fit_the_arrays_are_an_error(tmp_path: Path) -> None:
    store(tmp_path / "network", SMALL)
    path = tmp_path / "network" / MANIFEST
    whole = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**whole, "counts": {"nodes": 4, "edges": 4}}), encoding="utf-8")
    with pytest.raises(StudyError, match="do not fit together"):
        load_roads(tmp_path / "network")


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "network").write_text("a file is in the way")
    with pytest.raises(StudyError, match="cannot be written"):
        store(tmp_path / "network", SMALL)


def packed_store(folder: Path, things: list[str], **more: np.ndarray) -> Path:
    extract = read_osm(osm_file(folder.parent, *things))
    packed, _ = pack_roads(extract)
    write_network(folder, packed, places_from_osm(extract), described={}, more=more)
    return folder


SPLIT = [
    *line_of_nodes(1, 2, 3, 4, n2={"barrier": "bollard"}, n3={"barrier": "gate", "access": "no"}),
    way(7, "1 2 3 4 404"),
    way(8, "2 4", {"highway": "primary", "oneway": "yes", "maxspeed": "90"}),
    way(9, "4 2", {"highway": "motorway"}),
    way(10, "3 3 4", {"route": "ferry"}),
    way(11, "2 4", {"highway": "footway"}),
]


def test_roads_stored_piece_by_piece_come_back_bit_for_bit(tmp_path: Path) -> None:
    folder = packed_store(tmp_path / "network", SPLIT)
    roads, _ = build_roads(read_osm(tmp_path / "toy.osm"))
    loaded = load_roads(folder)
    for name in ("node_id", "lon", "lat", "tail", "head", "length_m", "road_class", "way_id", "ground"):
        written, read = getattr(roads, name), getattr(loaded, name)
        assert (written.dtype, written.tobytes()) == (read.dtype, read.tobytes())
        assert not read.flags.writeable
    for mode in MODES:
        assert roads.time_s[mode].tobytes() == loaded.time_s[mode].tobytes()
        assert not loaded.time_s[mode].flags.writeable
    assert list(loaded.time_s) == list(MODES)
    with pytest.raises(KeyError):
        loaded.time_s["bus"]


def test_roads_laid_out_in_rows_and_roads_in_pieces_are_the_same_roads(tmp_path: Path) -> None:
    folder = packed_store(tmp_path / "network", SPLIT)
    again = unpack_roads(load_packed(folder).copied())
    rows = tmp_path / "rows"
    write_network(rows, again, load_places(folder), described={})
    assert load_roads(rows).tail.tobytes() == again.tail.tobytes()
    assert all(load_roads(rows).time_s[mode].tobytes() == again.time_s[mode].tobytes() for mode in MODES)


def test_further_arrays_are_kept_checked_and_swept_with_the_network(tmp_path: Path) -> None:
    chains = np.arange(1_500_000, dtype=np.int32)  # more than is written at a time
    nothing = np.zeros(0, np.float32)
    folder = packed_store(tmp_path / "network", SMALL, drive_chains=chains, nothing=nothing)
    found = load_more(folder)
    assert list(found) == ["drive_chains", "nothing"]
    assert found["drive_chains"].tobytes() == chains.tobytes()
    assert (found["nothing"].dtype, len(found["nothing"])) == (np.float32, 0)
    assert load_manifest(folder)["arrays"]["drive_chains"].items() >= {"dtype": "int32", "length": 1_500_000}.items()
    (path,) = folder.glob("drive_chains-*.npy")
    whole = path.read_bytes()
    path.write_bytes(whole[:-4] + b"\0\0\0\0")
    with pytest.raises(StudyError, match=r"drive_chains-.*cut or was altered.*alcance network STUDY --osm FILE"):
        load_more(folder)
    packed_store(folder, SMALL)
    assert not list(folder.glob("drive_chains*"))
    assert load_more(folder) == {}


def test_what_was_checked_is_what_is_read_whatever_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = packed_store(tmp_path / "network", SMALL)
    (path,) = folder.glob("node_id-*.npy")
    other = tmp_path / "other.npy"
    np.save(other, np.array([4, 5, 6], np.int64))
    digest, sha256 = load_manifest(folder)["arrays"]["node_id"]["sha256"], hashlib.sha256

    class SwapsOnceChecked:
        def __init__(self) -> None:
            self.found = sha256()
            self.update = self.found.update

        def hexdigest(self) -> str:
            if self.found.hexdigest() == digest:
                other.replace(path)
            return self.found.hexdigest()

    monkeypatch.setattr(hashlib, "sha256", SwapsOnceChecked)
    assert load_packed(folder).node_id.tolist() == [1, 2, 3]
    assert np.load(path).tolist() == [4, 5, 6]


def test_stored_arrays_are_views_of_their_files(tmp_path: Path) -> None:
    folder = packed_store(tmp_path / "network", LARGER)
    assert isinstance(load_packed(folder).piece_length_m.base, np.memmap)
