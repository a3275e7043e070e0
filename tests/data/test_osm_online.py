"""Fetching from OpenStreetMap, against servers on loopback that answer from a real extract."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import osmium
import pandas as pd
import pytest
from osm_world import line_of_nodes, node, osm_file, relation, rows, way, ways_read
from osmnx import settings
from overpass_stub import Overpass, serve

from data.osm_file import read_osm
from data.osm_online import Box, OsmServers, check_box, fetch_osm
from data.osm_places import places_from_osm
from data.osm_roads import build_roads
from data.osm_services import facilities_from_osm
from geo.errors import InputError, QuestionError
from geo.roads import MODES, Roads

SANABAGRANDE: Box = (-87.275, 13.795, -87.245, 13.825)
SANTA_ANA: Box = (-87.29, 13.915, -87.26, 13.94)
TOY: Box = (-0.01, -0.01, 0.01, 0.01)


@contextmanager
def online(path: Path, *, status_page: bool = True) -> Iterator[tuple[Overpass, OsmServers]]:
    overpass = Overpass(path, status_page=status_page)
    with serve(overpass) as address:
        yield overpass, OsmServers(overpass_url=address, nominatim_url=address)


@pytest.fixture(scope="module")
def honduras(real_data: Path) -> Iterator[tuple[Path, OsmServers]]:
    source = real_data / "osm" / "honduras-south.osm.pbf"
    with online(source) as (_, servers):
        yield source, servers


def clip(source: Path, target: Path, box: Box) -> Path:
    """Write what an extract cut at a box holds: nodes inside, ways with a node inside, references left as they are."""
    west, south, east, north = box
    inside: set[int] = set()
    with osmium.SimpleWriter(target) as writer:
        for thing in osmium.FileProcessor(source):
            if thing.is_node():
                if west <= thing.location.lon <= east and south <= thing.location.lat <= north:
                    inside.add(thing.id)
                    writer.add_node(thing)
            elif thing.is_way() and any(each.ref in inside for each in thing.nodes):
                writer.add_way(thing)
    return target


def rows_inside(roads: Roads, box: Box) -> set[tuple[object, ...]]:
    """Return the rows with both ends in a box, by the ids and numbers that do not depend on what else is there."""
    west, south, east, north = box
    held = (roads.lon >= west) & (roads.lon <= east) & (roads.lat >= south) & (roads.lat <= north)
    both = held[roads.tail] & held[roads.head]
    columns = [roads.node_id[roads.tail], roads.node_id[roads.head], roads.way_id, roads.length_m, roads.road_class]
    columns += [roads.time_s[mode] for mode in MODES]
    return set(zip(*(column[both].tolist() for column in columns), strict=True))


def rows_of(table: pd.DataFrame, box: Box) -> list[list[str]]:
    west, south, east, north = box
    inside = table[table["lon"].between(west, east) & table["lat"].between(south, north)]
    return inside.astype(str).to_numpy().tolist()


@pytest.mark.parametrize("box", [SANABAGRANDE, SANTA_ANA])
def test_what_is_fetched_online_is_what_the_file_holds(
    tmp_path: Path, honduras: tuple[Path, OsmServers], box: Box
) -> None:
    source, servers = honduras
    fetched = read_osm(fetch_osm(tmp_path / "online.osm", box, cache=tmp_path / "cache", servers=servers))
    clipped = read_osm(clip(source, tmp_path / "clipped.osm.pbf", box))
    from_server, told = build_roads(fetched)
    from_file, report = build_roads(clipped)
    assert len(from_file.tail) > 1_000
    assert rows_inside(from_server, box) == rows_inside(from_file, box)
    # Named differences: online, ways come whole, so that no piece ends outside the answer; and so do the roads within
    # 500 m of the box.
    assert told.pieces_outside == 0 < report.pieces_outside
    assert set(clipped.ways.way_id.tolist()) < set(fetched.ways.way_id.tolist())
    # Services and places: the same rows in the box; a way whose outline only touches it comes as well.
    for of_extract in (facilities_from_osm, places_from_osm):
        expected = rows_of(of_extract(read_osm(source)), box)
        assert len(expected) > 0
        assert rows_of(of_extract(fetched), box) == expected


def test_a_road_that_leaves_the_box_and_comes_back_is_not_joined_across(tmp_path: Path) -> None:
    # 1 - 2 lie in the box, 3 far outside, 4 in it again. A graph cut at the box would join 2 to 4.
    nodes = [node(1, -0.005, 0), node(2, 0.005, 0), node(3, 0.5, 0.5), node(4, 0, 0.005)]
    roundabout = way(8, "1 2 4 1", {"highway": "primary", "junction": "roundabout"})
    path = osm_file(tmp_path, *nodes, way(7, "1 2 3 4", {"highway": "primary", "oneway": "-1"}), roundabout)
    with online(path) as (_, servers):
        fetched, _ = build_roads(
            read_osm(fetch_osm(tmp_path / "online.osm", TOY, cache=tmp_path / "cache", servers=servers))
        )
    plain, _ = build_roads(read_osm(path))
    assert rows(fetched, "drive") == rows(plain, "drive") == [(1, 2), (2, 1), (2, 4), (3, 2), (4, 1), (4, 3)]
    assert np.array_equal(fetched.time_s["drive"], plain.time_s["drive"])


def test_ferries_barriers_relations_and_strange_names_come_too(tmp_path: Path) -> None:
    name = 'Clínica <b>"x"</b> ${1} `'
    path = osm_file(
        tmp_path,
        *line_of_nodes(1, 2, 3, n2={"barrier": "bollard"}),
        way(7, "1 2", {"route": "ferry"}),
        way(8, "2 3"),
        way(9, "1 3", {"building": "yes"}),
        relation(5, [("way", 9)], {"amenity": "clinic", "name": name, "type": "multipolygon"}),
    )
    with online(path) as (_, servers):
        fetched = read_osm(fetch_osm(tmp_path / "online.osm", TOY, cache=tmp_path / "cache", servers=servers))
    plain = read_osm(path)
    assert ways_read(fetched) == ways_read(plain)
    assert fetched.ways.combos == plain.ways.combos
    assert fetched.barriers == plain.barriers
    assert fetched.services == plain.services
    assert facilities_from_osm(fetched)["name"].tolist() == [name]


def test_what_was_fetched_is_not_asked_for_again_and_gives_the_same_bytes(tmp_path: Path) -> None:
    path = osm_file(tmp_path, *line_of_nodes(1, 2), way(7, "1 2"))
    with online(path) as (overpass, servers):
        first = fetch_osm(tmp_path / "a.osm", TOY, cache=tmp_path / "cache", servers=servers).read_bytes()
        asked = len(overpass.asked)
        assert asked > 0
        second = fetch_osm(tmp_path / "b.osm", TOY, cache=tmp_path / "cache", servers=servers).read_bytes()
        assert len(overpass.asked) == asked
    assert first == second
    # The server is gone; what it said is in the cache.
    assert fetch_osm(tmp_path / "c.osm", TOY, cache=tmp_path / "cache", servers=servers).read_bytes() == first


def test_a_large_box_is_asked_for_tile_by_tile_and_nothing_comes_twice(tmp_path: Path) -> None:
    nodes = [node(1, 0, 0), node(2, 0.3, 0), node(3, 0.6, 0)]
    path = osm_file(tmp_path, *nodes, way(7, "1 2 3"))
    heard: list[tuple[str, int]] = []
    with online(path) as (_, servers):
        target = fetch_osm(
            tmp_path / "a.osm",
            (-0.05, -0.01, 0.65, 0.01),
            cache=tmp_path / "cache",
            servers=servers,
            progress=lambda what, count: heard.append((what, count)),
        )
    assert heard == [("tiles", 1), ("tiles", 2)]
    assert target.read_text(encoding="utf-8").count("<way ") == 1


def test_a_place_is_asked_for_by_name_and_its_box_is_fetched(tmp_path: Path) -> None:
    path = osm_file(tmp_path, *line_of_nodes(1, 2), node(3, 1.0, 1.0), node(4, 1.1, 1.0), way(7, "1 2"), way(8, "3 4"))
    ring = [[-0.01, -0.01], [0.01, -0.01], [0.01, 0.01], [-0.01, 0.01], [-0.01, -0.01]]
    outline = {
        "name": "Sabanagrande",
        "lat": "0",
        "lon": "0",
        "importance": 0.5,
        "boundingbox": ["-0.01", "0.01", "-0.01", "0.01"],
        "geojson": {"type": "Polygon", "coordinates": [ring]},
    }
    point = {**outline, "name": "A point", "geojson": {"type": "Point", "coordinates": [0, 0]}}
    with online(path) as (overpass, servers):
        overpass.places = [outline, point]
        fetched = read_osm(fetch_osm(tmp_path / "a.osm", "Sabanagrande", cache=tmp_path / "c", servers=servers))
        assert fetched.ways.way_id.tolist() == [7]
        with pytest.raises(QuestionError, match="--place Nowhere: is not a place OpenStreetMap knows"):
            fetch_osm(tmp_path / "b.osm", "Nowhere", cache=tmp_path / "c", servers=servers)
        with pytest.raises(QuestionError, match="--place A point: is a point on the map"):
            fetch_osm(tmp_path / "b.osm", "A point", cache=tmp_path / "c", servers=servers)
    assert not (tmp_path / "b.osm").exists()


def test_osmnx_is_left_as_it_was_found(tmp_path: Path) -> None:
    path = osm_file(tmp_path, *line_of_nodes(1, 2), way(7, "1 2"))
    names = sorted(name for name in vars(settings) if name.islower() and not name.startswith("_"))
    before = {name: getattr(settings, name) for name in names}
    look_up = socket.getaddrinfo
    with online(path) as (_, servers):
        fetch_osm(tmp_path / "a.osm", TOY, cache=tmp_path / "cache", servers=servers)
        with pytest.raises(QuestionError):
            fetch_osm(tmp_path / "b.osm", (5.0, 5.0, 5.1, 5.1), cache=tmp_path / "cache", servers=servers)
    assert {name: getattr(settings, name) for name in names} == before
    assert socket.getaddrinfo is look_up


def test_we_wait_our_turn_where_the_server_says_whose_turn_it_is(tmp_path: Path) -> None:
    path = osm_file(tmp_path, *line_of_nodes(1, 2), way(7, "1 2"))
    for status_page, looks in ((True, 5), (False, 2)):
        # One look before the roads and one before the services; osmnx looks again before each of its three queries.
        with online(path, status_page=status_page) as (overpass, servers):
            fetch_osm(tmp_path / "a.osm", TOY, cache=tmp_path / f"cache{looks}", servers=servers)
        assert sum(each.endswith("/status") for each in overpass.asked) == looks


def test_a_server_that_breaks_off_is_never_taken_for_an_empty_map(tmp_path: Path) -> None:
    path = osm_file(tmp_path, *line_of_nodes(1, 2), way(7, "1 2"))
    with online(path) as (overpass, servers):
        overpass.broken_off = True
        with pytest.raises(InputError, match="broke off before all data had come"):
            fetch_osm(tmp_path / "a.osm", TOY, cache=tmp_path / "cache", servers=servers)
        assert not (tmp_path / "a.osm").exists()
        overpass.broken_off = False
        fetch_osm(tmp_path / "a.osm", TOY, cache=tmp_path / "cache", servers=servers)
    assert (tmp_path / "a.osm").exists()


def test_a_server_that_is_not_there_gets_one_line(tmp_path: Path) -> None:
    servers = OsmServers(overpass_url="http://127.0.0.1:9/api", nominatim_url="http://127.0.0.1:9")
    for area in (TOY, "Sabanagrande"):
        with pytest.raises(InputError, match="cannot be reached") as caught:
            fetch_osm(tmp_path / "a.osm", area, cache=tmp_path / "cache", servers=servers)
        assert "127.0.0.1:9" in str(caught.value)
        assert "\n" not in str(caught.value)


def test_a_damaged_answer_in_the_cache_is_named(tmp_path: Path) -> None:
    path = osm_file(tmp_path, *line_of_nodes(1, 2), way(7, "1 2"))
    with online(path) as (_, servers):
        fetch_osm(tmp_path / "a.osm", TOY, cache=tmp_path / "cache", servers=servers)
    answer = min((tmp_path / "cache").rglob("*.json"))
    answer.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="Delete it and fetch again") as caught:
        fetch_osm(tmp_path / "a.osm", TOY, cache=tmp_path / "cache", servers=servers)
    assert answer.name in str(caught.value)


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ((1.0, 0.0, -1.0, 1.0), "is no box"),
        ((0.0, 1.0, 1.0, 1.0), "is no box"),
        ((-200.0, 0.0, 1.0, 1.0), "is no box"),
        ((0.0, 0.0, 1.0, 95.0), "is no box"),
        ((float("nan"), 0.0, 1.0, 1.0), "is no box"),
        ((0.0, 0.0, float("inf"), 1.0), "is no box"),
        ((-118.0, 7.0, -77.0, 33.0), "is too large"),
    ],
)
def test_a_box_nobody_can_answer_for_is_refused_before_anyone_is_asked(box: Box, said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        check_box(box)


def test_a_box_of_one_department_is_small_enough() -> None:
    assert check_box((-87.65, 13.66, -86.2, 14.3)) == (-87.65, 13.66, -86.2, 14.3)
