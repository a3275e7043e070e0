"""The junctions a route passes: which roads one could take there, and how far each turns off."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis.routes.driven import Driven
from data.road_names import RoadNames
from geo.geodesy import metres_per_degree
from geo.roads import ROAD_CLASSES, FloatArray, IntArray, Roads

BEARING_OVER_M = 30.0  # over one short piece a bearing says how somebody drew a corner, not where a road leads
A_CHOICE = 3  # roads that meet


class Road(NamedTuple):
    """What one knows a road by: its number or name, "" where nobody knows, and its class."""

    name: str
    road_class: str

    def likeness(self, other: "Road") -> int:
        """Return 2 for a road of the same number, 1 for one of the same class where one has none, 0 for another."""
        if self.name and other.name:
            return 2 * bool(_numbers(self.name) & _numbers(other.name))
        return int(self.road_class == other.road_class)


class Exit(NamedTuple):
    """A road one could take at a junction instead, and how far it turns to the right, degrees (-180 to 180)."""

    road: Road
    turn: float


class Passed(NamedTuple):
    """The route at a place: the roads it comes and goes by, its bearings before and after, and the other exits."""

    place: int
    before: Road
    after: Road
    bearing_in: float
    bearing_out: float
    exits: list[Exit]

    @property
    def turn(self) -> float:
        """How far the route turns to the right, degrees."""
        return turned(self.bearing_in, self.bearing_out)


@dataclass(frozen=True, slots=True, eq=False)
class _Around:
    """The open edges that leave the nodes of a route, by node, and how many roads meet at each."""

    edge: IntArray
    start: IntArray
    meeting: IntArray


def roads_of(roads: Roads, names: RoadNames, edge: IntArray) -> list[Road]:
    """Return what edges are known by."""
    classes = roads.road_class[edge].tolist()
    return [Road(name, ROAD_CLASSES[at]) for name, at in zip(names.of_ways(roads.way_id[edge]), classes, strict=True)]


def junctions_passed(route: Driven, roads: Roads, names: RoadNames, *, mode: str, also: IntArray) -> list[Passed]:
    """Return the junctions between start and end where at least three roads meet, and some places more, in order.

    Parameters
    ----------
    route
        As it is driven, over one edge at least.
    roads, names
        What it is driven on.
    mode
        One of ``MODES``: a road that is closed to it does not meet others.
    also
        Places between start and end, counted as in `route`, that are wanted though there is no choice.
    """
    if len(route.edge) == 1:
        return []
    node, which = np.unique(roads.head[route.edge[:-1]].astype(np.int64), return_inverse=True)
    around = _around(roads, mode, node)
    wanted = around.meeting[which] >= A_CHOICE
    wanted[also - 1] = True
    driven = roads_of(roads, names, route.edge)
    others = roads_of(roads, names, around.edge)
    bearing_in, bearing_out = _bearings(route)
    leads = bearing(*_ends(roads, around.edge))
    found = []
    for place in (np.flatnonzero(wanted) + 1).tolist():
        came, goes = int(route.edge[place - 1]), int(route.edge[place])
        at = range(int(around.start[which[place - 1]]), int(around.start[which[place - 1] + 1]))
        instead = [k for k in at if around.edge[k] != goes and not _goes_back(roads, came, int(around.edge[k]))]
        exits = [Exit(others[k], turned(float(bearing_in[place]), float(leads[k]))) for k in instead]
        ways = driven[place - 1], driven[place]
        found.append(Passed(place, *ways, float(bearing_in[place]), float(bearing_out[place]), exits))
    return found


def turned(bearing_in: float, bearing_out: float) -> float:
    """Return how far one turns to the right from one bearing to another, degrees, -180 to below 180."""
    return (bearing_out - bearing_in + 180.0) % 360.0 - 180.0


def bearing(lon_a: FloatArray, lat_a: FloatArray, lon_b: FloatArray, lat_b: FloatArray) -> FloatArray:
    """Return the bearing from one place to another near it, degrees clockwise from north, in the frame between them."""
    east, north = metres_per_degree((lat_a + lat_b) / 2)
    return np.asarray(np.degrees(np.arctan2((lon_b - lon_a) * east, (lat_b - lat_a) * north)))


def _numbers(name: str) -> set[str]:
    """Return the numbers of a road that has several, parted as OpenStreetMap does."""
    return {part.strip() for part in name.split(";")}


def _bearings(route: Driven) -> tuple[FloatArray, FloatArray]:
    """Return at each place of a route the bearing over the last and over the next 30 m of it."""
    at = route.reach_m
    back, on = (
        (np.interp(at + step, at, route.lon), np.interp(at + step, at, route.lat))
        for step in (-BEARING_OVER_M, BEARING_OVER_M)
    )
    return bearing(*back, route.lon, route.lat), bearing(route.lon, route.lat, *on)


def _around(roads: Roads, mode: str, node: IntArray) -> _Around:
    """Return the edges at nodes, which are rising, each once."""
    number = np.full(len(roads.lon), -1, dtype=np.int32)
    number[node] = np.arange(len(node), dtype=np.int32)
    is_road = np.isfinite(roads.time_s[mode]) & (roads.tail != roads.head)
    leaves = np.flatnonzero(is_road & (number[roads.tail] >= 0))
    enters = np.flatnonzero(is_road & (number[roads.head] >= 0))
    ends = np.stack(
        [
            np.concatenate([number[roads.tail[leaves]], number[roads.head[enters]]]).astype(np.int64),
            np.concatenate([roads.head[leaves], roads.tail[enters]]).astype(np.int64),
            np.concatenate([roads.way_id[leaves], roads.way_id[enters]]),
        ]
    )
    leaves = leaves[roads.length_m[leaves] > 0]
    at = number[roads.tail[leaves]]
    order = np.lexsort((leaves, at))
    return _Around(
        edge=leaves[order],
        start=np.searchsorted(at[order], np.arange(len(node) + 1)),
        meeting=np.bincount(np.unique(ends, axis=1)[0], minlength=len(node)),
    )


def _ends(roads: Roads, edge: IntArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    tail, head = roads.tail[edge], roads.head[edge]
    return roads.lon[tail], roads.lat[tail], roads.lon[head], roads.lat[head]


def _goes_back(roads: Roads, came: int, edge: int) -> bool:
    """Say whether an edge leads back the way one came."""
    return bool(roads.head[edge] == roads.tail[came] and roads.way_id[edge] == roads.way_id[came])
