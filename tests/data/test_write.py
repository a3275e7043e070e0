import math
import sqlite3
import time
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from ordinary_rights import ordinary_rights

from data.encode import encode_csv, encode_geojson, encode_json
from data.read_csv import read_csv
from data.write import (
    check_out_folder,
    geopackage,
    write_bytes,
    write_csv,
    write_geojson,
    write_geopackage,
    write_json,
    write_text,
    write_together,
)
from geo.errors import QuestionError

PLACES = gpd.GeoDataFrame(
    {"id": ["a", "b"], "time_min": [1.25, math.inf], "count": [1, 2]},
    geometry=gpd.points_from_xy([-90.0, -91.5], [14.0, 15.25]),
    crs="EPSG:4326",
)
NUMBERS = pd.DataFrame({"id": ["x"], "km": [math.nan]})


def test_csv_writes_the_digits_it_is_told_and_nothing_for_what_is_not_there() -> None:
    frame = pd.DataFrame(
        {"id": list("abcde"), "km": [1.23456, -0.0001, math.nan, math.inf, 2.0], "min": [0.05, 59.96, 1, -math.inf, 0]}
    )
    assert encode_csv(frame, {"km": 3, "min": 1}) == (
        b"id,km,min\na,1.235,0.1\nb,0.000,60.0\nc,,1.0\nd,,\ne,2.000,0.0\n"
    )


def test_csv_writes_other_numbers_so_that_they_read_back() -> None:
    frame = pd.DataFrame({"x": [0.1 + 0.2, -0.0, 3.0, 1e-7], "n": [1, 2, 3, 4]})
    assert encode_csv(frame) == b"x,n\n0.30000000000000004,1\n0,2\n3,3\n1e-07,4\n"


def test_csv_guards_text_that_looks_like_a_formula_and_quotes_what_must_be() -> None:
    frame = pd.DataFrame({"name": ["=1+1", "+5", "-5", "@a", "\tb", 'a "b", c', "é\r\nf", None], "n": range(8)})
    assert encode_csv(frame).decode() == (
        'name,n\n\'=1+1,0\n+5,1\n-5,2\n\'@a,3\n\'\tb,4\n"a ""b"", c",5\n"é\nf",6\n,7\n'
    )


def test_csv_leaves_geometry_out_and_has_a_header_without_rows() -> None:
    assert encode_csv(PLACES.iloc[:0]) == b"id,time_min,count\n"


def test_a_lone_carriage_return_does_not_split_a_row(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", pd.DataFrame({"name": ["one\rtwo"], "n": [1]}))
    assert [row.cells for row in read_csv(path).rows] == [{"name": "one two", "n": "1"}]


def test_geojson_says_null_where_a_number_is_missing() -> None:
    assert encode_geojson(PLACES).decode() == (
        '{"type": "FeatureCollection", "features": [\n'
        '{"type": "Feature", "properties": {"id": "a", "time_min": 1.25, "count": 1}, '
        '"geometry": {"type": "Point", "coordinates": [-90.0, 14.0]}},\n'
        '{"type": "Feature", "properties": {"id": "b", "time_min": null, "count": 2}, '
        '"geometry": {"type": "Point", "coordinates": [-91.5, 15.25]}}\n'
        "]}\n"
    )


def test_json_is_sorted_and_knows_no_nan() -> None:
    assert encode_json({"b": 1, "a": "ñ"}) == '{\n  "a": "ñ",\n  "b": 1\n}\n'.encode()
    with pytest.raises(ValueError, match="not JSON compliant"):
        encode_json({"a": math.nan})


def test_each_writer_returns_its_path_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    paths = [
        write_text(tmp_path / "a.txt", "ñ"),
        write_json(tmp_path / "a.json", {"a": 1}),
        write_csv(tmp_path / "a.csv", NUMBERS, decimals={"km": 3}),
        write_geojson(tmp_path / "a.geojson", PLACES),
        write_geopackage(tmp_path / "a.gpkg", {"places": PLACES}),
    ]
    assert sorted(paths) == sorted(tmp_path.iterdir())
    assert (tmp_path / "a.txt").read_bytes() == "ñ".encode()


def test_a_file_is_as_open_as_the_users_other_files(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    written = write_bytes(tmp_path / "a.txt", b"")
    assert written.stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_geopackage_has_a_layer_for_each_table_and_null_for_what_is_not_there(tmp_path: Path) -> None:
    path = write_geopackage(tmp_path / "r.gpkg", {"places": PLACES, "numbers": NUMBERS})
    assert [name for name, _ in pyogrio.list_layers(path)] == ["places", "numbers"]
    places = gpd.read_file(path, layer="places")
    assert list(places["id"]) == ["a", "b"]
    assert places.crs == "EPSG:4326"
    connection = sqlite3.connect(path)
    assert connection.execute("select time_min from places order by fid").fetchall() == [(1.25,), (None,)]
    assert connection.execute("select id, km from numbers").fetchall() == [("x", None)]
    assert connection.execute("select data_type from gpkg_contents order by table_name").fetchall() == [
        ("attributes",),
        ("features",),
    ]
    connection.close()


def test_the_same_tables_give_the_same_geopackage_bytes_later(tmp_path: Path) -> None:
    first = write_geopackage(tmp_path / "1.gpkg", {"places": PLACES, "numbers": NUMBERS}).read_bytes()
    time.sleep(1.1)
    assert write_geopackage(tmp_path / "2.gpkg", {"places": PLACES, "numbers": NUMBERS}).read_bytes() == first
    assert write_geopackage(tmp_path / "1.gpkg", {"places": PLACES, "numbers": NUMBERS}).read_bytes() == first


def test_a_geopackage_takes_empty_tables_and_places_nobody_knows(tmp_path: Path) -> None:
    nowhere = PLACES.set_geometry(gpd.GeoSeries([None, None], crs="EPSG:4326"))
    path = write_geopackage(
        tmp_path / "r.gpkg", {"nowhere": nowhere, "none": PLACES.iloc[:0], "rows": NUMBERS.iloc[:0]}
    )
    assert [name for name, _ in pyogrio.list_layers(path)] == ["nowhere", "none", "rows"]


def test_files_written_together_all_appear_or_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")

    def fail(path: Path) -> None:
        path.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_together(tmp_path, {"a.csv": b"new", "b.csv": fail})
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "old"
    paths = write_together(tmp_path, {"a.csv": b"new", "r.gpkg": geopackage({"numbers": NUMBERS})})
    assert paths == (tmp_path / "a.csv", tmp_path / "r.gpkg")
    assert (tmp_path / "a.csv").read_text() == "new"


def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")

    def fill(path: Path) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(QuestionError) as caught:
        write_bytes(tmp_path / "a.csv", fill)
    assert str(caught.value) == (
        f"{tmp_path}: cannot be written (No space left on device). Choose another folder or free the disk."
    )
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.csv", "old")]


def test_the_out_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    out = tmp_path / "a" / "b"
    assert check_out_folder(out) == out
    assert check_out_folder(out) == out
    assert list(out.iterdir()) == []


def test_an_out_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(QuestionError, match=r"out: cannot be written \(File exists\)"):
        check_out_folder(tmp_path / "out")
    with pytest.raises(QuestionError, match=r"cannot be written \(Not a directory\)"):
        check_out_folder(tmp_path / "out" / "deeper")


def test_an_out_folder_without_rights_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with ordinary_rights(), pytest.raises(QuestionError, match="Permission denied"):
        check_out_folder(tmp_path)
