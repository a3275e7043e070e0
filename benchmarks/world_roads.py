"""The roads of a road world without a file between: what reading its file gives, for worlds of millions of nodes."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.road_world import RoadWorld, tags_of
from data.osm_access import modes_past_barrier, passable_kmh
from data.osm_ground import ground_of
from data.speeds import road_class
from geo.geodesy import distance_m
from geo.roads import MODES, ROAD_CLASSES, FloatArray, Roads, round_to_ticks

M_PER_S = 3.6  # km/h in one m/s
DIRECTIONS = 3
ALONG, AGAINST, PAST = range(DIRECTIONS)  # a way as drawn, the other way, or past a bollard on it
_Nodes = npt.NDArray[np.int32]


class _Pieces(NamedTuple):
    """Straight pieces as drawn: node positions (a bollard's second copy after all nodes), the way's position."""

    tail: _Nodes
    head: _Nodes
    way: _Nodes


class _Meaning(NamedTuple):
    """What the tags of each way mean: km/h along and against it and past a bollard by mode, its class, its ground."""

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
    passing = modes_past_barrier({"barrier": "bollard"})
    past = [float(mode in passing) for mode in MODES]
    kmh = np.array([[*np.transpose([passable_kmh(each, mode) for mode in MODES]), past] for each in tags])
    kinds = np.array([ROAD_CLASSES.index(road_class(each) or "") for each in tags], dtype=np.int8)
    grounds = np.array([ground_of(each) for each in tags], dtype=np.int8)
    return _Meaning(kmh[which], kinds[which], grounds[which])


def _pieces(world: RoadWorld, meaning: _Meaning) -> _Pieces:
    """Return the pieces of ways somebody may use, both of whose ends the file holds."""
    at = np.minimum(np.searchsorted(world.node_id, world.refs), len(world.node_id) - 1).astype(np.int32)
    at[world.node_id[at] != world.refs] = -1
    way = np.repeat(np.arange(len(world.way_id), dtype=np.int32), np.diff(world.indptr))
    kept = (
        (way[:-1] == way[1:]) & (at[:-1] >= 0) & (at[1:] >= 0) & (meaning.kmh[:, :PAST].max(axis=(1, 2)) > 0)[way[:-1]]
    )
    return _Pieces(at[:-1][kept], at[1:][kept], way[:-1][kept])


def _parted(world: RoadWorld, pieces: _Pieces) -> tuple[_Pieces, _Pieces]:
    """Part the ways at their bollards: the piece that leaves one has a node of its own, joined for those who pass."""
    leaving = np.flatnonzero(np.isin(pieces.tail, world.barrier))
    leaving = leaving[np.argsort(pieces.tail[leaving])]
    copy = len(world.node_id) + np.arange(len(leaving), dtype=np.int32)
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
    tail, head, row = _rows(meaning, pieces, joined)
    tail, head = number[tail], number[head]
    order = np.lexsort((row, (tail.astype(np.int64) << 32) | head))
    tail, head, row = tail[order], head[order], row[order]
    way, direction = row // DIRECTIONS, row % DIRECTIONS
    lon, lat = world.lon[origin], world.lat[origin]
    length_m = distance_m(lon[tail], lat[tail], lon[head], lat[head])
    return Roads(
        node_id=world.node_id[origin],
        lon=lon,
        lat=lat,
        tail=tail,
        head=head,
        length_m=length_m,
        road_class=meaning.road_class[way],
        way_id=world.way_id[way],
        ground=meaning.ground[way],
        time_s={mode: _seconds(length_m, meaning.kmh[way, direction, at]) for at, mode in enumerate(MODES)},
    )


def _rows(meaning: _Meaning, pieces: _Pieces, joined: _Pieces) -> tuple[_Nodes, _Nodes, _Nodes]:
    """Return tail, head, and way and direction as one number, of each direction that somebody may take."""
    open_to_some = meaning.kmh.max(axis=2) > 0
    along, against = open_to_some[pieces.way, ALONG], open_to_some[pieces.way, AGAINST]
    tail = np.concatenate([pieces.tail[along], pieces.head[against], joined.tail, joined.head])
    head = np.concatenate([pieces.head[along], pieces.tail[against], joined.head, joined.tail])
    way = np.concatenate([pieces.way[along], pieces.way[against], joined.way, joined.way])
    counts = [int(along.sum()), int(against.sum()), 2 * len(joined.tail)]
    return tail, head, way * DIRECTIONS + np.repeat([ALONG, AGAINST, PAST], counts).astype(np.int32)


def _seconds(length_m: FloatArray, kmh: FloatArray) -> FloatArray:
    seconds = np.full(len(kmh), np.inf)
    np.divide(length_m * M_PER_S, kmh, out=seconds, where=kmh > 0)
    return round_to_ticks(seconds)
