"""Reading OpenStreetMap files: whole, cut, empty, shuffled."""

import bz2
import gzip
import random
from pathlib import Path

import numpy as np
import pytest
from osm_world import line_of_nodes, node, osm_file, relation, way, ways_read

from data.osm_file import OsmExtract, read_osm
from data.osm_ways import RoadWays
from geo.errors import InputError

CLINIC = {"amenity": "clinic", "name": "Clínica"}
THINGS = [
    *line_of_nodes(1, 2, 3, n2={"barrier": "gate"}),
    node(10, 0.5, 0.5, place="town", name="Tapachula", population="1,000"),
    node(11, 0.6, 0.5, place="town"),
    node(12, 0.7, 0.5, **CLINIC),
    node(13, 0.0, 1.0),
    node(14, 0.2, 1.0),
    node(15, 0.2, 1.4),
    node(99, 5.0, 5.0),
    way(20, "1 2 3 404"),
    way(21, "13 14 15 13", CLINIC),
    way(22, "1 3", {"route": "ferry"}),
    way(23, "13 14", {"waterway": "river"}),
    way(24, "13 15", {"building": "yes"}),
    relation(30, [("way", 24), ("node", 14), ("way", 405)], CLINIC),
    relation(31, [("way", 23)], {"type": "waterway"}),
    relation(32, [("node", 406)], CLINIC),
]


def digest(extract: OsmExtract) -> str:
    fields = (getattr(extract, name) for name in extract.__slots__ if name != "name")
    flat = (part for field in fields for part in (field if isinstance(field, RoadWays) else [field]))
    return repr([part.tolist() if isinstance(part, np.ndarray) else part for part in flat])


@pytest.fixture
def toy(tmp_path: Path) -> OsmExtract:
    return read_osm(osm_file(tmp_path, *THINGS))


def test_roads_ferries_services_and_places_are_kept_and_the_rest_is_counted(toy: OsmExtract) -> None:
    assert ways_read(toy) == [(20, [1, 2, 3, None]), (22, [1, 3])]
    assert toy.node_id.tolist() == [1, 2, 3, 10, 12, 13, 14, 15]
    assert toy.barriers == {2: {"barrier": "gate"}}
    assert [(place.osm_id, place.tags["name"]) for place in toy.places] == [(10, "Tapachula")]
    assert (toy.nodes_in_file, toy.ways_in_file, toy.relations_in_file) == (10, 5, 3)
    assert toy.bbox == (0.0, 0.0, 5.0, 5.0)


def test_ways_and_relations_become_the_centre_of_their_box(toy: OsmExtract) -> None:
    points = {(thing.kind, thing.osm_id): (thing.lon, thing.lat) for thing in toy.services}
    assert points["n", 12] == (0.7, 0.5)
    assert points["w", 21] == pytest.approx((0.1, 1.2))
    assert points["r", 30] == pytest.approx((0.1, 1.2))
    assert np.isnan(points["r", 32]).all()


def test_the_order_of_the_file_leaves_no_trace(tmp_path: Path, toy: OsmExtract) -> None:
    for seed in range(5):
        shuffled = random.Random(seed).sample(THINGS, len(THINGS))  # noqa: S311 - no secret
        assert digest(read_osm(osm_file(tmp_path, *shuffled))) == digest(toy)


def test_of_two_versions_the_newer_counts_wherever_it_stands(tmp_path: Path) -> None:
    old = way(20, "1 2")
    new = way(20, "1 3").replace('version="1"', 'version="2"')
    for things in ([old, new], [new, old]):
        extract = read_osm(osm_file(tmp_path, *line_of_nodes(1, 2, 3), *things))
        assert ways_read(extract) == [(20, [1, 3])]


def test_of_two_versions_of_a_place_or_a_relation_the_newer_counts_too(tmp_path: Path) -> None:
    there = {"amenity": "clinic", "name": "new"}
    old = [node(5, 0.1, 0.1), relation(6, [("node", 5)], {**there, "name": "old"})]
    new = [node(5, 0.2, 0.2), relation(6, [("node", 5)], there)]
    newer = [thing.replace('version="1"', 'version="2"') for thing in new]
    for things in (old + newer, newer + old):
        (clinic,) = read_osm(osm_file(tmp_path, *things)).services
        assert (clinic.lon, clinic.lat, clinic.tags["name"]) == (0.2, 0.2, "new")


def test_deleted_objects_are_not_there(tmp_path: Path) -> None:
    gone = way(20, "1 2").replace('version="1"', 'version="2" visible="false"')
    extract = read_osm(osm_file(tmp_path, *line_of_nodes(1, 2), gone))
    assert (ways_read(extract), extract.ways_in_file) == ([], 0)


