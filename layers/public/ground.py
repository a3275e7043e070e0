"""The ground under the phone's map: sea, land, borders, main roads and towns, an archive of tiles a leg."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely import STRtree

from data.basemap import Basemap
from geo.roads import Roads
from layers.main_roads import main_roads
from layers.public.legs import Leg
from layers.public.tile_archive import Address, pack_tiles, zipped
from layers.public.vector_tile import EXTENT, Feature, encode_tile

LEAST_ZOOM, MOST_ZOOM = 4, 11
# Where the tiles end nothing is known, so the sea is drawn too.
LAYERS: dict[str, dict[str, str]] = {
    "sea": {},
    "land": {},
    "borders": {},
    "roads": {"road_class": "String"},
    "towns": {"name": "String", "rank": "Number"},
}
# An archive goes out as base64, a third longer, and has to stay under a megabyte and a half.
MOST_BYTES = 1_100_000

# From which zoom on a class of road is drawn; towns by how many people live there.
_ROADS_FROM = {"motorway": 4, "trunk": 4, "primary": 6, "secondary": 8, "tertiary": 10}
_RANKS = ((1_000_000, 1), (100_000, 2), (10_000, 3))
_LEAST_RANK = 4
_TOWNS_FROM = {1: 4, 2: 6, 3: 8, 4: 10}
_FINEST = 4  # units of a tile that nobody sees
_OVERLAP = 64  # units drawn beyond a tile's side, so that no line ends at it

_Shapes = npt.NDArray[np.object_]
_Told = dict[str, str | int]


class _Drawn(NamedTuple):
    """What one layer shows at one zoom."""

    shapes: _Shapes
    told: list[_Told]
    tree: STRtree


class Ground:
    """The tiles of a place, each made when a leg first asks for it and kept for its neighbours.

    Parameters
    ----------
    basemap
        Land and borders, as wide as there are: at the lowest zoom a tile is 2,500 km wide.
    roads
        The main roads.
    towns
        name, lon, lat, population (people; NaN: not known), largest first.
    """

    def __init__(self, basemap: Basemap, roads: Roads, towns: pd.DataFrame) -> None:
        self._land, self._borders = _flat(basemap.land.geometry), _flat(basemap.borders.geometry)
        self._roads = _by_class(main_roads(roads))
        self._towns = _flat(gpd.GeoSeries(gpd.points_from_xy(towns["lon"], towns["lat"])))
        self._names = [str(name) for name in towns["name"]]
        self._ranks = np.array([_rank(people) for people in towns["population"]], dtype=np.int64)
        self._drawn: dict[int, dict[str, _Drawn]] = {}
        self._tiles: dict[Address, bytes] = {}

    def archive(self, leg: Leg) -> bytes:
        """Return the tiles of a leg's box as one archive, without the finest zooms where it would be too large."""
        for most_zoom in range(MOST_ZOOM, LEAST_ZOOM, -1):
            packed = self._packed(leg, most_zoom)
            if len(packed) <= MOST_BYTES:
                return packed
        return self._packed(leg, LEAST_ZOOM)

    def _packed(self, leg: Leg, most_zoom: int) -> bytes:
        zooms = range(LEAST_ZOOM, most_zoom + 1)
        tiles = {address: self._tile(address) for zoom in zooms for address in _addresses(zoom, leg.box)}
        return pack_tiles(tiles, leg.box, LAYERS)

    def _tile(self, address: Address) -> bytes:
        if address not in self._tiles:
            drawn = self._at_zoom(address[0])
            self._tiles[address] = zipped(encode_tile({name: _cut(drawn[name], address) for name in LAYERS}))
        return self._tiles[address]

    def _at_zoom(self, zoom: int) -> dict[str, _Drawn]:
        if zoom not in self._drawn:
            thin = _FINEST / EXTENT / 2**zoom
            classes = [name for name in self._roads if _ROADS_FROM[name] <= zoom]
            lines = [np.asarray(shapely.get_parts(shapely.simplify(self._roads[name], thin))) for name in classes]
            told: list[_Told] = [
                {"road_class": name} for name, parts in zip(classes, lines, strict=True) for _ in parts
            ]
            shown = np.flatnonzero([_TOWNS_FROM[rank] <= zoom for rank in self._ranks.tolist()])
            self._drawn[zoom] = {
                "sea": _layer(np.array([shapely.box(0, 0, 1, 1)], dtype=object)),
                "land": _layer(shapely.simplify(self._land, thin)),
                "borders": _layer(shapely.simplify(self._borders, thin)),
                "roads": _layer(np.concatenate([np.empty(0, dtype=object), *lines]), told),
                "towns": _layer(
                    self._towns[shown],
                    [{"name": self._names[at], "rank": int(self._ranks[at])} for at in shown.tolist()],
                ),
            }
        return self._drawn[zoom]


def _layer(shapes: _Shapes, told: list[_Told] | None = None) -> _Drawn:
    return _Drawn(shapes, told or [{} for _ in shapes], STRtree(shapes))


def _cut(drawn: _Drawn, address: Address) -> list[Feature]:
    """Return what a layer shows in a tile, in tile units; what is told of alike is one feature."""
    zoom, column, row = address
    side = 1 / 2**zoom
    over = side * _OVERLAP / EXTENT
    sides = (column * side - over, row * side - over, (column + 1) * side + over, (row + 1) * side + over)
    met = np.sort(drawn.tree.query(shapely.box(*sides)))
    cut = shapely.clip_by_rect(drawn.shapes[met], *sides)
    groups: dict[tuple[tuple[str, str | int], ...], list[shapely.Geometry]] = {}
    for at, shape in zip(met.tolist(), cut, strict=True):
        groups.setdefault(tuple(drawn.told[at].items()), []).extend(shapely.get_parts(shape))
    corner = np.array([column * side, row * side])
    return [
        Feature(
            shapely.transform(shapely.GeometryCollection(shapes), lambda xy: (xy - corner) / side * EXTENT), dict(told)
        )
        for told, shapes in groups.items()
    ]


def _by_class(roads: gpd.GeoDataFrame) -> dict[str, shapely.Geometry]:
    """Return the roads of each class as one shape, joined where they go on in each other, main ones first."""
    flat, classes = _flat(roads.geometry), roads["road_class"].to_numpy()
    return {
        name: shapely.line_merge(shapely.MultiLineString(list(shapely.get_parts(flat[classes == name]))))
        for name in _ROADS_FROM
        if (classes == name).any()
    }


def _flat(shapes: gpd.GeoSeries) -> _Shapes:
    """Return shapes on the square the world is a map of: 0 to 1 from the west and from the north."""
    return np.asarray(shapely.transform(np.asarray(shapes, dtype=object), _mercator))


def _mercator(degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.column_stack(
        [degrees[:, 0] / 360 + 0.5, 0.5 - np.arcsinh(np.tan(np.radians(degrees[:, 1]))) / (2 * math.pi)]
    )


def _addresses(zoom: int, box: tuple[float, float, float, float]) -> Iterator[Address]:
    """Yield the tiles a box touches."""
    west, south, east, north = box
    (left, top), (right, bottom) = _mercator(np.array([[west, north], [east, south]])).tolist()
    side = 2**zoom
    for column in range(int(left * side), int(right * side) + 1):
        for row in range(int(top * side), int(bottom * side) + 1):
            yield zoom, column, row


def _rank(people: float) -> int:
    return next((rank for least, rank in _RANKS if people >= least), _LEAST_RANK)
