"""From an OpenStreetMap extract to the road graph of three modes: pieces, directions, lengths, kinds of road.

All of it is worked out once for each piece and each combination of tags, and only then laid out as rows.
"""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from data.osm_access import passable_kmh
from data.osm_barriers import Split, split_at_barriers
from data.osm_file import OsmExtract
from data.osm_ground import ground_of
from data.osm_nodes import degrees
from data.osm_objects import Tags
from data.osm_pieces import cut_pieces
from data.osm_report import RoadReport, report_roads
from data.packed_roads import PackedRoads, parts, seconds_by_mode, unpack_roads
from data.road_names import RoadNames, collect_names
from data.speeds import road_class
from geo.errors import InputError
from geo.geodesy import distance_m
from geo.roads import MODES, ROAD_CLASSES, FloatArray, IntArray, Roads

_Small = npt.NDArray[np.int32]


class _Ways(NamedTuple):
    """The ways of the graph: position in the extract, and kind; a kind is class, ground, and six speeds."""

    way_at: IntArray
    kind: IntArray
    kinds: FloatArray


def build_roads(extract: OsmExtract) -> tuple[Roads, RoadReport]:
    """Build the road graph of an extract, as `pack_roads` does, and unpack it.

    Raises
    ------
    InputError
        The extract holds no road that any mode may use.
    """
    packed, report = pack_roads(extract)
    return unpack_roads(packed), report


def pack_roads(extract: OsmExtract) -> tuple[PackedRoads, RoadReport]:
    """Build the road graph of an extract.

    Every piece of a way between two consecutive nodes becomes a row for each direction at least one mode may take. A
    piece whose other node lies outside the file is counted and left out. Where a barrier stops a mode, each piece that
    ends there gets its own copy of the node; the copies are joined by rows of no length for the modes that may pass.

    Raises
    ------
    InputError
        The extract holds no road that any mode may use.
    """
    kinds = np.array([_kind(tags) for tags in extract.ways.combos]).reshape(-1, 2 + 2 * len(MODES))
    usable = np.asarray(kinds[:, 2:].any(axis=1))
    pieces = cut_pieces(extract, usable[extract.ways.combo])
    if not len(pieces.way):
        todo = "Give an OpenStreetMap extract with roads of the study's place"
        raise InputError(extract.name, "holds no road that anyone may use", todo)
    split = split_at_barriers(extract, pieces)
    del pieces
    ways, piece_way = _ways(extract, split, kinds)
    packed = _laid_out(extract, split, ways, piece_way)
    closed = np.flatnonzero(~usable).tolist()
    report = report_roads(extract, packed, way_at=ways.way_at, barriers_split=split.barriers, closed=closed)
    return packed, report


def name_roads(extract: OsmExtract, packed: PackedRoads) -> RoadNames:
    """Return the numbers or names of the ways of a graph that was built from an extract."""
    at = np.unique(np.searchsorted(extract.ways.way_id, packed.way_id))
    return collect_names(extract.ways.way_id[at], extract.ways.name[at], extract.ways.names)


def _kind(tags: Tags) -> list[float]:
    """Return class, ground, and the speeds along and against of each mode; the class is -1 where it is no road."""
    name = road_class(tags)
    by_mode = [passable_kmh(tags, mode) for mode in MODES]
    return [
        -1 if name is None else ROAD_CLASSES.index(name),
        ground_of(tags),
        *(along for along, _ in by_mode),
        *(against for _, against in by_mode),
    ]


def _ways(extract: OsmExtract, split: Split, kinds: FloatArray) -> tuple[_Ways, _Small]:
    """Return the ways that have pieces, by id, then those of the joins at barriers; and the way of each piece."""
    used = np.zeros(len(extract.ways.way_id), np.bool_)
    used[split.pieces.way] = True
    way_at = np.flatnonzero(used)
    number = (np.cumsum(used) - 1).astype(np.int32)
    joined = kinds[extract.ways.combo[split.join_way]]
    joined[:, 2:] = np.tile(split.join_kmh, 2)
    all_kinds, kind = np.unique(np.concatenate([kinds, joined]), axis=0, return_inverse=True)
    joins = np.arange(len(way_at), len(way_at) + len(joined), dtype=np.int32)
    ways = _Ways(
        np.concatenate([way_at, split.join_way]),
        np.concatenate([kind.ravel()[extract.ways.combo[way_at]], kind.ravel()[len(kinds) :]]),
        all_kinds,
    )
    return ways, np.concatenate([number[split.pieces.way], joins])


