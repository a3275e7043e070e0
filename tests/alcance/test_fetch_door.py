"""`alcance fetch` from the command line, against a server on loopback that answers from a file."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from doors import Ran, alcance, column, done, holds, refused
from osm_world import KM, WEST, at_km, node, straight_road
from overpass_stub import Overpass, serve
from toy_study import corridor_geojson, facilities_csv, prepared

BOX = f"{WEST - KM},-0.01,{WEST + 11 * KM},0.01"
CLINIC = node(500, at_km(3), 0.001, amenity="clinic", name="Ejemplo Clínica")


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Overpass, str]]:
    overpass = Overpass(straight_road(tmp_path_factory.mktemp("online"), CLINIC, km=10))
    with serve(overpass) as address:
        yield overpass, address


def fetch(study: Path, address: str, *words: str) -> tuple[object, ...]:
    return ("fetch", study, "--overpass-url", address, "--nominatim-url", address, *(words or ("--bbox", BOX)))


def test_a_study_is_made_from_what_the_server_tells(tmp_path: Path, server: tuple[Overpass, str]) -> None:
    ran = done(*fetch(tmp_path / "study", server[1]))
    assert "Services from OpenStreetMap: 1 clinic" in ran.out
    assert [path.name for path in tmp_path.iterdir()] == ["study"]
    assert column(tmp_path / "study" / "facilities.csv", "name") == ["Ejemplo Clínica"]
    done("catchments", tmp_path / "study", "--service", "primary")


def test_with_json_one_object_is_printed(tmp_path: Path, server: tuple[Overpass, str]) -> None:
    first = json.loads(done(*fetch(tmp_path / "study", server[1]), "--json").out)
    assert [first["rows"], first["facilities_from"]] == [{"facilities": 1}, "OpenStreetMap"]
    again = json.loads(done(*fetch(tmp_path / "study", server[1]), "--json").out)
    assert again["network"] == first["network"]


def test_what_was_fetched_can_be_built_again_without_asking(tmp_path: Path, server: tuple[Overpass, str]) -> None:
    done(*fetch(tmp_path / "study", server[1]))
    network = holds(tmp_path / "study" / "network")
    asked = len(server[0].asked)
    done("network", tmp_path / "study")
    assert holds(tmp_path / "study" / "network") == network
    done(*fetch(tmp_path / "study", server[1]))  # the cache answers
    assert len([each for each in server[0].asked[asked:] if "/status" not in each]) == 0


def test_a_study_that_is_there_gets_new_roads_and_keeps_its_tables(
    tmp_path: Path, server: tuple[Overpass, str]
) -> None:
    osm, clinics, line = straight_road(tmp_path), facilities_csv(tmp_path, {"a": 0}), corridor_geojson(tmp_path, km=10)
    study = tmp_path / "study"
    prepared(study, "--osm", osm, "--facilities", clinics, "--corridors", line)
    tables = {name: content for name, content in holds(study).items() if "/" not in name}
    ran = done(*fetch(study, server[1]))
    assert ran.out.startswith("Roads: 11 nodes on drivable roads")
    assert {name: holds(study)[name] for name in tables} == tables
    done("gaps", study, "--service", "primary")


def test_a_place_is_looked_up_by_its_name(tmp_path: Path, server: tuple[Overpass, str]) -> None:
    west, south, east, north = BOX.split(",")
    square = [[float(x), float(y)] for x, y in ((west, south), (east, south), (east, north), (west, north))]
    shape = {"type": "Polygon", "coordinates": [[*square, square[0]]]}
    place = {"name": "Ejemplo", "display_name": "Ejemplo", "geojson": shape, "importance": 0.5}
    server[0].places = [place | {"boundingbox": [south, north, west, east], "lat": "0", "lon": west}]
    ran = done(*fetch(tmp_path / "study", server[1], "--place", "Ejemplo"))
    assert "1 clinic" in ran.out


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("--bbox", "1,2,3"), "--bbox 1,2,3: is no box. Give four numbers, W,S,E,N, in degrees."),
        (("--bbox", "a,b,c,d"), "--bbox a,b,c,d: is no box. Give four numbers, W,S,E,N, in degrees."),
        (("--bbox", "-94,0,-95,1"), ""),
        (("--bbox", "0,nan,1,1"), ""),
        (("--bbox", "-180,-90,180,90"), ""),
        (("--bbox", "0,0,0,0"), ""),
        (("--place", "Atlantis"), ""),
        (("--place", "x", "--bbox", "0,0,1,1"), "fetch: needs one of --place and --bbox."),
    ],
)
def test_a_box_or_a_place_that_is_none_is_refused(
    tmp_path: Path, server: tuple[Overpass, str], words: tuple[str, ...], where: str
) -> None:
    assert refused(*fetch(tmp_path / "study", server[1], *words)).startswith(where)
    assert [name for name in holds(tmp_path) if name.startswith("study")] == []


def test_neither_a_place_nor_a_box_is_refused(tmp_path: Path) -> None:
    assert refused("fetch", tmp_path / "study").startswith("fetch: needs one of --place and --bbox.")


def gone(tmp_path: Path) -> Ran:
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        return alcance(*fetch(tmp_path / "study", f"http://127.0.0.1:{taken.getsockname()[1]}/api"))


def test_a_server_that_is_gone_is_said_in_one_line(tmp_path: Path) -> None:
    ran = gone(tmp_path)
    assert [ran.code, ran.out, ran.err.count("\n")] == [1, "", 1]
    assert holds(tmp_path) == {}


def test_an_answer_broken_off_makes_no_study(tmp_path: Path, server: tuple[Overpass, str]) -> None:
    server[0].broken_off = True
    refused(*fetch(tmp_path / "study", server[1]))
    assert not (tmp_path / "study").exists()


def test_where_nothing_is_mapped_no_study_is_made(tmp_path: Path, server: tuple[Overpass, str]) -> None:
    refused(*fetch(tmp_path / "study", server[1], "--bbox", "10,10,10.1,10.1"))
    assert not (tmp_path / "study").exists()
