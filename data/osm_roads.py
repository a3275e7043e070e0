"""From an OpenStreetMap extract to the road graph of three modes: pieces, barriers, directions, seconds."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from data.osm_access import modes_past_barrier, passable_kmh
from data.osm_file import OsmExtract, OsmWay
from data.osm_ground import ground_of
from data.osm_pieces import Pieces, cut_pieces, find_nodes
from data.osm_report import RoadReport, report_roads
from data.speeds import road_class
from geo.errors import InputError
from geo.geodesy import distance_m
from geo.roads import MODES, ROAD_CLASSES, FloatArray, IntArray, Roads, round_to_ticks

_M_PER_S = 3.6  # km/h in one m/s
_Array = TypeVar("_Array", bound=npt.NDArray[Any])


class _Edges(NamedTuple):
    """Directed rows before they are sorted; `kmh` holds a column for each of ``MODES``, 0 where closed."""

    tail: IntArray
    head: IntArray
    road_class: IntArray
    way_id: IntArray
    ground: IntArray
    kmh: FloatArray


class _Join(NamedTuple):
    """Two neighbouring copies of a barrier's node, the piece that ends at the second, and the modes that pass."""

    first: int
    second: int
    piece: int
    modes: tuple[str, ...]


class _Split(NamedTuple):
    """Nodes cut apart by barriers: the pieces with their own copies, whose copies they are, and the rows between."""

    pieces: Pieces
    origin: IntArray
    joins: _Edges
    barriers: int


def build_roads(extract: OsmExtract) -> tuple[Roads, RoadReport]:
    """Build the road graph of an extract.

    Every piece of a way between two consecutive nodes becomes a row for each direction at least one mode may take. A
    piece whose other node lies outside the file is counted and left out. Where a barrier stops a mode, each piece that
    ends there gets its own copy of the node; the copies are joined by rows of no length for the modes that may pass.

    Raises
    ------
    InputError
        The extract holds no road that any mode may use.
    """
    kmh = _way_kmh(extract)
    pieces = cut_pieces(extract, [way for way in range(len(extract.ways)) if kmh[way].any()])
    if not len(pieces.way):
        todo = "Give an OpenStreetMap extract with roads of the study's place"
        raise InputError(extract.name, "holds no road that anyone may use", todo)
    split = _split_at_barriers(extract, pieces)
    roads = _assemble(extract, split, _directed(extract, split.pieces, kmh))
    closed = np.flatnonzero(~kmh.any(axis=(1, 2))).tolist()
    return roads, report_roads(extract, roads, barriers_split=split.barriers, ways_closed=closed)


def _way_kmh(extract: OsmExtract) -> FloatArray:
    """Return speeds by way, direction (drawn, against) and mode; 0 where closed."""
    rows = [_kmh_of(way) for way in extract.ways]
    return np.array(rows, dtype=np.float64).reshape(-1, 2, len(MODES))


def _kmh_of(way: OsmWay) -> list[list[float]]:
    """Return one way's speeds, direction by direction."""
    by_mode = [passable_kmh(way.tags, mode) for mode in MODES]
    return [[along for along, _ in by_mode], [against for _, against in by_mode]]


def _split_at_barriers(extract: OsmExtract, pieces: Pieces) -> _Split:
    """Give each piece end at a barrier that stops some mode its own copy of the node; the first keeps the node."""
    ends = np.stack([pieces.tail, pieces.head], axis=1)
    origin = list(range(len(extract.node_id)))
    joins: list[_Join] = []
    stopping = _stopping_barriers(extract)
    touching = [group for group in _touching(ends, stopping) if len(group[1]) > 1]
    for node, places in touching:
        copies = [node, *range(len(origin), len(origin) + len(places) - 1)]
        origin += [node] * (len(places) - 1)
        for (piece, end), copy in zip(places, copies, strict=True):
            ends[piece, end] = copy
        modes = stopping[node]
        joins += [_Join(*pair, places[at][0], modes) for at, pair in enumerate(pairwise(copies), start=1) if modes]
    moved = Pieces(pieces.way, ends[:, 0], ends[:, 1])
    return _Split(moved, np.array(origin, dtype=np.int64), _join_rows(extract, pieces, joins), len(touching))


def _stopping_barriers(extract: OsmExtract) -> dict[int, tuple[str, ...]]:
    """Return the modes that still pass each barrier that stops at least one, by the node's position."""
    nodes = find_nodes(extract, np.array(list(extract.barriers), dtype=np.int64)).tolist()
    passing = [modes_past_barrier(tags) for tags in extract.barriers.values()]
    return {node: modes for node, modes in zip(nodes, passing, strict=True) if len(modes) < len(MODES)}


