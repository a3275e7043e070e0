"""The roads of a road world without a file between: what reading its file gives, for worlds of millions of nodes."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.road_world import RoadWorld, tags_of
from data.osm_access import modes_past_barrier, passable_kmh
from data.osm_ground import ground_of
from data.speeds import road_class
from geo.geodesy import distance_m
from geo.roads import MODES, ROAD_CLASSES, FloatArray, IntArray, Roads, round_to_ticks

M_PER_S = 3.6  # km/h in one m/s


class _Pieces(NamedTuple):
    """Straight pieces as drawn: node positions (a bollard's second copy after all nodes), the way's position."""

    tail: IntArray
    head: IntArray
    way: IntArray


class _Meaning(NamedTuple):
    """What the tags of each way mean: km/h along and against it by mode, its class, its ground."""

    kmh: FloatArray
    road_class: npt.NDArray[np.int8]
    ground: npt.NDArray[np.int8]


def world_roads(world: RoadWorld) -> Roads:
    """Return the roads of a world, equal to those `build_roads` makes of its file."""
    meaning = _meaning(world)
    pieces = _pieces(world, meaning)
    pieces, joined = _parted(world, pieces)
    return _assembled(world, meaning, pieces, joined)


def _meaning(world: RoadWorld) -> _Meaning:
    numbers, which = np.unique(world.tags, return_inverse=True)
    tags = [tags_of(int(number)) for number in numbers]
    kmh = np.array([np.transpose([passable_kmh(each, mode) for mode in MODES]) for each in tags])
    kinds = np.array([ROAD_CLASSES.index(road_class(each) or "") for each in tags], dtype=np.int8)
    grounds = np.array([ground_of(each) for each in tags], dtype=np.int8)
    return _Meaning(kmh[which], kinds[which], grounds[which])


def _pieces(world: RoadWorld, meaning: _Meaning) -> _Pieces:
    """Return the pieces of ways somebody may use, both of whose ends the file holds."""
    at = np.minimum(np.searchsorted(world.node_id, world.refs), len(world.node_id) - 1)
    at[world.node_id[at] != world.refs] = -1
    way = np.repeat(np.arange(len(world.way_id)), np.diff(world.indptr))
    kept = (way[:-1] == way[1:]) & (at[:-1] >= 0) & (at[1:] >= 0) & (meaning.kmh.max(axis=(1, 2)) > 0)[way[:-1]]
    return _Pieces(at[:-1][kept], at[1:][kept], way[:-1][kept])


def _parted(world: RoadWorld, pieces: _Pieces) -> tuple[_Pieces, _Pieces]:
    """Part the ways at their bollards: the piece that leaves one has a node of its own, joined for those who pass."""
    leaving = np.flatnonzero(np.isin(pieces.tail, world.barrier))
    leaving = leaving[np.argsort(pieces.tail[leaving])]
    copy = len(world.node_id) + np.arange(len(leaving))
    joined = _Pieces(pieces.tail[leaving], copy, pieces.way[leaving])
    tail = pieces.tail.copy()
    tail[leaving] = copy
    return pieces._replace(tail=tail), joined


def _assembled(world: RoadWorld, meaning: _Meaning, pieces: _Pieces, joined: _Pieces) -> Roads:
    """Return the roads: nodes in use numbered by id (a bollard's copies last), rows by their ends, then by way."""
    used = np.zeros(len(world.node_id) + len(joined.tail), dtype=np.bool_)
    used[pieces.tail] = used[pieces.head] = used[joined.tail] = True
    node = np.flatnonzero(used)
    origin = np.concatenate([np.arange(len(world.node_id)), joined.tail])[node]
    number = np.cumsum(used, dtype=np.int32) - np.int32(1)
    tail, head, way, kmh = _rows(meaning, pieces, joined)
    tail, head = number[tail], number[head]
    order = np.lexsort((way, (tail.astype(np.int64) << 32) | head))
    tail, head, way, kmh = tail[order], head[order], way[order], kmh[order]
    lon, lat = world.lon[origin], world.lat[origin]
    length_m = distance_m(lon[tail], lat[tail], lon[head], lat[head])
    return Roads(
        node_id=world.node_id[origin],
        lon=lon,
        lat=lat,
        tail=tail.astype(np.int32, copy=False),
        head=head.astype(np.int32, copy=False),
        length_m=length_m,
        road_class=meaning.road_class[way],
        way_id=world.way_id[way],
        ground=meaning.ground[way],
        time_s={mode: _seconds(length_m, kmh[:, at]) for at, mode in enumerate(MODES)},
    )


def _rows(meaning: _Meaning, pieces: _Pieces, joined: _Pieces) -> tuple[IntArray, IntArray, IntArray, FloatArray]:
    """Return tail, head, way and km/h by mode of each direction that somebody may take."""
    passes = modes_past_barrier({"barrier": "bollard"})
    joined_kmh = np.tile([float(mode in passes) for mode in MODES], (2 * len(joined.tail), 1))
    kmh = np.concatenate([meaning.kmh[pieces.way, 0], meaning.kmh[pieces.way, 1], joined_kmh])
    used = kmh.any(axis=1)
    tail = np.concatenate([pieces.tail, pieces.head, joined.tail, joined.head])[used]
    head = np.concatenate([pieces.head, pieces.tail, joined.head, joined.tail])[used]
    way = np.concatenate([pieces.way, pieces.way, joined.way, joined.way])[used]
    return tail, head, way, kmh[used]


def _seconds(length_m: FloatArray, kmh: FloatArray) -> FloatArray:
    seconds = np.full(len(kmh), np.inf)
    np.divide(length_m * M_PER_S, kmh, out=seconds, where=kmh > 0)
    return round_to_ticks(seconds)
