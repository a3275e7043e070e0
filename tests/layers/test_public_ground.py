"""The ground of a leg: tiles another program can read, the same each time."""

import gzip
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import GeometryCollection, LineString, MultiPoint, Point, Polygon, box
from toy_public_view import toy_basemap, toy_public_view

from layers.public import ground
from layers.public.corridors import public_corridors
from layers.public.ground import LAYERS, MOST_ZOOM, Ground
from layers.public.legs import Leg, all_legs
from layers.public.tile_archive import pack_tiles, tile_number
from layers.public.vector_tile import Feature, encode_tile, varints


def toy_ground() -> tuple[Ground, Leg]:
    view = toy_public_view()
    legs = all_legs(public_corridors(view.corridors), view.towns)
    return Ground(toy_basemap(), view.roads, view.towns), legs[0]


def read(path: Path, layer: str, zoom: int) -> gpd.GeoDataFrame:
    return pyogrio.read_dataframe(path, layer=layer, ZOOM_LEVEL=str(zoom)).to_crs(4326)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ground") / "leg.pmtiles"
    made, leg = toy_ground()
    path.write_bytes(made.archive(leg))
    return path


def test_gdal_finds_all_layers(archive: Path) -> None:
    assert [name for name, _ in pyogrio.list_layers(archive)] == list(LAYERS)


def test_the_land_lies_where_it_is(archive: Path) -> None:
    land = read(archive, "land", 8)
    assert land.total_bounds[1] == pytest.approx(14.5, abs=1e-3)
    assert land.contains(Point(-91.0, 15.0)).any()
    assert not land.contains(Point(-91.0, 14.4)).any()


def test_the_sea_fills_every_tile(archive: Path) -> None:
    sea = read(archive, "sea", 8)
    assert sea.intersects(Point(-91.0, 14.4)).any()


def test_the_border_and_the_road_lie_where_they_are(archive: Path) -> None:
    assert read(archive, "borders", 11).intersects(box(-91.501, 14.999, -91.499, 15.001)).any()
    roads = read(archive, "roads", 11)
    assert set(roads["road_class"]) == {"trunk"}
    assert roads.intersects(box(-91.001, 14.999, -90.999, 15.001)).any()


@pytest.mark.parametrize(("zoom", "ranks"), [(5, {1}), (7, {1, 2}), (9, {2, 3}), (11, {2, 3, 4})])
def test_towns_are_named_by_their_size(archive: Path, zoom: int, ranks: set[int]) -> None:
    towns = read(archive, "towns", zoom)
    sizes = {"Lejos": 1, "Medio": 2, "Oeste": 2, "Este": 3, "Chico": 4, "Sin Censo": 4}
    assert set(towns["rank"]) <= ranks
    assert {name: sizes[name] for name in towns["name"]} == dict(zip(towns["name"], towns["rank"], strict=True))
    assert ("Chico" in set(towns["name"])) == (zoom == 11)


def test_the_ground_is_the_same_each_time_and_whatever_was_made_before() -> None:
    (one, leg), (other, _) = toy_ground(), toy_ground()
    view = toy_public_view()
    other.archive(all_legs(public_corridors(view.corridors), view.towns)[1])
    assert one.archive(leg) == other.archive(leg)


def test_a_ground_that_would_be_too_large_goes_without_its_finest_zooms(monkeypatch: pytest.MonkeyPatch) -> None:
    made, leg = toy_ground()
    whole = made.archive(leg)
    assert whole[101] == MOST_ZOOM
    monkeypatch.setattr(ground, "MOST_BYTES", len(whole) - 1)
    smaller = made.archive(leg)
    assert len(smaller) < len(whole)
    assert smaller[101] == MOST_ZOOM - 1


def test_tiles_are_numbered_along_hilberts_curve() -> None:
    # The first ones of the format's own table.
    first = [(0, 0, 0), (1, 0, 0), (1, 0, 1), (1, 1, 1), (1, 1, 0), (2, 0, 0)]
    assert [tile_number(*address) for address in first] == [0, 1, 2, 3, 4, 5]
    assert tile_number(12, 3423, 1763) == 19078479


@given(st.integers(0, 6))
def test_neighbours_on_the_curve_are_neighbours_on_the_map(zoom: int) -> None:
    side = range(2**zoom)
    by_number = {tile_number(zoom, column, row): (column, row) for column in side for row in side}
    numbers = sorted(by_number)
    assert numbers == list(range(numbers[0], numbers[0] + 4**zoom))
    steps = [
        abs(by_number[at][0] - by_number[at + 1][0]) + abs(by_number[at][1] - by_number[at + 1][1])
        for at in numbers[:-1]
    ]
    assert set(steps) <= {1}


def test_equal_tiles_are_kept_once() -> None:
    tiles = {(1, column, row): b"same" for column in (0, 1) for row in (0, 1)}
    packed = pack_tiles(tiles, (0, 0, 1, 1), {"land": {}})
    assert packed.count(b"same") == 1
    assert packed.endswith(b"same")


def test_an_archive_holds_at_least_one_tile() -> None:
    with pytest.raises(ValueError, match="0 tiles"):
        pack_tiles({}, (0, 0, 1, 1), {})


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, b"\0"), (127, b"\x7f"), (128, b"\x80\1"), (300, b"\xac\2"), (2**63 - 1, b"\xff" * 8 + b"\x7f")],
)
def test_numbers_are_written_seven_bits_a_byte(number: int, written: bytes) -> None:
    assert varints([number]) == written


def test_a_tile_is_written_as_the_format_shows() -> None:
    # The polygon and the points of the specification's worked examples.
    polygon = encode_tile({"p": [Feature(Polygon([(3, 6), (8, 12), (20, 34)]), {})]})
    assert bytes([9, 6, 12, 18, 10, 12, 24, 44, 15]) in polygon
    points = encode_tile({"p": [Feature(MultiPoint([(5, 7), (3, 2)]), {})]})
    assert bytes([17, 10, 14, 3, 9]) in points
    line = encode_tile({"p": [Feature(LineString([(2, 2), (2, 10), (10, 10)]), {})]})
    assert bytes([9, 4, 4, 18, 0, 16, 16, 0]) in line


def test_what_is_too_small_for_the_grid_is_left_out() -> None:
    specks = [box(0.1, 0.1, 0.3, 0.3), LineString([(1.1, 1.1), (1.2, 1.2)]), GeometryCollection()]
    assert encode_tile({"p": [Feature(speck, {}) for speck in specks]}) == b""


def test_a_hole_too_small_for_the_grid_is_left_out_and_its_shape_stays() -> None:
    whole = box(0, 0, 100, 100)
    pierced = Polygon(whole.exterior, [box(50.1, 50.1, 50.3, 50.3).exterior])
    assert encode_tile({"p": [Feature(pierced, {})]}) == encode_tile({"p": [Feature(whole, {})]})


def test_the_embedded_ground_packs_into_gzip_without_a_date() -> None:
    made, leg = toy_ground()
    body = made.archive(leg)
    directory = body[127 : 127 + int.from_bytes(body[16:24], "little")]
    assert directory[4:8] == b"\0\0\0\0"
    assert gzip.decompress(directory)
