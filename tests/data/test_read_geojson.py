import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Transformer

from data.raw import RawTable
from data.read_geojson import read_geojson
from geo.errors import InputError

POINT = {"type": "Point", "coordinates": [-92.25, 14.9]}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def read(tmp_path: Path, *features: Any, **members: Any) -> RawTable:
    return read_text(tmp_path, json.dumps({"type": "FeatureCollection", "features": features, **members}))


def read_text(tmp_path: Path, text: str) -> RawTable:
    path = tmp_path / "drawn.geojson"
    path.write_text(text, encoding="utf-8")
    return read_geojson(path)


def test_a_point_stands_in_the_cells_lon_and_lat(tmp_path: Path) -> None:
    row = read(tmp_path, feature(POINT, name="Tapachula", lon="")).rows[0]
    assert row.cells == {"name": "Tapachula", "lon": "-92.25", "lat": "14.9"}
    assert row.geometry == shapely.Point(-92.25, 14.9)


def test_a_coordinate_among_the_cells_that_says_another_place_is_noted_and_the_drawn_one_counts(tmp_path: Path) -> None:
    near, far = read(tmp_path, feature(POINT, lon=-92.25001, lat=""), feature(POINT, lon=-99, lat=14.9)).rows
    assert near.notes == ()
    assert far.cells == {"lon": "-92.25", "lat": "14.9"}
    assert far.notes == (("lon", "is not where the point is drawn, read as -92.250000", "-99"),)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "MultiPoint", "coordinates": [[-92.25, 14.9]]},
        {"type": "GeometryCollection", "geometries": [POINT]},
        {"type": "GeometryCollection", "geometries": [{"type": "MultiPoint", "coordinates": [[-92.25, 14.9]]}]},
    ],
)
def test_a_group_of_one_point_is_that_point(tmp_path: Path, geometry: dict[str, Any]) -> None:
    row = read(tmp_path, feature(geometry)).rows[0]
    assert (row.geometry, row.cells) == (shapely.Point(-92.25, 14.9), {"lon": "-92.25", "lat": "14.9"})


def test_two_points_are_no_single_point(tmp_path: Path) -> None:
    row = read(tmp_path, feature({"type": "MultiPoint", "coordinates": [[0, 1], [2, 3]]})).rows[0]
    assert isinstance(row.geometry, shapely.MultiPoint)


def test_degrees_under_a_crs_in_metres_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"are degrees, though its CRS \(Mexico ITRF2008 / LCC\) is in metres"):
        read(tmp_path, feature(POINT), feature(None), crs={"properties": {"name": "EPSG:6372"}})


def test_one_point_of_degrees_among_metres_is_in_trouble_by_itself(tmp_path: Path) -> None:
    metres = {"type": "Point", "coordinates": [2_500_000, 600_000]}
    table = read(tmp_path, feature(POINT), feature(metres), crs={"properties": {"name": "EPSG:6372"}})
    assert [row.trouble for row in table.rows] == ["its geometry has no usable coordinates", ""]
    assert table.notes == ("projected from Mexico ITRF2008 / LCC to EPSG:4326",)


def test_heights_are_left_out(tmp_path: Path) -> None:
    row = read(tmp_path, feature({"type": "LineString", "coordinates": [[0, 1, 2], [3, 4, 5]]})).rows[0]
    assert row.geometry is not None
    assert shapely.to_wkt(row.geometry) == "LINESTRING (0 1, 3 4)"


def test_values_become_text(tmp_path: Path) -> None:
    row = read(tmp_path, feature(None, a=None, b=True, c=3, d=2.5, e=["legal", "food"], f={"x": 1})).rows[0]
    assert row.cells == {"a": "", "b": "true", "c": "3", "d": "2.5", "e": "legal;food", "f": '{"x": 1}'}
    assert row.geometry is None
    assert row.trouble == ""


def test_a_single_feature_is_a_collection_of_one(tmp_path: Path) -> None:
    assert [row.number for row in read_text(tmp_path, json.dumps(feature(POINT, a="x"))).rows] == [1]


@pytest.mark.parametrize("name", ["EPSG:32615", "urn:ogc:def:crs:EPSG::32615", "urn:ogc:def:crs:EPSG:9.8:32615"])
def test_an_old_crs_member_is_honoured(tmp_path: Path, name: str) -> None:
    x, y = Transformer.from_crs(4326, 32615, always_xy=True).transform(-92.25, 14.9)
    crs = {"type": "name", "properties": {"name": name}}
    geometry = read(tmp_path, feature({"type": "Point", "coordinates": [x, y]}), crs=crs).rows[0].geometry
    assert isinstance(geometry, shapely.Point)
    assert (geometry.x, geometry.y) == pytest.approx((-92.25, 14.9), abs=1e-9)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
def test_degrees_by_name_are_taken_as_they_are(tmp_path: Path, name: str) -> None:
    rows = read(tmp_path, feature(POINT), crs={"type": "name", "properties": {"name": name}}).rows
    assert rows[0].geometry == shapely.Point(-92.25, 14.9)


