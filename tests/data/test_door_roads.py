"""OpenStreetMap files from outside: their roads are built in a child, which neither hangs nor reads anything else."""

import gzip
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from osm_world import line_of_nodes, osm_file, straight_road, way

from data.door import read_roads as module
from data.door.allowance import allowance_for_roads
from data.door.child_process import Ended, run_child
from data.door.read_roads import read_roads
from data.network_store import load_places, load_roads
from data.osm_blobs import check_unpacked
from data.osm_file import read_osm
from data.osm_roads import build_roads
from data.osm_services import facilities_from_osm, report_services
from geo.errors import InputError

Heard = list[tuple[str, int]]


def _quiet(_what: str, _count: int) -> None:
    return None


def test_a_child_builds_the_very_roads_this_process_would(tmp_path: Path, real_data: Path) -> None:
    osm = real_data / "osm" / "honduras-south.osm.pbf"
    heard: Heard = []
    built = read_roads(osm, lambda what, count: heard.append((what, count)))
    extract = read_osm(osm)
    roads, report = build_roads(extract)
    assert built.report == report
    assert built.dated == extract.dated
    assert built.services == report_services(extract)
    assert built.facilities.equals(facilities_from_osm(extract))
    for name in ("node_id", "lon", "lat", "tail", "head", "length_m", "road_class", "way_id"):
        assert (getattr(built.roads, name) == getattr(roads, name)).all()
    assert heard[-1] == ("nodes", 105_659)
    built.write(tmp_path / "network")
    assert len(load_roads(tmp_path / "network").tail) == len(roads.tail)
    assert len(load_places(tmp_path / "network")) == len(built.places) > 0


def test_what_is_heard_may_call_it_off(tmp_path: Path) -> None:
    def off(_what: str, _count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_roads(straight_road(tmp_path), off)


def test_an_extract_without_a_road_is_refused_by_its_own_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^[\w.]+osm: holds no road that anyone may use\."):
        read_roads(osm_file(tmp_path, *line_of_nodes(1, 2)), _quiet)


@pytest.mark.parametrize("content", [b"\x00" * 40, b"<osm><node id='1'", b"PK\x03\x04", b"<VRT></VRT>"])
@pytest.mark.parametrize("suffix", [".osm.pbf", ".osm", ".osm.bz2", ".osm.gz"])
def test_a_broken_file_is_one_error_with_its_own_name(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"mine{suffix}"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        read_roads(path, _quiet)
    assert str(error.value).startswith(f"mine{suffix}: ")


def test_an_xml_that_names_another_file_reads_nothing_of_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("KANARIENVOGEL")
    path = tmp_path / "mine.osm"
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY x SYSTEM "file://{secret}">]>'
        '<osm version="0.6"><node id="1" lat="0" lon="0"><tag k="name" v="&x;"/></node></osm>'
    )
    with pytest.raises(InputError) as error:
        read_roads(path, _quiet)
    assert "KANARIENVOGEL" not in str(error.value)


def _varint(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def _blob(kind: str, packed: bytes, raw_size: int) -> bytes:
    blob = b"\x10" + _varint(raw_size) + b"\x1a" + _varint(len(packed)) + packed
    header = b"\x0a" + _varint(len(kind)) + kind.encode() + b"\x18" + _varint(len(blob))
    return struct.pack(">I", len(header)) + header + blob


def test_a_bomb_is_refused_by_what_it_says_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "bomb.osm.pbf"
    raw = 30_000_000
    packed = zlib.compress(bytes(raw), 9)
    path.write_bytes(_blob("OSMHeader", b"", 0) + _blob("OSMData", packed, raw) * 4)
    with pytest.raises(InputError, match=r"^bomb\.osm\.pbf: says that it unpacks to 120 MB"):
        read_roads(path, _quiet)


def test_a_real_extract_is_no_bomb(real_data: Path) -> None:
    check_unpacked(real_data / "osm" / "honduras-south.osm.pbf")


def test_a_packed_text_without_end_stops_at_its_limit_of_time_or_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.osm.gz"
    with gzip.open(path, "wb", compresslevel=9) as stream:
        stream.write(b'<osm version="0.6">')
        for _ in range(400):
            stream.write(b"<node id='1' lat='0' lon='0'/>" * 40_000)
    with pytest.raises(InputError) as error:
        read_roads(path, _quiet)
    assert str(error.value).startswith("bomb.osm.gz: ")


def test_a_country_is_allowed_through_with_room_to_spare() -> None:
    # What made files of nothing but roads took, for each byte of them: 20 bytes of memory, 3 of text, 2 of places.
    for size in (35_000_000, 131_000_000, 646_000_000):
        allowance = allowance_for_roads(size)
        assert allowance.memory > 2 * 20 * size
        assert allowance.file > 2 * 3 * size
        assert allowance.seconds > size / 1_000_000


def test_what_a_child_may_write_to_is_a_copy_and_never_the_file_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    osm = osm_file(tmp_path, *line_of_nodes(1, 2), way(7, "1 2"))
    handed = []

    def watched(order: Mapping[str, str], *rest: Any) -> Ended:
        handed.append(Path(order["path"]).samefile(osm))
        return run_child(order, *rest)

    monkeypatch.setattr(module, "run_child", watched)
    assert len(read_roads(osm, _quiet).roads.tail) == 2
    assert handed == [False]