def _laid_out(extract: OsmExtract, split: Split, ways: _Ways, piece_way: _Small) -> PackedRoads:
    """Return the graph: nodes in use numbered by id (a barrier's copies last), pieces measured, rows sorted."""
    ends = [
        np.concatenate([split.pieces.tail, split.join_tail]),
        np.concatenate([split.pieces.head, split.join_head]),
    ]
    used = np.zeros(len(split.origin), np.bool_)
    used[ends[0]] = used[ends[1]] = True
    number = (np.cumsum(used) - 1).astype(np.int32)
    origin = split.origin[used]
    tail, head = number[ends[0]], number[ends[1]]
    x, y = extract.x[origin], extract.y[origin]
    packed = PackedRoads(
        node_id=extract.node_id[origin],
        x=x,
        y=y,
        row=np.zeros(0, np.int32),
        piece_tail=tail,
        piece_head=head,
        piece_length_m=_lengths(degrees(x), degrees(y), tail, head),
        piece_way=piece_way,
        way_id=extract.ways.way_id[ways.way_at],
        way_kind=ways.kind.astype(np.int16),
        kind_class=ways.kinds[:, 0].astype(np.int8),
        kind_ground=ways.kinds[:, 1].astype(np.int8),
        kind_kmh=np.ascontiguousarray(ways.kinds[:, 2:]).ravel(),
    )
    return replace(packed, row=_sorted_rows(packed))


def _lengths(lon: FloatArray, lat: FloatArray, tail: _Small, head: _Small) -> FloatArray:
    """Return the length of each piece, metres; it is the same bit by bit from either end."""
    length = np.empty(len(tail))
    for part in parts(len(tail)):
        length[part] = distance_m(lon[tail[part]], lat[tail[part]], lon[head[part]], lat[head[part]])
    return length


def _sorted_rows(packed: PackedRoads) -> _Small:
    """Return a row for each direction of each piece that some mode may take, sorted by tail, head and what follows.

    One number of both nodes sorts nearly all of them; only among rows between the same two nodes way, length, class
    and times are looked at.
    """
    row = _open_rows(packed)
    key = np.empty(len(row), np.int64)
    for part in parts(len(row)):
        piece, back = row[part] >> 1, (row[part] & 1).astype(np.bool_)
        drawn, against = packed.piece_tail[piece], packed.piece_head[piece]
        key[part] = np.where(back, against, drawn).astype(np.int64) * len(packed.node_id)
        key[part] += np.where(back, drawn, against)
    order = np.argsort(key)
    row, key = row[order], key[order]
    del order
    same = key[1:] == key[:-1]
    tied = np.flatnonzero(np.append(same, False) | np.insert(same, 0, False))
    row[tied] = _among_equals(packed, row[tied], key[tied])
    return row


def _open_rows(packed: PackedRoads) -> _Small:
    is_open = np.asarray(packed.kmh().any(axis=1))
    rows = [np.zeros(0, np.int32)]
    for part in parts(len(packed.piece_way)):
        piece = np.arange(part.start, part.stop, dtype=np.int32)
        kind = packed.way_kind[packed.piece_way[part]].astype(np.int32) * 2
        rows.append(np.sort(np.concatenate([piece[is_open[kind]] * 2, piece[is_open[kind + 1]] * 2 + 1])))
    return np.concatenate(rows)


def _among_equals(packed: PackedRoads, row: _Small, key: IntArray) -> _Small:
    """Return rows sorted by their key, which is sorted, then way, length, class and times."""
    piece = row >> 1
    kind = packed.way_kind[packed.piece_way[piece]].astype(np.int32) * 2 + (row & 1)
    length = packed.piece_length_m[piece]
    times = seconds_by_mode(length, packed.kmh()[kind])
    way_id = packed.way_id[packed.piece_way[piece]]
    return row[np.lexsort((row, *times.T[::-1], packed.kind_class[kind >> 1], length, way_id, key))]
