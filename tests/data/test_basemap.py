"""The ground under every map: whole, credited, and as exact at the borders as its source."""

import csv
import json

import pytest
from shapely import LineString, Point

from data.basemap import load_basemap, load_land_borders
from data.basemap.build import _borders, _boxes, _decode_arcs, _land
from data.basemap.read import FOLDER

# Two square countries, Mexico's number to the west and Guatemala's to the east; arc 1 is the side they share.
ATLAS = {
    "transform": {"scale": [0.5, 0.5], "translate": [-90.0, 15.0]},
    "arcs": [
        [[2, 2], [-2, 0], [0, -2], [2, 0]],
        [[2, 0], [0, 1], [0, 1]],
        [[2, 0], [2, 0], [0, 2], [-2, 0]],
    ],
}
COUNTRIES = [
    {"type": "Polygon", "id": "484", "arcs": [[1, 0]]},
    {"type": "MultiPolygon", "id": "320", "arcs": [[[2, -2]]]},
]


def test_a_border_is_the_arc_two_countries_share_with_all_its_vertices() -> None:
    ((row, line),) = _borders(COUNTRIES, _decode_arcs(ATLAS))
    assert row == {"border_id": "GT-MX", "country_a": "GT", "country_b": "MX"}
    assert line.equals(LineString([(-89, 15), (-89, 15.5), (-89, 16)]))
    assert len(line.coords) == 3


def test_a_border_with_a_country_that_is_not_ours_is_left_out() -> None:
    stranger = COUNTRIES[1] | {"id": "999"}
    assert list(_borders([COUNTRIES[0], stranger], _decode_arcs(ATLAS))) == []


def test_land_has_no_seam_where_two_countries_meet() -> None:
    (land,) = _land(COUNTRIES, _decode_arcs(ATLAS))
    assert land.area == pytest.approx(2.0)
    assert land.contains(Point(-89, 15.5))


def test_islands_far_from_their_country_and_across_the_180th_meridian_have_boxes_of_their_own() -> None:
    arcs = [
        [(10.0, 50.0), (12.005, 50.0), (12.0, 51.0), (10.0, 50.0)],
        [(14.0, 50.0), (14.5, 50.0), (14.0, 50.5), (14.0, 50.0)],
        [(179.0, 5.0), (-179.0, 5.0), (179.0, 6.0), (179.0, 5.0)],
    ]
    country = {"type": "MultiPolygon", "id": "276", "arcs": [[[0]], [[1]], [[2]]], "properties": {"name": "X"}}
    disputed = country | {"id": "", "arcs": [[[0]]], "properties": {"name": "Kosovo"}}
    assert [row for row in _boxes([country, disputed], arcs, {"276": "DE"}) if row[0] != "UA"] == [
        ("DE", (-179.0, 5.0, -179.0, 5.0)),
        ("DE", (10.0, 50.0, 14.5, 51.0)),
        ("DE", (179.0, 5.0, 179.0, 6.0)),
        ("RS", (10.0, 50.0, 12.01, 51.0)),
        ("XK", (10.0, 50.0, 12.01, 51.0)),
    ]


def test_every_land_border_from_the_united_states_to_colombia_is_there_in_one_piece() -> None:
    borders = load_land_borders()
    pairs = ["BZ-GT", "BZ-MX", "CO-PA", "CR-NI", "CR-PA", "GT-HN", "GT-MX", "GT-SV", "HN-NI", "HN-SV", "MX-US"]
    assert list(borders["border_id"]) == pairs
    assert set(borders.geom_type) == {"LineString"}
    assert list(borders["country_a"] + "-" + borders["country_b"]) == pairs
    assert borders.crs == "EPSG:4326"


@pytest.mark.parametrize(
    ("border_id", "lon", "lat"),
    [("GT-MX", -92.1437, 14.6797), ("MX-US", -99.5075, 27.5), ("GT-SV", -90.086, 13.860), ("HN-NI", -86.5978, 13.7608)],
)
def test_known_crossings_lie_within_three_km_of_the_drawn_border(border_id: str, lon: float, lat: float) -> None:
    borders = load_land_borders().set_index("border_id").to_crs("ESRI:102008")
    crossing = load_land_borders().iloc[[0]].set_geometry([Point(lon, lat)], crs="EPSG:4326").to_crs("ESRI:102008")
    assert borders.geometry[border_id].distance(crossing.geometry.iloc[0]) < 3000


def test_the_basemap_is_cut_to_its_window_and_keeps_a_margin() -> None:
    ground = load_basemap((-90.0, 14.0, -89.0, 15.0), margin_share=1.0)
    assert ground.land.total_bounds == pytest.approx([-91.0, 13.0, -88.0, 16.0], abs=0.5)
    west, south, east, north = ground.land.total_bounds
    assert west >= -91.0
    assert south >= 13.0
    assert east <= -88.0
    assert north <= 16.0
    assert ground.towns["lon"].between(-91, -88).all()
    assert ground.towns["population"].is_monotonic_decreasing
    assert "Ciudad de Guatemala" in set(ground.towns["name"])


def test_a_single_point_still_lies_in_a_landscape() -> None:
    ground = load_basemap((-90.5, 14.6, -90.5, 14.6))
    assert not ground.land.empty
    assert not ground.towns.empty


def test_where_nothing_is_known_the_frames_are_empty_and_keep_their_columns() -> None:
    ground = load_basemap((10.0, 50.0, 11.0, 51.0))
    assert ground.land.empty
    assert list(ground.borders.columns) == ["border_id", "country_a", "country_b", "geometry"]
    assert list(ground.towns.columns) == ["name", "country", "lon", "lat", "population"]


def test_the_sources_are_named_with_their_licences() -> None:
    credits_ = " ".join(load_basemap((-90.0, 14.0, -89.0, 15.0)).credits)
    assert "Natural Earth" in credits_
    assert "GeoNames (CC BY 4.0)" in credits_


def test_the_files_are_small_and_whole() -> None:
    files = [FOLDER / name for name in ("land.geojson", "borders.geojson", "towns.csv")]
    assert sum(path.stat().st_size for path in files) < 1_500_000
    assert json.loads(files[0].read_text("utf-8"))["type"] == "FeatureCollection"
    with files[2].open(encoding="utf-8", newline="") as file:
        assert all(len(row) == 5 for row in csv.reader(file))
