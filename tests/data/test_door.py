"""What comes through the door, and what a child cannot do."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hostile_files import geojson, gpx, kml, shapefile, workbook, written, zipped

from data.door.allowance import Allowance, allowance_for
from data.door.child_process import run_child
from data.door.environment import child_environment
from data.door.passing import line_of_error, lines_of_table, table_from_lines
from data.door.read_outside import MAX_BYTES, read_outside
from data.from_outside import take_outside, try_outside
from data.raw import RawRow, RawTable
from data.read_geojson import read_geojson
from geo.errors import InputError

ROOT = Path(__file__).resolve().parents[2]
TINY = Allowance(seconds=20, memory=352 << 20, result=1 << 20)
linux = pytest.mark.skipif(sys.platform != "linux", reason="the walls are those of Linux")


def read(tmp_path: Path, name: str, content: bytes) -> RawTable:
    path = tmp_path / name
    path.write_bytes(content)
    return read_outside(path)


def said(tmp_path: Path, name: str, content: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(tmp_path, name, content)
    return str(caught.value)


# --- what comes through ---------------------------------------------------------------------------------------------


def test_geojson_comes_through_as_it_is_read_here(tmp_path: Path) -> None:
    raw = read(tmp_path, "a.geojson", geojson())
    assert raw == read_geojson(tmp_path / "a.geojson")


def test_a_file_is_called_as_its_owner_calls_it(tmp_path: Path) -> None:
    (tmp_path / "upload-17").write_bytes(b"id,name\n1,A\n")
    raw = read_outside(tmp_path / "upload-17", name="clínicas.csv")
    assert (raw.file, raw.notes) == ("clínicas.csv", ())
    (tmp_path / "upload-17").write_bytes(b"%PDF-1.7")
    with pytest.raises(InputError, match=r"clínicas\.csv: is a PDF"):
        read_outside(tmp_path / "upload-17", name="clínicas.csv")


@pytest.mark.parametrize("suffix", [".gpkg", ".fgb"])
def test_values_of_a_geopackage_and_flatgeobuf_become_text(tmp_path: Path, suffix: str) -> None:
    table = gpd.GeoDataFrame(
        {
            "name": ["Clínica\nSur", None],
            "beds": pd.array([3, None], dtype="Int64"),
            "cost": [2.5, float("nan")],
            "open": [True, False],
            "seen": pd.to_datetime(["2025-03-01T10:30:00", None]),
        },
        geometry=[shapely.Point(-92, 15), None],
        crs=4326,
    )
    raw = read(tmp_path, f"a{suffix}", written(tmp_path, suffix, table))
    assert raw.spatial
    assert raw.columns == ("name", "beds", "cost", "open", "seen", "lon", "lat")
    first, second = raw.rows
    assert first.cells | {"seen": ""} == {
        "name": "Clínica Sur",
        "beds": "3",
        "cost": "2.5",
        "open": "true",
        "seen": "",
        "lon": "-92.0",
        "lat": "15.0",
    }
    assert first.cells["seen"].startswith("2025-03-01T10:30:00")
    assert first.geometry == shapely.Point(-92, 15)
    assert second.cells == {"name": "", "beds": "", "cost": "", "open": "false", "seen": ""}
    assert (second.geometry, second.trouble) == (None, "")


def test_a_shapefile_of_degrees_whose_prj_is_in_metres_is_refused(tmp_path: Path) -> None:
    degrees = gpd.GeoDataFrame({"name": ["A", "B"]}, geometry=gpd.points_from_xy([-90.5, -90.6], [14.6, 14.7]))
    table = degrees.set_crs(32615)
    with pytest.raises(InputError, match=r"are degrees, though its CRS \(WGS 84 / UTM zone 15N\) is in metres"):
        read(tmp_path, "a.zip", zipped(shapefile(tmp_path, table)))


def without_prj(folder: Path, table: gpd.GeoDataFrame) -> bytes:
    parts = shapefile(folder, table)
    return zipped({name: part for name, part in parts.items() if not name.endswith(".prj")})


IN_METRES = (
    "names no CRS (.prj) that can be read, and its coordinates are no degrees: add the .prj, or say the UTM zone whose "
    "metres they are"
)


def test_the_zone_of_a_shapefile_without_prj_can_be_told(tmp_path: Path) -> None:
    points = gpd.points_from_xy([504700, 504800], [3595600, 3595700])
    table = gpd.GeoDataFrame({"name": ["A", "B"], "kind": ["clinic", "clinic"]}, geometry=points, crs=32611)
    path = tmp_path / "list.zip"
    path.write_bytes(without_prj(tmp_path, table))
    taken = take_outside("facilities", path, {"utm_zone": "=11N"})
    frame = taken.intake.frame
    assert list(zip(frame["lon"].round(5), frame["lat"].round(5), strict=True)) == [
        (-116.94997, 32.49765),
        (-116.9489, 32.49855),
    ]
    assert list(frame.geometry.x) == list(frame["lon"])
    assert taken.notes == (IN_METRES,)
    trial = try_outside("facilities", path)
    assert trial.notes == (IN_METRES,)
    assert trial.fault is not None
    assert trial.fault.todo == "Say the UTM zone if they are its metres: --column facilities.utm_zone==11N (your zone)."


@pytest.mark.parametrize(
    "drawn",
    [
        [shapely.Point(504700, 3595600), shapely.Point(-116.9, 32.5)],
        [shapely.LineString([(504700, 3595600), (504800, 3595700)])],
    ],
)
def test_what_is_drawn_in_no_known_crs_and_is_more_than_points_in_metres_is_refused(
    tmp_path: Path, drawn: list[shapely.Geometry]
) -> None:
    table = gpd.GeoDataFrame({"name": ["A"] * len(drawn)}, geometry=drawn, crs=32611)
    with pytest.raises(
        InputError, match=r"names no CRS \(\.prj\) that can be read, and its coordinates are no degrees\. "
    ):
        read(tmp_path, "a.zip", without_prj(tmp_path, table))


def test_a_projected_shapefile_is_brought_to_degrees_and_says_so(tmp_path: Path) -> None:
    table = gpd.GeoDataFrame({"id": ["1"]}, geometry=[shapely.Point(-92.25, 14.9)], crs=4326).to_crs(32615)
    raw = read(tmp_path, "a.zip", zipped(shapefile(tmp_path, table)))
    place = raw.rows[0].geometry
    assert isinstance(place, shapely.Point)
    assert (place.x, place.y) == pytest.approx((-92.25, 14.9), abs=1e-9)
    assert raw.notes == ("projected from WGS 84 / UTM zone 15N to EPSG:4326",)


def test_the_largest_layer_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    table = gpd.GeoDataFrame({"id": ["1", "2"]}, geometry=[shapely.Point(1, 2)] * 2, crs=4326)
    table.to_file(tmp_path / "a.gpkg", layer="clinics")
    table[:1].to_file(tmp_path / "a.gpkg", layer="roads")
    raw = read_outside(tmp_path / "a.gpkg")
    assert (len(raw.rows), raw.notes) == (2, ("layer roads, 1 rows, not read",))


def test_a_geopackage_tells_which_of_its_cells_were_put_on_one_line(tmp_path: Path) -> None:
    cells = {"id": ["1", "2"], "name": [" Clínica\nNorte", "Sur"], "beds": [1.5, None]}
    table = gpd.GeoDataFrame(cells, geometry=[shapely.Point(1, 2)] * 2, crs=4326)
    table.to_file(tmp_path / "a.gpkg")
    raw = read_outside(tmp_path / "a.gpkg")
    assert [row.cells["name"] for row in raw.rows] == ["Clínica Norte", "Sur"]
    assert raw.notes == (
        "cells put on one line, without outer and double spaces and signs that are no text: 1 in name",
    )


def test_a_kml_keeps_its_data_and_its_folders(tmp_path: Path) -> None:
    more = (
        "<Folder><name>Norte</name><Placemark><name>A</name><ExtendedData>"
        "<Data name='kind'><value>clinic</value></Data><SchemaData><SimpleData name='beds'>4</SimpleData></SchemaData>"
        "</ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 2,0 2,2 0,0</coordinates></LinearRing>"
        "</outerBoundaryIs></Polygon></Placemark></Folder>"
        "<Placemark><name>L</name><LineString><coordinates>0,0,5 1,1,5</coordinates></LineString></Placemark>"
        "<Placemark><name>M</name><MultiGeometry><Point><coordinates>1,1</coordinates></Point>"
        "<LineString><coordinates>0,0 1,1</coordinates></LineString></MultiGeometry></Placemark>"
    )
    area, line, mixed = read(tmp_path, "a.kml", kml(more, count=0)).rows
    assert area.cells == {"name": "A", "kind": "clinic", "beds": "4", "folder": "Norte"}
    assert area.geometry == shapely.Polygon([(0, 0), (2, 0), (2, 2), (0, 0)])
    assert line.geometry == shapely.LineString([(0, 0), (1, 1)])
    assert mixed.trouble == "its geometry is of several types"


def test_tracks_and_waypoints_of_a_gpx_are_rows(tmp_path: Path) -> None:
    points = '<trkpt lat="1" lon="2"><ele>9</ele></trkpt><trkpt lat="3" lon="4"/>'
    track = f"<trk><name>Ruta</name><trkseg>{points}</trkseg></trk>"
    raw = read(tmp_path, "a.gpx", gpx(more=track))
    assert len(raw.rows) == 13
    assert raw.rows[-1].cells == {"gpx": "trk", "name": "Ruta"}
    assert raw.rows[-1].geometry == shapely.LineString([(2, 1), (4, 3)])


def test_cells_of_a_workbook_become_text(tmp_path: Path) -> None:
    raw = read(
        tmp_path, "a.xlsx", workbook([["id", "lon", "open", "n"], ["007", -92.5, True, 12], ["8", -93, False, 1.5]])
    )
    assert [row.cells for row in raw.rows] == [
        {"id": "007", "lon": "-92.5", "open": "true", "n": "12"},
        {"id": "8", "lon": "-93", "open": "false", "n": "1.5"},
    ]


def test_a_name_that_promises_another_format_is_noted(tmp_path: Path) -> None:
    raw = read(tmp_path, "a.csv", workbook([["id", "name"], ["1", "A"]]))
    assert raw.notes == ("named .csv, read as Excel, which it is",)


# --- what does not --------------------------------------------------------------------------------------------------


def test_a_missing_file_a_folder_and_one_too_large_are_refused_unread(tmp_path: Path) -> None:
    for path, what in ((tmp_path / "none.csv", "cannot be read"), (tmp_path, "is a folder or a device")):
        with pytest.raises(InputError, match=what):
            read_outside(path)
    (tmp_path / "a.csv").touch()
    os.truncate(tmp_path / "a.csv", MAX_BYTES + 1)
    with pytest.raises(InputError, match="has 200 MB, more than 200"):
        read_outside(tmp_path / "a.csv")


def test_more_rows_than_the_parts_of_a_shapefile_share_are_refused(tmp_path: Path) -> None:
    parts = shapefile(tmp_path)
    parts["seed.shp"] = parts["seed.shp"][:-28]
    assert "its .shp was cut short" in said(tmp_path, "a.zip", zipped(parts))


def _child(tmp_path: Path, body: str) -> str:
    """Return what a confined child prints, in its own walls, when it runs `body`."""
    order = {"folder": str(tmp_path), "allowance": asdict(TINY)}
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "import ctypes, os, pathlib, socket, subprocess, sqlite3\n"
        "from pathlib import Path\n"
        "from data.door.child import shut_in\n"
        "from data.door.watch import refuse_the_rest\n"
        f"shut_in({order!r})\n{body}"
    )
    ran = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    return ran.stdout + ran.stderr.strip().rpartition("\n")[2]


@linux
@pytest.mark.parametrize(
    "body",
    [
        "open({outside!r}).read()",
        "open({outside!r}, 'w')",
        "os.listdir({folder!r})",
        "open('new', 'w').close(); os.rename('new', {outside!r})",
        "subprocess.run(['true'])",
        "os.system('true')",
        "socket.create_connection(('127.0.0.1', {port}))",
        "socket.getaddrinfo('localhost', 80)",
        "sqlite3.connect({outside!r})",
        "ctypes.CDLL('libc.so.6')",
        "import pickle; pickle.loads(b'cposix\\nsystem\\n.')",
    ],
)
def test_python_in_a_child_is_refused_what_leaves_its_folder(tmp_path: Path, body: str) -> None:
    outside = tmp_path / "outside.txt"
    inside = tmp_path / "inside"
    inside.mkdir()
    outside.write_text("KANARIENVOGEL")
    watched = f"refuse_the_rest(Path({str(inside)!r}))\n"
    told = _child(inside, watched + body.format(outside=str(outside), folder=str(tmp_path), port=9))
    assert told.startswith("PermissionError")
    assert outside.read_text() == "KANARIENVOGEL"


@linux
def test_the_kernel_refuses_it_too_where_it_can(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    inside = tmp_path / "inside"
    inside.mkdir()
    outside.write_text("KANARIENVOGEL")
    told = _child(inside, f"print('walls', ctypes.CDLL(None).syscall(444, None, 0, 1))\nopen({str(outside)!r}).read()")
    if told.startswith("walls -1"):
        pytest.skip("this kernel has no Landlock")
    assert "Permission denied" in told


@linux
def test_a_child_reads_and_writes_in_its_folder(tmp_path: Path) -> None:
    body = f"refuse_the_rest(Path({str(tmp_path)!r}))\nPath('a').write_text('x'); print(Path('a').read_text())"
    assert _child(tmp_path, body) == "x\n"


@linux
def test_a_child_that_asks_for_too_much_memory_gets_none(tmp_path: Path) -> None:
    assert _child(tmp_path, "bytes(400 << 20)") == "MemoryError"


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"id\n" + b"x\n" * 2_000_000)
    request = {"task": "table", "path": str(tmp_path / "a"), "format": "text", "name": "a"}
    assert run_child(request, tmp_path, Allowance(seconds=1, memory=8 << 30, result=1 << 30)).why == "time"


def test_a_child_that_sends_too_much_is_ended(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"id,n\n" + b"1,xxxxxxxxxxxxxxxx\n" * 1000)
    request = {"task": "table", "path": str(tmp_path / "a"), "format": "text", "name": "a"}
    assert run_child(request, tmp_path, Allowance(seconds=20, memory=352 << 20, result=1000)).why == "size"


def test_a_child_knows_no_task_but_those_of_its_list(tmp_path: Path) -> None:
    request = {"task": "shell", "path": str(tmp_path / "a"), "format": "text", "name": "a"}
    ended = run_child(request, tmp_path, TINY)
    assert json.loads(ended.lines[0])["error"][1] == "cannot be read (KeyError)"


def test_a_child_sees_none_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    assert not {"HTTPS_PROXY", "PATH", "HOME", "PYTHONPATH"} & set(child_environment())


def test_limits_grow_with_the_file_and_small_files_get_the_least() -> None:
    assert allowance_for(0).seconds == 9
    assert allowance_for(0).memory == 352 << 20
    assert allowance_for(12_000_000).seconds == 19


# --- the pipe -------------------------------------------------------------------------------------------------------

TABLE = RawTable(
    "a.csv",
    ("id", "name"),
    (
        RawRow(2, {"id": "1", "name": 'ñ "\n\ud7ff'}, shapely.Point(1.5, -2), notes=(("id", "read as 1"),)),
        RawRow(3, {"id": "2"}, trouble="has 1 cells where the header has 2"),
        RawRow(4, {"id": "3", "name": "", "column_3": "x"}),
    ),
    spatial=True,
    notes=("a note",),
)


def test_a_table_passes_the_pipe_unchanged() -> None:
    assert table_from_lines([line.encode() for line in lines_of_table(TABLE)], shapely.from_wkb) == TABLE


def test_a_table_cut_anywhere_on_the_pipe_is_none() -> None:
    lines = [line.encode() for line in lines_of_table(TABLE)]
    for kept in range(len(lines)):
        assert table_from_lines(lines[:kept], shapely.from_wkb) is None
        assert table_from_lines([*lines[:kept], lines[kept][:-1]], shapely.from_wkb) is None
    assert table_from_lines([*lines[:2], *lines[3:]], shapely.from_wkb) is None


def test_an_error_passes_the_pipe_as_the_same_error() -> None:
    with pytest.raises(InputError, match=r"^a\.csv: is broken\. Mend it\.$"):
        table_from_lines([line_of_error(InputError("a.csv", "is broken", "Mend it.")).encode()], shapely.from_wkb)