@pytest.mark.parametrize(
    ("crs", "said"),
    [
        ({"type": "name", "properties": {"name": "+proj=pipeline +file=/etc/passwd"}}, "no EPSG code: +proj=pipeline"),
        ({"type": "link", "properties": {"href": "http://example.org/crs"}}, "names a CRS that is no EPSG code"),
        ({"type": "name", "properties": {"name": "EPSG:999999"}}, "names the unknown CRS EPSG:999999"),
        ("metres", "names a CRS that is no EPSG code: metres"),
    ],
)
def test_a_crs_nobody_knows_is_refused_and_never_handed_on(tmp_path: Path, crs: object, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, feature(POINT), crs=crs)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": []},
        {"type": "Point"},
        {"type": "Point", "coordinates": [10**400, 2]},
        {"type": "Point", "coordinates": ["a", "b"]},
        {"type": "LineString", "coordinates": [[0, 0]]},
        {"type": "LineString", "coordinates": [[0, 0], None]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "MultiPolygon", "coordinates": [[1]]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "GeometryCollection", "geometries": [POINT, POINT]},
        {"type": "GeometryCollection", "geometries": [None]},
        {"type": ["Point"], "coordinates": [1, 2]},
        "POINT (1 2)",
    ],
)
def test_a_feature_without_usable_coordinates_is_in_trouble_and_the_next_is_not(
    tmp_path: Path, geometry: object
) -> None:
    bad, good = read(tmp_path, feature(geometry, id="bad"), feature(POINT, id="good")).rows
    assert bad.trouble
    assert bad.geometry is None
    assert good.trouble == ""


def test_an_infinite_coordinate_is_in_trouble(tmp_path: Path) -> None:
    text = '{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1e999, 2]}}'
    assert read_text(tmp_path, text).rows[0].trouble == "its geometry has no usable coordinates"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_a_coordinate_that_is_no_number_spoils_its_feature_alone(tmp_path: Path, value: str) -> None:
    drawings: list[dict[str, Any]] = [
        {"type": "Point", "coordinates": ["X", 2]},
        {"type": "LineString", "coordinates": [[0, 0], [1, "X"]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, "X"], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[["X", 0], [1, 0], [1, 1], ["X", 0]]]},
        {"type": "MultiPoint", "coordinates": [[0, 0], ["X", "X"]]},
        POINT,
    ]
    features = json.dumps([feature(drawn) for drawn in drawings]).replace('"X"', value)
    rows = read_text(tmp_path, f'{{"type": "FeatureCollection", "features": {features}}}').rows
    assert [row.trouble for row in rows] == ["its geometry has no usable coordinates"] * 5 + [""]
    assert rows[5].geometry == shapely.Point(-92.25, 14.9)


def test_metres_that_are_no_numbers_spoil_their_feature_alone(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:32615"}}
    bad = feature({"type": "Point", "coordinates": [float("nan"), 1_600_000]})
    good = feature({"type": "Point", "coordinates": [580_000, 1_600_000]})
    assert [bool(row.trouble) for row in read(tmp_path, bad, good, crs=crs).rows] == [True, False]


def test_a_height_that_is_no_number_spoils_nothing(tmp_path: Path) -> None:
    text = '{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2, NaN]}}'
    assert read_text(tmp_path, text).rows[0].geometry == shapely.Point(1, 2)


def test_a_value_that_is_no_number_is_emptied_and_noted(tmp_path: Path) -> None:
    text = '{"type": "Feature", "properties": {"a": NaN, "b": -Infinity, "c": 1e999, "d": "NaN"}, "geometry": null}'
    row = read_text(tmp_path, text).rows[0]
    assert row.cells == {"a": "", "b": "", "c": "", "d": "NaN"}
    told = "is no finite number, emptied"
    assert row.notes == (("a", told, "NaN"), ("b", told, "-Infinity"), ("c", told, "Infinity"))


def test_a_feature_in_trouble_keeps_what_was_noted_of_its_values(tmp_path: Path) -> None:
    text = '{"type": "Feature", "properties": {"a": NaN}, "geometry": {"type": "Point", "coordinates": [NaN, 2]}}'
    row = read_text(tmp_path, text).rows[0]
    assert row.trouble
    assert [column for column, *_ in row.notes] == ["a"]


def test_something_else_than_a_feature_is_in_trouble(tmp_path: Path) -> None:
    rows = read(tmp_path, 7, {"type": "Point"}, float("nan")).rows
    assert [row.trouble for row in rows] == ["is not a GeoJSON Feature"] * 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "drawn.geojson: is not GeoJSON"),
        ('{"type": "FeatureCollection", "features": [', "it may have been cut short"),
        ('{"type": "FeatureCollection", "features": NaN}', "has no list of features"),
        ('{"type": "FeatureCollection", "features": [nan]}', "drawn.geojson: is not GeoJSON"),
        ("NaN", "is JSON, not GeoJSON"),
        ("[]", "is JSON, not GeoJSON"),
        ('{"type": "Point", "coordinates": [1, 2]}', "has no list of features"),
        ('{"features": {}}', "has no list of features"),
        ("[" * 100_000, "is not GeoJSON"),
    ],
)
def test_a_file_that_is_no_geojson_gets_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(tmp_path, text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_text_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.geojson"
    path.write_bytes(b'{"name": "\xf1"}')
    with pytest.raises(InputError, match="is not UTF-8 text"):
        read_geojson(path)


def test_values_put_on_one_line_are_counted_once_for_each_column(tmp_path: Path) -> None:
    table = read(tmp_path, feature(None, a=" x ", b="y\nz", c=" "), feature(None, a="x", b="y  z", c=3))
    assert [row.cells["b"] for row in table.rows] == ["y z", "y z"]
    told = "cells put on one line, without outer and double spaces and signs that are no text"
    assert table.notes == (f"{told}: 1 in a, 2 in b",)


def test_a_file_of_plain_values_has_no_note(tmp_path: Path) -> None:
    assert read(tmp_path, feature(None, a="Clínica Ejemplo", b=1.5, c=None)).notes == ()
