"""Roads as they are built and stored: every piece once for both its directions, speeds by kind of road.

A third of the room of `geo.roads.Roads`, which `unpack_roads` makes of them bit by bit the same: a row's time is its
piece's length over its kind's speed, rounded to ticks, worked out the moment a mode is asked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from data.osm_nodes import degrees
from geo.roads import MODES, FloatArray, IntArray, Roads, round_to_ticks

_M_PER_S = 3.6  # km/h in one m/s
_COLUMN = {mode: at for at, mode in enumerate(MODES)}
_AT_ONCE = 2_000_000  # rows
Small = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class PackedRoads:
    """The road graph of one place.

    Attributes
    ----------
    node_id
        As in `geo.roads.Roads` (int64).
    x, y
        Longitude and latitude of each node, ten-millionths of a degree, EPSG:4326 (int32).
    row
        For each row of the graph, in their order, twice its piece, and one more where it runs against it (int32).
    piece_tail, piece_head
        Nodes of each piece, as its way is drawn (int32).
    piece_length_m
        Metres (float64).
    piece_way
        Way of each piece, a position in `way_id` (int32).
    way_id
        Id of each way in the source (int64); it is there once for each kind its pieces are of.
    way_kind
        Kind of each way, a position in the arrays of kinds (int16).
    kind_class, kind_ground
        As in `geo.roads.Roads` (int8).
    kind_kmh
        Six speeds for each kind, one kind after the other: along it for each of ``MODES``, then against it; 0: closed
        (float64).
    """

    node_id: IntArray
    x: Small
    y: Small
    row: Small
    piece_tail: Small
    piece_head: Small
    piece_length_m: FloatArray
    piece_way: Small
    way_id: IntArray
    way_kind: npt.NDArray[np.int16]
    kind_class: npt.NDArray[np.int8]
    kind_ground: npt.NDArray[np.int8]
    kind_kmh: FloatArray

    def copied(self) -> "PackedRoads":
        """Return the same roads in arrays of their own, that depend on no file."""
        return PackedRoads(**{each.name: np.array(getattr(self, each.name)) for each in fields(self)})

    def kmh(self) -> FloatArray:
        """Return speeds by twice the kind, one more against it, and by mode, km/h; 0 where closed."""
        return self.kind_kmh.reshape(-1, len(MODES))

    def row_kinds(self, rows: slice) -> Small:
        """Return for some rows twice their kind, and one more where they run against it."""
        row = self.row[rows]
        return np.asarray(self.way_kind[self.piece_way[row >> 1]].astype(np.int32) * 2 + (row & 1))


class LazyTimes(Mapping[str, FloatArray]):
    """Seconds of each row by mode, read-only, each mode's worked out when it is first asked for.

    Parameters
    ----------
    length_m
        Of each row, metres.
    kind
        A row of `kmh` for each row of the graph.
    kmh
        Speeds by kind and mode, km/h; 0: closed.
    """

    def __init__(self, length_m: FloatArray, kind: npt.NDArray[np.int32], kmh: FloatArray) -> None:
        self._length_m, self._kind, self._kmh = length_m, kind, kmh
        self._known: dict[str, FloatArray] = {}

    def __getitem__(self, mode: str) -> FloatArray:
        """Return the seconds of a mode; ``inf`` where it may not pass."""
        if mode not in self._known:
            kmh = self._kmh[:, _COLUMN[mode]]
            seconds = np.empty(len(self._length_m))
            for part in parts(len(seconds)):
                seconds[part] = _seconds(self._length_m[part], kmh[self._kind[part]])
            self._known[mode] = _fixed(seconds)
        return self._known[mode]

    def __iter__(self) -> Iterator[str]:
        """Return the modes."""
        return iter(MODES)

    def __len__(self) -> int:
        """Return how many modes there are."""
        return len(MODES)


def unpack_roads(packed: PackedRoads) -> Roads:
    """Return the road graph; its arrays are read-only."""
    count = len(packed.row)
    tail, head = np.empty(count, np.int32), np.empty(count, np.int32)
    length, way_id = np.empty(count), np.empty(count, np.int64)
    road_class, ground, kind = np.empty(count, np.int8), np.empty(count, np.int8), np.empty(count, np.int32)
    for part in parts(count):
        row = packed.row[part]
        piece, back = row >> 1, (row & 1).astype(np.bool_)
        drawn, against = packed.piece_tail[piece], packed.piece_head[piece]
        tail[part], head[part] = np.where(back, against, drawn), np.where(back, drawn, against)
        length[part], way_id[part] = packed.piece_length_m[piece], packed.way_id[packed.piece_way[piece]]
        kind[part] = packed.row_kinds(part)
        road_class[part], ground[part] = packed.kind_class[kind[part] >> 1], packed.kind_ground[kind[part] >> 1]
    return Roads(
        node_id=_fixed(packed.node_id),
        lon=_fixed(degrees(packed.x)),
        lat=_fixed(degrees(packed.y)),
        tail=_fixed(tail),
        head=_fixed(head),
        length_m=_fixed(length),
        road_class=_fixed(road_class),
        way_id=_fixed(way_id),
        ground=_fixed(ground),
        time_s=LazyTimes(length, kind, packed.kmh()),
    )


def parts(count: int) -> Iterator[slice]:
    """Yield slices that together are `count` rows, none of them so large that work on it fills the memory."""
    return (slice(start, min(start + _AT_ONCE, count)) for start in range(0, count, _AT_ONCE))


def _seconds(length_m: FloatArray, kmh: FloatArray) -> FloatArray:
    """Return the time of each row in whole ticks; ``inf`` where the mode may not pass."""
    seconds = np.full(len(kmh), np.inf)
    np.divide(length_m * _M_PER_S, kmh, out=seconds, where=kmh > 0)
    return round_to_ticks(seconds)


def seconds_by_mode(length_m: FloatArray, kmh: FloatArray) -> FloatArray:
    """Return times by row and mode, seconds; `kmh` has a column for each mode."""
    return np.stack([_seconds(length_m, kmh[:, at]) for at in range(len(MODES))], axis=1)


def _fixed(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return the array, read-only from now on."""
    array.setflags(write=False)
    return array