def test_a_node_without_a_place_is_as_good_as_absent(tmp_path: Path) -> None:
    lost = [node(2, 200.0, 0.0), '<node id="3" version="1"/>']
    extract = read_osm(osm_file(tmp_path, *line_of_nodes(1), *lost, way(20, "1 2 3")))
    assert extract.node_id.tolist() == [1]
    assert extract.bbox == (0.0, 0.0, 0.0, 0.0)


def test_the_same_map_reads_the_same_packed_or_not(tmp_path: Path, toy: OsmExtract) -> None:
    text = osm_file(tmp_path, *THINGS).read_bytes()
    (tmp_path / "toy.osm.bz2").write_bytes(bz2.compress(text))
    (tmp_path / "TOY.OSM.GZ").write_bytes(gzip.compress(text))
    assert digest(read_osm(tmp_path / "toy.osm.bz2")) == digest(toy)
    assert digest(read_osm(tmp_path / "TOY.OSM.GZ")) == digest(toy)


def test_progress_tells_what_is_read_and_how_much(tmp_path: Path) -> None:
    heard: list[tuple[str, int]] = []
    read_osm(osm_file(tmp_path, *THINGS), progress=lambda what, count: heard.append((what, count)))
    assert heard == [("relations", 3), ("ways", 5), ("nodes", 10)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("toy.txt", b"x", "is no OpenStreetMap file by its name"),
        ("toy.osm", b"", "is empty (0 bytes)"),
        ("toy.osm.pbf", b"", "is empty (0 bytes)"),
        ("toy.osm.pbf", b"no such thing", "cannot be read to its end"),
        ("toy.osm.bz2", b"no such thing", "cannot be read to its end"),
        ("toy.osm.gz", b"no such thing", "cannot be read to its end"),
        ("toy.osm", b"no such thing", "cannot be read to its end"),
        ("toy.osm", b"<osm/>", "cannot be read to its end"),
        ("toy.osm", b'<osm version="0.6"><node id="x" lat="0" lon="0"/></osm>', "cannot be read to its end"),
        ("toy.osm", b'<osm version="0.6"><node id="1" lat="nan" lon="0"/></osm>', "cannot be read to its end"),
        ("toy.osm", b'<osm version="0.6"/>', "holds no located node"),
        ("toy.osm", b'<osm version="0.6"><node id="1"/></osm>', "holds no located node"),
    ],
)
def test_a_file_that_cannot_be_used_gets_one_line(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_osm(path)
    assert name in str(caught.value)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_osm(tmp_path / "absent.osm.pbf")
    with pytest.raises(InputError, match="is a folder"):
        read_osm(tmp_path)


@pytest.mark.parametrize("suffix", [".osm", ".osm.bz2", ".osm.gz"])
def test_a_toy_file_cut_anywhere_is_an_error(tmp_path: Path, suffix: str) -> None:
    pack = {".osm": bytes, ".osm.bz2": bz2.compress, ".osm.gz": gzip.compress}[suffix]
    whole = pack(osm_file(tmp_path, *THINGS).read_bytes())
    path = tmp_path / f"cut{suffix}"
    for end in range(1, len(whole), 7):
        path.write_bytes(whole[:end])
        with pytest.raises(InputError):
            read_osm(path)


@pytest.mark.parametrize("name", ["honduras-south.osm.pbf", "aguascalientes.osm.bz2"])
def test_a_real_file_cut_anywhere_is_an_error(tmp_path: Path, real_data: Path, name: str) -> None:
    whole = (real_data / "osm" / name).read_bytes()
    path = tmp_path / name
    for share in (0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999):
        path.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(InputError):
            read_osm(path)


def test_a_damaged_real_file_is_an_error_or_reads_as_a_map(tmp_path: Path, real_data: Path) -> None:
    whole = bytearray((real_data / "osm" / "honduras-south.osm.pbf").read_bytes())
    path = tmp_path / "bent.osm.pbf"
    spoilt = 0
    for at in range(100, len(whole), len(whole) // 12):
        bent = whole.copy()
        bent[at] ^= 0xFF
        path.write_bytes(bent)
        try:
            assert read_osm(path).nodes_in_file > 0
        except InputError:
            spoilt += 1
    assert spoilt > 6


def test_real_files_hold_what_their_description_says(real_data: Path) -> None:
    honduras = read_osm(real_data / "osm" / "honduras-south.osm.pbf")
    assert (honduras.nodes_in_file, len(honduras.ways.way_id)) == (105_659, 3_283)
    assert honduras.bbox == pytest.approx((-87.649, 13.660, -87.000, 14.032), abs=6e-4)
    assert honduras.dated.startswith("2023-04")
    assert any(place.tags["name"] == "Sabanagrande" for place in honduras.places)
    assert len(read_osm(real_data / "osm" / "aguascalientes.osm.bz2").ways.way_id) == 674