def _touching(ends: IntArray, nodes: Iterable[int]) -> list[tuple[int, list[tuple[int, int]]]]:
    """Return, for each of some nodes, the piece ends at it: (piece, 0 for its tail or 1 for its head), in order."""
    found: dict[int, list[tuple[int, int]]] = {}
    for piece, end in np.argwhere(np.isin(ends, list(nodes))).tolist():
        found.setdefault(int(ends[piece, end]), []).append((piece, end))
    return sorted(found.items())


def _join_rows(extract: OsmExtract, pieces: Pieces, joins: list[_Join]) -> _Edges:
    """Return the rows of no length between neighbouring copies, both ways; each counts to its second piece's way."""
    first, second = ([join.first for join in joins], [join.second for join in joins])
    way = np.tile(pieces.way[[join.piece for join in joins]].astype(np.int64), 2)
    kmh = [[float(mode in join.modes) for mode in MODES] for join in joins]
    return _Edges(
        np.array(first + second, dtype=np.int64),
        np.array(second + first, dtype=np.int64),
        _classes(extract)[way],
        _way_ids(extract)[way],
        _grounds(extract)[way],
        np.array(kmh * 2, dtype=np.float64).reshape(-1, len(MODES)),
    )


def _classes(extract: OsmExtract) -> IntArray:
    """Return the class of each way as a position in ``ROAD_CLASSES``; -1 where it is no road."""
    known = {name: at for at, name in enumerate(ROAD_CLASSES)}
    return np.array([known.get(road_class(way.tags) or "", -1) for way in extract.ways], dtype=np.int64)


def _way_ids(extract: OsmExtract) -> IntArray:
    return np.array([way.way_id for way in extract.ways], dtype=np.int64)


def _grounds(extract: OsmExtract) -> IntArray:
    return np.array([ground_of(way.tags) for way in extract.ways], dtype=np.int64)


def _directed(extract: OsmExtract, pieces: Pieces, kmh: FloatArray) -> _Edges:
    """Return a row for each direction of each piece that some mode may take; ends are still the copies."""
    tail = np.concatenate([pieces.tail, pieces.head])
    head = np.concatenate([pieces.head, pieces.tail])
    way = np.concatenate([pieces.way, pieces.way])
    speed = np.concatenate([kmh[pieces.way, 0], kmh[pieces.way, 1]])
    used = speed.any(axis=1)
    way = way[used]
    return _Edges(
        tail[used], head[used], _classes(extract)[way], _way_ids(extract)[way], _grounds(extract)[way], speed[used]
    )


def _assemble(extract: OsmExtract, split: _Split, edges: _Edges) -> Roads:
    """Return the graph: nodes in use numbered by id (a barrier's copies last), rows measured and sorted."""
    tail = np.concatenate([edges.tail, split.joins.tail])
    head = np.concatenate([edges.head, split.joins.head])
    node, ends = np.unique(np.concatenate([tail, head]), return_inverse=True)
    lon, lat = extract.lon[split.origin[node]], extract.lat[split.origin[node]]
    tail, head = ends[: len(tail)], ends[len(tail) :]
    length = distance_m(lon[tail], lat[tail], lon[head], lat[head])
    time = _seconds(length, np.concatenate([edges.kmh, split.joins.kmh]))
    kind = np.concatenate([edges.road_class, split.joins.road_class])
    way = np.concatenate([edges.way_id, split.joins.way_id])
    ground = np.concatenate([edges.ground, split.joins.ground])
    order = np.lexsort((*time.T[::-1], kind, length, way, head, tail))
    return Roads(
        node_id=_fixed(extract.node_id[split.origin[node]]),
        lon=_fixed(lon),
        lat=_fixed(lat),
        tail=_fixed(tail[order].astype(np.int32)),
        head=_fixed(head[order].astype(np.int32)),
        length_m=_fixed(length[order]),
        road_class=_fixed(kind[order].astype(np.int8)),
        way_id=_fixed(way[order]),
        ground=_fixed(ground[order].astype(np.int8)),
        time_s=_times(time[order]),
    )


def _seconds(length_m: FloatArray, kmh: FloatArray) -> FloatArray:
    """Return the time of each row by mode, in whole ticks; ``inf`` where the mode may not pass."""
    seconds = np.full(kmh.shape, np.inf)
    np.divide(length_m[:, np.newaxis] * _M_PER_S, kmh, out=seconds, where=kmh > 0)
    return round_to_ticks(seconds)


def _times(time: FloatArray) -> Mapping[str, FloatArray]:
    return {mode: _fixed(np.ascontiguousarray(time[:, at])) for at, mode in enumerate(MODES)}


def _fixed(array: _Array) -> _Array:
    """Return the array, read-only from now on."""
    array.setflags(write=False)
    return array
